"""
Shapes: what a term is made of, as bits, and what a pattern needs a term to be made of.

Most rules cannot fit at most places. Held against these bits, they are passed
over at the price of one comparison. What the bits say is necessary, never enough.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, assert_never, get_args
from zlib import crc32

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
)

__all__ = [
    "QUOTIENT",
    "RAISED",
    "SIGNED",
    "SIGNED_INSIDE",
    "TERMS",
    "begins",
    "made_of",
    "may_begin",
    "needs",
    "of_function",
    "of_product",
    "of_sum",
]

LETTER, NUMERAL, SIGNED, SUM, ADDENDS, SUBTRACTED, PRODUCT, FACTORS, QUOTIENT, RAISED = (
    1 << place for place in range(10)
)
"""
A name; a literal; a minus sign before a term; a sum, one of three or more terms,
one with something subtracted; a product, one of three or more factors; a
fraction; a power.
"""
SIGNED_INSIDE: Final = (Product, Quotient)
"""Terms whose minus sign stands further in: with the other sign they are still such."""
TERMS: Final[tuple[type[Term], ...]] = get_args(Term)
FUNCTIONS: Final = 10
"""The first bit for functions."""
SPREAD: Final = 50
"""Over how many bits the names of functions are spread; two that share one are only told apart later."""
SEVERAL: Final = 3
KIND_NEEDS: Mapping[str, int] = MappingProxyType(
    {
        "any": 0,
        "number": NUMERAL,
        "numeral": NUMERAL,
        "whole": NUMERAL,
        "integer": NUMERAL,
        "fraction": NUMERAL | QUOTIENT,
        "coefficient": 0,
        "letter": LETTER,
        "letters": LETTER,
        "monomial": LETTER,
        "term": 0,
        "added": 0,
        "sum": SUM,
        "constant": 0,
        "unknown": LETTER,
        "list": 0,
    }
)
"""What a term of a kind has in it, by the kind's name."""


def made_of(term: Term) -> int:  # noqa: C901, PLR0912 -- one case a construct
    """
    Return what a term is made of, all parts together.
    """
    match term:
        case Numeral():
            return NUMERAL
        case Letter():
            return LETTER
        case Minus(term=inner):
            return SIGNED | made_of(inner)
        case Sum(items=items):
            bits = of_sum(items)
            for sign, part in items:
                bits |= made_of(part) | (SIGNED if sign < 0 and type(part) in SIGNED_INSIDE else 0)
            return bits
        case Product(factors=factors):
            bits = of_product(factors)
            for factor in factors:
                bits |= made_of(factor)
            return bits
        case Quotient(top=top, bottom=bottom):
            return QUOTIENT | made_of(top) | made_of(bottom)
        case Raised(base=base, exponent=exponent):
            return RAISED | made_of(base) | made_of(exponent)
        case Applied(function=name, arguments=arguments):
            bits = of_function(name)
            for argument in arguments:
                bits |= made_of(argument)
            return bits
        case Other() | Hole():
            return 0
        case _:
            assert_never(term)


def of_sum(items: tuple[tuple[int, Term], ...]) -> int:
    """
    Return the bits of a sum alone, without what its parts are made of.
    """
    bits = SUM if len(items) < SEVERAL else SUM | ADDENDS
    return bits if all(sign > 0 for sign, _ in items) else bits | SUBTRACTED


def of_product(factors: tuple[Term, ...]) -> int:
    """
    Return the bits of a product alone.
    """
    return PRODUCT if len(factors) < SEVERAL else PRODUCT | FACTORS


def of_function(name: str) -> int:
    """
    Return the bit of a function.
    """
    return 1 << (FUNCTIONS + crc32(name.encode()) % SPREAD)


def needs(pattern: Term) -> int:  # noqa: C901, PLR0912 -- one case a construct
    """
    Return what every term is made of that a pattern fits.
    """
    match pattern:
        case Hole(kind=kind):
            return KIND_NEEDS[kind]
        case Sum(items=items):
            bits = of_sum(items)
            for _, part in items:
                bits |= needs(part)
            return bits
        case Product(factors=factors):
            bits = 0
            for factor in factors:
                bits |= needs(factor)
            if not _may_be_left_out(factors):
                bits |= of_product(factors)
            return bits
        case Minus(term=inner):
            return SIGNED | needs(inner)
        case Quotient(top=top, bottom=bottom):
            return QUOTIENT | needs(top) | needs(bottom)
        case Raised(base=base, exponent=exponent):
            return RAISED | needs(base) | needs(exponent)
        case Applied(function=name, arguments=arguments):
            bits = of_function(name)
            for argument in arguments:
                bits |= needs(argument)
            return bits
        case Numeral() | Letter() | Other():
            return made_of(pattern)
        case _:
            assert_never(pattern)


def may_begin(pattern: Term, kind: type[Term]) -> bool:
    """
    Say whether a pattern may fit any term of a kind.
    """
    match pattern:
        case Hole():
            return True
        case Minus():
            return kind is Minus or kind in SIGNED_INSIDE
        case Product(factors=factors):
            return kind is Product or _may_be_left_out(factors)
        case _:
            return kind is type(pattern)


def begins(pattern: Term, term: Term) -> bool:
    """
    Say whether a pattern may fit a term by what stands at the top of both.
    """
    kind = type(term)
    if type(pattern) is Minus and kind is not Minus:
        first = term.factors[0] if type(term) is Product else term.top if type(term) is Quotient else None
        return type(first) is Minus
    return may_begin(pattern, kind)


def _may_be_left_out(factors: tuple[Term, ...]) -> bool:
    """Say whether one of the factors of a pattern need not be written."""
    return any(type(factor) is Hole and factor.kind == "coefficient" for factor in factors)
