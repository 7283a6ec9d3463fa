"""
Systems: for which values of several unknowns statements are true together.

Reads equations that hold together, points, and alternatives of both; each
alternative is a list of equations. Linear ones are solved by rows over the
rational numbers, others are `nonlinear`'s.
"""

from fractions import Fraction
from itertools import pairwise, product
from typing import Final, TypeAlias

from item_bank.algebra.limits import MAX_ALTERNATIVES
from item_bank.algebra.polynomial import NotPolynomial, Polynomial, polynomial
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.solving.affine import Affine, Flat, affine, flat, flat_of
from item_bank.algebra.solving.nonlinear import Equation, common_points
from item_bank.algebra.solving.statement import both_signs
from item_bank.algebra.solving.undecided import (
    NOT_A_STATEMENT,
    OTHER_NAMES,
    OUT_OF_BOUNDS,
    Stop,
    Undecided,
)
from item_bank.algebra.tree import (
    EmptySet,
    Group,
    Junction,
    Listing,
    Name,
    Reals,
    Relation,
    Subtract,
    Tree,
    children,
    names,
)

__all__ = ["Equation", "alternatives", "solve_system"]

Alternatives: TypeAlias = tuple[tuple[Equation, ...], ...]
"""Cases, each of equations that hold together."""
ALWAYS: Final[Alternatives] = ((),)


def solve_system(tree: Tree, unknowns: tuple[str, ...]) -> Affine | Undecided:
    """
    Solve equations that hold together, for several unknowns.

    Parameters
    ----------
    tree
        Equations joined by `and` or listed; points, in round brackets, in the
        order of the unknowns; several of either joined by `or`, or points listed.
    unknowns
        The coordinates. No other name may occur.

    Returns
    -------
    Affine | Undecided
        Exact, for equations that are linear after multiplying out, and for
        others that have finitely many common points.
    """
    if any(name not in unknowns for name in names(tree)):
        return OTHER_NAMES
    try:
        parts = [part for equations in alternatives(tree, unknowns) for part in _solve(equations, unknowns)]
    except Stop as stop:
        return stop.undecided
    return affine(unknowns, parts)


def alternatives(tree: Tree, unknowns: tuple[str, ...]) -> Alternatives:
    """
    Return what has to hold together, once for each alternative; none where nothing is a solution.

    Raises
    ------
    Stop
        Where something is no equation, point, or list of them, or there are
        more than `MAX_ALTERNATIVES`.
    """
    found = _alternatives(tree, unknowns)
    if len(found) > MAX_ALTERNATIVES:
        raise Stop(OUT_OF_BOUNDS)
    return found


def _alternatives(tree: Tree, unknowns: tuple[str, ...]) -> Alternatives:  # noqa: C901 - one case a form
    """Return the alternatives of a part."""
    match tree:
        case Relation((Listing() as pair, point), ("=" | "in",)) if children(bare(pair)) == tuple(map(Name, unknowns)):
            return alternatives(point, unknowns)
        case Relation(operators=operators) if set(operators) == {"="}:
            return tuple([tuple(pairwise(children(one))) for one in both_signs(tree)])
        case Group(inner):
            return alternatives(inner, unknowns)
        case EmptySet():
            return ()
        case Reals():
            return ALWAYS
        case Junction("or", parts):
            return _any_of(parts, unknowns)
        case Listing(items=items, opening="" | "{") if all(isinstance(item, Listing | Junction) for item in items):
            return _any_of(items, unknowns)
        case Listing(items=items, opening="(" | "[") if len(items) == len(unknowns) and not _stated(items):
            return tuple([tuple(zip(map(Name, unknowns), children(one), strict=True)) for one in both_signs(tree)])
        case Junction("and", parts) | Listing(items=parts):
            if not _stated(parts):
                raise Stop(NOT_A_STATEMENT)
            return _all_of(parts, unknowns)
        case _:
            raise Stop(NOT_A_STATEMENT)


def _any_of(parts: tuple[Tree, ...], unknowns: tuple[str, ...]) -> Alternatives:
    """Return the alternatives of all parts."""
    return tuple([one for part in parts for one in alternatives(part, unknowns)])


def _all_of(parts: tuple[Tree, ...], unknowns: tuple[str, ...]) -> Alternatives:
    """Combine each alternative of one part with each of the others."""
    found = ALWAYS
    for part in parts:
        found = tuple([(*one, *other) for one, other in product(found, alternatives(part, unknowns))])
        if len(found) > MAX_ALTERNATIVES:
            raise Stop(OUT_OF_BOUNDS)
    return found


def _stated(parts: tuple[Tree, ...]) -> bool:
    """Say whether parts are statements, and not numbers."""
    return all(isinstance(part, Relation | Junction | Group | Listing) for part in parts)


def _solve(equations: tuple[Equation, ...], unknowns: tuple[str, ...]) -> tuple[Flat, ...]:
    """Return the flats at which equations hold together."""
    rows = []
    for left, right in equations:
        terms = polynomial(Subtract(left, right))
        if isinstance(terms, NotPolynomial) and terms.reason == "undefined":
            return ()
        row = None if isinstance(terms, NotPolynomial) else _row(terms, unknowns)
        if row is None:
            return tuple(map(flat_of, common_points(equations, unknowns)))
        rows.append(row)
    reduced = flat(rows)
    return () if reduced is None else (reduced,)


def _row(terms: Polynomial, unknowns: tuple[str, ...]) -> tuple[Fraction, ...] | None:
    """Return the coefficients of a linear equation; None of another one."""
    coefficients = [Fraction(0)] * (len(unknowns) + 1)
    for monomial, factor in terms.items():
        match monomial:
            case ():
                coefficients[-1] = -factor
            case ((name, 1),) if name in unknowns:
                coefficients[unknowns.index(name)] = factor
            case _:
                return None
    return tuple(coefficients)
