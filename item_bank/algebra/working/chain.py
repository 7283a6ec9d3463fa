"""
Chains: how one line of working follows from the line before.

Equations are related by their solutions, expressions by their values. A running
equality is followed side by side, a line drawn from a system by what it adds to
it. A true aside (`4*2 = 8` worked out at the margin) neither follows from the
line before nor has to: it has no relation, and the next line is held against
the line before it.
"""

from collections.abc import Sequence
from typing import assert_never

import msgspec

from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.exact import holds
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.solving.relating import RelationKind
from item_bank.algebra.tree import Relation, Tree, names
from item_bank.algebra.working.cause import Cause
from item_bank.algebra.working.composites import as_point
from item_bank.algebra.working.given import Given, follows_from, given_after, given_by
from item_bank.algebra.working.lines import LineRelation, is_statement, lists_values, relation_with_cause
from item_bank.algebra.working.numbering import as_alternatives
from item_bank.algebra.working.running import parts_follow
from item_bank.algebra.working.substitution import Put, put_back, substituted, written_out
from item_bank.algebra.working.values import as_statement

__all__ = ["Followed", "Misfit", "Standing", "begin", "follow"]

PAIR = 2


class Standing(msgspec.Struct, frozen=True):
    """
    What the next line is held against.

    A line, the systems that it may be drawn from, and the letter that was put in
    the place of a part, with the part.
    """

    line: Tree
    given: Given = ()
    put: Put | None = None


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """
    Where a line leaves the chain.

    `relation` is None for an aside; `stands` is what the line says in the chain,
    None for an aside, which leaves that as it was. `given` and `put` are those of
    the next line.
    """

    relation: RelationKind | None
    stands: Tree | None
    counterexample: str | None = None
    cause: Cause | None = None
    given: Given = ()
    put: Put | None = None


class Misfit(msgspec.Struct, frozen=True):
    """A line that does not belong in its chain: the code of why."""

    code: str


def begin(line: Tree) -> Standing:
    """
    Begin a chain with a line that is not doubted.
    """
    return Standing(line, given_by(line))


def follow(before: Standing, line: Tree, points: Points, setting: Setting = STANDARD) -> Followed | Misfit:
    """
    Follow a chain by one line: of statements where it began with one, else of values.

    Parameters
    ----------
    before
        Where the chain stands.
    line
        The next line.
    points, setting
        As for `relation`.

    Returns
    -------
    Followed | Misfit
        A misfit is an expression with letters among statements, or an
        inequality among values.
    """
    if is_statement(before.line):
        found = _follow_statement(before, line, points, setting)
        put = before.put
        if isinstance(found, Followed) and found.put is None and put is not None:
            # as long as the letter stands, it stands for the same part
            held = put.letter in names(found.stands or before.line)
            return msgspec.structs.replace(found, put=put if held else None)
        return found
    return _follow_value(before.line, line, points, setting)


def _follow_statement(before: Standing, line: Tree, points: Points, setting: Setting) -> Followed | Misfit:
    """Follow by a statement; a number by itself is an aside, an expression with letters does not belong."""
    line = as_point(line, _letters(before))
    line = as_statement(as_alternatives(line, names(before.line)), names(before.line))
    if not isinstance(line, Relation) and (is_statement(line) or lists_values(line)):
        return _held(before, line, points, setting)
    if not isinstance(line, Relation):
        return Misfit("missing_equals") if names(line) else Followed(relation=None, stands=None, given=before.given)
    if not names(line):
        return _follow_numbers(before, line, points, setting)
    joined = _joined(line, points, setting)
    if isinstance(joined, LineRelation):
        return Followed(relation=joined.relation, stands=line, cause=joined.cause, given=before.given)
    return _held(before, joined, points, setting)


def _letters(before: Standing) -> Sequence[str]:
    """Return the letters of a line and of the systems that it was drawn from."""
    return tuple(dict.fromkeys(name for tree in (before.line, *before.given) for name in names(tree)))


def _held(before: Standing, line: Tree, points: Points, setting: Setting) -> Followed:
    """Hold a statement against the one before it, or else against the system that it may be drawn from."""
    line = written_out(line, names(before.line))
    if before.put is not None and before.put.letter not in names(line):
        told = _held(Standing(put_back(before.put, before.line), before.given), line, points, setting)
        return msgspec.structs.replace(told, cause="substituted") if told.relation == "same" else told
    put = substituted(before.line, line, points, setting)
    if put is not None:
        return Followed(relation="same", stands=line, cause="substituted", put=put)
    found = relation_with_cause(before.line, line, points, setting)
    if found.relation == "same" and (not before.given or before.line in before.given):
        return _followed(found, line, given_by(line))
    match follows_from(before.given, line, points, setting):
        case "follows":
            cause: Cause | None = None if found.relation == "same" else "implied"
            return Followed(relation="same", stands=line, cause=cause, given=before.given)
        case "undecided" if found.relation != "same":
            return Followed(relation="undecided", stands=line, given=before.given)
        case _:
            pass
    given = before.given if found.relation == "same" else given_after(before.given, line)
    return _followed(found, line, given)


def _followed(found: LineRelation, stands: Tree, given: Given = ()) -> Followed:
    """Put a relation and what stands after it together."""
    return Followed(
        relation=found.relation, stands=stands, counterexample=found.counterexample, cause=found.cause, given=given
    )


def _follow_value(before: Tree, line: Tree, points: Points, setting: Setting) -> Followed | Misfit:
    """
    Follow by an expression, or by a running equality side by side.

    Sides that hold other letters than the chain only name its value (`y = ...`)
    and are passed over.
    """
    sides: tuple[Tree, ...] = (line,)
    if isinstance(line, Relation):
        if set(line.operators) != {"="}:
            return Misfit("not_an_expression")
        letters = set(names(before))
        sides = tuple(side for side in line.operands if letters.issuperset(names(side)))
        if not sides:
            return Followed(relation=None, stands=None)
    found = relation_with_cause(before, sides[0], points, setting)
    inner = parts_follow(sides, points, setting)
    if inner.relation != "same":
        return _followed(inner, sides[-1])
    if found.relation != "same" and len(sides) > 1:
        return Followed(relation=None, stands=None)
    return _followed(found, sides[-1])


def _follow_numbers(before: Standing, line: Relation, points: Points, setting: Setting) -> Followed:
    """Follow by a statement without letters: `0 = 5` and `0 = 0` may be where a chain ends, `8/2 = 4` is an aside."""
    found = relation_with_cause(before.line, line, points, setting)
    if found.relation == "same":
        return _followed(found, line)
    if holds(line) is True and len({bare(side) for side in line.operands}) > 1:
        return Followed(relation=None, stands=None, given=before.given)
    if holds(line) is True and before.given:
        # what elimination comes to where the equations say the same
        return Followed(relation="same", stands=line, cause="implied", given=before.given)
    if holds(line) is True:
        return _followed(found, line, before.given)
    if len(line.operands) > PAIR and set(line.operators) == {"="}:
        found = parts_follow(line.operands, points, setting)
    wrong: RelationKind = "undecided" if found.relation == "undecided" else "different"
    return msgspec.structs.replace(_followed(found, line, before.given), relation=wrong)


def _joined(line: Relation, points: Points, setting: Setting) -> Relation | LineRelation:
    """
    Make one equation of a running one: `x = 8/2 = 4` is `x = 4`.

    A running equation whose numbers disagree is false as it stands; one that
    says several things about the unknown at once is not decided.
    """
    if len(line.operands) <= PAIR or set(line.operators) != {"="}:
        return line
    sides = [line.operands[0]]
    for side in line.operands[1:]:
        if _same(sides[-1], side, points, setting):
            sides[-1] = side
        else:
            sides.append(side)
    numbers = [side for side in line.operands if not names(side)]
    if len({side for side in sides if not names(side)}) > 1:
        found = parts_follow(numbers, points, setting)
        return LineRelation("different", None, found.cause)
    if len(sides) > PAIR:
        return LineRelation("undecided")
    return Relation((sides[0], sides[-1]), ("=",))


def _same(one: Tree, other: Tree, points: Points, setting: Setting) -> bool:
    """Say whether two sides are the same."""
    match compare(one, other, points, setting).sameness:
        case Sameness.SAME:
            return True
        case Sameness.POSITIVE | Sameness.DIFFERENT | Sameness.UNDECIDED:
            return False
        case unexpected:
            assert_never(unexpected)
