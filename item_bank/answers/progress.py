"""
Progress: whether a true line brings the answer nearer.

A true line that is not the answer yet either helped (and is unfinished) or did
not: the problem copied, or made longer. How far a line is from solved is
`algebra.working.distance`'s to measure.
"""

from item_bank.algebra.tree import Tree
from item_bank.algebra.working.distance import distance
from item_bank.answers.maths import Maths

__all__ = ["reason_unfinished"]


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
    here = distance(tree)
    if maths.solution:
        return "unfinished" if here <= max(distance(line) for line in maths.solution) else None
    return "unfinished" if first is None or here < distance(first) else None
