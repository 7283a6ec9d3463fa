"""
State: what is known of one learner now.

The fold of the learner's events and of nothing else: no bank is needed, since
events carry facts. Bounded, however long somebody practises, because it is kept
beside the events as a snapshot. Deciding what happens next is `advance`'s and
`choose`'s.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple, assert_never

import msgspec

from hints.hint import COMPUTED, mark
from hints.misconception.diagnosis import RULE, Diagnosis
from hints.misconception.guessing import EARLIER, entry
from item_bank.answers.verdict import Verdict
from item_bank.ids import ItemId, MistakeCode, ReleaseId, SkillId, StepId
from mastery.estimate import Estimates
from mastery.evidence import Evidence
from mastery.filter import update
from mastery.level import Level
from mastery.model import Model
from mastery.retention import Review, grade_of, reviewed
from practice.classroom.events import AccommodationsSet, GroupJoined, GroupLeft, JoinedByCode, RosterListed
from practice.correction.bounds import Bounds
from practice.correction.events import (
    AnswerDisputed,
    AnswerSaved,
    DueMoved,
    ProblemExcused,
    ProblemReopened,
    WorkHandedIn,
)
from practice.events import (
    DiagnosisRevised,
    DisputeSettled,
    GoalSet,
    HelpSought,
    HintRevised,
    How,
    LearnerCreated,
    LearnerEvent,
    LearnerJoined,
    LearnerLeft,
    LevelChanged,
    OpportunityEnded,
    OpportunityOpened,
    StepStatus,
    TryRecorded,
    TryRegraded,
    VerdictDisputed,
    WaitingSettled,
)
from practice.goal import Goal
from practice.ids import OpportunityId

__all__ = [
    "DAY",
    "MAX_IDEAS",
    "MAX_ITEMS",
    "MAX_VARIANTS",
    "Idea",
    "ItemHistory",
    "LearnerState",
    "OpenOpportunity",
    "Progress",
    "Stood",
    "Waiting",
    "decode_state",
    "encode_state",
    "fold",
    "fold_all",
    "recently",
    "remember",
    "review_all",
    "seen",
]

DAY: Final = 86_400_000
"""Milliseconds; days of mastery are counted from 1970 in UTC."""
MAX_ITEMS: Final = 1_000
"""Items whose history is kept, the latest; a year of daily practice of a dozen items in rotation fits many times."""
MAX_VARIANTS: Final = 64
"""Variants of an item that are remembered as seen, the latest."""
MAX_CARRIED: Final = 5
"""Wrong numbers of a step that are kept for the next: as many as a step has tries."""
MAX_IDEAS: Final = 64
"""Wrong ideas that are kept, the latest."""
MAX_IDEA_ITEMS: Final = 4
"""Items that are kept of each, the latest; two say all that is decided by it."""
MAX_WAITING: Final = 32
"""Opportunities kept as waiting for a teacher, the latest; the record's `stuck` mark keeps all."""
FOLD: Final = 3
"""The version of this fold: a snapshot of another one is folded anew. Raised whenever the same events come to another
state."""
MAX_RECENT: Final = 8
"""Items given last, for not giving them again at once."""


class ItemHistory(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """How often a learner was given an item, when last (days), in which variants, and whether its answer is known."""

    times: int = 0
    day: float = 0.0
    variants: tuple[int, ...] = ()
    spent: bool = False


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


class Idea(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """
    One wrong idea that a learner was found to follow, and did not leave behind since.

    `items` are those where it was found, each once, the latest; `skill` is the one
    to go back to, `above` the one that was practised when it was found last.
    """

    items: tuple[ItemId, ...]
    skill: SkillId
    above: SkillId

    @property
    def confirmed(self) -> bool:
        """Whether it was found in more than one item: in one it may have been a slip, or a guess that fits."""
        return len(self.items) > 1


class LearnerState(msgspec.Struct, frozen=True, kw_only=True):
    """
    One learner.

    `at` is the latest event's time in milliseconds, never earlier than one
    before it. `items` and `recent` are ordered from the item given longest ago
    to the one given last. `ideas` are by the id of the misconception, or of the
    mal-rule where it has none, the one found last at the end. `reviews` are by
    skill. `misses` counts the exercises in a row that were not solved at the first
    go, `unprobed` those since the last probe. `levels` are those told last, by skill.
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
        return self.at / DAY

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


def fold_all(events: Iterable[LearnerEvent], *, model: Model) -> LearnerState:
    """
    Rebuild a state from all of a learner's events.
    """
    state = LearnerState.empty(model)
    for event in events:
        state = fold(state, event, model=model)
    return state


def fold(state: LearnerState, event: LearnerEvent, *, model: Model) -> LearnerState:  # noqa: C901, PLR0911, PLR0912 - one case a kind
    """
    Add one event to a state.

    Parameters
    ----------
    state
        Folded with the same model.
    event
        The next of the learner's stream.
    model
        Turns evidence into estimates.

    Returns
    -------
    LearnerState
        The same for the same arguments, whenever and wherever.

    Raises
    ------
    KeyError
        If the event names an opportunity that is not open: a broken stream.
    """
    at = max(state.at, event.at)
    match event:
        case LearnerCreated():
            return msgspec.structs.replace(state, at=at, created=True)
        case OpportunityOpened():
            return _opened(state, event, at)
        case TryRecorded():
            return _tried(state, event, at, model)
        case OpportunityEnded():
            return _ended(state, event, at)
        case LevelChanged():
            levels = {**state.levels, event.skill: Stood(event.level, event.stuck)}
            return msgspec.structs.replace(state, at=at, levels=levels)
        case GoalSet():
            return msgspec.structs.replace(state, at=at, goal=event.goal)
        case HintRevised() | HelpSought():
            # Words only: what they changed stands in the event, and a snapshot need not follow.
            return state
        case DiagnosisRevised():
            return msgspec.structs.replace(state, ideas=_found(state.ideas, event.item, event.skills, event.diagnosis))
        case WorkHandedIn():
            return _handed_in(state, event, at, model)
        case TryRegraded(evidence=evidence):
            estimates = state.estimates if evidence is None else update(model, state.estimates, evidence)
            return msgspec.structs.replace(state, at=at, estimates=estimates)
        case WaitingSettled(opportunity=opportunity):
            waiting = tuple(one for one in state.waiting if one.opportunity != opportunity)
            return msgspec.structs.replace(state, at=at, waiting=waiting)
        case VerdictDisputed() | AnswerDisputed() | DisputeSettled():
            # What a dispute changes is recorded for itself.
            return state
        case LearnerJoined() | LearnerLeft() | AnswerSaved() | ProblemExcused() | ProblemReopened() | DueMoved():
            # Who belongs to a class, and how an assignment stands, is asked elsewhere and decides nothing here.
            return state
        case GroupJoined() | GroupLeft() | AccommodationsSet() | RosterListed() | JoinedByCode():
            # So is what is allowed to whom.
            return state
        case _:
            assert_never(event)


def _opened(state: LearnerState, event: OpportunityOpened, at: int) -> LearnerState:
    before = state.items.get(event.item, ItemHistory())
    history = msgspec.structs.replace(
        before, times=before.times + 1, day=at / DAY, variants=seen(before, event.variant)
    )
    steps = {step.id: Progress(limit=step.limit) for step in event.steps}
    steps[event.first.id] = msgspec.structs.replace(steps[event.first.id], status="open")
    opportunity = OpenOpportunity(
        id=event.opportunity,
        assignment=event.assignment,
        release=event.release,
        item=event.item,
        variant=event.variant,
        skills=event.skills,
        steps=steps,
        repeat=event.variant in before.variants,
        spent=before.spent,
        open=(event.first.id,),
        language=event.shown.language,
        bounds=event.bounds,
    )
    return msgspec.structs.replace(
        state,
        at=at,
        items=remember(state.items, event.item, history),
        recent=recently(state.recent, event.item),
        unprobed=0 if event.probe else state.unprobed + 1,
        # What is tried out in the one may be known in the other, whichever was opened first.
        opportunities={
            **{
                kept: msgspec.structs.replace(
                    one, repeat=one.repeat or (one.item, one.variant) == (event.item, event.variant)
                )
                for kept, one in state.opportunities.items()
            },
            event.opportunity: opportunity,
        },
    )


def _tried(state: LearnerState, event: TryRecorded, at: int, model: Model) -> LearnerState:
    opportunity = state.opportunities[event.opportunity]
    steps, scaffolds = dict(opportunity.steps), dict(opportunity.scaffolds)
    within = steps if event.step in steps else scaffolds
    within[event.step] = _progressed(within[event.step], event)
    if event.next is not None:
        steps[event.next.id] = msgspec.structs.replace(steps[event.next.id], status="open")
    if event.scaffold is not None:
        scaffolds[event.scaffold.shown.id] = Progress(limit=event.scaffold.limit, status="open")
    return msgspec.structs.replace(
        state,
        at=at,
        ideas=_ideas(state.ideas, opportunity, event),
        estimates=state.estimates if event.evidence is None else update(model, state.estimates, event.evidence),
        reviews=state.reviews if event.evidence is None else review_all(state.reviews, event.evidence),
        opportunities={
            **state.opportunities,
            opportunity.id: msgspec.structs.replace(
                opportunity,
                steps=steps,
                scaffolds=scaffolds,
                submissions=event.n,
                open=event.open,
                said=_said(opportunity, event),
            ),
        },
    )


def _handed_in(state: LearnerState, event: WorkHandedIn, at: int, model: Model) -> LearnerState:
    """Learn from first answers, note the wrong ideas in them, and keep their variants as seen."""
    estimates, reviews, items, ideas = state.estimates, state.reviews, state.items, state.ideas
    for evidence in event.learned.evidence:
        estimates = update(model, estimates, evidence)
        reviews = review_all(reviews, evidence)
    for one in event.learned.seen:
        before = items.get(one.item, ItemHistory())
        history = msgspec.structs.replace(
            before, times=before.times + 1, day=at / DAY, variants=seen(before, one.variant)
        )
        items = remember(items, one.item, history)
    for handed_in, one in zip(event.work, event.learned.seen, strict=False):
        for step in handed_in.steps:
            ideas = _found(ideas, one.item, event.skills, step.diagnosis)
    return msgspec.structs.replace(state, at=at, estimates=estimates, reviews=reviews, items=items, ideas=ideas)


def review_all(before: dict[str, Review], evidence: Evidence) -> dict[str, Review]:
    """
    Let an answer be a review of each of its skills that was not answered in this sitting.
    """
    grade = grade_of(evidence)
    after = {skill: reviewed(before.get(skill), grade, day=evidence.day) for skill in evidence.skills}
    return before if all(after[skill] is before.get(skill) for skill in after) else {**before, **after}


def _ideas(before: dict[str, Idea], opportunity: OpenOpportunity, event: TryRecorded) -> dict[str, Idea]:
    """Note the wrong idea that was found, and forget those whose skill was shown without help."""
    evidence = event.evidence
    shown = evidence.skills if evidence is not None and evidence.unaided else ()
    kept = {name: idea for name, idea in before.items() if idea.skill not in shown}
    return _found(kept, opportunity.item, opportunity.skills, event.diagnosis)


def _found(
    before: dict[str, Idea], item: ItemId, skills: tuple[SkillId, ...], diagnosis: Diagnosis | None
) -> dict[str, Idea]:
    """Note the wrong idea that leads a diagnosis, where one does."""
    found = None if diagnosis is None else diagnosis.leading
    if found is None or not isinstance(found.skill, str) or not skills:
        return before
    kept = dict(before)
    name = found.misconception or found.code.removeprefix(RULE)
    known = kept.pop(name, None)
    items = () if known is None else tuple(other for other in known.items if other != item)
    kept[name] = Idea(items=(*items, item)[-MAX_IDEA_ITEMS:], skill=found.skill, above=skills[0])
    if len(kept) > MAX_IDEAS:
        del kept[next(iter(kept))]
    return kept


def _said(opportunity: OpenOpportunity, event: TryRecorded) -> tuple[int, ...]:
    if event.hint is None or event.hint.source not in COMPUTED:
        return opportunity.said
    return tuple(dict.fromkeys((*opportunity.said, mark(event.hint.text))))


def _progressed(before: Progress, event: TryRecorded) -> Progress:
    verdict, hint = event.judged.verdict, event.hint
    return msgspec.structs.replace(
        before,
        status=event.status,
        used=before.used + event.uses_try,
        wrong_forms=before.wrong_forms + (verdict is Verdict.WRONG_FORM),
        undecided=before.undecided + (verdict is Verdict.UNKNOWN),
        wrong=before.wrong + (verdict is Verdict.INCORRECT),
        help=before.help + event.helps,
        dry=before.dry + event.dry,
        rungs=before.rungs if hint is None or hint.rung is None else (*before.rungs, hint.rung),
        codes=before.codes if hint is None or hint.code is None else (*before.codes, hint.code),
        carried=before.carried if event.carried is None else (*before.carried, event.carried)[-MAX_CARRIED:],
        tried=(*before.tried, entry(event.response, event.judged))[-EARLIER:]
        if verdict is Verdict.INCORRECT
        else before.tried,
    )


def _ended(state: LearnerState, event: OpportunityEnded, at: int) -> LearnerState:
    opportunity = state.opportunities[event.opportunity]
    history = state.items.get(opportunity.item, ItemHistory())
    if event.worked is not None:
        history = msgspec.structs.replace(
            history, variants=seen(history, event.worked.variant), spent=history.spent or event.worked.spent
        )
    waiting = state.waiting
    if event.how == "solved":
        waiting = tuple(one for one in waiting if one.item != opportunity.item)
    if event.needs_teacher:
        waiting = (*waiting, Waiting(opportunity=opportunity.id, item=opportunity.item, at=at))[-MAX_WAITING:]
    return msgspec.structs.replace(
        state,
        at=at,
        items=remember(state.items, opportunity.item, history),
        opportunities={
            kept: msgspec.structs.replace(one, spent=one.spent or (history.spent and one.item == opportunity.item))
            for kept, one in state.opportunities.items()
            if kept != event.opportunity
        },
        waiting=waiting,
        misses=_misses(state.misses, opportunity, event.how),
    )


def _misses(before: int, opportunity: OpenOpportunity, how: How) -> int:
    """Count an exercise that was not solved at the first go; one that was given up unanswered tells nothing."""
    if any(step.wrong or step.help for step in opportunity.steps.values()):
        return before + 1
    return 0 if how == "solved" else before


def recently(recent: tuple[ItemId, ...], item: ItemId) -> tuple[ItemId, ...]:
    """
    Put the item given last at the end of those given lately.
    """
    return (*recent, item)[-MAX_RECENT:]


def seen(history: ItemHistory, variant: int) -> tuple[int, ...]:
    """
    Put a variant at the end of those seen, and forget the one seen longest ago where there are too many.
    """
    return (*(seen for seen in history.variants if seen != variant), variant)[-MAX_VARIANTS:]


def remember(items: dict[ItemId, ItemHistory], item: ItemId, history: ItemHistory) -> dict[ItemId, ItemHistory]:
    """
    Put an item last, and forget the one given longest ago where there are too many.
    """
    kept = {known: one for known, one in items.items() if known != item}
    if len(kept) >= MAX_ITEMS:
        del kept[next(iter(kept))]
    kept[item] = history
    return kept
