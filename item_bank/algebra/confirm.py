"""
Confirming: a proof that two numbers are equal, where they are algebraic.

Roots, fractions and sines of rational angles cannot come nearer to one another
than a bound that follows from how they are written, unless they are equal (the
separation bound of Burnikel, Funke, Mehlhorn, Schirra and Schmitt, 2001). So a
ball around their difference that is smaller than the bound and holds zero is a
proof. Numbers with pi, e or logarithms in them are not confirmed.
"""

import math
from fractions import Fraction

import msgspec
from flint import ctx

from item_bank.algebra.ball import Ball, NoValue
from item_bank.algebra.balls import NOWHERE, evaluate
from item_bank.algebra.exact import value
from item_bank.algebra.field import COMPLEX_NUMBERS, REAL_NUMBERS
from item_bank.algebra.limits import MAX_CONDUCTOR, MAX_EXPONENT, MAX_SEPARATION
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.setting import Angle
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Group,
    Mixed,
    Multiply,
    Negate,
    Number,
    Percent,
    Posit,
    Power,
    Repeating,
    Subtract,
    Tree,
)
from item_bank.algebra.turns import turns

__all__ = ["confirm"]

GUARD_BITS = 64
"""Bits beyond the bound, for the rounding on the way."""


def confirm(left: Tree, right: Tree, angle: Angle = "radians") -> bool | None:
    """
    Say whether two numbers are equal, with proof.

    Parameters
    ----------
    left, right
        Expressions without names.
    angle
        What a bare number is measured in where an angle is meant.

    Returns
    -------
    bool | None
        None where one is no algebraic number that is seen to be one, has no
        value, or the proof would need more than `MAX_SEPARATION` bits.
    """
    difference = Subtract(left, right)
    separation = _Separation(angle)
    try:
        size = separation.of(difference)
    except _NotAlgebraic:
        return None
    need = size.lower + (separation.degree() - 1) * size.upper + 2
    if need > MAX_SEPARATION:
        return None
    bits = need + GUARD_BITS + size.upper
    for field in (REAL_NUMBERS, COMPLEX_NUMBERS):
        column = evaluate(difference, NOWHERE, field, bits=bits, angle=angle)
        if column is not None and type(column[0]) is not NoValue:
            return _decide(column[0], need)
    return None


def _decide(ball: Ball, need: int) -> bool | None:
    """Say whether a ball around a difference is zero: the difference is, or it is at least 2^-need."""
    if 0 not in ball:
        return False
    with ctx.workprec(need + GUARD_BITS):
        return True if abs(ball) * 2**need < 1 else None


class _NotAlgebraic(Exception):
    """Ends the walk at what is not seen to be an algebraic number."""


class _Size(msgspec.Struct, frozen=True):
    """
    How large a number's parts and all their conjugates are, as logarithms to the base 2.

    The number is U/L with algebraic integers U and L; no conjugate of U is larger
    than 2^upper, none of L larger than 2^lower.
    """

    upper: int
    lower: int


class _Separation:
    """One walk over a number: its size, and the degree of a field that it lies in."""

    def __init__(self, angle: Angle) -> None:
        """Begin with the rational numbers."""
        self.angle = angle
        self.roots: dict[tuple[Tree, int], None] = {}
        self.order = 1

    def degree(self) -> int:
        """Return a bound of the degree of the field: a root adjoins its own, an angle those of the roots of unity."""
        return math.prod([degree for _, degree in self.roots]) * max(1, _totient(self.order) // 2)

    def of(self, tree: Tree) -> _Size:  # noqa: C901 - one case a construct
        """Return the size of a number."""
        match tree:
            case Number() | Mixed() | Repeating():
                return _rational(value(tree))
            case Group(inner) | Posit(inner) | Negate(inner):
                return self.of(inner)
            case Add(left, right) | Subtract(left, right):
                first, second = self.of(left), self.of(right)
                upper = max(first.upper + second.lower, second.upper + first.lower) + 1
                return _Size(upper, first.lower + second.lower)
            case Multiply(left, right):
                first, second = self.of(left), self.of(right)
                return _Size(first.upper + second.upper, first.lower + second.lower)
            case Divide(left, right):
                return _over(self.of(left), self.of(right))
            case Percent(operand):
                return _over(self.of(operand), _Size(7, 0))
            case Power(base, exponent):
                times = value(exponent)
                if not isinstance(times, Fraction) or max(abs(times.numerator), times.denominator) > MAX_EXPONENT:
                    raise _NotAlgebraic
                root = self.root(base, times.denominator)
                count = abs(times.numerator)
                raised = _Size(root.upper * count, root.lower * count)
                return raised if times >= 0 else _over(_Size(0, 0), raised)
            case Constant("i"):
                return self.root(Negate(Number("1")), 2)
            case Call(function, arguments):
                return self.call(function, arguments)
            case _:
                raise _NotAlgebraic

    def root(self, radicand: Tree, degree: int) -> _Size:
        """Return the size of a root: that of U/L is the root of U*L^(degree-1), an integer, over L."""
        size = self.of(radicand)
        if degree == 1:
            return size
        self.roots[bare(radicand), degree] = None
        return _Size(-(-(size.upper + (degree - 1) * size.lower) // degree), size.lower)

    def call(self, function: str, arguments: tuple[Tree, ...]) -> _Size:
        """Return the size of a function that keeps numbers algebraic."""
        if function == "sqrt":
            return self.root(arguments[0], 2)
        if function == "abs":
            return self.of(arguments[0])
        if function == "root":
            degree = value(arguments[1])
            if isinstance(degree, Fraction) and degree.denominator == 1 and 0 < degree <= MAX_EXPONENT:
                return self.root(arguments[0], degree.numerator)
        if function in TRIGONOMETRIC and (half_turns := turns(arguments[0], self.angle)) is not None:
            self.order = math.lcm(self.order, 4, 2 * half_turns.denominator)
            if self.order <= MAX_CONDUCTOR:
                return TRIGONOMETRIC[function]
        raise _NotAlgebraic


HALVED = _Size(1, 1)
TRIGONOMETRIC = {
    "sin": HALVED,
    "cos": HALVED,
    "tan": HALVED,
    "cot": HALVED,
    "sec": HALVED,
    "csc": HALVED,
}
"""
Twice a sine or cosine is an integer whose conjugates lie between -2 and 2: it is U with L = 2. A tangent is the
quotient of two such, a secant 2 over one.
"""


def _rational(exact: object) -> _Size:
    """Return the size of a fraction."""
    if not isinstance(exact, Fraction):
        raise _NotAlgebraic
    return _Size(_log(abs(exact.numerator)), _log(exact.denominator))


def _log(number: int) -> int:
    """Return the logarithm to the base 2, rounded up; 0 for 0."""
    return max(number - 1, 0).bit_length()


def _over(left: _Size, right: _Size) -> _Size:
    """Return the size of a quotient."""
    return _Size(left.upper + right.lower, left.lower + right.upper)


def _totient(number: int) -> int:
    """Return how many of the numbers up to one have no divisor in common with it."""
    return sum(math.gcd(number, other) == 1 for other in range(1, number + 1))
