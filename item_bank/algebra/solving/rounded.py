"""
Rounded decimals: whether a line is right but for rounding.

A decimal that a line brings in stands for all numbers that round to it, or are
cut off to it, at the precision written. The line is right where what makes it so is among these,
and where some of its solutions are, or all and more, that is told from being wrong throughout.
"""

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Literal

from item_bank.algebra.exact import number
from item_bank.algebra.limits import MAX_ROUNDED
from item_bank.algebra.polynomial import NotPolynomial, Polynomial, degree, polynomial
from item_bank.algebra.rebuilding import substitute
from item_bank.algebra.solving.constant import constant_point
from item_bank.algebra.solving.point import Point, order
from item_bank.algebra.solving.real_set import RealSet
from item_bank.algebra.solving.statement import truth
from item_bank.algebra.solving.undecided import Stop
from item_bank.algebra.tree import Group, Junction, Listing, Name, Number, Relation, Subtract, Tree, names, walk

__all__ = ["part_when_rounded", "same_when_rounded"]

HALF: Final = Fraction(1, 2)
CUT: Final = 1 - Fraction(1, 10**9)
"""What is cut off behind the last digit is less than one in its place: 2/3 is written 0.67, and 0.66 too."""


def same_when_rounded(before: Tree, after: Tree) -> bool:
    """
    Say whether the decimals that a line brings in can be rounded from what makes it the same.

    Each stands for the interval of numbers that round, or are cut off, to it; at most
    `MAX_ROUNDED` of them. Decided for expressions and linear equations by their
    coefficients, for numbers such as `9pi` by their digits, and for statements that
    are solved for one name by their ends.
    """
    decimals = _new_decimals(before, after)
    if not 0 < len(decimals) <= MAX_ROUNDED:
        return False
    if not (isinstance(before, Relation) or names(before) or names(after)):
        return _same_number(before, after, decimals)
    return _same_coefficients(before, after, decimals) or _same_ends(before, after, decimals)


def part_when_rounded(before: Tree, after: Tree) -> Literal["lost", "gained"] | None:
    """
    Say whether a line with new decimals states, but for rounding, some of the solutions before it, or all and more.

    None where it does neither. Decided where both have finitely many.
    """
    decimals = _new_decimals(before, after)
    if not 0 < len(decimals) <= MAX_ROUNDED:
        return None
    occurring = set(names(before)) | set(names(after))
    if len(occurring) != 1 or not _solved(after):
        return None
    (unknown,) = occurring
    exact = truth(before, unknown)
    corners = [truth(corner, unknown) for corner in _corners(after, decimals)]
    if not isinstance(exact, RealSet) or any(exact.on):
        return None
    columns: list[tuple[Point, ...]] = []
    for corner in corners:
        if not isinstance(corner, RealSet) or any(corner.on):
            return None
        columns.append(corner.points)
    if len({len(points) for points in columns}) > 1:
        return None
    stated = list(zip(*columns, strict=True))
    met = [{place for place, point in enumerate(exact.points) if _within(point, ends)} for ends in stated]
    covered = {place for places in met for place in places}
    if all(met) and len(covered) < len(exact.points):
        return "lost"
    return "gained" if len(covered) == len(exact.points) and not all(met) else None


def _new_decimals(before: Tree, after: Tree) -> set[str]:
    """Return the decimals that a line brings in."""
    new = {node.text for node in walk(after) if isinstance(node, Number) and "." in node.text}
    return new - {node.text for node in walk(before) if isinstance(node, Number)} if new else new


def _within(point: Point, ends: tuple[Point, ...]) -> bool:
    """Say whether a point lies between the least and the largest of some."""
    return any(order(end, point) <= 0 for end in ends) and any(order(end, point) >= 0 for end in ends)


def _same_number(before: Tree, after: Tree, decimals: set[str]) -> bool:
    """Compare two numbers with the extremes of the later one."""
    try:
        exact = constant_point(before)
        ends = [constant_point(corner) for corner in _corners(after, decimals)]
    except Stop:
        return False
    known = tuple([end for end in ends if end is not None])
    return exact is not None and len(known) == len(ends) and _within(exact, known)


def _corners(after: Tree, decimals: set[str]) -> Iterator[Tree]:
    """Yield a line with each decimal at either end of its interval, in all combinations."""
    texts = sorted(decimals)
    for halves in itertools.product((-1, 1), repeat=len(texts)):
        yield substitute(after, {text: _end(text, half) for text, half in zip(texts, halves, strict=True)})


def _end(text: str, half: int) -> Tree:
    """Return one end of the interval of numbers that round to a decimal, or are cut off to it."""
    places = len(text.partition(".")[2])
    return number(Fraction(text) + (CUT if half > 0 else -HALF) / 10**places)


def _same_coefficients(before: Tree, after: Tree, decimals: set[str]) -> bool:
    """
    Compare coefficients with their extremes.

    Those over the leading one rise or fall in each decimal alone, so that their
    extremes lie at the corners, as long as the leading one keeps its sign.
    """
    exact = _coefficients(before)
    if exact is None:
        return False
    corners = []
    for corner in map(_coefficients, _corners(after, decimals)):
        if corner is None:
            return False
        corners.append(corner)
    if len({rising for _, rising in corners}) > 1:
        return False
    monomials = {monomial for terms, _ in [exact, *corners] for monomial in terms}
    for monomial in monomials:
        values = [terms.get(monomial, Fraction(0)) for terms, _ in corners]
        if not min(values) <= exact[0].get(monomial, Fraction(0)) <= max(values):
            return False
    return True


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


def _same_ends(before: Tree, after: Tree, decimals: set[str]) -> bool:
    """
    Compare where truth changes with its extremes.

    The ends of a solved statement are its decimals, or move steadily with them.
    """
    occurring = set(names(before)) | set(names(after))
    if len(occurring) != 1 or not _solved(after):
        return False
    (unknown,) = occurring
    exact = truth(before, unknown)
    corners = [truth(corner, unknown) for corner in _corners(after, decimals)]
    shapes = {(found.at, found.on) for found in (exact, *corners) if isinstance(found, RealSet)}
    ends = [corner.points for corner in corners if isinstance(corner, RealSet)]
    if len(shapes) > 1 or len(ends) < len(corners) or not isinstance(exact, RealSet):
        return False
    return all(_within(point, tuple([points[place] for points in ends])) for place, point in enumerate(exact.points))


def _solved(tree: Tree) -> bool:
    """Say whether a statement says directly what its name is."""
    match tree:
        case Relation(operands=(Name(name), side)) | Relation(operands=(side, Name(name))):
            return name not in names(side)
        case Group(inner):
            return _solved(inner)
        case Junction(parts=parts) | Listing(items=parts):
            return all(map(_solved, parts))
        case _:
            return not names(tree)
