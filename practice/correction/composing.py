"""
Composing: confirmed problems become an assignment.

Pasted problems bring their own items, and a fresh variant of the drawn sister
proves a repair; where there is none, one of the item that the teacher confirmed.
The content is named by its hash, as every release is.
"""

from collections.abc import Sequence
from typing import TypeAlias, assert_never

import msgspec

from item_bank.bundle import ReleasedItem, encode_bundle
from item_bank.draw import Space, space
from item_bank.ids import ItemId, ReleaseId, SkillId, StepId
from item_bank.listing import enumerate_draws
from item_bank.pasting.drafted import in_words
from item_bank.pasting.problem import AnswerOnly, SolvedProblem
from item_bank.skill import Skill
from item_bank.template import ItemTemplate, StepTemplate
from practice.correction.assignment import AssignedProblem, Assignment, Audience, Repair, content_of
from practice.correction.dates import DueDates
from practice.correction.directive import Directive
from practice.ids import AssignmentId, ClassId, ProblemId

__all__ = ["Confirmed", "FromBank", "Plan", "compose"]


class FromBank(msgspec.Struct, frozen=True, kw_only=True, tag="item", tag_field="is"):
    """A problem that is an item of the active bank; `fresh` says whether it has other variants."""

    label: str
    release: ReleaseId
    item: ItemId
    variant: int
    skills: tuple[SkillId, ...]
    fresh: bool


class Confirmed(msgspec.Struct, frozen=True, kw_only=True):
    """
    One problem as the teacher confirmed it.

    Attributes
    ----------
    problem
        What it is.
    skills
        What it practises; of a bank's item its own.
    repair
        An item that proves the repair, where the problem has no sister of its own.
    points
        What it is worth.
    """

    problem: "Source"
    skills: tuple[SkillId, ...] = ()
    repair: Repair | None = None
    points: int = 1


Source: TypeAlias = SolvedProblem | AnswerOnly | FromBank


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What an assignment is called, whose it is, and by which rules; to whom it is given is told elsewhere."""

    id: AssignmentId
    class_id: ClassId
    title: str
    language: str
    directive: Directive
    dates: DueDates
    audience: Audience = "class"


def compose(plan: Plan, problems: Sequence[Confirmed], skills: Sequence[Skill]) -> Assignment:
    """
    Make an assignment.

    Parameters
    ----------
    plan
        What it is called.
    problems
        In order; no two have the same label.
    skills
        Those of the bank that the problems name.
    """
    own = [item for confirmed in problems for item in _items(plan, confirmed)]
    bare = Assignment(
        id=plan.id,
        class_id=plan.class_id,
        title=plan.title,
        language=plan.language,
        problems=(),
        directive=plan.directive,
        dates=plan.dates,
        audience=plan.audience,
        items=tuple(own),
        skills=_named(own, skills),
    )
    release = encode_bundle(content_of(bare))[0] if own else None
    assigned = tuple(_assigned(plan, confirmed, release) for confirmed in problems)
    return msgspec.structs.replace(bare, problems=assigned, release=release)


def _items(plan: Plan, confirmed: Confirmed) -> list[ReleasedItem]:
    match confirmed.problem:
        case SolvedProblem(item=item, sister=sister):
            templates = [item] if sister is None else [item, sister]
        case AnswerOnly() as only:
            templates = [_answer_only(plan, only)]
        case FromBank():
            return []
        case _:
            assert_never(confirmed.problem)
    return [_released(msgspec.structs.replace(one, skills=confirmed.skills)) for one in templates]


def _released(template: ItemTemplate) -> ReleasedItem:
    among = space(template)
    if not isinstance(among, Space):
        message = f"{template.id} was proposed without being checked"
        raise TypeError(message)
    return ReleasedItem(template=template, ranks=enumerate_draws(template, among).ranks)


def _answer_only(plan: Plan, only: AnswerOnly) -> ItemTemplate:
    """
    Make an item that asks for an answer alone; the problem itself is on the learner's sheet.
    """
    prompt = in_words(only.words) or only.label
    return ItemTemplate(
        id=_item_id(plan, only.label),
        title=plan.title,
        language=plan.language,
        license="",
        attribution="",
        prompt=prompt,
        steps=(StepTemplate(id=StepId("answer"), prompt=prompt, skills=(), answer=only.answer),),
    )


def _item_id(plan: Plan, label: str) -> ItemId:
    return ItemId(f"{plan.id}-{label}")


def _named(own: Sequence[ReleasedItem], skills: Sequence[Skill]) -> tuple[Skill, ...]:
    """
    Return the skills that the items name, without what they build on, which is not there.
    """
    wanted = {skill for item in own for skill in item.template.skills}
    return tuple(msgspec.structs.replace(skill, requires=()) for skill in skills if skill.id in wanted)


def _assigned(plan: Plan, confirmed: Confirmed, release: ReleaseId | None) -> AssignedProblem:
    problem = confirmed.problem
    if isinstance(problem, FromBank):
        repair = Repair(release=problem.release, item=problem.item) if problem.fresh else confirmed.repair
        return AssignedProblem(
            id=ProblemId(problem.label),
            release=problem.release,
            item=problem.item,
            variant=problem.variant,
            skills=problem.skills,
            repair=repair,
            points=confirmed.points,
        )
    if release is None:
        message = "an assignment with items of its own has a release"
        raise ValueError(message)
    item = problem.item.id if isinstance(problem, SolvedProblem) else _item_id(plan, problem.label)
    sister = problem.sister if isinstance(problem, SolvedProblem) else None
    return AssignedProblem(
        id=ProblemId(problem.label),
        release=release,
        item=item,
        skills=confirmed.skills,
        repair=Repair(release=release, item=sister.id) if sister is not None else confirmed.repair,
        answer_only=isinstance(problem, AnswerOnly),
        points=confirmed.points,
    )
