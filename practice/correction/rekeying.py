"""
Rekeying: a problem of an assignment put otherwise, because it or its key was wrong.

The problem keeps its number, its points and all that was done on it; its items, and
the release that names them, are new. Answers handed in before are held against the
new key: who is right by it is right, and who was right by the old one stays so, since
nobody loses by a mistake of the sheet.
"""

from collections.abc import Iterable

import msgspec

from item_bank.answers.judge import judge
from item_bank.answers.verdict import Verdict
from item_bank.bundle import encode_bundle
from item_bank.exercise import Exercise
from item_bank.ids import StepId
from practice.correction.assignment import AssignedProblem, Assignment, Repair, content_of
from practice.correction.clusters import cluster_key
from practice.correction.handed_in import HandedIn
from practice.ids import ProblemId

__all__ = ["newly_right", "rekeyed"]


def rekeyed(assignment: Assignment, problem: ProblemId, fresh: Assignment) -> Assignment:
    """
    Put a problem of an assignment otherwise.

    Parameters
    ----------
    assignment
        As it stands; the problem is its own and none of a bank's.
    problem
        Which.
    fresh
        An assignment of the same id that has nothing but the problem as it is to be.
    """
    replace = msgspec.structs.replace
    gone = _items(assignment, problem)
    items = (*(one for one in assignment.items if one.template.id not in gone), *fresh.items)
    names = {skill for item in items for skill in item.template.skills}
    skills = {skill.id: skill for skill in (*assignment.skills, *fresh.skills) if skill.id in names}
    bare = replace(assignment, items=items, skills=tuple(skills.values()))
    release = encode_bundle(content_of(bare))[0]

    def named(one: AssignedProblem, old: Assignment) -> AssignedProblem:
        own = one.repair is not None and one.repair.release == old.release
        return replace(
            one,
            release=release if one.release == old.release else one.release,
            repair=Repair(release=release, item=one.repair.item) if own and one.repair is not None else one.repair,
        )

    problems = [
        replace(named(fresh.problems[0], fresh), id=problem, points=one.points)
        if one.id == problem
        else named(one, assignment)
        for one in assignment.problems
    ]
    return replace(bare, problems=tuple(problems), release=release)


def newly_right(problem: ProblemId, exercise: Exercise, work: Iterable[HandedIn]) -> tuple[tuple[StepId, str], ...]:
    """
    Return the answers that were wrong and are right by the problem as it is now: each step's, by its key, once.

    Parameters
    ----------
    problem, exercise
        The problem, and as it is put now.
    work
        What was handed in, whosever it is.
    """
    steps = [
        (entered, step)
        for handed_in in work
        if handed_in.problem == problem
        for entered in handed_in.steps
        if (step := exercise.step(entered.step)) is not None and entered.judged.verdict is not Verdict.CORRECT
    ]
    right = (
        (entered.step, key)
        for entered, step in steps
        if judge(step.key, entered.response, locale=entered.locale).verdict is Verdict.CORRECT
        and (key := cluster_key(entered.response, entered.judged, None)) is not None
    )
    return tuple(dict.fromkeys(right))


def _items(assignment: Assignment, problem: ProblemId) -> frozenset[str]:
    """Name the items that a problem alone has in an assignment."""
    asked = assignment.problem(problem)
    if asked is None:
        return frozenset()
    repair = asked.repair
    own = repair.item if repair is not None and repair.release == assignment.release else asked.item
    return frozenset({asked.item, own})
