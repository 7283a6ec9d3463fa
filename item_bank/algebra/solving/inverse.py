"""
Inverse functions: statements in which the unknown occurs once, whatever is around it.

The numbers that one side may be are carried inwards, operation by operation,
through the inverse of each: `2^(x + 1) < 8` becomes `x + 1 < 3` and `x < 2`.
Where an operation is defined, and what it takes to one value twice, is kept.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

from item_bank.algebra.exact import number, value
from item_bank.algebra.setting import Angle
from item_bank.algebra.solving.constant import constant_point
from item_bank.algebra.solving.point import Point, order
from item_bank.algebra.solving.real_set import ALL, EMPTY, RealSet, contains, interval, on_cells
from item_bank.algebra.solving.undecided import NOT_ALGEBRAIC, Stop
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Group,
    Multiply,
    Name,
    Negate,
    Number,
    Operator,
    Percent,
    Posit,
    Power,
    Subtract,
    Tree,
    names,
    walk,
)

__all__ = ["compared_by_inverse", "defined_by_inverse"]

Change: TypeAlias = Callable[[Tree], Tree]
ZERO, ONE, TEN, HUNDRED = (Fraction(number) for number in (0, 1, 10, 100))
HALVES: Final[dict[Operator, tuple[bool, bool, bool]]] = {
    "=": (False, True, False),
    "!=": (True, False, True),
    "<": (True, False, False),
    "<=": (True, True, False),
    ">": (False, False, True),
    ">=": (False, True, True),
}
"""Whether numbers below, at and above the other side are meant."""


class _Nowhere(Exception):
    """Ends the work where a part has no value: the statement is never true."""


class _Right(NamedTuple):
    """What a set is on the right of zero: truth at zero, and points, their truths, and the cells around them."""

    zero: bool
    points: tuple[Point, ...]
    at: tuple[bool, ...]
    on: tuple[bool, ...]


def compared_by_inverse(left: Tree, right: Tree, operator: Operator, unknown: str, angle: Angle) -> RealSet:
    """
    Return where two expressions stand in a relation, one of which holds the unknown, once.

    Raises
    ------
    Stop
        Where the unknown occurs otherwise, or inside something that takes a
        value more than twice, like a sine.
    """
    counted = [sum(isinstance(node, Name) for node in walk(side)) for side in (left, right)]
    if sorted(counted) != [0, 1]:
        raise Stop(NOT_ALGEBRAIC)
    below, at, above = HALVES[operator]
    near, far = left, right
    if counted[1]:
        near, far, below, above = right, left, above, below
    work = _Inverse(unknown, angle)
    try:
        end = work.point(far)
        return work.before(near, on_cells((end,), (at,), (below, above)))
    except _Nowhere:
        return EMPTY


def defined_by_inverse(side: Tree, unknown: str, angle: Angle) -> RealSet:
    """
    Return where an expression that holds the unknown once has a value.

    Raises
    ------
    Stop
        As `compared_by_inverse` does.
    """
    if sum(isinstance(node, Name) for node in walk(side)) != 1:
        raise Stop(NOT_ALGEBRAIC)
    try:
        return _Inverse(unknown, angle).before(side, ALL)
    except _Nowhere:
        return EMPTY


class _Inverse:
    """The way inwards; keeps how each point is written, so that its digits are worked out from the beginning."""

    def __init__(self, unknown: str, angle: Angle) -> None:
        """Begin with no points."""
        self._unknown, self._angle = unknown, angle
        self._written: dict[Point, Tree] = {}

    def point(self, tree: Tree) -> Point:
        """Return the number that an expression is."""
        found = constant_point(tree, self._angle)
        if found is None:
            raise _Nowhere
        self._written[found] = tree
        return found

    def before(self, node: Tree, target: RealSet) -> RealSet:  # noqa: C901, PLR0911, PLR0912 - one case a construct
        """Return the values of the unknown for which an expression lies in a set."""
        match node:
            case Name(name) if name == self._unknown:
                return target
            case Group(inner) | Posit(inner):
                return self.before(inner, target)
            case Negate(inner):
                return self.before(inner, self._moved(target, Negate, rising=False))
            case Percent(inner):
                return self.before(inner, self._scaled(target, Divide(ONE_TREE, number(HUNDRED))))
            case Add(left, right):
                inner, other = (left, right) if names(left) else (right, left)
                return self.before(inner, self._moved(target, lambda end: Subtract(end, Group(other)), rising=True))
            case Subtract(inner, other) if not names(other):
                return self.before(inner, self._moved(target, lambda end: Add(end, other), rising=True))
            case Subtract(other, inner):
                return self.before(inner, self._moved(target, lambda end: Subtract(other, Group(end)), rising=False))
            case Multiply(left, right):
                inner, other = (left, right) if names(left) else (right, left)
                return self.before(inner, self._scaled(target, other))
            case Divide(inner, other) if not names(other):
                return self.before(inner, self._scaled(target, Divide(ONE_TREE, Group(other))))
            case Divide(other, inner):
                return self.before(inner, self._upturned(self._scaled(target, other)))
            case Power(inner, exponent) if not names(exponent):
                return self.before(inner, self._before_power(exponent, target))
            case Power(base, inner):
                return self.before(inner, self._before_exponential(base, target))
            case Call(function, arguments):
                return self._before_call(function, arguments, target)
            case _:
                raise Stop(NOT_ALGEBRAIC)

    def _before_call(self, function: str, arguments: tuple[Tree, ...], target: RealSet) -> RealSet:
        """Undo a function."""
        inner, *others = arguments
        if any(names(other) for other in others):
            raise Stop(NOT_ALGEBRAIC)
        match function, others:
            case "sqrt", []:
                return self.before(inner, self._before_root(2, target))
            case "root", [degree]:
                index = value(degree)
                if isinstance(index, Fraction) and index.denominator == 1 and index > 0:
                    return self.before(inner, self._before_root(index.numerator, target))
            case "abs", []:
                return self.before(inner, self._mirrored(target, Group))
            case "exp", []:
                return self.before(inner, self._before_exponential(Constant("e"), target))
            case "ln", []:
                return self.before(inner, self._before_logarithm(Constant("e"), target))
            case "log", []:
                return self.before(inner, self._before_logarithm(number(TEN), target))
            case "log", [base]:
                return self.before(inner, self._before_logarithm(base, target))
            case _:
                pass
        raise Stop(NOT_ALGEBRAIC)

    def _before_power(self, exponent: Tree, target: RealSet) -> RealSet:
        """Undo a power: the whole part of it, then the root that its denominator takes."""
        times = value(exponent)
        if not isinstance(times, Fraction) or not times:
            raise Stop(NOT_ALGEBRAIC)
        if times < 0:
            target = self._upturned(target)
        size = Number(str(abs(times.numerator)))
        if times.numerator % 2:
            target = self._moved(target, lambda end: Call("root", (end, size)), rising=True)
        else:
            target = self._mirrored(target, lambda end: Call("root", (end, size)))
        return target if times.denominator == 1 else self._before_root(times.denominator, target)

    def _before_root(self, index: int, target: RealSet) -> RealSet:
        """Undo a root; an even one gives no negative numbers."""

        def raised(end: Tree) -> Tree:
            return Power(Group(end), Number(str(index)))

        if index % 2:
            return self._moved(target, raised, rising=True)
        right = self._right(target)
        above = [self._changed(point, raised) for point in right.points]
        return on_cells((ZERO, *above), (right.zero, *right.at), (False, *right.on))

    def _before_exponential(self, base: Tree, target: RealSet) -> RealSet:
        """Undo a power of a positive base other than one: it gives positive numbers alone."""
        rising = self._compare(base, ONE)
        if self._compare(base, ZERO) <= 0 or not rising:
            raise Stop(NOT_ALGEBRAIC)
        right = self._right(target)
        ends = tuple([self._changed(point, lambda end: _logarithm(end, base)) for point in right.points])
        if rising > 0:
            return on_cells(ends, right.at, right.on)
        return on_cells(ends[::-1], right.at[::-1], right.on[::-1])

    def _before_logarithm(self, base: Tree, target: RealSet) -> RealSet:
        """Undo a logarithm, which takes positive numbers alone."""
        rising = self._compare(base, ONE)
        if self._compare(base, ZERO) <= 0 or not rising:
            raise Stop(NOT_ALGEBRAIC)
        moved = self._moved(target, lambda end: Power(Group(base), Group(end)), rising=rising > 0)
        return moved & interval(ZERO, None, closed=(False, False))

    def _scaled(self, target: RealSet, factor: Tree) -> RealSet:
        """Divide by a factor; by zero nothing is known of what was multiplied."""
        sign = self._compare(factor, ZERO)
        if not sign:
            raise Stop(NOT_ALGEBRAIC)
        return self._moved(target, lambda end: Divide(Group(end), Group(factor)), rising=sign > 0)

    def _upturned(self, target: RealSet) -> RealSet:
        """Return the numbers whose reciprocals lie in a set; zero has none."""

        def upturned(end: Tree) -> Tree:
            return Divide(ONE_TREE, Group(end))

        right, left = self._right(target), self._right(self._moved(target, Negate, rising=False))
        above = [self._changed(point, upturned) for point in reversed(right.points)]
        below = [self._changed(point, lambda end: Negate(Group(upturned(end)))) for point in left.points]
        return on_cells(
            (*below, ZERO, *above),
            (*left.at, False, *reversed(right.at)),
            (*left.on, *reversed(right.on)),
        )

    def _mirrored(self, target: RealSet, change: Change) -> RealSet:
        """Return both signs of the changed numbers of a set that are not negative."""
        right = self._right(target)
        above = [self._changed(point, change) for point in right.points]
        below = [self._changed(point, lambda end: Negate(Group(change(end)))) for point in reversed(right.points)]
        return on_cells(
            (*below, ZERO, *above),
            (*reversed(right.at), right.zero, *right.at),
            (*reversed(right.on), *right.on),
        )

    def _moved(self, target: RealSet, change: Change, *, rising: bool) -> RealSet:
        """Change all ends of a set by a function that rises, or falls, everywhere."""
        ends = tuple([self._changed(point, change) for point in target.points])
        if rising:
            return RealSet(ends, target.at, target.on)
        return RealSet(ends[::-1], target.at[::-1], target.on[::-1])

    def _changed(self, point: Point, change: Change) -> Point:
        """Change one point, as it is written."""
        return self.point(change(self._written.get(point, ZERO_TREE)))

    def _compare(self, tree: Tree, exact: Fraction) -> int:
        """Return the sign of an expression less a number."""
        return order(self.point(tree), exact)

    def _right(self, target: RealSet) -> _Right:
        """Return what a set is on the right of zero."""
        count = sum(order(point, ZERO) <= 0 for point in target.points)
        return _Right(contains(target, ZERO), target.points[count:], target.at[count:], target.on[count:])


ONE_TREE, ZERO_TREE = Number("1"), Number("0")


def _logarithm(end: Tree, base: Tree) -> Tree:
    """Write a logarithm."""
    return Divide(Call("ln", (end,)), Call("ln", (base,)))
