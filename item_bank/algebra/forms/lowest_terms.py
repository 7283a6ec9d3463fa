"""
Lowest terms: nothing to cancel in any fraction.

A rational number is in lowest terms as a whole number, as a fraction of whole
numbers without a common factor and with a denominator above 1, or as a mixed
number with such a fraction below 1; each with at most one minus sign. Another
expression is where each of its fractions is: no number, letter or factor is
common to what stands above and below a line, factors beside it included.
"""

import math
from fractions import Fraction

from flint import fmpq_mpoly

from item_bank.algebra.exact import value
from item_bank.algebra.factors import Ring, as_polynomial, content
from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.forms.numerals import mixed_part_lack
from item_bank.algebra.forms.shape import Product, product, terms, unsigned, whole_exponent
from item_bank.algebra.tree import Divide, Mixed, Number, Percent, Power, Tree, children, names, walk

__all__ = ["cancels", "lowest_terms_lack"]


def lowest_terms_lack(tree: Tree) -> Lack | None:
    """
    Say what keeps an expression from being in lowest terms; None where nothing does.

    What is too large to be multiplied out is given the benefit of the doubt.
    """
    if not names(tree) and isinstance(value(tree), Fraction):
        return _number_lack(tree)
    for node in walk(tree):
        match node:
            case Number(text) if "." in text:
                return "decimal"
            case Percent():
                return "percent"
            case Mixed(_, numerator, denominator) if lack := mixed_part_lack(numerator, denominator):
                return lack
            case _:
                pass
    return _expression_lack(tree)


def cancels(parts: Product, ring: Ring) -> bool:
    """
    Say whether a quotient taken apart has a factor that can be cancelled, or a denominator 1.

    Parameters
    ----------
    parts
        Of an expression; without divisors nothing cancels.
    ring
        Of that expression.
    """
    above, below = ([_polynomial(factor, ring) for factor in factors] for factors in (parts.above, parts.below))
    if below and all(
        factor is not None and factor.is_constant() and abs(factor.leading_coefficient()) == 1 for factor in below
    ):
        return True
    return any(
        _have_common_factor(over, under) for over in above for under in below if over is not None and under is not None
    )


def _number_lack(tree: Tree) -> Lack | None:
    """Say what a number lacks."""
    core, signs = unsigned(tree)
    match core:
        case Number(text):
            lack: Lack | None = "decimal" if "." in text else None
        case Mixed(_, numerator, denominator):
            lack = mixed_part_lack(numerator, denominator)
        case Divide(left, right):
            (upper, upper_signs), (lower, lower_signs) = unsigned(left), unsigned(right)
            signs += upper_signs + lower_signs
            lack = _fraction_lack(upper, lower)
        case Percent():
            lack = "percent"
        case _:
            lack = "not_worked_out"
    return "not_worked_out" if lack is None and signs > 1 else lack


def _fraction_lack(upper: Tree, lower: Tree) -> Lack | None:
    """Say what a fraction of two numbers lacks."""
    if not isinstance(upper, Number) or not isinstance(lower, Number):
        return "not_worked_out"
    if "." in upper.text + lower.text:
        return "decimal"
    over, under = int(upper.text), int(lower.text)
    return None if math.gcd(over, under) == 1 and under != 1 else "not_lowest_terms"


def _expression_lack(tree: Tree) -> Lack | None:
    """Say what the fractions of an expression lack."""
    ring = Ring(tree)
    waiting = [tree]
    while waiting:
        for term in terms(waiting.pop()):
            parts = product(term.tree)
            if parts.below and cancels(parts, ring):
                return "not_lowest_terms"
            if parts.lines and parts.signs + term.negative > 1:
                return "not_worked_out"
            waiting += [inner for factor in (*parts.above, *parts.below) for inner in children(factor)]
    return None


def _polynomial(factor: Tree, ring: Ring) -> fmpq_mpoly | None:
    """Return a factor, or what it is a power of, as a polynomial: powers share what their bases do."""
    base = factor.base if isinstance(factor, Power) and names(factor) and (whole_exponent(factor) or 0) > 0 else factor
    return as_polynomial(ring.quotient(base))


def _have_common_factor(over: fmpq_mpoly, under: fmpq_mpoly) -> bool:
    """Say whether a whole number, a letter or a polynomial divides both."""
    if over.is_zero():
        return False
    return math.gcd(content(over), content(under)) > 1 or not over.gcd(under).is_constant()
