"""
Bends: where a function with a bend, a jump or a domain turns.

|x^2 - 7x + 12| is one polynomial up to 3, another one up to 4, and the first
again: places have to lie in between. Found for polynomials in one name; other
arguments are looked at around the numbers written in them alone.
"""

import math
from fractions import Fraction
from typing import cast

from flint import acb, fmpz_poly

from item_bank.algebra.limits import MAX_BENT_DEGREE, MAX_BENT_NODES
from item_bank.algebra.polynomial import NotPolynomial, polynomial
from item_bank.algebra.tree import Add, Call, Divide, Group, Number, Power, Subtract, Tree, names, walk

__all__ = ["bends"]

ONE = Number("1")
GRAIN = 1 << 24
"""Bends are given to so many parts of one; places keep a larger distance from them."""
UP_TO_ONE = ("asin", "acos", "asec", "acsc", "acosh", "atanh")


def bends(node: Call | Power) -> tuple[Fraction, ...]:
    """
    Return where a function of a polynomial turns, to some seven digits.

    Parameters
    ----------
    node
        A function that may bend where its argument is zero (`abs`, `sqrt`, `ln`),
        where it is 1 or -1 (`asin`), or where two arguments are equal (`max`);
        a power bends as a root does.
    """
    if isinstance(node, Power):
        return _zeros(node.base)
    first, *others = node.arguments
    if node.function in UP_TO_ONE:
        return (*_zeros(Subtract(first, ONE)), *_zeros(Add(first, ONE)))
    if node.function in ("min", "max"):
        return tuple([zero for other in others for zero in _zeros(Subtract(first, other))])
    return _zeros(first)


def _zeros(tree: Tree) -> tuple[Fraction, ...]:
    """Return the real zeros of a polynomial in one name, or of a quotient and its divisor; none of anything else."""
    if isinstance(tree, Group):
        return _zeros(tree.inner)
    if isinstance(tree, Divide):
        return (*_zeros(tree.left), *_zeros(tree.right))
    occurring = names(tree)
    if len(occurring) != 1 or sum(1 for _ in walk(tree)) > MAX_BENT_NODES:
        return ()
    terms = polynomial(tree)
    if isinstance(terms, NotPolynomial):
        return ()
    powers = {sum(exponent for _, exponent in monomial): factor for monomial, factor in terms.items()}
    degree = max(powers, default=0)
    if not 0 < degree <= MAX_BENT_DEGREE:
        return ()
    if degree == 1:
        return (-powers.get(0, Fraction(0)) / powers[1],)
    whole = math.lcm(*[factor.denominator for factor in powers.values()])
    coefficients = [int(powers.get(power, Fraction(0)) * whole) for power in range(degree + 1)]
    found = cast("list[tuple[acb, int]]", fmpz_poly(coefficients).complex_roots())
    roots = [root.real for root, _ in found if root.imag.is_zero()]
    return tuple([Fraction(int((root * GRAIN).mid().floor().unique_fmpz() or 0), GRAIN) for root in roots])
