"""
Quotients: expressions in one unknown as one polynomial over another.

Multiplied out by FLINT, over the rational numbers, without cancelling: every
denominator that was written is kept, because a statement has no truth where one
of them is zero. Roots, absolute values and other functions of the unknown are
`radical`'s and `inverse`'s.
"""

from fractions import Fraction
from typing import Final, assert_never

import flint
import msgspec

from item_bank.algebra.arithmetic import TOO_LARGE, Undefined
from item_bank.algebra.exact import value
from item_bank.algebra.limits import MAX_BITS, MAX_SOLVED_DEGREE
from item_bank.algebra.solving.undecided import NOT_A_STATEMENT, NOT_ALGEBRAIC, OTHER_NAMES, OUT_OF_BOUNDS, Stop
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Degrees,
    Divide,
    EmptySet,
    Factorial,
    Group,
    Junction,
    Listing,
    Matrix,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    PlusMinus,
    Posit,
    Power,
    Reals,
    Relation,
    Repeating,
    Setwise,
    Subtract,
    Tree,
)

__all__ = ["ONE", "Quotient", "quotient", "whole_power"]

ONE: Final = flint.fmpq_poly([1])
UNKNOWN: Final = flint.fmpq_poly([0, 1])


class Quotient(msgspec.Struct, frozen=True):
    """
    One polynomial over another, in one unknown.

    Attributes
    ----------
    above, below
        Numerator and denominator, not cancelled. `below` is never zero.
    holes
        The polynomials that were divided by: where one is zero, there is no value.
        One that is zero everywhere means that there is a value nowhere.
    """

    above: flint.fmpq_poly
    below: flint.fmpq_poly = ONE
    holes: tuple[flint.fmpq_poly, ...] = ()


NOWHERE: Final = Quotient(ONE, ONE, (flint.fmpq_poly(),))
"""What stands for an expression that has a value nowhere, like 1/0."""


def quotient(tree: Tree, unknown: str) -> Quotient:  # noqa: C901, PLR0912 - one case a construct
    """
    Bring an expression to one fraction.

    Parameters
    ----------
    tree
        An expression.
    unknown
        The name that polynomials are in.

    Raises
    ------
    Stop
        Where it is no quotient of polynomials with rational coefficients, or of
        a degree above `MAX_SOLVED_DEGREE`.
    """
    match tree:
        case Number(text) if text.isdecimal():
            return Quotient(flint.fmpq_poly([int(text)]))
        case Number() | Mixed() | Repeating() | Factorial() | Call():
            return _constant(tree)
        case Name(name):
            if name != unknown:
                raise Stop(OTHER_NAMES)
            return Quotient(UNKNOWN)
        case Add(left, right):
            return _sum(quotient(left, unknown), quotient(right, unknown))
        case Subtract(left, right):
            return _sum(quotient(left, unknown), _negative(quotient(right, unknown)))
        case Multiply(left, right):
            return _product(quotient(left, unknown), quotient(right, unknown))
        case Divide(left, right):
            return _ratio(quotient(left, unknown), quotient(right, unknown))
        case Power(base, exponent):
            return _power(quotient(base, unknown), whole_power(exponent))
        case Negate(operand):
            return _negative(quotient(operand, unknown))
        case Group(inner) | Posit(inner):
            return quotient(inner, unknown)
        case Percent(operand):
            return _product(quotient(operand, unknown), Quotient(flint.fmpq_poly([flint.fmpq(1, 100)])))
        case Constant() | Degrees():
            raise Stop(NOT_ALGEBRAIC)
        case PlusMinus() | Relation() | Junction() | Listing() | Matrix() | Setwise() | EmptySet() | Reals():
            raise Stop(NOT_A_STATEMENT)
        case _:
            assert_never(tree)


def whole_power(exponent: Tree) -> int:
    """
    Return the whole number that an exponent is, or raise `Stop`.
    """
    exact = value(exponent)
    if isinstance(exact, Fraction) and exact.denominator == 1:
        return exact.numerator
    raise Stop(OUT_OF_BOUNDS if exact == TOO_LARGE else NOT_ALGEBRAIC)


def _constant(tree: Tree) -> Quotient:
    """Return a number as a polynomial, or raise `Stop`."""
    exact = value(tree)
    if isinstance(exact, Fraction):
        return Quotient(flint.fmpq_poly([flint.fmpq(exact.numerator, exact.denominator)]))
    if isinstance(exact, Undefined):
        return NOWHERE
    raise Stop(OUT_OF_BOUNDS if exact == TOO_LARGE else NOT_ALGEBRAIC)


def _bounded(polynomial: flint.fmpq_poly) -> flint.fmpq_poly:
    """Pass on a polynomial within the limits."""
    if polynomial.degree() > MAX_SOLVED_DEGREE or polynomial.numer().height_bits() > MAX_BITS:
        raise Stop(OUT_OF_BOUNDS)
    if polynomial.denom().bit_length() > MAX_BITS:
        raise Stop(OUT_OF_BOUNDS)
    return polynomial


def _times(left: flint.fmpq_poly, right: flint.fmpq_poly) -> flint.fmpq_poly:
    """Multiply; most denominators are one, and cost nothing."""
    if left is ONE:
        return right
    return left if right is ONE else _bounded(left * right)


def _negative(operand: Quotient) -> Quotient:
    """Change the sign."""
    return Quotient(-operand.above, operand.below, operand.holes)


def _sum(left: Quotient, right: Quotient) -> Quotient:
    """Add over a common denominator."""
    holes = left.holes + right.holes
    if left.below is right.below:
        return Quotient(_bounded(left.above + right.above), left.below, holes)
    above = _times(left.above, right.below) + _times(right.above, left.below)
    return Quotient(_bounded(above), _times(left.below, right.below), holes)


def _product(left: Quotient, right: Quotient) -> Quotient:
    """Multiply."""
    return Quotient(_bounded(left.above * right.above), _times(left.below, right.below), left.holes + right.holes)


def _ratio(left: Quotient, right: Quotient) -> Quotient:
    """Divide; what is zero everywhere is kept as a hole everywhere."""
    if right.above.is_zero():
        return NOWHERE
    holes = left.holes + right.holes
    if right.above.is_constant() and right.below is ONE:
        return Quotient(_bounded(left.above / right.above.leading_coefficient()), left.below, holes)
    return Quotient(_times(left.above, right.below), _bounded(_times(left.below, right.above)), (*holes, right.above))


def _power(base: Quotient, times: int) -> Quotient:
    """Raise to a whole power; zero has none below one."""
    size = abs(times)
    degree = max(base.above.degree(), base.below.degree(), 0)
    bits = max(base.above.numer().height_bits(), base.above.denom().bit_length(), base.below.numer().height_bits())
    if degree * size > MAX_SOLVED_DEGREE or bits * size > MAX_BITS:
        raise Stop(OUT_OF_BOUNDS)
    if times > 0:
        return Quotient(base.above**size, base.below if base.below is ONE else base.below**size, base.holes)
    if base.above.is_zero():
        return NOWHERE
    return Quotient(base.below**size, base.above**size, (*base.holes, base.above))
