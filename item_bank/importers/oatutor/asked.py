"""
Asked: what an answer of OATutor is to, and what becomes of it.

A key as we write it, or the code of the reason why there is none. How an answer
is read is `answers`'.
"""

from typing import Final

import msgspec

from item_bank.answers.answer import Answer

__all__ = ["STRING", "Asked", "Key", "Refused"]

STRING: Final = "string"
"""The answer type of what the source compares as a text."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """
    What an answer is to.

    `wording` is everything that is said around it, title and lesson included;
    it decides about forms and about what letters are. `decimal_comma` says
    that `0,5` is a number, as Swedish writes it.
    """

    problem_type: str
    answer_type: str
    answers: tuple[str, ...]
    choices: tuple[str, ...]
    wording: str
    decimal_comma: bool = False


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """
    A key as we write it.

    `authored` is the answer as typed maths before it was re-printed (for a
    choice its id, for words the words); `unknowns` are letters that a response
    may name beside those of the key.
    """

    answer: Answer
    authored: str
    unknowns: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()


class Refused(msgspec.Struct, frozen=True):
    """No key; `reason` is a code of `reasons`."""

    reason: str
