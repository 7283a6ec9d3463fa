"""
Numerals: decimals, mixed numbers, scientific notation, percent, exact values.

What each asks is asked of every number in an answer: of the whole where it is a
number, of the coefficients where it holds letters or units. Exponents are no
part of it, but for `exact`.
"""

import math
from collections.abc import Callable
from typing import TypeGuard

from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.forms.shape import peeled, unsigned
from item_bank.algebra.tree import (
    Degrees,
    Divide,
    Mixed,
    Multiply,
    Name,
    Number,
    Percent,
    PlusMinus,
    Power,
    Repeating,
    Tree,
    children,
    walk,
)

__all__ = ["decimal_lack", "exact_lack", "mixed_lack", "mixed_part_lack", "percent_lack", "scientific_lack"]


def decimal_lack(tree: Tree) -> Lack | None:
    """
    Say what keeps numbers from being decimals: one numeral each, a whole one too, with at most one minus sign.
    """
    return _each_number(tree, _decimal)


def mixed_lack(tree: Tree) -> Lack | None:
    """
    Say what keeps numbers from being whole, or mixed with a proper fraction in lowest terms.

    Below one, the fraction stands alone.
    """
    return _each_number(tree, _mixed)


def scientific_lack(tree: Tree) -> Lack | None:
    """
    Say what keeps numbers from scientific notation: one digit but 0 before the point, times a whole power of ten.

    Zero, which has no such notation, stays `0`.
    """
    return _each_number(tree, _scientific)


def percent_lack(tree: Tree) -> Lack | None:
    """
    Say what keeps numbers from being percentages: a numeral or fraction, then the sign.
    """
    return _each_number(tree, _percent)


def exact_lack(tree: Tree) -> Lack | None:
    """
    Say `decimal_written` where a decimal stands anywhere; repeating ones are exact.
    """
    return "decimal_written" if any(isinstance(node, Number) and "." in node.text for node in walk(tree)) else None


def mixed_part_lack(numerator: str, denominator: str) -> Lack | None:
    """
    Say what the fraction of a mixed number lacks.
    """
    over, under = int(numerator), int(denominator)
    if over >= under:
        return "mixed_improper"
    return None if math.gcd(over, under) == 1 else "not_lowest_terms"


def _each_number(tree: Tree, check: Callable[[Tree], Lack | None]) -> Lack | None:
    """Return the first lack of the largest parts without names, exponents left out."""
    lettered: set[int] = set()
    for node in reversed(tuple(walk(tree))):  # parts before the whole
        if isinstance(node, Name) or any(id(part) in lettered for part in children(node)):
            lettered.add(id(node))
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Name):
            continue
        if isinstance(part, PlusMinus | Degrees):
            waiting.append(part.operand)
        elif id(part) not in lettered:
            core, signs = unsigned(part)
            lack = check(core) or ("not_worked_out" if signs > 1 else None)
            if lack is not None:
                return lack
        else:
            waiting.extend([part.base] if isinstance(part, Power) else children(part)[::-1])
    return None


def _decimal(core: Tree) -> Lack | None:
    """Say whether a number behind its sign is a decimal."""
    return None if isinstance(core, Number | Repeating) else "not_decimal"


def _mixed(core: Tree) -> Lack | None:
    """Say what a number behind its sign lacks to be whole or mixed."""
    match core:
        case Number(text) if "." not in text:
            return None
        case Mixed(_, numerator, denominator):
            return mixed_part_lack(numerator, denominator)
        case Divide(left, right):
            over, under = peeled(left), peeled(right)
            if _is_digits(over) and _is_digits(under) and int(over.text) < int(under.text):
                return mixed_part_lack(over.text, under.text)
        case _:
            pass
    return "not_mixed"


def _scientific(core: Tree) -> Lack | None:
    """Say what a number behind its sign lacks to be in scientific notation."""
    match core:
        case Number(text) if not text.strip("0."):
            return None
        case Multiply(left, right):
            mantissa, power = unsigned(left)[0], peeled(right)
            if isinstance(mantissa, Number) and isinstance(power, Power) and _is_ten_to_whole(power):
                return None if len(mantissa.text.partition(".")[0].lstrip("0")) == 1 else "mantissa_out_of_range"
        case _:
            pass
    return "not_scientific"


def _is_ten_to_whole(tree: Power) -> bool:
    """Say whether a power is one of the numeral 10, to a whole numeral, perhaps with a minus sign."""
    base = peeled(tree.base)
    exponent, signs = unsigned(tree.exponent)
    return isinstance(base, Number) and base.text == "10" and _is_digits(exponent) and signs <= 1


def _is_digits(tree: Tree) -> TypeGuard[Number]:
    """Say whether a tree is a whole numeral."""
    return isinstance(tree, Number) and tree.text.isdecimal()


def _percent(core: Tree) -> Lack | None:
    """Say whether a number behind its sign is a percentage."""
    if not isinstance(core, Percent):
        return "not_percent"
    match unsigned(core.operand)[0]:
        case Number() | Repeating() | Mixed():
            return None
        case Divide(left, right) if isinstance(peeled(left), Number) and isinstance(peeled(right), Number):
            return None
        case _:
            return "not_worked_out"
