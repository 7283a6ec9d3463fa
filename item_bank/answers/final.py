"""
Final answers: the verdict on one text, whatever its kind.
"""

from typing import assert_never

from item_bank.algebra.context import Format
from item_bank.algebra.unreadable import unreadable
from item_bank.answers.key import Key
from item_bank.answers.kinds.choice import ChoiceKey, judge_choice
from item_bank.answers.kinds.order import OrderKey, judge_order
from item_bank.answers.kinds.text import TextKey, judge_text
from item_bank.answers.maths import read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import as_problem
from item_bank.answers.response import MAX_TEXT
from item_bank.answers.verdict import Judged, Problem, Verdict
from item_bank.answers.words import asks_for_help

__all__ = ["judge_final"]


def judge_final(key: Key, text: str, locale: str, written: Format = "text") -> Judged:
    """
    Judge one text.

    A text that only asks for help is `asked`, unless these very words are the
    right answer.
    """
    if len(text) > MAX_TEXT:
        # Decoding refuses these; whoever comes by another way must not make any kind work on them.
        problem = as_problem(unreadable("text_too_long", MAX_TEXT, len(text)))
        return Judged(verdict=Verdict.INVALID, reason=problem.code, problem=problem)
    match key:
        case TextKey():
            judged = judge_text(key, text)
            return _asked() if judged.verdict is not Verdict.CORRECT and asks_for_help(text) else judged
        case OrderKey():
            return _asked() if asks_for_help(text) else judge_order(key, text)
        case ChoiceKey():
            judged = judge_choice(key, text)
            return _asked() if judged.verdict is Verdict.INVALID and asks_for_help(text) else judged
        case MathsKey():
            if asks_for_help(text):
                return _asked()
            tree = read_in(key.maths, text, locale, written)
            if isinstance(tree, Problem):
                return Judged(verdict=Verdict.INVALID, reason=tree.code, problem=tree)
            return key.judge(tree, text)
        case _:
            assert_never(key)


def _asked() -> Judged:
    """Say that help was asked for."""
    return Judged(verdict=Verdict.ASKED)
