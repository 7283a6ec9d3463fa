"""
Constants: the point of the line that an expression without names is.

Rational values exactly, roots of them as algebraic numbers, and others (`pi`,
`ln 2`) by their digits, from balls in which nothing hides that the digits do
not show.
"""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from flint import arb, ctx

from item_bank.algebra.arithmetic import TOO_LARGE, Undefined
from item_bank.algebra.ball import Ball, NoValue
from item_bank.algebra.balls import Places, evaluate
from item_bank.algebra.exact import value
from item_bank.algebra.field import REAL_NUMBERS, watched
from item_bank.algebra.setting import Angle
from item_bank.algebra.solving.elimination import critical
from item_bank.algebra.solving.point import DIGITS_BITS, Numeric, Point, from_ball, order
from item_bank.algebra.solving.undecided import NOT_A_STATEMENT, NOT_ALGEBRAIC, OUT_OF_BOUNDS, Stop
from item_bank.algebra.tree import Call, Constant, Degrees, Group, Name, Negate, Posit, Subtract, Tree, names, walk

__all__ = ["constant_point", "infinite"]

NAMELESS: Final[Mapping[str, tuple[Ball, ...]]] = MappingProxyType({})
GUARD_BITS: Final = 128
"""Precision beyond the digits, for what is lost on the way."""
SEEN_BITS: Final = 304
"""Precision at which a summand that the digits do not show is lost: theirs, and what `field` wants to be left."""
SEEN: Final = watched(REAL_NUMBERS, arb(1) / (1 << 56), 80)
"""Real numbers of which the digits show every part: those of 2^-224 and more."""
MAX_SIZE_BITS: Final = 4_096
"""Of a number whose digits are worked out: a huge ball is never printed."""
ALGEBRAIC: Final = frozenset({"sqrt", "root", "abs"})
UNKNOWN: Final = Name("x")


def constant_point(tree: Tree, angle: Angle = "radians") -> Point | None:
    """
    Return the number that an expression without names is; None where it has no real value.

    Raises
    ------
    Stop
        Where it holds names, is no number, or cannot be told.
    """
    exact = value(tree)
    if isinstance(exact, Fraction):
        return exact
    if isinstance(exact, Undefined):
        return None
    if names(tree):
        raise Stop(NOT_A_STATEMENT)
    if exact == TOO_LARGE:
        raise Stop(OUT_OF_BOUNDS)
    found = _by_digits(tree, angle)
    if not isinstance(found, Numeric) or not _is_algebraic(tree):
        return found
    try:
        candidates = critical(Subtract(UNKNOWN, tree), UNKNOWN.name)
    except Stop:
        # too many roots for exact work are still told by their digits
        return found
    return next(point for point in candidates if not order(point, found))


def infinite(tree: Tree) -> int:
    """
    Return 1 for infinity, -1 for minus infinity, 0 for anything else.
    """
    match tree:
        case Constant("oo"):
            return 1
        case Negate(operand):
            return -infinite(operand)
        case Group(operand) | Posit(operand):
            return infinite(operand)
        case _:
            return 0


def _is_algebraic(tree: Tree) -> bool:
    """Say whether an expression is made of numbers, arithmetic and roots alone."""
    return not any(
        isinstance(node, Constant | Degrees) or (isinstance(node, Call) and node.function not in ALGEBRAIC)
        for node in walk(tree)
    )


def _by_digits(tree: Tree, angle: Angle) -> Point | None:
    """Return what a ball around the value stands for."""
    if any(isinstance(node, Constant) and node.name == "i" for node in walk(tree)):
        # what is not real here may be so meant: no real value is not said of it
        raise Stop(NOT_ALGEBRAIC)
    column = evaluate(tree, Places(NAMELESS, 1), REAL_NUMBERS, bits=DIGITS_BITS + GUARD_BITS, angle=angle)
    if column is None:
        raise Stop(NOT_ALGEBRAIC)
    found = column[0]
    if found is NoValue.UNDEFINED:
        return None
    seen = evaluate(tree, Places(NAMELESS, 1), SEEN, bits=SEEN_BITS, angle=angle)
    if not isinstance(found, arb) or seen is None or isinstance(seen[0], NoValue):
        raise Stop(NOT_ALGEBRAIC)
    with ctx.workprec(DIGITS_BITS):
        if not found.rad() < arb(2) ** -DIGITS_BITS * (1 + abs(found)):
            raise Stop(NOT_ALGEBRAIC)
        if 0 in found:
            return Fraction(0)
        if not arb(2) ** -MAX_SIZE_BITS < abs(found) < arb(2) ** MAX_SIZE_BITS:
            raise Stop(OUT_OF_BOUNDS)
        return from_ball(found)
