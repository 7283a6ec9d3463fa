"""
Said for all of a tenant: words that are shown no more, answers that count as right, and teachers' own rungs.

Folded from the tenant's stream and kept, since this process alone writes; asked at
every answer, so it costs a look into memory. What is withdrawn can be taken back;
an answer that was accepted stays so, as what was learned of it does.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

import msgspec

from hints.identity import of_item
from hints.misconception.diagnosis import Diagnosis
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged, Verdict
from item_bank.ids import ItemId, ReleaseId, StepId
from item_bank.language import primary
from practice.correction.clusters import cluster_key
from practice.correction.seals import OPEN, Seal, Seals
from practice.correction.words import NO_WORDS, Words
from practice.events import Event, TenantEvent
from practice.ids import StreamId, TenantId, tenant_stream
from practice.record.contract import Record
from practice.settled import AnswerAccepted, HintRestored, HintWithdrawn, RungWithdrawn, RungWritten
from practice.wire import KINDS, decode, encode

__all__ = [
    "BY_TEACHER",
    "NOTHING_SAID",
    "NOTHING_TAUGHT",
    "Place",
    "Said",
    "Sayings",
    "Taught",
    "overruled",
    "said_of",
]

BY_TEACHER: Final = "by_teacher"
"""The reason of a verdict that is a teacher's word."""
Place: TypeAlias = tuple[ReleaseId, ItemId, int, StepId]
"""A step of a variant."""
PAGE: Final = 1_000


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """
    What holds for a tenant.

    `withdrawn` are words that are shown no more, by name, with when and as they were shown last; `accepted` are
    answers by the step of the variant that they answer, `rungs` teachers' hints by item, and there by step and mistake.
    `seal` makes of an answer what it is recorded as.
    """

    seal: Seal = OPEN
    withdrawn: Mapping[str, HintWithdrawn] = MappingProxyType({})
    accepted: Mapping[Place, frozenset[str]] = MappingProxyType({})
    rungs: Mapping[ItemId, Mapping[tuple[StepId, str], RungWritten]] = MappingProxyType({})

    def rungs_of(self, item: ItemId, language: str) -> Words:
        """Return teachers' hints for an item, in a language (BCP 47)."""
        return {
            place: f"{rung.name}: {rung.text}" if rung.name else rung.text
            for place, rung in self.rungs.get(item, {}).items()
            if primary(rung.language) == primary(language)
        }

    def accepted_for(self, release: ReleaseId, item: ItemId, variant: int, step: StepId) -> frozenset[str]:
        """Return the answers to a step of a variant that count as right."""
        return self.accepted.get((release, item, variant, step), frozenset()) if self.accepted else frozenset()

    def granting(self, granted: Mapping[Place, frozenset[str]]) -> "Said":
        """Return the same with more answers that count as right, by the step of the variant that they answer."""
        if not granted:
            return self
        accepted = {**self.accepted}
        for place, answers in granted.items():
            accepted[place] = accepted.get(place, frozenset()) | answers
        return msgspec.structs.replace(self, accepted=accepted)

    def withdrawn_in(self, item: ItemId) -> tuple[str, ...]:
        """Return the words that are shown no more and might be in an item."""
        return tuple(name for name in self.withdrawn if of_item(name) in {None, item})


NOTHING_SAID: Final = Said()


class Taught(msgspec.Struct, frozen=True, kw_only=True):
    """
    What teachers said of one step of one exercise.

    `words` are about its mistakes and outrank all others, once a step, and `rungs` come after them; `accepted` are
    answers that count as right, as they are recorded (`seal`), `withdrawn` names words that are shown to nobody.
    """

    words: Words = NO_WORDS
    rungs: Words = NO_WORDS
    accepted: frozenset[str] = frozenset()
    withdrawn: tuple[str, ...] = ()
    seal: Seal = OPEN


NOTHING_TAUGHT: Final = Taught()


def said_of(events: Iterable[Event], seal: Seal) -> Said:
    """
    Fold a tenant's events; what an earlier version recorded of answers plainly is sealed here.
    """
    withdrawn: dict[str, HintWithdrawn] = {}
    accepted: dict[Place, frozenset[str]] = {}
    rungs: dict[ItemId, dict[tuple[StepId, str], RungWritten]] = {}
    for event in events:
        match event:
            case HintWithdrawn(words=words):
                withdrawn[words] = event
            case HintRestored(words=words):
                withdrawn.pop(words, None)
            case AnswerAccepted():
                place = (event.release, event.item, event.variant, event.step)
                accepted[place] = accepted.get(place, frozenset()) | {seal.of(event.answer)}
            case RungWritten():
                rungs.setdefault(event.item, {})[event.step, event.cluster] = event
            case RungWithdrawn():
                rungs.get(event.item, {}).pop((event.step, event.cluster), None)
            case _:
                pass
    return Said(seal=seal, withdrawn=withdrawn, accepted=accepted, rungs=rungs)


def overruled(taught: Taught, response: Response, judged: Judged, diagnosis: Diagnosis | None = None) -> Judged:
    """
    Let an answer count as right where a teacher said so of it, or of the mistake that it shows.

    Else the engine's verdict stands.
    """
    if not taught.accepted or judged.verdict is Verdict.CORRECT:
        return judged
    key = cluster_key(response, judged, diagnosis)
    if key is None or taught.seal.of(key) not in taught.accepted:
        return judged
    return msgspec.structs.replace(judged, verdict=Verdict.CORRECT, reason=BY_TEACHER, problem=None, first_wrong=None)


class Sayings:
    """What was said for all, of all tenants."""

    def __init__(self, record: Record, seals: Seals) -> None:
        """
        Stand before a record; answers are recorded under `seals`.
        """
        self._record = record
        self._seals = seals
        self._said: dict[StreamId, Said] = {}

    def of(self, tenant: TenantId) -> Said:
        """
        Return what holds for a tenant.
        """
        stream = tenant_stream(tenant)
        known = self._said.get(stream)
        if known is None:
            known = self._said[stream] = said_of(self._events(stream), self._seals.of(tenant))
        return known

    async def tell(self, tenant: TenantId, event: TenantEvent) -> None:
        """
        Record something for all of a tenant; it holds when this returns.
        """
        stream = tenant_stream(tenant)
        if isinstance(event, AnswerAccepted):
            event = msgspec.structs.replace(event, answer=self._seals.of(tenant).of(event.answer))
        await self._record.annotate(stream, encode(event))
        self._said.pop(stream, None)

    def _events(self, stream: StreamId) -> Iterator[Event]:
        """Read what is said; a tenant's keys stand in the same stream and are read elsewhere."""
        after = 0
        while page := self._record.read(stream, after=after, limit=PAGE):
            for recorded in page:
                if recorded.event.kind in KINDS:
                    yield decode(recorded.event)
            after = page[-1].stream_version
