"""
Running equalities: `3 + 4 = 7*2 = 14`, in one line.

Each part has to equal the one before. Where a part that differs begins with the
value of the one before, the sign was used for "and then": a misuse of its own
kind, whose results may well be right.
"""

from collections.abc import Sequence
from itertools import pairwise

from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.tree import Add, Divide, Group, Multiply, Power, Subtract, Tree
from item_bank.algebra.working.lines import LineRelation, relation

__all__ = ["parts_follow"]


def parts_follow(parts: Sequence[Tree], points: Points, setting: Setting = STANDARD) -> LineRelation:
    """
    Say whether each part of a running equality equals the one before; the first that does not decides.
    """
    for left, right in pairwise(parts):
        found = relation(left, right, points, setting)
        if found.relation == "different" and _goes_on(left, right, points, setting):
            return LineRelation("different", found.counterexample, "running_equality")
        if found.relation != "same":
            return found
    return LineRelation("same")


def _goes_on(left: Tree, right: Tree, points: Points, setting: Setting) -> bool:
    """Say whether a part begins with the value of the part before, and goes on from there."""
    first = right
    while isinstance(first, Add | Subtract | Multiply | Divide | Power | Group):
        match first:
            case Group(inner):
                first = inner
            case Power(base, _):
                first = base
            case Add(inner, _) | Subtract(inner, _) | Multiply(inner, _) | Divide(inner, _):
                first = inner
                if compare(left, first, points, setting).sameness is Sameness.SAME:
                    return True
    return False
