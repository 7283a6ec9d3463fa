"""
What the API sends of a class at one look: to its teacher alone, with names and with every figure in words.

Which facts there are is practice's; here they get sentences, in English as all of the
teacher's pages are.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import msgspec

from item_bank.bank import Bank
from item_bank.ids import SkillId
from mastery.level import Level
from practice.correction.given import Given
from practice.ids import AssignmentId, ClassId, LearnerId, OpportunityId
from practice.observing.course import SkillStood
from practice.observing.snapshot import ClassSnapshot, LearnerSnapshot, SchoolClass
from practice.observing.stands import Stands
from practice.observing.struggle import Need, NeedKind
from practice.observing.tally import Tally

__all__ = ["AssignmentSeen", "LearnerSeen", "SchoolSent", "SnapshotSent", "send_school", "send_snapshot"]

NEEDS: Final[Mapping[NeedKind, str]] = MappingProxyType(
    {
        "waits": "Is stuck and waits for you.",
        "disputes": "Thinks that an answer is right.",
        "no_progress": "Practice brings nothing any more.",
        "spins": "{count} exercises without reaching it.",
        "wrong_on": "{count} wrong answers in a row, just now.",
    }
)


class NeedSent(msgspec.Struct, frozen=True, kw_only=True):
    """One reason to go to a learner, in a sentence; `since` in milliseconds since 1970, `skill_name` for people."""

    kind: NeedKind
    count: int
    since: int
    opportunity: OpportunityId | None
    skill: SkillId | None
    skill_name: str
    sentence: str


class SkillSeen(msgspec.Struct, frozen=True, kw_only=True):
    """
    How a practised skill stood when that was told last; `sentence` says how sure that is, figures from 0 to 1.

    Where nothing was told yet it is practising, the sentence is empty and the figures are null.
    """

    skill: SkillId
    name: str
    level: Level
    stuck: bool
    sentence: str
    accuracy: float | None
    lower: float | None
    bar: float | None


class LearnerSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One learner: reasons to go to them, practice of their own and assigned, skills, and homework in figures."""

    learner: LearnerId
    name: str | None
    needs: tuple[NeedSent, ...]
    free: Tally
    assigned: Tally
    skills: tuple[SkillSeen, ...]
    stands: tuple[Stands, ...]
    last_at: int


class AssignmentSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One assignment in the figures of the whole class."""

    id: AssignmentId
    title: str
    published_at: int
    due: int | None
    withdrawn: bool
    corrections_open: bool
    problems: int
    handed_in: int
    missed: int
    repaired: int
    alone: int
    stuck: int


class SnapshotSent(msgspec.Struct, frozen=True, kw_only=True):
    """A class: who needs somebody first, and all that it was given, the latest first."""

    id: ClassId
    name: str | None
    at: int
    learners: tuple[LearnerSeen, ...]
    assignments: tuple[AssignmentSeen, ...]


class ClassSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One class of a school: `in_need` of its `members` need somebody, `active` did something within the hour."""

    id: ClassId
    name: str | None
    members: int
    in_need: int
    active: int
    first: tuple[LearnerSeen, ...]


class SchoolSent(msgspec.Struct, frozen=True, kw_only=True):
    """All classes of the tenant, the one where most need somebody first."""

    at: int
    classes: tuple[ClassSeen, ...]


def send_snapshot(
    seen: ClassSnapshot, name: str | None, names: Mapping[LearnerId, str], bank: Bank, *, now: int
) -> SnapshotSent:
    """
    Show a class to its teacher.
    """
    stands = [one for row in seen.learners for one in row.stands]
    return SnapshotSent(
        id=seen.id,
        name=name,
        at=now,
        learners=tuple(_learner(row, names, bank) for row in seen.learners),
        assignments=tuple(_assignment(one, stands) for one in reversed(seen.given)),
    )


def send_school(
    classes: Sequence[SchoolClass],
    called: Mapping[ClassId, str],
    names: Mapping[LearnerId, str],
    bank: Bank,
    *,
    now: int,
) -> SchoolSent:
    """
    Show a school to its teachers.
    """
    return SchoolSent(
        at=now,
        classes=tuple(
            ClassSeen(
                id=one.id,
                name=called.get(one.id),
                members=one.members,
                in_need=one.in_need,
                active=one.active,
                first=tuple(_learner(row, names, bank) for row in one.first),
            )
            for one in sorted(classes, key=lambda one: (-one.in_need, one.id))
        ),
    )


def _learner(row: LearnerSnapshot, names: Mapping[LearnerId, str], bank: Bank) -> LearnerSeen:
    return LearnerSeen(
        learner=row.learner,
        name=names.get(row.learner),
        needs=tuple(_need(need, bank) for need in row.needs),
        free=row.free,
        assigned=row.assigned,
        skills=tuple(_skill(skill, stood, bank) for skill, stood in row.skills.items()),
        stands=row.stands,
        last_at=row.last_at,
    )


def _need(need: Need, bank: Bank) -> NeedSent:
    return NeedSent(
        kind=need.kind,
        count=need.count,
        since=need.since,
        opportunity=need.opportunity,
        skill=need.skill,
        skill_name="" if need.skill is None else _name(need.skill, bank),
        sentence=NEEDS[need.kind].format_map({"count": str(need.count)}),
    )


def _skill(skill: SkillId, stood: SkillStood, bank: Bank) -> SkillSeen:
    return SkillSeen(
        skill=skill,
        name=_name(skill, bank),
        level=stood.level,
        stuck=stood.stuck,
        sentence=stood.sentence,
        accuracy=stood.accuracy,
        lower=stood.lower,
        bar=stood.bar,
    )


def _name(skill: SkillId, bank: Bank) -> str:
    """Name a skill; one that the bank no longer has goes by its id."""
    return bank.skill_name(skill, bank.language) if skill in bank.skills else skill


def _assignment(given: Given, stands: Sequence[Stands]) -> AssignmentSeen:
    mine = [one for one in stands if one.assignment == given.assignment.id]
    return AssignmentSeen(
        id=given.assignment.id,
        title=given.assignment.title,
        published_at=given.published_at,
        due=given.dates.due,
        withdrawn=given.withdrawn,
        corrections_open=given.corrections_open,
        problems=len(given.assignment.problems),
        handed_in=sum(one.handed_in_at is not None for one in mine),
        missed=sum(one.missed for one in mine),
        repaired=sum(one.repaired for one in mine),
        alone=sum(one.alone for one in mine),
        stuck=sum(one.stuck for one in mine),
    )
