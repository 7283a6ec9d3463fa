"""
Making a hint job of an answer: what the two stages need, and nothing that tells who answered.

Pure. Which of a learner's features go along is the recipe's; all of them are
bands.
"""

import functools
import hashlib
from typing import Final

import msgspec

from hints.hint import Hint
from hints.job import HintJob
from hints.misconception.diagnosis import RULE
from hints.misconception.digest import rules_digest
from hints.recipes.recipe import Recipe
from hints.tutor.offers import Seen
from item_bank.bank import Bank
from item_bank.ids import ItemId, SkillId
from mastery.model import Model
from practice.choosing.catalogue import catalogue
from practice.choosing.plan import plan_for
from practice.progress.milestones import judged
from practice.seeking import Sought
from practice.state import LearnerState

__all__ = ["made_job", "template_of"]

LOW: Final = 0.5
HIGH: Final = 0.8
"""Expected accuracy on a skill's usual items below which mastery is low, and from which it is high."""


def made_job(
    sought: Sought, shown: Hint, recipe: Recipe, *, name: str, model: Model, most: int, withdrawn: tuple[str, ...] = ()
) -> HintJob:
    """
    Make the job of an answer.

    Parameters
    ----------
    sought
        The answer.
    shown
        The first help that it got.
    recipe
        By which better words are looked for.
    name
        Drawn for this job alone.
    model
        The learner model in force.
    most
        Millionths of a dollar that may be spent.
    withdrawn
        Words that are shown to nobody, by name.
    """
    attempt, exercise = sought.answered.attempt, sought.answered.exercise
    progress, variant = attempt.target.progress, exercise.variant
    bounds = sought.opportunity.bounds
    codes = {mistake.code for step in variant.steps for mistake in step.mistakes}
    if attempt.diagnosis is not None:
        codes |= {candidate.code for candidate in attempt.diagnosis.candidates}
    return HintJob(
        id=name,
        variant=variant,
        step=attempt.target.step.step.id,
        mistakes=tuple(mistake for code, mistake in exercise.mistakes.items() if code in codes),
        response=attempt.submission.response,
        locale=attempt.locale,
        judged=attempt.judged,
        diagnosis=attempt.diagnosis,
        shown=shown,
        seen=Seen(
            rungs=progress.rungs,
            codes=progress.codes,
            tries=progress.used,
            said=sought.opportunity.said,
            withdrawn=withdrawn,
        ),
        rung=progress.wrong,
        band=(None if bounds is None else bounds.reading) or sought.bank.items[variant.item].template.grade,
        template=template_of(sought.bank, variant.item, variant.language),
        features=recipe.coarse(_features(sought, model)) if recipe.features else {},
        recipe=recipe.hash,
        most=most,
    )


@functools.lru_cache(maxsize=4_096)
def template_of(bank: Bank, item: ItemId, language: str) -> str:
    """
    Name the content that hints about an item rest on: its template, the bank's mistakes, and the mal-rules.
    """
    opened = bank.open(item, 0, language)
    mistakes = sorted(opened.mistakes.items())
    content = msgspec.json.encode((bank.items[item].template, language, mistakes), order="deterministic")
    return hashlib.blake2b(content + rules_digest(), digest_size=16).hexdigest()


def _features(sought: Sought, model: Model) -> dict[str, str]:
    diagnosis = sought.answered.attempt.diagnosis
    leading = None if diagnosis is None else diagnosis.leading
    idea = None if leading is None else leading.misconception or leading.code.removeprefix(RULE)
    return {
        "mastery": _band(sought.bank, sought.state, sought.opportunity.skills, model),
        "seen_before": "yes" if idea in sought.state.ideas else "no",
    }


def _band(bank: Bank, state: LearnerState, skills: tuple[SkillId, ...], model: Model) -> str:
    plan = plan_for(catalogue(bank), model)
    known = [judged(plan, state, skill, day=state.day).accuracy for skill in skills if skill in plan.places]
    accuracy = min(known, default=LOW)
    return "low" if accuracy < LOW else "high" if accuracy >= HIGH else "middle"
