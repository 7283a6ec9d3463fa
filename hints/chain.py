"""
The chain: from a wrong answer to better words, through at most two calls of a model.

A model is asked only where computation leaves room. Its claim is replayed before it
is a diagnosis, what the hint is made of is masked, its words pass every guard. What
fails falls back to the words that computation has by then, never up. One deadline
and one purse hold for all of it; whatever a provider says, the outcome is a value.
"""

import time
from typing import Final

import msgspec

from hints.asking import Asking, Clock
from hints.guards.context import Claim, GuardContext
from hints.hint import Hint, HintSource, Specificity
from hints.job import HintJob, JobOutcome, OutcomeReason
from hints.misconception.calling import ask_misconception, run_claim
from hints.misconception.diagnosis import Diagnosis
from hints.misconception.replay import Replayed
from hints.ready import NotReady, Ready, made_ready
from hints.recipes.recipe import Recipe
from hints.recipes.schema import filled
from hints.recipes.sent import FullPackage, SingleTask, TutorTask
from hints.routes.model import CallFailed, FailureReason, Models
from hints.trace import Trace, TracedLine
from hints.tutor.calling import ask_words, packed
from hints.tutor.guarding import guard_context
from hints.tutor.package import full_package, school_year
from hints.tutor.writing import REPEATS, SCHEMA, Refusal, Worded, looked_through, read_words
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.verdict import LineJudged, Verdict

__all__ = ["enough", "run"]

FINAL: Final = frozenset(
    {
        FailureReason.NO_ROUTE,
        FailureReason.REFUSED,
        FailureReason.TIMEOUT,
        FailureReason.TOO_DEAR,
        FailureReason.UNREACHABLE,
    }
)
"""Failures after which the next call would fail, too."""
SPECIFIC: Final = {Specificity.GENERIC: 0, Specificity.STEP: 1, Specificity.MISTAKE: 2}


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """
    What both stages came to.

    `hint` are words that passed, `claims` what their writer says that they claim;
    `failure` is why there are none where that was no guard's doing. The packages are
    there where the second call was made.
    """

    hint: Hint | None = None
    claims: tuple[Claim, ...] = ()
    replayed: Replayed | None = None
    failure: CallFailed | None = None
    before: FullPackage | None = None
    after: TutorTask | None = None


NOTHING: Final = Found()


async def run(
    job: HintJob,
    models: Models,
    recipe: Recipe,
    *,
    secret: bytes,
    seconds: float | None = None,
    most: int | None = None,
    clock: Clock = time.monotonic,
) -> JobOutcome:
    """
    Look for better words for one wrong answer.

    Parameters
    ----------
    job
        What was answered, and what was said first.
    models
        Who may be asked.
    recipe
        What is said to them: the one that the job names.
    secret
        What the points come from at which expressions are compared.
    seconds
        For all of it, where that is less than the recipe allows.
    most
        Millionths of a dollar that were set aside; no call begins beyond it.
    clock
        Tells what is left of the time.

    Returns
    -------
    JobOutcome
        Whatever the models say; with a trace where it was more than a look.
    """
    within = recipe.limits.seconds if seconds is None else min(seconds, recipe.limits.seconds)
    asking = Asking(models, seconds=within, most=most, clock=clock)
    if enough(job):
        return JobOutcome(id=job.id, reason=OutcomeReason.ENOUGH, spent=asking.spent)
    ready = made_ready(job, recipe, secret)
    if isinstance(ready, NotReady):
        asking.refused("claim", ready.code, ready.sentence)
        return _outcome(job, Trace(recipe=recipe.hash), asking, NOTHING, OutcomeReason.FAILED)
    found = await (_two(ready, asking) if recipe.stages == "two" else _one(ready, asking))
    if found.hint is None:
        found = msgspec.structs.replace(found, hint=_fallen_back(ready, found))
    trace = Trace(recipe=recipe.hash, lines=_entered(ready), first_wrong=job.judged.first_wrong, found=job.diagnosis)
    return _outcome(job, trace, asking, found, _reason(found))


def enough(job: HintJob) -> bool:
    """
    Say whether the first help is as good as it gets, so that no model is asked.

    It is where the words are about the very mistake, where an author's own
    follow them for a mistake that is certain, and where nothing is wrong.
    """
    if job.judged.verdict is not Verdict.INCORRECT or job.shown.specificity is Specificity.MISTAKE:
        return True
    return _certain(job.diagnosis) and job.shown.source in {HintSource.RUNG, HintSource.SCAFFOLD}


def _certain(diagnosis: Diagnosis | None) -> bool:
    """Say whether one explanation leads and gives exactly what was written: so sure the first help is, too."""
    leading = None if diagnosis is None else diagnosis.leading
    return leading is not None and leading.reproduces


def _known(ready: Ready, replayed: Replayed | None) -> Diagnosis | None:
    """Return what is known of the error by now."""
    return (None if replayed is None else replayed.diagnosis) or ready.job.diagnosis


async def _two(ready: Ready, asking: Asking) -> Found:
    """Find out what went wrong, where that is not certain, and have it said."""
    replayed: Replayed | None = None
    if not _certain(ready.job.diagnosis):
        claimed = await ask_misconception(ready, asking)
        if isinstance(claimed, CallFailed) and claimed.reason in FINAL:
            return Found(failure=claimed)
        replayed = claimed if isinstance(claimed, Replayed) else None
        if replayed is not None and replayed.diagnosis is not None:
            template = ready.without_model(replayed.diagnosis)
            if template.source is HintSource.MISTAKE:
                return Found(hint=template, replayed=replayed)
    before = _full(ready, replayed)
    after = packed(ready, before)
    schema = msgspec.Raw(ready.recipe.asks["tutor"].schema.encode())
    context = _context(ready, replayed)

    def look(text: str) -> Worded | Refusal:
        return _looked(ready, text, context, replayed, len(after.lines))

    said = await ask_words(ready, asking, "tutor", after, schema, look)
    found = Found(replayed=replayed, before=before, after=after)
    return _with_words(found, said)


async def _one(ready: Ready, asking: Asking) -> Found:
    """Ask for everything at once, as the control does; a claim that does not hold costs the diagnosis alone."""
    job, task = ready.job, ready.diagnosis_task()
    ideas = [one.id for one in task.ideas]
    held: list[Replayed] = []

    def look(text: str) -> Worded | Refusal:
        claimed = run_claim(ready, asking, text, ideas)
        held[:] = [claimed] if isinstance(claimed, Replayed) else []
        replayed = held[0] if held else None
        return _looked(ready, text, _context(ready, replayed), replayed, ready.recipe.limits.lines)

    sent = SingleTask(
        diagnosis=task,
        said=(job.shown.text,),
        rung=job.rung,
        language=job.variant.language,
        school_year=school_year(job.band),
    )
    schema = filled(ready.recipe.asks["single"].schema, ideas)
    said = await ask_words(ready, asking, "single", sent, schema, look)
    return _with_words(Found(replayed=held[0] if held else None), said)


def _with_words(found: Found, said: Worded | CallFailed | None) -> Found:
    """Add what came of the call that words come from."""
    if isinstance(said, CallFailed):
        return msgspec.structs.replace(found, failure=said)
    return found if said is None else msgspec.structs.replace(found, hint=said.hint, claims=said.claims or ())


def _full(ready: Ready, replayed: Replayed | None) -> FullPackage:
    """Put together what is known for the hint."""
    job = ready.job
    return full_package(
        ready.exercise,
        ready.step,
        job.judged,
        _known(ready, replayed),
        replayed=replayed,
        told=ready.told,
        said=(job.shown.text,),
        rung=job.rung,
        year=school_year(job.band),
        features=ready.recipe.coarse(job.features),
    )


def _context(ready: Ready, replayed: Replayed | None) -> GuardContext:
    """Say what words are held against."""
    job = ready.job
    return guard_context(
        ready.exercise,
        ready.step,
        job.response,
        job.judged,
        band=job.band,
        correct=() if replayed is None else replayed.correct,
        instructions=tuple(ask.prompt for ask in ready.recipe.asks.values()),
    )


def _looked(ready: Ready, text: str, context: GuardContext, replayed: Replayed | None, lines: int) -> Worded | Refusal:
    """Read words and hold them against the guards, and against what was said before."""
    words = read_words(text)
    if words is None:
        return Refusal(code=SCHEMA, sentence="The reply is of another shape.")
    known = _known(ready, replayed)
    found = looked_through(words, ready.recipe, context, lines=lines, seen=ready.job.seen, diagnosis=known)
    repeats = isinstance(found, Worded) and found.hint.text == ready.job.shown.text
    return Refusal(code=REPEATS) if repeats else found


def _fallen_back(ready: Ready, found: Found) -> Hint | None:
    """Return the words that computation has by now, where they say more than the first help."""
    words = ready.without_model(_known(ready, found.replayed))
    return words if SPECIFIC[words.specificity] > SPECIFIC[ready.job.shown.specificity] else None


def _reason(found: Found) -> OutcomeReason:
    if found.hint is not None:
        return OutcomeReason.BETTER
    if found.failure is None:
        return OutcomeReason.GUARDED
    match found.failure.reason:
        case FailureReason.TIMEOUT:
            return OutcomeReason.LATE
        case FailureReason.TOO_DEAR:
            return OutcomeReason.BUDGET
        case _:
            return OutcomeReason.FAILED


def _outcome(job: HintJob, begun: Trace, asking: Asking, found: Found, reason: OutcomeReason) -> JobOutcome:
    """Say how it ended, with the trace that was begun."""
    replayed = found.replayed
    trace = msgspec.structs.replace(
        begun,
        path=() if replayed is None else _traced(replayed.path),
        error=None if replayed is None else replayed.error,
        correct_path=() if replayed is None else replayed.correct,
        replayed=None if replayed is None else replayed.diagnosis,
        before_mask=found.before,
        after_mask=found.after,
        checks=tuple(asking.checks),
        calls=tuple(asking.calls),
    )
    return JobOutcome(
        id=job.id,
        reason=reason,
        hint=found.hint,
        claims=found.claims,
        diagnosis=None if replayed is None else replayed.diagnosis,
        codes=asking.codes,
        routes=tuple(asking.routes),
        spent=asking.spent,
        trace=trace,
    )


def _traced(lines: tuple[LineJudged, ...]) -> tuple[TracedLine, ...]:
    """Note lines as they were read."""
    return tuple(
        TracedLine(line=line.line, text=line.read, relation=None if line.relation is None else line.relation.value)
        for line in lines
        if line.read is not None
    )


def _entered(ready: Ready) -> tuple[TracedLine, ...]:
    """Note what was entered as far as it may be told: lines as read, an option's id."""
    told = tuple(TracedLine(line=place, text=text) for place, text in enumerate(ready.told, start=1))
    return (_traced(ready.job.judged.lines) if isinstance(ready.step.key, MathsKey) else ()) or told
