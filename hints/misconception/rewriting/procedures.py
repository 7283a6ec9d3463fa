"""
Procedures: what a rule's `write` and `where` may compute with the numbers that were matched.

Exact arithmetic on numbers, text work on digits as written, and the digit
procedures. Gives a number, digits, or None where it does not apply; then the rule
does not either. A new procedure is one function and one entry here.
"""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

import msgspec

from hints.misconception.rewriting.columns import COLUMNS
from hints.misconception.rewriting.numerals import NUMERALS
from hints.misconception.rewriting.tasks import TASKS

__all__ = ["PROCEDURES", "Literal", "Outcome"]


class Literal(msgspec.Struct, frozen=True):
    """A number that was matched; `text` are its digits as written, empty where it is no plain numeral."""

    number: Fraction
    text: str = ""


Outcome: TypeAlias = Fraction | str | None
"""A number, the digits of one, or nothing."""
Procedure: TypeAlias = Callable[[tuple[Literal, ...]], Outcome]


def _concat(literals: tuple[Literal, ...]) -> Outcome:
    """Write the digits of whole numbers one after the other."""
    texts = [literal.text for literal in literals]
    return "".join(texts) if all(text.isdecimal() for text in texts) else None


def _one_of(numbers: tuple[Fraction, ...]) -> Fraction:
    """Return the second where the first is positive, the third where it is negative; at zero nothing."""
    difference, one, other = numbers
    if not difference:
        raise ValueError(numbers)
    return one if difference > 0 else other


def _middle(numbers: tuple[Fraction, ...]) -> Fraction:
    """Return the number in the middle of a list as it stands, or the mean of the two in the middle."""
    half = len(numbers) // 2
    return numbers[half] if len(numbers) % 2 else (numbers[half - 1] + numbers[half]) / 2


def _of_numbers(compute: Callable[[tuple[Fraction, ...]], Fraction]) -> Procedure:
    return lambda literals: compute(tuple(literal.number for literal in literals))


def _of_texts(compute: Callable[[tuple[str, ...]], str | None]) -> Procedure:
    return lambda literals: compute(tuple(literal.text for literal in literals))


PROCEDURES: Mapping[str, Procedure] = MappingProxyType(
    {
        **{name: _of_numbers(task) for name, task in TASKS.items()},
        **{name: _of_texts(column) for name, column in {**COLUMNS, **NUMERALS}.items()},
        "calc": lambda literals: literals[0].number,
        "abs": lambda literals: abs(literals[0].number),
        "sign": lambda literals: Fraction((literals[0].number > 0) - (literals[0].number < 0)),
        "min": _of_numbers(min),
        "max": _of_numbers(max),
        "one_of": _of_numbers(_one_of),
        "middle": _of_numbers(_middle),
        "sum_of": _of_numbers(lambda numbers: sum(numbers, Fraction(0))),
        "floor": lambda literals: Fraction(math.floor(literals[0].number)),
        "ceil": lambda literals: Fraction(math.ceil(literals[0].number)),
        "top": lambda literals: Fraction(literals[0].number.numerator),
        "bottom": lambda literals: Fraction(literals[0].number.denominator),
        "places": lambda literals: Fraction(len(literals[0].text.partition(".")[2])),
        "after_point": lambda literals: literals[0].text.partition(".")[2] or "0",
        "length": lambda literals: Fraction(len(literals[0].text)) if literals[0].text else None,
        "without_point": lambda literals: literals[0].text.replace(".", "").lstrip("0") or "0",
        "concat": _concat,
    }
)
"""
By name. `calc` works its one argument out; `places` counts decimal places,
`length` characters as written, and `after_point` has the digits after the point;
`top` and `bottom` are those of the fraction in lowest terms. `one_of` chooses by a
sign, `middle` is that of a list as it stands. The tasks give their right value.
"""
