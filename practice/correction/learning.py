"""
What mastery learns from work that was handed in: first answers, given without help.

The same rules as for a try without help: right and wrong count, what could not be
read or decided does not, and an error that was carried on counts once.
"""

from collections.abc import Iterator, Sequence

from hints.misconception.slips import SLIP_CARRIED
from item_bank.answers.answer import ChoiceAnswer
from item_bank.answers.verdict import Verdict
from item_bank.exercise import Exercise
from item_bank.ids import SkillId
from mastery.evidence import Evidence
from practice.choosing.catalogue import Catalogue
from practice.correction.events import HandedInWork, Seen
from practice.correction.handed_in import HandedIn, StepHandedIn
from practice.state import DAY

__all__ = ["learned_from"]


def learned_from(work: Sequence[tuple[HandedIn, Exercise, Catalogue]], *, at: int) -> HandedInWork:
    """
    Say what a whole work tells.

    Parameters
    ----------
    work
        Each problem with its exercise and the catalogue of its bank.
    at
        When it was handed in, in milliseconds since 1970.
    """
    evidence = [one for handed_in, exercise, offers in work for one in _evidence(handed_in, exercise, offers, at)]
    seen = tuple(Seen(item=exercise.variant.item, variant=exercise.variant.index) for _, exercise, _ in work)
    return HandedInWork(evidence=tuple(evidence), seen=seen)


def _evidence(handed_in: HandedIn, exercise: Exercise, offers: Catalogue, at: int) -> Iterator[Evidence]:
    offer = offers.items[exercise.variant.item]
    for step, entered in zip(exercise.steps, handed_in.steps, strict=True):
        skills = step.step.skills or offer.skills
        right = entered.judged.verdict is Verdict.CORRECT
        if entered.judged.verdict not in {Verdict.CORRECT, Verdict.INCORRECT} or not skills or _was_carried(entered):
            continue
        answer = step.step.answer
        yield Evidence(
            skills=skills,
            difficulty=offer.difficulty,
            correct=right,
            weight=1.0,
            guess=1 / max(2, len(answer.choices)) if isinstance(answer, ChoiceAnswer) else 0.0,
            day=at / DAY,
            source=exercise.variant.item,
            unaided=right,
            builds_on=tuple(dict.fromkeys(one for skill in skills for one in _requires(offers, skill))),
        )


def _requires(offers: Catalogue, skill: SkillId) -> tuple[SkillId, ...]:
    entry = offers.skills.get(skill)
    return () if entry is None else entry.requires


def _was_carried(step: StepHandedIn) -> bool:
    found = step.diagnosis
    return found is not None and any(candidate.code == SLIP_CARRIED for candidate in found.candidates)
