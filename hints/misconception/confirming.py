"""
Confirming: whether what a rule makes of a line is what the learner wrote, exactly.

Rules are found by values in floats at two places, which is quick and no proof.
What was found is held against the learner's line once more, side by side, by the
engine's own comparison; decimals at the precision written. Only what is confirmed
may be said to reproduce a line, and what is refuted explains nothing.
"""

import enum
from collections.abc import Callable, Iterable, Sequence
from itertools import permutations
from typing import Final, TypeAlias

from hints.misconception.rewriting.flat import Term
from hints.misconception.rewriting.flattening import tree_of
from hints.misconception.rewriting.kinds import exact
from hints.misconception.rewriting.line import Joined, Line, Stated
from item_bank.algebra.compare import Sameness, Side, compare_sides, prepare_side
from item_bank.algebra.residue import Points
from item_bank.algebra.solving.rounded import same_when_rounded
from item_bank.algebra.tree import MIRRORED, Tree

__all__ = ["Confirmed", "confirming"]

POINTS: Final = Points(b"mal-rules", "confirming")
"""Known to all: no verdict rests on these, so whoever aims at them gets a wrong explanation of their own line."""
MAX_JOINED: Final = 3
"""Relations joined in a line that are held against others in any order."""


class Confirmed(enum.Enum):
    """What comparing exactly says of a line that was found: the very same, another one, or nothing."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


Confirm: TypeAlias = Callable[[Line], Confirmed]
_Told: TypeAlias = Callable[[Term, Term], Confirmed]


def confirming(wanted: Line) -> Confirm:
    """
    Return what holds lines that rules make against a learner's line.

    Parameters
    ----------
    wanted
        The learner's line; each of its sides is made ready once.
    """
    ready: dict[int, tuple[Tree, Side]] = {}

    def told(made: Term, given: Term) -> Confirmed:
        if made is given:
            return Confirmed.SAME
        one, other = exact(made), exact(given)
        if one is not None and one == other:
            return Confirmed.SAME
        if id(given) not in ready:
            tree = tree_of(given)
            ready[id(given)] = tree, prepare_side(tree, POINTS)
        tree, side = ready[id(given)]
        written = tree_of(made)
        match compare_sides(prepare_side(written, POINTS), side).sameness:
            case Sameness.SAME:
                return Confirmed.SAME
            case Sameness.DIFFERENT:
                return Confirmed.SAME if same_when_rounded(written, tree) else Confirmed.DIFFERENT
            case _:
                return Confirmed.UNKNOWN

    return lambda made: _of_lines(made, wanted, told)


def _of_lines(made: Line, wanted: Line, told: _Told) -> Confirmed:
    """Compare two lines of one kind."""
    match made, wanted:
        case Stated(), Stated():
            return _of_relations(made, wanted, told)
        case Joined(), Joined():
            if made.word != wanted.word or not len(made.parts) == len(wanted.parts) <= MAX_JOINED:
                return Confirmed.UNKNOWN
            orders = (
                _all(_of_relations(one, other, told) for one, other in zip(made.parts, parts, strict=True))
                for parts in permutations(wanted.parts)
            )
            return _any(orders)
        case (Stated() | Joined(), _) | (_, Stated() | Joined()):
            return Confirmed.UNKNOWN
        case _:
            return told(made, wanted)


def _of_relations(made: Stated, wanted: Stated, told: _Told) -> Confirmed:
    """Compare two relations side by side, from either end."""
    if len(made.sides) != len(wanted.sides):
        return Confirmed.DIFFERENT
    ways: list[Sequence[Term]] = []
    if made.operators == wanted.operators:
        ways.append(wanted.sides)
    if made.operators == tuple([MIRRORED[sign] for sign in wanted.operators[::-1]]):
        ways.append(wanted.sides[::-1])
    return _any(_all(map(told, made.sides, sides)) for sides in ways)


def _all(parts: Iterable[Confirmed]) -> Confirmed:
    """Say what holds of a whole of which this holds of each part."""
    worst = Confirmed.SAME
    for part in parts:
        if part is Confirmed.DIFFERENT:
            return part
        worst = part if part is Confirmed.UNKNOWN else worst
    return worst


def _any(ways: Iterable[Confirmed]) -> Confirmed:
    """Say what holds where one of some ways will do."""
    best = Confirmed.DIFFERENT
    for way in ways:
        if way is Confirmed.SAME:
            return way
        best = way if way is Confirmed.UNKNOWN else best
    return best
