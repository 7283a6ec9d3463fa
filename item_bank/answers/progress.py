"""
Progress: whether a true line brings the answer nearer.

A true line that is not the answer yet either helped (and is unfinished) or did
not: the problem copied, or made longer. How far a line is from solved is
`algebra.working.distance`'s to measure; a product that is zero, and a square
that is a number, are longer than what they were made of, and as good as solved.
"""

from typing import Final

from item_bank.algebra.exact import value
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import Multiply, Power, Relation, Tree, names
from item_bank.algebra.working.distance import distance
from item_bank.answers.maths import Maths

__all__ = ["reason_unfinished"]

SQUARE: Final = 2


def reason_unfinished(maths: Maths, tree: Tree, first: Tree | None = None) -> str | None:
    """
    Return `unfinished` where a true line helped, None where it did not.

    Parameters
    ----------
    maths
        The key. Where it has solution lines, a line helped that is no further
        from solved than the furthest of them.
    tree
        The line.
    first
        The learner's own first line; without solution lines, a later one
        helped if it is nearer to solved than that.
    """
    if _is_taken_apart(tree):
        return "unfinished"
    here = distance(tree)
    if maths.solution:
        return "unfinished" if here <= max(distance(line) for line in maths.solution) else None
    return "unfinished" if first is None or here < distance(first) else None


def _is_taken_apart(tree: Tree) -> bool:
    """
    Say whether an equation says that a product is zero, or that a square is a number.
    """
    match tree:
        case Relation((left, right), ("=",)) if bool(names(left)) != bool(names(right)):
            side, number = (left, right) if names(left) else (right, left)
            match bare(side):
                case Multiply(one, other):
                    return value(number) == 0 and bool(names(one)) and bool(names(other))
                case Power(base, exponent):
                    return bool(names(base)) and value(exponent) == SQUARE
                case _:
                    return False
        case _:
            return False
