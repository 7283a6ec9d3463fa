"""
Help and what came of it: how often words were shown, and whether the next answer was right.

Counted by the name of the words, over the courses of whoever is asked about. Words
after which nobody went on say nothing; words after which most are wrong again are
those that a teacher may want to withdraw.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from item_bank.answers.verdict import Verdict
from item_bank.ids import ItemId, StepId
from practice.ids import LearnerId, OpportunityId
from practice.observing.course import Course, Gone, Tried

__all__ = ["HelpTally", "Shown", "tallied"]

FAILED: Final = frozenset({Verdict.INCORRECT, Verdict.ASKED})
"""What shows, after help on the same step, that it did not help."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """Where words were shown: enough to find them in the record."""

    learner: LearnerId
    opportunity: OpportunityId
    n: int


class HelpTally(msgspec.Struct, frozen=True, kw_only=True):
    """
    Words, counted.

    `shown` is how often; `solved` the times when the next answer to the step was right, `failed` those when it was
    wrong or more help was asked for; the rest went on to nothing. `last` is where they were shown last.
    """

    words: str
    source: str
    item: ItemId
    step: StepId
    shown: int
    solved: int
    failed: int
    last: Shown
    last_at: int


def tallied(courses: Iterable[tuple[LearnerId, Course]], *, since: int = 0) -> tuple[HelpTally, ...]:
    """
    Count the help that was given since a moment, the words that failed most often first.
    """
    found: dict[str, HelpTally] = {}
    for learner, course in courses:
        for gone in course.gone.values():
            for place, tried in enumerate(gone.tries):
                if tried.help is not None and tried.at >= since:
                    found[tried.help] = _counted(found.get(tried.help), learner, gone, place, tried)
    return tuple(sorted(found.values(), key=lambda one: (-one.failed, one.solved, one.words)))


def _counted(before: HelpTally | None, learner: LearnerId, gone: Gone, place: int, tried: Tried) -> HelpTally:
    after = next((one for one in gone.tries[place + 1 :] if one.step == tried.step), None)
    solved = after is not None and after.verdict is Verdict.CORRECT
    failed = after is not None and after.verdict in FAILED
    here = Shown(learner=learner, opportunity=gone.opportunity, n=tried.n)
    newest = before is None or tried.at >= before.last_at
    return HelpTally(
        words=tried.help or "",
        source=tried.source or "",
        item=gone.item,
        step=tried.step,
        shown=1 if before is None else before.shown + 1,
        # counts, where a truth value would go out as `true`
        solved=int(solved) if before is None else before.solved + solved,
        failed=int(failed) if before is None else before.failed + failed,
        last=here if before is None or newest else before.last,
        last_at=tried.at if before is None or newest else before.last_at,
    )
