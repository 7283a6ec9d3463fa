"""
Refusals: what a guard says of a text.

Either nothing, or a code from a closed list and a sentence for whoever wrote the
text or runs the chain. A learner never sees either.
"""

import enum
from typing import TypeAlias

import msgspec

__all__ = ["Guarded", "Passed", "RefusalCode", "Refused"]


class RefusalCode(enum.StrEnum):
    """Why a text is refused, in the order in which it is looked at."""

    SCHEMA = "schema"  # nothing, or what no plain text holds: control characters, half a formula, a claim that is none
    LANGUAGE = "language"  # not in the language that was asked for
    LENGTH = "length"  # more sentences or words than a hint has
    READING_LEVEL = "reading_level"  # harder to read than the grade allows
    LEAK = "leak"  # gives an answer away
    NEXT_LINE = "next_line"  # gives a line away that the learner is to find
    HIDDEN = "hidden"  # writes something so that it has to be decoded
    NOVEL_NUMBER = "novel_number"  # a number that neither the exercise nor the learner has, in no claim
    FALSE_CLAIM = "false_claim"  # says something false
    UNCHECKED_CLAIM = "unchecked_claim"  # claims what cannot be decided
    CONTRADICTS = "contradicts"  # praises what is wrong, or blames what is right
    TONE = "tone"  # a label, blame, sarcasm, a threat, flattery, shouting
    MARKUP = "markup"  # links, addresses, HTML, code, pictures
    ECHO = "echo"  # speaks of the system, or repeats its instructions


class Passed(msgspec.Struct, frozen=True, tag="passed"):
    """No guard has anything against the text."""


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """The guard that refused, and why."""

    code: RefusalCode
    sentence: str


Guarded: TypeAlias = Passed | Refused
