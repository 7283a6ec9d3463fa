"""
Levels: what is known of a skill, said in the learner's language.

The judgement and its English sentence are mastery's; here its figures are put
into the words of another language.
"""

import math
from collections.abc import Mapping
from typing import Final

from item_bank.phrasebook import ENGLISH, speaks
from mastery.level import Standing
from practice.phrases import phrases

__all__ = ["CODES", "level_sentence", "per_cent"]

CODES: Final = ("new", "retained", "proficient", "stuck", "stuck_above", "nearly", "practising")
"""The sentences of a language's file: levels, and ways of practising."""


def level_sentence(stand: Standing, language: str, *, below: str | None = None) -> str:
    """
    Say in one sentence, with its figures, what is known of a skill.

    `below` is the name of the weakest skill that it builds on, for a stuck learner.
    """
    if speaks(language) == ENGLISH:
        return stand.told(below)
    code = _code(stand)
    if code == "stuck" and below is not None:
        code = "stuck_above"
    return phrases(language, "levels")[code].format_map({**_figures(stand), "below": below or ""})


def _code(stand: Standing) -> str:
    if stand.level != "practising":
        return stand.level
    if stand.stuck:
        return "stuck"
    return "nearly" if stand.lower >= stand.bar else "practising"


def _figures(stand: Standing) -> Mapping[str, str]:
    return {
        "accuracy": per_cent(stand.accuracy),
        "lower": per_cent(stand.lower),
        "bar": per_cent(stand.bar),
        "tries": str(stand.tries),
        "stalled": str(stand.stalled),
        "missing": str(stand.missing),
        "days": f"{stand.recalled:.0f}",
    }


def per_cent(share: float) -> str:
    """
    Round down as mastery does, so that a figure just below the bar never reads as met.
    """
    return f"{min(99, max(1, math.floor(share * 100 + _EXACT)))} %"


_EXACT: Final = 1e-9
"""What may be lost in computing a share of whole hundredths."""
