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
from item_bank.algebra.tree import Group, Junction, Listing, Name, Number, Relation, Tree, names
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
        neither says what the other does, and a later line in fewer letters
        follows from both together and not from the last alone.
    """
    for count in range(2, min(len(lines), MAX_STATED + 1)):
        stated = tuple(lines[:count])
        letters = {name for line in stated for name in names(line)}
        if (
            count <= len(letters)
            and all(isinstance(one, Relation) and one.operators == ("=",) and len(names(one)) > 1 for one in stated)
            and all(relation(one, other, points, setting).relation == "different" for one, other in pairwise(stated))
            and relation(Junction("and", stated), NEVER, points, setting).relation == "lost"
            and _both_are_used(stated, lines[count:], points, setting)
        ):
            return count
    return 1


def _both_are_used(stated: Given, later: Sequence[Tree], points: Points, setting: Setting) -> bool:
    """
    Say whether a later line is drawn from all equations that were stated, or says what each letter is.

    It may stand below lines that only write the last equation in another way.
    """
    letters = {name for line in stated for name in names(line)}
    together, last = Junction("and", stated), stated[-1]
    for line in later:
        if len(stated) == len(letters) == len(names(line)) and _says_values(line):
            return True
        if not names(line) or not letters.issuperset(names(line)):
            return False
        kind = relation(last, line, points, setting).relation
        if kind != "same":
            fewer = len(names(line)) < len(letters)
            return fewer and kind != "undecided" and follows_from((together,), line, points, setting) == "follows"
        last = line
    return False


def _says_values(line: Tree) -> bool:
    """Say whether a line says what each letter is: `x = 3 and y = 4`, one such or several joined by `or`."""
    match line:
        case Group(inner):
            return _says_values(inner)
        case Relation((Name(), worth), ("=",)):
            return not names(worth)
        case Junction(_, parts) | Listing(parts, ""):
            return all(map(_says_values, parts))
        case _:
            return False


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
