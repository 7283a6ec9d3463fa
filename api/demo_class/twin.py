"""
The twin: the same homework, made on this side, so that simulated learners know its answers.

The paste is solved as the service solves it, under the same names; what comes of it
are the exercises that learners are shown, fresh variants included. Nothing of a key
is asked of the service.
"""

import threading
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from api.pasting import Asked, Proposal
from api.pasting_helper import propose_all
from item_bank.algebra.proving.prover import Prover
from item_bank.bank import Bank, read_bundle
from item_bank.bundle import encode_bundle
from item_bank.exercise import Exercise, ExerciseStep, scaffold_step
from item_bank.ids import ItemId, SkillId, StepId
from item_bank.pasting.drafted import Draft
from item_bank.pasting.matching import index_of
from item_bank.pasting.problem import UnsolvedProblem
from practice.correction.assignment import AssignedProblem, Assignment, content_of
from practice.correction.composing import Confirmed, Plan, compose
from practice.correction.dates import DueDates
from practice.correction.directive import STANDARD
from practice.ids import AssignmentId, ClassId

__all__ = ["HOMEWORK", "Pasted", "Twin", "asked_at", "pasted_of", "published", "twin_of"]

HOMEWORK: Final = """\
1) 1/2 + 1/4
2) 2x + 1 = 11
3) Expand (x + 2)(x - 3)
4) 3/4 - 1/6
5) 3(x - 4) = 2x + 5
6) -3 - 5
7) 2/3 * 4/5
8) Simplify 2(x + 3) - 4x
"""
"""What the class gets where nothing else is said: an evening's homework in grade 8."""
SECRET: Final = b"the twin of a homework"
"""Residues are computed with it; they are compared with nothing of the service's."""


class Pasted(msgspec.Struct, frozen=True, kw_only=True):
    """One problem as it is published: its number, its text alone, and the likeliest skill."""

    label: str
    text: str
    skill: SkillId | None


class Twin:
    """Exercises of a homework, and of the bank that it is given beside."""

    def __init__(self, assignment: Assignment, content: Bank, bank: Bank) -> None:
        """Stand on what was composed, and the active bank."""
        self._content, self._bank = content, bank
        self.turn = threading.Lock()
        """Held while exercises are opened and answers compared: the algebra's precision is the whole process's."""
        self.problems: Mapping[str, AssignedProblem] = {problem.id: problem for problem in assignment.problems}

    def exercise(self, item: str, variant: int) -> Exercise | None:
        """
        Open an item of the homework or of the bank; None where neither has it.
        """
        for bank in (self._content, self._bank):
            found = bank.items.get(ItemId(item))
            if found is not None and variant < found.variants:
                return bank.open(found.id, variant)
        return None

    def given(self, problem: str) -> Exercise | None:
        """
        Open a problem as the class has it; None where it is not of this homework.
        """
        assigned = self.problems.get(problem)
        return None if assigned is None else self.exercise(assigned.item, assigned.variant)


def asked_at(exercise: Exercise, step: str) -> ExerciseStep | None:
    """
    Return a step or scaffold of an exercise.
    """
    found = exercise.step(StepId(step))
    if found is not None:
        return found
    scaffolds = (scaffold_step(one, StepId(step)) for one in exercise.steps)
    return next((one for one in scaffolds if one is not None), None)


def pasted_of(text: str, name: str, bank: Bank) -> tuple[Proposal, ...]:
    """
    Solve a homework as it would be published under a name; what has no key is left out.
    """
    draft = Draft(id=ItemId(name), language="en", license="For this class", attribution="Your teacher")
    with Prover() as prover:
        found = propose_all(Asked(text=text, draft=draft), index_of(bank), prover)
    return tuple(one for one in found.proposals if not isinstance(one.problem, UnsolvedProblem))


def published(proposals: Sequence[Proposal]) -> tuple[Pasted, ...]:
    """
    Say how each problem is published, as a teacher does who confirms the first skill that is proposed.
    """
    return tuple(
        Pasted(
            label=one.problem.label,
            text=one.problem.text,
            skill=one.skills[0].skill if one.skills else None,
        )
        for one in proposals
    )


def twin_of(proposals: Sequence[Proposal], name: str, class_id: str, bank: Bank) -> Twin:
    """
    Compose the homework on this side.
    """
    plan = Plan(
        id=AssignmentId(name),
        class_id=ClassId(class_id),
        title="",
        language="en",
        directive=STANDARD,
        dates=DueDates(),
    )
    confirmed = [
        Confirmed(problem=one.problem, skills=(one.skills[0].skill,) if one.skills else ())
        for one in proposals
        if not isinstance(one.problem, UnsolvedProblem)
    ]
    assignment = compose(plan, confirmed, tuple(bank.skills.values()))
    content = read_bundle(encode_bundle(content_of(assignment))[1], secret=SECRET)
    return Twin(assignment, content, bank)
