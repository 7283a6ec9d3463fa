"""
Matching: which items of a bank ask what a pasted problem asks.

Two formulas are alike as far as they are built alike: the same kind of answer,
the same operations, kinds of numbers, powers, letters on one side or both.
Compared are sets of such features, by the share that both have (Jaccard 1901,
weighted: what is done counts for more than what stands in it). The skills of
the likest items are proposed; the teacher confirms them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

import msgspec

from item_bank.algebra.context import Context
from item_bank.algebra.exact import value
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.tree import (
    Add,
    Call,
    Divide,
    Factorial,
    Group,
    Junction,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    Power,
    Relation,
    Subtract,
    Tree,
    names,
    walk,
)
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import Answer, SolutionsAnswer
from item_bank.bank import Bank
from item_bank.ids import ItemId, SkillId
from item_bank.item import kind_of

__all__ = ["Index", "Match", "SkillMatch", "features", "index_of", "matches", "skills_of"]

FORMULA: Final = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.)+)\$")
SAMPLES: Final = 3
"""Draws of an item that are looked at: numbers of other kinds may be drawn."""
LEAST: Final = 0.5
"""Less alike than this is another problem."""
MOST: Final = 5
"""Items, and skills, that are proposed."""
LARGE: Final = 100
FEW_WORDS: Final = 12
LESS_PLAIN: Final = 0.9
"""What an item is worth that has other steps, other formulas or a story beside: it asks more than the problem."""
SHORT: Final = 2
"""Characters of a formula that says nothing of what is asked: `x`, `12`."""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """An item that asks the same, and how alike it is: 0 to 1."""

    item: ItemId
    likeness: float


class SkillMatch(msgspec.Struct, frozen=True, kw_only=True):
    """A skill that the likest items practise, and how alike the likest of them is: 0 to 1."""

    skill: SkillId
    likeness: float


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What one draw of an item asks, and whether it asks nothing else: one step, few words."""

    features: Counter[str]
    plain: bool


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """What each item of a bank asks, as features; an item may ask several things."""

    items: tuple[tuple[ItemId, tuple[Asked, ...]], ...]
    skills: Mapping[ItemId, tuple[SkillId, ...]]


def index_of(bank: Bank) -> Index:
    """
    Look through a bank, once for a release: one formula of a prompt is what is asked.
    """
    looked = ((item.id, tuple(_asked(bank, item.id, item.variants))) for item in bank.items.values())
    return Index(
        items=tuple((item, asked) for item, asked in looked if asked),
        skills={item.id: item.skills for item in bank.items.values()},
    )


def matches(index: Index, asked: Mapping[str, int]) -> tuple[Match, ...]:
    """
    Return the likest items, the likest first; `MOST` at most, none that is less than half alike.
    """
    problem = Counter(asked)
    scored = [
        Match(item=item, likeness=round(max(_likeness(problem, one) for one in asks), 3)) for item, asks in index.items
    ]
    likely = sorted((match for match in scored if match.likeness >= LEAST), key=lambda one: (-one.likeness, one.item))
    return tuple(likely[:MOST])


def skills_of(index: Index, found: Sequence[Match]) -> tuple[SkillMatch, ...]:
    """
    Return the skills of matched items, each once, the likest first.
    """
    best: dict[SkillId, float] = {}
    for match in found:
        for skill in index.skills[match.item]:
            best[skill] = max(best.get(skill, 0.0), match.likeness)
    ranked = sorted(best.items(), key=lambda entry: -entry[1])
    return tuple(SkillMatch(skill=skill, likeness=likeness) for skill, likeness in ranked[:MOST])


def features(tree: Tree, answer: Answer) -> Counter[str]:
    """
    Return what a problem is built of, weighted: the answer's kind and form, then operations, then numbers.
    """
    found: Counter[str] = Counter()
    found[f"kind {'number' if _is_one_number(answer) else kind_of(answer)}"] = 4
    letters = names(tree)
    if not isinstance(tree, Relation):
        found[f"form {getattr(answer, 'form', 'any')}"] = 2
    found[f"letters {min(len(letters), 3)}"] = 3
    for sign in _statements(tree):
        found[f"sign {sign}"] = 4
    for part in set(_parts(tree)):
        found[part] = 2
    if below := _denominators(tree):
        found["equal denominators" if len(set(below)) == 1 else "different denominators"] = 3
    for part in set(_numbers(tree)):
        found[part] = 1
    if isinstance(tree, Relation) and len(tree.operands) > 1:
        sides = sum(bool(names(side)) for side in tree.operands)
        found[f"sides {sides}"] = 3
    size = sum(1 for node in walk(tree) if isinstance(node, Add | Subtract | Multiply | Divide | Power))
    found[f"size {min(size // 2, 3)}"] = 1
    return found


def _asked(bank: Bank, item: ItemId, variants: int) -> Iterator[Asked]:
    for place in range(SAMPLES):
        exercise = bank.open(item, place * (variants - 1) // max(1, SAMPLES - 1))
        prompt, (first, *more) = exercise.variant.prompt, exercise.steps
        own = _formulas(prompt) or _formulas(first.step.prompt)
        tree = read(max(own, key=len), Context(), "latex") if own else None
        if tree is not None and not isinstance(tree, Unreadable):
            answer = exercise.steps[-1].step.answer
            plain = not more and len(own) == 1 and len(FORMULA.sub("", prompt).split()) <= FEW_WORDS
            yield Asked(features=features(tree, answer), plain=plain)
        if variants == 1:
            return


def _formulas(prompt: str) -> list[str]:
    """
    Return the formulas of a prompt that are more than a letter or a number.
    """
    return [formula for formula in FORMULA.findall(prompt) if len(formula.strip()) > SHORT]


def _likeness(problem: Counter[str], asked: Asked) -> float:
    both, either = (problem & asked.features).total(), (problem | asked.features).total()
    return both / either * (1.0 if asked.plain else LESS_PLAIN)


def _statements(tree: Tree) -> Iterator[str]:
    for node in walk(tree):
        if isinstance(node, Relation):
            yield from ("=" if sign == "=" else "<" for sign in node.operators)
        elif isinstance(node, Junction):
            yield "joined"


def _parts(tree: Tree) -> Iterator[str]:
    """
    Yield what is done in a tree, and to what: to numbers, or to letters.
    """
    for node in walk(tree):
        match node:
            case Add() | Subtract():
                sign = "plus" if isinstance(node, Add) else "minus"
                yield f"{sign} of fractions" if any(_is_fraction(one) for one in (node.left, node.right)) else sign
            case Multiply(left, right):
                yield "product with a bracket" if any(isinstance(one, Group) for one in (left, right)) else "product"
            case Divide(_, right):
                yield "fraction with letters below" if names(right) else "quotient"
            case Power(base, exponent):
                size = exponent.text if isinstance(exponent, Number) else "other"
                yield f"power {'of letters' if names(base) else 'of numbers'} {size}"
            case Call(function, _):
                yield f"function {function}"
            case Negate():
                yield "negative numbers" if isinstance(value(node), Fraction) else "negative letters"
            case Factorial():
                yield "factorial"
            case Name() | _:
                pass


def _numbers(tree: Tree) -> Iterator[str]:
    for node in walk(tree):
        match node:
            case Number(text):
                yield "decimals" if "." in text else "large numbers" if int(text) >= LARGE else "whole numbers"
            case Mixed():
                yield "mixed numbers"
            case Percent():
                yield "percents"
            case _:
                pass


def _denominators(tree: Tree) -> list[str]:
    """
    Return the denominators of fractions of numbers that are added or subtracted.
    """
    return [
        to_text(side.right)
        for node in walk(tree)
        if isinstance(node, Add | Subtract)
        for side in (node.left, node.right)
        if isinstance(side, Divide) and not names(side)
    ]


def _is_one_number(answer: Answer) -> bool:
    """
    Say whether one solution is asked for: some banks have it as a number, others as solutions.
    """
    return isinstance(answer, SolutionsAnswer) and not re.search(r"\bor\b|\band\b|[;,±∅ℝ]", answer.value)


def _is_fraction(tree: Tree) -> bool:
    return isinstance(tree, Mixed) or (isinstance(tree, Divide) and not names(tree))
