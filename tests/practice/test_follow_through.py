"""
Errors that are carried on from one step to the next, from the file to the record.
"""

import functools
from pathlib import Path
from tempfile import TemporaryDirectory

from hints.misconception.diagnosis import DiagnosisKind
from item_bank.bank import Bank, read_bundle
from item_bank.build import build
from item_bank.bundle import encode_bundle
from item_bank.check.bank import check_bank
from item_bank.load import load_bank
from practice.events import TryRecorded
from practice.fold import fold_all
from practice.state import decode_state, encode_state
from tests.item_bank.small_bank import SMALL_BANK, write_bank
from tests.practice.support.bank import SECRET
from tests.practice.support.play import Play, text

ITEM = """\
format: 1
id: carry
title: Two steps with numbers
skills: [solve, add]
unknowns: [x]
params: {a: {int: [3, 5]}, b: {int: [20, 29]}, s: {int: [31, 39]}}
derive: {c: a*s + b}
prompt: Solve $@{a}x + @{b} = @{c}$.
steps:
  - id: right-side
    prompt: What is left on the right side without the $@{b}$?
    answer: {kind: number, value: c - b}
    mistakes: [{when: c + b, code: sign-kept}]
  - id: divide
    prompt: What is $x$?
    answer: {kind: number, value: s}
    follows: prev/a
    mistakes: [{when: (c + b)/a, code: not-divided}]
"""


@functools.cache
def carry_bank() -> Bank:
    """Build a bank of one item whose second step follows from the first."""
    mistakes = SMALL_BANK["mistakes.yaml"].partition("- code: guessed")[0]
    files = {
        "bank.yaml": SMALL_BANK["bank.yaml"],
        "skills.yaml": SMALL_BANK["skills.yaml"],
        "mistakes.yaml": mistakes,
        "items/carry.yaml": ITEM,
    }
    with TemporaryDirectory() as directory:
        loaded = load_bank(write_bank(Path(directory), files))
        assert () == check_bank(loaded).findings
        return read_bundle(encode_bundle(build(loaded.source))[1], secret=SECRET)


def last(play: Play) -> TryRecorded:
    """Give the try recorded last."""
    return next(event for event in reversed(play.events) if isinstance(event, TryRecorded))


def test_an_error_that_is_carried_on_is_named_and_counted_once() -> None:
    """
    A later answer that follows from an own earlier wrong one is wrong, is said to follow from it, and is no evidence.
    """
    play = Play(played=carry_bank())
    play.open("carry", 0)  # 3x + 20 = 113
    play.say(text("135/2"))
    first = last(play)
    play.say(text("93"))
    play.say(text("22.5"))
    second = last(play)

    assert ("135/2", "incorrect") == (first.carried, first.judged.verdict)
    assert first.evidence is not None
    assert ("divide", "incorrect", True) == (second.step, second.judged.verdict, second.uses_try)
    assert second.diagnosis is not None
    assert (DiagnosisKind.SLIP, ["slip/carried"]) == (
        second.diagnosis.kind,
        [one.code for one in second.diagnosis.candidates],
    )
    assert second.evidence is None
    assert second.hint is not None
    assert "earlier answer" in second.hint.text
    assert play.state == fold_all(play.events, model=play.model) == decode_state(encode_state(play.state))


def test_what_nobody_carried_on_is_diagnosed_as_ever() -> None:
    """
    The same wrong answer of somebody who had the step before right at once is the mistake that the author expects.
    """
    play = Play(played=carry_bank())
    play.open("carry", 0)
    play.say(text("93"))
    play.say(text("133/3"))
    tried = last(play)

    assert tried.diagnosis is not None
    assert ["not-divided"] == [one.code for one in tried.diagnosis.candidates]
    assert tried.evidence is not None
