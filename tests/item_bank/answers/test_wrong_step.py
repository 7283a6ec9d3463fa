"""What finding the wrong step promises."""

import pytest

from item_bank.algebra.printing import to_text
from item_bank.answers.answer import NumberAnswer
from item_bank.answers.judge import judge
from item_bank.answers.key import compile_key
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Working
from item_bank.answers.wrong_step import wrong_step

EQUATION = ("3x + 5 = 11", "3x = 6", "x = 2")
SUM = ("3 + 4*5", "3 + 20", "23")


def between(solution: tuple[str, ...], *lines: str) -> tuple[str, str, int] | None:
    """Find the wrong step of a working."""
    key = compile_key(
        NumberAnswer(value=solution[-1].rpartition("= ")[2]),
        unknowns=("x",),
        solution=solution,
        secret=b"x" * 32,
        subject="",
    )
    assert isinstance(key, MathsKey)
    found = wrong_step(key, judge(key, Working(lines=lines)))
    return None if found is None else (to_text(found.before), to_text(found.after), found.line)


@pytest.mark.parametrize(
    ("solution", "lines", "expected"),
    [
        (EQUATION, ("3x + 5 = 11", "3x = 16", "x = 16/3"), ("3x + 5 = 11", "3x = 16", 2)),
        (EQUATION, ("3x = 16",), ("3x + 5 = 11", "3x = 16", 1)),
        (EQUATION, ("3x = 6", "8 / 4 = 2", "x = 3"), ("3x = 6", "x = 3", 3)),
        (EQUATION, ("3x = 6", "x = 6/3 = 3"), ("6/3", "3", 2)),
        (EQUATION, ("3x = 6", "3"), ("3x = 6", "x = 3", 2)),
        (SUM, ("3 + 4*5 = 7*5 = 35",), ("3 + 4*5", "7*5", 1)),
        (SUM, ("3 + 4*5 = 3 + 20", "24"), ("3 + 20", "24", 2)),
        (EQUATION, ("x = 3/1 = 3",), ("3x + 5 = 11", "x = 3", 1)),
        (EQUATION, ("3x + 5 = 3x + 5 = 11", "x = 5"), ("3x + 5 = 11", "x = 5", 2)),
        (SUM, ("3 + 20", "23"), None),
    ],
)
def test_the_two_things_between_which_it_went_wrong(
    solution: tuple[str, ...], lines: tuple[str, ...], expected: tuple[str, str, int] | None
) -> None:
    """
    The line before is the learner's own, or the task; sides of a running equality are lines too.
    """
    assert expected == between(solution, *lines)
