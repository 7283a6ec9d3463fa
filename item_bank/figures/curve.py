"""
Curves: where a function of x runs, as the eye sees it.

Works in floating point, which is near enough for a drawing and for nothing
else: what is right or wrong never comes from here. A place without a value is
a gap; a function that has no case here cannot be drawn, and `faults` says so.
"""

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from item_bank.algebra.context import Context
from item_bank.algebra.exact import value
from item_bank.algebra.reading import read
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Group,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Posit,
    Power,
    Subtract,
    Tree,
)
from item_bank.algebra.unreadable import Unreadable

__all__ = ["Curved", "Point", "Window", "read_curve", "runs"]

Curved: TypeAlias = Callable[[float], float]
Point: TypeAlias = tuple[float, float]
Window: TypeAlias = tuple[float, float, float, float]
"""Least and greatest x, then least and greatest y."""

SAMPLES: Final = 240
"""Places at which a curve is worked out: about one for each pixel of a phone's drawing."""

_CONSTANTS: Final[Mapping[str, float]] = {"pi": math.pi, "e": math.e}
_FUNCTIONS: Final[Mapping[tuple[str, int], Callable[..., float]]] = {
    ("sqrt", 1): math.sqrt,
    ("abs", 1): abs,
    ("exp", 1): math.exp,
    ("ln", 1): math.log,
    ("log", 1): math.log10,
    ("log", 2): math.log,
    ("sin", 1): math.sin,
    ("cos", 1): math.cos,
    ("tan", 1): math.tan,
    ("min", 2): min,
    ("max", 2): max,
}


class _NoCurve(Exception):
    """A construct that is no function of x here; never leaves this module."""


@functools.lru_cache(maxsize=1_024)
def read_curve(formula: str) -> Curved | str:
    """
    Make a function of a filled formula in x, or say in a sentence why it is none.

    The function raises an `ArithmeticError` or a `ValueError` where it has no value.
    """
    tree = read(formula, Context(unknowns=("x",)))
    if isinstance(tree, Unreadable):
        return tree.sentence
    try:
        return _function(tree)
    except _NoCurve as problem:
        return str(problem)


@functools.lru_cache(maxsize=256)
def runs(curve: Curved, window: Window) -> Sequence[Sequence[Point]]:
    """
    Return the visible pieces of a curve, each a run of points from left to right.

    Points outside the window are kept near it, so that whoever cuts the drawing
    at its edge cuts the curve where it leaves. Where it has no value, or a pole,
    a piece ends.
    """
    left, right, low, high = window
    margin = high - low
    pieces: list[list[Point]] = [[]]
    before: Point | None = None
    for place in range(SAMPLES + 1):
        x = left + (right - left) * place / SAMPLES
        y = _at(curve, x)
        if y is None or (before is not None and _parted(curve, before, (x, y), window)):
            pieces.append([])
        if y is not None:
            pieces[-1].append((x, min(max(y, low - margin), high + margin)))
        before = None if y is None else (x, y)
    return [piece for piece in pieces if len(piece) > 1 and any(low <= y <= high for _, y in piece)]


def _parted(curve: Curved, one: Point, other: Point, window: Window) -> bool:
    """
    Say whether a curve leaves the window on one side and comes back on the other: at a pole, not on a steep piece.
    """
    _, _, low, high = window
    lower, upper = sorted((one[1], other[1]))
    if not (lower < low and upper > high):
        return False
    middle = _at(curve, (one[0] + other[0]) / 2)
    return middle is None or not lower <= middle <= upper


def _at(curve: Curved, x: float) -> float | None:
    try:
        y = curve(x)
    except (ArithmeticError, ValueError):
        return None
    return y if math.isfinite(y) else None


def _function(tree: Tree) -> Curved:  # noqa: C901, PLR0912 -- one case a construct
    match tree:
        case Number() | Mixed():
            exact = value(tree)
            if not isinstance(exact, Fraction):
                message = "A number in it has no exact value."
                raise _NoCurve(message)
            number = float(exact)
            return lambda _: number
        case Name("x"):
            return lambda x: x
        case Constant(name) if name in _CONSTANTS:
            constant = _CONSTANTS[name]
            return lambda _: constant
        case Negate(operand):
            inner = _function(operand)
            return lambda x: -inner(x)
        case Posit(operand) | Group(operand):
            return _function(operand)
        case Add(left, right):
            return _two(lambda a, b: a + b, left, right)
        case Subtract(left, right):
            return _two(lambda a, b: a - b, left, right)
        case Multiply(left, right):
            return _two(lambda a, b: a * b, left, right)
        case Divide(left, right):
            return _two(lambda a, b: a / b, left, right)
        case Power(base, exponent):
            return _two(math.pow, base, exponent)
        case Call() if (tree.function, len(tree.arguments)) in _FUNCTIONS:
            function = _FUNCTIONS[tree.function, len(tree.arguments)]
            arguments = [_function(argument) for argument in tree.arguments]
            return lambda x: float(function(*[argument(x) for argument in arguments]))
        case Call():
            message = f"The function {tree.function} cannot be drawn."
            raise _NoCurve(message)
        case _:
            message = "Only a function of x can be drawn."
            raise _NoCurve(message)


def _two(operation: Callable[[float, float], float], left: Tree, right: Tree) -> Curved:
    one, other = _function(left), _function(right)
    return lambda x: operation(one(x), other(x))
