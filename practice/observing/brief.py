"""
The brief of a course: what a class at one look needs of it, without the exercises.

A course holds hundreds of exercises, a brief those that are open and the rest in
figures; so a school is looked at without bringing all that its learners did to
mind. Pure: the same course has the same brief.
"""

import msgspec

from item_bank.ids import SkillId
from practice.classroom.accommodations import Accommodations
from practice.ids import AssignmentId
from practice.observing.course import Course, Gone, SkillStood
from practice.observing.disputes import Disputes
from practice.observing.tally import Tally, tally_of
from practice.observing.waiting import Waiting

__all__ = ["Brief", "brief_of"]


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """
    A course in brief; what is named as there is the same.

    Attributes
    ----------
    open
        Exercises that have not ended.
    free, assigned
        Practice of their own, and what was assigned, of the exercises that are kept.
    """

    open: tuple[Gone, ...]
    free: Tally
    assigned: Tally
    skills: dict[SkillId, SkillStood]
    touched: dict[AssignmentId, int]
    waiting: Waiting
    disputes: Disputes
    allowed: Accommodations
    last_at: int


def brief_of(course: Course) -> Brief:
    """
    Tell a course in brief.
    """
    gone = course.gone.values()
    return Brief(
        open=tuple([one for one in gone if one.how is None]),
        free=tally_of(one for one in gone if one.assignment is None),
        assigned=tally_of(one for one in gone if one.assignment is not None),
        skills=course.skills,
        touched=course.touched,
        waiting=course.waiting,
        disputes=course.disputes,
        allowed=course.allowed,
        last_at=course.last_at,
    )
