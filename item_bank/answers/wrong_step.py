"""
The wrong step of a working: the two expressions or statements between which it went wrong.

Made again of what was recorded of the lines, so that nothing but the verdict is
needed. Running equalities are looked into, asides passed over. What was done
between the two is for others to find.
"""

from itertools import pairwise

import msgspec

from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.tree import Name, Relation, Tree, names
from item_bank.algebra.working.lines import is_statement, lists_values
from item_bank.answers.maths import read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.verdict import Judged, Problem
from item_bank.answers.working import anchor

__all__ = ["WrongStep", "wrong_step"]

PAIR = 2


class WrongStep(msgspec.Struct, frozen=True, eq=False):
    """What stood, and what was written after it; `line` is the entered line's number, from 1."""

    before: Tree
    after: Tree
    line: int


def wrong_step(key: MathsKey, judged: Judged) -> WrongStep | None:
    """
    Find the two things between which a working went wrong.

    Parameters
    ----------
    key
        The answer made ready; the first line is held against its solution's first.
    judged
        The verdict on lines of working.

    Returns
    -------
    WrongStep | None
        None where no line is wrong, or where nothing is known that the first
        one should have followed from.
    """
    stands = anchor(key, ()) if key.maths.solution else None
    standing: str | None = None
    for line in judged.lines:
        if line.line == judged.first_wrong:
            before = stands if standing is None else _read(key, standing)
            after = _read(key, line.read)
            if before is None or after is None:
                return None
            return _between(key, before if standing is None else _left_standing(before), after, line.line)
        if line.relation is not None:
            standing = line.read
    return None


def _read(key: MathsKey, text: str | None) -> Tree | None:
    """Read a line again, as it was printed."""
    tree = None if text is None else read_in(key.maths, text, "en")
    return None if isinstance(tree, Problem) else tree


def _left_standing(tree: Tree) -> Tree:
    """Return what a line says in the end: the last number of a running equality, and its unknown where it has one."""
    if not isinstance(tree, Relation) or set(tree.operators) != {"="}:
        return tree
    if not names(tree) or (len(tree.operands) > PAIR and all(map(names, tree.operands))):
        return tree.operands[-1]
    return tree if len(tree.operands) == PAIR else Relation((tree.operands[0], tree.operands[-1]), ("=",))


def _between(key: MathsKey, stands: Tree, tree: Tree, line: int) -> WrongStep | None:
    """Look into a wrong line: what it says at once has to follow from what stood, and its parts from one another."""
    if not is_statement(stands):
        return _among([stands, *_values(stands, tree)], key, line)
    if isinstance(tree, Relation) and len(tree.operands) > PAIR and set(tree.operators) == {"="}:
        inner = _among([side for side in tree.operands if not names(side)], key, line)
        if inner is not None:
            return inner
        tree = _left_standing(tree)
    letters = names(stands)
    if len(letters) == 1 and not (is_statement(tree) or lists_values(tree) or names(tree)):
        tree = Relation((Name(letters[0]), tree), ("=",))
    return WrongStep(stands, tree, line)


def _values(stands: Tree, tree: Tree) -> list[Tree]:
    """Return the sides of a line that are values of the chain; one with other letters only names them."""
    if not isinstance(tree, Relation):
        return [tree]
    letters = set(names(stands))
    return [side for side in tree.operands if letters.issuperset(names(side))]


def _among(values: list[Tree], key: MathsKey, line: int) -> WrongStep | None:
    """Find the first two neighbours that are not the same."""
    for one, other in pairwise(values):
        if compare(one, other, key.maths.points, key.maths.setting).sameness is Sameness.DIFFERENT:
            return WrongStep(one, other, line)
    return None
