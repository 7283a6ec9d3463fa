"""
Theorems: what sympy is asked, of its own objects.

Each answer is one that sympy claims to prove; what it only guesses numerically
is no answer.
"""

from collections.abc import Callable

import sympy
from sympy import Expr

__all__ = ["equal", "factor", "solve"]

REWRITINGS: tuple[Callable[[Expr], Expr], ...] = (
    sympy.expand,
    sympy.ratsimp,
    sympy.trigsimp,
    sympy.radsimp,
    sympy.logcombine,
    sympy.simplify,
)
"""From the cheap to the costly; each rewrites by identities."""


def equal(left: Expr, right: Expr) -> bool | None:
    """
    Say whether two expressions are the same; None where neither is proven.
    """
    difference = left - right
    for rewrite in REWRITINGS:
        difference = rewrite(difference)
        if difference == 0:
            return True
    return False if difference.is_zero is False else None


def solve(left: Expr, right: Expr, unknown: Expr) -> list[Expr] | None:
    """
    Return all values for which two sides are the same; None where these are not finitely many, or not found.
    """
    domain = sympy.Reals if unknown.is_real else sympy.Complexes
    found = sympy.solveset(left - right, unknown, domain)
    finite = found is sympy.S.EmptySet or isinstance(found, sympy.FiniteSet)
    return sorted(found, key=sympy.default_sort_key) if finite else None


def factor(product: Expr) -> Expr:
    """
    Return an expression as a product of factors with rational coefficients.
    """
    return sympy.factor(product)
