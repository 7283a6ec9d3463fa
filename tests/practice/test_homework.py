"""What `practice.homework` promises: handed in, corrected, proven, and nothing lost or skipped on the way."""

import asyncio
import functools
from collections.abc import Awaitable, Callable, Sequence

import msgspec
import pytest

from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank
from item_bank.finding import Finding
from item_bank.ids import ItemId, SkillId, StepId
from item_bank.importers.acceptance import native_errors
from item_bank.pasting.drafted import Draft
from item_bank.pasting.numbering import TooMuch
from item_bank.pasting.problem import AnswerOnly, SolvedProblem, problems
from item_bank.template import ItemTemplate
from practice.assignments import Assignments
from practice.banks import Banks
from practice.classes import Classes
from practice.correction.assigned import AssignedWork
from practice.correction.assignment import Assignment
from practice.correction.clusters import clusters
from practice.correction.composing import Confirmed, FromBank, Plan, compose
from practice.correction.dates import DueDates, LateStep, share_at
from practice.correction.directive import Directive, ModelUse, Reveal
from practice.correction.events import CorrectionsOpened, VerdictOverridden
from practice.correction.outcomes import (
    AlreadyHandedIn,
    AssignmentExists,
    NothingToCorrect,
    NotOpenYet,
    NowClosed,
    Published,
    Saved,
    UnknownAssignment,
    UnknownProblem,
)
from practice.correction.seals import Seals
from practice.deciding import act_on
from practice.ending import OWN
from practice.homework import Homework
from practice.ids import AssignmentId, ClassId, LearnerId, ProblemId, StreamId
from practice.record.contract import AppendOutcome, NewEvent
from practice.record.memory import MemoryRecord
from practice.requests import Submission
from practice.seeking import Sought, Wanted
from practice.session import Session
from practice.views import OpportunityView, TryReply
from tests.practice.support.bank import bank
from tests.practice.support.desk import TENANT

CLASS = ClassId("7b")
HW = AssignmentId("hw1")
ADA, BEN, KOFI = LearnerId("ada"), LearnerId("ben"), LearnerId("kofi")
HOUR = 3_600_000


def check(item: ItemTemplate) -> Sequence[Finding]:
    """Find what the bank check calls an error."""
    return native_errors(item, notes="", skills={}, pictures={})


@functools.cache
def pasted(name: AssignmentId) -> tuple[SolvedProblem | AnswerOnly, ...]:
    """Solve the pasted problems, once."""
    draft = Draft(id=ItemId(name), language="en", license="For this class", attribution="The teacher")
    found = problems("1) 1/2 + 1/4\n2) 2x + 1 = 11\n3) Expand (x+2)(x-3)", draft, check, None)
    assert not isinstance(found, TooMuch)
    return tuple(one for one in found if isinstance(one, SolvedProblem | AnswerOnly))


def assignment(
    directive: Directive | None = None, dates: DueDates | None = None, name: AssignmentId = HW
) -> Assignment:
    """Compose a homework of three pasted problems and one of the bank."""
    of_bank = FromBank(
        label="4", release=bank().release, item=ItemId("halves"), variant=0, skills=(SkillId("numbers"),), fresh=True
    )
    plan = Plan(
        id=name,
        class_id=CLASS,
        title="Monday",
        language="en",
        directive=directive or Directive(),
        dates=dates or DueDates(),
    )
    confirmed = [Confirmed(problem=one) for one in pasted(name)]
    return compose(plan, [*confirmed, Confirmed(problem=of_bank)], ())


class School:
    """A class of three with a homework."""

    def __init__(self, record: MemoryRecord | None = None) -> None:
        """Open the school; `start` fills it."""
        self.record = record or MemoryRecord()
        self.banks = Banks(bank())
        self.session = Session(self.record, self.banks)
        secret = b"a secret of tests"
        self.assignments = Assignments(
            self.record, self.banks, lambda release: Bank(release, secret=secret), Seals(secret)
        )
        self.homework = Homework(self.record, self.session, self.assignments)
        self.now = 1_700_000_000_000

    async def start(self, given: Assignment | None = None) -> "School":
        """Create learners and class, and give the homework."""
        classes = Classes(self.record)
        await classes.create(TENANT, CLASS, now=self.now)
        for learner in (ADA, BEN, KOFI):
            await self.session.create(TENANT, learner, now=self.now)
        for learner in (ADA, BEN):
            await classes.join(TENANT, CLASS, learner, now=self.now)
        published = await self.assignments.publish(TENANT, given or assignment(), now=self.now)
        assert published == Published(id=HW)
        return self

    async def enter(self, learner: LearnerId, **answers: str) -> None:
        """Save answers by problem, each named `p` and its number."""
        for name, text in answers.items():
            problem = ProblemId(name.removeprefix("p"))
            asked = self.given.assignment.problem(problem)
            assert asked is not None
            found = self.banks.of(asked.release)
            assert found is not None
            step = found.open(asked.item, asked.variant).steps[0].step.id
            saved = await self.homework.save(
                TENANT, learner, HW, problem, (Submission(step=step, response=Final(text=text)),), now=self.now
            )
            assert isinstance(saved, Saved)

    @property
    def given(self):  # noqa: ANN201 - what `find` gives
        """The homework as it stands."""
        found = self.assignments.find(TENANT, HW)
        assert found is not None
        return found

    async def go_on(self, learner: LearnerId, problem: str) -> OpportunityView:
        """Open what comes next for a problem."""
        view = await self.homework.go_on(TENANT, learner, HW, ProblemId(problem), now=self.now, seed=5)
        assert isinstance(view, OpportunityView)
        return view

    async def answer(self, learner: LearnerId, view: OpportunityView, text: str) -> TryReply:
        """Answer the open step of an opportunity."""
        fresh = self.session.showing.view(TENANT, learner, view.opportunity)
        assert isinstance(fresh, OpportunityView)
        reply = await self.session.submit(
            TENANT,
            learner,
            view.opportunity,
            fresh.next_n,
            Submission(step=fresh.open[0], response=Final(text=text)),
            now=self.now,
        )
        assert isinstance(reply, TryReply)
        return reply

    def key(self, view: OpportunityView) -> str:
        """Give the key of an opportunity's last step."""
        found = self.banks.of(view.release)
        assert found is not None
        return str(getattr(found.open(view.item, view.variant).steps[-1].step.answer, "value", ""))

    def status(self, learner: LearnerId, problem: str) -> str | None:
        """Say where a correction stands."""
        found = self.homework.assigned(TENANT, learner, HW)
        assert isinstance(found, AssignedWork)
        correction = found.work.problems[ProblemId(problem)].correction
        return None if correction is None else correction.status


def told(story: Callable[[School], Awaitable[None]], given: Assignment | None = None) -> None:
    """Tell a story in a school with a homework."""

    async def telling() -> None:
        await story(await School().start(given))

    asyncio.run(telling())


WRONG = {"p1": "2/6", "p2": "x = 6", "p3": "x^2 - x - 6", "p4": "1/2"}


def test_from_handing_in_to_a_proven_repair() -> None:
    """The missed problem comes back, is put right with a rung, and a fresh one solved unaided ends it."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        done = await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        assert isinstance(done, AssignedWork)
        outcomes = {name: one.handed_in.outcome for name, one in done.work.problems.items() if one.handed_in}
        assert outcomes["1"] == outcomes["2"] == "wrong"
        assert outcomes["3"] == "right"
        assert school.status(ADA, "3") is None
        rework = await school.go_on(ADA, "1")
        assert rework.reason.code == "correction"
        again = await school.answer(ADA, rework, "2/6")
        assert again.judged.verdict is Verdict.INCORRECT
        assert again.hint is not None
        assert school.status(ADA, "1") == "open"
        await school.answer(ADA, rework, "3/4")
        proof = await school.go_on(ADA, "1")
        assert proof.reason.code == "proof"
        assert (proof.item, proof.variant) != (rework.item, rework.variant)
        await school.answer(ADA, proof, school.key(proof))
        assert school.status(ADA, "1") == "repaired_with_help"
        after = await school.homework.go_on(TENANT, ADA, HW, ProblemId("1"), now=school.now, seed=1)
        assert after == NothingToCorrect(id=ProblemId("1"))

    told(story)


def test_a_wrong_proof_sends_nobody_back_and_three_call_the_teacher() -> None:
    """Each failed fresh one is followed by another, with other numbers, until a person is needed."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        await school.answer(ADA, await school.go_on(ADA, "2"), "5")
        variants = set()
        for _ in range(3):
            proof = await school.go_on(ADA, "2")
            variants.add(proof.variant)
            await school.answer(ADA, proof, "1000")
            await school.answer(ADA, proof, school.key(proof))
        assert len(variants) == 3
        assert school.status(ADA, "2") == "stuck"

    told(story)


def test_copying_the_corrected_answer_cannot_pass() -> None:
    """The same right answer given to the fresh variant is wrong there."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        await school.answer(ADA, await school.go_on(ADA, "1"), "3/4")
        proof = await school.go_on(ADA, "1")
        if school.key(proof) != "3/4":
            copied = await school.answer(ADA, proof, "3/4")
            assert copied.judged.verdict is Verdict.INCORRECT

    told(story)


def test_each_problem_is_corrected_where_it_is_asked_for() -> None:
    """Going to another problem leaves the first where it stands, and a proof that was tried in vain stays tried."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        await school.answer(ADA, await school.go_on(ADA, "1"), "2/6")
        second = await school.go_on(ADA, "2")
        assert second.opportunity.startswith("hw1.2.")
        await school.answer(ADA, second, "5")
        proof = await school.go_on(ADA, "2")
        await school.answer(ADA, proof, "1000")
        first = await school.go_on(ADA, "1")
        assert first.opportunity.startswith("hw1.1.")
        found = school.homework.assigned(TENANT, ADA, HW)
        assert isinstance(found, AssignedWork)
        stands = {name: one.correction for name, one in found.work.problems.items()}
        one, two = stands[ProblemId("1")], stands[ProblemId("2")]
        assert one is not None
        assert two is not None
        assert (one.wrong, one.reworked) == (1, False)
        assert (two.failed_proofs, two.reworked) == (1, True)

    told(story)


def test_two_tabs_open_one_correction() -> None:
    """Asked twice, the same opportunity is there; no rung can be skipped by a second tab."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        first, second = await asyncio.gather(school.go_on(ADA, "1"), school.go_on(ADA, "1"))
        assert first.opportunity == second.opportunity

    told(story)


class Unhurried(MemoryRecord):
    """Lets others go first before it writes, as a disk does."""

    async def append(
        self, stream: StreamId, *, expected: int, events: Sequence[NewEvent], snapshot: bytes | None = None
    ) -> AppendOutcome:
        """Append, a little later."""
        await asyncio.sleep(0)
        return await super().append(stream, expected=expected, events=events, snapshot=snapshot)


def test_of_two_saves_at_once_none_is_dropped() -> None:
    """Both were acknowledged, so both are recorded; the one that came later holds."""

    async def story() -> None:
        school = await School(Unhurried()).start()
        await asyncio.gather(school.enter(ADA, p1="1/3"), school.enter(ADA, p1="3/4"))
        found = school.homework.assigned(TENANT, ADA, HW)
        assert isinstance(found, AssignedWork)
        stands = found.work.problems[ProblemId("1")]
        assert (2, [Final(text="3/4")]) == (stands.saves, [one.response for one in stands.entered])

    asyncio.run(story())


def test_work_survives_a_restart() -> None:
    """What was saved, handed in and opened is there for a new process, with the assignment's own items served."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        rework = await school.go_on(ADA, "1")
        other = School(school.record)
        other.assignments.restore()
        assert other.status(ADA, "1") == "open"
        reply = await other.answer(ADA, rework, "3/4")
        assert reply.judged.verdict is Verdict.CORRECT

    told(story)


def test_blank_problems_are_missed_and_nothing_is_lost_by_handing_in_twice() -> None:
    """What was not entered is to be corrected; a second handing-in changes nothing."""

    async def story(school: School) -> None:
        await school.enter(ADA, p1="3/4")
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        assert school.status(ADA, "1") is None
        assert school.status(ADA, "2") == "open"
        again = await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        assert again == AlreadyHandedIn(id=HW)
        late = await school.homework.save(TENANT, ADA, HW, ProblemId("1"), (), now=school.now)
        assert late == AlreadyHandedIn(id=HW)

    told(story)


class Slow(MemoryRecord):
    """A record that lets others go on before it writes, as a file does."""

    async def append(
        self, stream: StreamId, *, expected: int, events: Sequence[NewEvent], snapshot: bytes | None = None
    ) -> AppendOutcome:
        """Append, a turn later."""
        await asyncio.sleep(0)
        return await super().append(stream, expected=expected, events=events, snapshot=snapshot)


def test_of_several_classes_that_are_given_one_id_at_once_one_has_it() -> None:
    """Ids are the tenant's: who comes second is told that it is taken, in whichever class."""

    async def story() -> None:
        school = await School(Slow()).start()
        classes = [ClassId(name) for name in ("7b", "8a", "9c")]
        for name in classes[1:]:
            await Classes(school.record).create(TENANT, name, now=school.now)
        second = assignment(name=AssignmentId("hw2"))
        given = [msgspec.structs.replace(second, class_id=name) for name in classes]
        done = await asyncio.gather(*(school.assignments.publish(TENANT, one, now=school.now) for one in given))
        assert [1, 2] == [sum(isinstance(one, sort) for one in done) for sort in (Published, AssignmentExists)]

    asyncio.run(story())


def test_what_is_not_theirs_does_not_exist_for_a_learner() -> None:
    """Another class's learner sees no assignment; unknown problems are said to be so."""

    async def story(school: School) -> None:
        assert school.homework.assigned(TENANT, KOFI, HW) == UnknownAssignment(id=HW)
        assert school.homework.of_learner(TENANT, KOFI) == ()
        saved = await school.homework.save(TENANT, ADA, HW, ProblemId("9"), (), now=school.now)
        assert saved == UnknownProblem(id=ProblemId("9"))
        twice = await school.assignments.publish(TENANT, assignment(), now=school.now)
        assert twice == AssignmentExists(id=HW)

    told(story)


def test_correction_waits_for_the_review_where_the_teacher_says_so() -> None:
    """Until the teacher has gone over the mistakes, no correction opens."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        early = await school.homework.go_on(TENANT, ADA, HW, ProblemId("1"), now=school.now, seed=1)
        assert isinstance(early, NotOpenYet)
        await school.assignments.tell(TENANT, CLASS, CorrectionsOpened(at=school.now, assignment=HW))
        assert (await school.go_on(ADA, "1")).assignment == HW

    told(story, assignment(Directive(opens_after_review=True)))


def test_late_work_is_worth_less_and_closed_work_is_not_taken() -> None:
    """The share is that of the moment; once closed, nothing more comes in."""
    due = 1_700_000_000_000 - HOUR
    dates = DueDates(due=due, late=(LateStep(after_ms=0, percent=60),), closes_after_ms=2 * HOUR)

    async def story(school: School) -> None:
        await school.enter(ADA, p1="3/4")
        done = await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        assert isinstance(done, AssignedWork)
        assert 60 == share_at(done.given.dates, done.terms.due, done.work.handed_in_at or 0)
        closed = await school.homework.hand_in(TENANT, BEN, HW, now=school.now + 2 * HOUR)
        assert closed == NowClosed()

    told(story, assignment(dates=dates))


def test_the_same_mistake_comes_together_in_the_class() -> None:
    """Two who did the same are one cluster; equal answers cluster even where the error has no name."""

    async def story(school: School) -> None:
        for learner in (ADA, BEN):
            await school.enter(learner, **{**WRONG, "p2": "77"})
            await school.homework.hand_in(TENANT, learner, HW, now=school.now)
        handed_in = {}
        for learner in (ADA, BEN):
            found = school.homework.assigned(TENANT, learner, HW)
            assert isinstance(found, AssignedWork)
            handed_in[learner] = [one.handed_in for one in found.work.problems.values() if one.handed_in]
        by_problem = {one.problem: one for one in clusters(handed_in)}
        assert by_problem[ProblemId("1")].count == 2
        assert by_problem[ProblemId("2")].learners == (ADA, BEN)
        assert by_problem[ProblemId("2")].examples == ("77",)
        assert ProblemId("3") not in by_problem

    told(story)


def test_the_teacher_s_word_over_a_verdict_holds_for_everybody_who_gave_that_answer() -> None:
    """An answer taken as right needs no correction any more, whoever gave it; taken back, it does again."""

    async def story(school: School) -> None:
        for learner in (ADA, BEN):
            await school.enter(learner, **{**WRONG, "p2": "77"})
            await school.homework.hand_in(TENANT, learner, HW, now=school.now)
        for word, status in ((True, None), (False, "open")):
            event = VerdictOverridden(
                at=school.now,
                assignment=HW,
                problem=ProblemId("2"),
                step=StepId("answer"),
                cluster="answer/77",
                right=word,
            )
            await school.assignments.tell(TENANT, CLASS, event)
            assert [school.status(learner, "2") for learner in (ADA, BEN)] == [status, status]
            assert school.status(ADA, "1") == "open"

    told(story)


def test_what_counts_as_wrong_by_the_teacher_s_word_can_be_put_right() -> None:
    """A correction that the teacher's word began goes on to its repair, as any other does."""

    async def story(school: School) -> None:
        await school.enter(ADA, **{**WRONG, "p1": "3/4"})
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        event = VerdictOverridden(
            at=school.now,
            assignment=HW,
            problem=ProblemId("1"),
            step=StepId("answer"),
            cluster="answer/3/4",
            right=False,
        )
        await school.assignments.tell(TENANT, CLASS, event)
        assert school.status(ADA, "1") == "open"
        await school.answer(ADA, await school.go_on(ADA, "1"), "3/4")
        proof = await school.go_on(ADA, "1")
        await school.answer(ADA, proof, school.key(proof))
        assert school.status(ADA, "1") == "repaired"

    told(story)


def test_skipping_gives_no_further_help_and_who_used_it_up_is_stuck() -> None:
    """The rungs of the directive are a problem's, not an opportunity's; another chance brings them anew."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        first = await school.go_on(ADA, "1")
        await school.answer(ADA, first, "2/6")
        await school.session.skip(TENANT, ADA, first.opportunity, now=school.now)
        second = await school.go_on(ADA, "1")
        assert second.opportunity != first.opportunity
        await school.answer(ADA, second, "2/6")
        assert school.status(ADA, "1") == "open"
        over = await school.answer(ADA, second, "2/6")
        assert over.ended is not None
        assert over.ended.how == "out_of_help"
        assert school.status(ADA, "1") == "stuck"
        await act_on(school.homework, TENANT, ADA, school.given, ProblemId("1"), "reopen", now=school.now)
        third = await school.answer(ADA, await school.go_on(ADA, "1"), "2/6")
        assert third.ended is None

    told(story, assignment(Directive(rungs=2)))


class Counting:
    """Counts how often better words are looked for, and finds none."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.sought = 0

    def wants(self, _: Sought, /) -> Wanted:
        """Want them always."""
        return "quietly"

    def seek(self, _: Sought, /) -> None:
        """Count."""
        self.sought += 1


@pytest.mark.parametrize(("model", "sought"), [("off", 0), ("rephrase", 1), ("diagnose", 2)])
def test_no_better_words_are_looked_for_beyond_what_the_directive_allows(model: ModelUse, sought: int) -> None:
    """Off, none at all; to rephrase, for the answer whose mistake is certain alone; to diagnose, for both."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        rework = await school.go_on(ADA, "1")
        seeker = Counting()
        school.session.seeker = seeker
        for answer in ("2/6", "17"):
            await school.answer(ADA, rework, answer)
        assert sought == seeker.sought

    told(story, assignment(Directive(model=model)))


@pytest.mark.parametrize(("reveal", "own"), [("never", False), ("after_tries", True)])
def test_the_problem_s_own_solution_is_shown_only_where_the_directive_says_so(reveal: Reveal, own: bool) -> None:
    """By default it is another variant's; a fresh one that proves something is never shown solved."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        rework = await school.go_on(ADA, "4")
        for _ in range(2):
            reply = await school.answer(ADA, rework, "1/9")
        assert reply.ended is not None
        assert own == (reply.ended.sentence == OWN["out_of_help"])

    told(story, assignment(Directive(rungs=1, reveal=reveal, reveal_after=2)))


@pytest.mark.parametrize("text", ["", "?!", "1/0", "9" * 300, "<script>alert(1)</script>"])
def test_rubbish_is_handed_in_like_anything_else(text: str) -> None:
    """Whatever is entered is judged, and what cannot be read is no mistake."""

    async def story(school: School) -> None:
        await school.enter(ADA, p1=text)
        done = await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        assert isinstance(done, AssignedWork)
        first = done.work.problems[ProblemId("1")].handed_in
        assert first is not None
        assert first.outcome in {"blank", "unclear", "wrong"}

    told(story)
