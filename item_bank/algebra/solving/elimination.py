"""
Elimination: the numbers at which an expression with roots may vanish or lose its value.

Every root is an unknown with an equation of its own (`fraction`). Resultants take
these unknowns away, the last first (Sylvester 1840), which leaves polynomials in
the one unknown: their roots are where signs may change, and no others are.
"""

import flint

from item_bank.algebra.limits import MAX_SOLVED_DEGREE
from item_bank.algebra.solving.fraction import Fractions, degree_in, factored
from item_bank.algebra.solving.point import Point, ordered
from item_bank.algebra.solving.roots import real_roots
from item_bank.algebra.solving.undecided import OUT_OF_BOUNDS, Stop
from item_bank.algebra.tree import Tree

__all__ = ["critical"]


def critical(tree: Tree, unknown: str) -> tuple[Point, ...]:
    """
    Return numbers beside which the sign of an expression does not change.

    Parameters
    ----------
    tree
        An expression with roots and absolute values in it.
    unknown
        Its one name.

    Returns
    -------
    tuple of Point
        In increasing order. On each open cell between neighbours the expression
        has one sign throughout, or is zero, or has no value.

    Raises
    ------
    Stop
        Where it is another kind of expression, or too large.
    """
    work = Fractions((unknown,))
    above = work.read(tree).above
    left = [factor for one in (above, *work.divisors, *work.bases) for factor in _factors(one)]
    for place, equation in reversed(list(enumerate(work.equations))):
        kept: dict[str, flint.fmpq_mpoly] = {}
        for factor in left:
            if not degree_in(factor, place + 1):
                kept[str(factor)] = factor
                continue
            _check(factor, equation, place + 1)
            # zero where the factor is one branch of the root throughout: it changes only where branches meet, at a
            # zero of the base, which counts anyway
            for one in _factors(factor.resultant(equation, f"u{place}")):
                kept[str(one)] = one
        left = list(kept.values())
    return ordered([point for factor in left for point in real_roots(_univariate(factor))])


def _check(factor: flint.fmpq_mpoly, equation: flint.fmpq_mpoly, place: int) -> None:
    """Stop before a resultant of too large a degree: at most the products of the degrees, crosswise."""
    reached = factor.total_degree() * degree_in(equation, place) + equation.total_degree() * degree_in(factor, place)
    if reached > 2 * MAX_SOLVED_DEGREE:
        raise Stop(OUT_OF_BOUNDS)


def _factors(polynomial: flint.fmpq_mpoly) -> list[flint.fmpq_mpoly]:
    """Return the irreducible factors, constants left out; none of zero."""
    if polynomial.is_zero() or polynomial.is_constant():
        return []
    return [factor for factor, _ in factored(polynomial)]


def _univariate(polynomial: flint.fmpq_mpoly) -> flint.fmpq_poly:
    """Return a polynomial that holds the first unknown alone as one in it."""
    coefficients = [flint.fmpq(0)] * (polynomial.total_degree() + 1)
    for monomial, factor in polynomial.terms():
        coefficients[monomial[0]] = factor
    return flint.fmpq_poly(coefficients)
