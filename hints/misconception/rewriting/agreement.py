"""
Agreement: whether a line that a rule makes is the learner's, by value at the precision written.

Side by side first; else, for relations, whether one difference of sides is a
number times the other, so that both have the same solutions. Two values at two
places are evidence: a chance match of lines that differ is rarer than one in 10^8.
"""

import enum
from collections.abc import Collection
from fractions import Fraction
from typing import TypeAlias

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
from hints.misconception.rewriting.kinds import KINDS
from hints.misconception.rewriting.line import Joined, Line, Valued, valued
from hints.misconception.rewriting.walking import numerals, terms
from item_bank.algebra.tree import MIRRORED, Operator

__all__ = ["Agreement", "Target", "agreement", "target"]

CLOSE = 1e-9
"""What floats may differ by, relative to the size of what is compared."""
ZERO: At = (0.0, 0.0)
PAIR = 2
"""How many sides make a difference."""
EQUALS: tuple[Operator, ...] = ("=",)
UNDIRECTED: Collection[tuple[Operator, ...]] = (EQUALS, ("!=",))
"""Signs that stay as they are when both sides are multiplied by a negative number."""


class Agreement(enum.Enum):
    """How two lines agree: the same in each part, or only in their solutions."""

    PARTS = "parts"
    SOLUTIONS = "solutions"


Slack: TypeAlias = tuple[tuple[float, float], tuple[float, float]]
"""By how much a term may be below and above what is written, at each place, for decimals that were rounded or cut."""
EXACT: Slack = ((0.0, 0.0), (0.0, 0.0))
Part: TypeAlias = tuple[tuple[Operator, ...], tuple[At, ...]]


class Target(msgspec.Struct, frozen=True, eq=False):
    """
    What a learner's line is worth, and how exactly, side by side of each part.

    `pinned` says whether terms with letters and one without stand in it: without
    one of each, all lines like `2x = 7x` or `5 = 3` have the same solutions, and
    that says nothing.
    """

    line: Line
    worth: Valued
    slack: tuple[tuple[Slack, ...], ...]
    pinned: bool = False


def target(line: Line, before: Line) -> Target:
    """
    Make a learner's line ready to be compared.

    Decimals that the line brings in stand for any number that is rounded or cut
    to them.
    """
    new = {one.text for one in numerals(line) if "." in one.text}
    if new:
        new -= {one.text for one in numerals(before)}
    parts = line.parts if isinstance(line, Joined) else (line,)
    slack = tuple(tuple(_slack(term, new) for term in terms(part)) for part in parts)
    letters = any(map(KINDS["unknown"], terms(line)))
    return Target(line, valued(line), slack, letters and any(map(_pins, terms(line))))


def _pins(term: Term) -> bool:
    """Say whether a term that is added has no letters, and is not zero."""
    parts = [part for _, part in term.items] if type(term) is Sum else [term]
    return any(not KINDS["unknown"](part) and part.at != ZERO for part in parts)


def agreement(made: Valued, wanted: Target) -> Agreement | None:
    """
    Say how a line that was made agrees with a learner's; None where it does not.
    """
    if made.word != wanted.worth.word or len(made.parts) != len(wanted.worth.parts):
        return None
    if made.word is None:
        return _of_parts(made.parts[0], wanted.worth.parts[0], wanted.slack[0], pinned=wanted.pinned)
    return _of_joined(made, wanted)


def _of_parts(made: Part, given: Part, slack: tuple[Slack, ...], *, pinned: bool) -> Agreement | None:
    """Compare two expressions, or two relations from either end."""
    (signs, sides), (wanted_signs, wanted) = made, given
    if len(sides) != len(wanted):
        return None
    if len(sides) == 1:
        return Agreement.PARTS if _close(sides[0], wanted[0], slack[0]) else None
    straight = signs == wanted_signs
    backwards = wanted_signs == (signs if signs == EQUALS else tuple(MIRRORED[sign] for sign in signs[::-1]))
    if straight and _all_close(sides, wanted, slack):
        return Agreement.PARTS
    if backwards and _all_close(sides[::-1], wanted, slack):
        return Agreement.PARTS
    if (
        pinned
        and len(sides) == PAIR
        and (straight or backwards)
        and _proportional(sides, wanted, wanted_signs, slack, straight=straight)
    ):
        return Agreement.SOLUTIONS
    return None


def _all_close(sides: tuple[At, ...], wanted: tuple[At, ...], slack: tuple[Slack, ...]) -> bool:
    return all(map(_close, sides, wanted, slack))


def _proportional(
    made: tuple[At, ...],
    given: tuple[At, ...],
    signs: tuple[Operator, ...],
    slack: tuple[Slack, ...],
    *,
    straight: bool,
) -> bool:
    """
    Say whether one difference of sides is a positive number times the other, or any number for an equation.

    What letters are multiplied by tells the number; a rounded decimal may leave it
    open by a little. A difference that is the same at both places has no letters.
    """
    (left, also_left), (right, also_right) = made
    one, other = left - right, also_left - also_right
    first, second = given[0][0] - given[1][0], given[0][1] - given[1][1]
    apart = one - other
    if not abs(apart) > CLOSE * max(1.0, abs(left), abs(also_left)):
        return False
    times = (first - second) / apart
    allowed = CLOSE * (abs(first) + abs(times * one))
    if slack[0] is not EXACT or slack[1] is not EXACT:
        off, also_off = (max(map(abs, (*slack[0][place], *slack[1][place]))) for place in (0, 1))
        allowed += off + abs((off - also_off) / apart * one)
    if not abs(first - times * one) <= allowed:
        return False
    if signs in UNDIRECTED:
        return True
    return ((one > 0) == (first > 0)) if straight else ((one > 0) != (first > 0))


def _of_joined(made: Valued, wanted: Target) -> Agreement | None:
    """Compare joined relations, in any order."""
    left = list(made.parts)
    worst = Agreement.PARTS
    for part, slack in zip(wanted.worth.parts, wanted.slack, strict=True):
        for one in left:
            agreed = _of_parts(one, part, slack, pinned=wanted.pinned)
            if agreed is not None:
                worst = agreed if agreed is Agreement.SOLUTIONS else worst
                left.remove(one)
                break
        else:
            return None
    return worst


def _close(made: At, given: At, slack: Slack) -> bool:
    """Say whether two values are the same but for rounding and what was rounded or cut."""
    one, other = made[0] - given[0], made[1] - given[1]
    if slack is EXACT:
        size = abs(made[0])
        return abs(one) <= CLOSE * (size if size > 1 else 1.0) and abs(other) <= CLOSE * max(1.0, abs(made[1]))
    off, also_off = CLOSE * max(1.0, abs(made[0])), CLOSE * max(1.0, abs(made[1]))
    (low, high), (also_low, also_high) = slack
    return low - off <= one <= high + off and also_low - also_off <= other <= also_high + also_off


def _slack(term: Term, rounded: set[str]) -> Slack:
    """Return what a term may be off by, where each of some decimals was rounded or cut in its last place."""
    if not rounded:
        return EXACT
    low, high = [0.0, 0.0], [0.0, 0.0]
    for text in sorted(rounded):
        moved = _moved(term, text)
        for place in (0, 1):
            step = moved.at[place] - term.at[place]
            if step != step:  # noqa: PLR0124 -- not a number
                return EXACT
            low[place] += min(-step / 2, step)
            high[place] += max(-step / 2, step)
    return ((low[0], high[0]), (low[1], high[1])) if any(low) or any(high) else EXACT


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
