"""
Forms: whether a value is written as it was asked for.

Looks at the tree as written, never at a simplified one, and takes for granted
that the value is right. Names the first thing that is missing by a stable code;
the words about it are for others.
"""

import math
from fractions import Fraction
from typing import Literal, TypeAlias

from item_bank.algebra.polynomial import NotPolynomial, Polynomial, degree, polynomial
from item_bank.algebra.tree import (
    Divide,
    Group,
    Mixed,
    Name,
    Negate,
    Number,
    Percent,
    Posit,
    Tree,
    walk,
)

__all__ = ["Lack", "lowest_terms"]

Lack: TypeAlias = Literal["not_lowest_terms", "mixed_improper", "decimal", "percent", "not_worked_out"]
"""
What is missing. `not_lowest_terms`: a fraction can be cancelled; `mixed_improper`:
the fraction of a mixed number is 1 or more; `decimal`, `percent`: no fraction at
all; `not_worked_out`: operations or signs that are left to do.
"""

MAX_DIVISION_DEGREE = 12
"""Of polynomials whose common factor is looked for; fractions in Euclid's algorithm grow fast beyond."""


def lowest_terms(tree: Tree) -> Lack | None:
    """
    Say what keeps an expression from being in lowest terms; None where nothing does.

    A number is in lowest terms as a whole number, as a fraction of whole numbers
    without a common factor and with a denominator above 1, or as a mixed number
    with such a fraction below 1; each with at most one minus sign. An expression
    is where each of its fractions is: no number, name or factor is common to
    what stands above and below.

    Parameters
    ----------
    tree
        The response as read.
    """
    if any(isinstance(node, Name) for node in walk(tree)):
        return _expression_lack(tree)
    core, signs = _unsigned(tree)
    match core:
        case Number(text):
            lack: Lack | None = "decimal" if "." in text else None
        case Mixed(_, numerator, denominator):
            lack = _mixed_lack(int(numerator), int(denominator))
        case Divide(left, right):
            (upper, upper_signs), (lower, lower_signs) = _unsigned(left), _unsigned(right)
            signs += upper_signs + lower_signs
            lack = _fraction_lack(upper, lower)
        case Percent():
            lack = "percent"
        case _:
            lack = "not_worked_out"
    return "not_worked_out" if lack is None and signs > 1 else lack


def _unsigned(tree: Tree) -> tuple[Tree, int]:
    """
    Return what stands behind signs and brackets, and how many minus signs there are.
    """
    signs = 0
    while True:
        match tree:
            case Negate(operand):
                tree, signs = operand, signs + 1
            case Posit(operand):
                tree = operand
            case Group(inner):
                tree = inner
            case _:
                return tree, signs


def _mixed_lack(numerator: int, denominator: int) -> Lack | None:
    """
    Say what the fraction of a mixed number lacks.
    """
    if numerator >= denominator:
        return "mixed_improper"
    return None if math.gcd(numerator, denominator) == 1 else "not_lowest_terms"


def _fraction_lack(upper: Tree, lower: Tree) -> Lack | None:
    """
    Say what a fraction of two numbers lacks.
    """
    if not isinstance(upper, Number) or not isinstance(lower, Number):
        return "not_worked_out"
    if "." in upper.text + lower.text:
        return "decimal"
    over, under = int(upper.text), int(lower.text)
    return None if math.gcd(over, under) == 1 and under != 1 else "not_lowest_terms"


def _expression_lack(tree: Tree) -> Lack | None:
    """
    Say what the fractions and numbers in an expression lack.
    """
    for node in walk(tree):
        match node:
            case Number(text) if "." in text:
                return "decimal"
            case Percent():
                return "percent"
            case Mixed(_, numerator, denominator) if lack := _mixed_lack(int(numerator), int(denominator)):
                return lack
            case Divide(left, right) if _have_common_factor(polynomial(left), polynomial(right)):
                return "not_lowest_terms"
            case _:
                pass
    return None


def _have_common_factor(upper: Polynomial | NotPolynomial, lower: Polynomial | NotPolynomial) -> bool:
    """
    Say whether something can be cancelled: a whole number, a name, or in one name a polynomial.

    What is no polynomial, or too large to divide, is given the benefit of the doubt.
    """
    if isinstance(upper, NotPolynomial) or isinstance(lower, NotPolynomial) or not upper or not lower:
        return False
    if lower == {(): Fraction(1)} or math.gcd(_content(upper), _content(lower)) > 1:
        return True
    occurring = {name for monomial in [*upper, *lower] for name, _ in monomial}
    if any(all(name in dict(monomial) for monomial in [*upper, *lower]) for name in occurring):
        return True
    if len(occurring) != 1 or max(degree(upper), degree(lower)) > MAX_DIVISION_DEGREE:
        return False
    return len(_greatest_divisor(_dense(upper), _dense(lower))) > 1


def _content(terms: Polynomial) -> int:
    """
    Return the greatest whole number that divides all coefficients; 1 where one is a fraction.
    """
    if any(coefficient.denominator != 1 for coefficient in terms.values()):
        return 1
    return math.gcd(*[coefficient.numerator for coefficient in terms.values()])


def _dense(terms: Polynomial) -> list[Fraction]:
    """
    Return the coefficients of a polynomial in one name, highest power first.
    """
    coefficients = [Fraction(0)] * (degree(terms) + 1)
    for monomial, coefficient in terms.items():
        coefficients[-1 - sum(exponent for _, exponent in monomial)] = coefficient
    return coefficients


def _greatest_divisor(left: list[Fraction], right: list[Fraction]) -> list[Fraction]:
    """
    Return the greatest common divisor of two polynomials, by Euclid's algorithm.
    """
    while right:
        while len(left) >= len(right):
            factor = left[0] / right[0]
            padded = right + [Fraction(0)] * (len(left) - len(right))
            left = [one - factor * other for one, other in zip(left, padded, strict=True)][1:]
        while left and not left[0]:
            left = left[1:]
        left, right = right, left
    return left
