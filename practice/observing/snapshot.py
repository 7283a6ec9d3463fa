"""
The snapshot of a class: everybody's practice and homework at one look, who needs somebody first.

Made of the courses of its members in brief and of how they stand on what was given. What was
worked out for a learner is kept until something was recorded of them, so that a
page that looks again and again costs what changed. Losing it costs time only.
"""

from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

import msgspec

from item_bank.ids import SkillId
from practice.assignments import Assignments
from practice.classes import UnknownClass
from practice.classroom.accommodations import Accommodations
from practice.classroom.roll import Place
from practice.correction.assigned import assigned_work
from practice.correction.dates import closes_at, is_closed
from practice.correction.facts import Telling
from practice.correction.given import Given
from practice.correction.standing import standing_at
from practice.homework import Homework
from practice.ids import AssignmentId, ClassId, GroupId, LearnerId, StreamId, TenantId, learner_stream
from practice.observing.brief import Brief
from practice.observing.course import SkillStood
from practice.observing.courses import COURSES, Courses
from practice.observing.stands import Stands, stands_of
from practice.observing.struggle import Need, needs_of, weight_of
from practice.observing.tally import Tally
from practice.tellings import Tellings

__all__ = ["ClassSnapshot", "LearnerSnapshot", "SchoolClass", "Snapshots"]

HOUR: Final = 3_600_000
"""Whoever did anything within it is active."""


class LearnerSnapshot(msgspec.Struct, frozen=True, kw_only=True):
    """
    One learner.

    Attributes
    ----------
    needs
        What speaks for going to them, the heaviest first; empty for most.
    weight
        Decides the order, and is shown to nobody.
    free, assigned
        Practice of their own, and what was assigned.
    skills
        How each stood when that was told last.
    stands
        How they stand on each assignment, in the order given.
    last_at
        When anything happened last, in milliseconds since 1970; 0 for never.
    """

    learner: LearnerId
    needs: tuple[Need, ...]
    weight: int
    free: Tally
    assigned: Tally
    skills: dict[SkillId, SkillStood]
    stands: tuple[Stands, ...]
    last_at: int


class ClassSnapshot(msgspec.Struct, frozen=True, kw_only=True):
    """A class: what it was given, and its learners, who needs somebody first."""

    id: ClassId
    given: tuple[Given, ...]
    learners: tuple[LearnerSnapshot, ...]


class SchoolClass(msgspec.Struct, frozen=True, kw_only=True):
    """One class among all: how many learners, how many of them need somebody, and those who need it most."""

    id: ClassId
    members: int
    in_need: int
    active: int
    first: tuple[LearnerSnapshot, ...]


class Placed(msgspec.Struct, frozen=True):
    """A learner's place in a class, and the groups that the class has."""

    place: Place
    groups: tuple[GroupId, ...]


class Stood(msgspec.Struct, frozen=True):
    """
    What was worked out of a piece of work, and what it rests on; no figures where it is not the learner's.

    `until` is the last moment for which they hold, in milliseconds since 1970, since then it closes; None where the
    clock changes nothing.
    """

    rests_on: tuple[int, Placed, Accommodations]
    given: Given
    stands: Stands | None
    until: int | None


class Snapshots:
    """Snapshots of the classes of all tenants."""

    def __init__(
        self,
        courses: Courses,
        homework: Homework,
        assignments: Assignments,
        tellings: Tellings,
        *,
        most: int = COURSES,
    ) -> None:
        """
        Stand before what is recorded.
        """
        self._courses = courses
        self._homework = homework
        self._assignments = assignments
        self._tellings = tellings
        self._most = most
        self._stood: OrderedDict[StreamId, dict[AssignmentId, Stood]] = OrderedDict()

    def of_class(self, tenant: TenantId, class_id: ClassId, *, now: int) -> ClassSnapshot | UnknownClass:
        """
        Look at a class.

        Parameters
        ----------
        tenant, class_id
            Which.
        now
            Milliseconds since 1970.
        """
        given = self._assignments.of_class(tenant, class_id)
        if isinstance(given, UnknownClass):
            return given
        groups = self._assignments.groups(tenant, class_id) if given else ()
        roll = self._assignments.roll(tenant, class_id)
        members = ((learner, place) for learner, place in roll.items() if place.left is None)
        telling = self._tellings.of(tenant, class_id)
        rows = [
            self._learner(tenant, learner, Placed(place, groups), given, telling, now) for learner, place in members
        ]
        rows.sort(key=lambda row: (-row.weight, -sum(one.stuck + one.open for one in row.stands), row.learner))
        return ClassSnapshot(id=class_id, given=given, learners=tuple(rows))

    def of_school(
        self, tenant: TenantId, classes: Iterable[ClassId], *, now: int, first: int = 5
    ) -> tuple[SchoolClass, ...]:
        """
        Look at classes, with the learners of each who need somebody most.
        """
        found = (self.of_class(tenant, one, now=now) for one in classes)
        return tuple(_school_class(one, now, first) for one in found if isinstance(one, ClassSnapshot))

    def forget(self, tenant: TenantId, learner: LearnerId) -> None:
        """
        Drop what is at hand of a learner.
        """
        self._stood.pop(learner_stream(tenant, learner), None)

    def _learner(
        self, tenant: TenantId, learner: LearnerId, placed: Placed, given: tuple[Given, ...], telling: Telling, now: int
    ) -> LearnerSnapshot:
        stream, brief = learner_stream(tenant, learner), self._courses.brief(tenant, learner)
        before = self._stood.pop(stream, {})
        stood = {one.assignment.id: self._stands((tenant, learner), one, placed, brief, before, now) for one in given}
        self._stood[stream] = stood
        if len(self._stood) > self._most:
            self._stood.popitem(last=False)
        needs = needs_of(brief, telling, now=now)
        return LearnerSnapshot(
            learner=learner,
            needs=needs,
            weight=weight_of(needs),
            free=brief.free,
            assigned=brief.assigned,
            skills=brief.skills,
            stands=tuple(one.stands for one in stood.values() if one.stands is not None),
            last_at=brief.last_at,
        )

    def _stands(
        self,
        who: tuple[TenantId, LearnerId],
        given: Given,
        placed: Placed,
        brief: Brief,
        before: dict[AssignmentId, Stood],
        now: int,
    ) -> Stood:
        name = given.assignment.id
        kept, touched = before.get(name), brief.touched.get(name, 0)
        rests_on = (touched, placed, brief.allowed)
        lasts = kept is not None and (kept.until is None or now <= kept.until)
        if kept is not None and lasts and kept.rests_on == rests_on and kept.given is given:
            return kept
        events = self._homework.events(*who, name) if touched else ()
        one = assigned_work(given, placed.place, events, groups=placed.groups, allowed=brief.allowed)
        if one is None:
            return Stood(rests_on, given, None, None)
        due = one.terms.due
        until = None if is_closed(given.dates, due, now) else closes_at(given.dates, due)
        return Stood(rests_on, given, stands_of(given, standing_at(given, one.work, due, now)), until)


def _school_class(one: ClassSnapshot, now: int, first: int) -> SchoolClass:
    in_need = [row for row in one.learners if row.weight]
    return SchoolClass(
        id=one.id,
        members=len(one.learners),
        in_need=len(in_need),
        active=sum(row.last_at > now - HOUR for row in one.learners),
        first=tuple(in_need[:first]),
    )
