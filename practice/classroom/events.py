"""
Events of classrooms: classes, groups, accommodations, rosters and codes.

What is about one learner stands in their own stream and goes with it: which
classes and groups they are in, what they are allowed, by what a school knows them (as a keyed
digest). A class's stream says which groups and codes there are, and names nobody.
"""

from typing import TypeAlias

import msgspec

from practice.classroom.accommodations import Accommodations
from practice.ids import ClassId, CodeId, GroupId

__all__ = [
    "AccommodationsSet",
    "ClassCreated",
    "ClassroomEvent",
    "GroupJoined",
    "GroupLeft",
    "GroupNamed",
    "GroupRemoved",
    "JoinCodeMade",
    "JoinCodeRevoked",
    "JoinedByCode",
    "LearnerClassroomEvent",
    "LearnerJoined",
    "LearnerLeft",
    "RosterListed",
]


class LearnerJoined(msgspec.Struct, frozen=True, kw_only=True):
    """
    The learner belongs to a class.

    In the learner's own stream, so that erasing it leaves no trace of them in
    the class's; the class finds it by its mark.
    """

    at: int
    class_id: ClassId


class LearnerLeft(msgspec.Struct, frozen=True, kw_only=True):
    """The learner no longer belongs to a class; where it stands, as for `LearnerJoined`."""

    at: int
    class_id: ClassId


class GroupJoined(msgspec.Struct, frozen=True, kw_only=True):
    """The learner is in a group of a class; the class finds it by its mark, as for `LearnerJoined`."""

    at: int
    class_id: ClassId
    group: GroupId


class GroupLeft(msgspec.Struct, frozen=True, kw_only=True):
    """The learner is no longer in a group of a class."""

    at: int
    class_id: ClassId
    group: GroupId


class AccommodationsSet(msgspec.Struct, frozen=True, kw_only=True):
    """What the learner is allowed from now on, whole; `n` counts from 1, so that no teacher undoes another unseen."""

    at: int
    n: int
    accommodations: Accommodations


class RosterListed(msgspec.Struct, frozen=True, kw_only=True):
    """A school's list has the learner; `digest` is made of its own id with a key, and found by its mark."""

    at: int
    digest: str


class JoinedByCode(msgspec.Struct, frozen=True, kw_only=True):
    """
    The learner came in by a code.

    `device` is a digest of what the device can prove itself by, so that it is taken
    for the same learner when it comes again; None where it kept nothing.
    """

    at: int
    class_id: ClassId
    code: CodeId
    device: str | None


class ClassCreated(msgspec.Struct, frozen=True, kw_only=True):
    """A class's stream begins."""

    at: int
    class_id: ClassId


class GroupNamed(msgspec.Struct, frozen=True, kw_only=True):
    """The class has a group of this name; `n` counts what was said of its groups, from 1."""

    at: int
    n: int
    group: GroupId
    name: str


class GroupRemoved(msgspec.Struct, frozen=True, kw_only=True):
    """The class no longer has a group; nothing that it decided holds any more."""

    at: int
    n: int
    group: GroupId


class JoinCodeMade(msgspec.Struct, frozen=True, kw_only=True):
    """
    A code by which learners come into the class.

    Attributes
    ----------
    code
        Its id; the code itself is made of it with the server's key, and stands nowhere.
    digest
        By which the code is found when somebody types it.
    key
        The API key of who made it: the code opens nothing once that one does not.
    expires
        In milliseconds since 1970.
    uses
        How many learners may come in by it.
    """

    at: int
    code: CodeId
    digest: str
    key: str
    expires: int
    uses: int


class JoinCodeRevoked(msgspec.Struct, frozen=True, kw_only=True):
    """A code opens nothing any more."""

    at: int
    code: CodeId


LearnerClassroomEvent: TypeAlias = (
    LearnerJoined | LearnerLeft | GroupJoined | GroupLeft | AccommodationsSet | RosterListed | JoinedByCode
)
ClassroomEvent: TypeAlias = ClassCreated | GroupNamed | GroupRemoved | JoinCodeMade | JoinCodeRevoked
