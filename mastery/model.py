"""
The settings of the learner model.

Everything that turns evidence into estimates, in one value with an id; what
levels they amount to is `proficiency`'s. Estimates are folded with one model and
compared only within it; a fit makes another value of this shape, with what a log
says of single items and skills.
"""

import functools
import hashlib
from collections.abc import Mapping, Sequence
from typing import Annotated, Final

import msgspec

from mastery.cold_start import COLD_START

__all__ = ["DEFAULT_MODEL", "NO_FIT", "Fit", "Model"]

Positive = Annotated[float, msgspec.Meta(gt=0)]


class Fit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """
    What a log says of single items and skills, in logits.

    Attributes
    ----------
    items, skills
        What to add to the difficulty that an item was given: by the item, and
        by the mean of its skills. What was never met adds nothing.
    growths
        What single skills gain with the logarithm of one plus their tries; the
        others gain the model's `growth`.
    head
        Seven weights that bring a logit to scale, or none; `scale.to_scale` says
        of what.
    """

    items: Mapping[str, float] = {}
    skills: Mapping[str, float] = {}
    growths: Mapping[str, float] = {}
    head: Annotated[tuple[float, ...], msgspec.Meta(max_length=7)] = ()

    def __hash__(self) -> int:
        """
        Hash by size alone: models are keys of caches, and a fit holds mappings.
        """
        return hash((len(self.items), len(self.skills), len(self.growths)))

    def shift(self, source: str, skills: Sequence[str]) -> float:
        """
        Give what to add to the difficulty of an item.
        """
        own = self.items.get(source, 0.0)
        if not self.skills or not skills:
            return own
        return own + sum([self.skills.get(skill, 0.0) for skill in skills]) / len(skills)


NO_FIT = Fit()
FILTER: Final = "gaussian2"
"""The filter's name and version: raised whenever the same settings and answers come to other estimates."""


class Model(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    One set of settings; the defaults serve where no log has been fitted yet.

    Attributes
    ----------
    intercept
        Logit of a right answer of an unknown learner to the usual item; before
        any fit the mean of a log that `cold_start` names.
    ability_variance, skill_variance
        Spread of the global ability and of each skill before any evidence, in
        logits squared. Wide, so that six right answers to usual items make
        somebody unknown proficient, and four a known good learner; what
        they do to simulated learners is held by tests. A fit replaces them.
    ability_noise, skill_noise
        Variance added by each try, since practising changes the practised. Small
        enough that the bound of a long-practised skill comes within some 6 per
        cent of its accuracy.
    skill_memory
        Days after which what is known of a skill has faded to 1/e, towards the
        prior: forgetting, and our not knowing.
    growth
        What a skill gains with the logarithm of one plus its tries, whatever
        the answers, in logits. 0 where no log was fitted: then a wrong answer
        never raises an estimate.
    loading
        How far a skill without evidence follows those that it builds on: the
        correlation of their abilities, from 0 below 1. Half, by our own
        judgement, until a log with a graph of skills was fitted.
    progress
        Logits by which the estimate's lower end has to rise for a try to count as
        progress.
    fit
        What a log says of single items and skills.
    """

    intercept: float = COLD_START.settings.intercept
    ability_variance: Positive = COLD_START.settings.ability_variance
    skill_variance: Positive = 2.0
    ability_noise: Annotated[float, msgspec.Meta(ge=0)] = 0.0005
    skill_noise: Annotated[float, msgspec.Meta(ge=0)] = 0.002
    skill_memory: Positive = 180.0
    growth: float = COLD_START.settings.growth
    loading: Annotated[float, msgspec.Meta(ge=0, lt=1)] = 0.5
    progress: Positive = 0.05
    fit: Fit = NO_FIT

    @property
    def id(self) -> str:
        """
        Name the model by its content: the filter, and a hash of all settings.
        """
        return _id(self)


@functools.lru_cache(maxsize=16)
def _id(model: Model) -> str:
    content = msgspec.json.encode(model, order="sorted")
    return f"{FILTER}-" + hashlib.sha256(content).hexdigest()[:12]


DEFAULT_MODEL = Model()
