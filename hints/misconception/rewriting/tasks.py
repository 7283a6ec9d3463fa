"""
Tasks: what is asked in words, written as a function, with its right value.

`median(7, 2, 9)` or `round_to(476, 10)` stands in a pattern, an example or a
solution line like any function; a mal-rule then rewrites it wrongly. A new task
is one entry here.
"""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from hints.misconception.rewriting.situations import SITUATIONS

__all__ = ["TASKS", "Task"]

Task: TypeAlias = Callable[[tuple[Fraction, ...]], Fraction]
"""Takes the arguments, in order; raises ValueError or ArithmeticError where there is no value."""


def _mean(numbers: tuple[Fraction, ...]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _median(numbers: tuple[Fraction, ...]) -> Fraction:
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _round_to(numbers: tuple[Fraction, ...]) -> Fraction:
    """Round half away from zero to a multiple of a place: `round_to(476, 10)` is 480."""
    number, place = numbers
    steps = math.floor(abs(number) / place + Fraction(1, 2))
    return (steps if number >= 0 else -steps) * place


TASKS: Mapping[str, Task] = MappingProxyType(
    {
        **SITUATIONS,
        "gcd": lambda numbers: Fraction(math.gcd(*map(_whole, numbers))),
        "lcm": lambda numbers: Fraction(math.lcm(*map(_whole, numbers))),
        "mod": lambda numbers: numbers[0] % numbers[1],
        "mean": _mean,
        "median": _median,
        "spread": lambda numbers: max(numbers) - min(numbers),
        "round_to": _round_to,
        "increase": lambda numbers: numbers[0] * (1 + numbers[1]),
        "decrease": lambda numbers: numbers[0] * (1 - numbers[1]),
        "part_of": lambda numbers: numbers[0] * numbers[1],
    }
)
"""
By name. `increase(60, 20%)` and `decrease(60, 20%)` change an amount by a part of
it, `part_of(2/5, 20)` is a part of an amount, `spread` the range of a list. Situations are described where
they stand.
"""


def _whole(number: Fraction) -> int:
    if number.denominator != 1:
        raise ValueError(number)
    return number.numerator
