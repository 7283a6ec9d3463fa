"""
Infinity: whether an expression is infinitely large, by the rules of the extended real numbers.

`oo + 99` and `2*oo` are `oo`, as a limit is written; `oo - oo` and `0*oo` have no
value, and are nothing here. Other numbers are `exact`'s and `compare`'s.
"""

from fractions import Fraction
from typing import Literal, TypeAlias

from item_bank.algebra.exact import value
from item_bank.algebra.tree import Add, Constant, Divide, Group, Multiply, Negate, Posit, Subtract, Tree

__all__ = ["Infinite", "infinite"]

Infinite: TypeAlias = Literal[1, -1, 0]
"""The sign of an infinite value; 0 where a value is none."""


def infinite(tree: Tree) -> Infinite:
    """
    Return the sign of what is infinite.

    Parameters
    ----------
    tree
        Any tree.

    Returns
    -------
    int
        1 or -1, and 0 for what is finite, has no value, or is not seen to be
        infinite: infinity is looked for in sums with rational numbers and in
        products and quotients with them.
    """
    match tree:
        case Constant("oo"):
            return 1
        case Negate(operand):
            return _with_sign(infinite(operand), -1)
        case Group(operand) | Posit(operand):
            return infinite(operand)
        case Add(left, right):
            return _sum(left, infinite(left), right, infinite(right))
        case Subtract(left, right):
            return _sum(left, infinite(left), right, _with_sign(infinite(right), -1))
        case Multiply(left, right):
            return _product(left, infinite(left), right, infinite(right))
        case Divide(left, right):
            upper = infinite(left)
            return _with_sign(upper, _sign(right)) if upper else 0
        case _:
            return 0


def _sum(left: Tree, first: Infinite, right: Tree, second: Infinite) -> Infinite:
    """Add: what is infinite stays so beside a number, or beside the same infinity."""
    if first and second:
        return first if first == second else 0
    if not first and not second:
        return 0
    beside = right if first else left
    return first or second if isinstance(value(beside), Fraction) else 0


def _product(left: Tree, first: Infinite, right: Tree, second: Infinite) -> Infinite:
    """Multiply: by another infinity, or by a number that is not 0."""
    if first and second:
        return _with_sign(first, second)
    if not first and not second:
        return 0
    return _with_sign(first or second, _sign(right if first else left))


def _sign(tree: Tree) -> Infinite:
    """Return the sign of a number; 0 for 0 and for what is no number."""
    exact = value(tree)
    if not isinstance(exact, Fraction) or exact == 0:
        return 0
    return 1 if exact > 0 else -1


def _with_sign(one: Infinite, other: Infinite) -> Infinite:
    """Multiply two signs."""
    if not one or not other:
        return 0
    return 1 if one == other else -1
