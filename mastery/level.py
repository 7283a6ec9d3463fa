"""
Levels: new, practising, proficient, retained.

Judged on a skill's usual mix of items, never on the next item (an easy one
proves little), with the estimate's lower end against a bar that can be reached.
No streaks and no resets: one miss moves the estimate and nothing else. From the
second answer on the rule may be met. Each judgement says its figures in one
sentence. The values are `proficiency`'s.
"""

import math
from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec

from mastery.estimate import Estimates, aged, expected_from
from mastery.filter import chance_at, doubt_scale
from mastery.model import Model
from mastery.proficiency import DEFAULT_PROFICIENCY, Proficiency
from mastery.retention import Review

__all__ = ["Level", "Standing", "accuracy_on", "standing"]

Level: TypeAlias = Literal["new", "practising", "proficient", "retained"]

USUAL_MIX = (0.0,)
"""The mix of a skill of which no item is known: the usual item alone."""


EXACT = 1e-9
"""Per cent by which binary fractions may miss a round figure (.79 - .01 may be a hair off .78)."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """
    Where a learner stands in one skill.

    Attributes
    ----------
    accuracy, lower, bar
        The expected share of right answers on the mix, the same at the lower end
        of what is believed of the ability, and what `lower` has to reach; 0 to 1.
    tries
        Pieces of evidence so far.
    missing
        Unaided right answers on further items that proficiency still asks for.
    stalled
        Tries without noticeable progress.
    stuck
        Whether practice has brought nothing for so long that a teacher should
        look.
    recalled
        The longest pause in days that an unaided right answer followed.
    due
        Days until the next review, below 0 where it is overdue; None without
        evidence.
    """

    level: Level
    accuracy: float
    lower: float
    bar: float
    tries: int = 0
    missing: int = 0
    stalled: int = 0
    stuck: bool = False
    recalled: float = 0.0
    due: float | None = None

    @property
    def sentence(self) -> str:
        """
        The judgement in one sentence, with its figures.
        """
        return self.told()

    def told(self, below: str | None = None) -> str:
        """
        Say the judgement in one sentence, with its figures.

        Parameters
        ----------
        below
            The name of the weakest skill that this one builds on; told where the
            learner is stuck.
        """
        if self.level == "new":
            return f"Not practised yet; about {_per_cent(self.accuracy)} right answers are expected."
        figures = (
            f"about {_per_cent(self.accuracy)} right answers are expected, at least {_per_cent(self.lower)} "
            f"where the estimate is unsure; {_per_cent(self.bar)} is asked"
        )
        match self.level:
            case "retained":
                return f"Retained: right without help after a pause of {_days(self.recalled)}; {figures}."
            case "proficient":
                return f"Proficient: {figures}, after {_tries(self.tries)}."
            case _ if self.stuck:
                weakest = "" if below is None else f"; the weakest of what it builds on is “{below}”"
                return f"Practising, without progress for {_tries(self.stalled)}: {figures}{weakest}."
            case _ if self.lower >= self.bar:
                return (
                    f"Nearly there: {figures}; {self.missing} more right without help, "
                    "on other items, to be proficient."
                )
            case _:
                return f"Practising: {figures}, after {_tries(self.tries)}."


def standing(
    model: Model,
    estimates: Estimates,
    skill: str,
    *,
    mix: Sequence[float],
    day: float,
    review: Review | None = None,
    rules: Proficiency = DEFAULT_PROFICIENCY,
    builds_on: Sequence[str] = (),
) -> Standing:
    """
    Judge one skill of one learner.

    Parameters
    ----------
    model
        The settings.
    estimates
        What is believed of the learner.
    skill
        Whose level is asked.
    mix
        Difficulties in logits of the skill's usual items; empty means one usual
        item.
    day
        When; the skill has faded until then, so a level can be lost by time.
    review
        What is remembered of the skill, where it was answered.
    rules
        What counts as proficient, stuck and retained.
    builds_on
        The skills that it builds on: without evidence of its own it is expected
        to follow them.

    Returns
    -------
    Standing
        `new` exactly where there is no evidence.
    """
    bar = rules.bar_of(skill)
    touched = estimates.skills.get(skill)
    mean = model.intercept + estimates.ability_mean
    variance = estimates.ability_variance
    if touched is None:
        below = [estimates.skills[one] for one in builds_on if one in estimates.skills]
        own, doubt = expected_from(model, below, day)
        mean += own
        variance += doubt
    else:
        now = aged(model, touched, day)
        mean += now.mean
        variance += now.variance
    difficulties = mix or USUAL_MIX
    accuracy = accuracy_on(model, difficulties, mean, variance, ability=estimates.ability_mean)
    lower = accuracy_on(
        model, difficulties, mean - rules.doubt * math.sqrt(variance), 0.0, ability=estimates.ability_mean
    )
    if touched is None:
        return Standing(level="new", accuracy=accuracy, lower=lower, bar=bar, missing=rules.successes)
    level: Level = "practising"
    if lower >= bar and len(touched.right) >= rules.successes:
        level = "retained" if review is not None and _lasts(review, rules) else "proficient"
    return Standing(
        level=level,
        accuracy=accuracy,
        lower=lower,
        bar=bar,
        tries=touched.tries,
        missing=max(0, rules.successes - len(touched.right)),
        stalled=touched.stalled,
        stuck=level == "practising" and touched.stalled >= rules.patience,
        recalled=touched.recalled,
        due=None if review is None else review.due - day,
    )


def accuracy_on(model: Model, difficulties: Sequence[float], mean: float, variance: float, *, ability: float) -> float:
    """
    Give the expected share of right answers to items of some difficulties, without guessing.

    `mean` and `variance` are those of the whole ability, `ability` the mean of the global one around the intercept.
    """
    head, scale = model.fit.head, doubt_scale(variance)
    return sum(
        [
            chance_at(head, mean - hard, scale, guess=0.0, offset=model.intercept - hard, ability=ability)
            for hard in difficulties
        ]
    ) / len(difficulties)


def _lasts(review: Review, rules: Proficiency) -> bool:
    """
    Say whether a due review was passed, and the skill is expected to last since.
    """
    return review.passed > 0 and review.stability >= rules.lasting


def _per_cent(share: float) -> str:
    """
    Round down, so that a figure just below the bar never reads as met; the bar itself is kept whole.
    """
    return f"{min(99, max(1, math.floor(share * 100 + EXACT)))} %"


def _tries(count: int) -> str:
    return "1 try" if count == 1 else f"{count} tries"


def _days(pause: float) -> str:
    """
    Say a pause in whole days; who practises daily has one of a day, or a few hours less.
    """
    days = f"{pause:.0f}"
    return "1 day" if days == "1" else f"{days} days"
