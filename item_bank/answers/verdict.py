"""
Verdicts: what the engine says of a response.

The seven verdicts, the relation of two lines, and the record of one judgement.
What a verdict costs or earns is practice's to decide, what is said about it
hints'.
"""

import enum

import msgspec
from msgspec import UNSET, UnsetType

from item_bank.algebra.evidence import Evidence
from item_bank.algebra.working.cause import Cause

__all__ = ["Evidence", "Judged", "LineJudged", "Problem", "Relation", "Verdict"]


class Verdict(enum.StrEnum):
    """Right, wrong, or why neither can be said."""

    CORRECT = "correct"
    INCORRECT = "incorrect"
    WRONG_FORM = "wrong_form"
    NO_PROGRESS = "no_progress"
    INVALID = "invalid"
    UNKNOWN = "unknown"
    ASKED = "asked"


class Relation(enum.StrEnum):
    """How a line's truth stands to the line before it."""

    SAME = "same"
    GAINED = "gained"
    LOST = "lost"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """
    What could not be read, and where.

    `start` and `end` count characters of the text as entered, end exclusive;
    `sentence` is for the learner, in plain words.
    """

    code: str
    start: int
    end: int
    sentence: str


class LineJudged(msgspec.Struct, frozen=True, kw_only=True):
    """
    One line of working: how it was read, and its relation to the line before.

    `line` counts the entered lines from 1. `relation` is None for the first
    line where there is nothing to compare it with, and for a line that could
    not be read (then `problem` says why). `cause` names the move that explains
    it, and is left out where none is known, so that earlier events keep their bytes.
    """

    line: int
    read: str | None = None
    relation: Relation | None = None
    counterexample: str | None = None
    cause: Cause | UnsetType = UNSET
    problem: Problem | None = None


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """
    One response, judged.

    Attributes
    ----------
    verdict
        The table of what each verdict uses up and shows is in README.
    reason
        A stable code, e.g. `not_lowest_terms`, `unfinished`, `only_positive`,
        `missing_equals`; None where the verdict says it all.
    credit
        From 0 to 1, where parts of an answer are right that are judged apart
        (entries of a list, a point, a matrix); None where the verdict says it.
    read
        The final answer as the engine read it, re-printed; None where nothing
        was read.
    problem
        Where reading stopped, for `invalid`.
    lines
        One entry per non-blank line of working; empty for a final answer.
    first_wrong
        The first wrong line (counted from 1 among the entered lines), also
        beside a `correct` verdict; None where there is none.
    counterexample
        Values at which response and key differ, re-printed ("x = 2"), where
        that shows the error without showing the key; else None.
    evidence
        How response and key were compared, for `correct` and `incorrect`; None
        where no maths was compared.
    """

    verdict: Verdict
    reason: str | None = None
    credit: float | None = None
    read: str | None = None
    problem: Problem | None = None
    lines: tuple[LineJudged, ...] = ()
    first_wrong: int | None = None
    counterexample: str | None = None
    evidence: Evidence | None = None
