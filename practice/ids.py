"""
The names by which practice knows its own things.

Every id is chosen or drawn outside and passed in; nothing here reads a clock
or draws at random. A learner's id is a pseudonym, given by whoever embeds us.
"""

from typing import NewType

__all__ = [
    "AssignmentId",
    "ClassId",
    "CodeId",
    "GroupId",
    "LearnerId",
    "OpportunityId",
    "ProblemId",
    "StreamId",
    "TenantId",
    "class_stream",
    "entry_stream",
    "learner_stream",
    "tenant_stream",
]

TenantId = NewType("TenantId", str)
LearnerId = NewType("LearnerId", str)
ClassId = NewType("ClassId", str)
GroupId = NewType("GroupId", str)
"""A group within its class."""
CodeId = NewType("CodeId", str)
"""A code to join a class by, which is made of it and is another thing."""
OpportunityId = NewType("OpportunityId", str)
AssignmentId = NewType("AssignmentId", str)
"""Without a point in it: `{assignment}.` begins the keys of all that belongs to one."""
ProblemId = NewType("ProblemId", str)
"""A problem's number within its assignment: `3`, or `3b`."""
StreamId = NewType("StreamId", str)
"""
`learner/{tenant}/{learner}`, `entry/{tenant}/{learner}`, `class/{tenant}/{class}`, `tenant/{tenant}`, `bank/{tenant}`,
`model/server`.
"""


def learner_stream(tenant: TenantId, learner: LearnerId) -> StreamId:
    """
    Name the stream that holds one learner's events.
    """
    return StreamId(f"learner/{tenant}/{learner}")


def entry_stream(tenant: TenantId, learner: LearnerId) -> StreamId:
    """
    Name the stream that holds how one learner gets in: their links and what they signed out of.

    Its events are `api.sign_in`'s; it is erased with the learner's own.
    """
    return StreamId(f"entry/{tenant}/{learner}")


def class_stream(tenant: TenantId, class_id: ClassId) -> StreamId:
    """
    Name the stream that holds one class's events.
    """
    return StreamId(f"class/{tenant}/{class_id}")


def tenant_stream(tenant: TenantId) -> StreamId:
    """
    Name the stream that holds a tenant's own events: its keys, and what its people settled for all of it.
    """
    return StreamId(f"tenant/{tenant}")
