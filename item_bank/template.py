"""
Templates: items before their parameters are drawn.

The shape that loading and importing produce and a bundle holds. Where a variant
holds values, a template holds formulas (an answer's `value`, a mistake's
`value`, `derive`, `where`) or texts with placeholders (everything else that is
read by people, and solution lines). `fill` makes a variant of one.
"""

from typing import Annotated, Literal, TypeAlias

import msgspec

from item_bank.answers.answer import Answer
from item_bank.domain import Domain
from item_bank.figures.figure import Figure
from item_bank.ids import ItemId, SkillId, StepId
from item_bank.variant import ExpectedMistake, Help

__all__ = ["Difficulty", "Grades", "ItemTemplate", "StepTemplate"]

Difficulty = Annotated[int, msgspec.Meta(ge=1, le=5)]
"""The author's rating, from 1 (very easy) over 3 (usual) to 5 (very hard)."""


Grades: TypeAlias = Literal["1-2", "3-5", "6-8", "9-12"]
"""The school years that an item is written for."""


class StepTemplate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    One step; the fields are `VariantStep`'s, not yet filled.

    The last of `mistakes` may be the item's, which hold in several steps:
    `of_item` says of each of these where it stands in the item's own list.
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
    of_item: tuple[int, ...] = ()
    figures: tuple[Figure, ...] = ()


class ItemTemplate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    One item.

    `params` are drawn, `derive` follows from them in the order given, and every
    condition of `where` holds in each valid draw.
    """

    id: ItemId
    title: str
    language: str
    license: str
    attribution: str
    prompt: str
    steps: tuple[StepTemplate, ...]
    format: Literal[1] = 1
    skills: tuple[SkillId, ...] = ()
    requires: tuple[SkillId, ...] = ()
    difficulty: Difficulty = 3
    grade: Grades | None = None
    tags: tuple[str, ...] = ()
    params: dict[str, Domain] = {}
    derive: dict[str, str] = {}
    where: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
