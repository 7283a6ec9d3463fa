"""
Points as trees: how a number is written exactly, where that takes no more than one square root.
"""

from fractions import Fraction
from typing import Final

from item_bank.algebra.exact import number
from item_bank.algebra.solving.point import Point, Root
from item_bank.algebra.tree import Add, Call, Divide, Multiply, Negate, Number, Subtract, Tree

__all__ = ["point_tree"]

LARGEST_SQUARE: Final = 1_000
"""Whose square is taken out of a root; `sqrt(1000003^2 * 2)` may stay as it is."""
LONGEST_BITS: Final = 190
"""Of the number under a root; a longer one could not be read back."""


def point_tree(point: Point) -> Tree | None:
    """
    Write a point exactly; None where that takes more than one square root.
    """
    if isinstance(point, Fraction):
        return number(point) if _short(point.numerator, point.denominator) else None
    if not isinstance(point, Root) or len(point.polynomial) != 3:  # noqa: PLR2004 - of degree two
        return None
    constant, linear, leading = point.polynomial
    inside, outside = linear * linear - 4 * constant * leading, 1
    if not _short(inside, leading, linear):
        return None
    for factor in range(2, LARGEST_SQUARE):
        while inside % (factor * factor) == 0:
            inside, outside = inside // (factor * factor), outside * factor
    over = Fraction(outside, 2 * leading)
    root: Tree = Call("sqrt", (Number(str(inside)),))
    if over.numerator != 1:
        root = Multiply(Number(str(over.numerator)), root)
    if over.denominator != 1:
        root = Divide(root, Number(str(over.denominator)))
    middle = Fraction(-linear, 2 * leading)
    if not middle:
        return root if point.place else Negate(root)
    return Add(number(middle), root) if point.place else Subtract(number(middle), root)


def _short(*numbers: int) -> bool:
    """Say whether numbers can be read back."""
    return all(abs(one).bit_length() <= LONGEST_BITS for one in numbers)
