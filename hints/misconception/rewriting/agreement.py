"""
Agreement: whether a line that a rule makes is the learner's, by value at the precision written.

Side by side first; else, for relations, whether one difference of sides is a
number times the other, so that both have the same solutions. Two values at two
places are evidence: a chance match of lines that differ is rarer than one in 10^8.
"""

import enum
import math
from collections.abc import Iterator
from fractions import Fraction

import msgspec

from hints.misconception.rewriting.flat import (
    Applied,
    At,
    Minus,
    Numeral,
    Product,
    Quotient,
    Raised,
    Sum,
    Term,
    bracketed_total,
    minus,
    numeral,
    product,
    quotient,
    raised,
)
from hints.misconception.rewriting.flattening import function
from hints.misconception.rewriting.line import Joined, Line, Stated
from item_bank.algebra.tree import MIRRORED

__all__ = ["Agreement", "Target", "agreement", "target"]

CLOSE = 1e-9
"""What floats may differ by, relative to the size of what is compared."""


class Agreement(enum.Enum):
    """How two lines agree: the same in each part, or only in their solutions."""

    PARTS = "parts"
    SOLUTIONS = "solutions"


class Target(msgspec.Struct, frozen=True, eq=False):
    """A learner's line; `slack` is what each of its terms may be off by at both places, for decimals it rounded."""

    line: Line
    slack: tuple[At, ...]


def target(line: Line, before: Line) -> Target:
    """
    Make a learner's line ready to be compared.

    Decimals that the line brings in stand for any number that is rounded or cut
    to them.
    """
    known = {numeral_.text for numeral_ in _numerals(before)}
    new = {numeral_.text for numeral_ in _numerals(line) if "." in numeral_.text} - known
    return Target(line, tuple(_slack(term, new) for term in _terms(line)))


def agreement(made: Line, wanted: Target) -> Agreement | None:
    """
    Say how a line that was made agrees with a learner's; None where it does not.
    """
    line, slack = wanted.line, wanted.slack
    match made, line:
        case Stated(), Stated():
            return _of_relations(made, line, slack)
        case Joined(), Joined():
            return _of_joined(made, line, slack)
        case (Stated() | Joined(), _) | (_, Stated() | Joined()):
            return None
        case _:
            return Agreement.PARTS if _close(made.at, line.at, slack[0]) else None


def _of_relations(made: Stated, line: Stated, slack: tuple[At, ...]) -> Agreement | None:
    """Compare two relations, from either end."""
    if len(made.sides) != len(line.sides):
        return None
    turned = Stated(made.sides[::-1], tuple(MIRRORED.get(sign, sign) for sign in made.operators[::-1]))
    for one in (made, turned):
        if one.operators == line.operators and all(
            _close(side.at, given.at, off) for side, given, off in zip(one.sides, line.sides, slack, strict=True)
        ):
            return Agreement.PARTS
    if len(made.sides) == 2 and any(  # noqa: PLR2004 -- a difference is of two
        one.operators == line.operators and _proportional(one, line, slack) for one in (made, turned)
    ):
        return Agreement.SOLUTIONS
    return None


def _proportional(made: Stated, line: Stated, slack: tuple[At, ...]) -> bool:
    """Say whether one difference of sides is a positive number times the other, or any number for an equation."""
    one, other = _difference(made.sides)
    given, also_given = _difference(line.sides)
    off, also_off = (slack[0][place] + slack[1][place] for place in (0, 1))
    if _nothing(one, made) or _nothing(given, line):
        return False
    cross = given * other - also_given * one
    allowed = off * abs(other) + also_off * abs(one) + CLOSE * (abs(given * other) + abs(also_given * one))
    if not abs(cross) <= allowed:
        return False
    return line.operators in (("=",), ("!=",)) or (one > 0) == (given > 0)


def _difference(sides: tuple[Term, ...]) -> At:
    """Return the left side less the right one."""
    return sides[0].at[0] - sides[1].at[0], sides[0].at[1] - sides[1].at[1]


def _nothing(difference: float, relation: Stated) -> bool:
    """Say whether a difference is zero, but for rounding, or has no value."""
    size = max(1.0, abs(relation.sides[0].at[0]))
    return math.isnan(difference) or abs(difference) <= CLOSE * size


def _of_joined(made: Joined, line: Joined, slack: tuple[At, ...]) -> Agreement | None:
    """Compare joined relations, in any order."""
    if made.word != line.word or len(made.parts) != len(line.parts):
        return None
    left = list(made.parts)
    worst = Agreement.PARTS
    start = 0
    for part in line.parts:
        stop = start + len(part.sides)
        for one in left:
            agreed = _of_relations(one, part, slack[start:stop])
            if agreed is not None:
                worst = agreed if agreed is Agreement.SOLUTIONS else worst
                left.remove(one)
                break
        else:
            return None
        start = stop
    return worst


def _close(made: At, given: At, off: At) -> bool:
    """Say whether two values are the same but for rounding and what was rounded."""
    return all(
        abs(one - other) <= CLOSE * max(1.0, abs(one)) + allowed
        for one, other, allowed in zip(made, given, off, strict=True)
    )


def _terms(line: Line) -> tuple[Term, ...]:
    """Return the terms of a line: its sides, or itself."""
    match line:
        case Stated(sides):
            return sides
        case Joined(parts=parts):
            return tuple(side for part in parts for side in part.sides)
        case _:
            return (line,)


def _slack(term: Term, rounded: set[str]) -> At:
    """Return what a term may be off by, where each of some decimals is off by one in its last place."""
    first = second = 0.0
    for text in sorted(rounded):
        moved = _moved(term, text)
        one, other = moved.at[0] - term.at[0], moved.at[1] - term.at[1]
        first, second = first + abs(one), second + abs(other)
    return (first, second) if first == first and second == second else (0.0, 0.0)  # noqa: PLR0124 -- not-a-number


def _moved(term: Term, text: str) -> Term:
    """Move a decimal by one in its last place, wherever it stands."""
    match term:
        case Numeral(text=written, number=number):
            if written != text or "(" in text:
                return term
            return numeral(text, number + Fraction(1, 10 ** len(text.partition(".")[2])))
        case Minus(term=inner):
            return minus(_moved(inner, text))
        case Sum(items=items):
            return bracketed_total(tuple((sign, _moved(part, text)) for sign, part in items))
        case Product(factors=factors):
            return product(tuple(_moved(factor, text) for factor in factors))
        case Quotient(top=top, bottom=bottom):
            return quotient(_moved(top, text), _moved(bottom, text))
        case Raised(base=base, exponent=exponent):
            return raised(_moved(base, text), _moved(exponent, text))
        case Applied(function=name, arguments=arguments):
            return function(name, tuple(_moved(argument, text) for argument in arguments))
        case _:
            return term


def _numerals(line: Line) -> Iterator[Numeral]:
    """Yield the literals of a line."""
    waiting: list[Term] = [*_terms(line)]
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
