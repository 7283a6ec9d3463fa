"""
Chains: how one line of working follows from the line before.

Equations are related by their solutions, expressions by their values. A running
equality is followed side by side. A true aside (`4*2 = 8` worked out at the
margin) neither follows from the line before nor has to: it has no relation, and
the next line is held against the line before it.
"""

from itertools import pairwise

import msgspec

from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.exact import holds
from item_bank.algebra.lines import is_statement, relation
from item_bank.algebra.residue import Points
from item_bank.algebra.tree import Relation as Statement
from item_bank.algebra.tree import Tree, names
from item_bank.answers.verdict import Relation

__all__ = ["Followed", "follow", "relate"]


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """
    Where a line leaves the chain.

    `stands` is what the next line is held against; None for an aside, which
    leaves that as it was.
    """

    relation: Relation | None
    stands: Tree | None
    counterexample: str | None = None


def relate(before: Tree, after: Tree, points: Points) -> tuple[Relation, str | None]:
    """
    Relate two lines in a verdict's words: the relation, and values that show it.
    """
    found = relation(before, after, points)
    return Relation(found.relation), found.counterexample


def follow(before: Tree, line: Tree, points: Points) -> Followed | str:
    """
    Follow a chain by one line: of equations where `before` is one, else of values.

    Returns
    -------
    Followed | str
        The code of a problem where the line does not belong in such a chain.
    """
    if is_statement(before):
        return _follow_statement(before, line, points)
    return _follow(before, line, points)


def _follow_statement(before: Tree, line: Tree, points: Points) -> Followed | str:
    """Follow by a statement; a number by itself is an aside, an expression with letters does not belong."""
    if is_statement(line) and not isinstance(line, Statement):
        how, counterexample = relate(before, line, points)
        return Followed(relation=how, stands=line, counterexample=counterexample)
    if not isinstance(line, Statement):
        return "missing_equals" if names(line) else Followed(relation=None, stands=None)
    if not names(line):
        return _follow_numbers(before, line, points)
    joined = _joined(line, points)
    if isinstance(joined, Relation):
        return Followed(relation=joined, stands=line)
    how, counterexample = relate(before, joined, points)
    return Followed(relation=how, stands=joined, counterexample=counterexample)


def _follow(before: Tree, line: Tree, points: Points) -> Followed | str:
    """
    Follow by an expression, or by a running equality side by side.

    Sides that hold other letters than the chain only name its value (`y = ...`)
    and are passed over.
    """
    sides: tuple[Tree, ...] = (line,)
    if isinstance(line, Statement):
        if set(line.operators) != {"="}:
            return "not_an_expression"
        letters = set(names(before))
        sides = tuple(side for side in line.operands if letters.issuperset(names(side)))
        if not sides:
            return Followed(relation=None, stands=None)
    how, counterexample = relate(before, sides[0], points)
    for left, right in pairwise(sides):
        inner, shown = relate(left, right, points)
        if inner is not Relation.SAME:
            return Followed(relation=inner, stands=sides[-1], counterexample=shown)
    if how is not Relation.SAME and len(sides) > 1:
        return Followed(relation=None, stands=None)
    return Followed(relation=how, stands=sides[-1], counterexample=counterexample)


def _follow_numbers(before: Tree, line: Statement, points: Points) -> Followed:
    """Follow by a statement without letters: `0 = 5` may be where a contradiction ends, `8/2 = 4` is an aside."""
    how, counterexample = relate(before, line, points)
    if how is Relation.SAME:
        return Followed(relation=how, stands=line)
    if holds(line) is True:
        return Followed(relation=None, stands=None)
    wrong = Relation.UNDECIDED if how is Relation.UNDECIDED else Relation.DIFFERENT
    return Followed(relation=wrong, stands=line, counterexample=counterexample)


def _joined(line: Statement, points: Points) -> Statement | Relation:
    """
    Make one equation of a running one: `x = 8/2 = 4` is `x = 4`.

    A running equation whose numbers disagree is false as it stands; one that
    says several things about the unknown at once is not decided.
    """
    if len(line.operands) <= 2 or set(line.operators) != {"="}:  # noqa: PLR2004 -- two sides
        return line
    sides = [line.operands[0]]
    for side in line.operands[1:]:
        if compare(sides[-1], side, points).sameness is Sameness.SAME:
            sides[-1] = side
        else:
            sides.append(side)
    numbers = [side for side in sides if not names(side)]
    if len(numbers) > 1:
        return Relation.DIFFERENT
    if len(sides) > 2:  # noqa: PLR2004 -- two sides
        return Relation.UNDECIDED
    return Statement((sides[0], sides[-1]), ("=",))
