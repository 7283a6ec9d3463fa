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

FIRST_PRIME = 2
MOST_FACTORED = 10**6
"""The largest number that factors are looked for of."""
MINUTES = 60

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


def _round_figures(numbers: tuple[Fraction, ...]) -> Fraction:
    """Round to significant figures: `round_figures(0.04567, 2)` is 0.046."""
    number, figures = numbers
    place = Fraction(1)
    while place > abs(number) > 0:
        place /= 10
    while place * 10 <= abs(number):
        place *= 10
    return _round_to((number, place / 10 ** (_whole(figures) - 1)))


def _smallest_factor(numbers: tuple[Fraction, ...]) -> Fraction:
    """Return the smallest factor above 1, which is prime."""
    number = _whole(numbers[0])
    if number < FIRST_PRIME or number > MOST_FACTORED:
        raise ValueError(number)
    return Fraction(next((factor for factor in range(2, math.isqrt(number) + 1) if number % factor == 0), number))


def _minutes_between(numbers: tuple[Fraction, ...]) -> Fraction:
    """Return the minutes from one time of a day to another, hours and minutes each."""
    hour, minute, later_hour, later_minute = numbers
    return MINUTES * (later_hour - hour) + later_minute - minute


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
        "whole_of": lambda numbers: numbers[1] / numbers[0],
        "share": lambda numbers: numbers[0] / numbers[1],
        "round_figures": _round_figures,
        "smallest_factor": _smallest_factor,
        "distance": lambda numbers: abs(numbers[0] - numbers[1]),
        "count_on": lambda numbers: numbers[0] + numbers[1] * (numbers[2] - 1),
        "minutes": lambda numbers: numbers[0] * MINUTES,
        "minutes_between": _minutes_between,
    }
)
"""
By name. `increase(60, 20%)` and `decrease(60, 20%)` change an amount by a part of
it, `part_of(2/5, 20)` is a part of an amount, `whole_of(1/3, 12)` the amount of
which a part is known, `share(3, 7)` three of seven as a fraction; `spread` is the
range of a list, `distance` lies between two numbers; `count_on(-14, 3, 5)` is the
fifth number that is reached in steps from the first; `minutes(0.6)` are those of
some hours. Situations are described where they stand.
"""


def _whole(number: Fraction) -> int:
    if number.denominator != 1:
        raise ValueError(number)
    return number.numerator
