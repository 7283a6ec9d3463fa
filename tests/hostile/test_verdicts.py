"""Hostile texts end in a verdict that credits nothing, within counted work, for every kind and both ways of writing."""

import functools
import sys
from types import FrameType
from typing import get_args

import pytest

from item_bank.algebra.context import Format
from item_bank.answers.answer import KINDS
from item_bank.answers.judge import judge
from item_bank.answers.key import Key
from item_bank.answers.response import Final
from item_bank.answers.verdict import Judged, Verdict
from item_bank.answers.words import is_blank
from tests.hostile.keys import keys, vanishing
from tests.hostile.texts import ANSWERS, TEXTS, VANISHING

ENDS = frozenset({Verdict.INCORRECT, Verdict.INVALID, Verdict.UNKNOWN})
MAX_CALLS = 100_000
"""Calls of functions, ours and built in, that one judgement may take: some 20 ms without the counting."""
FORMATS: tuple[Format, ...] = get_args(Format)


class Counter:
    """Counts calls while it is the profiler of this thread."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, _frame: FrameType, event: str, _argument: object) -> None:
        """Count one call."""
        if event.endswith("call"):
            self.calls += 1


def counted(key: Key, text: str, written: Format) -> tuple[Judged, int]:
    """
    Judge a text and count the calls it takes.
    """
    counter, before = Counter(), sys.getprofile()
    sys.setprofile(counter)
    try:
        judged = judge(key, Final(text=text, format=written))
    finally:
        sys.setprofile(before)
    return judged, counter.calls


@functools.cache
def ready() -> dict[str, Key]:
    """
    Make the keys ready once.
    """
    return keys()


def test_every_kind_has_a_key() -> None:
    """The corpus is put to each kind of answer there is."""
    assert {type(answer) for answer in ANSWERS.values()} == set(KINDS.values())


@pytest.mark.slow
@pytest.mark.parametrize("written", FORMATS)
@pytest.mark.parametrize("name", ANSWERS)
def test_hostile_texts_are_never_right_and_never_dear(name: str, written: Format) -> None:
    """Each text ends as incorrect, invalid or unknown, after a bounded number of calls."""
    key = ready()[name]
    # blank is a request for help, whatever is asked
    ends = {text: counted(key, text, written) for text in TEXTS if not is_blank(text)}
    assert {text[:60]: judged.verdict for text, (judged, _) in ends.items() if judged.verdict not in ENDS} == {}
    assert {text[:60]: calls for text, (_, calls) in ends.items() if calls > MAX_CALLS} == {}


@pytest.mark.parametrize("place", range(len(VANISHING)))
def test_an_answer_built_to_vanish_is_not_right(place: int) -> None:
    """A wrong answer that equals the key at a guessed prime, at small numbers or to many digits is never correct."""
    key, text = vanishing()[place]
    judged, calls = counted(key, text, "text")
    assert judged.verdict in ENDS
    assert calls <= MAX_CALLS
