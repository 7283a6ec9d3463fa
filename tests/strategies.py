"""
Hypothesis strategies for the domain's types.

One section a domain; a strategy draws what can exist there and nothing else.
"""

from hypothesis import strategies as st

from item_bank.algebra.context import Context
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Group,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Operator,
    Percent,
    Posit,
    Power,
    Relation,
    Subtract,
    Tree,
)

__all__ = ["ANY_NAME", "polynomials", "rationals", "relations", "trees"]

# Trees

NAMES = ("x", "y", "a", "p", "e", "x0", "rate")
ANY_NAME = Context(names=NAMES, functions=("gcd", "f"))
"""Reads every tree that is drawn in `NAMES`."""

whole_texts = st.from_regex(r"0|[1-9][0-9]{0,3}|00?[1-9]", fullmatch=True)
number_texts = st.one_of(whole_texts, st.from_regex(r"[0-9]{1,3}\.[0-9]{1,3}|\.[0-9]{1,2}", fullmatch=True))
numbers = st.builds(Number, number_texts)
# three digits after a space are read as a group of thousands, so that no such numerator is ever read
numerators = whole_texts.filter(lambda digits: len(digits) != 3)
mixed = st.builds(Mixed, whole_texts, numerators, whole_texts)
rationals = st.fractions(min_value=-50, max_value=50, max_denominator=12)


def leaves(names: tuple[str, ...]) -> st.SearchStrategy[Tree]:
    """
    Numbers and mixed numbers; these names and half a circle's arc where there are names.
    """
    if not names:
        return st.one_of(numbers, mixed)
    return st.one_of(numbers, mixed, st.builds(Name, st.sampled_from(names)), st.just(Constant("pi")))


def nodes(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """
    Every construct over these parts, with small exponents.
    """
    exponents = st.one_of(st.builds(Number, st.sampled_from(["0", "1", "2", "3"])), parts)
    return st.one_of(
        st.builds(Add, parts, parts),
        st.builds(Subtract, parts, parts),
        st.builds(Multiply, parts, parts, st.booleans()),
        st.builds(Divide, parts, parts),
        st.builds(Power, parts, exponents),
        st.builds(Negate, parts),
        st.builds(Posit, parts),
        st.builds(Percent, parts),
        st.builds(Group, parts, st.sampled_from("([{")),
        st.builds(Call, st.just("sqrt"), st.tuples(parts)),
        st.builds(Call, st.just("gcd"), st.tuples(parts, parts)),
    )


def trees(names: tuple[str, ...] = NAMES, *, max_leaves: int = 12) -> st.SearchStrategy[Tree]:
    """
    Expressions in these names; none for trees without names.
    """
    return st.recursive(leaves(names), nodes, max_leaves=max_leaves)


def relations(names: tuple[str, ...] = NAMES) -> st.SearchStrategy[Relation]:
    """
    Chains of one to three relations.
    """
    operators: tuple[Operator, ...] = ("=", "<", ">", "<=", ">=", "!=")
    links = st.lists(st.tuples(st.sampled_from(operators), trees(names, max_leaves=4)), min_size=1, max_size=3)
    return st.builds(
        lambda first, rest: Relation((first, *(tree for _, tree in rest)), tuple([sign for sign, _ in rest])),
        trees(names, max_leaves=4),
        links,
    )


def polynomials(names: tuple[str, ...]) -> st.SearchStrategy[Tree]:
    """
    Expressions of sums, products, small powers and divisions by numbers other than zero.
    """
    divisors = st.builds(Number, st.sampled_from(["1", "2", "3", "0.5", "10"]))
    small = st.builds(Number, st.sampled_from(["1", "2", "3"]))
    return st.recursive(
        st.one_of(numbers, st.builds(Name, st.sampled_from(names))),
        lambda parts: st.one_of(
            st.builds(Add, parts, parts),
            st.builds(Subtract, parts, parts),
            st.builds(Multiply, parts, parts, st.booleans()),
            st.builds(Divide, parts, divisors),
            st.builds(Power, parts, small),
            st.builds(Negate, parts),
            st.builds(Percent, parts),
        ),
        max_leaves=8,
    )
