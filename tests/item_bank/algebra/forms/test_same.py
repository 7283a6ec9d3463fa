"""What `same` promises: order and association are free, and nothing else is."""

import json
import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.context import Context
from item_bank.algebra.forms.form import lack
from item_bank.algebra.forms.same import canonical
from item_bank.algebra.reading import read
from item_bank.algebra.rebuilding import with_children
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Degrees,
    EmptySet,
    Factorial,
    Group,
    Junction,
    Listing,
    Matrix,
    Multiply,
    Name,
    Number,
    PlusMinus,
    Reals,
    Relation,
    Repeating,
    Setwise,
    Subtract,
    Tree,
    children,
)
from item_bank.algebra.unreadable import Unreadable
from tests.item_bank.algebra.forms.asked import lack_of, tree_of
from tests.parts import evaluation_data
from tests.strategies import relations, trees

X, Y, ONE, TWO, THREE = Name("x"), Name("y"), Number("1"), Number("2"), Number("3")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("b+a", "a+b"), ("-b+a", "a-b"), ("a+(-b)", "a-b"), ("(a+b)+c", "a+(c+b)"), ("+x", "x"), ("(x)", "x"),
        ("2x", "x*2"), ("a*(b*c)", "(a*b)*c"), ("(-a)b", "-(ab)"), ("a(-b)", "-ab"), ("x/2", "1/2*x"),
        ("2/3*x", "2x/3"), ("a/b*c", "(ac)/b"), ("-(3/4)", "(-3)/4"), ("a/b/c", "a/c/b"), ("007", "7"),
        (".5x", "0.5x"), ("2.50", "2.5"), ("a^(b+c)", "a^(c+b)"), ("sqrt(a+b)", "sqrt(b+a)"), ("-x^2+3", "3-x^2"),
        ("(1-x)(2-x)", "(x-1)(x-2)"), ("-(6x+1)(1-x)", "(6x+1)(x-1)"), ("2(1-x)(2-x)", "(x-1)(x-2)*2"),
        ("2=x", "x=2"), ("2>x", "x<2"), ("3>=x>1", "1<x<=3"), ("-y=-mx-b", "y=mx+b"), ("0=1-x", "0=x-1"),
        ("50%x", "x*50%"),
    ],
)  # fmt: skip
def test_order_and_association_are_free(text: str, key: str) -> None:
    """
    Any order of terms, factors and sides, brackets that change nothing, and a minus at any factor.
    """
    assert lack_of("same", text, key) is None
    assert lack_of("same", key, text) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2+3", "5"), ("x*x", "x^2"), ("0.5", "1/2"), ("2.0", "2"), ("6/8", "3/4"), ("1 1/2", "3/2"), ("50%", "0.5"),
        ("1*x", "x"), ("x+0", "x"), ("--a", "a"), ("(-a)(-b)", "ab"), ("a-(-b)", "a+b"), ("a-(b+c)", "a-b-c"),
        ("-(x-1)", "1-x"), ("x(1-x)", "-x(x-1)"), ("(1-x)^2", "(x-1)^2"), ("a*b^-1", "a/b"), ("x/(yz)", "x/y/z"),
        ("3/(-4)", "-(3/4)"), ("2(3+x)", "6+2x"), ("2(x+3)/2", "x+3"), ("sqrt(x)", "x^(1/2)"), ("x>2", "x<2"),
        ("x<=2", "x<2"), ("y-b=mx", "y=mx+b"), ("2x=4", "x=2"), ("a-b-c", "c+b+a"), ("(6x+1)(x+1)", "(6x+1)(x-1)"),
        ("1-x=2-x", "x-1=2-x"),
    ],
)  # fmt: skip
def test_nothing_is_worked_out(text: str, key: str) -> None:
    """
    What would take a step of arithmetic or algebra is another way of writing.
    """
    assert lack_of("same", text, key) == "not_same"


def test_every_construct_is_told_from_the_others() -> None:
    """
    What differs in a sign, a word, a bracket or a mark has another canonical text, and what differs in order has not.
    """
    constructs: list[Tree] = [
        Repeating("0.", "3"), Repeating("0.3", "3"), Degrees(X), Factorial(X), Factorial(Factorial(X)), PlusMinus(X),
        PlusMinus(X, inverted=True), Call("f", (X, Y)), Call("f", (Y, X)), Call("exp", (X,)), Constant("i"), EmptySet(),
        Reals(), Matrix(((X,), (Y,))), Matrix(((X, Y),)), Listing((X, Y), "(", ")"), Junction("or", (X, Y)),
        Junction("and", (X, Y)), Setwise(X, Y, "union"), Setwise(X, Y, "intersection"), Setwise(X, Y, "without"),
        Setwise(Y, X, "without"), Relation((X, Y), ("!=",)), Relation((X, Y), ("in",)), Relation((Y, X), ("in",)),
    ]  # fmt: skip

    assert len({canonical(tree) for tree in constructs}) == len(constructs)
    assert canonical(Setwise(Y, X, "union")) == canonical(Setwise(X, Y, "union"))
    assert canonical(Junction("and", (Y, X))) == canonical(Junction("and", (X, Y)))
    assert canonical(Relation((Y, X), ("!=",))) == canonical(Relation((X, Y), ("!=",)))
    assert canonical(Call("exp", (X,))) == canonical(tree_of("e^x"))


def test_values_listed_in_any_way_are_the_same() -> None:
    """
    A list, a set, and equations joined by `or` name the same values where each is written the same.
    """
    listed = Listing((TWO, THREE), "{", "}")
    joined = Junction("or", (Relation((X, THREE), ("=",)), Relation((X, TWO), ("=",))))
    within = Relation((X, Listing((THREE, TWO, TWO))), ("in",))

    assert [lack("same", tree, listed) for tree in (joined, within, Relation((X, listed), ("=",)))] == [None] * 3
    assert lack("same", Listing((TWO, Add(ONE, TWO))), listed) == "not_same"
    assert lack("same", TWO, listed) == "not_same"
    assert lack("same", Relation((X, TWO), ("=",)), Listing((TWO, TWO))) is None
    assert lack("same", Relation((X, TWO), ("<",)), Listing((TWO, TWO))) == "not_same"


@given(tree=st.one_of(trees(), relations()), seed=st.integers(0, 2**32))
def test_shuffled_trees_are_the_same(tree: Tree, seed: int) -> None:
    """
    Whatever was written, swapping operands of sums and products and setting brackets round parts changes no form.
    """
    assert lack("same", _shuffled(tree, random.Random(seed)), tree) is None


@pytest.mark.parametrize("order", list(permutations(["x^2", "2*x*y", "y/3", "7"])))
def test_any_order_of_terms_is_the_same(order: tuple[str, ...]) -> None:
    """
    All orders of a longer sum agree.
    """
    assert lack_of("same", "+".join(order), "x^2+2xy+y/3+7") is None


def test_khan_academy_agrees_about_forms() -> None:
    """
    All pairs that their engine's tests compare in form are judged as there.
    """
    lines = evaluation_data("peer_vectors", "kas_compare_form.jsonl").read_text().splitlines()
    context = Context(functions=("f", "g", "h"))
    for row in map(json.loads, lines):
        tree, key = read(row["student"], context), read(row["key"], context)
        assert not isinstance(tree, Unreadable)
        assert not isinstance(key, Unreadable)
        assert (lack("same", tree, key) is None) == (row["expected"] == "1"), row


def _shuffled(tree: Tree, chance: random.Random) -> Tree:
    """
    Swap and bracket at random.
    """
    parts = tuple([_shuffled(part, chance) for part in children(tree)])
    if isinstance(tree, Add | Multiply) and chance.random() < 0.5:
        parts = parts[::-1]
    elif isinstance(tree, Subtract) and chance.random() < 0.5:
        return Group(tree)
    whole = with_children(tree, parts)
    return whole if isinstance(tree, Relation) or chance.random() < 0.5 else Group(whole)
