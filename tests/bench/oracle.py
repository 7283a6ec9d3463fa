"""
The oracle: whether two expressions differ, by mpmath at 60 digits and random real points.

Shares nothing with the engine but the syntax tree. Real values only: where a
side has none, the point says nothing. Odd roots of negative numbers are real,
as at school.
"""

import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Literal

from mpmath import mp, mpf

from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Group,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    Posit,
    Power,
    Subtract,
    Tree,
    names,
)

__all__ = ["difference", "real"]

DIGITS: Final = 60
SAME, FAR = mpf(10) ** -45, mpf(10) ** -30
"""Relative differences: below the first two values are held to be equal, above the second different."""
POINTS: Final = 40
ENOUGH: Final = 5
"""Points at which both sides have to have a value before they are said to be the same."""
HUGE: Final = 10_000
"""Exponents beyond are not raised to."""

FUNCTIONS: Final[Mapping[str, Callable[..., mpf | None]]] = MappingProxyType(
    {
        "sqrt": lambda x: mp.sqrt(x) if x >= 0 else None,
        "root": lambda x, n: _power(x, Fraction(1, int(n))) if n == int(n) and n != 0 else None,
        "abs": abs,
        "exp": lambda x: mp.exp(x) if abs(x) < HUGE else None,
        "ln": lambda x: mp.log(x) if x > 0 else None,
        "log": lambda x, base=10: mp.log(x) / mp.log(base) if x > 0 and base > 0 and base != 1 else None,
        "sin": mp.sin,
        "cos": mp.cos,
        "tan": mp.tan,
        "cot": mp.cot,
        "sec": mp.sec,
        "csc": mp.csc,
        "asin": lambda x: mp.asin(x) if abs(x) <= 1 else None,
        "acos": lambda x: mp.acos(x) if abs(x) <= 1 else None,
        "atan": mp.atan,
        "sinh": lambda x: mp.sinh(x) if abs(x) < HUGE else None,
        "cosh": lambda x: mp.cosh(x) if abs(x) < HUGE else None,
        "tanh": lambda x: mp.tanh(x) if abs(x) < HUGE else None,
    }
)


def difference(left: Tree, right: Tree, seed: str) -> Literal["same", "different", "unknown"]:
    """
    Say whether two expressions differ at a real point at which both have a value.

    `unknown` where too few points have values on both sides, or the values are
    too near to one another to tell.
    """
    draw, occurring, met = random.Random(seed), tuple(dict.fromkeys(names(left) + names(right))), 0
    with mp.workdps(DIGITS):
        for turn in range(POINTS):
            point = {name: _point(draw, turn) for name in occurring}
            first, second = real(left, point), real(right, point)
            if first is None or second is None:
                continue
            gap = abs(first - second) / max(1, abs(first), abs(second))
            if gap > FAR:
                return "different"
            if gap > SAME:
                return "unknown"
            met += 1
            if not occurring:
                return "same"
    return "same" if met >= ENOUGH else "unknown"


def _point(draw: random.Random, turn: int) -> mpf:
    """Draw a number: both signs, near zero, near one and far."""
    size = (1, 3, Fraction(1, 3), 40)[turn % 4]
    value = Fraction(draw.randint(-9_999, 9_999), 9_973) * size
    return mpf(value.numerator) / value.denominator


def real(tree: Tree, point: Mapping[str, mpf]) -> mpf | None:  # noqa: C901 - one case a construct
    """
    Return the real value of an expression at a point, None where it has none.
    """
    match tree:
        case Number(text):
            return mpf(text)
        case Name(name):
            return point[name]
        case Constant("pi"):
            return +mp.pi
        case Constant("e"):
            return +mp.e
        case Group(inner) | Posit(inner):
            return real(inner, point)
        case Percent(operand):
            found = real(operand, point)
            return None if found is None else found / 100
        case Negate(operand):
            found = real(operand, point)
            return None if found is None else -found
        case Power(base, exponent):
            below, exact = real(base, point), _exact(exponent)
            above = exact if exact is not None else real(exponent, point)
            return None if below is None or above is None else _power(below, above)
        case Call(function, arguments) if function in FUNCTIONS:
            values = [real(argument, point) for argument in arguments]
            return None if None in values else _apply(FUNCTIONS[function], values)
        case Add(left, right) | Subtract(left, right) | Multiply(left, right) | Divide(left, right):
            first, second = real(left, point), real(right, point)
            return None if first is None or second is None else _combine(tree, first, second)
        case _:
            return None


def _apply(function: Callable[..., mpf | None], values: list[mpf]) -> mpf | None:
    """Apply a function; a pole is no value."""
    try:
        return function(*values)
    except ZeroDivisionError:
        return None


def _combine(tree: Tree, first: mpf, second: mpf) -> mpf | None:
    """Work out one of the four operations."""
    match tree:
        case Add():
            return first + second
        case Subtract():
            return first - second
        case Multiply():
            return first * second
        case _:
            return first / second if second else None


def _power(base: mpf, exponent: Fraction | mpf) -> mpf | None:
    """Raise to a power; a negative base to a whole number or a fraction of odd denominator."""
    if abs(exponent) > HUGE or (base == 0 and exponent <= 0):
        return None
    if isinstance(exponent, Fraction):
        above = mpf(exponent.numerator) / exponent.denominator
        if base < 0 and exponent.denominator % 2:
            size = mp.power(-base, above)
            return -size if exponent.numerator % 2 else size
    else:
        above = exponent
    return mp.power(base, above) if base >= 0 else None


def _exact(tree: Tree) -> Fraction | None:
    """Return the value of an exponent made of literals, as a fraction."""
    match tree:
        case Number(text):
            return Fraction(text)
        case Group(inner) | Posit(inner):
            return _exact(inner)
        case Negate(operand):
            found = _exact(operand)
            return None if found is None else -found
        case Add(left, right) | Subtract(left, right) | Multiply(left, right) | Divide(left, right):
            first, second = _exact(left), _exact(right)
            if first is None or second is None:
                return None
            match tree:
                case Add():
                    return first + second
                case Subtract():
                    return first - second
                case Multiply():
                    return first * second
                case _:
                    return first / second if second else None
        case _:
            return None
