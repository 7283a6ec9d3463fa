"""
Progress: whether a true line brings the answer nearer.

A true line that is not the answer yet either helped (and is unfinished) or did
not: the problem copied, or made longer. Distance to the solved form is counted,
not judged by taste: terms, coefficients and brackets that still have to go.
"""

from fractions import Fraction

from item_bank.algebra.exact import value
from item_bank.algebra.tree import Relation, Tree, names, walk
from item_bank.answers.maths import Maths, brackets_to_open, left_to_do

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
    here = _distance(tree)
    if maths.solution:
        return "unfinished" if here <= max(_distance(line) for line in maths.solution) else None
    return "unfinished" if first is None or here < _distance(first) else None


def _distance(tree: Tree) -> tuple[int, int]:
    """
    Count what still has to go.

    For an equation linear in one unknown: the terms of both sides once each is
    collected (`ax + b`, one more for a coefficient other than 1), then the
    brackets to open. For anything else, the operations written.
    """
    if not isinstance(tree, Relation) or len(letters := names(tree)) != 1:
        return left_to_do(tree), 0
    terms = 0
    for side in tree.operands:
        count = _terms(side, letters[0])
        if count is None:
            return left_to_do(tree), 0
        terms += count
    return terms, sum(brackets_to_open(node) for node in walk(tree))


def _terms(side: Tree, unknown: str) -> int | None:
    """Count the terms of `ax + b`, a coefficient other than 1 twice; None where the side is not linear."""
    at = [value(side, {unknown: Fraction(point)}) for point in (0, 1, 2)]
    match at:
        case [Fraction() as zero, Fraction() as one, Fraction() as two] if two - one == one - zero:
            slope = one - zero
            return (slope != 0) + (slope not in {0, 1}) + (zero != 0)
        case _:
            return None
