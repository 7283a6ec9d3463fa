"""
Keys and marks of classrooms: by which the record finds what was said of groups, allowances and codes.
"""

from typing import Final, assert_never

from practice.classroom.events import (
    AccommodationsSet,
    ClassCreated,
    ClassroomEvent,
    GroupJoined,
    GroupLeft,
    GroupNamed,
    GroupRemoved,
    JoinCodeMade,
    JoinCodeRevoked,
    JoinedByCode,
    LearnerClassroomEvent,
    LearnerJoined,
    LearnerLeft,
    RosterListed,
)
from practice.ids import CodeId

__all__ = [
    "ALLOWED",
    "CODES",
    "GROUPS",
    "classroom_key",
    "code_mark",
    "device_mark",
    "joining_mark",
    "roster_mark",
]

ALLOWED: Final = "allowed/"
GROUPS: Final = "group/"
CODES: Final = "code/"
"""What the keys of all that was said of allowances, groups and codes begin with."""


def classroom_key(event: ClassroomEvent | LearnerClassroomEvent) -> str | None:
    """
    Give an event's key; None where it has none, since it may happen again, and is found by its marks.
    """
    match event:
        case ClassCreated():
            return "created"
        case AccommodationsSet(n=n):
            return f"{ALLOWED}{n:04}"
        case GroupNamed(n=n) | GroupRemoved(n=n):
            return f"{GROUPS}{n:04}"
        case JoinCodeMade(code=code):
            return f"{CODES}{code}"
        case JoinCodeRevoked(code=code):
            return f"{CODES}{code}/revoked"
        case LearnerJoined() | LearnerLeft() | GroupJoined() | GroupLeft() | RosterListed() | JoinedByCode():
            return None
        case _:
            assert_never(event)


def roster_mark(digest: str) -> str:
    """
    Give the mark under which a learner of a school's list is found.
    """
    return f"roster:{digest}"


def code_mark(code: CodeId) -> str:
    """
    Give the mark of whoever came in by a code.
    """
    return f"code:{code}"


def device_mark(digest: str) -> str:
    """
    Give the mark under which a device that proves itself is found.
    """
    return f"device:{digest}"


def joining_mark(digest: str) -> str:
    """
    Give the mark under which a code is found when it is typed.
    """
    return f"joining:{digest}"
