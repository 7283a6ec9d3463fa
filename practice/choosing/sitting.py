"""
Sittings without a record: a learner's state moved on by plain answers.

What the fold makes of events, for those who simulate learners: a choice given,
its first answer, and the helped one after a miss. The weights of helped answers
are `advance`'s, the rules `fold`'s.
"""

from collections.abc import Sequence

import msgspec

from mastery.evidence import Evidence
from mastery.filter import update
from mastery.retention import review_all
from practice.advance import HELP_EASE, HELP_WEIGHT
from practice.choosing.choose import Choice
from practice.choosing.plan import Plan
from practice.given import ItemHistory, recently, remember, seen
from practice.state import LearnerState

__all__ = ["practised"]


def practised(plan: Plan, state: LearnerState, choice: Choice, answers: Sequence[bool], *, day: float) -> LearnerState:
    """
    Let a learner practise one exercise.

    Parameters
    ----------
    plan
        The bank, with the learner model that estimates are folded with.
    state
        Before; `LearnerState.empty(model)` at the beginning.
    choice
        What was given.
    answers
        Right or wrong, in order: the first without help, each further one after one
        more piece of it. Empty where it was skipped.
    day
        When, in days.
    """
    offer = plan.offers.items[choice.item]
    before = state.items.get(choice.item, ItemHistory())
    history = ItemHistory(times=before.times + 1, day=day, variants=seen(before, choice.variant), spent=before.spent)
    entries = [plan.offers.skills[skill] for skill in offer.skills if skill in plan.places]
    below = tuple(dict.fromkeys(required for entry in entries for required in entry.requires))
    estimates, reviews = state.estimates, state.reviews
    for pieces, correct in enumerate(answers):
        evidence = Evidence(
            skills=offer.skills,
            difficulty=offer.difficulty - HELP_EASE * pieces,
            correct=correct,
            weight=HELP_WEIGHT**pieces,
            guess=offer.guess,
            day=day,
            source=choice.item,
            unaided=correct and pieces == 0,
            builds_on=below,
        )
        estimates = update(plan.model, estimates, evidence)
        reviews = review_all(reviews, evidence)
    missed = bool(answers) and not answers[0]
    return msgspec.structs.replace(
        state,
        estimates=estimates,
        reviews=reviews,
        items=remember(state.items, choice.item, history),
        recent=recently(state.recent, choice.item),
        misses=state.misses + 1 if missed else 0 if answers else state.misses,
        unprobed=0 if choice.probe else state.unprobed + 1,
    )
