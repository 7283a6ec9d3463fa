"""
What mastery learns from work that was handed in: first answers, given without help.

The same rules as for a try without help: right and wrong count, what could not be
read or decided does not, and an error that was carried on counts once. A teacher's
word over a verdict stands in its place.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from hints.misconception.slips import SLIP_CARRIED
from item_bank.answers.answer import ChoiceAnswer
from item_bank.answers.verdict import Verdict
from item_bank.exercise import Exercise
from item_bank.ids import SkillId
from mastery.evidence import Evidence
from practice.choosing.catalogue import Catalogue
from practice.correction.events import HandedInWork, Placed, Seen
from practice.correction.handed_in import HandedIn, StepHandedIn
from practice.ids import ProblemId
from practice.moments import DAY_MS

__all__ = ["Word", "evidence_of", "learned_from", "unsaid"]

Word: TypeAlias = Callable[[ProblemId, StepHandedIn], bool | None]
"""A teacher's word over an answer: whether it counts as right; None where there is none."""


def unsaid(problem: ProblemId, step: StepHandedIn) -> bool | None:  # noqa: ARG001 - as whoever has words is asked
    """
    Say nothing over any verdict.
    """
    return None


def learned_from(work: Sequence[tuple[HandedIn, Exercise, Catalogue]], *, at: int, word: Word = unsaid) -> HandedInWork:
    """
    Say what a whole work tells.

    Parameters
    ----------
    work
        Each problem with its exercise and the catalogue of its bank.
    at
        When it was handed in, in milliseconds since 1970.
    word
        What a teacher said of such an answer before.
    """
    found = [one for handed_in, exercise, offers in work for one in _learned(handed_in, exercise, offers, at, word)]
    seen = tuple(Seen(item=exercise.variant.item, variant=exercise.variant.index) for _, exercise, _ in work)
    return HandedInWork(
        evidence=tuple(evidence for _, evidence in found), places=tuple(place for place, _ in found), seen=seen
    )


def evidence_of(
    entered: StepHandedIn, exercise: Exercise, offers: Catalogue, *, right: bool, at: int
) -> Evidence | None:
    """
    Say what an answer tells that is right, or wrong; None where its step is of no skill.
    """
    offer, step = offers.items[exercise.variant.item], exercise.step(entered.step)
    skills = () if step is None else step.step.skills or offer.skills
    if step is None or not skills:
        return None
    answer = step.step.answer
    return Evidence(
        skills=skills,
        difficulty=offer.difficulty,
        correct=right,
        weight=1.0,
        guess=1 / max(2, len(answer.choices)) if isinstance(answer, ChoiceAnswer) else 0.0,
        day=at / DAY_MS,
        source=exercise.variant.item,
        unaided=right,
        builds_on=tuple(dict.fromkeys(one for skill in skills for one in _requires(offers, skill))),
    )


def _learned(
    handed_in: HandedIn, exercise: Exercise, offers: Catalogue, at: int, word: Word
) -> Iterator[tuple[Placed, Evidence]]:
    for entered in handed_in.steps:
        verdict, said = entered.judged.verdict, word(handed_in.problem, entered)
        if said is None and (verdict not in {Verdict.CORRECT, Verdict.INCORRECT} or _was_carried(entered)):
            continue
        right = verdict is Verdict.CORRECT if said is None else said
        evidence = evidence_of(entered, exercise, offers, right=right, at=at)
        if evidence is not None:
            yield Placed(problem=handed_in.problem, step=entered.step), evidence


def _requires(offers: Catalogue, skill: SkillId) -> tuple[SkillId, ...]:
    entry = offers.skills.get(skill)
    return () if entry is None else entry.requires


def _was_carried(step: StepHandedIn) -> bool:
    found = step.diagnosis
    return found is not None and any(candidate.code == SLIP_CARRIED for candidate in found.candidates)
