"""
Flat terms: expressions as mal-rules see them, with sums and products of any number of parts.

Keeps order, brackets and written digits, puts minus signs in one place, and
gives every term its value at two places, so that terms are compared by two
numbers. What is matched and rewritten is `matching`'s and `filling`'s; how a tree
becomes a term is `flattening`'s. Values are evidence, never a verdict.
"""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias, final
from zlib import crc32

import msgspec

from item_bank.algebra.tree import ConstantName, Tree

__all__ = [
    "NOWHERE",
    "Applied",
    "At",
    "Hole",
    "Letter",
    "Minus",
    "Numeral",
    "Other",
    "Product",
    "Quotient",
    "Raised",
    "Sum",
    "Term",
    "applied",
    "applied_at",
    "bracketed_total",
    "constant",
    "letter",
    "minus",
    "negated",
    "numeral",
    "of_number",
    "power_at",
    "product",
    "product_at",
    "quotient",
    "raised",
    "sound",
    "total",
]

At: TypeAlias = tuple[float, float]
"""What a term is worth at the two places; not a number where it has no real value there."""
NOWHERE: At = (math.nan, math.nan)
LOWEST, WIDTH = 1.1, 1.7
"""Letters stand for numbers between 1.1 and 2.8: none is 0 or 1, powers stay small, roots and logarithms are real."""
HUGE = 1e300
"""Beyond it a float says nothing."""


class _Flat(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """What every term has: its value. Terms are compared by value, never as objects."""

    at: At


@final
class Numeral(_Flat, frozen=True, eq=False):
    """A literal without a sign, with its digits as written; also a repeating decimal."""

    number: Fraction
    text: str


@final
class Letter(_Flat, frozen=True, eq=False):
    """A name, or a constant such as `pi`, which is `fixed`."""

    name: str
    fixed: ConstantName | None = None


@final
class Minus(_Flat, frozen=True, eq=False):
    """A minus sign before a term: `-3`, `-x`, `-(x + 2)`."""

    term: "Term"


@final
class Sum(_Flat, frozen=True, eq=False):
    """
    Two or more terms, each added (1) or subtracted (-1).

    A minus sign before the first is a `Minus`; so is one in brackets, `4 + (-3)`.
    """

    items: tuple[tuple[int, "Term"], ...]


@final
class Product(_Flat, frozen=True, eq=False):
    """Two or more factors; a minus sign before it belongs to the first."""

    factors: tuple["Term", ...]


@final
class Quotient(_Flat, frozen=True, eq=False):
    """A fraction or a division; a minus sign before it belongs to the top."""

    top: "Term"
    bottom: "Term"


@final
class Raised(_Flat, frozen=True, eq=False):
    """A power."""

    base: "Term"
    exponent: "Term"


@final
class Applied(_Flat, frozen=True, eq=False):
    """A function, or what has no sign of its own here: `percent`, `factorial`, `degrees`, `mixed`."""

    function: str
    arguments: tuple["Term", ...]


@final
class Other(_Flat, frozen=True, eq=False):
    """Any other construct; it has no value and no parts."""

    tree: Tree


@final
class Hole(_Flat, frozen=True, eq=False):
    """A part of a pattern that stands for any term of a kind."""

    name: str
    kind: str


Term: TypeAlias = Numeral | Letter | Minus | Sum | Product | Quotient | Raised | Applied | Other | Hole

CONSTANTS: Mapping[str, float] = MappingProxyType({"pi": math.pi, "e": math.e})


@lru_cache(maxsize=512)
def _places(name: str) -> At:
    """Return what a name stands for at both places: always the same, and nothing anybody would write."""
    first, second = (LOWEST + WIDTH * crc32(f"{name} {place}".encode()) / 2**32 for place in (1, 2))
    return first, second


def numeral(text: str, number: Fraction | None = None) -> Numeral:
    """
    Make a literal of its digits; `number` where they are no plain decimal.
    """
    exact = Fraction(text) if number is None else number
    return Numeral(at=_both(exact), number=exact, text=text)


def letter(name: str) -> Letter:
    """
    Make a name.
    """
    return Letter(at=_places(name), name=name)


def constant(name: ConstantName) -> Letter:
    """
    Make a constant; `i` and infinity have no value here.
    """
    worth = CONSTANTS.get(name, math.nan)
    return Letter(at=(worth, worth), name=name, fixed=name)


def of_number(exact: Fraction) -> Term:
    """
    Write a number: a whole one, or a fraction in lowest terms, with its sign before it.
    """
    size = abs(exact)
    top: Term = numeral(str(size.numerator))
    if exact < 0:
        top = minus(top)
    return top if size.denominator == 1 else quotient(top, numeral(str(size.denominator)))


def minus(term: Term) -> Minus:
    """
    Put a minus sign before a term as it stands.
    """
    first, second = term.at
    return Minus(at=(-first, -second), term=term)


def negated(term: Term) -> Term:
    """
    Return the term with the other sign, written where a learner would: `-2x`, not `-(2x)`.
    """
    match term:
        case Minus(term=inner):
            return inner
        case Product(factors=(first, *rest)) if not isinstance(first, Sum):
            return product((negated(first), *rest))
        case Quotient(top=top, bottom=bottom) if not isinstance(top, Sum):
            return quotient(negated(top), bottom)
        case _:
            return minus(term)


def total(items: tuple[tuple[int, Term], ...]) -> Term:
    """
    Add and subtract terms; sums among them are opened, one term alone is itself, and none is zero.
    """
    flat: list[tuple[int, Term]] = []
    for sign, term in items:
        if type(term) is Sum and (sign > 0 or not flat):
            inner = term.items if sign > 0 else tuple((-each, part) for each, part in term.items)
            flat.extend(inner)
        else:
            flat.append((sign, term))
    if not flat:
        return numeral("0")
    sign, head = flat[0]
    flat[0] = (1, head if sign > 0 else negated(head))
    if len(flat) == 1:
        return flat[0][1]
    return bracketed_total(tuple(flat))


def bracketed_total(items: tuple[tuple[int, Term], ...]) -> Sum:
    """
    Make the sum of terms as they stand, the first of them added.
    """
    first = second = 0.0
    for sign, term in items:
        one, other = term.at
        first += sign * one
        second += sign * other
    return Sum(at=(first, second), items=items)


def product(factors: tuple[Term, ...]) -> Term:
    """
    Multiply terms; one alone is itself, and none is 1.
    """
    if not factors:
        return numeral("1")
    if len(factors) == 1:
        return factors[0]
    return Product(at=product_at(factors), factors=factors)


def product_at(factors: tuple[Term, ...]) -> At:
    """
    Return what a product is worth; none is 1.
    """
    first = second = 1.0
    for factor in factors:
        one, other = factor.at
        first *= one
        second *= other
    return sound(first, second)


def quotient(top: Term, bottom: Term) -> Quotient:
    """
    Divide; by zero there is no value.
    """
    (one, other), (below, also_below) = top.at, bottom.at
    at = (one / below, other / also_below) if below and also_below else NOWHERE
    return Quotient(at=at, top=top, bottom=bottom)


def raised(base: Term, exponent: Term) -> Raised:
    """
    Raise to a power.
    """
    return Raised(at=power_at(base.at, exponent.at), base=base, exponent=exponent)


def power_at(base: At, exponent: At) -> At:
    """
    Return what a power is worth.
    """
    return sound(_power(base[0], exponent[0]), _power(base[1], exponent[1]))


def applied(function: str, arguments: tuple[Term, ...], value: Callable[[tuple[float, ...]], float] | None) -> Applied:
    """
    Apply a function; without a way to work it out it has no value.
    """
    at = applied_at(tuple(argument.at for argument in arguments), value)
    return Applied(at=at, function=function, arguments=arguments)


def applied_at(arguments: tuple[At, ...], value: Callable[[tuple[float, ...]], float] | None) -> At:
    """
    Return what a function is worth.
    """
    if value is None:
        return NOWHERE
    return sound(*(_worth(value, tuple(argument[place] for argument in arguments)) for place in (0, 1)))


def _worth(value: Callable[[tuple[float, ...]], float], numbers: tuple[float, ...]) -> float:
    """Work a function out, where it can be."""
    try:
        return value(numbers)
    except (ValueError, ArithmeticError, TypeError):
        return math.nan


def _power(base: float, exponent: float) -> float:
    """Raise to a power, with odd roots of negative numbers left out: there is no telling them from floats."""
    try:
        worth = base**exponent
    except (ArithmeticError, ValueError):
        return math.nan
    return worth if isinstance(worth, float) else math.nan


def _both(exact: Fraction) -> At:
    """Return a number as its value at both places."""
    try:
        worth = float(exact)
    except OverflowError:
        return NOWHERE
    return worth, worth


def sound(first: float, second: float) -> At:
    """
    Return two values, or none where they are too large to say something.
    """
    return (first, second) if abs(first) < HUGE and abs(second) < HUGE else NOWHERE
