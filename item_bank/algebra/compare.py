"""
Comparing: whether two expressions are the same.

Without names by exact value, with names by residues at secret points; what is
neither (roots, names in exponents) is the same only where it is written the
same, and else undecided, never guessed. A difference comes with small numbers
that show it. Forms are `form`'s, equations `lines`'.
"""

import enum
from collections.abc import Hashable, Iterator
from fractions import Fraction

import msgspec

from item_bank.algebra.evidence import Evidence
from item_bank.algebra.exact import NotExact, Undefined, Value, number, value
from item_bank.algebra.printing import to_text
from item_bank.algebra.residue import Points, residues
from item_bank.algebra.setting import Setting
from item_bank.algebra.tree import Tree, bare, names

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
MAX_TRIES = 24
"""Assignments that are tried for a counterexample; a difference of low degree shows at one of the first."""
STANDARD = Setting()


class Sameness(enum.StrEnum):
    """What comparing two expressions found; `POSITIVE` is the same for positive values only."""

    SAME = "same"
    POSITIVE = "positive"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


class Comparison(msgspec.Struct, frozen=True):
    """
    The outcome.

    Attributes
    ----------
    sameness
        What was found.
    evidence
        What that rests on; None where it is undecided.
    counterexample
        Small values at which both are defined and differ, like `x = 2`, for
        `DIFFERENT`, and for `POSITIVE` with a negative one; None where there are
        no names or no such value was found.
    """

    sameness: Sameness
    evidence: Evidence | None = None
    counterexample: str | None = None


UNDECIDED = Comparison(Sameness.UNDECIDED)


class Side:
    """
    One side of a comparison, made ready: a key once for all its responses.

    What it is worth is worked out when it is first needed, and kept.
    """

    __slots__ = ("exact", "names", "points", "residues", "setting", "tree")

    def __init__(self, tree: Tree, points: Points, setting: Setting) -> None:
        """
        Work out the names and residues; without names the exact value.
        """
        self.tree, self.points, self.setting = tree, points, setting
        self.names = names(tree)
        self.exact: Value | None = None if self.names else value(tree)
        self.residues = residues(tree, points)

    @property
    def fingerprint(self) -> Hashable | None:
        """
        What is equal for two sides that are the same, under the same points and setting.

        None where sameness is not decided.
        """
        if isinstance(self.exact, Fraction):
            return self.exact
        return self.residues if isinstance(self.residues, tuple) else None


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
        `SAME` and `DIFFERENT` are exact without names; with names `DIFFERENT` is
        a proof and `SAME` certain but for a chance below 10^-30. One side
        without any value differs from a side that has one; two such sides are
        undecided.
    """
    return compare_sides(prepare_side(left, points, setting), prepare_side(right, points, setting))


def compare_sides(left: Side, right: Side) -> Comparison:
    """
    Say whether two sides under the same points and setting are identical, as `compare` does.
    """
    if left.exact is not None and right.exact is not None:
        exact = _compare_values(left.exact, right.exact)
        if exact is not None:
            return exact
    first, second = left.residues, right.residues
    if isinstance(first, Undefined) or isinstance(second, Undefined):
        known = first is not None and second is not None and first != second
        return Comparison(Sameness.DIFFERENT, Evidence.RESIDUES) if known else UNDECIDED
    if first is None or second is None:
        return Comparison(Sameness.SAME, Evidence.EXACT) if bare(left.tree) == bare(right.tree) else UNDECIDED
    if first == second:
        return Comparison(Sameness.SAME, Evidence.RESIDUES)
    return Comparison(Sameness.DIFFERENT, Evidence.RESIDUES, _counterexample(left, right))


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


def _compare_values(left: Value, right: Value) -> Comparison | None:
    """
    Compare two exact values; None where one is not exact, or neither is there.
    """
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return Comparison(Sameness.SAME if left == right else Sameness.DIFFERENT, Evidence.EXACT)
    if isinstance(left, NotExact) or isinstance(right, NotExact) or left == right:
        return None
    return Comparison(Sameness.DIFFERENT, Evidence.EXACT)


def _counterexample(left: Side, right: Side) -> str | None:
    """
    Return small numbers at which both sides have values, and different ones.
    """
    occurring = tuple(dict.fromkeys(left.names + right.names))
    for assignment in small_assignments(occurring) if occurring else ():
        first, second = value(left.tree, assignment), value(right.tree, assignment)
        if isinstance(first, Fraction) and isinstance(second, Fraction) and first != second:
            return assignment_text(assignment)
    return None
