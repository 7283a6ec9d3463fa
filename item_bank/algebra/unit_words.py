"""
Unit words: how the power of a unit is written without a sign for it.

`m2`, `s-1`, `sq m`, `square metres`, `metres squared`, `degrees C`: tokens of the
same unit as `m^2`, `s^-1` and `°C`. Which symbols are units is `units`'.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from item_bank.algebra.characters import LETTER
from item_bank.algebra.tokens import Token

__all__ = ["unit_tokens"]

BEFORE: Final[Mapping[str, str]] = MappingProxyType({"sq": "2", "square": "2", "cu": "3", "cubic": "3"})
AFTER: Final[Mapping[str, str]] = MappingProxyType({"squared": "2", "cubed": "3"})
SIGNS: Final[Mapping[str, str]] = MappingProxyType({"℃": "°C", "℉": "°F"})
DEGREES: Final = frozenset({"deg", "degree", "degrees"})
SCALE: Final = re.compile(rf"\s*(?:[CF]|[cC]elsius|[fF]ahrenheit)(?!{LETTER})")
NEXT: Final = re.compile(rf"\.?\s*({LETTER}+)")
BEHIND: Final = re.compile(rf"\s+(squared|cubed)(?!{LETTER})")
POWER: Final = re.compile(rf"([2-4])(?![0-9.,]|{LETTER})|(-[1-4])(?![0-9.,]|\s*{LETTER})")
"""Digits right behind a symbol. Before a further unit `-2` may as well be taken away: `5 m-2 cm`."""


def unit_tokens(text: str, start: int, end: int) -> tuple[list[Token], int]:
    """
    Return the tokens of the unit that begins with the word at a place, and where they end.
    """
    written = "".join(text[start:end].split())
    word = SIGNS.get(written, written)
    power = BEFORE.get(word.lower())
    following = NEXT.match(text, end) if power is not None else None
    if power is not None and following is not None:
        name = Token("name", following[1], following.start(1), following.end())
        return [name, Token("superscript", power, start, end)], following.end()
    scale = SCALE.match(text, end) if word in DEGREES else None
    if scale is not None:
        return [Token("name", f"°{scale[0].lstrip()[0].upper()}", start, scale.end())], scale.end()
    name = Token("name", word, start, end)
    behind = BEHIND.match(text, end)
    if behind is not None:
        return [name, Token("superscript", AFTER[behind[1]], behind.start(1), behind.end())], behind.end()
    digits = POWER.match(text, end)
    if digits is not None:
        return [name, Token("superscript", digits[0], end, digits.end())], digits.end()
    return [name], end
