"""
Variants: items with their parameters drawn.

A variant is a number: the place of a draw among the item's valid draws, so
`(release, item, variant)` names an exercise exactly, for ever. Here is what a
drawn exercise holds; drawing is `draw`'s, opening is `bank`'s.
"""

from typing import TypeAlias

import msgspec

from item_bank.answers.answer import Answer
from item_bank.figures.figure import Figure
from item_bank.ids import ItemId, MistakeCode, ReleaseId, SkillId, StepId

__all__ = ["ExpectedMistake", "Help", "Rung", "Scaffold", "Variant", "VariantStep"]


class Rung(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="rung"):
    """One rung of an authored hint ladder; one that `reveals` gives the answer away and is kept for the end."""

    text: str
    reveals: bool = False


class Scaffold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="scaffold"):
    """An easier sub-step: asked on the way to its step, judged, never evidence by itself."""

    id: StepId
    prompt: str
    answer: Answer
    rungs: tuple[Rung, ...] = ()
    figures: tuple[Figure, ...] = ()
    reveals: bool = False
    """Whether its prompt or its answer gives the step's answer away."""


Help: TypeAlias = Rung | Scaffold


class ExpectedMistake(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A wrong answer and what it shows; `hint` overrides the mistake's own words."""

    value: str
    code: MistakeCode
    hint: str | None = None


class VariantStep(msgspec.Struct, frozen=True, kw_only=True):
    """
    One step with every placeholder filled.

    `help` is the authored ladder in order, scaffolds among the rungs.
    `solution` are lines of typed maths, the first following from the prompt,
    the last being the key; empty where the bank has none. `functions` and
    `unknowns` tell the reader which names may occur. `follows` is the answer as
    a formula in `prev`, the number of the step before; empty where it has none.
    """

    id: StepId
    prompt: str
    skills: tuple[SkillId, ...]
    answer: Answer
    mistakes: tuple[ExpectedMistake, ...] = ()
    help: tuple[Help, ...] = ()
    solution: tuple[str, ...] = ()
    unknowns: tuple[str, ...] = ()
    follows: str = ""
    figures: tuple[Figure, ...] = ()


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise, ready to be put before a learner; texts are Markdown with maths between dollar signs."""

    release: ReleaseId
    item: ItemId
    index: int
    title: str
    prompt: str
    language: str
    license: str
    attribution: str
    draw: dict[str, str]
    steps: tuple[VariantStep, ...]
    figures: tuple[Figure, ...] = ()
