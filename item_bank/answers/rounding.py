"""
Rounding: whether a number is the key rounded as asked, and written with the digits asked.

The digits are those of the literal as written: trailing zeros count, a power of
ten or a percent sign shifts the places. A key half-way between two roundings may
be rounded away from zero or to the even digit: both are taught. How far a number
may be off where none is asked is `nearness`'s.
"""

from fractions import Fraction
from typing import Literal, TypeAlias

import msgspec

from item_bank.algebra.enclosure import enclosure
from item_bank.algebra.exact import value
from item_bank.algebra.setting import Setting
from item_bank.algebra.tree import Divide, Group, Multiply, Negate, Number, Percent, Posit, Power, Tree, walk
from item_bank.answers.answer import Form, Round

__all__ = ["WRONG", "Rounded", "Rounding", "Written", "as_asked", "round_key", "rounded_from", "rounding_of", "written"]

Rounding: TypeAlias = Literal["right", "not_rounded", "too_many_digits", "too_few_digits", "rounded_too_far", "wrong"]
"""
What a number is beside the key rounded. `right`: that. `not_rounded`: it would
round to that, or equals it, and is written as no decimal where one is asked.
`too_many_digits`: it rounds to that, or has zeros more than asked where that
matters. `too_few_digits`: right, but for zeros that ought to be written.
`rounded_too_far`: right as far as written, and no further.
"""
WRONG: frozenset[Rounding] = frozenset({"wrong", "rounded_too_far"})
"""What is another value than the one asked."""
HALF = Fraction(1, 2)
PERCENT_PLACES = 2
TRUNCATED_PLACES = 2
"""Fewest decimals at which a number cut off, not rounded, is seen as one: 0.6 for 2/3 is as likely a slip."""
TEN = 10


class Written(msgspec.Struct, frozen=True):
    """A literal: its decimal places, and its significant figures, least and most where trailing zeros leave it open."""

    places: int
    least: int
    most: int


class Rounded(msgspec.Struct, frozen=True):
    """
    A key rounded: the numbers that are right, one unit of the last digit asked, and between what the key lies.

    `unit` is 0 where the key is 0, of which no figure is significant.
    """

    targets: frozenset[Fraction]
    unit: Fraction
    low: Fraction
    high: Fraction


def written(tree: Tree) -> Written | None:
    """
    Return the digits of a literal, with or without sign, power of ten or percent sign; None for anything else.
    """
    match tree:
        case Negate(operand) | Posit(operand) | Group(operand):
            return written(operand)
        case Number(text):
            return _digits(text)
        case Percent(operand):
            return _shifted(written(operand), -PERCENT_PLACES)
        case Multiply(left, Power(Number("10"), exponent)):
            return _shifted(written(left), value(exponent))
        case Divide(left, Power(Number("10"), exponent)):
            by = value(exponent)
            return _shifted(written(left), -by if isinstance(by, Fraction) else by)
        case _:
            return None


def _digits(text: str) -> Written:
    """Count the digits of a literal."""
    whole, point, places = text.partition(".")
    digits = (whole + places).lstrip("0")
    if point or not digits:
        return Written(len(places), len(digits) or 1, len(digits) or 1)
    return Written(0, len(digits.rstrip("0")), len(digits))


def _shifted(digits: Written | None, by: object) -> Written | None:
    """Shift the decimal point; the figures are those of the mantissa."""
    if digits is None or not isinstance(by, Fraction | int) or by.denominator != 1:
        return None
    return Written(digits.places - int(by), digits.least, digits.most)


def round_key(low: Fraction, high: Fraction, asked: Round) -> Rounded | None:
    """
    Round a key that lies between two numbers, both itself where it is rational.

    Returns
    -------
    Rounded | None
        None where the two are rounded differently: the key is not known closely
        enough.
    """
    unit = _unit(low, asked)
    if unit != _unit(high, asked):
        return None
    targets = _roundings(low, unit)
    return Rounded(targets, unit, low, high) if targets == _roundings(high, unit) else None


def _unit(exact: Fraction, asked: Round) -> Fraction:
    """Return one unit of the last digit asked; 0 where the number is 0 and figures are asked."""
    if asked.significant is None:
        return Fraction(1, 10 ** (asked.places or 0))
    if exact == 0:
        return Fraction(0)
    return Fraction(10) ** (_magnitude(abs(exact)) - asked.significant + 1)


def _magnitude(size: Fraction) -> int:
    """Return the power of ten of the first digit of a number above 0: 2 for 345, -2 for 0.021."""
    guess = len(str(size.numerator)) - len(str(size.denominator))
    return guess if size >= Fraction(10) ** guess else guess - 1


def _roundings(exact: Fraction, unit: Fraction) -> frozenset[Fraction]:
    """Return what a number is rounded to: one number, or two where it lies half-way and is rounded either way."""
    if not unit:
        return frozenset({exact})
    down, rest = divmod(exact / unit, 1)
    if rest != HALF:
        return frozenset({(down + (rest > HALF)) * unit})
    away = down + 1 if exact > 0 else down
    even = down if down % 2 == 0 else down + 1
    return frozenset({away * unit, even * unit})


def rounding_of(tree: Tree, worth: Fraction, key: Rounded, asked: Round) -> Rounding:
    """
    Say what a number is beside the key rounded.

    Parameters
    ----------
    tree, worth
        The number as written, and its value.
    key
        The key rounded.
    asked
        To what. Where it is `strict`, exactly as many digits are written as
        were asked for; else zeros at the end may be missing (2.5 for 2.50), and
        1200 has from two to four figures.
    """
    digits = written(tree)
    if worth in key.targets:
        return _digits_asked(digits, asked)
    off = min(abs(worth - key.low), abs(worth - key.high))
    if off <= key.unit * HALF:
        if digits is None:
            return "not_rounded"
        # -1.235 is -1.24 however it is rounded: -1.23 is as near, has no digit too many, and is wrong
        return "wrong" if _digits_asked(digits, asked) in ("right", "too_few_digits") else "too_many_digits"
    if digits is not None and _fewer(digits, asked) and off <= _last_digit(worth, digits, asked) * HALF:
        return "rounded_too_far"
    return "wrong"


def as_asked(key: Rounded, asked: Round, form: Form) -> str:
    """
    Write a key as it is to be written: rounded, with all of the digits asked, in the form asked.

    A whole number whose last zeros are significant has a power of ten, without
    which nobody could tell.
    """
    target = max(key.targets, key=abs)
    unit = _unit(target, asked)  # 9.996 is rounded to hundredths, and written 10.0
    hidden = asked.strict and asked.significant is not None and unit >= 1 and target % (TEN * unit) == 0
    if form == "percent":
        return f"{_decimal(target * 100, unit * 100)}%"
    if target and (form == "scientific" or hidden):
        power = _magnitude(abs(target))
        scale = Fraction(TEN) ** power
        return f"{_decimal(target / scale, unit / scale)}*10^{power}"
    return _decimal(target, unit)


def _decimal(number: Fraction, unit: Fraction) -> str:
    """Write a number to a unit of its last digit."""
    places = max(0, -_magnitude(unit)) if unit else 0
    digits = str(abs(number.numerator * 10**places // number.denominator)).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if number < 0 else text


def _digits_asked(digits: Written | None, asked: Round) -> Rounding:
    """Say whether a right number has no more digits than asked, and where that is strict no fewer either."""
    if digits is None:
        return "not_rounded" if asked.strict else "right"
    have, want = digits.least, asked.significant
    if want is None:
        have, want = digits.places, asked.places or 0
    if have > want:
        return "too_many_digits"
    return "too_few_digits" if have < want and asked.strict else "right"


def _fewer(digits: Written, asked: Round) -> bool:
    """Say whether fewer digits are written than asked."""
    if asked.significant is None:
        return digits.places < (asked.places or 0)
    return digits.least < asked.significant


def _last_digit(worth: Fraction, digits: Written, asked: Round) -> Fraction:
    """Return one unit of the last digit that is written."""
    if asked.significant is None or worth == 0:
        return Fraction(10) ** -digits.places
    return Fraction(10) ** (_magnitude(abs(worth)) - digits.least + 1)


def rounded_from(key: Tree, said: Tree, setting: Setting) -> str | None:
    """
    Say `not_exact` where a decimal is the key rounded, or cut off, to the places written.
    """
    decimals = [len(node.text.partition(".")[2]) for node in walk(said) if isinstance(node, Number)]
    places, worth = max(decimals, default=0), value(said)
    between = enclosure(key, setting) if places else None
    if not isinstance(worth, Fraction) or not worth or not isinstance(between, tuple):
        return None
    right = min(between, key=lambda end: abs(end - worth))
    if (right * 10**places).denominator == 1:
        return None
    unit = Fraction(1, 10**places)
    away = abs(right - worth)
    cut_off = places >= TRUNCATED_PLACES and away < unit and abs(worth) < abs(right)
    return "not_exact" if away <= unit / 2 or cut_off else None
