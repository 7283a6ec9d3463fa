"""
Rosters put into a class: who is there already, and making who is not.

The shell around `classroom.roster`. By what a school knows a learner is recorded as
a digest with the server's key, so that the next list finds them and the record tells
nobody the school's ids; names go to the table of names and nowhere else. Done again,
or after a crash in the middle, the same list changes nothing that was done.
"""

import asyncio
import hashlib
import hmac
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from practice.classes import Classes
from practice.classroom.events import GroupJoined, LearnerJoined, RosterListed
from practice.classroom.keys import roster_mark
from practice.classroom.roster import Known, Listed, Planned, State, Unread, plan, same_name
from practice.events import LearnerCreated, LearnerEvent
from practice.groups import Group, Groups, TooManyGroups
from practice.ids import ClassId, GroupId, LearnerId, StreamId, TenantId, learner_stream
from practice.record.contract import Record, Stale
from practice.wire import encode

__all__ = ["Enrolled", "Rosters"]

AT_ONCE: Final = 100
"""Learners made at once: they share commits, and others' writes come in between."""
LOOK: Final = 200
"""Rows looked up before others have their turn."""
ATTEMPTS: Final = 8


class Enrolled(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a list: how many rows of each state, and who of the class is not in it."""

    planned: tuple[Planned, ...]
    absent: int

    @property
    def counts(self) -> dict[State, int]:
        """How many rows there are of each state."""
        return dict(Counter(one.state for one in self.planned))


class Rosters:
    """The lists of all tenants' schools."""

    def __init__(self, record: Record, *, secret: bytes) -> None:
        """Stand before a record; `secret` keys the digests of what schools know learners by."""
        self._record = record
        self._secret = secret
        self._classes = Classes(record)
        self._groups = Groups(record)
        self._turn = asyncio.Lock()

    async def look(self, tenant: TenantId, class_id: ClassId, entries: Sequence[Listed | Unread]) -> Enrolled:
        """
        Say what would come of a list; nothing is recorded.
        """
        prefix = learner_stream(tenant, LearnerId(""))
        names = self._record.names(prefix)
        members = {one for one, place in self._classes.roll(tenant, class_id).items() if place.left is None}

        def known(learner: LearnerId) -> Known:
            return Known(learner=learner, member=learner in members, name=names.get(learner_stream(tenant, learner)))

        by_key: dict[str, Known] = {}
        for number, entry in enumerate(entries):
            if number % LOOK == 0:
                await asyncio.sleep(0)  # others have their turn
            if isinstance(entry, Listed):
                found = self._record.marked(roster_mark(self.digest(tenant, entry.key)), prefix, limit=1)
                if found:
                    by_key[entry.key] = known(LearnerId(found[0].stream.removeprefix(prefix)))
        by_name: dict[str, list[Known]] = {}
        wanted = {same_name(entry.name) for entry in _unknown(entries, by_key) if entry.name is not None}
        for learner in members:
            one = known(learner)
            alike = None if one.name is None else same_name(one.name)
            if alike in wanted and not self._is_listed(tenant, learner):
                by_name.setdefault(alike, []).append(one)
        planned = plan(entries, by_key, by_name)
        met = {one.learner for one in planned}
        return Enrolled(planned=planned, absent=sum(learner not in met for learner in members))

    async def enrol(
        self,
        tenant: TenantId,
        class_id: ClassId,
        entries: Sequence[Listed | Unread],
        *,
        new_id: Callable[[], str],
        now: int,
    ) -> Enrolled | TooManyGroups:
        """
        Put a list's learners into the class; all that is said to be done is durable when this returns.

        Parameters
        ----------
        tenant, class_id
            The class; it is there.
        entries
            The rows as read.
        new_id
            Draws pseudonyms.
        now
            Milliseconds since 1970.

        Raises
        ------
        RecordBusy
            If too many writes wait; what was done stays, and doing it again goes on.
        """
        async with self._turn:  # a list that is sent twice at once makes nobody twice
            done = await self.look(tenant, class_id, entries)
            groups = await self._grouped(tenant, class_id, done.planned, new_id=new_id, now=now)
            if isinstance(groups, TooManyGroups):
                return groups
            doing = [one for one in done.planned if one.listed is not None]
            for start in range(0, len(doing), AT_ONCE):
                await asyncio.gather(
                    *(
                        self._put(tenant, class_id, one, one.listed, groups, new_id=new_id, now=now)
                        for one in doing[start : start + AT_ONCE]
                        if one.listed is not None
                    )
                )
            return done

    def digest(self, tenant: TenantId, key: str) -> str:
        """
        Digest what a learner is known again by, so that nobody without the server's key can try ids against it.
        """
        return hmac.digest(self._secret, f"{tenant}\n{key}".encode(), hashlib.sha256)[:16].hex()

    async def _put(
        self,
        tenant: TenantId,
        class_id: ClassId,
        planned: Planned,
        entry: Listed,
        groups: dict[str, Group],
        *,
        new_id: Callable[[], str],
        now: int,
    ) -> None:
        """
        Make a learner, or bring one who is there up to the list.
        """
        listed_as = RosterListed(at=now, digest=self.digest(tenant, entry.key))
        mine = [groups[same_name(name)].id for name in entry.groups]
        learner = planned.learner
        if learner is None:
            learner = LearnerId(new_id())
            stream = learner_stream(tenant, learner)
            begun: list[LearnerEvent] = [
                LearnerCreated(at=now, learner=learner),
                listed_as,
                LearnerJoined(at=now, class_id=class_id),
                *(GroupJoined(at=now, class_id=class_id, group=group) for group in mine),
            ]
            await self._record.append(stream, expected=0, events=[encode(event) for event in begun])
        else:
            stream = learner_stream(tenant, learner)
            await self._list(stream, listed_as)
            await self._classes.join(tenant, class_id, learner, now=now)
            for group in mine:
                await self._groups.add(tenant, class_id, group, learner, now=now)
        if entry.name is not None:
            await self._record.name(stream, entry.name)

    async def _list(self, stream: StreamId, event: RosterListed) -> None:
        """
        Note that a list has a learner, once.
        """
        for _ in range(ATTEMPTS):
            version = self._record.load(stream).stream_version
            marked = self._record.marked(roster_mark(event.digest), stream)
            if version == 0 or any(one.stream == stream for one in marked):
                return
            if not isinstance(await self._record.append(stream, expected=version, events=(encode(event),)), Stale):
                return

    async def _grouped(
        self,
        tenant: TenantId,
        class_id: ClassId,
        planned: Sequence[Planned],
        *,
        new_id: Callable[[], str],
        now: int,
    ) -> dict[str, Group] | TooManyGroups:
        """
        Return the class's groups by name, with those made that the list names and the class has not.
        """
        groups = {same_name(group.name): group for group in self._groups.of(tenant, class_id)}
        for one in planned:
            for name in () if one.listed is None else one.listed.groups:
                if same_name(name) not in groups:
                    group = Group(id=GroupId(new_id()), name=name)
                    outcome = await self._groups.name(tenant, class_id, group.id, name, now=now)
                    if isinstance(outcome, TooManyGroups):
                        return outcome
                    groups[same_name(name)] = group
        return groups

    def _is_listed(self, tenant: TenantId, learner: LearnerId) -> bool:
        """
        Say whether any list had a learner: it stands among the first events where one made them.
        """
        stream = learner_stream(tenant, learner)
        return any(one.event.kind == "roster_listed" for one in self._record.read(stream))


def _unknown(entries: Sequence[Listed | Unread], by_key: Mapping[str, Known]) -> Iterator[Listed]:
    return (entry for entry in entries if isinstance(entry, Listed) and entry.key not in by_key)
