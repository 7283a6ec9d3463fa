"""
Lines of working: how one line stands to the line before.

Expressions are compared; equations by where they are true, so that an identity
gains every value and a contradiction loses them. A decimal that a line brings in
stands for all numbers that round to it. What is beyond linear equations is
undecided unless both lines are multiples of one another, and so is a line of
another kind than the one before.
"""

import itertools
from fractions import Fraction
from typing import Literal, TypeAlias

import msgspec

from item_bank.algebra.compare import Sameness, assignment_text, compare, small_assignments
from item_bank.algebra.exact import holds, number
from item_bank.algebra.limits import MAX_ROUNDED
from item_bank.algebra.linear import (
    Always,
    LinearForm,
    Never,
    NotLinear,
    Once,
    Solutions,
    linear_form,
    solve_linear,
)
from item_bank.algebra.polynomial import Monomial, NotPolynomial, Polynomial, degree, polynomial, ratio
from item_bank.algebra.residue import Points
from item_bank.algebra.tree import (
    Number,
    Operator,
    Relation,
    Subtract,
    Tree,
    bare,
    names,
    substitute,
    walk,
)

__all__ = ["LineRelation", "RelationKind", "relation"]

RelationKind: TypeAlias = Literal["same", "gained", "lost", "different", "undecided"]
"""
`same`: true for the same values. `gained`: true for all of them and for more.
`lost`: for some of them only. `different`: for others.
"""


class LineRelation(msgspec.Struct, frozen=True):
    """
    How a line stands to the one before.

    Attributes
    ----------
    relation
        What was found.
    counterexample
        A value that shows a wrong line, like `x = 7`; None where there is none
        to show. Never one for which the line before is true and the line false:
        that would give a solution away.
    rounded
        Whether the line is the same only at the precision of its decimals.
    """

    relation: RelationKind
    counterexample: str | None = None
    rounded: bool = False


MIRRORED: dict[Operator, Operator] = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
SAME, ROUNDED, UNDECIDED = LineRelation("same"), LineRelation("same", rounded=True), LineRelation("undecided")


def relation(before: Tree, after: Tree, points: Points) -> LineRelation:
    """
    Say how a line of working stands to the line before.

    Parameters
    ----------
    before, after
        Two expressions, or two statements.
    points
        Where expressions are compared.

    Returns
    -------
    LineRelation
        Exact for expressions as `compare` is, and for equations that are linear
        after multiplying out; `undecided` is no verdict.
    """
    if isinstance(before, Relation) and isinstance(after, Relation):
        exact = _between_statements(before, after)
    elif isinstance(before, Relation) or isinstance(after, Relation):
        return UNDECIDED
    else:
        exact = _between_expressions(before, after, points)
    if exact.relation not in ("same", "undecided") and _same_when_rounded(before, after):
        return ROUNDED
    return exact


def _between_expressions(before: Tree, after: Tree, points: Points) -> LineRelation:
    """
    Compare two expressions.
    """
    compared = compare(before, after, points)
    match compared.sameness:
        case Sameness.SAME:
            return SAME
        case Sameness.DIFFERENT | Sameness.POSITIVE:
            return LineRelation("different", compared.counterexample)
        case Sameness.UNDECIDED:
            return UNDECIDED


def _between_statements(before: Relation, after: Relation) -> LineRelation:
    """
    Compare where two statements are true.
    """
    if bare(before) == bare(after):
        return SAME
    occurring = tuple(dict.fromkeys(names(before) + names(after)))
    if len(occurring) > 1:
        return _in_several(before, after)
    unknown = occurring[0] if occurring else ""
    was, now = solve_linear(before, unknown), solve_linear(after, unknown)
    if isinstance(was, NotLinear) or isinstance(now, NotLinear):
        return _as_multiples(before, after)
    return LineRelation(_change(was, now), _newly_true(was, now, unknown))


def _change(was: Solutions | LinearForm, now: Solutions | LinearForm) -> RelationKind:
    """
    Compare two sets of solutions; of two different points, or planes of one kind, neither holds the other.
    """
    if was == now:
        return "same"
    if isinstance(was, Never) or isinstance(now, Always):
        return "gained"
    if isinstance(was, Always) or isinstance(now, Never):
        return "lost"
    return "different"


def _newly_true(was: Solutions, now: Solutions, unknown: str) -> str | None:
    """
    Print a value for which only the later line is true.
    """
    if was == now or isinstance(was, Always) or isinstance(now, Never) or not unknown:
        return None
    if isinstance(now, Once):
        return assignment_text({unknown: now.root})
    roots = {was.root} if isinstance(was, Once) else set()
    return next(assignment_text(one) for one in small_assignments((unknown,)) if one[unknown] not in roots)


def _in_several(before: Relation, after: Relation) -> LineRelation:
    """
    Compare two statements in several unknowns.
    """
    was, now = linear_form(before), linear_form(after)
    if isinstance(was, NotLinear) or isinstance(now, NotLinear):
        return _as_multiples(before, after)
    change = _change(was, now)
    shown = _point_of(now, before) if isinstance(now, LinearForm) and change in ("different", "gained") else None
    return LineRelation(change, shown)


def _point_of(line: LinearForm, before: Relation) -> str | None:
    """
    Print a point for which an equation is true and the line before is not.
    """
    (first, _), *others = line.coefficients
    further = tuple(dict.fromkeys([*(name for name, _ in others), *names(before)]))
    points = (
        {first: -line.constant - sum(factor * chosen[name] for name, factor in others)} | chosen
        for chosen in small_assignments(tuple(name for name in further if name != first))
    )
    shown = (assignment_text(dict(sorted(point.items()))) for point in points if holds(before, point) is False)
    return next(shown, None)


def _as_multiples(before: Relation, after: Relation) -> LineRelation:
    """
    Compare two statements that are not linear: the same where one is the other times a number, and its sign fits.
    """
    if len(before.operators) > 1 or len(after.operators) > 1:
        return UNDECIDED
    first, second = polynomial(Subtract(*before.operands)), polynomial(Subtract(*after.operands))
    if isinstance(first, NotPolynomial) or isinstance(second, NotPolynomial):
        return UNDECIDED
    factor = ratio(first, second)
    if factor is None:
        return UNDECIDED
    sign = after.operators[0] if factor > 0 else MIRRORED.get(after.operators[0], after.operators[0])
    return SAME if sign == before.operators[0] else UNDECIDED


def _same_when_rounded(before: Tree, after: Tree) -> bool:
    """
    Say whether the decimals that a line brings in can be rounded from what makes it the same.

    Each stands for the interval of numbers that round to it. Coefficients over
    the leading one rise or fall in each decimal alone, so that their extremes
    lie at the corners, as long as the leading one keeps its sign.
    """
    known = {node.text for node in walk(before) if isinstance(node, Number)}
    decimals = {node.text for node in walk(after) if isinstance(node, Number) and "." in node.text} - known
    if not 0 < len(decimals) <= MAX_ROUNDED:
        return False
    exact = _coefficients(before)
    if exact is None:
        return False
    texts = sorted(decimals)
    corners = []
    for halves in itertools.product((-1, 1), repeat=len(texts)):
        ends = {text: _end(text, half) for text, half in zip(texts, halves, strict=True)}
        corner = _coefficients(substitute(after, ends))
        if corner is None:
            return False
        corners.append(corner)
    if len({rising for _, rising in corners}) > 1:
        return False
    monomials = {monomial for terms, _ in [exact, *corners] for monomial in terms}
    return all(_between(monomial, exact[0], [terms for terms, _ in corners]) for monomial in monomials)


def _coefficients(tree: Tree) -> tuple[Polynomial, bool] | None:
    """
    Return the coefficients of an expression, or those of a linear equation over the leading one.

    Beside them, whether the leading one is positive.
    """
    if not isinstance(tree, Relation):
        terms = polynomial(tree)
        return None if isinstance(terms, NotPolynomial) else (terms, True)
    if tree.operators != ("=",):
        return None
    terms = polynomial(Subtract(*tree.operands))
    if isinstance(terms, NotPolynomial) or degree(terms) != 1:
        return None
    leading = terms[min(monomial for monomial in terms if monomial)]
    return {monomial: factor / leading for monomial, factor in terms.items()}, leading > 0


def _end(text: str, half: int) -> Tree:
    """
    Return one end of the interval of numbers that round to a decimal.
    """
    places = len(text.partition(".")[2])
    return number(Fraction(text) + Fraction(half, 2 * 10**places))


def _between(monomial: Monomial, exact: Polynomial, corners: list[Polynomial]) -> bool:
    """
    Say whether a coefficient lies between its extremes.
    """
    values = [terms.get(monomial, Fraction(0)) for terms in corners]
    return min(values) <= exact.get(monomial, Fraction(0)) <= max(values)
