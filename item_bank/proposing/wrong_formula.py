"""
Formulas of wrong answers: which arithmetic with an item's numbers gives what learners answered wrongly.

Tries all formulas of up to three operations' worth of names, the shortest first,
against one or more wrong answers in the draws they were given in. What they mean
is for the author to say.
"""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

import msgspec

from item_bank.domain import Exact

__all__ = ["Formula", "Given", "Shared", "shared_formulas", "wrong_formulas"]

CONSTANTS: Final = (1, 2, 10, 100)
"""Numbers that come into formulas without being drawn: halves, tens, percents, one off."""
NAMES: Final = 8
"""Names that are tried, at most."""
VALUES: Final = 60_000
"""Formulas that are worked out, at most: a second or two."""
FOUND: Final = 5
"""Formulas that are proposed."""

Vector = tuple[Fraction, ...]


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One wrong answer, and the item's numbers in the draw where it was given."""

    numbers: Mapping[str, Exact]
    wrong: Exact


class Formula(msgspec.Struct, frozen=True, kw_only=True):
    """One formula, as authors write it, and how many names and numbers it has."""

    text: str
    size: int


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """One formula, and the places of the wrong answers that it gives among all that were looked at."""

    text: str
    size: int
    gives: tuple[int, ...]


class _Term(msgspec.Struct, frozen=True):
    """A formula with its values in all draws; `binds` is 2 for a single name, 1 for a product, 0 for a sum."""

    text: str
    size: int
    binds: int
    values: Vector


def wrong_formulas(given: Sequence[Given], others: Sequence[Mapping[str, Exact]] = ()) -> tuple[Formula, ...]:
    """
    Find formulas in an item's numbers that give wrong answers.

    Parameters
    ----------
    given
        The wrong answers, at least one; a formula has to give each in its draw.
    others
        Numbers of further draws: of formulas that agree there too only the
        shortest is kept, and one without a value there is passed over.

    Returns
    -------
    tuple of Formula
        The shortest first, those without constants before others; empty where
        there is none.
    """
    draws = [one.numbers for one in given] + list(others)
    wanted = [Fraction(one.wrong) for one in given]
    found = [term for term in _terms(draws) if list(term.values[: len(wanted)]) == wanted]
    found.sort(key=lambda term: _length(term.text, term.size))
    return tuple(Formula(text=term.text, size=term.size) for term in found[:FOUND])


def shared_formulas(given: Sequence[Given], others: Sequence[Mapping[str, Exact]] = ()) -> tuple[Shared, ...]:
    """
    Find formulas that each give as many of several wrong answers as there are.

    Parameters
    ----------
    given
        The wrong answers, in whatever draws; no formula has to give them all.
    others
        As for one wrong answer.

    Returns
    -------
    tuple of Shared
        The one that gives most first, then the one that gives most of what is
        left, until nothing or no formula is; the shorter of two that give as many.
    """
    wanted = [Fraction(one.wrong) for one in given]
    terms = [
        Shared(text=term.text, size=term.size, gives=gives)
        for term in _terms([one.numbers for one in given] + list(others))
        if (gives := tuple(place for place, wrong in enumerate(wanted) if term.values[place] == wrong))
    ]
    found: list[Shared] = []
    left = set(range(len(given)))
    while terms and len(found) < FOUND:
        best = min(terms, key=lambda one: (-len(left.intersection(one.gives)), _length(one.text, one.size)))
        if left.isdisjoint(best.gives):
            break
        left.difference_update(best.gives)
        found.append(best)
    return tuple(found)


def _length(text: str, size: int) -> tuple[int, int]:
    """Say how long a formula is: a number that is not drawn counts as one more."""
    return size + any(sign.isdigit() for sign in text), len(text)


def _terms(draws: Sequence[Mapping[str, Exact]]) -> Iterator[_Term]:
    """Yield formulas of one, two and three parts, each value once."""
    names = list(draws[0])[:NAMES]
    plain = [_Term(name, 1, 2, tuple(Fraction(numbers[name]) for numbers in draws)) for name in names]
    constants = [_Term(str(number), 1, 2, (Fraction(number),) * len(draws)) for number in CONSTANTS]
    seen: set[Vector] = set()
    level: list[_Term] = []
    for term in plain:
        if term.values not in seen:
            seen.add(term.values)
            level.append(term)
            yield term
    first = [*level, *constants]
    seen.update(term.values for term in constants)
    for _ in range(2):
        made: list[_Term] = []
        for term in level:
            for other in first:
                for new in _joined(term, other):
                    if new.values in seen:
                        continue
                    if len(seen) >= VALUES:
                        return
                    seen.add(new.values)
                    made.append(new)
                    yield new
        level = made


def _joined(one: _Term, other: _Term) -> Iterator[_Term]:
    """Yield what two formulas give by one operation, either way round."""
    for left, right in ((one, other), (other, one)):
        for sign, does, binds in SIGNS:
            if sign in "+*" and left is other:
                continue
            if sign == "/" and not all(right.values):
                continue
            values = tuple(map(does, left.values, right.values))
            text = f"{_bracketed(left, binds)}{_spaced(sign)}{_bracketed(right, binds + (sign in '-/'))}"
            yield _Term(text, left.size + right.size, binds, values)


SIGNS: Final[tuple[tuple[str, Callable[[Fraction, Fraction], Fraction], int], ...]] = (
    ("+", operator.add, 0),
    ("-", operator.sub, 0),
    ("*", operator.mul, 1),
    ("/", operator.truediv, 1),
)


def _bracketed(term: _Term, binds: int) -> str:
    return term.text if term.binds >= binds else f"({term.text})"


def _spaced(sign: str) -> str:
    return f" {sign} " if sign in "+-" else sign
