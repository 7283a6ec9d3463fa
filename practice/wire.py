"""
Events as bytes, and bytes as events.

Each kind has a name and a version that go beside the payload into the record.
A payload of an older version passes through the upcasters below, one step a
version, before it is decoded; what was written once can be read for ever.
By what the record finds an event again is `keys`'.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias, cast, get_args

import msgspec

from practice import upcasting
from practice.classroom.events import (
    AccommodationsSet,
    ClassCreated,
    GroupJoined,
    GroupLeft,
    GroupNamed,
    GroupRemoved,
    JoinCodeMade,
    JoinCodeRevoked,
    JoinedByCode,
    LearnerJoined,
    LearnerLeft,
    RosterListed,
)
from practice.correction.events import (
    AnswerDisputed,
    AnswerRegraded,
    AnswerSaved,
    AssignmentPublished,
    AssignmentWithdrawn,
    CorrectionsOpened,
    DatesChanged,
    DueMoved,
    LineWritten,
    MistakeAnnotated,
    ProblemExcused,
    ProblemReopened,
    ProblemRevised,
    ThresholdsSet,
    VerdictOverridden,
    WorkAssigned,
    WorkHandedIn,
    WorkShortened,
)
from practice.events import (
    ClassEvent,
    Event,
    GoalSet,
    LearnerCreated,
    LearnerEvent,
    LevelChanged,
    ModelEvent,
    ModelFitted,
    OpportunityEnded,
    OpportunityOpened,
    TenantEvent,
    TryRecorded,
)
from practice.keys import key_of, marks_of
from practice.record.contract import NewEvent, Recorded
from practice.revised import DiagnosisRevised, HelpSought, HintRevised
from practice.settled import (
    AnswerAccepted,
    DisputeSettled,
    HintRestored,
    HintWithdrawn,
    RungWithdrawn,
    RungWritten,
    TryRegraded,
    VerdictDisputed,
    WaitingSettled,
)

__all__ = [
    "KINDS",
    "UPCASTERS",
    "UnreadableEvent",
    "decode",
    "encode",
    "learner_events",
]

Upcaster: TypeAlias = Callable[[upcasting.Payload], upcasting.Payload]

KINDS: Mapping[str, tuple[int, type[Event]]] = MappingProxyType(
    {
        "learner_created": (1, LearnerCreated),
        "opportunity_opened": (4, OpportunityOpened),
        "try_recorded": (3, TryRecorded),
        "opportunity_ended": (2, OpportunityEnded),
        "hint_revised": (1, HintRevised),
        "level_changed": (1, LevelChanged),
        "goal_set": (1, GoalSet),
        "help_sought": (1, HelpSought),
        "diagnosis_revised": (1, DiagnosisRevised),
        "class_created": (1, ClassCreated),
        "learner_joined": (1, LearnerJoined),
        "learner_left": (1, LearnerLeft),
        "model_fitted": (1, ModelFitted),
        "assignment_published": (2, AssignmentPublished),
        "dates_changed": (1, DatesChanged),
        "assignment_withdrawn": (1, AssignmentWithdrawn),
        "corrections_opened": (1, CorrectionsOpened),
        "mistake_annotated": (2, MistakeAnnotated),
        "verdict_overridden": (2, VerdictOverridden),
        "answer_saved": (1, AnswerSaved),
        "work_handed_in": (3, WorkHandedIn),
        "problem_excused": (1, ProblemExcused),
        "problem_reopened": (1, ProblemReopened),
        "due_moved": (1, DueMoved),
        "work_assigned": (1, WorkAssigned),
        "work_shortened": (1, WorkShortened),
        "line_written": (1, LineWritten),
        "problem_revised": (1, ProblemRevised),
        "rung_written": (1, RungWritten),
        "rung_withdrawn": (1, RungWithdrawn),
        "group_joined": (1, GroupJoined),
        "group_left": (1, GroupLeft),
        "accommodations_set": (1, AccommodationsSet),
        "roster_listed": (1, RosterListed),
        "joined_by_code": (1, JoinedByCode),
        "group_named": (1, GroupNamed),
        "group_removed": (1, GroupRemoved),
        "join_code_made": (1, JoinCodeMade),
        "join_code_revoked": (1, JoinCodeRevoked),
        "answer_disputed": (1, AnswerDisputed),
        "answer_regraded": (1, AnswerRegraded),
        "verdict_disputed": (1, VerdictDisputed),
        "dispute_settled": (1, DisputeSettled),
        "try_regraded": (1, TryRegraded),
        "waiting_settled": (1, WaitingSettled),
        "thresholds_set": (1, ThresholdsSet),
        "hint_withdrawn": (1, HintWithdrawn),
        "answer_accepted": (2, AnswerAccepted),
        "hint_restored": (1, HintRestored),
    }
)
"""Each kind with its present version and shape."""

UPCASTERS: Mapping[tuple[str, int], Upcaster] = MappingProxyType(
    {
        ("opportunity_opened", 1): upcasting.expected_nothing,
        ("opportunity_opened", 2): upcasting.bound_by_nothing,
        ("opportunity_opened", 3): upcasting.read_as_it_is,
        ("assignment_published", 1): upcasting.for_all_and_whole,
        ("opportunity_ended", 1): upcasting.told_its_end,
        ("mistake_annotated", 1): upcasting.read_plainly,
        ("verdict_overridden", 1): upcasting.read_plainly,
        ("answer_accepted", 1): upcasting.read_plainly,
        ("work_handed_in", 1): upcasting.placed,
        ("work_handed_in", 2): upcasting.worth_what_dates_say,
        ("try_recorded", 1): upcasting.credited_and_evidenced,
        ("try_recorded", 2): upcasting.built_on_nothing,
    }
)
"""From (kind, version) to the version after it."""

_names = {shape: (kind, version) for kind, (version, shape) in KINDS.items()}
_encoder = msgspec.json.Encoder()
_OF_OTHERS = frozenset(
    kind for kind, (_, shape) in KINDS.items() if shape in get_args(ClassEvent | ModelEvent | TenantEvent)
)
_decoders = {kind: msgspec.json.Decoder(shape) for kind, (_, shape) in KINDS.items()}


class UnreadableEvent(Exception):
    """The record holds what this version cannot read; it was written by a newer one, or damaged."""


def encode(event: Event) -> NewEvent:
    """
    Make an event ready to be appended.
    """
    kind, version = _names[type(event)]
    return NewEvent(
        kind=kind,
        version=version,
        at=event.at,
        payload=_encoder.encode(event),
        key=key_of(event),
        marks=marks_of(event),
    )


def decode(recorded: NewEvent, *, upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS) -> Event:
    """
    Read an event of any version that was ever written.

    Raises
    ------
    UnreadableEvent
        If the kind is unknown, the version newer than this program, or the
        payload not of its shape.
    """
    known = KINDS.get(recorded.kind)
    if known is None or recorded.version > known[0]:
        message = f"an event {recorded.kind!r} of version {recorded.version} needs a newer version of this program"
        raise UnreadableEvent(message)
    try:
        if recorded.version == known[0]:
            return _decoders[recorded.kind].decode(recorded.payload)
        payload = msgspec.json.decode(recorded.payload, type=dict[str, object])
        for version in range(recorded.version, known[0]):
            payload = upcasters[recorded.kind, version](payload)
        return msgspec.convert(payload, known[1])
    except (msgspec.MsgspecError, KeyError) as error:
        message = f"an event {recorded.kind!r} of version {recorded.version} is damaged: {error}"
        raise UnreadableEvent(message) from error


def learner_events(recorded: Iterable[Recorded]) -> Iterator[LearnerEvent]:
    """
    Read the events of a learner's stream.

    Raises
    ------
    UnreadableEvent
        If one cannot be read, or does not belong into a learner's stream.
    """
    for one in recorded:
        if one.event.kind in _OF_OTHERS:
            message = f"an event {one.event.kind!r} stands in the stream {one.stream}"
            raise UnreadableEvent(message)
        yield cast("LearnerEvent", decode(one.event))
