"""
Given assignments: how one stands in its class, folded from the class's events.

What was published, when it is due by now, whether correction has begun, the
teacher's words about clusters, and answers that count as right by the teacher's
word. Whose work it is, and how they stand, is `work`'s.
"""

from collections.abc import Iterable

import msgspec

from item_bank.answers.verdict import Verdict
from item_bank.ids import StepId
from practice.correction.assignment import Assignment
from practice.correction.clusters import cluster_key, key_of
from practice.correction.dates import DueDates
from practice.correction.events import (
    AssignmentPublished,
    AssignmentWithdrawn,
    CorrectionsOpened,
    DatesChanged,
    MistakeAnnotated,
    ProblemRevised,
    VerdictOverridden,
)
from practice.correction.handed_in import HandedIn, StepHandedIn
from practice.correction.seals import OPEN, Seal
from practice.events import ClassEvent
from practice.ids import AssignmentId, ProblemId

__all__ = ["Annotation", "Given", "given_of", "is_missed", "is_undecided", "undecided_steps", "word_over", "wrong_step"]


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """The teacher's words about one cluster, and whose they are."""

    text: str
    name: str


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """
    One assignment as it stands.

    `log` is what moved grades for all, in order. `words` are by problem, step and cluster as it is recorded (`seal`),
    and so are `overrides`, which say whether that answer counts as right. `revision` counts how often its dates were
    changed, so that no teacher changes them back unseen. `revised` are the problems
    that were put otherwise, `earlier` the assignment as it stood before each time.
    """

    assignment: Assignment
    published_at: int
    dates: DueDates
    withdrawn: bool = False
    corrections_open: bool = False
    words: dict[tuple[ProblemId, StepId, str], Annotation] = {}
    overrides: dict[tuple[ProblemId, StepId, str], bool] = {}
    revision: int = 0
    log: tuple[DatesChanged | VerdictOverridden, ...] = ()
    revised: frozenset[ProblemId] = frozenset()
    earlier: tuple[Assignment, ...] = ()
    seal: Seal = OPEN

    @property
    def begins(self) -> int:
        """From when on it can be worked at, in milliseconds since 1970."""
        return max(self.published_at, self.dates.opens or 0)


def given_of(events: Iterable[ClassEvent], seal: Seal) -> dict[AssignmentId, Given]:
    """
    Fold a class's events into its assignments, in the order in which they were published.

    What an earlier version recorded of answers plainly is sealed here.
    """
    found: dict[AssignmentId, Given] = {}
    replace = msgspec.structs.replace
    for event in events:
        match event:
            case AssignmentPublished(assignment=assignment):
                found[assignment.id] = Given(
                    assignment=assignment,
                    published_at=event.at,
                    dates=assignment.dates,
                    corrections_open=not assignment.directive.opens_after_review,
                    seal=seal,
                )
            case DatesChanged(assignment=name, dates=dates) if name in found:
                before = found[name]
                found[name] = replace(before, dates=dates, revision=before.revision + 1, log=(*before.log, event))
            case ProblemRevised(assignment=assignment, problem=problem) if assignment.id in found:
                before = found[assignment.id]
                found[assignment.id] = replace(
                    before,
                    assignment=assignment,
                    revised=before.revised | {problem},
                    earlier=(*before.earlier, before.assignment),
                )
            case AssignmentWithdrawn(assignment=name) if name in found:
                found[name] = replace(found[name], withdrawn=True)
            case CorrectionsOpened(assignment=name) if name in found:
                found[name] = replace(found[name], corrections_open=True)
            case MistakeAnnotated(assignment=name) if name in found:
                words = {**found[name].words}
                place = (event.problem, event.step, seal.of(event.cluster))
                if event.text:
                    words[place] = Annotation(text=event.text, name=event.name)
                else:
                    words.pop(place, None)
                found[name] = replace(found[name], words=words)
            case VerdictOverridden(assignment=name) if name in found:
                overrides = {**found[name].overrides, (event.problem, event.step, seal.of(event.cluster)): event.right}
                found[name] = replace(found[name], overrides=overrides, log=(*found[name].log, event))
            case _:
                pass
    return found


def is_missed(given: Given, handed_in: HandedIn) -> bool:
    """
    Say whether a problem is to be corrected, by the engine's verdict and the teacher's word over it.

    A word that an answer is right holds for a problem whose only wrong step it
    is; one that it is wrong holds for any.
    """
    if not given.overrides:
        return handed_in.missed
    steps = [(step, word_over(given, handed_in.problem, step)) for step in handed_in.steps if key_of(step) is not None]
    if any(word is False for _, word in steps):
        return True
    wrong = [word for step, word in steps if step.judged.verdict != "correct"]
    return handed_in.missed and not (wrong and len(wrong) == _wrong(handed_in) and all(wrong))


def is_undecided(given: Given, handed_in: HandedIn) -> bool:
    """
    Say whether nobody knows yet what a problem is worth: the engine could not decide, and the teacher has said nothing.
    """
    return bool(undecided_steps(given, handed_in)) and not is_missed(given, handed_in)


def undecided_steps(given: Given, handed_in: HandedIn) -> tuple[StepHandedIn, ...]:
    """
    Return the steps that the engine could not decide, and over which the teacher has said nothing.
    """
    unknown = (step for step in handed_in.steps if step.judged.verdict is Verdict.UNKNOWN)
    return tuple(step for step in unknown if word_over(given, handed_in.problem, step) is None)


def wrong_step(given: Given, handed_in: HandedIn) -> StepId | None:
    """
    Return the step that a correction begins at: the first that is not right, by the engine or the teacher's word.
    """
    for step in handed_in.steps:
        word = word_over(given, handed_in.problem, step)
        if not (step.judged.verdict == "correct" if word is None else word):
            return step.step
    return None


def word_over(given: Given, problem: ProblemId, step: StepHandedIn) -> bool | None:
    """
    Return the teacher's word over an answer: over all that go wrong in that way, or over this very answer.
    """
    if not given.overrides:
        return None
    keys = (cluster_key(step.response, step.judged, None), key_of(step))
    said = (given.overrides.get((problem, step.step, given.seal.of(key))) for key in keys if key is not None)
    return next((word for word in said if word is not None), None)


def _wrong(handed_in: HandedIn) -> int:
    return sum(step.judged.verdict != "correct" for step in handed_in.steps)
