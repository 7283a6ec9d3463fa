"""
Parameters: how two statements in several names stand to one another, name by name.

Each name in turn is the unknown while the others are given secret numbers, a few
times. What differs then differs; what is the same for each of them every time is
the same but for exceptions like a coefficient that is zero.
"""

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from item_bank.algebra.compare import assignment_text, small_assignments
from item_bank.algebra.exact import number
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import Setting
from item_bank.algebra.solving.radical import radical
from item_bank.algebra.solving.real_set import EMPTY, RealSet, same
from item_bank.algebra.solving.relating import Related, RelationKind, relate_sets
from item_bank.algebra.solving.scale import secret_values, with_names
from item_bank.algebra.solving.statement import truth
from item_bank.algebra.solving.within import relate_within
from item_bank.algebra.tree import Call, Junction, Listing, Power, Tree, names, walk

__all__ = ["relate_by_name"]

TURNS: Final = 3
LEAST: Final = 2
"""Draws of numbers for each unknown at most, and at least: whole ones first, then small ones of either sign."""
SMALL_PLACES: Final = 61
"""Of what small numbers are so many parts; short ones, since roots of them multiply their digits."""
MAX_DRAWS: Final = 24
"""Of numbers for all unknowns together; one with roots counts as often as it takes longer."""
ROOT_WORK: Final = 4
"""Draws without roots that take as long as what each root adds."""
MAX_NAMES: Final = 8
"""Names that are taken for the unknown in turn; the longest formulas of school have six."""
MAX_SHOWN: Final = 8
"""Small numbers for all names but one that are tried for what is shown; among them negative ones."""
UNDECIDED: Final = Related("undecided")


def relate_by_name(before: Tree, after: Tree, points: Points, setting: Setting) -> Related:
    """
    Compare two statements in several names.

    Parameters
    ----------
    before, after
        Statements in at most `MAX_NAMES` names.
    points
        Where the numbers for the names come from.
    setting
        Where the domain is positive, so are these numbers.

    Returns
    -------
    Related
        `gained`, `lost` and `different` are proofs. `same` is no proof for
        numbers that make a coefficient zero.
    """
    occurring = tuple(dict.fromkeys((*names(before), *names(after))))
    if len(occurring) > MAX_NAMES:
        return UNDECIDED
    found: set[RelationKind] = set()
    unclear: set[str] = set()
    seen = False
    for name, related, holds in _draws(before, after, occurring, points, setting):
        seen = seen or holds
        if related.relation == "undecided":
            unclear.add(name)
        found.add(related.relation)
        if "different" in found or {"gained", "lost"} <= found:
            return Related("different", _witness(before, after, occurring, setting))
    if "gained" in found:
        return Related("gained", _witness(before, after, occurring, setting))
    if "lost" in found:
        return Related("lost")
    if len(unclear) == len(occurring):
        return _by_scanning(before, after, occurring, points, setting)
    # lines along one letter cross all of what two statements differ by, but for exceptions
    return (
        Related("same")
        if seen or not (_joins(before) or _joins(after))
        else _at_small(before, after, occurring, setting)
    )


def _joins(tree: Tree) -> bool:
    """Say whether a statement holds where several do: at so few points that no line along a letter may cross one."""
    return any(isinstance(node, Listing) or (isinstance(node, Junction) and node.word == "and") for node in walk(tree))


def _at_small(before: Tree, after: Tree, occurring: tuple[str, ...], setting: Setting) -> Related:
    """Relate statements that hold at few points at small whole numbers, where these may be; the same is no proof."""
    found: set[RelationKind] = set()
    zeros = dict.fromkeys(occurring, Fraction(0))
    for assignment in (zeros, *small_assignments(occurring)[:MAX_SHOWN]):
        for name in occurring:
            given = {other: number(at) for other, at in assignment.items() if other != name}
            was, now = (truth(with_names(line, given), name, setting) for line in (before, after))
            if isinstance(was, RealSet) and isinstance(now, RealSet) and not (same(was, EMPTY) and same(now, EMPTY)):
                found.add(relate_sets(was, now, name).relation)
    if found <= {"same"}:
        return Related("same") if found and not _joins(before) else UNDECIDED
    wrong = found - {"same"}
    return Related("different" if len(wrong) > 1 else wrong.pop())


def _by_scanning(before: Tree, after: Tree, occurring: tuple[str, ...], points: Points, setting: Setting) -> Related:
    """Relate statements with any functions of one name, small numbers for the others."""
    found: set[RelationKind] = set()
    for turn in range(LEAST):
        drawn = secret_values(occurring, points, turn)
        name = occurring[turn % len(occurring)]
        given = {
            other: number(Fraction(worth.numerator % SMALL_PLACES + 1, SMALL_PLACES) + turn)
            for other, worth in drawn.items()
            if other != name
        }
        was, now = (with_names(line, given) for line in (before, after))
        found.add(relate_within(was, now, name, setting).relation)
    return Related(found.pop()) if len(found) == 1 else UNDECIDED


def _draws(
    before: Tree, after: Tree, occurring: tuple[str, ...], points: Points, setting: Setting
) -> Iterator[tuple[str, Related, bool]]:
    """Relate the statements with each name in turn as the unknown; yield it, the relation, and whether either holds."""
    near = any(map(_grows, (*walk(before), *walk(after))))
    roots = sum(
        isinstance(node, Call | Power) and radical(node) is not None for line in (before, after) for node in walk(line)
    )
    turns = MAX_DRAWS // (len(occurring) * (1 + ROOT_WORK * roots))
    for turn in range(min(max(turns, LEAST), TURNS)):
        drawn = secret_values(occurring, points, turn)
        if turn % 2 or near:
            # among whole numbers alone `x^2 + y^2 = 1` has no points to tell a lost branch by
            drawn = {
                name: Fraction(worth.numerator % SMALL_PLACES + 1, SMALL_PLACES) + (turn if near else 0)
                for name, worth in drawn.items()
            }
        for name in occurring:
            if turn and setting.domain != "positive" and points.of(f"sign {turn} {name}")[0] % 2:
                drawn[name] = -drawn[name]
        for name in occurring:
            given = {other: number(worth) for other, worth in drawn.items() if other != name}
            was, now = (truth(with_names(line, given), name, setting) for line in (before, after))
            if isinstance(was, RealSet) and isinstance(now, RealSet):
                yield name, relate_sets(was, now, name), not (same(was, EMPTY) and same(now, EMPTY))
            else:
                yield name, UNDECIDED, True


def _grows(node: Tree) -> bool:
    """Say whether a node grows so fast that nothing can be worked out of it at large numbers."""
    return (isinstance(node, Power) and bool(names(node.exponent))) or (
        isinstance(node, Call) and node.function == "exp"
    )


def _witness(before: Tree, after: Tree, occurring: tuple[str, ...], setting: Setting) -> str | None:
    """Print small values with which only the later statement is true; none of the numbers drawn, which stay secret."""
    tried = ((assignment, unknown) for assignment in small_assignments(occurring) for unknown in occurring)
    for assignment, unknown in itertools.islice(tried, MAX_SHOWN):
        given = {name: at for name, at in assignment.items() if name != unknown}
        numbers = {name: number(at) for name, at in given.items()}
        was, now = (truth(with_names(line, numbers), unknown, setting) for line in (before, after))
        if not isinstance(was, RealSet) or not isinstance(now, RealSet):
            continue
        shown = relate_sets(was, now, unknown).witness
        if shown is not None:
            return ", ".join(sorted([assignment_text({name: at}) for name, at in given.items()] + [shown]))
    return None
