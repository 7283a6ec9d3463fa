"""
Expanded: no brackets left to multiply out.

No product holds a sum among its factors, no sum is raised to a whole power, and
no minus stands before a sum, above fraction lines and below them. A sum over a
number, `(x + 1)/2`, is one fraction and fine; like terms need not be collected.
What stands in a function or an exponent is not looked at.
"""

from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.forms.shape import is_sum, product, terms, whole_exponent
from item_bank.algebra.tree import Power, Tree

__all__ = ["expanded_lack"]


def expanded_lack(tree: Tree) -> Lack | None:
    """
    Say `not_expanded` where a product or whole power of a sum is left to multiply out.

    Decided from the structure alone, so that `(x - a)^6000` costs nothing.
    """
    waiting = [tree]
    while waiting:
        for term in terms(waiting.pop()):
            parts = product(term.tree)
            negative = term.negative or bool(parts.signs)
            for factors in (parts.above, parts.below):
                sums = [factor for factor in factors if is_sum(factor)]
                alone = len(factors) == 1 and not (negative and not parts.lines)
                if (sums and not alone) or any(map(_power_of_sum, factors)):
                    return "not_expanded"
                waiting += sums
    return None


def _power_of_sum(tree: Tree) -> bool:
    """Say whether a factor is a whole power of a sum, that is, a product of it with itself or its like."""
    return isinstance(tree, Power) and is_sum(tree.base) and whole_exponent(tree) not in (None, -1)
