"""
Sets as they are answered: `x = 2 or x = 3`, `x > 3`, `-1 <= x < 4`.
"""

from item_bank.algebra.printing import to_text
from item_bank.algebra.solving.point_text import point_tree
from item_bank.algebra.solving.real_set import ALL, EMPTY, RealSet
from item_bank.algebra.tree import EmptySet, Reals

__all__ = ["inequality_text", "solutions_text"]


def solutions_text(found: RealSet, letter: str) -> str | None:
    """
    State each solution; None where there are infinitely many but not all, or one cannot be written exactly.
    """
    if found == ALL:
        return to_text(Reals())
    if found == EMPTY:
        return to_text(EmptySet())
    if any(found.on):
        return None
    points = [point_tree(point) for point in found.points]
    if any(point is None for point in points):
        return None
    return " or ".join(f"{letter} = {to_text(point)}" for point in points if point is not None)


def inequality_text(found: RealSet, letter: str) -> str | None:
    """
    State a set by inequalities, a piece each; None where an end cannot be written exactly, or one number is left out.
    """
    ends = []
    for point in found.points:
        tree = point_tree(point)
        if tree is None:
            return None
        ends.append(to_text(tree))
    pieces: list[str] = []
    cell = 0
    while cell < len(found.on):
        if not found.on[cell]:
            if cell < len(ends) and found.at[cell] and not found.on[cell + 1]:
                pieces.append(f"{letter} = {ends[cell]}")
            cell += 1
            continue
        last = cell
        while last < len(ends) and found.at[last] and found.on[last + 1]:
            last += 1
        pieces.append(_piece(found, ends, cell, last, letter))
        cell = last + 1
    return " or ".join(pieces) or None


def _piece(found: RealSet, ends: list[str], first: int, last: int, letter: str) -> str:
    """
    State one interval, from cell `first` to cell `last`.
    """
    low = None if first == 0 else (ends[first - 1], "<=" if found.at[first - 1] else "<")
    high = None if last == len(ends) else (ends[last], "<=" if found.at[last] else "<")
    if low is None and high is not None:
        return f"{letter} {high[1]} {high[0]}"
    if low is not None and high is None:
        return f"{letter} {'>=' if low[1] == '<=' else '>'} {low[0]}"
    if low is not None and high is not None:
        return f"{low[0]} {low[1]} {letter} {high[1]} {high[0]}"
    return f"{letter} < 0 or {letter} >= 0"
