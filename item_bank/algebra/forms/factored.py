"""
Factored: a product of factors that cannot be taken apart over the rationals.

Order, repeated factors or powers, and where the signs stand are free; a number
or letter common to all terms of a factor has to be taken out, `2(x + 2)`. Above
and below a fraction line alike. Of a number alone its primes are asked.
"""

from flint import fmpz

from item_bank.algebra.factors import Ring, as_polynomial, content, has_common_letter, irreducibles
from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.forms.shape import is_sum, peeled, product, whole_exponent
from item_bank.algebra.tree import Number, Power, Tree

__all__ = ["factored_lack", "prime_lack"]


def factored_lack(tree: Tree) -> Lack | None:
    """
    Say what keeps an expression from being factored.

    Factors that are too large to be multiplied out have the benefit of the doubt.
    """
    ring = Ring(tree)
    waiting = [tree]
    while waiting:
        parts = product(waiting.pop())
        for factor in (*parts.above, *parts.below):
            if isinstance(factor, Power) and whole_exponent(factor) is not None:
                waiting.append(factor.base)
            elif is_sum(factor) and (lack := _sum_lack(factor, ring)) is not None:
                return lack
    return None


def prime_lack(tree: Tree) -> Lack | None:
    """
    Say `not_prime` where a number is not written as a product of primes, or of their powers; 0 and 1 stand alone.
    """
    alone = peeled(tree)
    if isinstance(alone, Number) and alone.text in {"0", "1"}:
        return None
    waiting = [tree]
    while waiting:
        parts = product(waiting.pop())
        for factor in (*parts.above, *parts.below):
            match factor:
                case Power(base) if whole_exponent(factor) is not None:
                    waiting.append(base)
                case Number(text) if text.isdecimal() and fmpz(int(text)).is_probable_prime():
                    pass
                case _:
                    return "not_prime"
    return None


def _sum_lack(tree: Tree, ring: Ring) -> Lack | None:
    """Say whether a sum among the factors can be taken apart further."""
    found = ring.quotient(tree)
    if found is None:
        return None
    polynomial = as_polynomial(found)
    if polynomial is None:
        return "not_factored"
    if len(polynomial) <= 1:
        return "not_worked_out"
    if content(polynomial) > 1 or has_common_letter(polynomial):
        return "common_factor"
    return None if sum(times for _, times in irreducibles(polynomial)) == 1 else "not_factored"
