"""
Likely wrong answers: what a step will be answered with by those who go wrong.

Before anybody has answered: the author's expected mistakes, then the ends of all
wrong ways in the step's table, each as likely as the commonest rule that leads there
on its own; of a choice the wrong options. What is said about one is `diagnose`'s.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from hints.misconception.endings import Mark, answer_of, mark_of
from hints.misconception.ranking import SPECIFIC
from hints.misconception.rewriting.flattening import tree_of
from hints.misconception.wrong_answers import Entry, table
from item_bank.algebra.printing import to_text
from item_bank.answers.answer import ChoiceAnswer
from item_bank.answers.judge import judge
from item_bank.answers.maths import read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.verdict import Problem, Verdict
from item_bank.exercise import ExerciseStep

__all__ = ["likely_wrong"]

WRITTEN: Final = "en"
"""The locale of what is returned: a decimal point, as in authors' files."""
TRIED: Final = 4
"""Answers that are judged for each one asked for; what is found undecided or right after all is left out."""


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
    wrong = (text for text in dict.fromkeys(known[: TRIED * count]) if _is_wrong(step, text))
    return tuple(text for text, _ in zip(wrong, range(count), strict=False))


def _is_wrong(step: ExerciseStep, text: str) -> bool:
    return judge(step.key, FinalResponse(text=text), locale=WRITTEN).verdict is Verdict.INCORRECT


def _options(answer: ChoiceAnswer) -> Sequence[str]:
    """Return the wrong options: those first of which the author says what leads to them."""
    wrong = [choice for choice in answer.choices if choice.id != answer.value]
    return [choice.id for choice in sorted(wrong, key=lambda choice: choice.code is None)]


def _answers(step: ExerciseStep) -> Sequence[str]:
    """
    Return what the author expects, in order, and what wrong ways come to.

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
    ends.sort(key=lambda end: max(map(_common, end[1])), reverse=True)
    return [*listed, *(text for _, ways in ends if (text := _written(key, ways)) is not None)]


def _common(way: Entry) -> tuple[float, int]:
    """Say how common a way is: one with an idea behind it is preferred to a slip, as in ranking."""
    rule = way.application.rule
    return rule.weight if rule.misconception is None else rule.weight * SPECIFIC, -way.place


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
    return min((to_text(answer) for answer in answers if answer is not None), key=len, default=None)
