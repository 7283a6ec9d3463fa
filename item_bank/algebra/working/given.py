"""
Given systems: what a line may be drawn from where several equations hold together.

Who eliminates or substitutes writes one equation at a time: `2x = 6` after
`x + y = 5 and x - y = 1` follows from both and replaces neither. Such a line is
the same as long as the system with it has the solutions that it has without.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from item_bank.algebra.residue import Points
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.tree import Group, Junction, Listing, Number, Relation, Tree, names
from item_bank.algebra.working.lines import relation

__all__ = ["Given", "follows_from", "given_after", "given_at_start", "given_by"]

Given: TypeAlias = tuple[Tree, ...]
"""Systems, from any of which a line may follow; none in a chain of single statements."""
MAX_STATED: Final = 3
"""Equations that are looked for one below the other."""
MAX_GIVEN: Final = 6
"""Systems that are kept: the one that was given, and those with a line that went wrong in place of one of its own."""

NEVER: Final = Relation((Number("0"), Number("1")), ("=",))


def given_by(line: Tree) -> Given:
    """
    Return the system that a line states: several equations in several names; nothing for any other line.
    """
    equations = [one for one in _equations(line) if not isinstance(one, Relation) or set(one.operators) == {"="}]
    return (line,) if len(equations) > 1 and len(names(line)) > 1 else ()


def follows_from(
    given: Given, line: Tree, points: Points, setting: Setting = STANDARD
) -> Literal["follows", "does_not", "undecided"]:
    """
    Say whether a line says nothing new where one of the systems holds.
    """
    found: set[str] = set()
    for place, system in enumerate(given):
        if not set(names(line)) <= set(names(system)):
            continue
        if place and relation(system, NEVER, points, setting).relation != "lost":
            # from a contradiction everything follows; only the system that was given may be one
            continue
        kind = relation(system, Junction("and", (system, Group(line))), points, setting).relation
        if kind == "same":
            return "follows"
        found.add(kind)
    return "undecided" if "undecided" in found else "does_not"


def given_at_start(lines: Sequence[Tree], points: Points, setting: Setting = STANDARD) -> int:
    """
    Count the first lines of a working that state the equations of a system one below the other.

    Returns
    -------
    int
        1 where the second line is meant to follow from the first. It is not where
        neither says what the other does, and the next line in fewer letters
        follows from both together and not from the last alone.
    """
    for count in range(2, min(len(lines), MAX_STATED + 1)):
        stated, after = tuple(lines[:count]), lines[count]
        letters = {name for line in stated for name in names(line)}
        together = Junction("and", stated)
        if (
            count <= len(letters)
            and all(isinstance(one, Relation) and one.operators == ("=",) and len(names(one)) > 1 for one in stated)
            and 0 < len(names(after)) < len(letters)
            and all(relation(one, other, points, setting).relation == "different" for one, other in pairwise(stated))
            and relation(stated[-1], after, points, setting).relation in ("different", "gained", "lost")
            and relation(together, NEVER, points, setting).relation == "lost"
            and follows_from((together,), after, points, setting) == "follows"
        ):
            return count
    return 1


def given_after(given: Given, line: Tree) -> Given:
    """
    Return what later lines may be drawn from after a line that does not follow: with it in place of an equation.
    """
    if stated := given_by(line):
        return stated
    mixed = [
        Junction("and", (Group(line), *(other for other in equations if other is not equation)))
        for system in given
        for equations in [_equations(system)]
        for equation in equations
        if len(equations) > 1
    ]
    return (*given, *mixed)[:MAX_GIVEN]


def _equations(line: Tree) -> tuple[Tree, ...]:
    """Return the statements that hold together in a line."""
    match line:
        case Group(inner):
            return _equations(inner)
        case Junction("and", parts) | Listing(parts, "" | "{"):
            return tuple([one for part in parts for one in _equations(part)])
        case Relation() | Junction():
            return (line,)
        case _:
            return ()
