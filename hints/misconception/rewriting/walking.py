"""
Walking: the terms of a line, and the literals in it.
"""

from collections.abc import Iterator

from hints.misconception.rewriting.flat import Applied, Minus, Numeral, Product, Quotient, Raised, Sum, Term
from hints.misconception.rewriting.line import Joined, Line, Stated

__all__ = ["numerals", "terms"]


def terms(line: Line) -> tuple[Term, ...]:
    """
    Return the terms of a line: all its sides, or itself.
    """
    match line:
        case Stated(sides):
            return sides
        case Joined(parts=parts):
            return tuple(side for part in parts for side in part.sides)
        case _:
            return (line,)


def numerals(line: Line) -> Iterator[Numeral]:
    """
    Yield the literals of a line, in no order.
    """
    waiting: list[Term] = [*terms(line)]
    while waiting:
        match waiting.pop():
            case Numeral() as found:
                yield found
            case Minus(term=inner):
                waiting.append(inner)
            case Sum(items=items):
                waiting.extend(part for _, part in items)
            case Product(factors=parts) | Applied(arguments=parts):
                waiting.extend(parts)
            case Quotient(top=one, bottom=other) | Raised(base=one, exponent=other):
                waiting.extend((one, other))
            case _:
                pass
