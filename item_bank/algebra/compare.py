"""
Comparing: whether two expressions are the same.

Without names by exact value, with names by residues at secret points; what is
neither (roots, names in exponents) is the same only where it is written the
same, and else undecided, never guessed. A difference comes with small numbers
that show it. Forms are `form`'s, equations `lines`'.
"""

import enum
from collections.abc import Iterator
from fractions import Fraction

import msgspec

from item_bank.algebra.exact import NotExact, Undefined, Value, number, value
from item_bank.algebra.printing import to_text
from item_bank.algebra.residue import Points, residues
from item_bank.algebra.tree import Tree, bare, names

__all__ = ["Comparison", "Sameness", "assignment_text", "compare", "small_assignments"]

SMALL = tuple(Fraction(number) for number in (2, 3, 5, -1, 1, 0, 4, -2, 7, -3))
"""Values for a counterexample: easy to work out by hand, those first that hide least (0 and 1 hide much)."""
MAX_TRIES = 24
"""Assignments that are tried for a counterexample; a difference of low degree shows at one of the first."""


class Sameness(enum.StrEnum):
    """What comparing two expressions found."""

    SAME = "same"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


class Comparison(msgspec.Struct, frozen=True):
    """
    The outcome; `counterexample` is for `DIFFERENT` only.

    It names small values at which both are defined and differ, like `x = 2`;
    None where there are no names or no such value was found.
    """

    sameness: Sameness
    counterexample: str | None = None


SAME, UNDECIDED, DIFFERENT = (Comparison(kind) for kind in (Sameness.SAME, Sameness.UNDECIDED, Sameness.DIFFERENT))


def compare(left: Tree, right: Tree, points: Points) -> Comparison:
    """
    Say whether two expressions are identical wherever both are defined.

    Parameters
    ----------
    left, right
        Expressions; a statement is undecided.
    points
        Where expressions in names are evaluated.

    Returns
    -------
    Comparison
        `SAME` and `DIFFERENT` are exact without names; with names `DIFFERENT` is
        a proof and `SAME` certain but for a chance below 10^-30. One side
        without any value differs from a side that has one; two such sides are
        undecided.
    """
    occurring = tuple(dict.fromkeys(names(left) + names(right)))
    if not occurring:
        exact = _compare_values(value(left), value(right))
        if exact is not UNDECIDED:
            return exact
    first, second = residues(left, points), residues(right, points)
    if isinstance(first, Undefined) or isinstance(second, Undefined):
        return UNDECIDED if first is None or second is None or first == second else DIFFERENT
    if first is None or second is None:
        return SAME if bare(left) == bare(right) else UNDECIDED
    if first == second:
        return SAME
    return Comparison(Sameness.DIFFERENT, _counterexample(left, right, occurring))


def small_assignments(occurring: tuple[str, ...]) -> Iterator[dict[str, Fraction]]:
    """
    Yield assignments of small whole numbers to names, different ones to the first few.
    """
    for turn in range(MAX_TRIES if len(occurring) > 1 else len(SMALL)):
        yield {name: SMALL[(turn * (place + 1) + place) % len(SMALL)] for place, name in enumerate(occurring)}


def assignment_text(assignment: dict[str, Fraction]) -> str:
    """
    Print an assignment, like `x = 2, y = -1/2`.
    """
    return ", ".join([f"{name} = {to_text(number(exact))}" for name, exact in assignment.items()])


def _compare_values(left: Value, right: Value) -> Comparison:
    """
    Compare two exact values; undecided where one is not exact, or neither is there.
    """
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return SAME if left == right else DIFFERENT
    if isinstance(left, NotExact) or isinstance(right, NotExact) or left == right:
        return UNDECIDED
    return DIFFERENT


def _counterexample(left: Tree, right: Tree, occurring: tuple[str, ...]) -> str | None:
    """
    Return small numbers at which both sides have values, and different ones.
    """
    for assignment in small_assignments(occurring):
        first, second = value(left, assignment), value(right, assignment)
        if isinstance(first, Fraction) and isinstance(second, Fraction) and first != second:
            return assignment_text(assignment)
    return None
