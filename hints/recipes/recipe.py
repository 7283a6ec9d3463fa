"""
Recipes: what is said to a model, with which limits, named by a hash of all of it.

A recipe is a folder of files and read by `reading`. Its hash covers whatever
reaches a model: prompts, schemas, parameters, the sentences of a repair, the
catalogue of ideas and the fields of what is sent. It stands in cache keys,
traces and records, so that nothing of one recipe is ever taken for another's.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Final, Literal, NewType, TypeAlias

import msgspec

__all__ = ["FEATURES", "SLOT", "Ask", "Limits", "Recipe", "RecipeHash"]

RecipeHash = NewType("RecipeHash", str)
"""SHA-256 of all that reaches a model, in hexadecimal."""
Stages: TypeAlias = Literal["two", "one"]
SLOT: Final = "{ideas}"
"""Stands in the enum of a schema for the ids that a wrong answer may be given: they differ from step to step."""

FEATURES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {"mastery": frozenset({"low", "middle", "high"}), "seen_before": frozenset({"yes", "no"})}
)
"""The coarse features that there are and what they may say: a band of mastery, whether the mistake was seen before."""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """
    How one of the calls is asked.

    Attributes
    ----------
    prompt
        The system message, as it stands in its file.
    schema
        The JSON schema of the reply, as it stands in its file.
    max_tokens, temperature
        As in `ModelRequest`.
    again
        How often it is asked once more where a check or guard refused the reply.
    refused
        What is said then, by the code of the check or guard; `""` is said of
        those that have no words of their own, with `{code}` in it.
    """

    prompt: str
    schema: str
    max_tokens: int
    temperature: float
    again: int
    refused: Mapping[str, str]


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    How much of anything.

    Attributes
    ----------
    seconds
        For all calls of one hint together, waiting and repairs included.
    ideas
        Ideas of the catalogue that the first call may choose among, at most.
    lines
        Lines of a path in a reply, at most.
    sentences, words
        Of a hint.
    """

    seconds: Annotated[float, msgspec.Meta(gt=0, le=60)]
    ideas: Annotated[int, msgspec.Meta(ge=1, le=80)]
    lines: Annotated[int, msgspec.Meta(ge=2, le=30)]
    sentences: Annotated[int, msgspec.Meta(ge=1, le=3)]
    words: Annotated[int, msgspec.Meta(ge=5, le=60)]


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """
    One recipe.

    Attributes
    ----------
    name, version
        For people; the hash is what counts.
    stages
        `two` calls, misconception and then tutor from the masked package, or
        the control's `one`, which sees everything at once.
    languages
        Of the hints, without regions; a job in any other is not taken up.
    features
        Names of the coarse features of a learner that go out, none as a rule.
    moves
        What a hint may do, as the schema has it.
    asks
        By call: `misconception` and `tutor`, or `single`.
    hash
        Names it.
    """

    name: str
    version: int
    stages: Stages
    languages: tuple[str, ...]
    features: tuple[str, ...]
    moves: tuple[str, ...]
    limits: Limits
    asks: Mapping[str, Ask]
    hash: RecipeHash

    def coarse(self, features: Mapping[str, str]) -> dict[str, str]:
        """Return, of a learner's features, those that the recipe asks for and that are as coarse as they may be."""
        return {name: said for name, said in features.items() if name in self.features and said in FEATURES[name]}
