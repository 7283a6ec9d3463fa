"""
Scanning: where two expressions stand in a relation on a window, whatever functions are in them.

The window is halved into cells on which balls show one sign, or no value; what
is left are small cells around zeros, poles and ends of the domain. Newton's
method for multiple roots (Schröder 1870) on values of many digits says where
these are. That a value is zero is seen by its digits, so that what is found here
is evidence; signs between are proofs.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from flint import arb, ctx, fmpq

from item_bank.algebra.ball import NoValue, Value
from item_bank.algebra.balls import Places, evaluate
from item_bank.algebra.calculus import derivative
from item_bank.algebra.field import REAL_NUMBERS
from item_bank.algebra.functions import FUNCTIONS
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.setting import Angle
from item_bank.algebra.solving.point import DIGITS_BITS, Point, between, from_ball
from item_bank.algebra.solving.rational import SIGNS
from item_bank.algebra.solving.real_set import RealSet, interval, on_cells
from item_bank.algebra.solving.undecided import NOT_ALGEBRAIC, OUT_OF_BOUNDS, Stop
from item_bank.algebra.tree import Call, Group, Operator, Power, Subtract, Tree, names, walk

__all__ = ["Window", "compared_by_scan", "is_periodic", "is_transcendental"]

Window: TypeAlias = tuple[Fraction, Fraction]
"""The ends between which is looked."""
CELLS: Final = 48
"""Cells to begin with."""
HALVINGS: Final = 7
"""Of a cell that shows no sign; Newton's method starts from the last ones, some hundredths wide."""
MAX_WORK: Final = 40_000
"""Nodes that are worked out in one scan, for all values together; an equation of school has some 15 a value."""
LEAST_NODES: Final = 20
"""What a value counts at least."""
MAX_SPOTS: Final = 24
"""Zeros, poles and ends in one window; a sine has nine in two turns either way."""
BATCH: Final = 24
LOW_BITS: Final = 80
SPOT_BITS: Final = 900
"""Precision of the last of Newton's steps: at a double root a value has half the digits."""
STEPS: Final = (64, 64, 96, 96, 192, 384, SPOT_BITS, SPOT_BITS, SPOT_BITS)
"""Precision of each of Newton's steps, which double the digits that are right."""
SEEN: Final = DIGITS_BITS + 16
"""Bits to which a spot is known, and at which a value that is no longer seen is zero."""
STEPWISE: Final = frozenset({"floor", "ceil", "round", "sign", "mod", "gcd", "lcm"})
ALGEBRAIC: Final = frozenset({"sqrt", "root", "abs"})
UNDEFINED = NoValue.UNDEFINED


class _Look(Enum):
    """What is seen of a difference on a cell."""

    MINUS = -1
    PLUS = 1
    NOWHERE = 2
    SOMEWHERE = 3
    """It has a value all over the cell, perhaps zero."""
    UNCLEAR = 4


class _Cell(NamedTuple):
    """A closed cell and what is seen there."""

    low: Fraction
    high: Fraction
    look: _Look


def is_periodic(tree: Tree) -> bool:
    """
    Say whether a line holds a function of an angle, whose values come again and again.
    """
    return any(
        isinstance(node, Call) and (known := FUNCTIONS.get(node.function)) is not None and known.angle
        for node in walk(tree)
    )


def is_transcendental(tree: Tree) -> bool:
    """
    Say whether a line holds a function of a name beyond roots and absolute values, which may have to be scanned.
    """
    return any(
        (isinstance(node, Call) and node.function not in ALGEBRAIC and any(map(names, node.arguments)))
        or (isinstance(node, Power) and bool(names(node.exponent)))
        for node in walk(tree)
    )


def compared_by_scan(
    left: Tree, right: Tree, operator: Operator, unknown: str, angle: Angle, window: Window
) -> RealSet:
    """
    Return where two expressions stand in a relation, within a window.

    Raises
    ------
    Stop
        Where one holds another name or what has no slope, where too much is to
        be looked at, or a spot cannot be cleared up.
    """
    if {*names(left), *names(right)} != {unknown}:
        raise Stop(NOT_ALGEBRAIC)
    defined = operator == "=" and bare(left) == bare(right)
    scan = _Scan(left if defined else Subtract(left, Group(right)), unknown, angle, defined=defined)
    found = scan.cells(window)
    clear, spots = _parted(found)
    if len(spots) > MAX_SPOTS:
        raise Stop(OUT_OF_BOUNDS)
    points: list[Point] = []
    at: list[bool] = []
    on: list[bool] = []
    wanted = SIGNS[operator] | ({-1, 1} if defined else set())
    settled = scan.settled(spots)
    for place, look in enumerate(clear):
        if place:
            point, sign = scan.spot(spots[place - 1], clear[place - 1], look, settled[place - 1])
            points.append(point)
            at.append(sign in wanted)
        on.append((look is _Look.SOMEWHERE and defined) or look.value in wanted)
    return on_cells(tuple(points), at, on) & interval(*window, closed=(True, True))


def _parted(cells: Sequence[_Cell]) -> tuple[list[_Look], list[tuple[Fraction, Fraction]]]:
    """Return what is seen between the spots, and the spots: runs of cells that show nothing, and bare changes."""
    looks: list[_Look] = []
    spots: list[tuple[Fraction, Fraction]] = []
    unclear: tuple[Fraction, Fraction] | None = None
    for cell in cells:
        if cell.look is _Look.UNCLEAR:
            unclear = (unclear[0] if unclear else cell.low, cell.high)
            continue
        if unclear or (looks and looks[-1] is not cell.look):
            if not looks:
                raise Stop(NOT_ALGEBRAIC)
            spots.append(unclear or (cell.low, cell.low))
            looks.append(cell.look)
            unclear = None
        elif not looks:
            looks.append(cell.look)
    if unclear or not looks:
        raise Stop(NOT_ALGEBRAIC)
    return looks, spots


class _Scan:
    """One difference, with its first two derivatives, and the values that may still be worked out."""

    def __init__(self, tree: Tree, unknown: str, angle: Angle, *, defined: bool) -> None:
        """Differentiate twice; what has no slope is not scanned."""
        if any(isinstance(node, Call) and node.function in STEPWISE for node in walk(tree)):
            raise Stop(NOT_ALGEBRAIC)
        first = derivative(tree, unknown, angle)
        second = None if first is None else derivative(first, unknown, angle)
        if first is None or second is None:
            raise Stop(NOT_ALGEBRAIC)
        self._trees = (tree, first, second)
        self._unknown, self._angle, self._defined = unknown, angle, defined
        self._sizes = [max(LEAST_NODES, sum(1 for _ in walk(one))) for one in self._trees]
        self._left = MAX_WORK

    def cells(self, window: Window) -> list[_Cell]:
        """Halve the window until cells are clear, or small."""
        low, high = window
        ends = [low + (high - low) * place / CELLS for place in range(CELLS + 1)]
        found = list(self._looked(pairwise(ends)))
        for _ in range(HALVINGS):
            unclear = [cell for cell in found if cell.look is _Look.UNCLEAR]
            if not unclear:
                break
            halves = [half for cell in unclear for half in _halves(cell)]
            looked = iter(list(self._looked(iter(halves))))
            found = [
                one
                for cell in found
                for one in ((next(looked), next(looked)) if cell.look is _Look.UNCLEAR else (cell,))
            ]
        return found

    def _looked(self, ends: Iterator[tuple[Fraction, Fraction]]) -> Iterator[_Cell]:
        """Look at cells, some at a time."""
        waiting = list(ends)
        for start in range(0, len(waiting), BATCH):
            batch = waiting[start : start + BATCH]
            values = self._values(0, [_hull(low, high, LOW_BITS) for low, high in batch], LOW_BITS)
            yield from (_Cell(low, high, self._look(worth)) for (low, high), worth in zip(batch, values, strict=True))

    def _values(self, order: int, places: list[arb], bits: int) -> list[Value]:
        """Work out a derivative at places."""
        self._left -= len(places) * self._sizes[order]
        if self._left < 0:
            raise Stop(OUT_OF_BOUNDS)
        column = evaluate(
            self._trees[order],
            Places({self._unknown: tuple(places)}, len(places)),
            REAL_NUMBERS,
            bits=bits,
            angle=self._angle,
        )
        if column is None:
            raise Stop(NOT_ALGEBRAIC)
        return column

    def _look(self, worth: Value) -> _Look:
        """Say what a value shows."""
        if worth is UNDEFINED:
            return _Look.NOWHERE
        if not isinstance(worth, arb) or not worth.is_finite():
            return _Look.UNCLEAR
        if self._defined:
            return _Look.SOMEWHERE
        if worth > 0:
            return _Look.PLUS
        return _Look.MINUS if worth < 0 else _Look.UNCLEAR

    def spot(
        self, ends: tuple[Fraction, Fraction], before: _Look, after: _Look, point: arb | None
    ) -> tuple[Point, int | None]:
        """Say what parts two runs of cells: the point, and the sign there, None where there is no value."""
        if _Look.NOWHERE in (before, after):
            return self._end_of_domain(ends, before, after)
        with ctx.workprec(SPOT_BITS):
            if point is None or not _hull(*ends, SPOT_BITS).overlaps(point):
                raise Stop(NOT_ALGEBRAIC)
            exact = from_ball(point)
        sign = self._sign_at(_ball(exact) if isinstance(exact, Fraction) else point, exact)
        if sign == 0 and not self._defined:
            self._check_alone(ends, turns=before is not after)
        return exact, sign

    def _check_alone(self, ends: tuple[Fraction, Fraction], *, turns: bool) -> None:
        """Make sure that there is one zero between the ends: the slope has one sign, or at a double one the bend."""
        (worth,) = self._values(1 if turns else 2, [_hull(*ends, LOW_BITS)], LOW_BITS)
        if not isinstance(worth, arb) or 0 in worth:
            raise Stop(NOT_ALGEBRAIC)

    def _sign_at(self, place: arb, exact: Point) -> int | None:
        """Return the sign at a spot; a value that is no longer seen is zero."""
        (worth,) = self._values(0, [place], SPOT_BITS)
        if worth is UNDEFINED:
            return None
        if not isinstance(worth, arb):
            # at a pole that is no fraction nothing is told: there is none where the value grows beyond all bounds
            return None
        with ctx.workprec(SPOT_BITS):
            if abs(worth) < arb(2) ** -(DIGITS_BITS // 3):
                return 0
            if isinstance(exact, Fraction):
                return 1 if worth > 0 else -1 if worth < 0 else None
        return None

    def settled(self, spots: Sequence[tuple[Fraction, Fraction]]) -> list[arb | None]:
        """
        Follow Newton's method for u = f/f', which has simple roots at the zeros and the poles of f, from all spots.
        """
        with ctx.workprec(SPOT_BITS):
            found: list[arb | None] = [_ball((low + high) / 2) for low, high in spots]
        still = list(range(len(found)))
        for bits in STEPS:
            places = [(place, here) for place in still if (here := found[place]) is not None]
            if not places:
                break
            columns = [self._values(order, [here for _, here in places], bits) for order in range(3)]
            with ctx.workprec(bits):
                for (place, here), *values in zip(places, *columns, strict=True):
                    moved, done = _moved(here, values, last=bits == SPOT_BITS)
                    found[place] = moved
                    if done:
                        still.remove(place)
        return [None if place in still else here for place, here in enumerate(found)]

    def _end_of_domain(self, ends: tuple[Fraction, Fraction], before: _Look, after: _Look) -> tuple[Point, int | None]:
        """Halve to where values end, and look there."""
        if before is after:
            raise Stop(NOT_ALGEBRAIC)
        low, high = (
            ends[0] - (ends[1] - ends[0]) - Fraction(1, 2**40),
            ends[1] + (ends[1] - ends[0]) + Fraction(1, 2**40),
        )
        seen: Fraction | None = None
        for _ in range(SEEN):
            simple = between(low, high)
            if simple != seen and self._ends_at(simple, before):
                return simple, self._sign_at(_ball(simple), simple)
            seen, middle = simple, (low + high) / 2
            with ctx.workprec(SPOT_BITS):
                (worth,) = self._values(0, [_ball(middle)], SPOT_BITS)
            if not isinstance(worth, arb) and worth is not UNDEFINED:
                raise Stop(NOT_ALGEBRAIC)
            if (worth is UNDEFINED) == (before is _Look.NOWHERE):
                low = middle
            else:
                high = middle
        with ctx.workprec(SPOT_BITS):
            return from_ball(_hull(low, high, SPOT_BITS)), None

    def _ends_at(self, point: Fraction, before: _Look) -> bool:
        """Say whether values end at a fraction."""
        near = Fraction(1, 2 ** (DIGITS_BITS // 2))
        with ctx.workprec(SPOT_BITS):
            one, other = self._values(0, [_ball(point - near), _ball(point + near)], SPOT_BITS)
        first, second = (one, other) if before is _Look.NOWHERE else (other, one)
        return first is UNDEFINED and isinstance(second, arb)


def _moved(here: arb, values: Sequence[Value], *, last: bool) -> tuple[arb | None, bool]:
    """Take one of Newton's steps: the next place, and whether it has come to rest; None where it leads nowhere."""
    worth, slope, bend = values
    if not (isinstance(worth, arb) and isinstance(slope, arb) and isinstance(bend, arb)):
        # exactly on a pole, or on the end of a domain
        return here, True
    small = arb(2) ** -SEEN
    below = slope * slope - worth * bend
    if 0 in below:
        if 0 not in worth:
            return None, True
        return (arb(here, small), True) if last else (here, False)
    step = worth * slope / below
    moved = (here - step).mid()
    return (arb(moved, small), True) if last and abs(step) < small * (1 + abs(moved)) else (moved, False)


def _halves(cell: _Cell) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]:
    """Halve a cell."""
    middle = (cell.low + cell.high) / 2
    return (cell.low, middle), (middle, cell.high)


def _ball(exact: Fraction) -> arb:
    """Return a number as a ball, as sharp as any value is looked at."""
    with ctx.workprec(SPOT_BITS):
        return arb(fmpq(exact.numerator, exact.denominator))


def _hull(low: Fraction, high: Fraction, bits: int) -> arb:
    """Return the ball that holds a cell."""
    with ctx.workprec(bits):
        middle, radius = (low + high) / 2, (high - low) / 2
        return arb(fmpq(middle.numerator, middle.denominator), arb(fmpq(radius.numerator, radius.denominator)).upper())
