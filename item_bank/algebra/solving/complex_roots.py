"""
Complex solutions: the numbers at which equations in one unknown hold, and how two such sets stand to one another.

Equations with rational coefficients are solved exactly (FLINT isolates all
roots); others, with roots or the imaginary unit in their coefficients, factor by
factor up to degree two, in balls. Sets are finite; what holds everywhere or
needs an order is not decided here.
"""

from itertools import pairwise
from typing import Any, Final, TypeAlias

from flint import acb, acb_poly, arb, ctx

from item_bank.algebra.balls import NOWHERE, evaluate
from item_bank.algebra.field import COMPLEX_NUMBERS
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.solving.quotient import quotient, whole_power
from item_bank.algebra.solving.relating import Related
from item_bank.algebra.solving.statement import both_signs
from item_bank.algebra.solving.undecided import NOT_A_STATEMENT, NOT_ALGEBRAIC, OUT_OF_BOUNDS, Stop
from item_bank.algebra.tree import (
    Add,
    Constant,
    Divide,
    EmptySet,
    Group,
    Junction,
    Listing,
    Multiply,
    Name,
    Negate,
    Number,
    Posit,
    Power,
    Relation,
    Subtract,
    Tree,
    names,
    walk,
)

__all__ = ["has_imaginary", "relate_complex"]

Roots: TypeAlias = tuple[acb, ...]
BITS: Final = 320
"""Precision of roots; two that overlap there are one, which is evidence."""
TINY: Final = arb(2) ** -120
"""Radius of a number that is as good as known, and size of one that is as good as zero."""
MAX_DEGREE: Final = 24
ZERO: Final = Number("0")


def has_imaginary(tree: Tree) -> bool:
    """
    Say whether the imaginary unit is written in a line.
    """
    return any(isinstance(node, Constant) and node.name == "i" for node in walk(tree))


def relate_complex(before: Tree, after: Tree, unknown: str) -> Related:
    """
    Compare the complex solutions of two statements in one unknown.

    Returns
    -------
    Related
        Undecided where one of them is no equation, or `and`, `or`, list of them,
        or has not finitely many solutions. No value is shown.
    """
    try:
        with ctx.workprec(BITS):
            was, now = (_solutions(line, unknown) for line in (before, after))
            gained = any(not any(one.overlaps(other) for other in was) for one in now)
            lost = any(not any(one.overlaps(other) for other in now) for one in was)
    except Stop:
        return Related("undecided")
    if gained and lost:
        return Related("different")
    return Related("gained" if gained else "lost" if lost else "same")


def _solutions(tree: Tree, unknown: str) -> Roots:
    """Return where a statement holds, or the values that are listed."""
    match tree:
        case Group(inner):
            return _solutions(inner, unknown)
        case EmptySet():
            return ()
        case Junction("or", parts) | Listing(parts, "" | "{"):
            return tuple([root for part in parts for root in _solutions(part, unknown)])
        case Junction(_, parts):
            return _common([_solutions(part, unknown) for part in parts])
        case Relation(operators=operators) if set(operators) == {"="}:
            return tuple([root for one in both_signs(tree) for root in _chain(one, unknown)])
        case Relation((Name(), numbers), ("in",)):
            return _solutions(numbers, unknown)
        case _ if unknown not in names(tree):
            return tuple([_number(one) for one in both_signs(tree)])
        case _:
            raise Stop(NOT_A_STATEMENT)


def _chain(relation: Tree, unknown: str) -> Roots:
    """Return where all neighbours in a chain of equations are equal."""
    if not isinstance(relation, Relation):
        raise Stop(NOT_A_STATEMENT)
    return _common([_equation(left, right, unknown) for left, right in pairwise(relation.operands)])


def _common(sets: list[Roots]) -> Roots:
    """Return the numbers that all sets hold."""
    first, *others = sets
    return tuple([root for root in first if all(any(root.overlaps(one) for one in other) for other in others)])


def _equation(left: Tree, right: Tree, unknown: str) -> Roots:
    """Solve one equation."""
    try:
        return _exact_roots(Subtract(left, Group(right)), unknown)
    except Stop as stop:
        if stop.undecided is not NOT_ALGEBRAIC:
            raise
    if bare(right) == ZERO:
        return tuple([root for factor in _factors(left) for root in _roots(_polynomial(factor, unknown))])
    return _roots(_polynomial(Subtract(left, right), unknown))


def _exact_roots(difference: Tree, unknown: str) -> Roots:
    """Return all roots of a quotient of polynomials with rational coefficients, without those that were divided by."""
    found = quotient(difference, unknown)
    if found.above.is_zero():
        raise Stop(NOT_A_STATEMENT)
    rest = found.above
    for hole in found.holes:
        while not (shared := rest.gcd(hole)).is_constant():
            rest, _ = divmod(rest, shared)
    if rest.degree() > MAX_DEGREE:
        raise Stop(OUT_OF_BOUNDS)
    roots: list[Any] = rest.numer().complex_roots()
    return tuple([acb(root) for root, _ in roots])


def _factors(tree: Tree) -> tuple[Tree, ...]:
    """Return the factors of a product, bases of powers among them."""
    match tree:
        case Group(inner):
            return _factors(inner)
        case Multiply(left, right):
            return (*_factors(left), *_factors(right))
        case Power(base, exponent) if whole_power(exponent) > 0:
            return _factors(base)
        case _:
            return (tree,)


def _polynomial(tree: Tree, unknown: str) -> acb_poly:  # noqa: C901 - one case a construct
    """Return an expression as a polynomial whose coefficients are balls."""
    if unknown not in names(tree):
        return acb_poly([_number(tree)])
    match tree:
        case Name():
            return acb_poly([0, 1])
        case Group(inner) | Posit(inner):
            return _polynomial(inner, unknown)
        case Negate(inner):
            return -_polynomial(inner, unknown)
        case Add(left, right):
            return _polynomial(left, unknown) + _polynomial(right, unknown)
        case Subtract(left, right):
            return _polynomial(left, unknown) - _polynomial(right, unknown)
        case Multiply(left, right):
            return _bounded(_polynomial(left, unknown) * _polynomial(right, unknown))
        case Divide(left, right) if unknown not in names(right):
            below = _number(right)
            if 0 in below:
                raise Stop(NOT_ALGEBRAIC)
            return _polynomial(left, unknown) * acb_poly([1 / below])
        case Power(base, exponent) if 0 <= (times := whole_power(exponent)) <= MAX_DEGREE:
            raised = acb_poly([1])
            for _ in range(times):
                raised = _bounded(raised * _polynomial(base, unknown))
            return raised
        case _:
            raise Stop(NOT_ALGEBRAIC)


def _bounded(polynomial: acb_poly) -> acb_poly:
    """Pass on a polynomial of a degree within bounds."""
    if polynomial.degree() > MAX_DEGREE:
        raise Stop(OUT_OF_BOUNDS)
    return polynomial


def _roots(polynomial: acb_poly) -> Roots:
    """Solve up to degree two; a leading coefficient that may be zero is one."""
    coefficients = polynomial.coeffs()
    while coefficients and abs(coefficients[-1]) < TINY:
        coefficients.pop()
    match coefficients:
        case [constant]:
            return () if abs(constant) > TINY else _everywhere()
        case [constant, linear]:
            return (-constant / linear,)
        case [constant, linear, leading]:
            inside = linear * linear - 4 * leading * constant
            root = acb(0, 0) if abs(inside) < TINY else inside.sqrt()
            return (-linear - root) / (2 * leading), (-linear + root) / (2 * leading)
        case []:
            return _everywhere()
        case _:
            raise Stop(NOT_ALGEBRAIC)


def _everywhere() -> Roots:
    """Stop at an equation that holds everywhere."""
    raise Stop(NOT_A_STATEMENT)


def _number(tree: Tree) -> acb:
    """Return what an expression without names is."""
    column = evaluate(tree, NOWHERE, COMPLEX_NUMBERS, bits=BITS + 64)
    worth = None if column is None else column[0]
    if not isinstance(worth, arb | acb) or not worth.is_finite():
        raise Stop(NOT_ALGEBRAIC)
    return acb(worth)
