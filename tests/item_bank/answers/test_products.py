"""What counting a line's products beforehand promises."""

import sys
from types import FrameType

import pytest

from item_bank.algebra.context import Context
from item_bank.algebra.polynomial import polynomial
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Relation, Subtract, Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.products import TIMES, products


def tree_of(text: str) -> Tree:
    """Read a line that can be read."""
    tree = read(text, Context())
    assert not isinstance(tree, Unreadable), tree
    return tree


def taken(tree: Tree) -> int:
    """Count the terms that multiplying a line out puts together."""
    expression = Subtract(*tree.operands) if isinstance(tree, Relation) else tree
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call" and frame.f_code.co_name == "_joined"

    sys.setprofile(note)
    try:
        polynomial(expression)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "text",
    [
        "2(x + 3) - 4(x - 1) = 7",
        "x = (x + 1)^9 + (x - 1)^9",
        "(x + y + 1)^9",
        "((x + y)^3)^3",
        "(x + 1)(x + 2)(x + 3)(x + 4) = 0",
        "(2/3x + 1/7)^10",
        "(x + 1)^(2 + 3)",
        "x/7x/7x/7",
        "-50%(x + 1)^2",
        "x^9 + x^9 + x^9",
    ],
)
def test_a_line_takes_no_more_than_was_counted(text: str) -> None:
    """
    The count is a bound, whatever the shape of the line.
    """
    tree = tree_of(text)

    assert products(tree) >= TIMES * taken(tree)


@pytest.mark.parametrize("text", ["x = 4", "4", "3/7 + 2(3 + 4)^9", "x + 5 = 11 - y"])
def test_numbers_and_letters_by_themselves_take_next_to_nothing(text: str) -> None:
    """
    Only what has to be multiplied out counts.
    """
    assert products(tree_of(text)) <= 3 * TIMES


def test_decimals_count_for_the_roundings_that_are_tried() -> None:
    """
    Each new one doubles them, up to the few that are tried at all.
    """
    one, two, many = (
        products(tree_of(f"{text}x = 3x")) for text in ("1.5", "1.5x + 2.5", "1.1x + 1.2x + 1.3x + 1.4x + 1.5")
    )

    assert one < two
    assert products(tree_of("1.1x + 1.2x + 1.3x + 1.4x = 3x")) > many
