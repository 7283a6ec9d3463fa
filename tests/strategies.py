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
    Degrees,
    Divide,
    EmptySet,
    Factorial,
    Group,
    Junction,
    Listing,
    Matrix,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Operator,
    Percent,
    PlusMinus,
    Posit,
    Power,
    Reals,
    Relation,
    Repeating,
    Setwise,
    Subtract,
    Tree,
)

__all__ = ["ANYTHING", "ANY_NAME", "expressions", "polynomials", "rationals", "relations", "statements", "trees"]

# Trees

NAMES = ("x", "y", "a", "p", "e", "x0", "rate")
ANY_NAME = Context(names=NAMES, functions=("gcd", "f"))
"""Reads every tree that is drawn in `NAMES`."""

ANYTHING = Context(names=NAMES, functions=("f",), expects="several")
"""Reads every statement that is drawn."""

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


repeating = st.builds(
    Repeating,
    st.from_regex(r"[0-9]{1,2}\.[0-9]{0,2}", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}", fullmatch=True),
)
operators = st.sampled_from(["=", "<", ">", "<=", ">=", "!="])


def expressions(names: tuple[str, ...] = NAMES, *, max_leaves: int = 8) -> st.SearchStrategy[Tree]:
    """
    Expressions of every construct that can stand in one.
    """
    constants = st.builds(Constant, st.sampled_from(["pi", "oo", "i"]))

    def grown(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
        one = st.sampled_from(["sqrt", "abs", "sin", "asin", "ln", "log", "floor", "f", "re", "exp"])
        two = st.sampled_from(["root", "log", "binomial", "gcd", "max", "mod"])
        return st.one_of(
            nodes(parts),
            st.builds(Degrees, parts),
            st.builds(Factorial, parts),
            st.builds(PlusMinus, parts, st.booleans()),
            st.builds(Call, one, st.tuples(parts)),
            st.builds(Call, two, st.tuples(parts, parts)),
        )

    return st.recursive(st.one_of(leaves(names), repeating, constants), grown, max_leaves=max_leaves)


def statements(names: tuple[str, ...] = NAMES) -> st.SearchStrategy[Tree]:
    """
    Whatever several answers may be: relations, lists, sets, intervals, systems, and what `or` and `and` join.
    """
    parts = expressions(names, max_leaves=3)
    pairs = st.tuples(parts, parts)
    listings = st.one_of(
        st.builds(Listing, pairs, st.sampled_from("(["), st.sampled_from(")]")),
        st.builds(Listing, pairs, st.just("]"), st.just("[")),
        st.builds(Listing, st.lists(parts, min_size=2, max_size=4).map(tuple), st.just("{"), st.just("}")),
        st.builds(Listing, st.just(()), st.just("{"), st.just("}")),
        st.builds(Listing, st.tuples(st.builds(Listing, pairs), st.builds(Listing, pairs)), st.just("["), st.just("]")),
    )
    sets = st.one_of(listings, st.just(EmptySet()), st.just(Reals()))
    joined = st.one_of(
        st.builds(Setwise, sets, sets, st.just("union")),
        st.builds(Setwise, st.builds(Setwise, sets, sets, st.just("union")), sets, st.just("intersection")),
        st.builds(Setwise, st.builds(Setwise, sets, sets, st.just("union")), sets, st.just("union")),
    )
    related = st.one_of(
        st.builds(lambda left, right, sign: Relation((left, right), (sign,)), parts, parts, operators),
        st.builds(lambda left, right: Relation((left, right), ("in",)), parts, sets),
    )
    both = st.builds(lambda left, right: Junction("and", (left, right)), related, related)
    bare_lists = st.builds(Listing, st.lists(st.one_of(parts, related), min_size=2, max_size=4).map(tuple))
    either = st.builds(
        Junction, st.just("or"), st.lists(st.one_of(related, both, parts), min_size=2, max_size=3).map(tuple)
    )
    rows = st.builds(Listing, st.tuples(bare_lists, bare_lists))
    return st.one_of(parts, sets, joined, related, both, bare_lists, either, rows)


def matrices() -> st.SearchStrategy[Matrix]:
    """
    Matrices of two rows.
    """
    rows = st.tuples(expressions(max_leaves=2), expressions(max_leaves=2))
    return st.builds(Matrix, st.tuples(rows, rows))


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
