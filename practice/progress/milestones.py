"""
Milestones: levels reached and lost, and being stuck, as they happen.

After each piece of evidence its skills are judged anew; where the level is
another, or practice brings nothing any more, that is recorded with the sentence
and figures it rests on, and with the weakest of what the skill builds on. Being
stuck stands in the teacher's queue until the skill moves again. Pure.
"""

from collections.abc import Sequence

import msgspec

from item_bank.bank import Bank
from item_bank.ids import SkillId
from mastery.filter import update
from mastery.level import Standing, standing
from mastery.model import Model
from mastery.retention import review_all
from practice.choosing.catalogue import catalogue
from practice.choosing.plan import Plan, plan_for
from practice.events import LevelChanged, TryRecorded
from practice.progress.levels import level_sentence
from practice.state import LearnerState, Stood

__all__ = ["judged", "milestones", "weakest"]


def judged(plan: Plan, state: LearnerState, skill: SkillId, *, day: float) -> Standing:
    """
    Judge one skill of a bank on its usual items.
    """
    return standing(
        plan.model,
        state.estimates,
        skill,
        mix=plan.mixes[plan.places[skill]],
        day=day,
        review=state.reviews.get(skill),
        rules=plan.rules,
        builds_on=plan.offers.skills[skill].requires,
    )


def weakest(plan: Plan, state: LearnerState, skill: SkillId, *, day: float) -> SkillId | None:
    """
    Give what goes worst of the skills that one builds on; None where it builds on nothing.
    """
    requires = plan.offers.skills[skill].requires
    return min(requires, key=lambda one: judged(plan, state, one, day=day).accuracy, default=None)


def milestones(bank: Bank, state: LearnerState, tried: TryRecorded, *, model: Model) -> tuple[LevelChanged, ...]:
    """
    Judge the skills that a try was evidence for, and give what changed.

    Parameters
    ----------
    bank
        The bank of the opportunity's release.
    state
        The learner's before the try.
    tried
        The try, as it will be recorded.
    model
        The learner model in force.
    """
    evidence = tried.evidence
    if evidence is None:
        return ()
    plan = plan_for(catalogue(bank), model)
    after = msgspec.structs.replace(
        state,
        estimates=update(model, state.estimates, evidence),
        reviews=review_all(state.reviews, evidence),
    )
    changed: list[LevelChanged] = []
    for name in dict.fromkeys(evidence.skills):
        skill = SkillId(name)
        if skill not in plan.places:
            continue
        stand = judged(plan, after, skill, day=evidence.day)
        if Stood(stand.level, stand.stuck) == state.levels.get(skill, Stood()):
            continue
        below = weakest(plan, after, skill, day=evidence.day) if stand.stuck else None
        changed.append(_changed(bank, tried, skill, stand, below, model_id=model.id))
    return tuple(changed)


def _changed(
    bank: Bank, tried: TryRecorded, skill: SkillId, stand: Standing, below: SkillId | None, *, model_id: str
) -> LevelChanged:
    names: Sequence[str] = () if below is None else (bank.skill_name(below, bank.language),)
    return LevelChanged(
        at=tried.at,
        opportunity=tried.opportunity,
        n=tried.n,
        skill=skill,
        level=stand.level,
        stuck=stand.stuck,
        below=below,
        accuracy=stand.accuracy,
        lower=stand.lower,
        bar=stand.bar,
        tries=stand.tries,
        sentence=level_sentence(stand, bank.language, below=next(iter(names), None)),
        model=model_id,
    )
