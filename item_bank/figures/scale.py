"""
Scales: where a number stands on a line, and which ticks have labels.
"""

from collections.abc import Iterator
from fractions import Fraction

import msgspec

from item_bank.figures.canvas import every, number_text, text_width
from item_bank.figures.faults import numbers
from item_bank.figures.figure import Numbers, Value

__all__ = ["Scale", "scale"]


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of numbers laid along pixels; `begin` is where `low` stands, and may lie after `finish`."""

    low: Fraction
    high: Fraction
    step: Fraction
    begin: float
    finish: float
    least: float
    extent: float
    """`low`, and how far it is to `high`, as the drawing computes with them."""

    def at(self, value: Fraction | float) -> float:
        """Return where a number stands."""
        return self.begin + (float(value) - self.least) / self.extent * (self.finish - self.begin)

    @property
    def apart(self) -> float:
        """How far apart two neighbouring ticks are."""
        return abs(self.finish - self.begin) * float(self.step / (self.high - self.low))

    @property
    def ticks(self) -> list[Fraction]:
        """The numbers that have a tick, from `low` on."""
        return [self.low + place * self.step for place in range(int((self.high - self.low) / self.step) + 1)]

    def labelled(self, style: Numbers, language: str, *, room: float | None = None) -> Iterator[Fraction]:
        """
        Yield the ticks that have a label, so many that none touches another; zero is among them where it is a tick.

        `room` is what one label needs; as wide as the widest where none is given.
        """
        ticks = self.ticks
        widest = max(text_width(number_text(tick, style, language)) for tick in ticks) if room is None else room
        step = every(widest, self.apart)
        first = ticks.index(Fraction(0)) % step if Fraction(0) in ticks else 0
        yield from ticks[first::step]


def scale(start: Value, end: Value, step: Value, *, begin: float, finish: float) -> Scale:
    """
    Lay a figure's scale along pixels.
    """
    low, high, apart = numbers(start, end, step)
    return Scale(low=low, high=high, step=apart, begin=begin, finish=finish, least=float(low), extent=float(high - low))
