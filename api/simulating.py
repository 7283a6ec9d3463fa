"""
Our own choosing as a policy for simulated worlds.

The course as a catalogue, learners' states moved on by `practised`, and the very `choose` that the session calls, with
its default values or others, and the learner model of the program, which no simulated world was fitted for.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from item_bank.ids import ItemId, SkillId
from mastery.level import standing
from mastery.worlds.coach import Begin, Chooser
from mastery.worlds.course import Course
from mastery.worlds.opponents import OPPONENTS
from mastery.worlds.oracle import greedy
from practice.choosing.catalogue import Offer, arrange
from practice.choosing.choose import Choice, choose
from practice.choosing.plan import Plan, plan_for
from practice.choosing.policy import DEFAULT_POLICY, Policy
from practice.choosing.sitting import practised
from practice.requests import Wish
from practice.state import LearnerState

__all__ = ["OURS", "POLICIES", "chooser_by"]

OURS: Final = "ours"
VARIANTS: Final = 9
"""Variants of an item: more than any is given in a simulated course."""
ANY: Final = Wish()


class _Ours:
    """One learner's state, and what was chosen last."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.state = plan, LearnerState.empty(plan.model)
        self.choice: Choice | None = None

    def choose(self, day: float, seed: int) -> int:
        """Choose as a session does."""
        choice = choose(self.plan, self.state, ANY, day=day, seed=seed)
        if not isinstance(choice, Choice):
            msg = f"a course always has an item: {choice}"
            raise TypeError(msg)
        self.choice = choice
        return int(choice.item)

    def learn(self, item: int, answers: Sequence[bool], day: float) -> None:
        """Fold the answers as a record would."""
        if self.choice is None or int(self.choice.item) != item:
            msg = "answers are to what was chosen"
            raise ValueError(msg)
        self.state = practised(self.plan, self.state, self.choice, answers, day=day)

    def proficient(self, skill: int, day: float) -> bool:
        """Judge as the service does."""
        name = SkillId(str(skill))
        mix = self.plan.mixes[self.plan.places[name]]
        level = standing(self.plan.model, self.state.estimates, name, mix=mix, day=day, rules=self.plan.rules).level
        return level in {"proficient", "retained"}


def chooser_by(policy: Policy) -> Chooser:
    """
    Return what chooses as a session does that has these values.
    """
    return lambda _, course: _begin(course, policy)


def _begin(course: Course, policy: Policy) -> Begin:
    """
    Get ready for a course: all of it but the truth.
    """
    offers = [
        Offer(
            id=ItemId(str(place)),
            skills=(SkillId(str(item.skill)),),
            difficulty=item.said,
            guess=0.0,
            variants=VARIANTS,
        )
        for place, item in enumerate(course.items)
    ]
    requires = {
        SkillId(str(skill)): tuple(SkillId(str(one)) for one in below) for skill, below in enumerate(course.requires)
    }
    plan = plan_for(arrange(offers, requires), policy=policy)
    return lambda: _Ours(plan)


POLICIES: Final[Mapping[str, Chooser]] = {OURS: chooser_by(DEFAULT_POLICY), **OPPONENTS, "oracle": greedy}
