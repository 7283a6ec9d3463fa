"""
The rules that nothing may break, held over whole sittings of practice.

A learner opens, answers right and wrong, types garbage, asks, repeats, uses a
second tab, skips; the process restarts, clocks jump, releases come and go.
After every step the record and the session are held to the rules (ARCHITECTURE)
and the table of verdicts (README).
"""

import asyncio
import functools
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from hints.guards.leak import leaks
from item_bank.answers.answer import Answer
from item_bank.answers.response import Final, Response, Stuck, Working
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank, read_bundle
from item_bank.ids import ItemId, StepId
from item_bank.variant import Scaffold
from practice.advance import TRIES
from practice.banks import Banks
from practice.events import OpportunityEnded, OpportunityOpened, TryRecorded
from practice.fold import fold
from practice.ids import OpportunityId, learner_stream
from practice.outcomes import Conflict, Ended, OutOfOrder, StepNotOpen, UnknownOpportunity, Withdrawn
from practice.record.contract import Record
from practice.record.memory import MemoryRecord
from practice.record.sqlite import open_sqlite
from practice.requests import MAX_SUBMISSIONS, Submission, Wish
from practice.state import LearnerState, encode_state
from practice.views import MasteryView, OpportunityView, TryReply
from practice.wire import learner_events
from tests.practice.support.bank import SECRET, bank, other_bank
from tests.practice.support.desk import ADA, TENANT, Desk, bytes_of
from tests.starter import starter_bundle

GARBAGE = (
    "((",
    "3 +* 4",
    "x ==== 2",
    "9" * 100,
    "2^2^2^2^99",
    "\u202e1\u0000",
    "½½½",
    "= = =",
    "\N{MATHEMATICAL DOUBLE-STRUCK DIGIT THREE}",
    "__import__('os')",
)
WRONG = ("0", "-1", "1000", "1/7", "x = 1", "2x = 3", "a", "b", "c", "nothing")


def entered(response: Response) -> tuple[str, ...]:
    """Give the texts of a response."""
    match response:
        case Final():
            return (response.text,)
        case Working():
            return response.lines
        case Stuck():
            return ()


class Sitting(RuleBasedStateMachine):
    """One learner's sitting before a session over a record in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.releases: list[Bank] = [bank(), other_bank()]
        self.desk = Desk(self.new_record(), banks=Banks(self.releases[0]))
        self.runner.run(self.desk.begin())
        self.view: OpportunityView | None = None
        self.said: list[tuple[OpportunityId, int, Submission, bytes]] = []
        self.folded = LearnerState.empty(self.desk.session.model)
        self.read = 0
        self.open: dict[OpportunityId, OpportunityOpened] = {}
        self.ended: set[OpportunityId] = set()
        self.tries: dict[tuple[OpportunityId, StepId], int] = {}

    def new_record(self) -> Record:
        """Make the record of this sitting."""
        return MemoryRecord()

    def teardown(self) -> None:
        """Repeat all that was ever said: each reply is still the first one."""
        for opportunity, n, submission, reply in self.said:
            assert reply == bytes_of(self._submit(opportunity, n, submission))
        self.runner.run(self.desk.record.close())
        self.runner.close()

    # What a learner does

    @rule(seed=st.integers(0, 1_000), assignment=st.sampled_from([None, None, None, "homework"]))
    def open_one(self, seed: int, assignment: str | None) -> None:
        """Let the policy choose."""
        self.desk.count = max(self.desk.count, seed)
        while OpportunityId(f"o{self.desk.count + 1}") in {*self.open, *self.ended}:
            self.desk.count += 1
        self.view = self.runner.run(self.desk.open(Wish(assignment=assignment)))

    @rule(item=st.sampled_from(["staged", "halves", "pick", "alone", "bare"]))
    def open_wished(self, item: str) -> None:
        """Ask for an item."""
        known = ItemId(item) in self.desk.banks.active.items
        wish = Wish(item=ItemId(item)) if known else Wish()
        while OpportunityId(f"o{self.desk.count + 1}") in {*self.open, *self.ended}:
            self.desk.count += 1
        self.view = self.runner.run(self.desk.open(wish))

    @precondition(lambda self: self.view is not None)
    @rule(place=st.integers(0, 1))
    def answer_right(self, place: int) -> None:
        """Enter the key of the open step or scaffold."""
        step = self._step(place)
        if step is not None:
            self._enter(step, self._key(step))

    @precondition(lambda self: self.view is not None)
    @rule(wrong=st.sampled_from(WRONG), place=st.integers(0, 1))
    def answer_wrong(self, wrong: str, place: int) -> None:
        """Enter what is probably wrong."""
        step = self._step(place)
        if step is not None:
            self._enter(step, Final(text=wrong))

    @precondition(lambda self: self.view is not None)
    @rule(data=st.data())
    def show_an_expected_mistake(self, data: st.DataObject) -> None:
        """Enter a wrong answer that the author expected."""
        step = self._step(0)
        found = None if step is None else self._exercise_step(step)
        if step is not None and found is not None and found.mistakes:
            mistake = data.draw(st.sampled_from([one.value for one in found.mistakes]))
            self._enter(step, Final(text=mistake))

    @precondition(lambda self: self.view is not None)
    @rule(garbage=st.sampled_from(GARBAGE) | st.text(max_size=20), place=st.integers(0, 1))
    def type_garbage(self, garbage: str, place: int) -> None:
        """Enter what nobody can read."""
        step = self._step(place)
        if step is not None:
            self._enter(step, Final(text=garbage))

    @precondition(lambda self: self.view is not None)
    @rule(wrong=st.sampled_from(WRONG))
    def show_working(self, wrong: str) -> None:
        """Enter lines with a wrong one among them."""
        step = self._step(0)
        found = None if step is None else self._exercise_step(step)
        if step is not None and found is not None:
            self._enter(step, Working(lines=(*found.solution[:1], wrong, *found.solution[-1:])))

    @precondition(lambda self: self.view is not None)
    @rule(place=st.integers(0, 1))
    def ask(self, place: int) -> None:
        """Say nothing but that one is stuck."""
        step = self._step(place)
        if step is not None:
            self._enter(step, Stuck())

    @precondition(lambda self: self.view is not None)
    @rule()
    def skip(self) -> None:
        """Give the exercise up."""
        view = self._seen()
        shown = self.runner.run(self.desk.session.skip(TENANT, ADA, view.opportunity, now=self.desk.now))
        assert isinstance(shown, OpportunityView)
        assert shown.ended is not None
        self.view = shown

    # What the world does

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        """Send something again, as it was: the same reply, and nothing recorded."""
        opportunity, n, submission, reply = data.draw(st.sampled_from(self.said))
        before = self._version()

        assert reply == bytes_of(self._submit(opportunity, n, submission))
        assert reply == bytes_of(self.desk.session.showing.try_reply(TENANT, ADA, opportunity, n))
        assert before == self._version()

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def change_what_was_said(self, data: st.DataObject) -> None:
        """Send something else under a used number: a conflict, and nothing recorded."""
        opportunity, n, submission, _ = data.draw(st.sampled_from(self.said))
        before = self._version()
        other = Submission(step=submission.step, response=Final(text="something else entirely"), locale="en")

        assert isinstance(self._submit(opportunity, n, other), Conflict)
        assert before == self._version()

    @precondition(lambda self: self.view is not None)
    @rule(gap=st.integers(1, 60), step=st.sampled_from(["undo", "nowhere", "divide/part"]))
    def get_out_of_order(self, gap: int, step: str) -> None:
        """Skip numbers, or name what is not there: told so, and nothing recorded."""
        view = self._seen()
        before = self._version()
        submission = Submission(step=StepId(step), response=Final(text="1"))
        late = self._submit(view.opportunity, view.next_n + gap, submission)
        nowhere = self._submit(OpportunityId("nowhere"), 1, submission)

        assert isinstance(late, OutOfOrder | Ended | Withdrawn)
        assert isinstance(nowhere, UnknownOpportunity)
        assert before == self._version()

    @precondition(lambda self: self.view is not None)
    @rule(wrong=st.sampled_from(WRONG))
    def click_twice_in_two_tabs(self, wrong: str) -> None:
        """Send the same three times at once: one attempt, equal replies."""
        step = self._step(0)
        if step is None:
            return
        view = self._seen()
        submission = Submission(step=step, response=Final(text=wrong))

        async def both() -> list[object]:
            return list(
                await asyncio.gather(
                    *(
                        self.desk.session.submit(
                            TENANT, ADA, view.opportunity, view.next_n, submission, now=self.desk.now
                        )
                        for _ in range(3)
                    )
                )
            )

        replies = {bytes_of(reply) for reply in self.runner.run(both())}

        assert 1 == len(replies)
        self._refresh()
        if view.next_n < self._seen().next_n:
            self.said.append((view.opportunity, view.next_n, submission, replies.pop()))

    @rule()
    def restart(self) -> None:
        """Begin a new session over the record."""
        self.desk.restart()

    @rule(minutes=st.integers(-100_000, 100_000))
    def move_the_clock(self, minutes: int) -> None:
        """Jump in time, backwards too."""
        self.desk.now = max(0, self.desk.now + minutes * 60_000)

    @rule(place=st.integers(0, 1))
    def bring_out_a_release(self, place: int) -> None:
        """Make a release the active one."""
        self.desk.banks.activate(self.releases[place])

    @rule(place=st.integers(0, 1))
    def withdraw_a_release(self, place: int) -> None:
        """Stop serving a release, unless it is the active one."""
        self.desk.banks.withdraw(self.releases[place].release)

    # What holds after each step

    @invariant()
    def the_state_is_the_fold_of_the_events(self) -> None:
        """Fold what was recorded since, and compare with the snapshot beside it."""
        self._catch_up()
        loaded = self.desk.record.load(learner_stream(TENANT, ADA))

        assert self.read == loaded.stream_version
        assert encode_state(self.folded) == loaded.snapshot

    def _catch_up(self) -> None:
        """Fold the events recorded since the last look, and hold each to the rules."""
        recorded = self.desk.record.read(learner_stream(TENANT, ADA), after=self.read)
        for event in learner_events(recorded):
            self.folded = fold(self.folded, event, model=self.desk.session.model)
            match event:
                case OpportunityOpened():
                    self.open[event.opportunity] = event
                case OpportunityEnded():
                    self.ended.add(event.opportunity)
                case TryRecorded():
                    self._hold(event)
                case _:
                    pass
        self.read += len(recorded)

    @invariant()
    def at_most_one_is_open_for_each_assignment(self) -> None:
        """Nobody has two exercises open in one place."""
        self._catch_up()
        assignments = [one.assignment for one in self.folded.opportunities.values()]

        assert len(assignments) == len(set(assignments))

    @invariant()
    def a_view_tells_what_is_recorded(self) -> None:
        """See that the view agrees with the state."""
        self._catch_up()
        if self.view is None:
            return
        view = self.desk.view(self.view.opportunity)
        current = self.folded.opportunities.get(view.opportunity)

        assert (current is None) == (view.ended is not None)
        assert view.next_n == len(view.tries) + 1
        assert view.open == (() if current is None else current.open)
        assert current is None or view.open

    @invariant()
    def mastery_stays_within_bounds(self) -> None:
        """Every figure is a share."""
        mastery = self.desk.session.showing.mastery(TENANT, ADA, now=self.desk.now)

        assert isinstance(mastery, MasteryView)
        assert all(0 < skill.lower < 1 and 0 < skill.accuracy < 1 for skill in mastery.skills)

    # How it is done

    def _hold(self, tried: TryRecorded) -> None:
        """Hold one recorded try to the rules."""
        verdict = tried.judged.verdict
        opened = self.open[tried.opportunity]
        key = (tried.opportunity, tried.step)
        self.tries[key] = self.tries.get(key, 0) + tried.uses_try

        assert 1 <= tried.n <= MAX_SUBMISSIONS
        assert tried.opportunity not in self.ended
        assert self.tries[key] <= TRIES
        assert (tried.hint is not None) or verdict is Verdict.CORRECT
        if verdict in {Verdict.INVALID, Verdict.UNKNOWN, Verdict.ASKED, Verdict.NO_PROGRESS}:
            assert not tried.uses_try
            assert tried.evidence is None
        if verdict is Verdict.INCORRECT:
            assert tried.uses_try
            assert tried.diagnosis is not None
        if tried.evidence is not None and tried.evidence.unaided:
            assert tried.evidence.correct
        assert (tried.ended is not None) or tried.open
        if tried.hint is not None:
            self._hold_back(tried, opened)

    def _hold_back(self, tried: TryRecorded, opened: OpportunityOpened) -> None:
        """See that a hint gives away neither this step nor a later one."""
        assert tried.hint is not None
        release = next(one for one in self.releases if one.release == opened.release)
        exercise = release.open(opened.item, opened.variant)
        given = [exercise.variant.prompt, *entered(tried.response)]
        kept: list[Answer] = []
        for step in exercise.steps:
            scaffolds = {entry.id: entry for entry in step.step.help if isinstance(entry, Scaffold)}
            if kept:
                kept.append(step.step.answer)
                continue
            given.append(step.step.prompt)
            if step.step.id == tried.step or tried.step in scaffolds:
                kept.append(step.step.answer)
                if tried.step in scaffolds:
                    given.append(scaffolds[tried.step].prompt)
            else:
                given.append(step.step.answer.value)

        assert kept
        assert not any(leaks(tried.hint.text, answer, given=given) for answer in kept), tried.hint.text

    def _seen(self) -> OpportunityView:
        assert self.view is not None
        return self.view

    def _refresh(self) -> None:
        self.view = self.desk.view(self._seen().opportunity)

    def _step(self, place: int) -> StepId | None:
        """Name an open step or scaffold, if the view is still open."""
        self._refresh()
        takes = self._seen().open
        return takes[min(place, len(takes) - 1)] if takes else None

    def _exercise_step(self, step: StepId) -> Any:  # noqa: ANN401 - a VariantStep, or None for a scaffold
        view = self._seen()
        release = next(one for one in self.releases if one.release == view.release)
        found = release.open(view.item, view.variant).step(step)
        return None if found is None else found.step

    def _key(self, step: StepId) -> Response:
        view = self._seen()
        release = next(one for one in self.releases if one.release == view.release)
        for one in release.open(view.item, view.variant).steps:
            for entry in (one.step, *one.step.help):
                if getattr(entry, "id", None) == step:
                    return Final(text=entry.answer.value)  # type: ignore[union-attr] # a rung has no id
        raise AssertionError(step)

    def _submit(self, opportunity: OpportunityId, n: int, submission: Submission) -> object:
        return self.runner.run(self.desk.session.submit(TENANT, ADA, opportunity, n, submission, now=self.desk.now))

    def _enter(self, step: StepId, response: Response) -> None:
        """Submit and note what was replied."""
        view = self._seen()
        submission = Submission(step=step, response=response)
        self.desk.now += 1_000
        reply = self._submit(view.opportunity, view.next_n, submission)
        if isinstance(reply, TryReply):
            self.said.append((view.opportunity, view.next_n, submission, bytes_of(reply)))
        else:
            # Nothing else refuses the next number of an open step.
            assert isinstance(reply, Withdrawn | StepNotOpen), reply
            assert isinstance(reply, Withdrawn)
        self._refresh()

    def _version(self) -> int:
        return self.desk.record.load(learner_stream(TENANT, ADA)).stream_version


@functools.cache
def starter() -> Bank:
    """Read the bank that is served by default, once for all sittings."""
    return read_bundle(starter_bundle(), secret=SECRET)


class SittingOverStarter(Sitting):
    """The same over the bank that is served by default."""

    def __init__(self) -> None:
        super().__init__()
        self.releases = [starter(), bank()]
        self.desk.banks.activate(starter())
        self.desk.banks.withdraw(bank().release)


class SittingOverSqlite(Sitting):
    """The same over SQLite; a restart closes the file and opens it again."""

    def new_record(self) -> Record:
        """Make the record of this sitting."""
        self.directory = TemporaryDirectory()
        self.path = Path(self.directory.name) / "record.sqlite"
        return open_sqlite(self.path)

    @rule()
    def restart(self) -> None:
        """Begin a new session over the record."""
        self.runner.run(self.desk.record.close())
        self.desk.record = open_sqlite(self.path)
        self.desk.restart()

    def teardown(self) -> None:
        """Repeat all that was ever said: each reply is still the first one."""
        super().teardown()
        self.directory.cleanup()


QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def sit(machine: type[Sitting], *, examples: int, steps: int) -> None:
    """Run whole sittings."""
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=QUIET),
    )


@pytest.mark.slow
def test_the_rules_hold_over_memory() -> None:
    """
    Whatever a learner and the world do, no rule breaks.
    """
    sit(Sitting, examples=40, steps=40)


@pytest.mark.slow
def test_the_rules_hold_over_the_starter_bank() -> None:
    """
    The same with the exercises that are served by default.
    """
    sit(SittingOverStarter, examples=20, steps=40)


@pytest.mark.slow
def test_the_rules_hold_over_sqlite_and_restarts() -> None:
    """
    The same over the file that is served from, closed and opened in between.
    """
    sit(SittingOverSqlite, examples=12, steps=30)


@pytest.mark.prove
def test_the_rules_hold_for_long() -> None:
    """
    The same, many times over.
    """
    sit(SittingOverStarter, examples=200, steps=80)
    sit(Sitting, examples=400, steps=80)
