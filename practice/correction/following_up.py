"""
Following up: what is given next about mistakes that a class made, as an ordinary assignment.

Fresh ones of the problem to who made the mistake, exercises of the skill that it
points to, or one fresh one of each mistake to all, as an exit ticket. Those variants
come first that the fewest have had. Pure; whom it is given to is the teacher's click.
"""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import msgspec

from item_bank.bank import Bank
from item_bank.ids import ItemId, ReleaseId
from practice.choosing.catalogue import catalogue
from practice.correction.assignment import AssignedProblem, Assignment, Repair
from practice.correction.clusters import Cluster
from practice.correction.selecting import Had, fresh_variant, select
from practice.ids import ProblemId
from practice.phrases import phrases

__all__ = ["TITLES", "FollowUp", "followed_up", "title_of"]

FollowUp: TypeAlias = Literal["fresh", "prerequisite", "exit_ticket"]
"""The same again with other numbers, what it builds on, or one of each for all."""

TITLES: Final[Mapping[FollowUp, str]] = MappingProxyType(
    {
        "fresh": "Once more: {title}",
        "prerequisite": "What it builds on: {skill}",
        "exit_ticket": "Exit ticket: {title}",
    }
)
"""What a follow-up is called, in English."""
LONGEST: Final = 100
"""Characters of a title."""


def title_of(kind: FollowUp, title: str, skill: str, language: str) -> str:
    """
    Name a follow-up of an assignment in a language (BCP 47).
    """
    text = phrases(language, "follow_ups").get(kind, TITLES[kind])
    return text.format(title=title, skill=skill or title)[:LONGEST]


def followed_up(
    assignment: Assignment,
    made: Sequence[Cluster],
    kind: FollowUp,
    banks: Callable[[ReleaseId], Bank | None],
    active: Bank,
    had: Had,
    *,
    count: int,
    seed: int,
) -> tuple[AssignedProblem, ...]:
    """
    Choose the problems of a follow-up.

    Parameters
    ----------
    assignment, made
        Where the mistakes were made, and which.
    kind
        What is given.
    banks, active
        What is served.
    had
        What those have had to whom it is given.
    count
        Problems for each mistake; of an exit ticket one.
    seed
        Decides between what is alike.

    Returns
    -------
    tuple of AssignedProblem
        Numbered from 1; empty where there is nothing fresh.
    """
    own: dict[ItemId, set[int]] = {}
    for problem in assignment.problems:
        own.setdefault(problem.item, set()).add(problem.variant)
    if kind == "prerequisite":
        skills = [cluster.skill for cluster in made if cluster.skill is not None]
        return _numbered(_of_skills(active, skills, count * len(skills), had, own, seed))
    found: list[AssignedProblem] = []
    taken: dict[Repair, set[int]] = {
        problem.repair: set(own.get(problem.repair.item, ()))
        for problem in assignment.problems
        if problem.repair is not None
    }
    draw = Random(f"following up/{seed}")  # noqa: S311 - to be repeated, not to be secret
    for cluster in made:
        asked = assignment.problem(cluster.problem)
        if asked is None:
            continue
        each = 1 if kind == "exit_ticket" else count
        fresh = _fresh(asked, banks, had, taken, each, draw)
        found += fresh or _of_skills(active, asked.skills, each, had, own, seed)
    return _numbered(found)


def _fresh(
    asked: AssignedProblem,
    banks: Callable[[ReleaseId], Bank | None],
    had: Had,
    taken: dict[Repair, set[int]],
    count: int,
    draw: Random,
) -> list[AssignedProblem]:
    """Take fresh variants of the item that proves a problem's repair."""
    bank = None if asked.repair is None else banks(asked.repair.release)
    offer = None if bank is None or asked.repair is None else catalogue(bank).items.get(asked.repair.item)
    if asked.repair is None or offer is None:
        return []
    gone, found = taken[asked.repair], []
    for _ in range(count):
        variant = fresh_variant(offer, had, gone, draw)
        if variant is None:
            break
        gone.add(variant)
        found.append(
            AssignedProblem(
                id=asked.id,
                release=asked.repair.release,
                item=asked.repair.item,
                variant=variant,
                skills=asked.skills,
                repair=asked.repair,
            )
        )
    return found


def _of_skills(
    active: Bank, skills: Sequence[str], count: int, had: Had, own: Mapping[ItemId, set[int]], seed: int
) -> list[AssignedProblem]:
    """Take items of the active bank that practise skills, in other variants than the assignment's own."""
    offers = catalogue(active)
    named = [skill for skill in offers.skills if skill in skills]
    return [
        AssignedProblem(
            id=ProblemId(one.item),
            release=active.release,
            item=one.item,
            variant=one.variant,
            skills=offers.items[one.item].skills,
            repair=Repair(release=active.release, item=one.item) if offers.items[one.item].variants > 1 else None,
        )
        for one in (select(offers, named, count, had, seed=seed, but=own) if named else ())
    ]


def _numbered(problems: Sequence[AssignedProblem]) -> tuple[AssignedProblem, ...]:
    """Give the problems numbers, each variant once."""
    once = {(one.release, one.item, one.variant): one for one in problems}
    return tuple(msgspec.structs.replace(one, id=ProblemId(str(number))) for number, one in enumerate(once.values(), 1))
