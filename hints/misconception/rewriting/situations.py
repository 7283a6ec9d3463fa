"""
Situations: what is asked in words about percents, rates, ratios and lines, with its right value.

They belong to the tasks of `tasks`: each is written as a function of its numbers, in
the order in which a sentence names them.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

__all__ = ["SITUATIONS"]


def _compound(numbers: tuple[Fraction, ...]) -> Fraction:
    """Let an amount grow by the same part of itself some whole number of times."""
    amount, rate, times = numbers
    if times.denominator != 1:
        raise ValueError(times)
    return amount * Fraction((1 + rate) ** times.numerator)


def _value_at(numbers: tuple[Fraction, ...]) -> Fraction:
    """Refuse: what an expression is worth at a number does not follow from what it is worth elsewhere."""
    raise ValueError(numbers)


SITUATIONS: Mapping[str, Callable[[tuple[Fraction, ...]], Fraction]] = MappingProxyType(
    {
        "to_percent": lambda numbers: 100 * numbers[0],
        "share_in_percent": lambda numbers: 100 * numbers[0] / numbers[1],
        "rest_in_percent": lambda numbers: 100 * (numbers[1] - numbers[0]) / numbers[1],
        "percent_change": lambda numbers: 100 * (numbers[1] - numbers[0]) / numbers[0],
        "both_changes": lambda numbers: numbers[0] + numbers[1] + numbers[0] * numbers[1] / 100,
        "before_increase": lambda numbers: numbers[0] / (1 + numbers[1]),
        "before_decrease": lambda numbers: numbers[0] / (1 - numbers[1]),
        "compound": _compound,
        "ratio": lambda numbers: numbers[0] / numbers[1],
        "unit_rate": lambda numbers: numbers[0] / numbers[1],
        "speed": lambda numbers: numbers[0] / numbers[1],
        "less_than": lambda numbers: numbers[1] - numbers[0],
        "value_at": _value_at,
        "parallel_slope": lambda numbers: numbers[0],
        "perpendicular_slope": lambda numbers: -1 / numbers[0],
    }
)
"""
By name. `to_percent(0.35)` is 35; `share_in_percent(50, 40)` how many percent of 40
are 50, and `rest_in_percent` what is missing to 100; `percent_change(40, 50)` that
from 40 to 50; `both_changes(10, 20)` two rises one after the other, in percent;
`before_increase(60, 20%)` the amount before a rise; `compound(1000, 10%, 2)` with
interest on interest; `ratio(35, 25)`, `unit_rate(cost, pieces)` and `speed(distance,
time)` are quotients; `less_than(3, x)` is three less than x; `value_at(x + 2, 3)`, without a value here,
is an expression at a number, as in f(3); the slopes are those of
a line beside one with the slope given.
"""
