"""
Sets of real numbers: truth at finitely many points, and on the open cells between them.

Every set that school statements in one unknown can say is of this kind: finite
sets, intervals, unions of them, and all but a few numbers. Points that change
nothing are left out, so that equal sets have equal shapes.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Final

import msgspec

from item_bank.algebra.solving.point import Point, between, digits, order, ordered

__all__ = ["ALL", "EMPTY", "RealSet", "contains", "finite", "inside", "interval", "on_cells", "same"]


class RealSet(msgspec.Struct, frozen=True):
    """
    A set of real numbers.

    Attributes
    ----------
    points
        Where truth may change, in increasing order.
    at
        Truth at each point.
    on
        Truth on the open cells: left of the first point, between neighbours,
        right of the last; one more than there are points.
    """

    points: tuple[Point, ...]
    at: tuple[bool, ...]
    on: tuple[bool, ...]

    def __or__(self, other: "RealSet") -> "RealSet":
        """Return the union."""
        return _merge(self, other, bool.__or__)

    def __and__(self, other: "RealSet") -> "RealSet":
        """Return what both hold."""
        return _merge(self, other, bool.__and__)

    def __sub__(self, other: "RealSet") -> "RealSet":
        """Return what this set holds and the other does not."""
        return _merge(self, other, bool.__gt__)

    def __invert__(self) -> "RealSet":
        """Return the complement."""
        return RealSet(self.points, tuple([not truth for truth in self.at]), tuple([not truth for truth in self.on]))

    def key(self) -> tuple[tuple[str, ...], tuple[bool, ...], tuple[bool, ...]]:
        """Return what is equal and hashable for equal sets, points by their digits."""
        return tuple(map(digits, self.points)), self.at, self.on


EMPTY: Final = RealSet((), (), (False,))
ALL: Final = RealSet((), (), (True,))


def on_cells(points: tuple[Point, ...], at: Iterable[bool], on: Iterable[bool]) -> RealSet:
    """
    Make a set of truth at points in order and on the cells around them; points that change nothing are left out.
    """
    truths, cells = tuple(at), tuple(on)
    kept = [place for place, truth in enumerate(truths) if not truth == cells[place] == cells[place + 1]]
    if len(kept) == len(truths):
        return RealSet(points, truths, cells)
    return RealSet(
        tuple([points[place] for place in kept]),
        tuple([truths[place] for place in kept]),
        (cells[0], *[cells[place + 1] for place in kept]),
    )


def finite(points: Iterable[Point]) -> RealSet:
    """
    Return the set of finitely many numbers.
    """
    found = ordered(points)
    return RealSet(found, (True,) * len(found), (False,) * (len(found) + 1))


def interval(low: Point | None, high: Point | None, *, closed: tuple[bool, bool]) -> RealSet:
    """
    Return an interval; None is an open end, and an interval whose ends are in the wrong order is empty.

    Parameters
    ----------
    low, high
        The ends.
    closed
        Whether the lower end belongs to it, and the upper one.
    """
    if low is None or high is None:
        points = tuple([end for end in (low, high) if end is not None])
        at = tuple([kept for end, kept in zip((low, high), closed, strict=True) if end is not None])
        return RealSet(points, at, (low is None, high is None) if points else (True,))
    match order(low, high):
        case -1:
            return RealSet((low, high), closed, (False, True, False))
        case 0 if all(closed):
            return finite([low])
        case _:
            return EMPTY


def same(left: RealSet, right: RealSet) -> bool:
    """
    Say whether two sets are equal.
    """
    return (
        left.at == right.at
        and left.on == right.on
        and not any(order(one, other) for one, other in zip(left.points, right.points, strict=True))
    )


def contains(numbers: RealSet, point: Point) -> bool:
    """
    Say whether a set holds a number.
    """
    for place, here in enumerate(numbers.points):
        match order(point, here):
            case 0:
                return numbers.at[place]
            case -1:
                return numbers.on[place]
            case _:
                pass
    return numbers.on[-1]


def inside(numbers: RealSet) -> Fraction:
    """
    Return a simple number from the first cell that belongs to a set; it has one.
    """
    ends: tuple[Point | None, ...] = (None, *numbers.points, None)
    cell = numbers.on.index(True)
    return between(ends[cell], ends[cell + 1])


def _merge(left: RealSet, right: RealSet, join: Callable[[bool, bool], bool]) -> RealSet:
    """
    Combine the truths of two sets on their common cells.
    """
    points: list[Point] = []
    at: list[bool] = []
    on = [join(left.on[0], right.on[0])]
    first = second = 0
    while first < len(left.points) or second < len(right.points):
        if first == len(left.points):
            turn = 1
        elif second == len(right.points):
            turn = -1
        else:
            turn = order(left.points[first], right.points[second])
        points.append(left.points[first] if turn <= 0 else right.points[second])
        at.append(
            join(
                left.at[first] if turn <= 0 else left.on[first],
                right.at[second] if turn >= 0 else right.on[second],
            )
        )
        first, second = first + (turn <= 0), second + (turn >= 0)
        on.append(join(left.on[first], right.on[second]))
    return on_cells(tuple(points), at, on)
