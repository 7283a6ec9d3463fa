"""No event that holds evidence is forgotten by who asks what it tells."""

from collections.abc import Iterator
from typing import get_args

import msgspec

from mastery.evidence import Evidence
from practice.correction.events import WorkHandedIn
from practice.events import LearnerEvent, TryRecorded
from practice.regrading import Regrade


def mentioned(described: object) -> Iterator[type]:
    """
    Yield the structs that a type is made of.
    """
    if isinstance(described, msgspec.inspect.StructType):
        yield described.cls
    if isinstance(described, msgspec.Struct):
        for name in described.__struct_fields__:
            inner = getattr(described, name)
            for one in inner if isinstance(inner, tuple) else (inner,):
                yield from mentioned(one)


def test_evidence_stands_where_it_is_asked_for_and_nowhere_else() -> None:
    """
    Tries and what was handed in hold evidence, regrades hold it in their place, and no other event of a learner does.
    """
    holding = {kind for kind in get_args(LearnerEvent) if Evidence in mentioned(msgspec.inspect.type_info(kind))}

    assert {TryRecorded, WorkHandedIn, *get_args(Regrade)} == holding
