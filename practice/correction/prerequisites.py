"""
Missing prerequisites: what a missed problem builds on, where its wrong answers point there.

A wrong answer points to a skill where one explanation leads and names it. Pointed
to twice, an item of that skill comes first, if there is one; the problem waits
meanwhile. What was put in between stands in the events that open it; choosing the
item is `choose`'s.
"""

from collections import Counter
from collections.abc import Container, Sequence
from typing import Final

from hints.misconception.diagnosis import Diagnosis
from item_bank.ids import SkillId
from practice.choosing.catalogue import Catalogue, needed
from practice.correction.machine import MAX_INSERTED, Correction, phase_of

__all__ = ["POINTS", "comes_first", "missing", "pointed_to"]

POINTS: Final = 2
"""Wrong answers that have to point to a skill: one may be a slip. Our own judgement."""


def pointed_to(diagnosis: Diagnosis | None, skills: Container[SkillId]) -> SkillId | None:
    """
    Return the skill that a wrong answer points to; None where it is one of those that the problem practises.

    Parameters
    ----------
    diagnosis
        What stage 1 found; of several explanations none points anywhere.
    skills
        What the problem practises.
    """
    leading = None if diagnosis is None else diagnosis.leading
    skill = None if leading is None else leading.skill
    return skill if isinstance(skill, str) and skill not in skills else None


def missing(correction: Correction | None, pointed: Sequence[SkillId], offered: Container[SkillId]) -> SkillId | None:
    """
    Return the skill of which an item comes first; None where the problem itself is next.

    Parameters
    ----------
    correction
        Where the problem stands.
    pointed
        What its wrong answers pointed to, in order, as often as they did.
    offered
        The skills that may come in between.
    """
    if correction is None or phase_of(correction) != "rework" or len(correction.inserted) >= MAX_INSERTED:
        return None
    found = (skill for skill, times in Counter(pointed).items() if times >= POINTS)
    return next((skill for skill in found if skill not in correction.inserted and skill in offered), None)


def comes_first(
    correction: Correction | None, pointed: Sequence[SkillId], skills: tuple[SkillId, ...], offers: Catalogue
) -> SkillId | None:
    """
    Return the same for a problem that practises some skills: what it builds on, as far as a bank knows and has items.
    """
    return missing(correction, pointed, needed(offers, skills) - frozenset(skills))
