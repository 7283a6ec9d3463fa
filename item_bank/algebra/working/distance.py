"""
Distance: how far a line is from the solved form, and whether a true line brought it nearer.

Counted, not judged by taste. An equation linear in one unknown has so many terms
once each side is collected, then brackets and denominators that still have to
go, then operations. Beyond linear ones a line is nearer as soon as anything in it
became less: the degree, how often the unknown occurs, a side that is not zero.
"""

from fractions import Fraction
from typing import TypeAlias

from item_bank.algebra.exact import value
from item_bank.algebra.polynomial import NotPolynomial, degree, polynomial
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import (
    Add,
    Divide,
    EmptySet,
    Group,
    Junction,
    Listing,
    Multiply,
    Name,
    Number,
    Power,
    Reals,
    Relation,
    Setwise,
    Subtract,
    Tree,
    names,
    walk,
)
from item_bank.algebra.working.effort import brackets_to_open, left_to_do

__all__ = ["Distance", "distance", "helps"]

Distance: TypeAlias = tuple[int, ...]
"""What still has to go, the weightier first; smaller is nearer."""
UNKNOWN_DEGREE = 9
"""Of what is no polynomial: more than any that school solves."""
ZERO = Number("0")


def distance(tree: Tree) -> Distance:
    """
    Count what still has to go.

    For an equation linear in one unknown: the terms of both sides once each is
    collected (`ax + b`, one more for a coefficient other than 1), then the
    brackets to open, the denominators and the operations. For anything else, the
    operations written.
    """
    terms = _collected(tree)
    if terms is None:
        return left_to_do(tree), 0
    return terms, _brackets(tree)


def helps(before: Tree, after: Tree) -> bool:
    """
    Say whether a true line is nearer to solved than the line before.

    Parameters
    ----------
    before, after
        Two lines that are the same, both expressions or both statements.

    Returns
    -------
    bool
        False only where nothing became less: a line written down again, the same
        done to both sides without anything going away. What an expression should
        become is not known here, so that only writing it again is no help. Of several
        letters any may be the one that is asked for: one that comes to stand alone helps.
    """
    if _reordered(before) == _reordered(after):
        return False
    if not isinstance(_inner(before), Relation | Junction | Listing):
        return True
    first, second = _collected(before), _collected(after)
    if first is not None and second is not None:
        return (second, *_written(after)) < (first, *_written(before))
    if _set_free(after) - _set_free(before) or (_solved(after) and not _solved(before)):
        return True
    return any(now < was for was, now in zip(_beyond(before), _beyond(after), strict=True))


def _written(tree: Tree) -> Distance:
    """Count brackets, denominators, and operations."""
    return _brackets(tree), sum(isinstance(node, Divide) for node in walk(tree)), left_to_do(tree)


def _brackets(tree: Tree) -> int:
    """Count the brackets to open."""
    return sum(brackets_to_open(node) for node in walk(tree))


def _collected(tree: Tree) -> int | None:
    """Count the terms of both sides of an equation linear in one unknown; None for anything else."""
    if not isinstance(tree, Relation) or len(letters := names(tree)) != 1:
        return None
    counts = [_terms(side, letters[0]) for side in tree.operands]
    return None if None in counts else sum(count for count in counts if count is not None)


def _terms(side: Tree, unknown: str) -> int | None:
    """Count the terms of `ax + b`, a coefficient other than 1 twice; None where the side is not linear."""
    at = [value(side, {unknown: Fraction(point)}) for point in (0, 1, 2)]
    match at:
        case [Fraction() as zero, Fraction() as one, Fraction() as two] if two - one == one - zero:
            slope = one - zero
            return (slope != 0) + (slope not in {0, 1}) + (zero != 0)
        case _:
            return None


def _beyond(tree: Tree) -> Distance:
    """Measure a statement that is not linear in one unknown: the worst of its parts."""
    inner = _inner(tree)
    if isinstance(inner, Junction | Listing):
        parts = inner.parts if isinstance(inner, Junction) else inner.items
        return _worst([_beyond(part) for part in parts])
    if isinstance(inner, Relation) and inner.operators == ("=",):
        left, right = inner.operands
        if bare(right) == ZERO and isinstance(_inner(left), Multiply):
            *others, written = _worst([_beyond(Relation((factor, ZERO), ("=",))) for factor in _factors(left)])
            return *others, written + 1
    return _degree(inner), _occurrences(inner), _not_zero(inner), *_written(inner)


def _worst(parts: list[Distance]) -> Distance:
    """Take the largest of each count."""
    return tuple(map(max, zip(*parts, strict=True))) if parts else (0,) * 6


def _degree(tree: Tree) -> int:
    """Return the degree of the difference of two sides."""
    if not isinstance(tree, Relation):
        return 0
    worst = 0
    for left, right in zip(tree.operands, tree.operands[1:], strict=False):
        terms = polynomial(Subtract(left, Group(right)))
        worst = max(worst, UNKNOWN_DEGREE if isinstance(terms, NotPolynomial) else degree(terms))
    return worst


def _occurrences(tree: Tree) -> int:
    """Count how often the name occurs that occurs most."""
    written = [node.name for node in walk(tree) if isinstance(node, Name)]
    return max(map(written.count, written), default=0)


def _not_zero(tree: Tree) -> int:
    """Count the sides that keep an equation from being a product, or sum, that is zero."""
    if not isinstance(tree, Relation) or _occurrences(tree) < 2:  # noqa: PLR2004 - one is set free by inverses
        return 0
    return int(not any(bare(side) == ZERO for side in tree.operands))


def _factors(tree: Tree) -> list[Tree]:
    """Return the factors of a product, as written."""
    match tree:
        case Multiply(left, right):
            return [*_factors(left), *_factors(right)]
        case Group(inner):
            return _factors(inner)
        case Power(base, _):
            return _factors(base)
        case _:
            return [tree]


def _inner(tree: Tree) -> Tree:
    """Take brackets round a line off."""
    while isinstance(tree, Group):
        tree = tree.inner
    return tree


def _set_free(tree: Tree) -> set[str]:
    """Return the letters that stand alone on a side, and nowhere on the other, of an equation of several letters."""
    inner = _inner(tree)
    if not isinstance(inner, Relation) or inner.operators != ("=",) or len(names(inner)) < 2:  # noqa: PLR2004
        return set()
    left, right = (_inner(side) for side in inner.operands)
    return {
        side.name
        for side, other in ((left, right), (right, left))
        if isinstance(side, Name) and side.name not in names(other)
    }


def _solved(tree: Tree) -> bool:
    """Say whether a statement says directly which values there are."""
    match _inner(tree):
        case EmptySet() | Reals() | Setwise():
            return True
        case Relation((Name(), worth), _) | Relation((worth, Name()), _):
            return not names(worth)
        case Junction(_, parts) | Listing(parts):
            return all(map(_solved, parts))
        case other:
            return not names(other) and not isinstance(other, Relation)


def _reordered(tree: Tree) -> Tree:
    """Return what is equal for a line and the same one with its sides or summands in another order, or bracketed."""
    plain = bare(tree)
    match plain:
        case Relation(operands=(left, right), operators=("=",)):
            first, second = sorted((_ordered_sum(left), _ordered_sum(right)), key=repr)
            return Relation((first, second), ("=",))
        case _:
            return _ordered_sum(plain)


def _ordered_sum(tree: Tree) -> Tree:
    """Put the operands of sums and products in an order of their own."""
    match tree:
        case Add(left, right) | Multiply(left, right):
            first, second = sorted((_ordered_sum(left), _ordered_sum(right)), key=repr)
            return Add(first, second) if isinstance(tree, Add) else Multiply(first, second)
        case _:
            return tree
