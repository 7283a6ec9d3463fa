"""
Opening an opportunity: the choice, made into the event that records it.

Pure. What was shown and why stands in the event; recording it is the session's.
"""

from collections.abc import Callable
from typing import Final, TypeAlias, assert_never

import msgspec

from item_bank.bank import Bank
from item_bank.ids import ItemId, StepId
from mastery.model import Model
from practice.advance import tries_of
from practice.choosing.catalogue import catalogue
from practice.choosing.choose import Choice, NoSuchThing, NothingLeft, choose
from practice.choosing.plan import plan_for
from practice.choosing.reasons import reason
from practice.correction.bounds import Bounds
from practice.events import OpportunityOpened, StepOpened
from practice.ids import OpportunityId
from practice.moments import DAY_MS
from practice.outcomes import InHomework, NothingToPractise, UnknownWish
from practice.requests import Wish
from practice.shown import show_exercise, show_step
from practice.state import LearnerState

__all__ = ["CHOSEN", "DRAWS", "Occasion", "Withheld", "nothing_withheld", "opening"]

DRAWS: Final = 8
"""Exercises that are drawn before it is said that all there is belongs to homework."""
Withheld: TypeAlias = Callable[[LearnerState, ItemId, int], bool]
"""Whether a learner is not given a variant of an item now."""


def nothing_withheld(_state: LearnerState, _item: ItemId, _variant: int) -> bool:
    """
    Give whatever there is.
    """
    return False


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """
    What an exercise is opened for, where somebody else than policy and learner decided.

    Attributes
    ----------
    why
        The code of the reason that is told; None for the choice's own.
    bounds
        What a teacher settled about help in it.
    tries
        How many the learner is allowed more at each step.
    begins
        The step that it begins at; None for the first. Those before are not asked.
    withheld
        Says which exercises are not for it.
    """

    why: str | None = None
    bounds: Bounds | None = None
    tries: int = 0
    begins: StepId | None = None
    withheld: Withheld = nothing_withheld


CHOSEN: Final = Occasion()
"""None of these: policy or learner chose."""


def opening(
    bank: Bank,
    state: LearnerState,
    wish: Wish,
    *,
    model: Model,
    at: int,
    seed: int,
    opportunity: OpportunityId,
    occasion: Occasion = CHOSEN,
) -> OpportunityOpened | NothingToPractise | UnknownWish | InHomework:
    """
    Choose an exercise and make the event that puts it before the learner.

    Parameters
    ----------
    bank
        The active one.
    state
        The learner's.
    wish
        What it should be.
    model
        The learner model.
    at
        When, in milliseconds since 1970; not before the learner's latest event.
    seed
        Decides the draws.
    opportunity
        The new opportunity's id.
    occasion
        What it is opened for. Instead of what is withheld from it another is drawn, by the seeds that follow.
    """
    plan = plan_for(catalogue(bank), model)
    chosen = choose(plan, state, wish, day=at / DAY_MS, seed=seed)
    last = seed + DRAWS - 1
    while isinstance(chosen, Choice) and occasion.withheld(state, chosen.item, chosen.variant):
        if seed == last or wish.variant is not None:
            return InHomework()
        seed += 1
        chosen = choose(plan, state, wish, day=at / DAY_MS, seed=seed)
    match chosen:
        case Choice():
            pass
        case NothingLeft():
            return NothingToPractise(sentence="This bank has nothing to practise.")
        case NoSuchThing():
            return UnknownWish(
                skill=wish.skill,
                item=wish.item,
                variant=wish.variant,
                sentence="The bank has no exercise like that; look up its skills and items.",
            )
        case _:
            assert_never(chosen)
    exercise = bank.open(chosen.item, chosen.variant, wish.language)
    language = exercise.variant.language
    places = [place for place, one in enumerate(exercise.steps) if one.step.id == occasion.begins]
    asked = exercise.steps[places[0] if places else 0 :]
    return OpportunityOpened(
        at=at,
        opportunity=opportunity,
        assignment=wish.assignment,
        release=bank.release,
        item=chosen.item,
        variant=chosen.variant,
        skills=plan.offers.items[chosen.item].skills,
        steps=tuple(StepOpened(id=one.step.id, limit=tries_of(one.step.answer, occasion.tries)) for one in asked),
        shown=show_exercise(exercise.variant),
        first=show_step(asked[0].step, language),
        reason=reason(
            occasion.why or chosen.code, [bank.skill_name(skill, language) for skill in chosen.about], language=language
        ),
        policy=chosen.policy,
        propensity=chosen.propensity,
        seed=seed,
        model=model.id,
        expected=chosen.expected,
        probe=chosen.probe,
        bounds=occasion.bounds,
    )
