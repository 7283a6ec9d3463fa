"""
Cached words: a job is done once for all who make the same mistake.

Words that are found are guarded again where they are to be shown, as if a model
had just said them: so a newer guard, or other numbers, refuse what they have to,
and then the job is done anew. Several who ask at once wait for the one that
asks a model (single flight). That nothing came of a job is remembered briefly.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import msgspec

from hints.guards.context import Claim
from hints.hint import Hint, HintSource, mark
from hints.identity import words_id
from hints.job import CacheLevel, HintJob, JobOutcome, OutcomeReason
from hints.misconception.diagnosis import Diagnosis
from hints.shared.cache import Cache
from hints.shared.leases import Leases
from hints.tutor.cache_keys import exact_key, parametric_key
from hints.tutor.slots import emptied, refilled, values_of
from hints.tutor.writing import Worded

__all__ = ["Cached"]

KEPT_SECONDS: Final = 30 * 86_400.0
"""A month: what is asked for again is kept again."""
NOTHING_SECONDS: Final = 60.0
"""How long it is remembered that the guards let nothing through; what a provider failed at may work at once."""
LOOK_SECONDS: Final = 0.05
"""Between two looks for what somebody else is getting."""
SPARE_SECONDS: Final = 0.25
"""Left for one's own asking when another's took too long."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is kept: words or none, with what they claim; at the exact level a replayed diagnosis.

    At the parametric level words and claims have slots.
    """

    hint: Hint | None = None
    claims: tuple[Claim, ...] = ()
    diagnosis: Diagnosis | None = None


class Cached:
    """
    Does jobs with what is known, and has the others done.

    Parameters
    ----------
    work
        Does a job: the chain.
    enough
        Whether nothing better than the first help is looked for.
    refused
        Why words may not be shown to a job; None where they may.
    cache, leases
        Of one process or of several.
    """

    def __init__(
        self,
        work: Callable[[HintJob, float], Awaitable[JobOutcome]],
        *,
        enough: Callable[[HintJob], bool],
        refused: Callable[[HintJob, Worded], str | None],
        cache: Cache,
        leases: Leases,
    ) -> None:
        self._work = work
        self._enough = enough
        self._refused = refused
        self._cache = cache
        self._leases = leases
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Entry)

    async def __call__(self, job: HintJob, seconds: float) -> JobOutcome:
        """
        Do a job within its time.
        """
        exact = exact_key(job)
        if exact is None or self._enough(job):
            return await self._work(job, seconds)
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        while True:
            known = await self._known(job, exact)
            if known is not None:
                return known
            if await self._leases.take(exact, job.id, seconds=seconds):
                break
            if until - clock() <= SPARE_SECONDS:
                return JobOutcome(id=job.id, reason=OutcomeReason.LATE, codes=("flight",))
            await asyncio.sleep(LOOK_SECONDS)
        try:
            outcome = await self._work(job, until - clock())
            await self._keep(job, exact, outcome)
        finally:
            await self._leases.give_back(exact, job.id)
        return outcome

    async def _known(self, job: HintJob, exact: str) -> JobOutcome | None:
        """
        Look at both levels, the exact one first.
        """
        entry = await self._entry(exact)
        if entry is not None and entry.hint is None:
            return JobOutcome(id=job.id, reason=OutcomeReason.GUARDED, level="exact", codes=("known_refusal",))
        if entry is not None and self._fits(job, entry):
            return _found(job, entry, "exact")
        parametric = parametric_key(job)
        entry = None if parametric is None else await self._entry(parametric)
        own = None if entry is None else _rewritten(entry, lambda text: refilled(text, values_of(job)))
        return _found(job, own, "parametric") if own is not None and self._fits(job, own) else None

    def _fits(self, job: HintJob, entry: Entry) -> bool:
        """Say whether there are words, new to the learner and not withdrawn, that pass today's guards."""
        hint = entry.hint
        if hint is None or hint.text == job.shown.text or mark(hint.text) in job.seen.said:
            return False
        if job.seen.withdrawn and words_id(job.variant.item, job.step, hint) in job.seen.withdrawn:
            return False
        return self._refused(job, Worded(hint=hint, claims=entry.claims)) is None

    async def _entry(self, key: str) -> Entry | None:
        content = await self._cache.get(key)
        try:
            return None if content is None else self._decoder.decode(content)
        except msgspec.MsgspecError:
            return None

    async def _keep(self, job: HintJob, exact: str, outcome: JobOutcome) -> None:
        """
        Keep what a model was asked for: its words, and those of the mistake that its replayed claim led to.

        What no model was asked for costs nothing to find again, and other words depend on what a learner had.
        """
        if outcome.reason is OutcomeReason.GUARDED:
            await self._cache.put(exact, self._encoder.encode(Entry()), seconds=NOTHING_SECONDS)
        hint = outcome.hint
        led = hint is not None and hint.source is HintSource.MISTAKE and outcome.spent.calls > 0
        if hint is None or not (led or hint.source is HintSource.MODEL):
            return
        entry = Entry(hint=hint, claims=outcome.claims, diagnosis=outcome.diagnosis)
        await self._cache.put(exact, self._encoder.encode(entry), seconds=KEPT_SECONDS)
        if hint.source is not HintSource.MODEL:
            return
        parametric = parametric_key(job)
        general = _rewritten(entry, lambda text: emptied(text, values_of(job)))
        if parametric is not None and general is not None:
            await self._cache.put(parametric, self._encoder.encode(general), seconds=KEPT_SECONDS)


def _rewritten(entry: Entry, rewrite: Callable[[str], str | None]) -> Entry | None:
    """Write words and claims otherwise, for no diagnosis in particular; None where one of them cannot be."""
    text = None if entry.hint is None else rewrite(entry.hint.text)
    claims = [(rewrite(one.left), one.relation, rewrite(one.right)) for one in entry.claims]
    if entry.hint is None or text is None:
        return None
    told = tuple(
        Claim(left=left, relation=relation, right=right)
        for left, relation, right in claims
        if left is not None and right is not None
    )
    hint = msgspec.structs.replace(entry.hint, text=text)
    return Entry(hint=hint, claims=told) if len(told) == len(claims) else None


def _found(job: HintJob, entry: Entry, level: CacheLevel) -> JobOutcome:
    return JobOutcome(
        id=job.id,
        reason=OutcomeReason.BETTER,
        hint=entry.hint,
        claims=entry.claims,
        level=level,
        diagnosis=entry.diagnosis,
    )
