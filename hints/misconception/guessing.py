"""
Guessing: wrong entries that were tried out one after another.

No time is taken and nobody is watched, so one entry alone never shows a guess. Two
patterns do, over three entries to one step: the third wrong option of a choice, when
what is left of it is picked by elimination; and whole numbers at equal steps, like
4, 5, 6, of which nothing explains the last. It says how an answer came about, for
teachers, and nothing about the learner; the help is that for what is not understood.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final, assert_never

from item_bank.answers.key import Key, fingerprint
from item_bank.answers.kinds.choice import ChoiceKey
from item_bank.answers.kinds.number import NumberKey
from item_bank.answers.response import Final as FinalAnswer
from item_bank.answers.response import Response, Stuck, Working
from item_bank.answers.verdict import Judged

__all__ = ["EARLIER", "entry", "went_through_numbers", "went_through_options"]

EARLIER: Final = 2
"""Earlier wrong entries that are looked at; two numbers are always at equal steps, three seldom by chance."""
MOST: Final = 40
"""Characters of an entry that are kept: longer ones are no number and no option."""


def entry(response: Response, judged: Judged) -> str:
    """
    Return what was answered, as read where it is maths, else as entered; empty where it is too long to compare.
    """
    match response:
        case FinalAnswer(text=text):
            entered = text
        case Working(lines=lines):
            entered = next((line for line in reversed(lines) if line.strip()), "")
        case Stuck():
            entered = ""
        case _:
            assert_never(response)
    said = judged.read or entered
    return said if len(said) <= MOST else ""


def went_through_options(key: Key, entries: Sequence[str]) -> bool:
    """
    Say whether wrong answers to a step are different options of a choice, one after another.

    Parameters
    ----------
    key
        The step's key.
    entries
        The wrong answers, the latest last.
    """
    if not isinstance(key, ChoiceKey) or len(entries) <= EARLIER:
        return False
    picked = [fingerprint(key, text) for text in entries[-EARLIER - 1 :]]
    return None not in picked and len(set(picked)) > EARLIER


def went_through_numbers(key: Key, entries: Sequence[str]) -> bool:
    """
    Say whether wrong answers to a step are whole numbers at equal steps; parameters as for options.
    """
    if not isinstance(key, NumberKey) or len(entries) <= EARLIER:
        return False
    values = [fingerprint(key, text) for text in entries[-EARLIER - 1 :]]
    if not all(isinstance(one, int | Fraction) for one in values):
        return False
    numbers = [Fraction(one) for one in values if isinstance(one, int | Fraction)]
    step = numbers[1] - numbers[0]
    return (
        step != 0
        and all(number.denominator == 1 for number in numbers)
        and all(later - earlier == step for earlier, later in pairwise(numbers))
    )
