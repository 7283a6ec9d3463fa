"""
Composing: what a teacher confirmed, line by line, as the problems of an assignment.

Pasted problems are solved again where they are published, so that nothing of a
key has to be believed of a browser; the label is the teacher's. What has no key
is refused with its number.
"""

from collections.abc import Sequence
from typing import Annotated, TypeAlias, assert_never

import msgspec

from api.names import Name
from api.parameters import Id
from api.pasting import Asked, Nothing, Proposals
from api.problems import Code, refused
from api.services import Services
from item_bank.bank import Bank
from item_bank.ids import ItemId, SkillId
from item_bank.language import Language
from item_bank.pasting.drafted import Draft
from item_bank.pasting.problem import AnswerOnly, SolvedProblem, UnsolvedProblem
from practice.correction.assignment import Assignment, Repair
from practice.correction.composing import Confirmed, FromBank, Plan, compose
from practice.correction.dates import DueDates
from practice.correction.directive import Directive
from practice.ids import AssignmentId, ClassId, LearnerId, ProblemId

__all__ = ["AssignmentAsked", "ItemAsked", "PastedAsked", "SourceAsked", "composed", "confirmed_of", "solve_paste"]

LABEL = r"^[A-Za-z0-9][A-Za-z0-9_~-]*$(?!\n)"
MAX_LEARNERS = 500
"""For whom an assignment is given one by one; a class is given it whole."""
Label = Annotated[str, msgspec.Meta(min_length=1, max_length=16, pattern=LABEL)]
"""A problem's number: an id without a point."""


class PastedAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="pasted", tag_field="is"):
    """
    One problem as typed, with its key behind an arrow where the engine cannot solve it.

    `above` is what stood above it and others and says what is asked ("Expand:");
    `skill` is the confirmed one; `repair` an item that proves the repair, where the
    problem has no sister with drawn numbers.
    """

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=15_000)]
    above: Annotated[str, msgspec.Meta(max_length=15_000)] = ""
    label: Label = "1"
    skill: SkillId | None = None
    repair: ItemId | None = None
    points: Annotated[int, msgspec.Meta(ge=0, le=100)] = 1


ASSIGNMENT_ID = r"^[A-Za-z0-9][A-Za-z0-9_~-]*$(?!\n)"
"""As any id, but without a point: points part an assignment from its problems in the ids of opportunities."""
LICENSE = "For this class"
ATTRIBUTION = "Your teacher"


class ItemAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="item", tag_field="is"):
    """One item of the bank, in one of its variants."""

    item: Id
    label: Label
    variant: Annotated[int, msgspec.Meta(ge=0)] = 0
    points: Annotated[int, msgspec.Meta(ge=0, le=100)] = 1


SourceAsked: TypeAlias = PastedAsked | ItemAsked


class AssignmentAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    A new assignment; without `id` the server draws one.

    `even_past` confirms a due date that has passed; with `learners` it is theirs alone,
    who are in the class.
    """

    title: Name
    problems: Annotated[tuple[SourceAsked, ...], msgspec.Meta(min_length=1, max_length=60)]
    id: Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=ASSIGNMENT_ID)] | None = None
    language: Language = "en"
    directive: Directive = Directive()
    dates: DueDates = DueDates()
    even_past: bool = False
    learners: Annotated[tuple[LearnerId, ...], msgspec.Meta(max_length=MAX_LEARNERS)] = ()


async def composed(services: Services, asked: AssignmentAsked, of: ClassId, name: AssignmentId) -> Assignment:
    """
    Make an assignment of what was confirmed, pasted problems solved again.
    """
    bank = services.session.banks.active
    solved = [
        None if not isinstance(source, PastedAsked) else await solve_paste(services, source, asked.language, name)
        for source in asked.problems
    ]
    plan = Plan(
        id=name,
        class_id=of,
        title=asked.title,
        language=asked.language,
        directive=asked.directive,
        dates=asked.dates,
        audience="chosen" if asked.learners else "class",
    )
    return compose(plan, confirmed_of(asked.problems, solved, bank), tuple(bank.skills.values()))


def confirmed_of(asked: Sequence[SourceAsked], solved: Sequence[Proposals | None], bank: Bank) -> tuple[Confirmed, ...]:
    """
    Make problems of what was confirmed.

    Parameters
    ----------
    asked
        In order.
    solved
        What each pasted one came to; None for an item of the bank.
    bank
        The active one.

    Raises
    ------
    Refused
        Where one has no key, names what is not in the bank, or two have one label.
    """
    labels = [source.label for source in asked]
    twice = next((label for label in labels if labels.count(label) > 1), None)
    if twice is not None:
        raise refused(Code.PROBLEM_UNSOLVED, f"There are two problems {twice}. Give each its own number.")
    return tuple(
        _of_bank(source, bank) if isinstance(source, ItemAsked) else _pasted(source, found or Proposals(), bank)
        for source, found in zip(asked, solved, strict=True)
    )


def _of_bank(asked: ItemAsked, bank: Bank) -> Confirmed:
    item = bank.items.get(ItemId(asked.item))
    if item is None or asked.variant >= item.variants:
        raise refused(Code.UNKNOWN_SKILL_OR_ITEM, f"Problem {asked.label}: the bank has no such item or variant.")
    source = FromBank(
        label=asked.label,
        release=bank.release,
        item=item.id,
        variant=asked.variant,
        skills=item.skills,
        fresh=item.variants > 1,
    )
    return Confirmed(problem=source, skills=item.skills, points=asked.points)


def _pasted(asked: PastedAsked, found: Proposals, bank: Bank) -> Confirmed:
    if len(found.proposals) != 1:
        raise refused(Code.PROBLEM_UNSOLVED, f"Problem {asked.label} has to be one problem.")
    if asked.skill is not None and asked.skill not in bank.skills:
        raise refused(Code.UNKNOWN_SKILL_OR_ITEM, f"Problem {asked.label}: the bank has no skill {asked.skill}.")
    problem = found.proposals[0].problem
    named: SolvedProblem | AnswerOnly
    match problem:
        case UnsolvedProblem(sentence=sentence):
            raise refused(Code.PROBLEM_UNSOLVED, f"Problem {asked.label}: {sentence}")
        case SolvedProblem(typed="contradicts", answer=answer):
            raise refused(Code.PROBLEM_UNSOLVED, f"Problem {asked.label}: the typed answer is not {answer}.")
        case SolvedProblem():
            named = _renamed(problem, asked.label)
        case AnswerOnly():
            named = msgspec.structs.replace(problem, label=asked.label)
        case _:
            assert_never(problem)
    return Confirmed(
        problem=named,
        skills=() if asked.skill is None else (asked.skill,),
        repair=_repair(asked, bank),
        points=asked.points,
    )


def _renamed(problem: SolvedProblem, label: str) -> SolvedProblem:
    """
    Give a problem the teacher's number, and its items ids by it.
    """
    stem = problem.item.id.removesuffix(f"-{problem.label}")
    sister = problem.sister
    return msgspec.structs.replace(
        problem,
        label=ProblemId(label),
        item=msgspec.structs.replace(problem.item, id=ItemId(f"{stem}-{label}")),
        sister=None if sister is None else msgspec.structs.replace(sister, id=ItemId(f"{stem}-{label}-drawn")),
    )


def _repair(asked: PastedAsked, bank: Bank) -> Repair | None:
    if asked.repair is not None:
        if asked.repair not in bank.items:
            raise refused(Code.UNKNOWN_SKILL_OR_ITEM, f"Problem {asked.label}: the bank has no item {asked.repair}.")
        return Repair(release=bank.release, item=asked.repair)
    if asked.skill is None:
        return None
    several = (item for item in bank.items_of(asked.skill) if bank.items[item].variants > 1)
    item = next(several, None)
    return None if item is None else Repair(release=bank.release, item=item)


async def solve_paste(services: Services, asked: PastedAsked, language: str, name: AssignmentId) -> Proposals:
    """
    Ask the helper what a paste comes to.

    Raises
    ------
    Refused
        Where it is too much, or takes too long.
    """
    draft = Draft(id=ItemId(name), language=language, license=LICENSE, attribution=ATTRIBUTION)
    found = await services.paster.ask(
        services.session.banks.active, Asked(text=asked.text, above=asked.above, draft=draft)
    )
    if isinstance(found, Nothing):
        sentence = "Solving these took too long. Paste fewer of them, or type the answers of the hard ones."
        raise refused(Code.NOT_SOLVED_IN_TIME, sentence)
    if found.too_much:
        raise refused(Code.PASTE_TOO_LONG, found.too_much)
    return found
