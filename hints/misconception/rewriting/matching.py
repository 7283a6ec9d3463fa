"""
Matching: where a pattern fits a term, and what its holes then stand for.

Sums and products match in any order. At the root of a pattern the rest of a
longer sum or product stays as it is; further in, the last hole that may takes
the rest. Every step is counted, so that no pattern costs more than its share.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from hints.misconception.rewriting.flat import (
    Applied,
    Hole,
    Letter,
    Minus,
    Numeral,
    Product,
    Quotient,
    Raised,
    Sum,
    Term,
    minus,
    negated,
    numeral,
    product,
    quotient,
    total,
)
from hints.misconception.rewriting.kinds import KINDS, same_worth

__all__ = ["Found", "Matched", "Work", "fits", "matches"]

Found: TypeAlias = Mapping[str, Term | tuple[Term, ...]]
"""What the holes of a pattern stand for; all arguments of a function for a hole of the kind `list`."""
Matched: TypeAlias = tuple[Found, frozenset[int]]
"""What the holes stand for, and which parts of the sum or product were matched; all where none are named."""
ONE = numeral("1")
MINUS_ONE = minus(ONE)
WHOLE: frozenset[int] = frozenset()
_Item: TypeAlias = tuple[int, Term]


class Work:
    """
    Steps of matching that are left; `spend` says whether there was one.
    """

    __slots__ = ("left",)

    def __init__(self, steps: int) -> None:
        """
        Begin with some steps.
        """
        self.left = steps

    def spend(self) -> bool:
        """
        Take one step.
        """
        self.left -= 1
        return self.left >= 0


def matches(pattern: Term, term: Term, work: Work, *, ordered: bool = False) -> Iterator[Matched]:
    """
    Yield the ways in which a pattern fits a term, or some of the parts of a sum or product.

    Parameters
    ----------
    pattern
        A term with holes.
    term
        What it is held against.
    work
        The steps that are left; when they are used up, no more is found.
    ordered
        Whether parts have to stand in the pattern's order, side by side.
    """
    if type(pattern) is Sum and type(term) is Sum and len(term.items) > len(pattern.items):
        for found, used in _sums(pattern.items, term.items, {}, work, ordered=ordered):
            yield found, used
        return
    if type(pattern) is Product and type(term) is Product and len(term.factors) > len(pattern.factors):
        for found, used in _products(pattern.factors, term.factors, {}, work, ordered=ordered):
            yield found, used
        return
    for found in fits(pattern, term, {}, work, ordered=ordered):
        yield found, WHOLE


def fits(  # noqa: C901, PLR0912 - one case a construct
    pattern: Term, term: Term, found: Found, work: Work, *, ordered: bool = False
) -> Iterator[Found]:
    """
    Yield the ways in which a pattern fits a term whole, with what its holes stand for.
    """
    if not work.spend():
        return
    match pattern:
        case Hole(name=name, kind=kind):
            held = found.get(name)
            if held is None:
                if KINDS[kind](term):
                    yield {**found, name: term}
            elif not isinstance(held, tuple) and same_worth(held, term):
                yield found
        case Numeral(number=number):
            if type(term) is Numeral and term.number == number:
                yield found
        case Letter(name=name):
            if type(term) is Letter and term.name == name:
                yield found
        case Minus(term=inner):
            positive = _unsigned(term)
            if positive is not None:
                yield from fits(inner, positive, found, work, ordered=ordered)
        case Sum(items=items):
            if type(term) is Sum:
                yield from _whole_sum(items, term.items, found, work, ordered=ordered)
        case Product(factors=factors):
            yield from _whole_product(factors, term, found, work, ordered=ordered)
        case Quotient(top=top, bottom=bottom):
            if type(term) is Quotient:
                for above in fits(top, term.top, found, work, ordered=ordered):
                    yield from fits(bottom, term.bottom, above, work, ordered=ordered)
        case Raised(base=base, exponent=exponent):
            if type(term) is Raised:
                for below in fits(base, term.base, found, work, ordered=ordered):
                    yield from fits(exponent, term.exponent, below, work, ordered=ordered)
        case Applied(function=name, arguments=arguments):
            if type(term) is Applied and term.function == name:
                yield from _arguments(arguments, term.arguments, found, work, ordered=ordered)
        case _:
            pass


def _unsigned(term: Term) -> Term | None:
    """Return what stands after the minus sign of a term; None where there is none."""
    match term:
        case Minus(term=inner):
            return inner
        case Product(factors=(Minus(term=first), *rest)):
            return product((first, *rest))
        case Quotient(top=Minus(term=top), bottom=bottom):
            return quotient(top, bottom)
        case _:
            return None


def _arguments(
    patterns: Sequence[Term], terms: Sequence[Term], found: Found, work: Work, *, ordered: bool
) -> Iterator[Found]:
    """Match the arguments of a function, in order."""
    if len(patterns) == 1 and type(patterns[0]) is Hole and patterns[0].kind == "list":
        yield {**found, patterns[0].name: tuple(terms)}
        return
    if len(patterns) != len(terms):
        return
    if not patterns:
        yield found
        return
    for first in fits(patterns[0], terms[0], found, work, ordered=ordered):
        yield from _arguments(patterns[1:], terms[1:], first, work, ordered=ordered)


def _sums(
    patterns: Sequence[_Item], items: Sequence[_Item], found: Found, work: Work, *, ordered: bool
) -> Iterator[Matched]:
    """Match each item of a pattern with another item of a sum, in any order, or in a row where `ordered`."""
    if ordered:
        for start in range(len(items) - len(patterns) + 1):
            places = tuple(range(start, start + len(patterns)))
            for filled in _in_places(patterns, items, places, found, work):
                yield filled, frozenset(places)
        return
    yield from _any_order(patterns, items, found, WHOLE, work)


def _in_places(
    patterns: Sequence[_Item], items: Sequence[_Item], places: Sequence[int], found: Found, work: Work
) -> Iterator[Found]:
    """Match items with the ones in the places given."""
    if not patterns:
        yield found
        return
    for first in _item(patterns[0], items[places[0]], found, work, ordered=True):
        yield from _in_places(patterns[1:], items, places[1:], first, work)


def _any_order(
    patterns: Sequence[_Item], items: Sequence[_Item], found: Found, used: frozenset[int], work: Work
) -> Iterator[Matched]:
    """Match items with any that are left."""
    if not patterns:
        yield found, used
        return
    for place, item in enumerate(items):
        if place not in used and work.left > 0:
            for first in _item(patterns[0], item, found, work, ordered=False):
                yield from _any_order(patterns[1:], items, first, used | {place}, work)


def _item(pattern: _Item, item: _Item, found: Found, work: Work, *, ordered: bool) -> Iterator[Found]:
    """
    Match one item of a sum.

    A pattern that is subtracted wants an item that is; one that is added takes
    a subtracted item with its sign, but not where it shows a sign itself.
    """
    (sign, wanted), (given, term) = pattern, item
    if sign < 0:
        if given < 0:
            yield from fits(wanted, term, found, work, ordered=ordered)
    elif given > 0:
        yield from fits(wanted, term, found, work, ordered=ordered)
    elif type(wanted) is not Minus:
        yield from fits(wanted, negated(term), found, work, ordered=ordered)


def _whole_sum(
    patterns: Sequence[_Item], items: Sequence[_Item], found: Found, work: Work, *, ordered: bool
) -> Iterator[Found]:
    """Match all items of a sum; where there are more, one hole takes those that are left."""
    if len(items) == len(patterns):
        for filled, _ in _sums(patterns, items, found, work, ordered=ordered):
            yield filled
        return
    taker = _taker([wanted if sign > 0 else ONE for sign, wanted in patterns], found)
    if len(items) < len(patterns) or taker is None:
        return
    hole = patterns[taker][1]
    others = [pattern for place, pattern in enumerate(patterns) if place != taker]
    for filled, used in _any_order(others, items, found, WHOLE, work):
        if ordered and used != frozenset(range(len(others))):
            continue
        rest = total(tuple(item for place, item in enumerate(items) if place not in used))
        yield from fits(hole, rest, filled, work, ordered=ordered)


def _taker(patterns: Sequence[Term], found: Found) -> int | None:
    """Return the last hole that may stand for several parts at once."""
    several = ("any", "letters", "monomial", "constant", "unknown", "sum", "term")
    for place in reversed(range(len(patterns))):
        hole = patterns[place]
        if type(hole) is Hole and hole.kind in several and hole.name not in found:
            return place
    return None


def _whole_product(patterns: Sequence[Term], term: Term, found: Found, work: Work, *, ordered: bool) -> Iterator[Found]:
    """Match all factors of a product; a coefficient may be left out, and one hole may take several factors."""
    if type(term) is Product:
        yield from _all_factors(patterns, term.factors, found, work, ordered=ordered)
    for place, hole in enumerate(patterns):
        if type(hole) is Hole and hole.kind == "coefficient":
            rest = product((*patterns[:place], *patterns[place + 1 :]))
            for worth, bare in ((ONE, term), (MINUS_ONE, _unsigned(term))):
                if bare is not None and _starts_without_number(bare):
                    for held in fits(hole, worth, found, work, ordered=ordered):
                        yield from fits(rest, bare, held, work, ordered=ordered)


def _starts_without_number(term: Term) -> bool:
    """Say whether a coefficient is left out before a term."""
    first = term.factors[0] if type(term) is Product else term
    return not KINDS["number"](first)


def _all_factors(
    patterns: Sequence[Term], factors: Sequence[Term], found: Found, work: Work, *, ordered: bool
) -> Iterator[Found]:
    """Match factors with all that there are."""
    if len(patterns) == len(factors):
        for filled, _ in _products(patterns, factors, found, work, ordered=ordered):
            yield filled
        return
    taker = _taker(patterns, found)
    if len(factors) < len(patterns) or taker is None:
        return
    others = [pattern for place, pattern in enumerate(patterns) if place != taker]
    for filled, used in _products(others, factors, found, work, ordered=ordered):
        rest = product(tuple(factor for place, factor in enumerate(factors) if place not in used))
        yield from fits(patterns[taker], rest, filled, work, ordered=ordered)


def _products(
    patterns: Sequence[Term], factors: Sequence[Term], found: Found, work: Work, *, ordered: bool
) -> Iterator[Matched]:
    """Match each factor of a pattern with another factor of a product."""
    signless = [(1, pattern) for pattern in patterns]
    yield from _sums(signless, [(1, factor) for factor in factors], found, work, ordered=ordered)
