"""
Polynomials: expressions multiplied out, with exact coefficients.

A mapping from monomials to fractions that are not zero; equal mappings are equal
polynomials. Division is by numbers only: what has a name in a denominator or an
exponent, or a root, is no polynomial here. Bounded in degree, terms, bits and work.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, TypeAlias, assert_never

import msgspec

from item_bank.algebra.arithmetic import NotExact, Outcome, Rational, Undefined, combine, power
from item_bank.algebra.exact import value
from item_bank.algebra.limits import MAX_BITS, MAX_DEGREE, MAX_STEPS, MAX_TERMS
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

__all__ = ["BEYOND", "Monomial", "NotPolynomial", "Polynomial", "degree", "polynomial", "ratio"]

Monomial: TypeAlias = tuple[tuple[str, int], ...]
"""Names with their exponents above zero, in alphabetical order; empty for the constant."""
Polynomial: TypeAlias = dict[Monomial, Fraction]
_Terms: TypeAlias = dict[Monomial, Rational]


class NotPolynomial(msgspec.Struct, frozen=True):
    """
    Why an expression is not multiplied out.

    `undefined`: it has no value anywhere, by a division by zero in it. `beyond`:
    it is another kind of expression, or too large.
    """

    reason: Literal["undefined", "beyond"]


BEYOND, NOWHERE = NotPolynomial("beyond"), NotPolynomial("undefined")


def polynomial(tree: Tree) -> Polynomial | NotPolynomial:
    """
    Multiply an expression out.

    Parameters
    ----------
    tree
        An expression in any names; `pi` and `e` count as names.

    Returns
    -------
    dict | NotPolynomial
        The polynomial, without zero coefficients; empty for zero.
    """
    try:
        terms = _polynomial(tree, _Work())
    except _Stop as stop:
        return stop.reason
    return {monomial: Fraction(coefficient) for monomial, coefficient in terms.items()}


def degree(terms: Mapping[Monomial, Rational]) -> int:
    """
    Return the total degree, 0 for constants and for zero.
    """
    return max((sum(exponent for _, exponent in monomial) for monomial in terms), default=0)


def ratio(left: Polynomial, right: Polynomial) -> Fraction | None:
    """
    Return what the right polynomial is multiplied with to give the left one; None where nothing is, or it is zero.
    """
    if not left or left.keys() != right.keys():
        return None
    first = next(iter(left))
    factor = left[first] / right[first]
    return factor if all(left[monomial] == factor * right[monomial] for monomial in left) else None


class _Stop(Exception):
    """Ends the recursion at what is no polynomial."""

    def __init__(self, reason: NotPolynomial) -> None:
        """
        Stop for a reason.
        """
        super().__init__(reason.reason)
        self.reason = reason


class _Work:
    """The multiplications that are left: many small products are as much work as one large."""

    def __init__(self) -> None:
        """
        Begin with all of them.
        """
        self._left = MAX_STEPS

    def spend(self, steps: int) -> None:
        """
        Take some, or raise `_Stop` where there are not enough.
        """
        self._left -= steps
        if self._left < 0:
            raise _Stop(BEYOND)


def _polynomial(tree: Tree, work: _Work) -> _Terms:  # noqa: C901, PLR0912 - one case a construct
    """
    Multiply out, or raise `_Stop`.
    """
    match tree:
        case Number() | Mixed() | Repeating() | Call() | Factorial():
            return _constant(value(tree))
        case Name(name) | Constant("pi" | "e" as name):
            return {((name, 1),): 1}
        case Add():
            return _sum(_polynomial(tree.left, work), _polynomial(tree.right, work), 1)
        case Subtract():
            return _sum(_polynomial(tree.left, work), _polynomial(tree.right, work), -1)
        case Multiply():
            return _product(_polynomial(tree.left, work), _polynomial(tree.right, work), work)
        case Divide():
            divisor = _number(tree.right, work)
            if divisor == 0:
                raise _Stop(NOWHERE)
            return _scaled(_polynomial(tree.left, work), Fraction(1) / divisor)
        case Power():
            return _power(_polynomial(tree.base, work), _number(tree.exponent, work), work)
        case Negate():
            return _scaled(_polynomial(tree.operand, work), -1)
        case Percent():
            return _scaled(_polynomial(tree.operand, work), Fraction(1, 100))
        case Group():
            return _polynomial(tree.inner, work)
        case Posit():
            return _polynomial(tree.operand, work)
        case (
            Constant()
            | Degrees()
            | PlusMinus()
            | Relation()
            | Junction()
            | Listing()
            | Matrix()
            | Setwise()
            | EmptySet()
            | Reals()
        ):
            raise _Stop(BEYOND)
        case _:
            assert_never(tree)


def _constant(exact: Outcome) -> _Terms:
    """
    Return the constant that a value is, where there is one.
    """
    if isinstance(exact, Undefined):
        raise _Stop(NOWHERE)
    if isinstance(exact, NotExact):
        raise _Stop(BEYOND)
    if not exact:
        return {}
    return {(): exact.numerator if exact.denominator == 1 else exact}


def _number(tree: Tree, work: _Work) -> Rational:
    """
    Return the number that a divisor or exponent is, after multiplying out.
    """
    terms = _polynomial(tree, work)
    if not terms.keys() <= {()}:
        raise _Stop(BEYOND)
    return terms.get((), 0)


def _power(terms: _Terms, times: Rational, work: _Work) -> _Terms:
    """
    Raise to a power: numbers to any, the rest to whole ones from 0.
    """
    if terms.keys() <= {()}:
        return _constant(combine(power, terms.get((), 0), times))
    if times.denominator != 1 or not 0 <= times <= MAX_DEGREE:
        raise _Stop(BEYOND)
    result: _Terms = {(): 1}
    for _ in range(int(times)):
        result = _product(result, terms, work)
    return result


def _sum(left: _Terms, right: _Terms, sign: int) -> _Terms:
    """
    Add a polynomial, or take it away where the sign is -1.
    """
    result = dict(left)
    for monomial, coefficient in right.items():
        _collect(result, monomial, sign * coefficient)
    return _bounded(result)


def _scaled(terms: _Terms, factor: Rational) -> _Terms:
    """
    Multiply by a number that is not zero.
    """
    return {monomial: _short(coefficient * factor) for monomial, coefficient in terms.items()}


def _product(left: _Terms, right: _Terms, work: _Work) -> _Terms:
    """
    Multiply term by term.
    """
    work.spend(len(left) * len(right))
    result: _Terms = {}
    for first, one in left.items():
        for second, other in right.items():
            _collect(result, _joined(first, second), one * other)
    if degree(result) > MAX_DEGREE:
        raise _Stop(BEYOND)
    return _bounded(result)


def _collect(terms: _Terms, monomial: Monomial, coefficient: Rational) -> None:
    """
    Add one term in place; none stays with the coefficient zero.
    """
    total = terms.pop(monomial, 0) + coefficient
    if total:
        terms[monomial] = _short(total)


def _short(coefficient: Rational) -> Rational:
    """
    Pass on a coefficient that is not too long.
    """
    if max(coefficient.numerator.bit_length(), coefficient.denominator.bit_length()) > MAX_BITS:
        raise _Stop(BEYOND)
    return coefficient


def _joined(first: Monomial, second: Monomial) -> Monomial:
    """
    Multiply two monomials.
    """
    if not first or not second:
        return first or second
    exponents = dict(first)
    for name, exponent in second:
        exponents[name] = exponents.get(name, 0) + exponent
    return tuple(sorted(exponents.items()))


def _bounded(terms: _Terms) -> _Terms:
    """
    Stop at more terms than are gone on with.
    """
    if len(terms) > MAX_TERMS:
        raise _Stop(BEYOND)
    return terms
