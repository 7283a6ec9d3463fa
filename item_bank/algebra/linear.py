"""
Linear equations: their solutions, and their coefficients up to scale.

Solves a chain of `=` in one unknown exactly, seeing identities and
contradictions for what they are, and brings an equation in several unknowns to
the one form that all its multiples share. What is not linear after multiplying
out is said to be so, and left to others.
"""

from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeAlias

import msgspec

from item_bank.algebra.polynomial import NotPolynomial, Polynomial, degree, polynomial
from item_bank.algebra.tree import Relation, Subtract, Tree

__all__ = ["Always", "LinearForm", "Never", "NotLinear", "Once", "Solutions", "linear_form", "solve_linear"]


class Once(msgspec.Struct, frozen=True):
    """True for exactly one value of the unknown."""

    root: Fraction


class Always(msgspec.Struct, frozen=True):
    """True for every value: an identity."""


class Never(msgspec.Struct, frozen=True):
    """True for no value: a contradiction, or a division by zero in it."""


class NotLinear(msgspec.Struct, frozen=True):
    """
    Not to be solved here.

    `inequality`: other signs than `=` in it. `other_names`: names beside the
    unknown. `not_linear`: it stays of higher degree, or is no polynomial.
    """

    reason: Literal["inequality", "other_names", "not_linear"]


Solutions: TypeAlias = Once | Always | Never
ALWAYS, NEVER = Always(), Never()


class LinearForm(msgspec.Struct, frozen=True):
    """
    An equation `sum of coefficients times names + constant = 0`, scaled so that the first coefficient is 1.

    Two linear equations with a solution have the same solutions exactly where
    their forms are equal. Names are in alphabetical order; there is at least one.
    """

    coefficients: tuple[tuple[str, Fraction], ...]
    constant: Fraction


def solve_linear(relation: Relation, unknown: str) -> Solutions | NotLinear:
    """
    Solve an equation, or a chain of them, for one unknown.

    Parameters
    ----------
    relation
        One or more `=` in a row; all have to hold together.
    unknown
        The name to solve for. It need not occur: `3 + 4 = 7` is `Always`.

    Returns
    -------
    Once | Always | Never | NotLinear
        The exact set of solutions among the rational numbers.
    """
    if any(operator != "=" for operator in relation.operators):
        return NotLinear("inequality")
    found: Solutions = ALWAYS
    for left, right in pairwise(relation.operands):
        solutions = _solve(left, right, unknown)
        if isinstance(solutions, NotLinear):
            return solutions
        found = _both(found, solutions)
    return found


def linear_form(relation: Relation) -> LinearForm | Always | Never | NotLinear:
    """
    Bring one equation in any number of unknowns to its form up to scale.

    Parameters
    ----------
    relation
        One `=`; every name in it counts as unknown.

    Returns
    -------
    LinearForm | Always | Never | NotLinear
        Equal for equations with the same solutions.
    """
    if relation.operators != ("=",):
        return NotLinear("inequality")
    terms = polynomial(Subtract(*relation.operands))
    if isinstance(terms, NotPolynomial):
        return NEVER if terms.reason == "undefined" else NotLinear("not_linear")
    if degree(terms) > 1:
        return NotLinear("not_linear")
    coefficients = sorted((monomial[0][0], factor) for monomial, factor in terms.items() if monomial)
    constant = terms.get((), Fraction(0))
    if not coefficients:
        return NEVER if constant else ALWAYS
    scale = coefficients[0][1]
    return LinearForm(tuple([(name, factor / scale) for name, factor in coefficients]), constant / scale)


def _solve(left: Tree, right: Tree, unknown: str) -> Solutions | NotLinear:
    """
    Solve one equation.
    """
    terms = polynomial(Subtract(left, right))
    if isinstance(terms, NotPolynomial):
        return NEVER if terms.reason == "undefined" else NotLinear("not_linear")
    return _roots(terms, unknown)


def _roots(terms: Polynomial, unknown: str) -> Solutions | NotLinear:
    """
    Return where a polynomial is zero.
    """
    if any(name != unknown for monomial in terms for name, _ in monomial):
        return NotLinear("other_names")
    if degree(terms) > 1:
        return NotLinear("not_linear")
    constant, slope = terms.get((), Fraction(0)), terms.get(((unknown, 1),), Fraction(0))
    if slope:
        return Once(-constant / slope)
    return NEVER if constant else ALWAYS


def _both(first: Solutions, second: Solutions) -> Solutions:
    """
    Return the solutions that two equations share.
    """
    if isinstance(first, Always):
        return second
    return first if isinstance(second, Always) or first == second else NEVER
