"""
Holes: the parts of a pattern that stand for something, and where they are.
"""

from collections.abc import Mapping
from typing import assert_never

from hints.misconception.rewriting.flat import (
    NOWHERE,
    Applied,
    Hole,
    Letter,
    Minus,
    Numeral,
    Other,
    Product,
    Quotient,
    Raised,
    Sum,
    Term,
)
from hints.misconception.rewriting.line import Joined, Line, Stated

__all__ = ["holes_of", "with_holes"]


def with_holes(line: Line, mark: str, kinds: Mapping[str, str]) -> Line:
    """
    Turn the names that begin with a mark into holes, of the kinds given or else `any`.
    """
    match line:
        case Stated(sides, operators):
            return Stated(tuple(_with_holes(side, mark, kinds) for side in sides), operators)
        case Joined(word, parts):
            stated = tuple(
                Stated(tuple(_with_holes(side, mark, kinds) for side in part.sides), part.operators) for part in parts
            )
            return Joined(word, stated)
        case _:
            return _with_holes(line, mark, kinds)


def _with_holes(term: Term, mark: str, kinds: Mapping[str, str]) -> Term:
    """Turn names into holes; what has holes has no value."""

    def inside(part: Term) -> Term:
        return _with_holes(part, mark, kinds)

    match term:
        case Letter(name=name) if name.startswith(mark):
            hole = name.removeprefix(mark)
            return Hole(at=NOWHERE, name=hole, kind=kinds.get(hole, "any"))
        case Numeral() | Letter() | Other() | Hole():
            return term
        case Minus(term=inner):
            return Minus(at=NOWHERE, term=inside(inner))
        case Sum(items=items):
            return Sum(at=NOWHERE, items=tuple((sign, inside(part)) for sign, part in items))
        case Product(factors=factors):
            return Product(at=NOWHERE, factors=tuple(map(inside, factors)))
        case Quotient(top=top, bottom=bottom):
            return Quotient(at=NOWHERE, top=inside(top), bottom=inside(bottom))
        case Raised(base=base, exponent=exponent):
            return Raised(at=NOWHERE, base=inside(base), exponent=inside(exponent))
        case Applied(function=name, arguments=arguments):
            return Applied(at=NOWHERE, function=name, arguments=tuple(map(inside, arguments)))
        case _:
            assert_never(term)


def holes_of(line: Line) -> frozenset[str]:
    """
    Return the names of the holes in a line.
    """
    match line:
        case Stated(sides=parts) | Product(factors=parts) | Applied(arguments=parts):
            return frozenset().union(*map(holes_of, parts))
        case Joined(parts=stated):
            return frozenset().union(*map(holes_of, stated))
        case Sum(items=items):
            return frozenset().union(*(holes_of(part) for _, part in items))
        case Quotient(top=one, bottom=other) | Raised(base=one, exponent=other):
            return holes_of(one) | holes_of(other)
        case Minus(term=inner):
            return holes_of(inner)
        case Hole(name=name):
            return frozenset((name,))
        case _:
            return frozenset()
