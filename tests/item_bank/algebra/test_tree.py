"""What `tree` promises about its nodes."""

from typing import get_args

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.tree import OPERANDS, Number, Tree, names, walk
from item_bank.algebra.unreadable import Unreadable
from tests.strategies import ANY_NAME


def tree_of(text: str, context: Context = ANY_NAME) -> Tree:
    """
    Read a text that can be read.
    """
    tree = read(text, context)
    assert not isinstance(tree, Unreadable), tree
    return tree


def test_nodes_are_walked_in_the_order_written() -> None:
    """
    A node comes before its operands, the left before the right.
    """
    written = [node.text for node in walk(tree_of("1 + 2*(3 - 4)/gcd(5, 6) = 7^8")) if isinstance(node, Number)]

    assert list("12345678") == written


def test_names_come_once_in_order_and_without_constants() -> None:
    """
    `pi` is a number, not a variable.
    """
    assert ("y", "x0", "x") == names(tree_of("y + x0*y = pi x%"))


def test_every_construct_is_a_kind_of_tree() -> None:
    """
    The union holds all Structs that carry a span, and of each it is known what its operands are.
    """
    assert set(OPERANDS) == set(get_args(Tree))
    assert {kind.__name__ for kind in get_args(Tree)} == {kind.__name__ for kind in Number.__mro__[1].__subclasses__()}


def test_every_construct_says_what_it_holds() -> None:
    """No node is without an entry in the table of operands."""
    assert set(OPERANDS) == set(get_args(Tree))
