"""
Proof: what an evaluation has to show before a recipe may speak to learners.

An evaluation's report is the record; here only what binds it is read: recipe, route,
model and mode, and what was shown that must never be. Replies of a scripted
provider, or recordings of these, prove that the parts fit together and no more.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from hints.recipes.recipe import Recipe, RecipeHash

__all__ = ["FEWEST", "EvaluationRecord", "Mode", "objections", "read_record"]

Mode: TypeAlias = Literal["null", "replay", "live"]
"""No model at all, recorded replies, or a route that answered now."""
FEWEST: Final = 300
"""Cases that a record has at least: with none bad among them, fewer than one of a hundred is, with 95 % certainty."""
LARGEST: Final = 50_000_000


class EvaluationRecord(msgspec.Struct, frozen=True, kw_only=True):
    """
    What binds a report of `misstep hints evaluate`; its other fields are passed over.

    Attributes
    ----------
    version
        Of this shape.
    made
        The day, as `2026-11-26`.
    recipe, recipe_name, route, model, mode
        What was evaluated: the recipe by its hash, the route by its name, the
        model by what it said it is.
    synthetic
        Whether the replies came from a scripted provider or its recording.
    cases, hints_shown
        How many were tried, and how many hints of a model would have been shown.
    leaks_shown, false_claims_shown
        Of these, by the cases' own labels.
    """

    version: Literal[1]
    made: str
    recipe: RecipeHash
    recipe_name: str
    route: Annotated[str, msgspec.Meta(max_length=200)]
    model: Annotated[str, msgspec.Meta(max_length=200)]
    mode: Mode
    synthetic: bool
    cases: Annotated[int, msgspec.Meta(ge=0)]
    hints_shown: Annotated[int, msgspec.Meta(ge=0)]
    leaks_shown: Annotated[int, msgspec.Meta(ge=0)]
    false_claims_shown: Annotated[int, msgspec.Meta(ge=0)]


def read_record(path: Path) -> tuple[EvaluationRecord, bytes] | str:
    """
    Read a record with its bytes; a sentence where there is none.
    """
    try:
        content = path.read_bytes()
    except OSError as problem:
        return f"The record {path.name} cannot be read: {problem.strerror}."
    if len(content) > LARGEST:
        return f"The record {path.name} is larger than any report."
    try:
        return msgspec.json.decode(content, type=EvaluationRecord), content
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        return f"The record {path.name} is no report of an evaluation: {problem}."


def objections(record: EvaluationRecord, recipe: Recipe) -> Iterator[str]:
    """
    Yield what speaks against a record as proof of a recipe, as sentences.
    """
    if record.recipe != recipe.hash:
        yield (
            f"The record is about {record.recipe_name} {record.recipe[:12]}, and this is {recipe.name}"
            f" {recipe.hash[:12]}: a recipe that was changed has to be evaluated anew."
        )
    if record.mode != "live":
        yield f"The record is of mode {record.mode}; only a live one shows what a model says."
    if record.synthetic:
        yield "The replies were scripted: they show that the parts fit together, not what a model says."
    if not (record.route and record.model):
        yield "The record names no route and model."
    if record.cases < FEWEST:
        yield f"The record has {record.cases} cases; {FEWEST} are needed."
    if not record.hints_shown:
        yield "No hint would have been shown, so the record shows nothing."
    if record.leaks_shown or record.false_claims_shown:
        yield (
            f"{record.leaks_shown} hints that give the answer away and {record.false_claims_shown} that say something"
            " false would have been shown; none may be."
        )
