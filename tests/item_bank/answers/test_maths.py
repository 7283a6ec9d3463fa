"""What measuring the work left in a line promises."""

import sys
from types import FrameType

import pytest

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.maths import left_to_do


def steps_to_measure(text: str) -> int:
    """Count the calls that measuring a line takes."""
    tree = read(text, Context())
    assert not isinstance(tree, Unreadable)
    calls = 0

    def count(_frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        left_to_do(tree)
    finally:
        sys.setprofile(None)
    return calls


def test_measuring_takes_as_long_as_the_line_is() -> None:
    """
    Twice the factors take twice the steps: long products are written to be slow.
    """
    assert steps_to_measure("2" + "*2" * 99) * 2.2 > steps_to_measure("2" + "*2" * 199)


@pytest.mark.parametrize(
    ("text", "count"),
    [("5!", 1), ("2 ± 3", 1), ("sin(30°)", 1), ("50%", 0), ("0.(3)", 0), ("2.5*10^3", 0), ("2/3", 0), ("-(x + 1)", 1)],
)
def test_operations_are_counted_and_ways_of_writing_are_not(text: str, count: int) -> None:
    """
    What is still to be worked out, of every construct.
    """
    tree = read(text, Context())

    assert not isinstance(tree, Unreadable)
    assert count == left_to_do(tree)
