"""
Draws that repeat: numbers between 0 and 1 from a seed.

SplitMix64 (Steele, Lea and Flood, 2014): a seed costs nothing to take up, where
the standard library's generator fills a table of 624 words first, which would be
a quarter of what a choice costs.
"""

from typing import Final

__all__ = ["Draws"]

WORD: Final = (1 << 64) - 1
GAMMA: Final = 0x9E3779B97F4A7C15
UNIT: Final = 2.0**-53


class Draws:
    """The numbers that follow from one seed, one after the other."""

    __slots__ = ("_state",)

    def __init__(self, seed: int) -> None:
        self._state = seed & WORD

    def random(self) -> float:
        """
        Draw a number from 0 below 1.
        """
        self._state = state = (self._state + GAMMA) & WORD
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & WORD
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & WORD
        return ((state ^ (state >> 31)) >> 11) * UNIT
