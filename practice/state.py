"""
State: what is known of one learner now.

Values only, and bounded, however long somebody practises, because a state is kept
beside the events as a snapshot. Rebuilt from them by `fold`; deciding what
happens next is `advance`'s and `choose`'s.
"""

from typing import Final, NamedTuple

import msgspec

from item_bank.ids import ItemId, MistakeCode, ReleaseId, SkillId, StepId
from mastery.estimate import Estimates
from mastery.level import Level
from mastery.model import Model
from mastery.retention import Review
from practice.correction.bounds import Bounds
from practice.events import StepStatus
from practice.given import ItemHistory
from practice.ideas import Idea
from practice.ids import ClassId, OpportunityId
from practice.moments import DAY_MS
from practice.progress.goal import Goal

__all__ = [
    "LearnerState",
    "OpenOpportunity",
    "Progress",
    "Stood",
    "Waiting",
    "decode_state",
    "encode_state",
]

FOLD: Final = 4
"""The fold's version: a snapshot of another one is folded anew. Raised whenever the same events come to another
state."""


class Progress(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """
    One step or scaffold of an open opportunity.

    `rungs` and `codes` are what was said and asked so far, `help` counts the
    pieces of help that weaken a later right answer, `dry` those that brought
    nothing new. `carried` are wrong numbers from which the next step's answer may
    follow, `tried` what was answered wrongly, both the latest.
    """

    limit: int
    status: StepStatus = "waiting"
    used: int = 0
    wrong_forms: int = 0
    undecided: int = 0
    wrong: int = 0
    help: int = 0
    dry: int = 0
    rungs: tuple[int, ...] = ()
    codes: tuple[MistakeCode, ...] = ()
    carried: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()


class OpenOpportunity(msgspec.Struct, frozen=True, kw_only=True):
    """
    One opportunity that has not ended.

    `steps` are in order, `scaffolds` those asked so far; `open` names what takes
    a submission now. `repeat` says that the learner had this very variant
    before, `spent` that they were shown its answer. `said` marks the computed
    words of its hints, so that they are not said again. `language` is the one it
    was opened in (BCP 47), empty in snapshots from before there was a choice; `bounds`
    are what a teacher settled about its help.
    """

    id: OpportunityId
    assignment: str | None
    release: ReleaseId
    item: ItemId
    variant: int
    skills: tuple[SkillId, ...]
    steps: dict[StepId, Progress]
    scaffolds: dict[StepId, Progress] = {}
    repeat: bool = False
    spent: bool = False
    submissions: int = 0
    open: tuple[StepId, ...] = ()
    said: tuple[int, ...] = ()
    language: str = ""
    bounds: Bounds | None = None

    @property
    def helped(self) -> int:
        """The pieces of help given so far, at whatever step or scaffold."""
        return sum(one.help for one in (*self.steps.values(), *self.scaffolds.values()))

    @property
    def wrong(self) -> int:
        """The wrong answers to its steps so far."""
        return sum(one.wrong for one in self.steps.values())


class Waiting(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One opportunity that waits for the teacher, until another of its item is solved."""

    opportunity: OpportunityId
    item: ItemId
    at: int


class Stood(NamedTuple):
    """How a skill stood when it was told last, and what is taken of one of which nothing was told."""

    level: Level = "practising"
    stuck: bool = False


class LearnerState(msgspec.Struct, frozen=True, kw_only=True):
    """
    One learner.

    `at` is the latest event's time in milliseconds, never earlier than one
    before it. `items` and `recent` are ordered from the item given longest ago
    to the one given last. `ideas` are by the id of the misconception, or of the
    mal-rule where it has none, the one found last at the end. `reviews` are by
    skill. `misses` counts the exercises in a row that were not solved at the first
    go, `unprobed` those since the last probe. `levels` are those told last, by skill.
    `classes` are those that the learner is in, for what classes have a share of.
    """

    model: str
    estimates: Estimates
    fold: int = FOLD
    reviews: dict[str, Review] = {}
    misses: int = 0
    unprobed: int = 0
    goal: Goal | None = None
    levels: dict[str, Stood] = {}
    at: int = 0
    created: bool = False
    items: dict[ItemId, ItemHistory] = {}
    recent: tuple[ItemId, ...] = ()
    opportunities: dict[OpportunityId, OpenOpportunity] = {}
    waiting: tuple[Waiting, ...] = ()
    ideas: dict[str, Idea] = {}
    classes: tuple[ClassId, ...] = ()

    @property
    def confirmed(self) -> tuple[str, ...]:
        """
        The ids of the wrong ideas that were found in more than one item.
        """
        return tuple([name for name, idea in self.ideas.items() if idea.confirmed])

    @classmethod
    def empty(cls, model: Model) -> "LearnerState":
        """
        Give the state before any event.
        """
        return cls(model=model.id, estimates=Estimates.prior(model))

    @property
    def day(self) -> float:
        """
        The latest event's time in days.
        """
        return self.at / DAY_MS

    def open_for(self, assignment: str | None) -> OpenOpportunity | None:
        """
        Return the open opportunity of an assignment, or of free practice.
        """
        return next((found for found in self.opportunities.values() if found.assignment == assignment), None)


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(LearnerState)


def encode_state(state: LearnerState) -> bytes:
    """
    Write a state as a snapshot; equal states give equal bytes.
    """
    return _encoder.encode(state)


def decode_state(snapshot: bytes) -> LearnerState | None:
    """
    Read a snapshot; None where it is of another shape than today's and has to be folded anew.
    """
    try:
        state = _decoder.decode(snapshot)
    except msgspec.MsgspecError:
        return None
    return state if state.fold == FOLD else None
