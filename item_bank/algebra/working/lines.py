"""
Lines of working: how one line stands to the line before.

Expressions are compared; statements by where they are true, so that an identity
gains every value and a contradiction loses them. A decimal that a line brings in
stands for all numbers that round, or are cut off, to it. A line of another kind than the one
before is undecided, and so is what no exact method covers.
"""

from functools import lru_cache
from typing import Final, assert_never

import msgspec

from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.solving.complex_roots import has_imaginary, relate_complex
from item_bank.algebra.solving.equation_form import EquationForm, equation_form
from item_bank.algebra.solving.parameters import relate_by_name
from item_bank.algebra.solving.relating import Related, RelationKind
from item_bank.algebra.solving.rounded import part_when_rounded, same_when_rounded
from item_bank.algebra.solving.scale import same_up_to
from item_bank.algebra.solving.solution import Solutions, relate, solution_set
from item_bank.algebra.solving.within import relate_within
from item_bank.algebra.tree import (
    EmptySet,
    Group,
    Junction,
    Listing,
    Name,
    PlusMinus,
    Reals,
    Relation,
    Setwise,
    Tree,
    names,
)
from item_bank.algebra.working.cause import Cause, cause_of
from item_bank.algebra.working.composites import collate, is_composite, is_interval, without_name

__all__ = ["LineRelation", "RelationKind", "is_statement", "lists_values", "relation", "relation_with_cause"]


class LineRelation(msgspec.Struct, frozen=True):
    """
    How a line stands to the one before.

    Attributes
    ----------
    relation
        What was found.
    counterexample
        A value that shows a wrong line, like `x = 7`; None where there is none
        to show. Never one for which the line before is true: that would give a
        solution away.
    cause
        The move that explains it, where one was looked for; `rounded` where the
        line is the same only at the precision of its decimals.
    """

    relation: RelationKind
    counterexample: str | None = None
    cause: Cause | None = None


COMPLEX: Final = Setting(domain="complex")
KEPT: Final = 256
"""Statements whose solutions are kept: those of some twenty workings, at some kilobytes each."""
SAME, ROUNDED, UNDECIDED = LineRelation("same"), LineRelation("same", cause="rounded"), LineRelation("undecided")


def relation(before: Tree, after: Tree, points: Points, setting: Setting = STANDARD) -> LineRelation:
    """
    Say how a line of working stands to the line before.

    Parameters
    ----------
    before, after
        Two expressions, or two statements; after a statement in one name also
        the values that it is true for, listed.
    points
        Where expressions are compared.
    setting
        What the names stand for.

    Returns
    -------
    LineRelation
        Exact for expressions as `compare` is, and for statements in one name or
        linear ones; in several names as sure as their secret numbers.
        `undecided` is no verdict.
    """
    named = without_name(before), without_name(after)
    if named[0] is not None and named[1] is not None and named[0][0] == named[1][0]:
        before, after = named[0][1], named[1][1]
    if is_statement(before):
        if not is_statement(after) and not lists_values(after):
            return UNDECIDED
        related = _between_statements(before, after, points, setting)
        exact = LineRelation(related.relation, related.witness)
    elif is_statement(after):
        return UNDECIDED
    elif is_interval(before) or is_interval(after):
        return relation(_within(before), _within(after), points, setting)
    elif is_composite(before) or is_composite(after):
        found = collate(before, after, lambda one, other: relation(one, other, points, setting).relation)
        return LineRelation(found.relation, cause=found.cause)
    else:
        exact = _between_expressions(before, after, points, setting)
    if exact.relation in ("same", "undecided"):
        return exact
    if same_when_rounded(before, after):
        return ROUNDED
    part = part_when_rounded(before, after) if exact.relation == "different" and is_statement(before) else None
    return exact if part is None else LineRelation(part)


def relation_with_cause(before: Tree, after: Tree, points: Points, setting: Setting = STANDARD) -> LineRelation:
    """
    Say how a line stands to the line before, and by which move it went wrong where it did.
    """
    found = relation(before, after, points, setting)
    if found.relation in ("same", "undecided") or found.cause is not None:
        return found
    if not is_statement(before) or not is_statement(after):
        return found

    def kind(one: Tree, other: Tree) -> RelationKind:
        return relation(one, other, points, setting).relation

    return msgspec.structs.replace(found, cause=cause_of(before, after, found.relation, kind))


def is_statement(tree: Tree) -> bool:
    """
    Say whether a line is true or false of something: a relation, several joined, a set of all or no numbers.
    """
    match tree:
        case Relation() | Junction() | EmptySet() | Reals() | Setwise():
            return True
        case Group(inner):
            return is_statement(inner)
        case Listing(items=items):
            return bool(items) and all(map(is_statement, items))
        case _:
            return False


def lists_values(tree: Tree) -> bool:
    """
    Say whether a line is the values themselves: `2, 3`, `±2`, an interval, nothing in braces.
    """
    return (isinstance(tree, Listing | PlusMinus) or (isinstance(tree, Group) and tree.bracket == "{")) and not names(
        tree
    )


def _within(interval: Tree) -> Tree:
    """Say of a letter that it is in an interval."""
    return Relation((Name("x"), interval), ("in",))


def _between_expressions(before: Tree, after: Tree, points: Points, setting: Setting) -> LineRelation:
    """
    Compare two expressions.
    """
    compared = compare(before, after, points, setting)
    match compared.sameness:
        case Sameness.SAME:
            return SAME
        case Sameness.DIFFERENT | Sameness.POSITIVE:
            return LineRelation("different", compared.counterexample)
        case Sameness.UNDECIDED:
            return UNDECIDED
        case _:
            assert_never(compared.sameness)


def _between_statements(before: Tree, after: Tree, points: Points, setting: Setting) -> Related:
    """
    Compare where two statements are true.
    """
    occurring = tuple(sorted({*names(before), *names(after)}))
    if setting.domain == "complex" or has_imaginary(before) or has_imaginary(after):
        return _among_complex_numbers(before, after, occurring, points)
    unknowns = occurring or ("",)
    related = relate(_solved(before, unknowns, setting), _solved(after, unknowns, setting), unknowns)
    if related.relation != "undecided":
        return related
    if bare(before) == bare(after) or same_up_to("roots", before, after, points, setting) is Sameness.SAME:
        return Related("same")
    if len(occurring) == 1 or (len(names(before)) == 1 and len(occurring) == 2):  # noqa: PLR2004 - one more counts
        found = relate_within(before, after, names(before)[0] if names(before) else occurring[0], setting)
        if found.relation != "undecided" or len(occurring) == 1:
            return found
    return relate_by_name(before, after, points, setting) if len(occurring) > 1 else related


@lru_cache(maxsize=KEPT)
def _solved(line: Tree, unknowns: tuple[str, ...], setting: Setting) -> Solutions:
    """Solve a line; it is asked about with the line before it, with the next one and by every claim about a cause."""
    return solution_set(line, unknowns, setting)


def _among_complex_numbers(before: Tree, after: Tree, occurring: tuple[str, ...], points: Points) -> Related:
    """
    Compare where two statements are true among complex numbers: their roots in one unknown, else their factors.
    """
    if len(occurring) <= 1:
        found = relate_complex(before, after, occurring[0] if occurring else "")
        if found.relation != "undecided":
            return found
    if bare(before) == bare(after) or same_up_to("roots", before, after, points, COMPLEX) is Sameness.SAME:
        return Related("same")
    forms = [equation_form(line, COMPLEX) for line in (before, after)]
    match forms:
        case [EquationForm() as first, EquationForm() as second] if not (first.always or second.always):
            was, now = first.roots(), second.roots()
            return Related("lost" if now < was else "gained" if was < now else "different")
        case _:
            return Related("undecided")
