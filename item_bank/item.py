"""
Items: what a release offers for practice.

A template with its valid draws, and the few facts about it that choosing and
estimating need, worked out once. Opening a variant is `bank`'s.
"""

from typing import Final

import msgspec

from item_bank.answers.answer import Answer, ChoiceAnswer
from item_bank.draw import Ranks
from item_bank.ids import ItemId, SkillId, StepId
from item_bank.template import ItemTemplate

__all__ = ["DIFFICULTY_LOGITS", "Item", "guess_floor", "kind_of", "make_item"]

DIFFICULTY_LOGITS: Final = {1: -2.0, 2: -1.0, 3: 0.0, 4: 1.0, 5: 2.0}
"""
The author's rating in logits: one rating apart, the odds of a right answer change by e.

A learner of average ability succeeds on a very easy item in 88 of 100 tries and on a very hard one in 12; it is
the prior of an item's difficulty until there are answers to it.
"""


class Item(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """
    One item of a release.

    Attributes
    ----------
    skills
        The item's own, then its steps', each once.
    difficulty
        In logits, from the author's rating.
    guess
        The chance of answering the first step right by picking blindly, 0 to 1.
    variants
        How many there are; a variant is an index below it.
    kinds
        The answer kinds of its steps, each once, sorted.
    """

    id: ItemId
    title: str
    skills: tuple[SkillId, ...]
    requires: tuple[SkillId, ...]
    difficulty: float
    guess: float
    variants: int
    step_ids: tuple[StepId, ...]
    kinds: tuple[str, ...]
    template: ItemTemplate
    ranks: Ranks


def make_item(template: ItemTemplate, ranks: Ranks) -> Item:
    """
    Work out an item's facts.
    """
    skills = (*template.skills, *(skill for step in template.steps for skill in step.skills))
    return Item(
        id=template.id,
        title=template.title,
        skills=tuple(dict.fromkeys(skills)),
        requires=template.requires,
        difficulty=DIFFICULTY_LOGITS[template.difficulty],
        guess=guess_floor(template.steps[0].answer),
        variants=ranks.count,
        step_ids=tuple(step.id for step in template.steps),
        kinds=tuple(sorted({kind_of(step.answer) for step in template.steps})),
        template=template,
        ranks=ranks,
    )


def guess_floor(answer: Answer) -> float:
    """
    Return the chance of hitting an answer blindly: 1/n for n choices, else 0.
    """
    return 1 / len(answer.choices) if isinstance(answer, ChoiceAnswer) and answer.choices else 0.0


def kind_of(answer: Answer) -> str:
    """
    Return the name of an answer's kind, as it stands in YAML.
    """
    return str(answer.__struct_config__.tag)
