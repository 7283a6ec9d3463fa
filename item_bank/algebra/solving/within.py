"""
Within a window: how two statements in one unknown stand to one another where they are not solved exactly.

The window reaches over what is known of either: two turns of an angle, the
numbers written, the solutions of the one that is solved. Equal there is evidence
and no proof; a difference is one as far as the digits of its ends go.
"""

import functools
import math
from fractions import Fraction
from typing import Final

from item_bank.algebra.exact import number
from item_bank.algebra.setting import Setting
from item_bank.algebra.solving.point import Point, ball
from item_bank.algebra.solving.real_set import EMPTY, RealSet, same
from item_bank.algebra.solving.relating import Related, relate_sets
from item_bank.algebra.solving.scale import with_name
from item_bank.algebra.solving.scan import Window, is_periodic
from item_bank.algebra.solving.statement import truth, truth_within
from item_bank.algebra.solving.undecided import Undecided
from item_bank.algebra.tree import Group, Junction, Number, Relation, Tree, names, walk

__all__ = ["relate_within"]

UNDECIDED: Final = Related("undecided")
TURNS: Final = {"radians": Fraction(7), "degrees": Fraction(400)}
"""Either way of zero: a little more than a whole turn."""
NEAR, FAR, FARTHEST = Fraction(24), Fraction(2_000), Fraction(100_000)
"""Where solutions are first looked for; where else, if there are none; beyond it nothing is looked at."""
BEYOND: Final = Fraction(5, 4)
COUNTING: Final = ("k", "n", "m")
"""Letters that stand for any whole number where a line brings them in: `x = pi/6 + 2pi*k`."""
MAX_COUNTED: Final = 80
"""Solutions of one kind that are written out; steps of a twelfth of half a turn have as many in the window."""
KEPT: Final = 128
SIZE_BITS: Final = 64


def relate_within(before: Tree, after: Tree, unknown: str, setting: Setting) -> Related:
    """
    Compare two statements in one unknown, within a window.

    Parameters
    ----------
    before, after
        Statements in the unknown; the later one may count its solutions with one
        letter of `COUNTING`.
    unknown
        What is solved for.
    setting
        What it stands for.
    """
    periodic = is_periodic(before) or is_periodic(after)
    reach = TURNS[setting.angle] if periodic else _reach(before, after, unknown, setting)
    counted = None if reach is None else _counted_out(after, unknown, setting, reach)
    if counted is None or reach is None:
        return UNDECIDED
    for window in ((-reach, reach),) if periodic else ((-reach, reach), (-FAR, FAR)):
        was, now = (_within(line, unknown, setting, window) for line in (before, counted))
        if not isinstance(was, RealSet) or not isinstance(now, RealSet):
            return UNDECIDED
        if periodic or not (same(was, EMPTY) and same(now, EMPTY)):
            return relate_sets(was, now, unknown)
    # nothing found far and wide is no sameness, unless one of them is known to have no solution
    exact = [truth(line, unknown, setting) for line in (before, after)]
    return Related("same") if any(isinstance(one, RealSet) and same(one, EMPTY) for one in exact) else UNDECIDED


@functools.lru_cache(maxsize=KEPT)
def _within(tree: Tree, unknown: str, setting: Setting, window: Window) -> RealSet | Undecided:
    """Solve a statement within a window; the line before is asked about again and again."""
    return truth_within(tree, unknown, setting, window)


def _reach(before: Tree, after: Tree, unknown: str, setting: Setting) -> Fraction | None:
    """Return how far from zero to look; None where that is too far."""
    written = [Fraction(node.text) for line in (before, after) for node in walk(line) if isinstance(node, Number)]
    solved = [truth(line, unknown, setting) for line in (before, after)]
    ends = [_size(point) for one in solved if isinstance(one, RealSet) for point in one.points]
    sizes = [*[size for size in written if size <= FAR], *ends]
    reach = max([NEAR, *[BEYOND * size + 1 for size in sizes]])
    return None if reach > FARTHEST else reach


def _size(point: Point) -> Fraction:
    """Return a number that is no smaller than the size of a point, and little larger."""
    if isinstance(point, Fraction):
        return abs(point)
    whole = abs(ball(point, SIZE_BITS)).upper().ceil().unique_fmpz()
    return FARTHEST if whole is None else Fraction(int(whole))


def _counted_out(line: Tree, unknown: str, setting: Setting, reach: Fraction) -> Tree | None:
    """
    Write out the solutions that a line counts with a letter; None where it holds another letter, or too many.
    """
    others = [name for name in names(line) if name != unknown]
    if not others:
        return line
    if len(others) > 1 or others[0] not in COUNTING:
        return None
    parts = line.parts if isinstance(line, Junction) and line.word == "or" else (line,)
    found: list[Tree] = []
    for part in parts:
        counted = _one_counted_out(part, unknown, others[0], setting, reach)
        if counted is None:
            return None
        found += counted
    return Junction("or", tuple(found)) if len(found) > 1 else found[0]


def _one_counted_out(part: Tree, unknown: str, letter: str, setting: Setting, reach: Fraction) -> list[Tree] | None:
    """Write one equation out for the whole numbers that lead into the window, and for one more either way."""
    match part:
        case Group(inner):
            return _one_counted_out(inner, unknown, letter, setting, reach)
        case Relation((near, far), ("=",)) if letter not in names(near) and unknown not in names(far):
            pass
        case _:
            return None

    def at(count: int) -> Tree:
        return with_name(part, letter, Group(number(Fraction(count))))

    first, second = (_only(truth(at(count), unknown, setting)) for count in (0, 1))
    if first is None or second is None or first == second:
        return None
    ends = sorted(((-float(reach) - first) / (second - first), (float(reach) - first) / (second - first)))
    counts = range(math.floor(ends[0]) - 1, math.ceil(ends[1]) + 2)
    return [at(count) for count in counts] if len(counts) <= MAX_COUNTED else None


def _only(solved: RealSet | Undecided) -> float | None:
    """Return the one solution, roughly; None where there is another number of them."""
    if not isinstance(solved, RealSet) or any(solved.on) or len(solved.points) != 1:
        return None
    return float(ball(solved.points[0], SIZE_BITS).mid())
