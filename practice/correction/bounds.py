"""
Bounds: what a directive settles about help in one opportunity, and what follows from it.

They stand in the event that opens the opportunity, so that whoever replays it
needs no assignment; what was used up in earlier goes at the same problem is taken
off by then. Judging and choosing words are others': these functions say how much,
from where, and whether.
"""

from typing import Annotated

import msgspec

from hints.misconception.diagnosis import Diagnosis
from hints.tutor.beginning import Beginning
from item_bank.answers.verdict import Verdict
from item_bank.template import Grades
from practice.correction.directive import Directive, ModelUse

__all__ = ["Bounds", "beginning_of", "bounds_beside", "bounds_of", "is_used_up", "may_ask", "may_reveal"]


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """
    What holds in one opportunity.

    Attributes
    ----------
    rungs
        Pieces of help that are left for it; who is wrong beyond them has used them up.
    start
        What the first of them begins with.
    model
        What a model may do.
    reveal_at
        When its own solution may be shown at its end, in milliseconds since 1970;
        None for never by date.
    reveal_after
        Wrong answers in it from which on it may; None for never by tries.
    reading
        The grade band that words are chosen for; None for the item's own.
    """

    rungs: Annotated[int, msgspec.Meta(ge=0)]
    start: Beginning
    model: ModelUse
    reveal_at: int | None = None
    reveal_after: Annotated[int, msgspec.Meta(ge=0)] | None = None
    reading: Grades | None = None


def bounds_of(directive: Directive, *, helped: int = 0, wrong: int = 0, due: int | None = None) -> Bounds:
    """
    Return what a directive settles for the next opportunity of a problem.

    Parameters
    ----------
    directive
        The teacher's rules.
    helped, wrong
        Pieces of help and wrong answers in earlier goes at the same problem.
    due
        When the assignment is due for this learner, in milliseconds since 1970.
    """
    return Bounds(
        rungs=max(0, directive.rungs - helped),
        start=directive.start,
        model=directive.model,
        reveal_at=due if directive.reveal == "after_due" else None,
        reveal_after=max(0, directive.reveal_after - wrong) if directive.reveal == "after_tries" else None,
        reading=directive.reading,
    )


def bounds_beside(directive: Directive) -> Bounds:
    """
    Return the same for a fresh one that proves something, or one of a prerequisite: none is ever shown solved itself.
    """
    return msgspec.structs.replace(bounds_of(directive), reveal_at=None, reveal_after=None)


def is_used_up(bounds: Bounds | None, verdict: Verdict, *, helped: int) -> bool:
    """
    Say whether an answer asks for more help than there is: then the opportunity is over.
    """
    wants_help = verdict is Verdict.INCORRECT or verdict is Verdict.ASKED
    return bounds is not None and wants_help and helped >= bounds.rungs


def beginning_of(bounds: Bounds | None, *, helped: int) -> Beginning | None:
    """
    Return what a piece of help begins with; None where it is not the first, or nobody settled it.
    """
    return None if bounds is None or helped else bounds.start


def may_ask(bounds: Bounds | None, diagnosis: Diagnosis | None, *, helped: int) -> bool:
    """
    Say whether a model may be asked about an answer.

    To say it in other words, only where computation is certain of the mistake: else
    a model would be asked for that first. Never for better words than the bare place
    of the error, where help is to begin with that.
    """
    if bounds is None:
        return True
    if bounds.model == "off" or (bounds.start == "pointer" and not helped):
        return False
    leading = None if diagnosis is None else diagnosis.leading
    return bounds.model == "diagnose" or (leading is not None and leading.reproduces)


def may_reveal(bounds: Bounds | None, *, wrong: int, at: int) -> bool:
    """
    Say whether the problem's own solution may be shown at the end of an opportunity.

    Parameters
    ----------
    bounds
        What holds in it; without any, another variant's is shown.
    wrong
        Wrong answers in it, the last one included.
    at
        When it ends, in milliseconds since 1970.
    """
    if bounds is None:
        return False
    by_date = bounds.reveal_at is not None and at >= bounds.reveal_at
    return by_date or (bounds.reveal_after is not None and wrong >= bounds.reveal_after)
