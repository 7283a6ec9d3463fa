"""
Kinds of holes: what a `?name` of a pattern may stand for.

Also the exact value of terms without letters, as far as mal-rules compute with
them.
"""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from hints.misconception.rewriting.flat import (
    Applied,
    At,
    Letter,
    Minus,
    Numeral,
    Product,
    Quotient,
    Raised,
    Sum,
    Term,
)

__all__ = ["KINDS", "exact", "same_at", "same_worth"]

CLOSE = 1e-9
"""Two terms whose values differ by less, relative to their size, are taken for the same."""
MAX_POWER = 64
"""The largest exponent that is worked out exactly: mal-rules are about small numbers."""


def same_worth(left: Term, right: Term) -> bool:
    """
    Say whether two terms have the same value at both places.
    """
    return same_at(left.at, right.at)


def same_at(left: At, right: At) -> bool:
    """
    Say whether two values are the same, but for what floats lose.
    """
    # Written out: this is asked of every line that a rule makes.
    (one, also_one), (other, also_other) = left, right
    return abs(one - other) <= CLOSE * max(1.0, abs(one), abs(other)) and abs(also_one - also_other) <= CLOSE * max(
        1.0, abs(also_one), abs(also_other)
    )


def exact(term: Term) -> Fraction | None:
    """
    Return the exact value of a term of literals; None for what has letters, roots or no value.
    """
    match term:
        case Numeral(number=number):
            return number
        case Minus(term=inner):
            worth = exact(inner)
            return None if worth is None else -worth
        case Sum(items=items):
            parts = [(sign, exact(part)) for sign, part in items]
            known = [sign * part for sign, part in parts if part is not None]
            return sum(known, Fraction(0)) if len(known) == len(parts) else None
        case Product(factors=factors):
            return _folded(factors)
        case Quotient(top=top, bottom=bottom):
            above, below = exact(top), exact(bottom)
            return above / below if above is not None and below else None
        case Raised(base=base, exponent=exponent):
            return _power(exact(base), exact(exponent))
        case Applied(function="percent", arguments=(inner,)):
            worth = exact(inner)
            return None if worth is None else worth / 100
        case Applied(function="mixed", arguments=(whole, top, bottom)):
            parts_ = exact(whole), exact(quotient_of(top, bottom))
            return parts_[0] + parts_[1] if parts_[0] is not None and parts_[1] is not None else None
        case _:
            return None


def quotient_of(top: Term, bottom: Term) -> Quotient:
    """Return the fraction of a mixed number, only to be worked out."""
    return Quotient(at=top.at, top=top, bottom=bottom)


def _folded(factors: tuple[Term, ...]) -> Fraction | None:
    """Multiply exact values."""
    result = Fraction(1)
    for factor in factors:
        worth = exact(factor)
        if worth is None:
            return None
        result *= worth
    return result


def _power(base: Fraction | None, exponent: Fraction | None) -> Fraction | None:
    """Raise to a small whole power."""
    if base is None or exponent is None or exponent.denominator != 1 or abs(exponent) > MAX_POWER:
        return None
    return Fraction(operator.pow(base, exponent.numerator)) if base or exponent > 0 else None


def _is_number(term: Term) -> bool:
    """Say whether a term is a literal: a numeral, a fraction of numerals or a mixed number, perhaps with a sign."""
    match term:
        case Numeral():
            return True
        case Minus(term=inner):
            return _is_number(inner)
        case Quotient(top=top, bottom=bottom):
            return _is_integer(top) and _is_integer(bottom)
        case Applied(function="mixed"):
            return True
        case _:
            return False


def _is_numeral(term: Term) -> bool:
    return type(term) is Numeral


def _is_whole(term: Term) -> bool:
    return type(term) is Numeral and term.number.denominator == 1


def _is_integer(term: Term) -> bool:
    return _is_whole(term.term if type(term) is Minus else term)


def _is_fraction(term: Term) -> bool:
    return type(term) is Quotient and _is_whole(term.top) and _is_whole(term.bottom)


def _is_letter(term: Term) -> bool:
    return type(term) is Letter and term.fixed is None


def _has_letter(term: Term) -> bool:
    match term:
        case Letter(fixed=fixed):
            return fixed is None
        case Minus(term=inner):
            return _has_letter(inner)
        case Sum(items=items):
            return any(_has_letter(part) for _, part in items)
        case Product(factors=parts) | Applied(arguments=parts):
            return any(map(_has_letter, parts))
        case Quotient(top=one, bottom=other) | Raised(base=one, exponent=other):
            return _has_letter(one) or _has_letter(other)
        case _:
            return False


def _is_letters(term: Term) -> bool:
    """Say whether a term is letters, powers of letters, or a product of such."""
    match term:
        case Letter():
            return True
        case Raised(base=Letter(), exponent=exponent):
            return not _has_letter(exponent)
        case Product(factors=factors):
            return all(map(_is_letters, factors))
        case _:
            return False


def _is_monomial(term: Term) -> bool:
    """Say whether a term is letters, perhaps with a number before them."""
    match term:
        case Minus(term=inner):
            return _is_monomial(inner)
        case Product(factors=(first, *rest)):
            return (_is_number(first) or _is_letters(first)) and all(map(_is_letters, rest))
        case Quotient(top=top, bottom=bottom):
            return _is_monomial(top) and _is_number(bottom)
        case _:
            return _is_letters(term)


def _is_added(term: Term) -> bool:
    """Say whether no minus sign stands in front of a term: in `5 - 3` it stands before the 3."""
    match term:
        case Minus():
            return False
        case Product(factors=(first, *_)):
            return _is_added(first)
        case Quotient(top=top):
            return _is_added(top)
        case _:
            return True


KINDS: Mapping[str, Callable[[Term], bool]] = MappingProxyType(
    {
        "any": lambda _: True,
        "number": _is_number,
        "numeral": _is_numeral,
        "whole": _is_whole,
        "integer": _is_integer,
        "fraction": _is_fraction,
        "coefficient": _is_number,
        "letter": _is_letter,
        "letters": _is_letters,
        "monomial": _is_monomial,
        "term": lambda term: type(term) is not Sum,
        "sum": lambda term: type(term) is Sum,
        "added": _is_added,
        "constant": lambda term: not _has_letter(term),
        "unknown": _has_letter,
        "list": lambda _: True,
    }
)
"""
By name. `number` is a literal, perhaps with a sign; `numeral` one without a sign;
`whole` and `integer` are whole, without and with a sign. A `coefficient` is a
number that may be left out where it is 1 or -1. `letters` are a product of
letters and their powers, a `monomial` those with a number before them. `term` is
anything but a sum, `added` what has no minus sign in front, `constant` has no letters and `unknown` has some. `list`
takes all arguments of a function.
"""
