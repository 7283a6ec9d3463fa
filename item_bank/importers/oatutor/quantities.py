r"""
Quantities: answers that have a unit, as we write them.

Degrees, money and a number with a unit (`13.4 \\frac{m}{s}`, `120 meters`). What
looks like a unit is one where the engine knows it and the question does not use
its letters as quantities: `25J` is an energy, and a product where J is asked about.
"""

import re
from collections.abc import Iterable
from typing import Final

from item_bank.answers.answer import UnitsAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.key import compile_key
from item_bank.importers.oatutor.letters import letters_in

__all__ = ["money", "with_unit"]

_PRICE: Final = re.compile(r"(-?)\s*\\?\$\s*(-?)(\d{1,3}(?:(?:,|\{,\})\d{3})+|\d+)(\.\d+)?")
_AMOUNT: Final = re.compile(
    r"(?P<size>-?\s*(?:\(\(?\d+\)?/\(?\d+\)?\)|\d+/\d+(?=\s)|\d+(?:\.\d+)?|\.\d+)(?:\s*\*\s*10\s*\^\s*\(?-?\d+\)?)?)"
    r"\s*\*?\s*(?P<unit>[A-Za-z\u00b0\u03bc(](?:[A-Za-z\u00b0\u03bc\u03a9 *()/]|\^\s*\(?-?\d\)?)*)"
)
_LETTERS: Final = re.compile(r"[A-Za-z]+")


def money(answer: str) -> UnitsAnswer | None:
    r"""
    Read a price: `$0.39`, `\\$1,250.50`, `-$5`; None where the answer is none.
    """
    found = _PRICE.fullmatch(answer.replace("$$", "").strip())
    if found is None:
        return None
    before, after, whole, cents = found.groups()
    # half cents are written out, tenths of a dollar are not: `$12.5` is typed `$12.50`
    cents = f"{cents}0" if cents and len(cents) == len(".5") else cents or ""
    digits = whole.replace("{,}", "").replace(",", "")
    return UnitsAnswer(value=f"{'-' if before or after else ''}${digits}{cents}")


def with_unit(typed: str, texts: Iterable[str]) -> UnitsAnswer | None:
    """
    Read a number with a unit.

    Parameters
    ----------
    typed
        The answer as typed maths.
    texts
        What the question says, in our Markdown.

    Returns
    -------
    UnitsAnswer | None
        None where it is no number with a unit that the engine knows, or where
        all letters of the unit are letters of the question.
    """
    found = _AMOUNT.fullmatch(typed)
    if found is None:
        return None
    words = _LETTERS.findall(found["unit"])
    if words and letters_in(texts).issuperset("".join(words)):
        return None
    size, unit = "".join(found["size"].split()), " ".join(found["unit"].replace("degrees", "\N{DEGREE SIGN}").split())
    answer = UnitsAnswer(value=f"{size}{'' if unit.startswith(chr(0xB0)) else ' '}{unit}")
    key = compile_key(answer, unknowns=(), solution=(), secret=b"", subject="")
    return None if isinstance(key, KeyFault) else answer
