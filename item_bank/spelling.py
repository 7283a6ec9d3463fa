"""
Spelling: a computed number written in the form that its answer asks for.

A formula comes to an exact value, which is spelled as a fraction. Where the
answer asks for a decimal, a mixed number, a percentage or scientific notation,
the key has to be written so itself, or it would not pass its own check. Whether
a response has the form is for `algebra.forms` to say.
"""

import re
from fractions import Fraction
from typing import Final

from item_bank.algebra.forms.form import Form

__all__ = ["GROUPED", "shortest_decimal", "spelled"]

GROUPED: Final = 100
"""From here a space before the numerator could part thousands: `8 101/125` is read as no mixed number."""
_COMPUTED: Final = re.compile("-?[0-9]+(/[0-9]+)?")


def spelled(text: str, form: Form) -> str:
    """
    Write a number in a form.

    Parameters
    ----------
    text
        A whole number or fraction as formulas print it, `-7/2`; any other text is left as it is.
    form
        The form asked for.

    Returns
    -------
    str
        Typed maths of the same value. The text itself where the value cannot be
        written so (a third as a decimal): the bank check then says what the key lacks.
    """
    if _COMPUTED.fullmatch(text) is None:
        return text
    value = Fraction(text)
    match form:
        case "decimal":
            return shortest_decimal(value) or text
        case "percent":
            return _after(shortest_decimal(value * 100), "%") or text
        case "mixed":
            return _mixed(value)
        case "scientific":
            return _scientific(value) or text
        case _:
            return text


def shortest_decimal(value: Fraction) -> str | None:
    """
    Write the shortest decimal, `-3.5`; None where it never ends.
    """
    places, rest = 0, value.denominator
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest != 1:
        return None
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
    return f"{'-' if value < 0 else ''}{whole}{'.' if part else ''}{part}"


def _mixed(value: Fraction) -> str:
    """Write a whole number beside a proper fraction, `-1 1/2`."""
    whole, part = divmod(abs(value), 1)
    if not whole or not part or part.numerator >= GROUPED:
        return str(value)
    return f"{'-' if value < 0 else ''}{whole} {part}"


def _scientific(value: Fraction) -> str | None:
    """Write one digit but zero before the point, times a power of ten."""
    if not value:
        return None
    size, exponent = abs(value), 0
    while size >= 10:  # noqa: PLR2004 -- one digit before the point
        size, exponent = size / 10, exponent + 1
    while size < 1:
        size, exponent = size * 10, exponent - 1
    return _after(
        shortest_decimal(size if value > 0 else -size), f"*10^{exponent}" if exponent >= 0 else f"*10^({exponent})"
    )


def _after(number: str | None, ending: str) -> str | None:
    return None if number is None else f"{number}{ending}"
