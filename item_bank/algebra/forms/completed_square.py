"""
Completed square: the variable stands in one squared bracket, and nowhere else.

`a(x - h)^2 + k` with any a, h and k, also `(ax + b)^2 + c`, and `x^2 + k` where
h is 0. The other terms, the factor and the divisor hold no variable. As the
value is right, what is squared has the right degree.
"""

from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.forms.shape import elements, product, terms, whole_exponent
from item_bank.algebra.tree import Power, Tree, names

__all__ = ["completed_square_lack"]


def completed_square_lack(tree: Tree, key: Tree) -> Lack | None:
    """
    Say `no_square` where the variable stands outside of one squared bracket.

    The variables are the letters in which the key is a completed square, both
    in the equation of a circle. Where it is in none, any letter may be it.
    """
    squared = [name for name in names(key) if _all_square(key, name)]
    if squared:
        return None if all(_all_square(tree, name) for name in squared) else "no_square"
    occurring = names(tree)
    return None if not occurring or any(_all_square(tree, name) for name in occurring) else "no_square"


def _all_square(tree: Tree, name: str) -> bool:
    """Say whether every expression of an answer that holds a letter, if any does, is a completed square in it."""
    holding = [part for part in elements(tree) if name in names(part)]
    return bool(holding) and all(_squares(part, name) for part in holding)


def _squares(tree: Tree, name: str) -> bool:
    """Say whether a letter stands in one square of a sum of terms, and nowhere else."""
    holding = [term.tree for term in terms(tree) if name in names(term.tree)]
    if len(holding) != 1:
        return False
    parts = product(holding[0])
    factors = [factor for factor in (*parts.above, *parts.below) if name in names(factor)]
    return len(factors) == 1 and factors[0] in parts.above and _is_square(factors[0])


def _is_square(tree: Tree) -> bool:
    """Say whether a factor is an even power, 2 or more."""
    times = whole_exponent(tree) if isinstance(tree, Power) else None
    return times is not None and times > 0 and times % 2 == 0
