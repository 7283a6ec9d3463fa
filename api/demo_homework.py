"""
The demo class's homework: given, handed in by two of three, one of them in the middle of correcting.

Made of the bank's own items and expected mistakes, through the same doors as
everybody's, so that a teacher's page has something to look at from the first
start on. A bank that has nothing of the kind has no demo homework.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from api.keys import keys_of
from api.services import Services
from item_bank.answers.answer import NumberAnswer
from item_bank.answers.response import Final as FinalResponse
from item_bank.bank import Bank
from item_bank.ids import StepId
from practice.correction.composing import Confirmed, FromBank, Plan, compose
from practice.correction.dates import DueDates
from practice.correction.directive import STANDARD
from practice.ids import AssignmentId, ClassId, LearnerId, ProblemId, TenantId
from practice.requests import Submission
from practice.views import OpportunityView

__all__ = ["demo_teacher_key", "set_up_homework"]

DEMO: Final = AssignmentId("demo-homework")
MOST: Final = 3
KEY_NAME: Final = "Demo page"


class _Given(msgspec.Struct, frozen=True):
    """One problem with the step that it asks, its answer, and a mistake that is expected."""

    problem: FromBank
    step: StepId
    right: str
    wrong: str


async def set_up_homework(
    services: Services, tenant: TenantId, class_id: ClassId, *, correcting: LearnerId, handed_in: LearnerId
) -> None:
    """
    Give the demo class its homework, unless it has it, and let two learners do it.

    Parameters
    ----------
    services, tenant, class_id
        Where the class is; its learners are there.
    correcting
        Makes two mistakes and has begun to put the first right.
    handed_in
        Makes one of them, too.
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
    for learner, answers in (
        (correcting, {first: first.wrong, second: second.wrong, third: third.right}),
        (handed_in, {first: first.wrong, second: second.right, third: third.right}),
    ):
        for one, text in answers.items():
            entered = (Submission(step=one.step, response=FinalResponse(text=text)),)
            await services.homework.save(tenant, learner, DEMO, ProblemId(one.problem.label), entered, now=now)
        await services.homework.hand_in(tenant, learner, DEMO, now=now)
    view = await services.homework.go_on(
        tenant, correcting, DEMO, ProblemId(first.problem.label), now=now, seed=services.new_seed()
    )
    if isinstance(view, OpportunityView):
        again = Submission(step=first.step, response=FinalResponse(text=first.wrong))
        await services.session.submit(tenant, correcting, view.opportunity, view.next_n, again, now=now)


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
