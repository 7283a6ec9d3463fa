"""
Judging: the verdict on a response.

Pure and bounded: a key made ready and a response go in, a record of judgement
comes out. What a verdict costs the learner is practice's, what is said about it
hints'. Lines of working are `working`'s.
"""

from typing import assert_never

import msgspec

from item_bank.algebra.context import Format
from item_bank.algebra.printing import to_latex, to_text
from item_bank.answers.final import judge_final, judge_words
from item_bank.answers.key import Key
from item_bank.answers.kinds.choice import ChoiceKey
from item_bank.answers.kinds.number import NumberKey
from item_bank.answers.kinds.order import OrderKey
from item_bank.answers.kinds.text import TextKey
from item_bank.answers.kinds.units import UnitsKey
from item_bank.answers.maths import read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Final, Response, Stuck, Working
from item_bank.answers.verdict import Judged, Problem, Verdict
from item_bank.answers.wording import worded, worded_problem
from item_bank.answers.words import is_blank
from item_bank.answers.working import judge_lines

__all__ = ["Reading", "judge", "reading"]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How a text is read: re-printed as typed text and as LaTeX (empty where it is no maths)."""

    read: str
    latex: str


def judge(key: Key, response: Response, *, locale: str = "en", language: str = "en") -> Judged:
    """
    Judge one response.

    Parameters
    ----------
    key
        The answer made ready.
    response
        As entered.
    locale
        BCP 47 tag that decides decimal and group marks of the response.
    language
        BCP 47 tag of the words in which problems are said.

    Returns
    -------
    Judged
        `asked` for a blank, for "I'm stuck" and for texts that say nothing
        else; `invalid` with a problem where reading stopped; `unknown` where
        the engine cannot decide. Neither of the three is ever `incorrect`.
    """
    return worded(_judged(key, response, locale), language)


def _judged(key: Key, response: Response, locale: str) -> Judged:
    match response:
        case Stuck():
            return Judged(verdict=Verdict.ASKED)
        case Final(text=text, format=written):
            return judge_final(key, text, locale, written)
        case Working(lines=lines, format=written):
            entered = tuple((number, line) for number, line in enumerate(lines, start=1) if not is_blank(line))
            match key:
                case _ if not entered:
                    return Judged(verdict=Verdict.ASKED)
                case ChoiceKey() | OrderKey() | TextKey():
                    return judge_final(key, entered[-1][1], locale, written)
                case MathsKey():
                    return judge_lines(key, entered, locale, written)
                case _:
                    assert_never(key)
        case _:
            assert_never(response)


def reading(
    key: Key, text: str, *, locale: str = "en", written: Format = "text", language: str = "en"
) -> Reading | Problem:
    """
    Say how a text would be read, or why it could not be the kind of answer asked; nothing about right or wrong.

    It is re-printed in the locale it was read in.
    """
    found = _read(key, text, locale, written)
    return worded_problem(found, language) if isinstance(found, Problem) else found


def _read(key: Key, text: str, locale: str, written: Format) -> Reading | Problem:
    match key:
        case ChoiceKey() | OrderKey():
            judged = judge_words(key, text, written)
            return judged.problem or Reading(read=judged.read or "", latex="")
        case TextKey():
            return Reading(read=judge_words(key, text, written).read or "", latex="")
        case MathsKey():
            tree = read_in(key.maths, text, locale, written)
            if isinstance(key, NumberKey | UnitsKey):
                # "I dont know" reads as a product of letters: to show that as maths helps nobody. A number
                # without its unit reads as one, and is none: who hands that in has to be told before.
                judged = judge_final(key, text, locale, written)
                if judged.verdict is Verdict.INVALID and judged.problem is not None:
                    return judged.problem
            return (
                tree if isinstance(tree, Problem) else Reading(read=to_text(tree, locale), latex=to_latex(tree, locale))
            )
        case _:
            assert_never(key)
