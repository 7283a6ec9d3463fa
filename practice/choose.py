"""
Choosing the next exercise.

First a skill, from the frontier of the graph (not yet proficient, what it
requires in place) and from reviews that are due; then one of its items, fresh
before seen, near a chance of success worth trying; then a variant not seen
before. Each is sampled, and the product of the three chances is recorded with
the reason, so that the next policy can be judged from the log. Pure: the seed
is an argument.
"""

import itertools
import math
import random
from typing import Final, NamedTuple

import msgspec

from item_bank.ids import ItemId, SkillId
from mastery.filter import sigmoid
from mastery.level import Standing, standing
from mastery.model import Model
from practice.catalogue import Catalogue
from practice.events import Reason
from practice.picking import draw_variant, has_fresh, item_logit, items_to_draw, sample
from practice.reasons import reason
from practice.requests import Wish
from practice.state import LearnerState

__all__ = ["POLICY", "Choice", "NoSuchThing", "NothingLeft", "choose"]

POLICY: Final = "frontier-1"

READY: Final = 0.70
"""Expected accuracy on a prerequisite from which the skill above it is offered: a little above the lower end of the
band of success of 65-90 % that tutoring aims at, since more is built upon it."""
SKILLS: Final = 12
"""Skills that are drawn from at most, the best ones."""
REVIEW_AFTER: Final = 7.0
"""Days after which a proficient skill is due again."""

BEGUN: Final = 1.0
DEPTH: Final = 0.3
READINESS: Final = 4.0
STUCK: Final = 2.0
JUST_GIVEN: Final = 0.7
DUE: Final = 0.5
"""Logits, by our own judgement until policies have been compared on a log: what having begun a skill adds, what each
level of depth takes, what unready prerequisites take in proportion, what being stuck takes, what having been given it
last takes (interleaving: Rohrer and others, 2015), what a due review adds."""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """
    One variant of one item, why, and with which chance it was drawn.

    `about` are the skills that the reason names: the one practised, and the one that requires it where that is told.
    """

    item: ItemId
    variant: int
    reason: Reason
    propensity: float
    about: tuple[SkillId, ...] = ()
    policy: str = POLICY


class NothingLeft(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """There is no item to give."""


class NoSuchThing(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The bank has not what was wished for."""


class _Candidate(NamedTuple):
    """One skill that may be practised now, its weight in logits, and why; `above` is the stuck skill that needs it."""

    logit: float
    skill: SkillId
    code: str
    above: SkillId | None = None


class _Stands:
    """How the learner stands in each skill, worked out when it is asked for."""

    def __init__(self, offers: Catalogue, state: LearnerState, model: Model, day: float) -> None:
        self._offers = offers.skills
        self._estimates = state.estimates
        self._model = model
        self._day = day
        self._known: dict[SkillId, Standing] = {}
        doubt = math.sqrt(state.estimates.ability_variance + model.skill_variance)
        self._unpractised = model.intercept + state.estimates.ability_mean - doubt

    def of(self, skill: SkillId) -> Standing:
        stand = self._known.get(skill)
        if stand is None:
            mix = self._offers[skill].mix
            stand = self._known[skill] = standing(self._model, self._estimates, skill, mix=mix, day=self._day)
        return stand

    def touched(self, skill: SkillId) -> bool:
        return skill in self._estimates.skills

    def readiness(self, skill: SkillId) -> float:
        """
        Give a prerequisite's expected accuracy, or 1 where it is proficient.

        Unpractised: the lower end, and on no easier than a middling item, so that the prior alone never puts it in
        place; being very good elsewhere does.
        """
        if not self.touched(skill):
            return sigmoid(self._unpractised - max(0.0, self._offers[skill].usual))
        stand = self.of(skill)
        return 1.0 if _proficient(stand) else stand.accuracy


def choose(
    offers: Catalogue, state: LearnerState, wish: Wish, *, model: Model, day: float, seed: int
) -> Choice | NothingLeft | NoSuchThing:
    """
    Choose the next exercise.

    Parameters
    ----------
    offers
        The active bank.
    state
        The learner.
    wish
        What was asked for; an item is given as wished, a skill narrows.
    model
        The learner model.
    day
        When, in days.
    seed
        Decides all draws: the same arguments give the same choice.

    Returns
    -------
    Choice
        Its `propensity` is exact for this (skill, item, variant): the product
        of the three draws' chances.
    NothingLeft
        Where there is no item at all.
    NoSuchThing
        Where the wished skill, item or variant is not in the bank.
    """
    draw = random.Random(seed)  # noqa: S311 - a reproducible draw of exercises, no secret
    if wish.item is not None:
        return _as_wished(offers, state, wish, wish.item, draw)
    if wish.variant is not None or (wish.skill is not None and wish.skill not in offers.skills):
        return NoSuchThing()
    if not offers.skills:
        return NothingLeft()
    candidates = _candidates(offers, state, wish.skill, model, day)
    candidate, chance_of_skill = sample(candidates, [one.logit for one in candidates], draw)
    items = items_to_draw(offers.skills[candidate.skill], state)
    offer, chance_of_item = sample(items, [item_logit(offer, state, model, day) for offer in items], draw)
    variant, chance_of_variant = draw_variant(offer, state, draw)
    about = (candidate.skill, *(() if candidate.above is None else (candidate.above,)))
    return Choice(
        item=offer.id,
        variant=variant,
        reason=reason(candidate.code, [offers.skills[skill].name for skill in about]),
        about=about,
        propensity=chance_of_skill * chance_of_item * chance_of_variant,
    )


def _as_wished(
    offers: Catalogue, state: LearnerState, wish: Wish, item: ItemId, draw: random.Random
) -> Choice | NoSuchThing:
    offer = offers.items.get(item)
    if offer is None or (wish.skill is not None and wish.skill not in offer.skills):
        return NoSuchThing()
    why = reason("wished")
    if wish.variant is None:
        variant, chance = draw_variant(offer, state, draw)
        return Choice(item=item, variant=variant, reason=why, propensity=chance)
    if wish.variant >= offer.variants:
        return NoSuchThing()
    return Choice(item=item, variant=wish.variant, reason=why, propensity=1.0)


def _candidates(
    offers: Catalogue, state: LearnerState, wished: SkillId | None, model: Model, day: float
) -> list[_Candidate]:
    """
    Find the skills to draw from, the best of them; never none.
    """
    if wished is not None:
        return [_Candidate(0.0, wished, "wished_skill")]
    stands = _Stands(offers, state, model, day)
    found = [*_frontier(offers, state, stands), *_due(offers, state, stands, day)] or _reviews(offers, state, day)
    found.sort(key=lambda one: (-one.logit, one.skill))
    fresh = (one for one in found if has_fresh(offers.skills[one.skill], state))
    return list(itertools.islice(fresh, SKILLS)) or found[:SKILLS]


def _frontier(offers: Catalogue, state: LearnerState, stands: _Stands) -> list[_Candidate]:
    """
    List the skills below proficiency, those first of which what they require is in place.

    The gate is soft: where nothing is ready, the readiest are offered, and what
    a stuck learner's skill requires is offered too, as is the skill that a
    confirmed wrong idea points back to.
    """
    last = _last_skills(offers, state)
    ready: dict[SkillId, _Candidate] = {}
    others: list[_Candidate] = []
    below: dict[SkillId, _Candidate] = {}
    for id_, entry in offers.skills.items():
        touched = stands.touched(id_)
        if touched and _proficient(stands.of(id_)):
            continue
        readiness = min(map(stands.readiness, entry.requires), default=1.0)
        logit = READINESS * (min(readiness, READY) - READY) - DEPTH * entry.depth - JUST_GIVEN * (id_ in last)
        if touched:
            stuck = stands.of(id_).stuck
            logit += BEGUN - STUCK * stuck
            if stuck and entry.requires:
                weakest = min(entry.requires, key=lambda one: stands.of(one).accuracy)
                if not stands.of(weakest).stuck:
                    below[weakest] = _Candidate(BEGUN, weakest, "prerequisite", id_)
        met = touched or any(offer.id in state.items for offer in entry.items)
        candidate = _Candidate(logit, id_, "continue" if met else "begin")
        if readiness >= READY:
            ready[id_] = candidate
        else:
            others.append(candidate)
    below |= _behind_ideas(offers, state, stands)
    return list((ready | below).values()) or others


def _behind_ideas(offers: Catalogue, state: LearnerState, stands: _Stands) -> dict[SkillId, _Candidate]:
    """
    List the skills that confirmed wrong ideas point back to, where what was practised builds on them.
    """
    return {
        idea.skill: _Candidate(BEGUN, idea.skill, "prerequisite", idea.above)
        for idea in state.ideas.values()
        if idea.confirmed
        and idea.skill in _required(offers, idea.above)
        and not (stands.touched(idea.skill) and _proficient(stands.of(idea.skill)))
    }


def _required(offers: Catalogue, skill: SkillId) -> frozenset[SkillId]:
    """
    Return all that a skill builds on, however far below.
    """
    found: set[SkillId] = set()
    waiting = [skill]
    while waiting:
        entry = offers.skills.get(waiting.pop())
        new = [] if entry is None else [one for one in entry.requires if one not in found]
        found.update(new)
        waiting += new
    return frozenset(found)


def _due(offers: Catalogue, state: LearnerState, stands: _Stands, day: float) -> list[_Candidate]:
    """
    List the proficient skills that were not practised for long.
    """
    return [
        _Candidate(DUE, SkillId(id_), "review_due")
        for id_, known in state.estimates.skills.items()
        if day - known.day >= REVIEW_AFTER and id_ in offers.skills and _proficient(stands.of(SkillId(id_)))
    ]


def _reviews(offers: Catalogue, state: LearnerState, day: float) -> list[_Candidate]:
    """
    List all skills, those not practised for longest first; for a learner who is proficient in everything.
    """
    known = state.estimates.skills
    return [
        _Candidate(math.log1p(max(0.0, day - known[id_].day)) if id_ in known else 0.0, id_, "review")
        for id_ in offers.skills
    ]


def _proficient(stand: Standing) -> bool:
    return stand.level in {"proficient", "retained"}


def _last_skills(offers: Catalogue, state: LearnerState) -> frozenset[SkillId]:
    offer = offers.items.get(state.recent[-1]) if state.recent else None
    return frozenset(offer.skills) if offer else frozenset()
