"""
A class of three with a homework: three pasted problems and one of the bank, entered, handed in, corrected.
"""

import asyncio
import functools
from collections.abc import Awaitable, Callable, Sequence

from item_bank.answers.response import Final
from item_bank.bank import Bank
from item_bank.finding import Finding
from item_bank.ids import ItemId, SkillId
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
from practice.correction.composing import Confirmed, FromBank, Plan, compose
from practice.correction.dates import DueDates
from practice.correction.directive import Directive
from practice.correction.outcomes import Published, Saved
from practice.correction.seals import Seals
from practice.homework import Homework
from practice.ids import AssignmentId, ClassId, LearnerId, ProblemId
from practice.record.memory import MemoryRecord
from practice.requests import Submission
from practice.session import Session
from practice.views import OpportunityView, TryReply
from tests.practice.support.bank import bank
from tests.practice.support.desk import TENANT

__all__ = ["ADA", "BEN", "CLASS", "HW", "KOFI", "WRONG", "School", "assignment", "check", "pasted", "told"]

CLASS = ClassId("7b")
HW = AssignmentId("hw1")
ADA, BEN, KOFI = LearnerId("ada"), LearnerId("ben"), LearnerId("kofi")


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
