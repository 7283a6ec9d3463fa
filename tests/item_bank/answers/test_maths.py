"""What measuring the work left in a line promises."""

import sys
from types import FrameType

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
