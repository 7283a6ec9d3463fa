"""
Tellings: from how many on facts about a class's answers are told, as its teacher set it.

Kept by the version of the class's stream. They decide what is said, to teacher and
learner alike, and nothing else.
"""

from collections.abc import Iterator
from typing import Final, cast, get_args

from practice.correction.events import ThresholdsSet
from practice.correction.facts import STANDARD_TELLING, FactKind, Telling
from practice.ids import ClassId, StreamId, TenantId, class_stream
from practice.record.contract import Record
from practice.wire import decode, encode

__all__ = ["Tellings"]

PAGE: Final = 1_000
KINDS: Final[frozenset[str]] = frozenset(get_args(FactKind))


class Tellings:
    """The thresholds of the classes of all tenants."""

    def __init__(self, record: Record) -> None:
        """
        Stand before a record.
        """
        self._record = record
        self._kept: dict[StreamId, tuple[int, Telling]] = {}

    def of(self, tenant: TenantId, class_id: ClassId) -> Telling:
        """
        Return what holds in a class: what was set last, or the standard.
        """
        stream = class_stream(tenant, class_id)
        version = self._record.load(stream).stream_version
        kept = self._kept.get(stream)
        if kept is None or kept[0] != version:
            last = STANDARD_TELLING
            for event in self._set(stream):
                least = {cast("FactKind", kind): count for kind, count in event.thresholds.items() if kind in KINDS}
                last = Telling(least=least, days=event.days)
            kept = self._kept[stream] = (version, last)
        return kept[1]

    async def set(self, tenant: TenantId, class_id: ClassId, telling: Telling, *, now: int) -> None:
        """
        Set what holds in a class from now on.
        """
        event = ThresholdsSet(
            at=now, thresholds={str(kind): count for kind, count in telling.least.items()}, days=telling.days
        )
        await self._record.annotate(class_stream(tenant, class_id), encode(event))

    def _set(self, stream: StreamId) -> Iterator[ThresholdsSet]:
        after = 0
        while page := self._record.read(stream, after=after, limit=PAGE):
            for recorded in page:
                event = decode(recorded.event) if recorded.event.kind == "thresholds_set" else None
                if isinstance(event, ThresholdsSet):
                    yield event
            after = page[-1].stream_version
