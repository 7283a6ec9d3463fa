"""
Anchoring: the formula of a question that its answer follows from.

A step without solution lines still has its question, and where a formula in it comes to
the key, what went wrong may have gone wrong there. Other formulas say nothing: of a text
with three numbers any answer is some function. Options of a choice are formulas too,
and the right one is the key.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

import msgspec

from item_bank.algebra.context import Context
from item_bank.algebra.exact import value
from item_bank.algebra.reading import read
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.tree import Name, Relation, Tree, names
from item_bank.algebra.unreadable import Unreadable
from item_bank.algebra.working.lines import is_statement, relation
from item_bank.answers.answer import Answer, Choice, ChoiceAnswer
from item_bank.answers.kinds.number import NumberKey
from item_bank.answers.maths import read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.verdict import Problem
from item_bank.exercise import ExerciseStep
from item_bank.proposing.lines import ways
from item_bank.proposing.task import Task
from item_bank.variant import VariantStep

__all__ = ["anchored", "asked", "formula_of", "formulas", "picked"]

FORMULA: Final = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.)+)\$")
STEPS: Final = 512
"""Steps whose question is kept, those answered wrongly last."""
MOST: Final = 4
"""Formulas of a question that are tried; each costs a comparison, some 0.2 ms."""
POINTS: Final = Points(b"mal-rules", "anchoring")
"""Known to all: no verdict rests on these."""


def formulas(texts: Sequence[str]) -> Iterator[Tree]:
    """
    Yield the formulas of texts that can be read, each once.
    """
    for latex in list(dict.fromkeys(found for text in texts for found in FORMULA.findall(text)))[:MOST]:
        tree = read(latex, Context(), "latex")
        if not isinstance(tree, Unreadable):
            yield tree


def formula_of(text: str) -> Tree | None:
    """
    Return the formula that a text is; None for one that has words beside it.
    """
    whole = FORMULA.fullmatch(text.strip())
    if whole is not None:
        return next(formulas([text]), None)
    tree = read(text, Context(), "text")
    return tree if not isinstance(tree, Unreadable) and value(tree) is not None else None


def anchored(texts: Sequence[str], right: Tree, setting: Setting = STANDARD) -> Tree | None:
    """
    Return the one formula of a question that comes to its answer; None where there is none, or several.

    Parameters
    ----------
    texts
        The question.
    right
        The answer.
    setting
        What names stand for.
    """
    found = {bare(tree): tree for tree in formulas(texts) if _comes_to(tree, right, setting)}
    return next(iter(found.values())) if len(found) == 1 else None


def _comes_to(formula: Tree, right: Tree, setting: Setting) -> bool:
    """Say whether the answer follows from a formula, and is not just what stands there."""
    if bare(formula) == bare(right):
        return False
    letters = names(formula)
    if is_statement(formula) and not is_statement(right):
        if len(letters) != 1:
            return False
        right = Relation((Name(letters[0]), right), ("=",))
    if is_statement(formula) is not is_statement(right):
        return False
    return relation(formula, right, POINTS, setting).relation == "same"


@lru_cache(maxsize=STEPS)
def asked(step: ExerciseStep, prompt: str) -> ExerciseStep:
    """
    Give a step without solution lines the formula of its question for one; any other step as it is.

    Parameters
    ----------
    step
        The step.
    prompt
        The words of the exercise, above those of the step.

    Returns
    -------
    ExerciseStep
        Not to be judged by: how far an answer has to go is for authored lines to say.
    """
    key = step.key
    if not isinstance(key, MathsKey) or key.maths.solution or (isinstance(key, NumberKey) and key.rounded is not None):
        return step
    found = anchored((prompt, step.step.prompt), key.maths.tree, key.maths.setting)
    if found is None:
        return step
    maths = msgspec.structs.replace(key.maths, solution=_worked_out(found, key, step.step.answer))
    return msgspec.structs.replace(step, key=msgspec.structs.replace(key, maths=maths))


def _worked_out(formula: Tree, key: MathsKey, answer: Answer) -> tuple[Tree, ...]:
    """Return lines from a formula to the key, the longest way that holds; the formula alone where none does."""
    letters = names(formula)
    does: Literal["solve", "evaluate", "rewrite"] = (
        "solve" if is_statement(formula) else "rewrite" if letters else "evaluate"
    )
    if does == "rewrite":
        return (formula,)
    task = Task(does=does, latex="", start=0, tree=formula, unknown=letters[0] if letters else "")
    for way in ways(task, answer):
        read_lines = [read_in(key.maths, line, "en") for line in way]
        lines = [line for line in read_lines if not isinstance(line, Problem)]
        if len(lines) == len(way) and all(
            relation(*pair, POINTS, key.maths.setting).relation == "same" for pair in pairwise(lines)
        ):
            return tuple(lines)
    return (formula,)


def picked(step: VariantStep, answer: ChoiceAnswer, option: Choice, prompt: str) -> tuple[Tree, Tree] | None:
    """
    Return the formula of a question and that of a wrong option; None where the right one does not follow from it.
    """
    right = next(formula_of(one.text) for one in answer.choices if one.id == answer.value)
    wrong = formula_of(option.text)
    if right is None or wrong is None:
        return None
    found = anchored((prompt, step.prompt), right)
    if found is None:
        return None
    letters = names(found)
    if is_statement(found) and not is_statement(wrong):
        wrong = Relation((Name(letters[0]), wrong), ("=",))
    return found, wrong
