"""
What functions are worth, in floats, so that lines with roots or percentages can be compared.

Functions of the grammar, the constructs that terms have as functions, and the
tasks that mal-rules are written for (`tasks`).
"""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from hints.misconception.rewriting.tasks import TASKS

__all__ = ["Worth", "worth_of"]

Worth: TypeAlias = Callable[[tuple[float, ...]], float]


def _root(numbers: tuple[float, ...]) -> float:
    radicand, index = numbers
    if radicand < 0 and index % 2 == 1:
        return -math.pow(-radicand, 1 / index)
    return math.pow(radicand, 1 / index)


ASKEW = 0.7548776662466927
"""What each further coordinate of a point counts: no two points that anybody writes come to the same."""


def _point(numbers: tuple[float, ...]) -> float:
    """Make one number of the coordinates of a point, so that points are compared like other terms."""
    return sum(number * ASKEW**place for place, number in enumerate(numbers))


_FUNCTIONS: Mapping[str, Worth] = MappingProxyType(
    {
        "percent": lambda numbers: numbers[0] / 100,
        "degrees": lambda numbers: math.radians(numbers[0]),
        "factorial": lambda numbers: math.gamma(numbers[0] + 1),
        "point": _point,
        "mixed": lambda numbers: numbers[0] + numbers[1] / numbers[2],
        "sqrt": lambda numbers: math.sqrt(numbers[0]),
        "root": _root,
        "abs": lambda numbers: abs(numbers[0]),
        "exp": lambda numbers: math.exp(numbers[0]),
        "ln": lambda numbers: math.log(numbers[0]),
        "log": lambda numbers: math.log10(numbers[0]) if len(numbers) == 1 else math.log(numbers[0], numbers[1]),
        "sin": lambda numbers: math.sin(numbers[0]),
        "cos": lambda numbers: math.cos(numbers[0]),
        "tan": lambda numbers: math.tan(numbers[0]),
        "floor": lambda numbers: float(math.floor(numbers[0])),
        "ceil": lambda numbers: float(math.ceil(numbers[0])),
        "min": min,
        "max": max,
    }
)


def worth_of(name: str) -> Worth | None:
    """
    Return how a function is worked out in floats; None for one that is not known.
    """
    if name in _FUNCTIONS:
        return _FUNCTIONS[name]
    task = TASKS.get(name)
    if task is None:
        return None
    return lambda numbers: float(task(tuple(Fraction(repr(number)) for number in numbers)))
