"""
What the API sends of an exercise told again, and of help and what came of it.

To teachers alone. Texts go out as they were shown, rendered like everywhere; how
certain a diagnosis is stands in a sentence beside its figure.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from api.sent.exercises import Exercise, HintSent, Step, Text, exercise_sent, send_hint, step_sent, text_sent
from hints.identity import words_id
from hints.job import OutcomeReason
from hints.misconception.diagnosis import Diagnosis, DiagnosisKind
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged
from item_bank.bank import Bank
from item_bank.ids import ItemId, ReleaseId, SkillId, StepId
from practice.events import How, Reason
from practice.ids import LearnerId, OpportunityId
from practice.observing.helping import HelpTally
from practice.observing.retelling import HelpGiven, Retold, RetoldTry
from practice.revised import Withheld
from practice.settled import HintWithdrawn

__all__ = ["HelpRow", "HelpSent", "ReplaySent", "send_help", "send_replay"]

SURE: Final = 0.8
"""Probability from which on a diagnosis is called nearly certain."""


class DiagnosisSent(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong, as far as it is known; `probability` is the leading explanation's, 0 to 1."""

    kind: DiagnosisKind
    line: int | None
    what: str
    probability: float | None
    sentence: str


class HelpShown(msgspec.Struct, frozen=True, kw_only=True):
    """
    Words as they were shown, when (ms since 1970), and how looking for better ones went.

    `words` names them where they can be withdrawn; null for a teacher's own, and for what is computed anew each time.
    """

    at: int
    words: str | None
    hint: HintSent
    sought: OutcomeReason | None
    withheld: Withheld | None


class TryRetold(msgspec.Struct, frozen=True, kw_only=True):
    """One answer and all that was said of it; moments and durations in milliseconds."""

    n: int
    at: int
    after_ms: int
    step: StepId
    response: Response
    judged: Judged
    diagnosis: DiagnosisSent | None
    claimed: DiagnosisSent | None
    help: tuple[HelpShown, ...]
    scaffold: Step | None
    next: Step | None
    right_after_ms: int | None
    disputed: str | None
    regraded: bool


class ReplaySent(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise of one learner, from the record alone; `release` has its pictures, for as long as it is served."""

    learner: LearnerId
    opportunity: OpportunityId
    assignment: str | None
    release: ReleaseId
    item: ItemId
    variant: int
    skills: tuple[SkillId, ...]
    exercise: Exercise
    first: Step
    reason: Reason
    opened: int
    tries: tuple[TryRetold, ...]
    how: How | None
    ended: int | None
    sentence: str


class HelpRow(msgspec.Struct, frozen=True, kw_only=True):
    """Counted words, and how they read when they were shown last; None for a release that the record no longer has."""

    tally: HelpTally
    release: ReleaseId | None
    text: str
    title: str
    prompt: str


class HelpCounted(msgspec.Struct, frozen=True, kw_only=True):
    """
    Words and what came of them; `shown` is null for words that the class was not shown lately.

    `title` and `prompt`, with the question of the step, are those of the exercise as it was shown last, null where it
    was not; `release` has their pictures.
    `withdrawn_at` is in milliseconds since 1970, null where they are still shown.
    """

    words: str
    source: str
    release: ReleaseId
    item: str
    title: str
    prompt: Text | None
    text: Text
    shown: int
    solved: int
    failed: int
    withdrawn_at: int | None
    learner: LearnerId | None
    opportunity: OpportunityId | None


class HelpSent(msgspec.Struct, frozen=True, kw_only=True):
    """Help that a class was given, what failed most often first; then whatever else is withdrawn."""

    help: tuple[HelpCounted, ...]


def send_replay(learner: LearnerId, told: Retold) -> ReplaySent:
    """
    Show an exercise again.
    """
    language = told.shown.language
    return ReplaySent(
        learner=learner,
        opportunity=told.opportunity,
        assignment=told.assignment,
        release=told.release,
        item=told.item,
        variant=told.variant,
        skills=told.skills,
        exercise=exercise_sent(told.shown),
        first=step_sent(told.first, language),
        reason=told.reason,
        opened=told.opened,
        tries=tuple(_try(one, told.item, language) for one in told.tries),
        how=told.how,
        ended=told.ended,
        sentence=told.sentence,
    )


def send_help(rows: Sequence[HelpRow], withdrawn: Mapping[str, HintWithdrawn], bank: Bank) -> HelpSent:
    """
    Show help and what came of it.
    """
    counted = [_counted(row, withdrawn.get(row.tally.words), bank) for row in rows]
    listed = {row.tally.words for row in rows}
    others = [_elsewhere(one, bank) for name, one in withdrawn.items() if name not in listed]
    return HelpSent(help=(*counted, *others))


def _counted(row: HelpRow, gone: HintWithdrawn | None, bank: Bank) -> HelpCounted:
    tally = row.tally
    return HelpCounted(
        words=tally.words,
        source=tally.source,
        release=row.release or bank.release,
        item=tally.item,
        title=row.title,
        prompt=text_sent(row.prompt, bank.language) if row.prompt else None,
        text=text_sent(row.text, bank.language),
        shown=tally.shown,
        solved=tally.solved,
        failed=tally.failed,
        withdrawn_at=None if gone is None else gone.at,
        learner=tally.last.learner,
        opportunity=tally.last.opportunity,
    )


def _elsewhere(gone: HintWithdrawn, bank: Bank) -> HelpCounted:
    """Show words that are withdrawn and were not shown to this class lately."""
    return HelpCounted(
        words=gone.words,
        source=gone.words.partition("/")[0],
        release=bank.release,
        item="",
        title="",
        prompt=None,
        text=text_sent(gone.text, bank.language),
        shown=0,
        solved=0,
        failed=0,
        withdrawn_at=gone.at,
        learner=None,
        opportunity=None,
    )


def _try(one: RetoldTry, item: ItemId, language: str) -> TryRetold:
    return TryRetold(
        n=one.n,
        at=one.at,
        after_ms=one.after_ms,
        step=one.step,
        response=one.response,
        judged=one.judged,
        diagnosis=_diagnosis(one.diagnosis),
        claimed=_diagnosis(one.claimed),
        help=tuple(shown for given in one.help if (shown := _help(given, item, one.step)) is not None),
        scaffold=None if one.scaffold is None else step_sent(one.scaffold, language),
        next=None if one.next is None else step_sent(one.next, language),
        right_after_ms=one.right_after_ms,
        disputed=None if one.disputed is None else one.disputed.id,
        regraded=one.regraded,
    )


def _help(given: HelpGiven, item: ItemId, step: StepId) -> HelpShown | None:
    hint = send_hint(given.hint)
    if hint is None:
        return None
    words = words_id(item, step, given.hint)
    return HelpShown(at=given.at, words=words, hint=hint, sought=given.sought, withheld=given.withheld)


def _diagnosis(found: Diagnosis | None) -> DiagnosisSent | None:
    if found is None:
        return None
    leading = found.leading
    return DiagnosisSent(
        kind=found.kind,
        line=found.line,
        what="" if leading is None else leading.description,
        probability=None if leading is None else leading.probability,
        sentence=_sentence(found),
    )


def _sentence(found: Diagnosis) -> str:
    """Say how certain it is."""
    leading = found.leading
    if leading is None:
        several = len(found.candidates)
        return f"{several} explanations are possible; none leads." if several else "Not recognised."
    how = "Nearly certain" if leading.probability >= SURE else "Likely"
    exact = ", and gives exactly what was written" if leading.reproduces else ""
    return f"{how} ({leading.probability:.0%}{exact})."
