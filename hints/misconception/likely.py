"""
Likely wrong answers: what a step will be answered with by those who go wrong.

Before anybody has answered: the author's expected mistakes, then the ends of all
wrong ways in the step's table, each as likely as the commonest rule that leads there
on its own; of a choice the wrong options. What is said about one is `diagnose`'s.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, islice
from typing import Final

from hints.misconception.endings import Mark, answer_of, mark_of
from hints.misconception.ranking import SPECIFIC
from hints.misconception.rewriting.flattening import tree_of
from hints.misconception.wrong_answers import Entry, table
from item_bank.algebra.context import Context
from item_bank.algebra.exact import value
from item_bank.algebra.factoring import factored, sum_of
from item_bank.algebra.polynomial import polynomial
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.solving.real_set import RealSet
from item_bank.algebra.solving.solution import solution_set
from item_bank.algebra.tree import Add, Multiply, Power, Subtract, Tree, names, walk
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import ChoiceAnswer
from item_bank.answers.judge import judge
from item_bank.answers.kinds.expression import ExpressionKey
from item_bank.answers.kinds.inequality import InequalityKey
from item_bank.answers.kinds.number import NumberKey
from item_bank.answers.kinds.solutions import SolutionsKey
from item_bank.answers.maths import read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.verdict import Problem, Verdict
from item_bank.exercise import ExerciseStep
from item_bank.pasting.sets import inequality_text, solutions_text
from item_bank.spelling import shortest_decimal

__all__ = ["likely_wrong"]

WRITTEN: Final = "en"
"""The locale of what is returned: a decimal point, as in authors' files."""
TRIED: Final = 4
"""Answers that are judged for each one asked for; what is found undecided or right after all is left out."""
FACTORING: Final = frozenset({"factor-out", "factor-quadratics", "special-products"})
"""The skills whose rules are about writing a sum as a product."""


def likely_wrong(step: ExerciseStep, count: int) -> tuple[str, ...]:
    """
    Return the likeliest wrong answers to a step as they would be entered, in the locale `en`, the likeliest first.

    Parameters
    ----------
    step
        Made ready for judging.
    count
        How many at most; fewer where fewer are known.
    """
    known = _options(step.step.answer) if isinstance(step.step.answer, ChoiceAnswer) else _answers(step)
    wrong = (text for text in dict.fromkeys(islice(known, TRIED * count)) if _is_wrong(step, text))
    return tuple(text for text, _ in zip(wrong, range(count), strict=False))


def _is_wrong(step: ExerciseStep, text: str) -> bool:
    return judge(step.key, FinalResponse(text=text), locale=WRITTEN).verdict is Verdict.INCORRECT


def _options(answer: ChoiceAnswer) -> Sequence[str]:
    """Return the wrong options: those first of which the author says what leads to them."""
    wrong = [choice for choice in answer.choices if choice.id != answer.value]
    return [choice.id for choice in sorted(wrong, key=lambda choice: choice.code is None)]


def _answers(step: ExerciseStep) -> Iterable[str]:
    """
    Yield what the author expects, in order, and what wrong ways come to.

    Where rules are as common, that comes first which goes wrong on the earlier line.
    Sums of all ways to an answer would put those first that many rare slips agree on
    by chance.
    """
    listed = [mistake.value for mistake in step.step.mistakes]
    key = step.key
    if not isinstance(key, MathsKey):
        return listed
    own = set(_marks(key, listed))
    ends = [(found, ways) for found, ways in table(step).entries.items() if found not in own]
    last = len(key.maths.solution) - 1
    if isinstance(key, ExpressionKey):
        ends = [(found, ways) for found, ways in ends if any(_asks_for(key, way) and way.place < last for way in ways)]
    ends.sort(key=lambda end: max(_common(way, last) for way in end[1]), reverse=True)
    return chain(listed, (text for _, ways in ends if (text := _written(key, ways)) is not None))


def _asks_for(key: ExpressionKey, way: Entry) -> bool:
    """Say whether a rule is about what is asked for: who takes a sum apart does not put it together."""
    return key.answer.form != "factored" or way.application.rule.skill in FACTORING


def _common(way: Entry, last: int) -> tuple[bool, float, int]:
    """
    Say how common a way is: one with an idea behind it is preferred to a slip, as in ranking.

    Behind the others comes what only the last line leads to: there is nothing left to do in it. Of an expression it
    is left out.
    """
    rule = way.application.rule
    weight = rule.weight if rule.misconception is None else rule.weight * SPECIFIC
    return way.place < last, weight, -way.place


def _marks(key: MathsKey, texts: Sequence[str]) -> Iterator[Mark]:
    """Mark answers like the ends of wrong ways."""
    for text in texts:
        tree = read_in(key.maths, text, WRITTEN)
        found = None if isinstance(tree, Problem) else mark_of(key, tree)
        if found is not None:
            yield found


def _written(key: MathsKey, ways: tuple[Entry, ...]) -> str | None:
    """Write what ways to an answer come to, as briefly as one of them does: nobody leaves `2 + 3` standing."""
    answers = (answer_of(key, tree_of(way.application.line)) for way in ways)
    written = (_finished(key, answer) for answer in answers if answer is not None)
    return min((text for text in written if text is not None), key=len, default=None)


def _finished(key: MathsKey, answer: Tree) -> str | None:
    """
    Write an answer as it is asked for: a sum put in order, a product where factors are asked, a decimal like the key.

    None where it is no product and cannot be made one: nobody answers so.
    """
    if isinstance(key, NumberKey):
        worth = value(answer)
        decimal = shortest_decimal(worth) if isinstance(worth, Fraction) and "." in key.answer.value else None
        return decimal or to_text(answer)
    if isinstance(key, InequalityKey | SolutionsKey):
        return _solved(key, answer)
    if not isinstance(key, ExpressionKey):
        return to_text(answer)
    if key.answer.form == "factored":
        return to_text(answer) if _is_product(answer) else _taken_apart(answer)
    terms = polynomial(answer)
    return sum_of(terms) if isinstance(terms, dict) else to_text(answer)


def _taken_apart(answer: Tree) -> str | None:
    """Write a sum as a product of linear factors, as who looks for them by hand; None where it is none."""
    text = factored(answer)
    tree = None if text is None else read(text, Context())
    if tree is None or isinstance(tree, Unreadable) or not _is_product(tree):
        return None
    sums = (node for node in walk(tree) if isinstance(node, Add | Subtract))
    return None if any(isinstance(node, Power) for one in sums for node in walk(one)) else text


def _solved(key: InequalityKey | SolutionsKey, answer: Tree) -> str:
    """Solve what is left of a statement, where that has one letter; as it stands where it cannot be."""
    letters = names(answer)
    found = solution_set(answer, letters) if len(letters) == 1 else None
    if not isinstance(found, RealSet):
        return to_text(answer)
    says = inequality_text if isinstance(key, InequalityKey) else solutions_text
    return says(found, letters[0]) or to_text(answer)


def _is_product(tree: Tree) -> bool:
    return isinstance(bare(tree), Multiply | Power)
