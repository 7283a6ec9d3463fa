"""
Errors: what a simulated learner gets wrong at one step, with what made it.

By rule: a line of the step's own solution rewritten wrongly by one mal-rule and
worked on to its end, as `hints.misconception.wrong_answers` knows them. Or from
outside the rules: numbers that are near, or anything; such
an answer may be what a rule gives, too, as with any class. Who makes which is
`persona`'s.
"""

import re
from functools import lru_cache
from random import Random
from typing import Final

import msgspec

from hints.misconception.endings import answer_of
from hints.misconception.rewriting.flattening import tree_of
from hints.misconception.rewriting.rule import RuleId
from hints.misconception.wrong_answers import table
from item_bank.algebra.polynomial import NotPolynomial, Polynomial, polynomial
from item_bank.algebra.printing import to_text
from item_bank.algebra.tree import Tree
from item_bank.answers.answer import ChoiceAnswer, OrderAnswer
from item_bank.answers.judge import judge
from item_bank.answers.key import fingerprint
from item_bank.answers.kinds.expression import ExpressionKey
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.verdict import Verdict
from item_bank.exercise import ExerciseStep

__all__ = ["Error", "Way", "by_rule", "outside", "ways"]

KEPT: Final = 32
"""Steps whose ways are kept: the same homework is done thirty times."""
DRAWS: Final = 20
"""Wrong answers that are drawn until one is wrong indeed."""
NUMBER: Final = re.compile(r"\d+")
FARTHEST: Final = 60
"""Numbers that come from nowhere lie between this and a third of it below zero: what school homework comes to."""


class Error(msgspec.Struct, frozen=True, kw_only=True):
    """
    One wrong answer with its label.

    Attributes
    ----------
    text
        As it is entered.
    rule, idea
        The mal-rule that made it, and the misconception behind that; None from outside the rules.
    also
        Rules, ideas and expected mistakes that give the same answer: nobody can tell these apart by it.
    """

    text: str
    rule: RuleId | None = None
    idea: str | None = None
    also: tuple[str, ...] = ()


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One way to a wrong answer: the rule, how often that happens beside others, and the line it writes."""

    rule: RuleId
    idea: str | None
    weight: float
    line: Tree
    also: tuple[str, ...]


@lru_cache(maxsize=KEPT)
def ways(step: ExerciseStep) -> tuple[Way, ...]:
    """
    Return the ways in which rules go wrong at a step, each rule once for each answer.
    """
    found: list[Way] = []
    for entries in table(step).entries.values():
        rules = {entry.application.rule.id: entry for entry in reversed(entries)}
        for entry in rules.values():
            rule = entry.application.rule
            others = [one.application.rule for one in rules.values() if one.application.rule is not rule]
            also = {name for other in others for name in (str(other.id), other.misconception) if name is not None}
            line = tree_of(entry.application.line)
            found.append(
                Way(rule=rule.id, idea=rule.misconception, weight=rule.weight, line=line, also=tuple(sorted(also)))
            )
    return tuple(found)


def by_rule(step: ExerciseStep, way: Way) -> Error | None:
    """
    Work a wrong line on to its end; None where it comes to no answer that is wrong.
    """
    key = step.key
    if not isinstance(key, MathsKey):
        return None
    answer = answer_of(key, way.line)
    if answer is None:
        return None
    text = _worked_on(answer) if isinstance(key, ExpressionKey) else to_text(answer)
    if not _is_wrong(step, text):
        return None
    same = fingerprint(key, text)
    expected = None if same is None else step.mistakes.get(same)
    also = way.also if expected is None else (*way.also, str(expected.code))
    return Error(text=text, rule=way.rule, idea=way.idea, also=also)


def outside(step: ExerciseStep, draw: Random) -> Error | None:
    """
    Draw a wrong answer that no rule made; None where nothing wrong came up.
    """
    if isinstance(step.step.answer, ChoiceAnswer):
        wrong = [choice.id for choice in step.step.answer.choices if choice.id != step.step.answer.value]
        return Error(text=draw.choice(wrong)) if wrong else None
    if isinstance(step.step.answer, OrderAnswer):
        return None
    for _ in range(DRAWS):
        text = draw.choice((_near, _anything))(step, draw)
        if text and _is_wrong(step, text):
            return Error(text=text)
    return None


def _near(step: ExerciseStep, draw: Random) -> str:
    """Change the numbers of the right answer, as a miscount does."""

    def other(found: re.Match[str]) -> str:
        number = int(found[0])
        reach = max(3, round(0.6 * number))
        return str(max(1, number + draw.randint(-reach, reach)))

    return NUMBER.sub(other, str(step.step.answer.value))


def _anything(step: ExerciseStep, draw: Random) -> str:
    """Say any number, in the shape of the answer where that has letters."""
    number = str(draw.randint(-FARTHEST // 3, FARTHEST))
    text = str(step.step.answer.value)
    return NUMBER.sub(lambda _: str(draw.randint(1, FARTHEST // 3)), text) if re.search(r"[a-z]", text) else number


def _is_wrong(step: ExerciseStep, text: str) -> bool:
    return judge(step.key, FinalResponse(text=text)).verdict is Verdict.INCORRECT


def _worked_on(answer: Tree) -> str:
    """Write an expression as somebody hands it in: multiplied out, where it can be."""
    terms = polynomial(answer)
    return to_text(answer) if isinstance(terms, NotPolynomial) else _written(terms)


def _written(terms: Polynomial) -> str:
    ordered = sorted(terms.items(), key=lambda one: (-sum(power for _, power in one[0]), one[0]))
    text = ""
    for monomial, coefficient in ordered:
        letters = "".join(name if power == 1 else f"{name}^{power}" for name, power in monomial)
        size = abs(coefficient)
        number = "" if size == 1 and letters else str(size) if size.denominator == 1 or not letters else f"({size})"
        text += (" - " if coefficient < 0 else " + ") + number + letters
    text = text.strip() or "0"
    return "-" + text[2:] if text.startswith("- ") else text.removeprefix("+ ")
