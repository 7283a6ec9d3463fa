"""
Text: words compared without regard to case, white space and typography.
"""

import msgspec

from item_bank.answers.answer import TextAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.verdict import Judged, Verdict
from item_bank.answers.words import fold

__all__ = ["TextKey", "compile_text", "judge_text", "same_text"]

_QUOTES = "\"'\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
"""Stand round a word that is quoted."""


class TextKey(msgspec.Struct, frozen=True, kw_only=True):
    """Words made ready: every spelling that is right, folded; `right` stands for them all."""

    right: str
    spellings: frozenset[str]


def compile_text(answer: TextAnswer) -> TextKey | KeyFault:
    """
    Make words ready; blank words are a fault, because a blank response asks for help.
    """
    spellings = frozenset(fold(text) for text in (answer.value, *answer.accept))
    if "" in spellings:
        return KeyFault(code="blank_key", sentence="The answer has no value, or a spelling of it is blank.")
    return TextKey(right=fold(answer.value), spellings=spellings)


def judge_text(key: TextKey, text: str) -> Judged:
    """
    Judge words.
    """
    folded = fold(text)
    right = folded in key.spellings or folded.strip(_QUOTES) in key.spellings
    return Judged(verdict=Verdict.CORRECT if right else Verdict.INCORRECT, read=" ".join(text.split()))


def same_text(key: TextKey, text: str) -> str | None:
    """
    Return what is equal for two texts that are the same words; None for blank ones.
    """
    folded = fold(text)
    return key.right if folded in key.spellings else folded or None
