"""
Personas: simulated learners, with what they can do and the mistakes they tend to make.

An answer is right with a logistic chance of ability and skill; a wrong one comes
from a mal-rule seven times of ten, else from outside the rules. Rules are drawn by
how common they are, in this class and with this learner, who so makes the same
mistake again. Everything is drawn from the seed, the learner and the place, so
that nothing depends on who is quicker.
"""

import math
from collections.abc import Sequence
from itertools import islice
from random import Random
from typing import Final, Literal

import msgspec

from api.demo_class.errors import Error, by_rule, outside, ways
from item_bank.answers.answer import ChoiceAnswer
from item_bank.exercise import ExerciseStep
from item_bank.ids import SkillId

__all__ = ["NAMES", "OUTSIDE", "Answered", "Helped", "Persona", "again", "answer", "persona", "proof", "stuck"]

OUTSIDE: Final = 0.3
"""Of ten errors three come from outside the rules; what the tests of the whole loop ask for."""
BLANK: Final = 0.03
"""Problems that are left out."""
EASE: Final = 0.7
"""The class's mean ability in logits: two of three homework problems are right."""
ABILITY, SKILL = 0.9, 0.6
"""Spreads of learners and of a learner's skills, in logits."""
MOST: Final = 8
"""Ways to go wrong at a step that a class has: of these the k-th is 1/k as common as the first."""
COMMON, HABIT = 0.8, 0.8
"""Spreads of how common a mistake is in a class beside others, and with a learner, in natural logarithms."""
MENDS: Final = {"nothing": 0.35, "generic": 0.45, "step": 0.6, "mistake": 0.75}
"""Chance that the next answer is right, by what the help before it was about; assumed, and no claim about help."""
PROVES: Final = 0.82
"""Chance that who has put a problem right solves a fresh one alone."""
GIVES_UP: Final = 0.08
"""Chance to ask for help instead of answering again."""
NAMES: Final = (
    *("Alba", "Anton", "Aylin", "Ben", "Carla", "Chidi", "Dara", "Edda", "Emil", "Fatou"),
    *("Femi", "Greta", "Hana", "Ilias", "Ines", "Jonas", "Kaya", "Leon", "Lin", "Mara"),
    *("Milo", "Nia", "Oskar", "Pilar", "Quinn", "Rosa", "Sami", "Tilda", "Umar", "Vera"),
)
"""First names of thirty who do not exist."""
Helped = Literal["nothing", "generic", "step", "mistake"]


class Persona(msgspec.Struct, frozen=True, kw_only=True):
    """One learner; `seed` is the class's, `ability` in logits."""

    seed: int
    name: str
    ability: float

    def draw(self, *place: object) -> Random:
        """
        Return the luck that they have at a place; the same place has the same luck.
        """
        return Random("/".join(map(str, (self.seed, self.name, *place))))  # noqa: S311 - to be repeated, not to be secret


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """What is entered at a step: the key, an error with its label, or nothing."""

    text: str
    error: Error | None = None


def persona(seed: int, name: str) -> Persona:
    """
    Draw a learner.
    """
    return Persona(seed=seed, name=name, ability=EASE + ABILITY * Random(f"{seed}/{name}").gauss(0, 1))  # noqa: S311 - as above


def answer(who: Persona, step: ExerciseStep, skills: Sequence[SkillId], place: str) -> Answered | None:
    """
    Answer a step of the homework; None where it is left blank.
    """
    draw = who.draw(place, "answer")
    if draw.random() < BLANK:
        return None
    own = sum(SKILL * who.draw("skill", skill).gauss(0, 1) for skill in skills) / max(1, len(skills))
    if draw.random() < 1 / (1 + math.exp(-who.ability - own)):
        return _right(step)
    return _wrong(who, step, draw)


def again(who: Persona, step: ExerciseStep, helped: Helped, place: str) -> Answered:
    """
    Answer a step once more, after help.
    """
    draw = who.draw(place, "again")
    return _right(step) if draw.random() < _mends(who, MENDS[helped]) else _wrong(who, step, draw)


def proof(who: Persona, step: ExerciseStep, place: str) -> Answered:
    """
    Answer a fresh one alone.
    """
    draw = who.draw(place, "proof")
    return _right(step) if draw.random() < _mends(who, PROVES) else _wrong(who, step, draw)


def stuck(who: Persona, place: str) -> bool:
    """
    Say whether they ask for help at a place instead of answering.
    """
    return who.draw(place, "stuck").random() < GIVES_UP


def _mends(who: Persona, chance: float) -> float:
    """Shift a chance by ability, half as far as first answers are."""
    return 1 / (1 + (1 - chance) / chance * math.exp(-(who.ability - EASE) / 2))


def _right(step: ExerciseStep) -> Answered:
    return Answered(text=str(step.step.answer.value))


def _wrong(who: Persona, step: ExerciseStep, draw: Random) -> Answered:
    made = None if draw.random() < OUTSIDE else _by_habit(who, step, draw)
    made = made or outside(step, draw)
    return _right(step) if made is None else Answered(text=made.text, error=made)


def _by_habit(who: Persona, step: ExerciseStep, draw: Random) -> Error | None:
    """Go wrong in one of the ways that are common in this class, by what this learner is used to."""
    if isinstance(step.step.answer, ChoiceAnswer):
        return None
    among = sorted(ways(step), key=lambda way: -way.weight * _common(who.seed, way.idea or way.rule))
    made = [error for way in islice(among, MOST) if (error := by_rule(step, way)) is not None]
    weights = [_habit(who, error.idea or error.rule or "") / place for place, error in enumerate(made, 1)]
    return draw.choices(made, weights)[0] if made else None


def _common(seed: int, idea: str) -> float:
    return math.exp(Random(f"{seed}/{idea}").gauss(0, COMMON))  # noqa: S311 - as above


def _habit(who: Persona, idea: str) -> float:
    return math.exp(who.draw("habit", idea).gauss(0, HABIT))
