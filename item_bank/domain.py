"""
Domains: the values that a parameter of an item may take.

Declared, finite and ordered, so that all draws of an item can be enumerated and
none has to be tried and rejected. Which combinations are allowed is `draw`'s to
say; no author code runs.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias, assert_never

import msgspec

__all__ = [
    "Domain",
    "Exact",
    "IntegerRange",
    "OneOf",
    "Words",
    "exact",
    "numbers",
    "printed",
    "size",
]

Exact: TypeAlias = int | Fraction
"""An exact number; whole ones are kept as `int`, which is about ten times faster to compute with."""


class IntegerRange(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="domain", tag="int"
):
    """The integers `low`, `low + step`, ... up to `high`, without those in `without`."""

    low: int
    high: int
    step: int = 1
    without: tuple[int, ...] = ()


class OneOf(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="domain", tag="one_of"):
    """A list of exact numbers, as written: "3", "-2", "1/2", "0.25"."""

    values: tuple[str, ...]


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="domain", tag="text"):
    """A list of words; they stand in texts alone, never in a formula."""

    values: tuple[str, ...]


Domain: TypeAlias = IntegerRange | OneOf | Words


# `Fraction` itself would take "1e999999999" and work on it for ever.
_NUMBER = re.compile(r"-?[0-9]{1,30}(?:/[0-9]{1,30}|\.[0-9]{1,30})?")


def exact(text: str) -> Exact:
    """
    Return the number that "3", "-2", "1/2" or "0.25" names.

    Raises
    ------
    ValueError
        If the text names none.
    ZeroDivisionError
        If its denominator is zero.
    """
    if _NUMBER.fullmatch(text) is None:
        message = f"{text[:40]!r} is not an exact number"
        raise ValueError(message)
    return _plain(Fraction(text))


def printed(value: Exact) -> str:
    """
    Print a number as it is typed: "-3", "7/2".
    """
    return str(value)


def numbers(domain: IntegerRange | OneOf) -> Sequence[Exact]:
    """
    List the values of a domain of numbers, in order.
    """
    match domain:
        case IntegerRange(low=low, high=high, step=step, without=without):
            everything = range(low, high + 1, step)
            return [n for n in everything if n not in without] if without else everything
        case OneOf(values=values):
            return [exact(text) for text in values]
        case _:
            assert_never(domain)


def size(domain: Domain) -> int:
    """
    Count the values of a domain.
    """
    match domain:
        case IntegerRange(low=low, high=high, step=step, without=without):
            everything = range(low, high + 1, step)
            return len(everything) - len({n for n in without if n in everything})
        case OneOf(values=values) | Words(values=values):
            return len(values)
        case _:
            assert_never(domain)


def _plain(value: Fraction) -> Exact:
    return value.numerator if value.denominator == 1 else value
