"""
The constants of the worlds: a few sums over logs, and the data they came from.

Committed before any policy was compared in these worlds. Nothing in the file is about
a single person, item or skill. `fitting` finds them again from the logs.
"""

from pathlib import Path
from typing import Annotated, Final, NamedTuple

import msgspec

__all__ = ["CONSTANTS", "STOPPING", "Constants", "Found", "Spread", "Stopping"]


class Spread(NamedTuple):
    """Mean and standard deviation over skills or learners, in logits."""

    mean: float
    sd: float


Hazard = Annotated[float, msgspec.Meta(gt=0, lt=1)]


class Stopping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    How often a row is a learner's last.

    `whole` of all rows; `misses` by the wrong answers among the last three, 0 to 3; `runs`
    by how many answers in a row were to the same skills: up to 4, 9, 19, and more.
    """

    whole: Hazard
    misses: Annotated[tuple[Hazard, ...], msgspec.Meta(min_length=4, max_length=4)]
    runs: Annotated[tuple[Hazard, ...], msgspec.Meta(min_length=4, max_length=4)]


class Found(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    What one log says.

    Attributes
    ----------
    known, learn, guess, slip
        Rates of Bayesian knowledge tracing, over skills weighted by rows.
    intercept
        Logit of a right answer of the usual learner to the usual item.
    ability
        Spread of learners' global ability.
    skill_difficulty, item_difficulty
        Spread of skills' difficulties, and of items' within a skill.
    growth
        What skills gain with the logarithm of one plus their tries.
    """

    name: str
    terms: str
    responses: int
    learners: int
    known: Spread
    learn: Spread
    guess: Spread
    slip: Spread
    intercept: float
    ability: float
    skill_difficulty: float
    item_difficulty: float
    growth: Spread
    stopping: Stopping


class Constants(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"sources": "from"}):
    """The file."""

    format: int
    sources: Annotated[tuple[Found, ...], msgspec.Meta(min_length=1)]


CONSTANTS: Final = msgspec.json.decode(Path(__file__).with_name("constants.json").read_bytes(), type=Constants)
STOPPING: Final = CONSTANTS.sources[0].stopping
"""Of school practice, which learners leave; the end of the second log is the end of a course."""
