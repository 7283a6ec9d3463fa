"""
Learners at hand: their states by version, over the record.

Loads a state from its snapshot and the events after it, or folds it anew,
appends events with the state that follows, and drops what the record calls
stale. Holds no truth of its own, so forgetting any of it costs time only.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

import msgspec

from mastery.model import Model
from practice.events import LearnerEvent
from practice.fold import fold, fold_all
from practice.ids import LearnerId, OpportunityId, StreamId, TenantId, learner_stream
from practice.keys import opportunity_prefix
from practice.record.contract import Appended, Duplicate, Loaded, Record, Stale
from practice.regrading import Regrade
from practice.state import LearnerState, decode_state, encode_state
from practice.wire import encode, learner_events

__all__ = ["STATES", "Known", "Learners"]

STATES: Final = 4_096
"""Learners whose states are kept at hand; at some 20 kB each, 80 MB in the worst case."""
PAGE: Final = 1_000
"""Events read at once while a state is folded anew."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A learner's stream and state at one version; version 0 is a learner who is not there yet."""

    learner: LearnerId
    stream: StreamId
    version: int
    state: LearnerState

    def at(self, now: int) -> int:
        """Give the time of an event recorded now: never earlier than the one before it."""
        return max(now, self.state.at)


class Learners:
    """The states of the learners met last."""

    def __init__(self, record: Record, model: Model) -> None:
        self._record = record
        self._model = model
        self._model_id = model.id
        self._states: OrderedDict[StreamId, Known] = OrderedDict()

    @property
    def model(self) -> Model:
        """
        The model that states are folded with.
        """
        return self._model

    def use(self, model: Model) -> None:
        """
        Fold with another model from now on, and drop all that was folded with the one before.
        """
        self._model = model
        self._model_id = model.id
        self._states.clear()

    def absent(self, tenant: TenantId, learner: LearnerId) -> Known:
        """
        Give the state of a learner who is not there yet.
        """
        self.forget(tenant, learner)
        stream = learner_stream(tenant, learner)
        return Known(learner=learner, stream=stream, version=0, state=LearnerState.empty(self._model))

    def load(self, tenant: TenantId, learner: LearnerId) -> Known | None:
        """
        Find a learner's state; None where nobody has that name.
        """
        stream = learner_stream(tenant, learner)
        known = self._states.get(stream)
        if known is not None:
            self._states.move_to_end(stream)
            return known
        while (loaded := self._record.load(stream)).stream_version:
            state = self._folded(stream, loaded)
            if state is not None:
                known = Known(learner=learner, stream=stream, version=loaded.stream_version, state=state)
                self._keep(known)
                return known
        return None

    async def append(self, known: Known, events: Sequence[LearnerEvent]) -> Known | Stale | Duplicate:
        """
        Record events with the state that follows from them.

        Returns
        -------
        Known
            What is known afterwards; durable.
        Stale, Duplicate
            Nothing was recorded, and the learner will be loaded anew: also where
            another model came into force since the state was loaded.
        """
        if known.state.model != self._model_id:
            return Stale(stream_version=known.version)
        state = self._after(known, events)
        if state is None:
            self._states.pop(known.stream, None)
            return Stale(stream_version=known.version)
        outcome = await self._record.append(
            known.stream,
            expected=known.version,
            events=[encode(event) for event in events],
            snapshot=encode_state(state),
        )
        if not isinstance(outcome, Appended):
            self._states.pop(known.stream, None)
            return outcome
        after = Known(learner=known.learner, stream=known.stream, version=outcome.stream_version, state=state)
        # Where the learner was forgotten while this was under way (an erase), nothing is kept at hand.
        if self._states.get(known.stream) is known:
            self._keep(after)
        return after

    def events(self, known: Known, opportunity: OpportunityId) -> tuple[LearnerEvent, ...]:
        """
        Read the events of one opportunity, in order.
        """
        return tuple(learner_events(self._record.keyed(known.stream, opportunity_prefix(opportunity))))

    def forget(self, tenant: TenantId, learner: LearnerId) -> None:
        """
        Drop what is at hand of a learner.
        """
        self._states.pop(learner_stream(tenant, learner), None)

    def _folded(self, stream: StreamId, loaded: Loaded) -> LearnerState | None:
        """
        Fold what the snapshot lacks; None where the stream was erased meanwhile.
        """
        state = None if loaded.snapshot is None else decode_state(loaded.snapshot)
        if state is not None and state.model == self._model_id:
            later = self._between(stream, loaded.snapshot_version, loaded.stream_version)
            if later is None:
                return None
            if not any(isinstance(event, Regrade) for event in later):
                for event in later:
                    state = fold(state, event, model=self._model)
                return state
        events = self._between(stream, 0, loaded.stream_version)
        return None if events is None else fold_all(events, model=self._model)

    def _after(self, known: Known, events: Sequence[LearnerEvent]) -> LearnerState | None:
        """
        Fold what is to be appended; from the first event on where it regrades one. None where the stream is gone.
        """
        if any(isinstance(event, Regrade) for event in events):
            before = self._between(known.stream, 0, known.version)
            return None if before is None else fold_all((*before, *events), model=self._model)
        state = known.state
        for event in events:
            state = fold(state, event, model=self._model)
        return state

    def _between(self, stream: StreamId, after: int, version: int) -> Sequence[LearnerEvent] | None:
        """
        Read a stream's events up to a version; None where it was erased meanwhile.
        """
        events: list[LearnerEvent] = []
        while after < version:
            page = self._record.read(stream, after=after, limit=min(PAGE, version - after))
            if not page:
                return None
            events += learner_events(page)
            after += len(page)
        return events

    def _keep(self, known: Known) -> None:
        self._states[known.stream] = known
        self._states.move_to_end(known.stream)
        if len(self._states) > STATES:
            self._states.popitem(last=False)
