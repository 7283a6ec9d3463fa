"""
Comparing: whether two expressions are the same.

In tiers, the cheap and certain first: exact values without names, residues of
rational functions at secret points, then balls at many places, and exact
confirmation of numbers. What none of them can tell is undecided, never guessed.
A difference comes with small numbers that show it. Forms are `form`'s,
equations `lines`'.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

import msgspec
from flint import arb

from item_bank.algebra.balls import Places
from item_bank.algebra.confirm import confirm
from item_bank.algebra.evidence import Evidence
from item_bank.algebra.exact import NOWHERE, Undefined, number
from item_bank.algebra.limits import BALL_BITS, LOW_BITS, MAX_TRIES
from item_bank.algebra.numeric import Seen, compare_numerically, look, numbers_of
from item_bank.algebra.opaque import without_calls
from item_bank.algebra.printing import to_text
from item_bank.algebra.rebuilding import with_children
from item_bank.algebra.residue import Points
from item_bank.algebra.sameness import UNDECIDED, Comparison, Sameness
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.side import Side
from item_bank.algebra.tree import Call, Divide, Number, Tree, children

__all__ = [
    "Comparison",
    "Sameness",
    "Side",
    "assignment_text",
    "compare",
    "compare_sides",
    "prepare_side",
    "small_assignments",
]

SMALL = tuple(Fraction(number) for number in (2, 3, 5, -1, 1, 0, 4, -2, 7, -3))
"""Values for a counterexample: easy to work out by hand, those first that hide least (0 and 1 hide much)."""
FIRST = 3
"""Places that are looked at before any others: of two expressions that differ nearly all do at one of them."""


class _Small(msgspec.Struct, frozen=True):
    """Assignments of small whole numbers, as places, and which of them are positive throughout."""

    assignments: tuple[Mapping[str, Fraction], ...]
    places: Places
    positive: tuple[bool, ...]


def prepare_side(tree: Tree, points: Points, setting: Setting = STANDARD) -> Side:
    """
    Make one side ready for any number of comparisons.

    Parameters
    ----------
    tree
        Any tree; a statement is undecided against everything.
    points
        Where it is evaluated; both sides of a comparison have the same.
    setting
        What its letters stand for; both sides of a comparison have the same.
    """
    return Side(tree, points, setting)


def compare(left: Tree, right: Tree, points: Points, setting: Setting = STANDARD) -> Comparison:
    """
    Say whether two expressions are identical wherever both are defined.

    Parameters
    ----------
    left, right
        Expressions; a statement is undecided.
    points
        Where expressions in names are evaluated.
    setting
        What the names stand for, and how angles are measured.

    Returns
    -------
    Comparison
        `DIFFERENT` is a proof, and so is what parts `POSITIVE` from `SAME`. How
        sure `SAME` is, the evidence says. One side without any value differs
        from a side that has one; two such sides are undecided.
    """
    return compare_sides(prepare_side(left, points, setting), prepare_side(right, points, setting))


def compare_sides(left: Side, right: Side) -> Comparison:
    """
    Say whether two sides under the same points and setting are identical, as `compare` does.
    """
    if type(left.exact) is Fraction and type(right.exact) is Fraction:
        return Comparison(Sameness.SAME if left.exact == right.exact else Sameness.DIFFERENT, Evidence.EXACT)
    first, second = left.residues, right.residues
    if isinstance(first, tuple) and isinstance(second, tuple):
        if first == second:
            return Comparison(Sameness.SAME, Evidence.RESIDUES)
        return Comparison(Sameness.DIFFERENT, Evidence.RESIDUES, _counterexample(left, right))
    if all(isinstance(side.exact, Undefined) or isinstance(side.residues, Undefined) for side in (left, right)):
        # without a rational or real value, which a root of a negative number may have among complex ones
        return _compare_beyond(left, right) if right.setting.domain == "complex" else UNDECIDED
    arccot = left.traits.arccot or right.traits.arccot
    if not (arccot or left.traits.opaque or right.traits.opaque) and _apart(left, right):
        return Comparison(Sameness.DIFFERENT, Evidence.NUMERIC, _counterexample(left, right))
    if left.bare == right.bare:
        return Comparison(Sameness.SAME, Evidence.EXACT)
    found = _compare_beyond(left, right)
    if found.sameness is Sameness.SAME or not arccot:
        return found
    return _with_the_other_arccot(left, right, found)


def _apart(left: Side, right: Side) -> bool:
    """
    Say whether two sides are seen to differ at one of the first small positive places: most that differ do.
    """
    first = _first_small(left, right)
    seen = look(left, right, first.places, numbers_of(left, right).plain, LOW_BITS)
    return any(one is Seen.APART and positive for one, positive in zip(seen, first.positive, strict=True))


def _compare_beyond(left: Side, right: Side) -> Comparison:
    """
    Compare two sides that are not both rational.
    """
    if not (left.names or right.names):
        proven = confirm(left.tree, right.tree, right.setting.angle)
        if proven is not None:
            return Comparison(Sameness.SAME if proven else Sameness.DIFFERENT, Evidence.EXACT)
    if left.traits.opaque or right.traits.opaque:
        return _compare_opaque(left, right)
    sameness = compare_numerically(left, right)
    if sameness is Sameness.UNDECIDED:
        return UNDECIDED
    shown = None if sameness is Sameness.SAME else _counterexample(left, right)
    return Comparison(sameness, Evidence.NUMERIC, shown)


def _with_the_other_arccot(left: Side, right: Side, found: Comparison) -> Comparison:
    """
    Say whether an identity holds where arccot is taken for arctan of the reciprocal.

    Books give it the range from 0 to pi, as ISO 80000-2 does and `ball`, or that
    one, which jumps at 0; who writes an identity means one of them. The value at
    a number is the question itself, and ISO's.
    """
    if not (left.names or right.names):
        return found
    other = _compare_beyond(*(Side(_reciprocal(side.tree), side.points, side.setting) for side in (left, right)))
    return other if other.sameness is Sameness.SAME else found


def _reciprocal(tree: Tree) -> Tree:
    """
    Write arccot as arctan of the reciprocal.
    """
    tree = with_children(tree, tuple(map(_reciprocal, children(tree))))
    if isinstance(tree, Call) and tree.function == "acot":
        return Call("atan", (Divide(Number("1"), tree.arguments[0]),))
    return tree


def _compare_opaque(left: Side, right: Side) -> Comparison:
    """
    Compare two sides with functions of which nothing is known, their values put as names of their own.
    """
    points, setting = right.points, right.setting
    put = without_calls(
        left.tree, right.tree, lambda one, other: compare(one, other, points, setting).sameness is Sameness.SAME
    )
    if put is None:
        return UNDECIDED
    found = compare(*put, points, setting)
    # values of such a function are no example that anybody could try
    return Comparison(found.sameness, found.evidence)


@lru_cache(maxsize=512)
def small_assignments(occurring: tuple[str, ...]) -> tuple[Mapping[str, Fraction], ...]:
    """
    Return assignments of small whole numbers to names, different ones to the first few.
    """
    turns = MAX_TRIES if len(occurring) > 1 else len(SMALL)
    return tuple(
        [
            MappingProxyType(
                {name: SMALL[(turn * (place + 1) + place) % len(SMALL)] for place, name in enumerate(occurring)}
            )
            for turn in range(turns)
        ]
    )


def assignment_text(assignment: Mapping[str, Fraction]) -> str:
    """
    Print an assignment, like `x = 2, y = -1/2`.
    """
    return ", ".join([f"{name} = {to_text(number(exact))}" for name, exact in assignment.items()])


def _counterexample(left: Side, right: Side) -> str | None:
    """
    Return small numbers at which both sides have values, and different ones; None where none is found.

    Where one side has no real value, both are taken as complex numbers: `x = -1`
    for ln(x^2) and 2 ln(x).
    """
    occurring = tuple(dict.fromkeys(left.names + right.names))
    if not occurring:
        return None
    if isinstance(left.residues, tuple) and isinstance(right.residues, tuple):
        candidates = (one for one in small_assignments(occurring) if _fits(one, right.setting))
        return next((assignment_text(one) for one in candidates if _differ(left, right, one)), None)
    field = numbers_of(left, right).plain
    for small, bits in (
        (_first_small(left, right), LOW_BITS),
        (_all_small(left, right), LOW_BITS),
        (_all_small(left, right), BALL_BITS),
    ):
        seen = look(left, right, small.places, field, bits)
        if Seen.APART in seen:
            return assignment_text(small.assignments[seen.index(Seen.APART)])
    return None


def _first_small(left: Side, right: Side) -> _Small:
    """
    Return the first few of `_all_small`.
    """
    occurring = tuple(dict.fromkeys(left.names + right.names))
    points, setting = right.points, right.setting
    return points.keep(("first", occurring, setting.domain), lambda: _small(occurring, setting, FIRST))


def _all_small(left: Side, right: Side) -> _Small:
    """
    Return the places at which the names of two sides are small whole numbers.
    """
    occurring = tuple(dict.fromkeys(left.names + right.names))
    points, setting = right.points, right.setting
    return points.keep(("small", occurring, setting.domain), lambda: _small(occurring, setting, MAX_TRIES))


def _small(occurring: tuple[str, ...], setting: Setting, most: int) -> _Small:
    """
    Put small whole numbers for names; without any there is one place.
    """
    fitting = [one for one in small_assignments(occurring) if _fits(one, setting)] if occurring else [NOWHERE]
    fitting = fitting[:most]
    values = {name: tuple([arb(int(one[name])) for one in fitting]) for name in occurring}
    positive = tuple([all(value > 0 for value in one.values()) for one in fitting])
    return _Small(tuple(fitting), Places(values, len(fitting)), positive)


def _fits(assignment: Mapping[str, Fraction], setting: Setting) -> bool:
    """
    Say whether names may stand for these numbers.
    """
    return setting.domain != "positive" or all(value > 0 for value in assignment.values())


def _differ(left: Side, right: Side, assignment: Mapping[str, Fraction]) -> bool:
    """
    Say whether both sides have exact values, and different ones.
    """
    first, second = left.at(assignment), right.at(assignment)
    return type(first) is Fraction and type(second) is Fraction and first != second
