"""
Assignments: what the classes of all tenants were given.

The shell around the fold of a class's events: it reads streams, appends, and
keeps what was folded, since this process alone writes. An assignment's own items
are served as a bank beside the active one, for as long as the record is there.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import msgspec

from item_bank.bank import Bank
from item_bank.bundle import Release
from item_bank.ids import ItemId, ReleaseId
from practice.allowances import ChangedMeanwhile, allowed_of
from practice.banks import Banks
from practice.classes import Classes, UnknownClass
from practice.classroom.roll import Place
from practice.correction.assigned import assigned_work
from practice.correction.assignment import AssignedProblem, Assignment, content_of
from practice.correction.dates import DueDates, is_closed
from practice.correction.events import (
    AssignmentPublished,
    DatesChanged,
    MistakeAnnotated,
    ProblemRevised,
    VerdictOverridden,
)
from practice.correction.given import Given, given_of
from practice.correction.keys import assignment_prefix, problem_of
from practice.correction.outcomes import AssignmentExists, NotInClass, NowClosed, Published, TakenBack
from practice.correction.seals import Seal, Seals
from practice.correction.words import NO_WORDS, Words
from practice.events import ClassEvent
from practice.groups import Groups
from practice.ids import (
    AssignmentId,
    ClassId,
    GroupId,
    LearnerId,
    StreamId,
    TenantId,
    class_stream,
    learner_stream,
)
from practice.record.contract import Appended, Record, RecordBusy
from practice.said import Place as Answered
from practice.session import ATTEMPTS
from practice.state import LearnerState, OpenOpportunity
from practice.teaching import Lost
from practice.wire import decode, encode, learner_events

__all__ = ["Assignments"]

PAGE: Final = 1_000
MOVED_ON: Final = "Too much happened to this class at once; nothing was recorded."


class Assignments:
    """The assignments of all tenants."""

    def __init__(self, record: Record, banks: Banks, open_release: Callable[[Release], Bank], seals: Seals) -> None:
        """
        Stand before a record.

        Parameters
        ----------
        record, banks
            Where the streams are, and what is served.
        open_release
            Makes a bank of an assignment's own content, with the server's secret.
        seals
            Under which answers are recorded that a teacher says something of.
        """
        self._seals = seals
        self._record = record
        self._banks = banks
        self._open = open_release
        self._classes = Classes(record)
        self._groups = Groups(record)
        self._publishing: set[tuple[TenantId, AssignmentId]] = set()
        self._given: dict[StreamId, dict[AssignmentId, Given]] = {}

    def restore(self) -> None:
        """
        Serve the items of all assignments that were published before; once, at the start.
        """
        for assignment in self._published():
            self._serve(assignment)

    def releases(self) -> frozenset[ReleaseId]:
        """
        Return the releases that problems given so far, and what proves their repair, are of.

        Also of what is over: its learner looks at it again, and a teacher gives more time.
        """
        problems = [problem for assignment in self._published() for problem in assignment.problems]
        repairs = {problem.repair.release for problem in problems if problem.repair is not None}
        return frozenset({problem.release for problem in problems} | repairs)

    def _published(self) -> Iterator[Assignment]:
        after = ""
        while streams := self._record.streams("class/", after=after, limit=PAGE):
            for stream in streams:
                tenant = TenantId(stream.split("/")[1])
                for given in self._of_class(tenant, stream).values():
                    yield from (*given.earlier, given.assignment)
            after = streams[-1]

    async def publish(
        self, tenant: TenantId, assignment: Assignment, *, now: int
    ) -> Published | UnknownClass | AssignmentExists:
        """
        Give an assignment to its class.
        """
        stream, taken = class_stream(tenant, assignment.class_id), (tenant, assignment.id)
        # ids are the tenant's and streams are classes': of several who take one at once, one does
        if taken in self._publishing:
            return AssignmentExists(id=assignment.id)
        self._publishing.add(taken)
        try:
            for _ in range(ATTEMPTS):
                version = self._record.load(stream).stream_version
                if version == 0:
                    return UnknownClass(id=assignment.class_id)
                if self.find(tenant, assignment.id) is not None:
                    return AssignmentExists(id=assignment.id)
                event = encode(AssignmentPublished(at=now, assignment=assignment))
                outcome = await self._record.append(stream, expected=version, events=(event,))
                if isinstance(outcome, Appended):
                    self._given.pop(stream, None)
                    self._serve(assignment)
                    return Published(id=assignment.id)
        finally:
            self._publishing.discard(taken)
        return AssignmentExists(id=assignment.id)

    async def tell(self, tenant: TenantId, class_id: ClassId, event: ClassEvent) -> None:
        """
        Record something about an assignment of a class, whatever was recorded meanwhile.
        """
        stream = class_stream(tenant, class_id)
        await self._record.annotate(stream, encode(_sealed(event, self._seals.of(tenant))))
        self._given.pop(stream, None)

    async def revise(self, tenant: TenantId, revised: ProblemRevised, right: Sequence[VerdictOverridden]) -> None:
        """
        Put a problem otherwise from now on, with the answers that count as right by it; all of it or nothing.

        Raises
        ------
        RecordBusy
            If others were quicker again and again; nothing was recorded.
        """
        stream, seal = class_stream(tenant, revised.assignment.class_id), self._seals.of(tenant)
        for _ in range(ATTEMPTS):
            version = self._record.load(stream).stream_version
            events = (encode(revised), *(encode(_sealed(one, seal)) for one in right))
            if isinstance(await self._record.append(stream, expected=version, events=events), Appended):
                self._given.pop(stream, None)
                self._serve(revised.assignment)
                return
        raise RecordBusy(MOVED_ON)

    async def change_dates(
        self, tenant: TenantId, given: Given, dates: DueDates, *, after: int | None, now: int
    ) -> ChangedMeanwhile | None:
        """
        Let an assignment be due at another time; None where that is done.

        Parameters
        ----------
        tenant, given
            Which, as it was looked at.
        dates
            From now on, whole.
        after
            The revision that was seen before they were changed; None for whichever there is.
        now
            Milliseconds since 1970.

        Raises
        ------
        RecordBusy
            If others were quicker again and again; nothing was recorded.
        """
        name, stream = given.assignment.id, class_stream(tenant, given.assignment.class_id)
        for _ in range(ATTEMPTS):
            version = self._record.load(stream).stream_version
            self._given.pop(stream, None)  # what was folded before may be older than that version
            if after is not None and self._of_class(tenant, stream)[name].revision != after:
                return ChangedMeanwhile(what="these dates")
            event = encode(DatesChanged(at=now, assignment=name, dates=dates))
            outcome = await self._record.append(stream, expected=version, events=(event,))
            self._given.pop(stream, None)
            if isinstance(outcome, Appended):
                return None
        raise RecordBusy(MOVED_ON)

    def find(self, tenant: TenantId, assignment: AssignmentId) -> Given | None:
        """
        Find an assignment of any class of a tenant.
        """
        return next((given for given in self.all(tenant) if given.assignment.id == assignment), None)

    def of_class(self, tenant: TenantId, class_id: ClassId) -> tuple[Given, ...] | UnknownClass:
        """
        Return a class's assignments, the latest last.
        """
        stream = class_stream(tenant, class_id)
        if self._record.load(stream).stream_version == 0:
            return UnknownClass(id=class_id)
        return tuple(self._of_class(tenant, stream).values())

    def all(self, tenant: TenantId) -> Iterator[Given]:
        """
        Yield every assignment of a tenant.
        """
        after = ""
        prefix = class_stream(tenant, ClassId(""))
        while streams := self._record.streams(prefix, after=after, limit=PAGE):
            for stream in streams:
                yield from self._of_class(tenant, stream).values()
            after = streams[-1]

    def roll(self, tenant: TenantId, class_id: ClassId) -> dict[LearnerId, Place]:
        """
        Return the places of all who are in a class or were.
        """
        return self._classes.roll(tenant, class_id)

    def place(self, tenant: TenantId, class_id: ClassId, learner: LearnerId) -> Place | None:
        """
        Return one learner's place in a class; None for who never joined.
        """
        return self._classes.place(tenant, class_id, learner)

    def groups(self, tenant: TenantId, class_id: ClassId) -> tuple[GroupId, ...]:
        """
        Return the groups that a class has.
        """
        return tuple(group.id for group in self._groups.of(tenant, class_id))

    def lost(
        self, tenant: TenantId, learner: LearnerId, state: LearnerState, opportunity: OpenOpportunity, now: int
    ) -> Lost | None:
        """
        Say why an exercise's homework is no longer a learner's to do; None where it is, and of what is no homework.

        What has closed for them is looked up in their own stream, where it closes at all.
        """
        given = None if opportunity.assignment is None else self.find(tenant, AssignmentId(opportunity.assignment))
        if given is None:
            return None
        if given.withdrawn:
            return TakenBack()
        if given.assignment.class_id not in state.classes:
            return NotInClass()
        closes = given.dates.closes_after_ms is not None
        return NowClosed() if closes and is_closed(given.dates, self._due(tenant, learner, given), now) else None

    def _due(self, tenant: TenantId, learner: LearnerId, given: Given) -> int | None:
        """Return when an assignment is due for a learner."""
        of = given.assignment.class_id
        prefix = assignment_prefix(given.assignment.id)
        events = tuple(learner_events(self._record.keyed(learner_stream(tenant, learner), prefix)))
        allowed = allowed_of(self._record, tenant, learner).accommodations
        place, groups = self.place(tenant, of, learner), self.groups(tenant, of)
        mine = assigned_work(given, place, events, groups=groups, allowed=allowed)
        return None if mine is None else mine.terms.due

    def words(self, tenant: TenantId, opportunity: OpenOpportunity) -> Words:
        """
        Return what a teacher said of mistakes in the problem that an opportunity corrects or proves.
        """
        if opportunity.assignment is None:
            return NO_WORDS
        given = self.find(tenant, AssignmentId(opportunity.assignment))
        if given is None or not given.words:
            return NO_WORDS
        problem = problem_of(given.assignment.id, opportunity.id)
        return {
            (step, cluster): f"{said.name}: {said.text}" if said.name else said.text
            for (of, step, cluster), said in given.words.items()
            if of == problem
        }

    def granted(self, tenant: TenantId, opportunity: OpenOpportunity) -> dict[Answered, frozenset[str]]:
        """
        Return the answers that count as right by the teacher's word where an opportunity is the problem itself again.

        What was right at the hand-in for some is no mistake of who gives it while correcting. A fresh one has other
        numbers, and a problem that was put otherwise another release: of these nothing was said.
        """
        given = None if opportunity.assignment is None else self.find(tenant, AssignmentId(opportunity.assignment))
        if given is None or not given.overrides:
            return {}
        asked = given.assignment.problem(problem_of(given.assignment.id, opportunity.id))
        if asked is None or _exercise(asked) != _exercise(opportunity):
            return {}
        found: dict[Answered, frozenset[str]] = {}
        for (of, step, cluster), right in given.overrides.items():
            if of == asked.id and right:
                place = (*_exercise(asked), step)
                found[place] = found.get(place, frozenset()) | {cluster}
        return found

    def _of_class(self, tenant: TenantId, stream: StreamId) -> dict[AssignmentId, Given]:
        """
        Fold a class's stream, unless that was done since it changed last.
        """
        known = self._given.get(stream)
        if known is None:
            known = given_of(self._class_events(stream), self._seals.of(tenant))
            self._given[stream] = known
        return known

    def _class_events(self, stream: StreamId) -> Iterator[ClassEvent]:
        after = 0
        while events := self._record.read(stream, after=after, limit=PAGE):
            for recorded in events:
                event = decode(recorded.event)
                if isinstance(event, ClassEvent):
                    yield event
            after = events[-1].stream_version

    def opened(self, assignment: Assignment) -> Bank:
        """
        Make a bank of an assignment's own items, which may not be given yet.

        Raises
        ------
        ValueError
            If it has none.
        """
        if assignment.release is None:
            message = f"{assignment.id} has no items of its own"
            raise ValueError(message)
        return self._open(Release(release=assignment.release, content=content_of(assignment)))

    def _serve(self, assignment: Assignment) -> None:
        if assignment.release is not None and self._banks.of(assignment.release) is None:
            self._banks.keep(self.opened(assignment))


def _exercise(of: AssignedProblem | OpenOpportunity) -> tuple[ReleaseId, ItemId, int]:
    return of.release, of.item, of.variant


def _sealed(event: ClassEvent, seal: Seal) -> ClassEvent:
    """Take the text of an answer out of what is said of it: the class's stream is nobody's to erase."""
    if isinstance(event, MistakeAnnotated | VerdictOverridden):
        return msgspec.structs.replace(event, cluster=seal.of(event.cluster))
    return event
