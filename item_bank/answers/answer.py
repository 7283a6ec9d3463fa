"""
Answers: what counts as right, as data.

One Struct per kind, told apart by `kind`; the same shape stands in an item's
YAML, in a bundle and in a line of `misstep grade`. Texts are typed maths in
our own grammar. Reading and judging are `judge`'s; a new kind is a new Struct
here and a new case wherever answers are matched, which mypy lists.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

import msgspec

__all__ = [
    "KINDS",
    "Answer",
    "Choice",
    "ChoiceAnswer",
    "EquationAnswer",
    "ExpressionAnswer",
    "Form",
    "NumberAnswer",
    "TextAnswer",
]

Form: TypeAlias = Literal["any", "lowest_terms"]
"""The asked way of writing a right value; `any` asks for none."""


class NumberAnswer(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="number"
):
    """One exact number; `value` is any variable-free text that has it."""

    value: str
    form: Form = "any"


class ExpressionAnswer(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="expression"
):
    """An expression, right when it is identical to `value` wherever both are defined."""

    value: str
    form: Form = "any"


class EquationAnswer(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="equation"
):
    """An equation in `unknowns`, right when it has the same solutions as `value`."""

    value: str
    unknowns: tuple[str, ...] = ()


class Choice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One option: its id (a, b, c, ... in authored order), its text, and the mistake that picking it shows."""

    id: str
    text: str
    code: str | None = None


class ChoiceAnswer(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="choice"
):
    """One option out of several; `value` is the id of the right one."""

    value: str
    choices: tuple[Choice, ...] = ()
    shuffle: bool = True


class TextAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="text"):
    """Words, compared without regard to case and white space; `accept` lists further spellings."""

    value: str
    accept: tuple[str, ...] = ()


Answer: TypeAlias = NumberAnswer | ExpressionAnswer | EquationAnswer | ChoiceAnswer | TextAnswer

KINDS: Mapping[str, type[Answer]] = MappingProxyType(
    {str(kind.__struct_config__.tag): kind for kind in get_args(Answer)}
)
"""Each kind by its name in YAML and JSON."""
