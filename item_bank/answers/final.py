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
from item_bank.answers.words import asks_for_help, without_latex

__all__ = ["judge_final", "judge_words"]


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
        case TextKey() | OrderKey() | ChoiceKey():
            judged = judge_words(key, text, written)
            doubtful = judged.verdict is Verdict.INVALID or (
                isinstance(key, TextKey) and judged.verdict is not Verdict.CORRECT
            )
            return _asked() if doubtful and asks_for_help(_words(text, written)) else judged
        case MathsKey():
            if asks_for_help(text):
                return _asked()
            tree = read_in(key.maths, text, locale, written)
            if isinstance(tree, Problem):
                return Judged(verdict=Verdict.INVALID, reason=tree.code, problem=tree)
            return key.judge(tree, text)
        case _:
            assert_never(key)


def judge_words(key: TextKey | OrderKey | ChoiceKey, text: str, written: Format = "text") -> Judged:
    """
    Judge words, options or an order of them.

    What a maths field sets upright is taken out of its commands, unless the
    text as it stands is right already, or names an option that is LaTeX itself.
    """
    judged = _as_written(key, text)
    if written == "text" or judged.verdict is Verdict.CORRECT:
        return judged
    inside = _as_written(key, _words(text, written))
    return judged if inside.verdict is Verdict.INVALID else inside


def _words(text: str, written: Format) -> str:
    """Return the words in a text."""
    return without_latex(text) if written == "latex" else text


def _as_written(key: TextKey | OrderKey | ChoiceKey, text: str) -> Judged:
    """Judge words as they stand."""
    match key:
        case TextKey():
            return judge_text(key, text)
        case OrderKey():
            return judge_order(key, text)
        case ChoiceKey():
            return judge_choice(key, text)
        case _:
            assert_never(key)


def _asked() -> Judged:
    """Say that help was asked for."""
    return Judged(verdict=Verdict.ASKED)
