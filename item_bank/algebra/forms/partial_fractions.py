"""
Partial fractions: a polynomial and proper fractions over powers of one irreducible factor each.

Each denominator is, but for a number, a power of a polynomial that is
irreducible over the rationals, and each numerator has a lower degree than that
polynomial; two with the same denominator hold other powers of the variable. A
number may stand before brackets around such a sum. As the value is right, the
factors are then those of the key.
"""

from flint import fmpq_mpoly

from item_bank.algebra.factors import Quotient, Ring, irreducibles
from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.forms.shape import is_sum, product, terms
from item_bank.algebra.tree import Tree, names

__all__ = ["partial_fractions_lack"]


def partial_fractions_lack(tree: Tree, key: Tree) -> Lack | None:
    """
    Say what keeps an expression from being split into partial fractions.

    The variable is the key's letter; among several, any that makes it right.
    Terms that are too large to be multiplied out have the benefit of the doubt.
    """
    ring = Ring(tree)
    parts = [ring.quotient(summand) for summand in _summands(tree)]
    fractions = [part for part in parts if part is not None and not part.lower.is_constant()]
    if not fractions:
        return None
    places = [place for name in names(key) or names(tree) if (place := ring.place(name)) is not None]
    lacks = [_lack_in(place, fractions) for place in places]
    return None if not lacks or None in lacks else lacks[0]


def _summands(tree: Tree) -> list[Tree]:
    """Return the terms of a sum, and those in brackets behind a number, `(1/2)(1/(x - 1) - 1/(x + 1))`."""
    found: list[Tree] = []
    waiting = [tree]
    while waiting:
        for term in terms(waiting.pop()):
            parts = product(term.tree)
            sums = [factor for factor in parts.above if is_sum(factor)]
            factors = [factor for factor in (*parts.above, *parts.below) if not is_sum(factor)]
            if len(sums) == 1 and not any(map(is_sum, parts.below)) and not any(map(names, factors)):
                waiting += sums
            else:
                found.append(term.tree)
    return found


def _lack_in(place: int, fractions: list[Quotient]) -> Lack | None:
    """Say what is missing where the variable at a place of the ring is the one to split by."""
    seen: list[tuple[fmpq_mpoly, int]] = []
    powers: list[set[int]] = []
    for part in fractions:
        factors = [(factor, times) for factor, times in irreducibles(part.lower) if factor.degrees()[place]]
        if len(factors) > 1:
            return "not_partial_fractions"
        if not factors:
            continue
        if part.upper.degrees()[place] >= factors[0][0].degrees()[place]:
            return "fraction_not_proper"
        found = {exponents[place] for exponents in part.upper.monoms()}
        if factors[0] not in seen:
            seen.append(factors[0])
            powers.append(found)
        elif powers[seen.index(factors[0])] & found:
            # 2/x + 3/x is still to be added up; x/(x^2 + 1) + 1/(x^2 + 1) is one fraction with its terms apart
            return "not_partial_fractions"
        else:
            powers[seen.index(factors[0])] |= found
    return None
