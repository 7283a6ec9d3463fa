"""
The demo class's homework: given, handed in by four of five, and in the middle of its correction.

One is at it, one has not begun, one is stuck, one has proven the repair; the
teacher has said something about the commonest mistake. Made of the bank's own
items and expected mistakes, through the same doors as everybody's, so that a
teacher's page has something to look at from the first start on. A bank that has
nothing of the kind has no demo homework.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from api.keys import keys_of
from api.services import Services
from item_bank.answers.answer import NumberAnswer
from item_bank.answers.response import Final as FinalResponse
from item_bank.bank import Bank
from item_bank.ids import StepId
from practice.correction.assigned import AssignedWork
from practice.correction.clusters import key_of
from practice.correction.composing import Confirmed, FromBank, Plan, compose
from practice.correction.dates import DueDates
from practice.correction.directive import STANDARD
from practice.correction.events import MistakeAnnotated
from practice.ids import AssignmentId, ClassId, LearnerId, ProblemId, TenantId
from practice.requests import Submission
from practice.views import OpportunityView

__all__ = ["Parts", "demo_teacher_key", "set_up_homework"]

DEMO: Final = AssignmentId("demo-homework")
MOST: Final = 3
KEY_NAME: Final = "Demo page"
ROUNDS: Final = 12
"""Submissions after which a demo learner gives up: whoever is stuck is so long before."""
WORDS: Final = "Several of you did this. Try the same step with small numbers: does it hold there?"
TEACHER: Final = "Ms Okafor"


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """Who plays which part; the others of the class have not handed in."""

    correcting: LearnerId
    handed_in: LearnerId
    stuck: LearnerId
    repaired: LearnerId


class _Given(msgspec.Struct, frozen=True):
    """One problem with the step that it asks, its answer, and a mistake that is expected."""

    problem: FromBank
    step: StepId
    right: str
    wrong: str


async def set_up_homework(services: Services, tenant: TenantId, class_id: ClassId, parts: Parts) -> None:
    """
    Give the demo class its homework, unless it has it, and let its learners do it.
    """
    given = list(_problems(services.session.banks.active))
    if len(given) < MOST or services.assignments.find(tenant, DEMO) is not None:
        return
    bank, now = services.session.banks.active, services.now()
    plan = Plan(
        id=DEMO, class_id=class_id, title="Demo homework", language=bank.language, directive=STANDARD, dates=DueDates()
    )
    confirmed = [Confirmed(problem=one.problem, skills=one.problem.skills) for one in given]
    await services.assignments.publish(tenant, compose(plan, confirmed, ()), now=now)
    first, second, third = given
    desk = _Desk(services, tenant)
    await desk.hand_in(parts.correcting, {first: first.wrong, second: second.wrong, third: third.right})
    await desk.hand_in(parts.handed_in, {first: first.wrong, second: second.right, third: third.right})
    await desk.hand_in(parts.stuck, {first: first.right, second: second.wrong, third: third.right})
    await desk.hand_in(parts.repaired, {first: first.wrong, second: second.right, third: third.right})
    await desk.comment(class_id, parts.repaired, first)
    await desk.try_once(parts.correcting, first, first.wrong)
    for _ in range(ROUNDS):
        if not await desk.try_once(parts.stuck, second, second.wrong):
            break
    for _ in range(MOST):  # what was missed, and the fresh one that proves it
        await desk.try_once(parts.repaired, first, None)


class _Desk:
    """Where demo learners sit, each asking the service as their page does."""

    def __init__(self, services: Services, tenant: TenantId) -> None:
        self._services, self._tenant = services, tenant

    async def hand_in(self, learner: LearnerId, answers: Mapping[_Given, str]) -> None:
        homework, now = self._services.homework, self._services.now()
        for one, text in answers.items():
            entered = (Submission(step=one.step, response=FinalResponse(text=text)),)
            await homework.save(self._tenant, learner, DEMO, ProblemId(one.problem.label), entered, now=now)
        await homework.hand_in(self._tenant, learner, DEMO, now=now)

    async def comment(self, class_id: ClassId, learner: LearnerId, given: _Given) -> None:
        """Say something about the mistake that a learner made."""
        found = self._services.homework.assigned(self._tenant, learner, DEMO)
        problem = ProblemId(given.problem.label)
        handed_in = None if not isinstance(found, AssignedWork) else found.work.problems[problem].handed_in
        wrong = None if handed_in is None else handed_in.first_wrong
        cluster = None if wrong is None else key_of(wrong)
        if wrong is None or cluster is None:
            return
        words = MistakeAnnotated(
            at=self._services.now(),
            assignment=DEMO,
            problem=problem,
            step=wrong.step,
            cluster=cluster,
            text=WORDS,
            name=TEACHER,
        )
        await self._services.assignments.tell(self._tenant, class_id, words)

    async def try_once(self, learner: LearnerId, given: _Given, text: str | None) -> bool:
        """Answer what comes next of a correction, rightly where no text is given; False where nothing comes."""
        services, problem = self._services, ProblemId(given.problem.label)
        view = await services.homework.go_on(
            self._tenant, learner, DEMO, problem, now=services.now(), seed=services.new_seed()
        )
        if not isinstance(view, OpportunityView) or not view.open:
            return False
        bank = services.banks.of(view.release)
        exercise = None if bank is None else bank.open(view.item, view.variant)
        asked = None if exercise is None else exercise.step(view.open[0])
        key = given.right if asked is None else str(asked.step.answer.value)
        entered = Submission(step=view.open[0], response=FinalResponse(text=key if text is None else text))
        await services.session.submit(self._tenant, learner, view.opportunity, view.next_n, entered, now=services.now())
        return True


async def demo_teacher_key(services: Services, tenant: TenantId) -> str:
    """
    Make the key of the demo teacher; the one of an earlier start opens nothing any more.
    """
    keys, now = services.keys, services.now()
    for key in keys_of(services.record, tenant):
        if key.name == KEY_NAME and key.alive(now):
            await keys.revoke(tenant, key.id, now=now)
    return (await keys.add(tenant, "teacher", KEY_NAME, now=now)).text


def _problems(bank: Bank) -> Iterator[_Given]:
    """
    Yield the first items of different skills that ask one number, have a mistake, and other variants.
    """
    skills: set[str] = set()
    count = 0
    for item in bank.items.values():
        step = item.template.steps[0]
        plain = len(item.step_ids) == 1 and isinstance(step.answer, NumberAnswer) and step.mistakes
        if not plain or item.variants < MOST or skills & set(item.skills):
            continue
        variant = bank.open(item.id, 0).variant
        asked = variant.steps[0]
        if not asked.mistakes:
            continue
        count += 1
        skills |= set(item.skills)
        problem = FromBank(
            label=str(count), release=bank.release, item=item.id, variant=0, skills=item.skills, fresh=True
        )
        yield _Given(problem, asked.id, str(asked.answer.value), asked.mistakes[0].value)
        if count == MOST:
            return
