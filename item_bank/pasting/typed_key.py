"""
Typed keys: what the text behind a problem's arrow is an answer of.

Maths is judged by its value, several values in any order, a number with a unit as a quantity (`3.5 km` is
3,500 m, and no product of letters), words as words. A word that could be a product
(`ja`, `blue`, `ab`) is one where its letters stand alone in the problem.
"""

import re
from typing import Final

import msgspec

from item_bank.algebra.characters import LETTER, MONEY
from item_bank.algebra.context import Context
from item_bank.algebra.numerals import marks
from item_bank.algebra.printing import to_text
from item_bank.algebra.quantity import apart
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Name, Relation, names, walk
from item_bank.algebra.units import unit
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import (
    Answer,
    ExpressionAnswer,
    InequalityAnswer,
    IntervalAnswer,
    MatrixAnswer,
    NumberAnswer,
    SetAnswer,
    SolutionsAnswer,
    TextAnswer,
    TupleAnswer,
    UnitsAnswer,
)
from item_bank.answers.fault import KeyFault
from item_bank.answers.judge import judge
from item_bank.answers.key import Key, compile_key
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.verdict import Verdict

__all__ = ["key_of", "typed_answer"]

SHORT_UNITS: Final = (
    "km",
    "dm",
    "cm",
    "mm",
    "kg",
    "mg",
    "ml",
    "mL",
    "cl",
    "dl",
    "hl",
    "ha",
    "ct",
    "kW",
    "ft",
    "lb",
    "oz",
)
"""Symbols of two letters that homework has behind numbers; others are likelier products, as in `3ab`."""
LETTERS_FOR_UNITS: Final = frozenset("mglLsht")
"""Symbols of one letter that are units behind a number and a space: `5 m`, and not `5m`."""
LONG: Final = 3
"""Letters of a symbol or name that is no product: `min`, `kWh`, `metres`."""
_OR: Final = re.compile(r"\s+(?:oder|o|und|y|and)\s+")
_INTERVAL: Final = re.compile(r"^[\[\]]|[\[\]]$|∞|\boo\b|\binf|∪")
_SPACED: Final = re.compile(rf"\d\s+{LETTER}(?!{LETTER})")
_GIVEN: Final = re.compile(rf"\d[\d.,]*\s*(?:°\s?)?(?:{LETTER}|[€$£%])+(?:[²³]|\^\d)?(?:/{LETTER}+)?")
"""A number with what may be its unit."""
_ALONE: Final = re.compile(rf"(?<!{LETTER}){LETTER}(?!{LETTER})")


def typed_answer(text: str, locale: str, problem: str | None = None) -> Answer | None:
    """
    Make an answer of a typed key; None where it can be none.

    Parameters
    ----------
    text
        As typed.
    locale
        Decides the marks of numbers.
    problem
        What it answers; None where nothing but answers was typed.
    """
    quantity = None if problem is None else _quantity(text, locale)
    if quantity is not None and problem is not None:
        return _converted(quantity, problem, locale)
    tree = read(text, Context(locale=locale))
    if isinstance(tree, Unreadable):
        if text.replace(" ", "").isalpha():
            return TextAnswer(value=text)
        return None if problem is None else _several(text, locale)
    letters, said = names(tree), to_text(tree)
    answer: Answer
    match tree:
        case Relation(operators=("=",)):
            answer = SolutionsAnswer(value=said, unknowns=letters[:1])
        case Relation():
            answer = InequalityAnswer(value=said, unknowns=letters)
        case _ if letters and problem is not None and _is_word(text, problem):
            answer = TextAnswer(value=text)
        case _ if letters:
            answer = ExpressionAnswer(value=said)
        case _:
            answer = NumberAnswer(value=said)
    if not isinstance(key_of(answer), KeyFault):
        return answer
    return None if problem is None else _several(text, locale)


def key_of(answer: Answer) -> Key | KeyFault:
    """
    Make an answer ready where nobody answers: its secret judges no learner.
    """
    return compile_key(answer, unknowns=(), solution=(), secret=b"pasting", subject="")


def _quantity(text: str, locale: str) -> UnitsAnswer | None:
    """
    Read a number with its unit; None where it is none, or its letters are likelier a product's.
    """
    tree = read(text, Context(locale=locale, units=True))
    if isinstance(tree, Unreadable):
        return None
    symbols = {node.name for node in walk(tree) if isinstance(node, Name)}
    sure = _SPACED.search(text) is not None or any(_is_unit(symbol, sure=False) for symbol in symbols)
    if not symbols or not all(_is_unit(symbol, sure=sure) for symbol in symbols):
        return None
    answer = UnitsAnswer(value=to_text(apart(tree)))
    return None if isinstance(key_of(answer), KeyFault) else answer


def _converted(answer: UnitsAnswer, problem: str, locale: str) -> UnitsAnswer:
    """
    Want the key's own unit where the problem has the same quantity in another: nobody is right who copies that.
    """
    key = key_of(answer)
    given = (FinalResponse(text=found[0]) for found in _GIVEN.finditer(problem))
    if isinstance(key, KeyFault) or all(judge(key, one, locale=locale).verdict is not Verdict.CORRECT for one in given):
        return answer
    return msgspec.structs.replace(answer, strict=True)


def _several(text: str, locale: str) -> Answer | None:
    """
    Read values in any order, an interval, a point, a set or a matrix; None where it is none of them.
    """
    value = _pointed(text) if marks(locale).decimal == "," else text
    value = _OR.sub(" or ", value).strip()
    answer: Answer
    if value.startswith("[["):
        answer = MatrixAnswer(value=value)
    elif value.startswith("{"):
        answer = SetAnswer(value=value)
    elif _INTERVAL.search(value):
        answer = IntervalAnswer(value=value)
    elif value.startswith("("):
        answer = TupleAnswer(value=value)
    else:
        answer = SolutionsAnswer(value=value)
    key = key_of(answer)
    if isinstance(key, KeyFault) or judge(key, FinalResponse(text=value)).verdict is not Verdict.CORRECT:
        return None
    return answer


def _pointed(text: str) -> str:
    """
    Write a list of numbers with decimal commas as it is written with points.
    """
    return re.sub(r"(?<=\d),(?=\d)", ".", text).replace(";", ",")


def _is_unit(symbol: str, *, sure: bool) -> bool:
    """
    Say whether a name is a unit; one letter is where a space or another unit makes it sure.
    """
    return unit(symbol) is not None and (
        symbol in MONEY
        or not symbol[0].isalpha()
        or len(symbol) >= LONG
        or symbol in SHORT_UNITS
        or (sure and symbol in LETTERS_FOR_UNITS)
    )


def _is_word(text: str, problem: str) -> bool:
    """
    Say whether letters side by side are a word: a product's stand alone in the problem, too.
    """
    letters = text.replace(" ", "")
    return len(letters) > 1 and letters.isalpha() and not set(letters) <= set(_ALONE.findall(problem))
