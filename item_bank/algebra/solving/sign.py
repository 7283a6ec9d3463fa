"""
Signs: whether an algebraic expression is positive, negative, zero or undefined at given numbers, exactly.

Worked out in balls; where a ball holds zero, the precision grows until either
the ball does no longer, or it is smaller than any value but zero can be. That
bound is BFMSS: an expression is U/L for algebraic integers whose conjugates are
at most u and l, so that it is zero or at least 1 / (u^(D-1) l) with D the product
of the degrees of its roots (Burnikel, Funke, Mehlhorn, Schirra and Schmitt 2001).
"""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Final, NamedTuple

import flint

from item_bank.algebra.exact import value
from item_bank.algebra.limits import MAX_EXPONENT
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.solving.point import Point, Root, ball
from item_bank.algebra.solving.radical import Radical, radical
from item_bank.algebra.solving.undecided import NOT_ALGEBRAIC, OUT_OF_BOUNDS, Stop
from item_bank.algebra.tree import (
    Add,
    Call,
    Divide,
    Group,
    Multiply,
    Name,
    Negate,
    Percent,
    Posit,
    Power,
    Subtract,
    Tree,
    walk,
)

__all__ = ["Signs"]

FIRST_BITS: Final = 96
"""Precision to begin with; decides all but zeros."""
SECOND_BITS: Final = 256
"""Precision to go on with, and what the last one has beyond the bound."""
MAX_SEPARATION: Final = 2_048
"""Bits of the smallest value that is told from zero; a sum of four square roots of two-digit numbers has 200."""


MAX_PRECISION: Final = 8_192
"""Bits that are worked with: the longest numbers have half as many, and may cancel."""


class _Worth(NamedTuple):
    """A value: its ball, and bits of the bounds on the conjugates of its numerator and denominator."""

    ball: flint.arb
    upper: float
    lower: float


class _Nowhere(Exception):
    """Ends the recursion where there is no real value."""


class _Finer(Exception):
    """Ends the recursion where the precision does not tell a value from zero; that with so many bits would."""

    def __init__(self, separation: int) -> None:
        """Ask for more."""
        super().__init__(separation)
        self.separation = separation


class Signs:
    """
    An algebraic expression, ready to be looked at.

    Parameters
    ----------
    tree
        An expression of numbers, names, arithmetic, roots and absolute values.
    """

    __slots__ = ("_degree", "_tree")

    def __init__(self, tree: Tree) -> None:
        """Bound the degree of all roots in it together."""
        self._tree = tree
        radicals = [found for node in walk(tree) if isinstance(node, Call | Power) and (found := radical(node))]
        self._degree = math.prod(
            index for index, _ in {(one.index, bare(one.base)) for one in radicals if not one.absolute}
        )

    def at(self, points: Mapping[str, Point]) -> int | None:
        """
        Return the sign where each name has its value: -1, 0 or 1; None where there is no real value.

        Raises
        ------
        Stop
            Where it is another kind of expression, or the numbers are too large.
        """
        degree = self._degree
        for point in points.values():
            if isinstance(point, Root):
                degree *= len(point.polynomial) - 1
        bits = FIRST_BITS
        while True:
            evaluation = _Evaluation(points, bits, degree)
            try:
                with flint.ctx.workprec(bits):
                    return evaluation.sign(evaluation.worth(self._tree))
            except _Nowhere:
                return None
            except _Finer as finer:
                # a little more tells most values from zero, and what it does not tell is most likely zero
                bits = SECOND_BITS if bits < SECOND_BITS else max(2 * bits, finer.separation + SECOND_BITS)


class _Evaluation:
    """One pass over an expression, at given numbers and one precision."""

    def __init__(self, points: Mapping[str, Point], bits: int, degree: int) -> None:
        """Begin a pass; `degree` bounds that of all the roots in the expression together."""
        self._points, self._bits, self._degree = points, bits, degree

    def sign(self, worth: _Worth) -> int:
        """Return the sign of a value, or ask for more precision."""
        if worth.ball > 0:
            return 1
        if worth.ball < 0:
            return -1
        separation = math.ceil((self._degree - 1) * worth.upper + worth.lower) + 1
        if separation > MAX_SEPARATION or self._bits > MAX_PRECISION:
            raise Stop(OUT_OF_BOUNDS)
        if worth.ball.is_finite() and worth.ball.abs_upper() < flint.arb(2) ** -separation:
            return 0
        raise _Finer(separation)

    def worth(self, tree: Tree) -> _Worth:  # noqa: C901 - one case a construct
        """Work out a value and its bounds."""
        match tree:
            case Name(name):
                return self._of_point(self._points.get(name))
            case Add(left, right):
                return _sum(self.worth(left), self.worth(right), 1)
            case Subtract(left, right):
                return _sum(self.worth(left), self.worth(right), -1)
            case Multiply(left, right):
                return _product(self.worth(left), self.worth(right))
            case Divide(left, right):
                return _product(self.worth(left), self._inverse(self.worth(right)))
            case Negate(operand):
                inner = self.worth(operand)
                return _Worth(-inner.ball, inner.upper, inner.lower)
            case Group(inner) | Posit(inner):
                return self.worth(inner)
            case Percent(operand):
                return _product(self.worth(operand), _number(Fraction(1, 100)))
            case Power(base, exponent) if isinstance(times := value(exponent), Fraction) and times.denominator == 1:
                return self._power(self.worth(base), times.numerator)
            case Power() | Call() if found := radical(tree):
                return self._radical(found)
            case _:
                exact = value(tree)
                if not isinstance(exact, Fraction):
                    raise Stop(NOT_ALGEBRAIC)
                return _number(exact)

    def _of_point(self, point: Point | None) -> _Worth:
        """Return a point: a root times the leading coefficient of its polynomial is an algebraic integer."""
        if isinstance(point, Fraction):
            return _number(point)
        if not isinstance(point, Root):
            raise Stop(NOT_ALGEBRAIC)
        *others, leading = point.polynomial
        return _Worth(ball(point, self._bits), math.log2(leading + max(map(abs, others))), math.log2(leading))

    def _radical(self, found: Radical) -> _Worth:
        """Take a root, an absolute value, or a power with a fraction for exponent."""
        base = self.worth(found.base)
        if found.absolute:
            return _Worth(abs(base.ball), base.upper, base.lower)
        turn = self.sign(base)
        if turn == 0:
            if found.power <= 0:
                raise _Nowhere
            return _number(Fraction(0))
        if turn < 0 and found.index % 2 == 0:
            raise _Nowhere
        root = abs(base.ball).root(found.index)
        if base.upper >= base.lower:
            upper, lower = (base.upper + (found.index - 1) * base.lower) / found.index, base.lower
        else:
            upper, lower = base.upper, ((found.index - 1) * base.upper + base.lower) / found.index
        return self._power(_Worth(root if turn > 0 else -root, upper, lower), found.power)

    def _power(self, base: _Worth, times: int) -> _Worth:
        """Raise to a whole power; zero has none below one."""
        if abs(times) > MAX_EXPONENT:
            raise Stop(OUT_OF_BOUNDS)
        if times <= 0:
            base, times = self._inverse(base), -times
        return _Worth(base.ball**times, base.upper * times, base.lower * times)

    def _inverse(self, worth: _Worth) -> _Worth:
        """Divide one by a value that is not zero."""
        if not self.sign(worth):
            raise _Nowhere
        return _Worth(1 / worth.ball, worth.lower, worth.upper)


def _number(exact: Fraction) -> _Worth:
    """Return a rational number."""
    above, below = exact.numerator, exact.denominator
    return _Worth(flint.arb(flint.fmpq(above, below)), math.log2(abs(above) or 1), math.log2(below))


def _sum(left: _Worth, right: _Worth, turn: int) -> _Worth:
    """Add, or take away where `turn` is -1."""
    return _Worth(
        left.ball + turn * right.ball,
        max(left.upper + right.lower, right.upper + left.lower) + 1,
        left.lower + right.lower,
    )


def _product(left: _Worth, right: _Worth) -> _Worth:
    """Multiply."""
    return _Worth(left.ball * right.ball, left.upper + right.upper, left.lower + right.lower)
