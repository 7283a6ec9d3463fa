"""
Variants of the examples of mal-rules, and whether a rule is found again in what it makes, all rules competing.

The numbers of an example are drawn anew, with as many digits; the rule is applied,
and the line that comes out is explained, or the number alone that it comes to. Lines
that are right are passed over.
"""

import random
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

import msgspec

from hints.misconception.explain import Explanation, explain
from hints.misconception.ranking import NOBODY
from hints.misconception.rewriting.agreement import Agreement, agreement, target
from hints.misconception.rewriting.applying import applications, indexed
from hints.misconception.rewriting.flattening import line_of, tree_of
from hints.misconception.rewriting.reading import LINES, shipped_rules
from hints.misconception.rewriting.rule import MalRule
from hints.misconception.wrong_answers import explain_answer
from item_bank.algebra.exact import number
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.tree import Relation, Tree, names
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import NumberAnswer
from item_bank.answers.kinds.number import NumberKey, compile_number
from item_bank.answers.maths import Source
from item_bank.exercise import ExerciseStep
from tests.hints.builders import exercise, step

__all__ = ["VARIANTS", "Found", "found_again", "found_from_answer"]

VARIANTS: Final = 50
"""Draws for each rule; how many are kept depends on its conditions."""
DIGITS: Final = re.compile(r"\d+")
POINTS: Final = Points(b"bench", "variants")


class Found(msgspec.Struct, frozen=True):
    """How many were looked at, in how many the rule's idea comes first, and in how many among three."""

    all: int
    first: int
    among: int


def found_again(seed: int, variants: int = VARIANTS) -> Found:
    """
    Explain the wrong lines.
    """
    rng = random.Random(seed)
    return _counted(
        (rule, explain(before, after)) for rule in shipped_rules() for before, after in _variants(rule, variants, rng)
    )


def found_from_answer(seed: int, variants: int = VARIANTS) -> Found:
    """
    Explain the numbers that the wrong lines come to, as answers to exercises that show no working.
    """
    rng = random.Random(seed)

    def told() -> Iterator[tuple[MalRule, tuple[Explanation, ...]]]:
        for rule in shipped_rules():
            for before, after in _variants(rule, variants, rng):
                answered = _answered(before, after)
                if answered is not None:
                    yield rule, explain_answer(*answered, NOBODY)

    return _counted(told())


def _counted(told: Iterable[tuple[MalRule, tuple[Explanation, ...]]]) -> Found:
    total = first = among = 0
    for rule, explanations in told:
        own = {rule.id, rule.misconception} - {None}
        ideas = [{one.mal_rule, one.misconception} for one in explanations]
        total += 1
        first += bool(ideas) and not own.isdisjoint(ideas[0])
        among += any(not own.isdisjoint(idea) for idea in ideas[:3])
    return Found(total, first, among)


def _answered(before: Tree, after: Tree) -> tuple[ExerciseStep, Tree] | None:
    """Make an exercise of a line that comes to one number, and a wrong answer of the wrong line."""
    letters = names(before)
    right, wrong = _number(before, letters), _number(after, letters)
    if right is None or wrong is None or right == wrong:
        return None
    asked = step(NumberAnswer(value=str(right)), solution=(to_text(before),), unknowns=letters)
    return exercise(asked).steps[0], number(wrong)


def _number(line: Tree, letters: tuple[str, ...]) -> Fraction | None:
    """Return the number that a line comes to, the solution of an equation in one letter."""
    if len(letters) > 1 or (letters and not isinstance(line, Relation)):
        return None
    key = compile_number(NumberAnswer(value="0"), Source(unknowns=(), solution=(), points=POINTS))
    found = key.same(line) if isinstance(key, NumberKey) else None
    return found if isinstance(found, Fraction) else None


def _variants(rule: MalRule, variants: int, rng: random.Random) -> Iterator[tuple[Tree, Tree]]:
    """Yield lines like the first example's, each with a wrong line that the rule makes of it."""
    alone = indexed((rule,))
    for _ in range(variants):
        before = read(DIGITS.sub(lambda match: _drawn(match[0], rng), rule.examples[0].before), LINES)
        line = None if isinstance(before, Unreadable) else line_of(before)
        if isinstance(before, Unreadable) or line is None:
            continue
        right = target(line, line)
        wrong = (one for one in applications(line, alone) if agreement(one.worth, right) is not Agreement.PARTS)
        made = next(wrong, None)
        after = None if made is None else read(to_text(tree_of(made.line)), LINES)
        if after is not None and not isinstance(after, Unreadable):
            yield before, after


def _drawn(text: str, rng: random.Random) -> str:
    """Draw another number of as many digits; 0, 1 and 2 mostly stand for themselves."""
    if text in ("0", "1", "2"):
        return text
    return str(rng.randrange(10 ** (len(text) - 1) + (len(text) == 1), 10 ** len(text)))
