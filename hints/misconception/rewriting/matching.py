"""
Matching: where a pattern fits a term, and what its holes then stand for.

A pattern is compiled once to a function that gives all ways in which it fits. Sums
and products match in any order. At the root of a pattern the rest of a longer sum
or product stays as it is; further in, the last hole that may takes the rest. Every
choice of an order is counted, so that no pattern costs more than its share.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias, assert_never

from hints.misconception.rewriting.flat import (
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
    minus,
    negated,
    numeral,
    product,
    quotient,
    total,
)
from hints.misconception.rewriting.kinds import KINDS, same_worth
from hints.misconception.rewriting.work import Work

__all__ = ["Found", "Matched", "Matcher", "Parts", "matcher", "part_matcher"]

Found: TypeAlias = Mapping[str, Term | tuple[Term, ...]]
"""What the holes of a pattern stand for; all arguments of a function for a hole of the kind `list`."""
Matched: TypeAlias = tuple[Found, frozenset[int]]
"""What the holes stand for, and which parts of the sum or product were matched; all where none are named."""
ONE = numeral("1")
MINUS_ONE = minus(ONE)
WHOLE: frozenset[int] = frozenset()
_Item: TypeAlias = tuple[int, Term]


Matcher: TypeAlias = Callable[[Term, Found, Work], Sequence[Found]]
"""Takes a term, what holes stand for already, and the steps that are left; gives every way in which it fits whole."""
Parts: TypeAlias = Callable[[Term, Work], Sequence[Matched]]
"""Gives every way in which a pattern fits a term, or some of the parts of a sum or product."""
_ItemMatcher: TypeAlias = Callable[[_Item, Found, Work], Sequence[Found]]
_ItemsMatcher: TypeAlias = Callable[[Sequence[_Item], Found, Work], Sequence[Matched]]


def part_matcher(pattern: Term, *, ordered: bool) -> Parts:
    """
    Compile a pattern that may fit some of the parts of a sum or product.

    Parameters
    ----------
    pattern
        A term with holes.
    ordered
        Whether parts have to stand in the pattern's order, side by side.
    """
    whole = matcher(pattern, ordered=ordered)

    def fitted(term: Term, work: Work) -> Sequence[Matched]:
        return [(found, WHOLE) for found in whole(term, {}, work)]

    match pattern:
        case Sum(items=items):
            some = _items(items, ordered=ordered)

            def of_sum(term: Term, work: Work) -> Sequence[Matched]:
                if type(term) is Sum and len(term.items) > len(items):
                    return some(term.items, {}, work)
                return fitted(term, work)

            return of_sum
        case Product(factors=factors):
            several = _items(_signless(factors), ordered=ordered)

            def of_product(term: Term, work: Work) -> Sequence[Matched]:
                if type(term) is Product and len(term.factors) > len(factors):
                    return several(_signless(term.factors), {}, work)
                return fitted(term, work)

            return of_product
        case _:
            return fitted


def matcher(pattern: Term, *, ordered: bool) -> Matcher:  # noqa: C901 - one case a construct
    """
    Compile a pattern that fits a term whole.
    """
    match pattern:
        case Hole(name=name, kind=kind):
            return _hole(name, KINDS[kind])
        case Numeral(number=number):
            return lambda term, found, _: (found,) if type(term) is Numeral and term.number == number else ()
        case Letter(name=name):
            return lambda term, found, _: (found,) if type(term) is Letter and term.name == name else ()
        case Minus(term=inner):
            return _minus(matcher(inner, ordered=ordered))
        case Sum(items=items):
            return _sum(items, ordered=ordered)
        case Product(factors=factors):
            return _product(factors, ordered=ordered)
        case Quotient(top=top, bottom=bottom):
            return _quotient(matcher(top, ordered=ordered), matcher(bottom, ordered=ordered))
        case Raised(base=base, exponent=exponent):
            return _raised(matcher(base, ordered=ordered), matcher(exponent, ordered=ordered))
        case Applied(function=function, arguments=arguments):
            return _applied(function, arguments, ordered=ordered)
        case Other():
            return lambda _term, _found, _work: ()
        case _:
            assert_never(pattern)


def _hole(name: str, allowed: Callable[[Term], bool]) -> Matcher:
    """Match anything of a kind, or the same value again."""

    def fits(term: Term, found: Found, _: Work) -> Sequence[Found]:
        held = found.get(name)
        if held is None:
            return ({**found, name: term},) if allowed(term) else ()
        return (found,) if not isinstance(held, tuple) and same_worth(held, term) else ()

    return fits


def _minus(inner: Matcher) -> Matcher:
    """Match what has a minus sign before it."""

    def fits(term: Term, found: Found, work: Work) -> Sequence[Found]:
        positive = _unsigned(term)
        return () if positive is None else inner(positive, found, work)

    return fits


def _quotient(top: Matcher, bottom: Matcher) -> Matcher:
    """Match a fraction."""

    def fits(term: Term, found: Found, work: Work) -> Sequence[Found]:
        if type(term) is not Quotient:
            return ()
        return [both for above in top(term.top, found, work) for both in bottom(term.bottom, above, work)]

    return fits


def _raised(base: Matcher, exponent: Matcher) -> Matcher:
    """Match a power."""

    def fits(term: Term, found: Found, work: Work) -> Sequence[Found]:
        if type(term) is not Raised:
            return ()
        return [both for below in base(term.base, found, work) for both in exponent(term.exponent, below, work)]

    return fits


def _applied(function: str, patterns: Sequence[Term], *, ordered: bool) -> Matcher:
    """Match a function and its arguments, in order."""
    match patterns:
        case (Hole(kind="list", name=name),):
            return lambda term, found, _: (
                ({**found, name: term.arguments},) if type(term) is Applied and term.function == function else ()
            )
        case _:
            each = [matcher(pattern, ordered=ordered) for pattern in patterns]

    def fits(term: Term, found: Found, work: Work) -> Sequence[Found]:
        if type(term) is not Applied or term.function != function or len(term.arguments) != len(each):
            return ()
        ways: Sequence[Found] = (found,)
        for one, argument in zip(each, term.arguments, strict=True):
            ways = [longer for way in ways for longer in one(argument, way, work)]
        return ways

    return fits


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


def _items(patterns: Sequence[_Item], *, ordered: bool) -> _ItemsMatcher:
    """Match each item of a pattern with another item of a sum, in any order, or in a row where `ordered`."""
    each = [_item(pattern, ordered=ordered) for pattern in patterns]
    return _in_a_row(each) if ordered else _in_any_order(each)


def _in_a_row(each: Sequence[_ItemMatcher]) -> _ItemsMatcher:
    """Match items with neighbours."""
    length = len(each)

    def fits(items: Sequence[_Item], found: Found, work: Work) -> Sequence[Matched]:
        out: list[Matched] = []
        for start in range(len(items) - length + 1):
            if not work.spend():
                break
            ways: Sequence[Found] = (found,)
            for one, item in zip(each, items[start : start + length], strict=True):
                ways = [longer for way in ways for longer in one(item, way, work)]
            if ways:
                places = frozenset(range(start, start + length))
                out.extend((way, places) for way in ways)
        return out

    return fits


def _in_any_order(each: Sequence[_ItemMatcher]) -> _ItemsMatcher:
    """Match items with any that are left."""
    last = len(each) - 1

    def fits(items: Sequence[_Item], found: Found, work: Work) -> Sequence[Matched]:
        out: list[Matched] = []
        _choose(0, items, found, WHOLE, work, out)
        return out

    def _choose(
        which: int, items: Sequence[_Item], found: Found, used: frozenset[int], work: Work, out: list[Matched]
    ) -> None:
        one = each[which]
        for place, item in enumerate(items):
            if place in used:
                continue
            if not work.spend():
                return
            for way in one(item, found, work):
                if which == last:
                    out.append((way, used | {place}))
                else:
                    _choose(which + 1, items, way, used | {place}, work, out)

    return fits


def _item(pattern: _Item, *, ordered: bool) -> _ItemMatcher:
    """
    Match one item of a sum.

    A pattern that is subtracted wants an item that is; one that is added takes
    a subtracted item with its sign, but not where it shows a sign itself.
    """
    sign, wanted = pattern
    one = matcher(wanted, ordered=ordered)
    if sign < 0:
        return lambda item, found, work: one(item[1], found, work) if item[0] < 0 else ()
    if type(wanted) is Minus:
        return lambda item, found, work: one(item[1], found, work) if item[0] > 0 else ()
    return lambda item, found, work: one(item[1] if item[0] > 0 else negated(item[1]), found, work)


def _sum(patterns: Sequence[_Item], *, ordered: bool) -> Matcher:
    """Match all items of a sum; where there are more, one hole takes those that are left."""
    exactly = _items(patterns, ordered=ordered)
    taking = _takers([wanted if sign > 0 else ONE for sign, wanted in patterns], patterns, ordered=ordered)

    def fits(term: Term, found: Found, work: Work) -> Sequence[Found]:
        if type(term) is not Sum or len(term.items) < len(patterns):
            return ()
        items = term.items
        if len(items) == len(patterns):
            return [way for way, _ in exactly(items, found, work)]
        for name, hole, others in taking:
            if name not in found:
                return [
                    whole
                    for way, used in others(items, found, work)
                    if not ordered or used == frozenset(range(len(patterns) - 1))
                    for whole in hole(
                        total(tuple(item for place, item in enumerate(items) if place not in used)), way, work
                    )
                ]
        return ()

    return fits


def _takers(
    patterns: Sequence[Term], items: Sequence[_Item], *, ordered: bool
) -> list[tuple[str, Matcher, _ItemsMatcher]]:
    """Return the holes that may stand for several parts at once, the last first, with what matches the others."""
    several = ("any", "letters", "monomial", "constant", "unknown", "sum", "term")
    out: list[tuple[str, Matcher, _ItemsMatcher]] = []
    for place in reversed(range(len(patterns))):
        hole = patterns[place]
        if type(hole) is Hole and hole.kind in several:
            others = [item for other, item in enumerate(items) if other != place]
            out.append((hole.name, matcher(hole, ordered=ordered), _items(others, ordered=ordered)))
    return out


def _product(patterns: Sequence[Term], *, ordered: bool) -> Matcher:  # noqa: C901 -- two ways, each compiled
    """Match all factors of a product; a coefficient may be left out, and one hole may take several factors."""
    signless = _signless(patterns)
    exactly = _items(signless, ordered=ordered)
    taking = _takers(patterns, signless, ordered=ordered)
    left_out = [
        (matcher(hole, ordered=ordered), matcher(product((*patterns[:place], *patterns[place + 1 :])), ordered=ordered))
        for place, hole in enumerate(patterns)
        if type(hole) is Hole and hole.kind == "coefficient"
    ]

    def fits(term: Term, found: Found, work: Work) -> Sequence[Found]:
        out: list[Found] = []
        if type(term) is Product:
            factors = term.factors
            if len(factors) == len(patterns):
                out.extend(way for way, _ in exactly(_signless(factors), found, work))
            elif len(factors) > len(patterns):
                out.extend(_with_taker(factors, found, work))
        for coefficient, rest in left_out:
            for worth, bare in ((ONE, term), (MINUS_ONE, _unsigned(term))):
                if bare is not None and _starts_without_number(bare):
                    for held in coefficient(worth, found, work):
                        out.extend(rest(bare, held, work))
        return out

    def _with_taker(factors: Sequence[Term], found: Found, work: Work) -> Sequence[Found]:
        for name, hole, others in taking:
            if name not in found:
                return [
                    whole
                    for way, used in others(_signless(factors), found, work)
                    for whole in hole(
                        product(tuple(factor for place, factor in enumerate(factors) if place not in used)), way, work
                    )
                ]
        return ()

    return fits


def _signless(factors: Sequence[Term]) -> Sequence[_Item]:
    """Return factors as items that are added, to be matched like these."""
    return [(1, factor) for factor in factors]


def _starts_without_number(term: Term) -> bool:
    """Say whether a coefficient is left out before a term."""
    first = term.factors[0] if type(term) is Product else term
    return not KINDS["number"](first)
