"""What `wire` promises: trees survive the way to the worker and back, and nothing else is taken for one."""

import pytest
from hypothesis import given

from item_bank.algebra.proving.wire import decode, encode
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import Constant, Degrees, EmptySet, Factorial, Name, Number, Posit, Repeating, Tree
from tests.strategies import trees


@given(tree=trees())
def test_expressions_come_back_without_brackets_and_spans(tree: Tree) -> None:
    """
    Every construct, in its place.
    """
    back = decode(encode(tree))

    assert encode(back) == encode(tree)
    assert [*map(type, [bare(back)])] == [*map(type, [bare(tree)])]


@pytest.mark.parametrize(
    "tree",
    [Constant("oo"), Repeating("0.1", "6"), Factorial(Number("5")), Degrees(Number("30")), Posit(Name("x"))],
)
def test_rarer_constructs_come_back_too(tree: Tree) -> None:
    """
    Each as it is.
    """
    assert tree == decode(encode(tree))


def test_only_expressions_are_sent() -> None:
    """
    A set is none.
    """
    with pytest.raises(ValueError, match="EmptySet"):
        encode(EmptySet())


@pytest.mark.parametrize(
    "encoded",
    [
        ["Number"],
        ["Name", ["Number", "1"]],
        ["Constant", "tau"],
        ["Add", ["Number", "1"]],
        ["Exec", ["Number", "1"]],
        [1],
    ],
)
def test_what_is_no_tree_is_refused(encoded: list[object]) -> None:
    """
    A wrong name, too few operands, no name at all.
    """
    with pytest.raises(ValueError, match="no tree"):
        decode(encoded)


def test_what_is_too_deep_is_refused() -> None:
    """
    Before the interpreter's own limit.
    """
    encoded: list[object] = ["Number", "1"]
    for _ in range(2_000):
        encoded = ["Negate", encoded]

    with pytest.raises(ValueError, match="deep"):
        decode(encoded)
