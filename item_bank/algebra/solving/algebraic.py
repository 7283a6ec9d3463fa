"""
Algebraic statements: where two expressions with roots and absolute values stand in a relation.

Elimination says at which numbers truth may change; at each of them and at one
number in each cell between, the sign of the difference is decided exactly on the
expressions as written. So roots keep their sign, and squaring adds nothing.
"""

from itertools import pairwise

from item_bank.algebra.solving.elimination import critical
from item_bank.algebra.solving.point import Point, between
from item_bank.algebra.solving.rational import SIGNS
from item_bank.algebra.solving.real_set import RealSet, on_cells
from item_bank.algebra.solving.sign import Signs
from item_bank.algebra.tree import Operator, Subtract, Tree

__all__ = ["compared_with_roots"]


def compared_with_roots(left: Tree, right: Tree, operator: Operator, unknown: str) -> RealSet:
    """
    Return where one algebraic expression stands in a relation to another; nowhere where one has no real value.

    Raises
    ------
    Stop
        Where one is no algebraic expression in the unknown alone, or too large.
    """
    difference = Subtract(left, right)
    points = critical(difference, unknown)
    true, signs = SIGNS[operator], Signs(difference)
    ends: tuple[Point | None, ...] = (None, *points, None)
    at = [signs.at({unknown: point}) in true for point in points]
    on = [signs.at({unknown: between(low, high)}) in true for low, high in pairwise(ends)]
    return on_cells(points, at, on)
