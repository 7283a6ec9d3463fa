"""
Helping: judge, diagnose and help with a response, as whoever answers would be helped.
"""

from hints.hint import Hint
from hints.misconception.diagnose import diagnose
from hints.tutor.first_help import Seen, first_help
from item_bank.answers.response import Response
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.variant import Rung
from tests.hints.builders import judged

__all__ = ["DIVIDE", "UNDO", "helped"]

UNDO, DIVIDE = Rung(text="What was done to $x$ last?"), Rung(text="Both sides are a number of times $x$: what now?")


def helped(
    of: Exercise,
    response: Response | str | tuple[str, ...],
    seen: Seen | None = None,
    *,
    at: ExerciseStep | None = None,
) -> Hint:
    """Judge, diagnose and help with a response."""
    answered = at or of.steps[0]
    entered, verdict = judged(answered, response)
    found = diagnose(answered, entered, verdict, of.mistakes)
    return first_help(of, answered, entered, verdict, found, seen or Seen())
