"""
Final answers: the verdict on one text, whatever its kind.
"""

from typing import assert_never

from item_bank.algebra.tree import Tree
from item_bank.answers.key import Key, MathsKey
from item_bank.answers.kinds.choice import ChoiceKey, judge_choice
from item_bank.answers.kinds.equation import EquationKey, judge_equation
from item_bank.answers.kinds.expression import ExpressionKey, judge_expression
from item_bank.answers.kinds.number import NumberKey, judge_number
from item_bank.answers.kinds.text import TextKey, judge_text
from item_bank.answers.maths import read_in
from item_bank.answers.verdict import Judged, Problem, Verdict
from item_bank.answers.words import asks_for_help

__all__ = ["judge_final", "judge_tree"]


def judge_final(key: Key, text: str, locale: str) -> Judged:
    """
    Judge one text.

    A text that only asks for help is `asked`, unless these very words are the
    right answer.
    """
    match key:
        case TextKey():
            judged = judge_text(key, text)
            return _asked() if judged.verdict is not Verdict.CORRECT and asks_for_help(text) else judged
        case ChoiceKey():
            judged = judge_choice(key, text)
            return _asked() if judged.verdict is Verdict.INVALID and asks_for_help(text) else judged
        case NumberKey() | ExpressionKey() | EquationKey():
            if asks_for_help(text):
                return _asked()
            tree = read_in(key.maths, text, locale)
            if isinstance(tree, Problem):
                return Judged(verdict=Verdict.INVALID, reason=tree.code, problem=tree)
            return judge_tree(key, tree, text)
        case _:
            assert_never(key)


def judge_tree(key: MathsKey, tree: Tree, text: str) -> Judged:
    """
    Judge maths that was read from `text`.
    """
    match key:
        case NumberKey():
            return judge_number(key, tree, text)
        case ExpressionKey():
            return judge_expression(key, tree, text)
        case EquationKey():
            return judge_equation(key, tree, text)
        case _:
            assert_never(key)


def _asked() -> Judged:
    """Say that help was asked for."""
    return Judged(verdict=Verdict.ASKED)
