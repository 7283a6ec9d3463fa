"""
Before an assignment is given: what a paste comes to, problems by skills, and what learners would see.

Nothing here is recorded; publishing is `assignments`'.
"""

from typing import Annotated, Any

import msgspec
from litestar import Request

from api.access import Action
from api.classwork import ASSIGNMENTS, require_class
from api.composing import AssignmentAsked, PastedAsked, composed, solve_paste
from api.decoding import read_body
from api.operation import Operation, route
from api.parameters import class_id
from api.pasting import Nothing, ProblemAhead, Proposal, Unseen
from api.problems import Code, refused
from api.sent.exercises import (
    FigureSent,
    HintSent,
    Options,
    StepKey,
    Text,
    figures_sent,
    keys_sent,
    options_sent,
    send_hint,
    text_sent,
)
from api.services import principal_of, services_of
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank
from item_bank.ids import ItemId, ReleaseId, SkillId, StepId
from item_bank.language import Language
from item_bank.pasting.drafted import in_words
from item_bank.pasting.problem import AnswerOnly, SolvedProblem
from item_bank.rendering.localised import localised
from practice.choosing.catalogue import catalogue
from practice.correction.assignment import MAX_PROBLEMS
from practice.correction.foreseeing import Foreseen
from practice.correction.selecting import Selected, select
from practice.ids import AssignmentId
from practice.looking_over import had_by
from practice.shown import all_asked, all_figures, answers, steps_shown

__all__ = ["ROUTES"]


class ProblemsAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A homework as typed, and the language that it is written in (BCP 47)."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=15_000)]
    language: Language = "en"


class SkillsAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Skills to practise and how many problems, in the language that they are shown in (BCP 47)."""

    skills: Annotated[tuple[SkillId, ...], msgspec.Meta(min_length=1, max_length=MAX_PROBLEMS)]
    count: Annotated[int, msgspec.Meta(ge=1, le=MAX_PROBLEMS)]
    language: Language = "en"


class SelectedSent(msgspec.Struct, frozen=True, kw_only=True):
    """
    One variant of an item of the bank (`release`), the skill that it was chosen for, all that it asks, and its keys.

    `answer` is the last step's; where options are, it holds their ids.
    """

    release: ReleaseId
    item: ItemId
    variant: int
    skill: SkillId
    shown: Text
    figures: tuple[FigureSent, ...]
    options: tuple[Options, ...]
    steps: tuple[StepKey, ...]
    answer: str


class SelectedList(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen, in the order to give it; fewer than asked for where the skills have no more."""

    problems: tuple[SelectedSent, ...]


class ProposalSent(msgspec.Struct, frozen=True, kw_only=True):
    """One proposal, and what its learner would see: how the engine read the problem is there to be looked at."""

    proposal: Proposal
    shown: Text | None


class ProposalsSent(msgspec.Struct, frozen=True, kw_only=True):
    """All problems of a paste, in order."""

    proposals: tuple[ProposalSent, ...]


class ForeseenSent(msgspec.Struct, frozen=True, kw_only=True):
    """One likely wrong answer, what was done to get there, and what its learner is told, try by try."""

    step: StepId
    text: str
    mistake: str
    told: tuple["ToldSent", ...]


class ToldSent(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of one try; `ended` is the sentence of the end where it is over."""

    verdict: Verdict
    hint: HintSent | None
    ended: str | None


class ForeseenProblem(msgspec.Struct, frozen=True, kw_only=True):
    """
    One problem as its learner would meet it.

    `release` has its pictures; `wrong` is empty where no wrong answer is likelier than others. Where options are,
    answers hold their ids.
    """

    id: str
    release: ReleaseId
    prompt: Text
    figures: tuple[FigureSent, ...]
    options: tuple[Options, ...]
    steps: tuple[StepKey, ...]
    language: str
    answer: str
    wrong: tuple[ForeseenSent, ...]


class ForeseenList(msgspec.Struct, frozen=True, kw_only=True):
    """All problems of an assignment that nobody has seen yet."""

    problems: tuple[ForeseenProblem, ...]


@route(
    Operation(
        id="read_problems",
        method="POST",
        path="/v1/classes/{class}/problems",
        action=Action.MANAGE_CLASSES,
        summary="Read a pasted homework, solve it, and propose items and skills; nothing is recorded.",
        body=ProblemsAsked,
        reply=ProposalsSent,
        codes=(Code.UNKNOWN_CLASS, Code.PASTE_TOO_LONG, Code.NOT_SOLVED_IN_TIME),
    )
)
async def read_problems(request: Request[Any, Any, Any]) -> ProposalsSent:
    """
    Propose what a paste comes to.
    """
    services, of = services_of(request), class_id(request)
    asked = await read_body(request, ProblemsAsked)
    require_class(services, principal_of(request).tenant, of)
    found = await solve_paste(services, PastedAsked(text=asked.text), asked.language, AssignmentId("pasted"))
    return ProposalsSent(proposals=tuple(_proposal(one, asked.language) for one in found.proposals))


@route(
    Operation(
        id="select_problems",
        method="POST",
        path="/v1/classes/{class}/selection",
        action=Action.MANAGE_CLASSES,
        summary="Choose problems of the bank that cover skills, fresh ones first; nothing is recorded.",
        body=SkillsAsked,
        reply=SelectedList,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_SKILL_OR_ITEM),
    )
)
async def select_problems(request: Request[Any, Any, Any]) -> SelectedList:
    """
    Choose problems by skills.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    asked = await read_body(request, SkillsAsked)
    require_class(services, tenant, of)
    bank = services.session.banks.active
    offers = catalogue(bank)
    unknown = next((skill for skill in asked.skills if skill not in offers.skills), None)
    if unknown is not None:
        raise refused(Code.UNKNOWN_SKILL_OR_ITEM, f"The bank has nothing to practise for {unknown}.")
    had = had_by(services.session, tenant, services.homework.present(tenant, of))
    found = select(offers, asked.skills, asked.count, had, seed=services.new_seed())
    return SelectedList(problems=tuple(_selected(bank, one, asked.language) for one in found))


@route(
    Operation(
        id="foresee_assignment",
        method="POST",
        path=ASSIGNMENTS + "/preview",
        action=Action.MANAGE_CLASSES,
        summary="Show what learners would see of an assignment for the likeliest wrong answers; nothing is recorded.",
        body=AssignmentAsked,
        reply=ForeseenList,
        codes=(
            Code.UNKNOWN_CLASS,
            Code.PROBLEM_UNSOLVED,
            Code.PASTE_TOO_LONG,
            Code.NOT_SOLVED_IN_TIME,
            Code.UNKNOWN_SKILL_OR_ITEM,
        ),
    )
)
async def foresee_assignment(request: Request[Any, Any, Any]) -> ForeseenList:
    """
    Preview an assignment.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    asked = await read_body(request, AssignmentAsked)
    require_class(services, tenant, of)
    assignment = await composed(services, asked, of, AssignmentId("preview"))
    unseen = Unseen(assignment=assignment, at=services.now())
    found = await services.paster.foresee(services.session.banks.active, unseen)
    if isinstance(found, Nothing):
        sentence = "Looking ahead took too long. Give fewer problems at once, or give them without looking ahead."
        raise refused(Code.NOT_SOLVED_IN_TIME, sentence)
    return ForeseenList(problems=tuple(map(_ahead, found.problems)))


def _proposal(proposal: Proposal, language: str) -> ProposalSent:
    """
    Render what a learner would see of a problem.
    """
    match proposal.problem:
        case SolvedProblem(item=item):
            prompt = item.prompt
        case AnswerOnly(words=words):
            prompt = in_words(words)
        case _:
            prompt = ""
    return ProposalSent(proposal=proposal, shown=text_sent(localised(prompt, language), language) if prompt else None)


def _selected(bank: Bank, selected: Selected, language: str) -> SelectedSent:
    variant = bank.open(selected.item, selected.variant, language).variant
    steps, keys = steps_shown(variant), answers(variant)
    return SelectedSent(
        release=bank.release,
        item=selected.item,
        variant=selected.variant,
        skill=selected.skill,
        shown=text_sent(all_asked(variant), variant.language),
        figures=figures_sent(all_figures(variant), variant.language),
        options=options_sent(steps, variant.language),
        steps=keys_sent(steps, keys, variant.language),
        answer=keys[-1],
    )


def _ahead(found: ProblemAhead) -> ForeseenProblem:
    return ForeseenProblem(
        id=found.id,
        release=found.release,
        prompt=text_sent(found.prompt, found.language),
        figures=figures_sent(found.figures, found.language),
        options=options_sent(found.steps, found.language),
        steps=keys_sent(found.steps, found.answers, found.language),
        language=found.language,
        answer=found.answers[-1],
        wrong=tuple(map(_foreseen, found.wrong)),
    )


def _foreseen(found: Foreseen) -> ForeseenSent:
    told = (ToldSent(verdict=one.verdict, hint=send_hint(one.hint), ended=one.ended) for one in found.told)
    return ForeseenSent(step=found.step, text=found.text, mistake=found.mistake, told=tuple(told))


ROUTES = (read_problems, select_problems, foresee_assignment)
