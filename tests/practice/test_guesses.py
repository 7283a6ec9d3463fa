"""
Guesses, from try to try: what was entered before is remembered as long as the step is open, and a snapshot holds it.
"""

from hints.misconception.diagnosis import DiagnosisKind
from practice.events import TryRecorded
from practice.state import decode_state, encode_state
from tests.practice.support.play import Play, text
from tests.practice.test_follow_through import carry_bank


def kinds(*entries: str) -> list[DiagnosisKind | None]:
    """Answer the first step of an exercise again and again; return how each was diagnosed."""
    play = Play(played=carry_bank())
    play.open("carry", 0)  # 3x + 20 = 113
    for entry in entries:
        play.say(text(entry))
    snapshot = decode_state(encode_state(play.state))
    assert snapshot == play.state
    tried = [event for event in play.events if isinstance(event, TryRecorded)]
    return [None if event.diagnosis is None else event.diagnosis.kind for event in tried]


def test_numbers_at_equal_steps_are_a_guess_at_the_third() -> None:
    """
    Two show nothing, and another number that belongs to no row is as little understood as the first was.
    """
    guess, unknown = DiagnosisKind.GUESS, DiagnosisKind.UNDIAGNOSED

    assert [unknown, unknown, guess] == kinds("7001", "7002", "7003")
    assert [unknown, unknown, unknown] == kinds("7001", "7002", "7009")


def test_what_could_not_be_read_is_no_entry() -> None:
    """
    An entry that cost nothing is no part of a row, and does not break one.
    """
    assert [DiagnosisKind.UNDIAGNOSED, None, DiagnosisKind.UNDIAGNOSED, DiagnosisKind.GUESS] == kinds(
        "7001", "70+", "7002", "7003"
    )
