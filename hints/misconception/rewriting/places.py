"""
Places: every part of a term, how to put another term there, and what the whole is worth then.

Most wrong rewrites are held against a learner's line and dropped. So the value of
the whole is worked out from the value of the part alone, and terms are built only
of what is kept.
"""

from collections.abc import Callable
from typing import TypeAlias

import msgspec

from hints.misconception.rewriting.flat import (
    NOWHERE,
    Applied,
    At,
    Minus,
    Product,
    Quotient,
    Raised,
    Sum,
    Term,
    applied_at,
    minus,
    negated,
    power_at,
    product,
    product_at,
    quotient,
    raised,
    sound,
    total,
)
from hints.misconception.rewriting.flattening import function
from hints.misconception.rewriting.shape import (
    QUOTIENT,
    RAISED,
    SIGNED,
    SIGNED_INSIDE,
    made_of,
    of_function,
    of_product,
    of_sum,
)
from hints.misconception.rewriting.worth import worth_of

__all__ = ["Place", "Places", "Put", "places", "root_only"]

Put: TypeAlias = Callable[[Term], Term]
"""Puts another term in the place of one, and gives the whole."""
Lift: TypeAlias = Callable[[At], At]
"""Gives what the whole is worth with a term of some value in the place of one."""


Places: TypeAlias = Callable[[Term], list["Place"]]
"""Gives the places of a term that are looked at, the root last."""


class Place(msgspec.Struct, frozen=True, eq=False):
    """What stands at a place, what it is made of (see `shape`), and how the whole follows from another term there."""

    term: Term
    bits: int
    put: Put
    lift: Lift


def places(root: Term) -> list[Place]:
    """
    Return every place of a term, the root last.
    """
    found: list[Place] = []
    _note(root, lambda term: term, lambda at: at, found)
    return found


def root_only(root: Term) -> list[Place]:
    """
    Return the root alone, as a place.
    """
    return [Place(root, made_of(root), lambda term: term, lambda at: at)]


def _note(term: Term, put: Put, lift: Lift, found: list[Place]) -> int:
    """Note every place of a term, and say what the term is made of."""
    match term:
        case Sum():
            bits = _note_sum(term, put, lift, found)
        case Product(factors=factors):
            bits = of_product(factors)
            for place, factor in enumerate(factors):
                others = (*factors[:place], *factors[place + 1 :])
                bits |= _note(factor, _into_product(factors, place, put), _times(product_at(others), lift), found)
        case Quotient(top=top, bottom=bottom):
            bits = QUOTIENT
            bits |= _note(top, lambda new: put(quotient(new, bottom)), _over(bottom.at, lift), found)
            bits |= _note(bottom, lambda new: put(quotient(top, new)), _under(top.at, lift), found)
        case Raised(base=base, exponent=exponent):
            bits = RAISED
            bits |= _note(
                base, lambda new: put(raised(new, exponent)), lambda at: lift(power_at(at, exponent.at)), found
            )
            bits |= _note(exponent, lambda new: put(raised(base, new)), lambda at: lift(power_at(base.at, at)), found)
        case Minus(term=inner):
            bits = SIGNED
            bits |= _note(inner, lambda new: put(minus(new)), lambda at: lift((-at[0], -at[1])), found)
        case Applied():
            bits = _note_arguments(term, put, lift, found)
        case _:
            bits = made_of(term)
    found.append(Place(term, bits, put, lift))
    return bits


def _note_sum(term: Sum, put: Put, lift: Lift, found: list[Place]) -> int:
    """Note the items of a sum; subtracted products and fractions also with their sign."""
    items = term.items
    bits = of_sum(items)
    for place, (sign, part) in enumerate(items):
        rest = _added(items, place)
        inside = _note(part, _into_sum(items, place, sign, put), _plus(rest, sign, lift), found)
        bits |= inside
        if sign < 0 and type(part) in SIGNED_INSIDE:
            bits |= SIGNED
            found.append(Place(negated(part), inside | SIGNED, _into_sum(items, place, 1, put), _plus(rest, 1, lift)))
    return bits


def _note_arguments(term: Applied, put: Put, lift: Lift, found: list[Place]) -> int:
    """Note the arguments of a function."""
    name, arguments = term.function, term.arguments
    bits = of_function(name)
    for place, argument in enumerate(arguments):
        bits |= _note(argument, _into_call(term, place, put), _applied(term, place, lift), found)
    return bits


def _into_sum(items: tuple[tuple[int, Term], ...], place: int, sign: int, put: Put) -> Put:
    return lambda new: put(total((*items[:place], (sign, new), *items[place + 1 :])))


def _into_product(factors: tuple[Term, ...], place: int, put: Put) -> Put:
    return lambda new: put(product((*factors[:place], new, *factors[place + 1 :])))


def _into_call(term: Applied, place: int, put: Put) -> Put:
    arguments = term.arguments
    return lambda new: put(function(term.function, (*arguments[:place], new, *arguments[place + 1 :])))


def _added(items: tuple[tuple[int, Term], ...], but: int) -> At:
    """Return what all items but one are worth."""
    first = second = 0.0
    for place, (sign, part) in enumerate(items):
        if place != but:
            first += sign * part.at[0]
            second += sign * part.at[1]
    return first, second


def _plus(rest: At, sign: int, lift: Lift) -> Lift:
    one, other = rest
    return lambda at: lift((one + sign * at[0], other + sign * at[1]))


def _times(rest: At, lift: Lift) -> Lift:
    one, other = rest
    return lambda at: lift(sound(one * at[0], other * at[1]))


def _over(bottom: At, lift: Lift) -> Lift:
    one, other = bottom
    return lambda at: lift((at[0] / one, at[1] / other) if one and other else NOWHERE)


def _under(top: At, lift: Lift) -> Lift:
    one, other = top
    return lambda at: lift((one / at[0], other / at[1]) if at[0] and at[1] else NOWHERE)


def _applied(term: Applied, place: int, lift: Lift) -> Lift:
    value = worth_of(term.function)
    before = [argument.at for argument in term.arguments[:place]]
    after = [argument.at for argument in term.arguments[place + 1 :]]
    return lambda at: lift(applied_at((*before, at, *after), value))
