"""
What guards know of a hint beside its text.

What must not be said (answers, lines to come), what is known anyway (exercise,
the learner's own lines), how the try was judged, and for whom the text is.
Nothing of it tells who the learner is.
"""

from typing import Literal, TypeAlias

import msgspec

from item_bank.answers.answer import Answer
from item_bank.answers.verdict import Verdict
from item_bank.template import Grades

__all__ = ["Claim", "GuardContext", "Reveals"]

Reveals: TypeAlias = Literal["nothing", "next_line", "answer"]
"""How much a text may give away: what a directive's last rung allows."""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A mathematical claim that a text makes, as its writer declares it; both sides are typed maths."""

    left: str
    relation: Literal["=", "!=", "<", "<=", ">", ">="]
    right: str


class GuardContext(msgspec.Struct, frozen=True, kw_only=True):
    """
    What one text is held against.

    Attributes
    ----------
    answers
        The answers that must not be given away: the step's and later ones.
    next_lines
        Lines of working, as typed maths, that the learner has not reached.
    given
        What the learner has before them: prompts, answers of earlier steps,
        their own lines.
    language
        BCP 47 tag that the text has to be in.
    grade
        Whom the item is for; None where that is not said.
    verdict
        On the response that the text is about.
    first_wrong
        The first wrong line of the response, from 1; None where none is known.
    reveals
        How much may be given away.
    instructions
        What was sent to a model, so that it is not repeated to a learner.
    """

    answers: tuple[Answer, ...]
    next_lines: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    language: str = "en"
    grade: Grades | None = None
    verdict: Verdict = Verdict.INCORRECT
    first_wrong: int | None = None
    reveals: Reveals = "nothing"
    instructions: tuple[str, ...] = ()
