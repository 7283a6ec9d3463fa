"""
Notations: whether the judge takes a key as right however it is written.

As its print in LaTeX, without the spaces that may be left out, with a decimal
comma, and named as the unknown that it solves for. That the text itself is
right is `keys`'s to find; which notations an answer has follows from its kind.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from item_bank.algebra.context import Format
from item_bank.algebra.printing import to_latex, to_text
from item_bank.answers.answer import Answer, NumberAnswer
from item_bank.answers.judge import judge
from item_bank.answers.key import Key, MathsKey
from item_bank.answers.maths import read_in
from item_bank.answers.response import MAX_TEXT
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.verdict import Problem, Verdict
from item_bank.finding import quoted

__all__ = ["NOTATED", "refused_notation"]

NOTATED: Final = 20
"""Draws whose answer is written in every notation; how one is read hardly depends on the numbers."""

COMMA_LOCALE: Final = "de"
"""A language whose numbers have a decimal comma."""

_OPTIONAL_SPACE: Final = re.compile(r" +(?=[-+*/^=<>])|(?<=[-+*/^=<>]) +")
_DECIMAL: Final = re.compile(r"[0-9]\.[0-9]")


class _Notation(msgspec.Struct, frozen=True):
    """One way to write a key: its name in a sentence, the text, and how that is read."""

    name: str
    text: str
    written: Format = "text"
    locale: str = "en"


def refused_notation(key: Key, answer: Answer, unknowns: tuple[str, ...]) -> str | None:
    """
    Say in a sentence without its end which notation of a key is not judged right; None where all are.

    Parameters
    ----------
    key
        Of the answer; its own text is judged right.
    answer
        Filled.
    unknowns
        What its step solves for.
    """
    if not isinstance(key, MathsKey):
        return None
    for notation in _notations(key, answer, unknowns):
        if len(notation.text) > MAX_TEXT:
            continue
        response = FinalResponse(text=notation.text, format=notation.written)
        judged = judge(key, response, locale=notation.locale)
        if judged.verdict is not Verdict.CORRECT:
            why = f" ({judged.reason})" if judged.reason else ""
            verdict = f"the grader finds the answer {judged.verdict.value}{why}"
            return f"Written {notation.name}, {quoted(notation.text)}, {verdict}"
    return None


def _notations(key: MathsKey, answer: Answer, unknowns: tuple[str, ...]) -> Iterator[_Notation]:
    text = key.model()
    tree = read_in(key.maths, text, "en")
    if isinstance(tree, Problem):
        return
    yield _Notation("in LaTeX", to_latex(tree), "latex")
    tight = _OPTIONAL_SPACE.sub("", text)
    if tight != text:
        yield _Notation("without spaces", tight)
    if _DECIMAL.search(text):
        yield _Notation("with a decimal comma", to_text(tree, COMMA_LOCALE), locale=COMMA_LOCALE)
    if isinstance(answer, NumberAnswer) and len(unknowns) == 1 and "=" not in text:
        yield _Notation("with its unknown", f"{unknowns[0]} = {text}")
