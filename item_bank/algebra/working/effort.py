"""
Effort: how many operations a line still holds.

Counted on what was written, so that `2x + 3x` has more left than `5x`. Ways of
writing a number count nothing. How far a line is from solved is `distance`'s.
"""

from typing import assert_never

from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Degrees,
    Divide,
    EmptySet,
    Factorial,
    Group,
    Junction,
    Listing,
    Matrix,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    PlusMinus,
    Posit,
    Power,
    Reals,
    Relation,
    Repeating,
    Setwise,
    Subtract,
    Tree,
    children,
)

__all__ = ["brackets_to_open", "left_to_do"]


def left_to_do(tree: Tree) -> int:  # noqa: C901, PLR0912 - one case a construct
    """
    Count the operations that a line still holds.

    One for each sum, difference, product, power and call, one more for a
    product or quotient with a sum in it (brackets to open). Signs (`±5` writes
    two values), brackets by themselves, fractions of two plain numbers, mixed
    numbers and scientific notation are ways of writing, and count nothing.
    """
    match tree:
        case Number() | Mixed() | Repeating() | Name() | Constant() | EmptySet() | Reals():
            return 0
        case Negate(operand) | Posit(operand) | PlusMinus(operand) | Percent(operand) | Degrees(operand):
            return left_to_do(operand)
        case Factorial(operand):
            return 1 + left_to_do(operand)
        case Group(inner):
            return left_to_do(inner)
        case Add(left, right) | Subtract(left, right):
            return 1 + left_to_do(left) + left_to_do(right)
        case Multiply(left, right):
            if _literal(left) and _power_of_ten(right):
                return 0
            return 1 + brackets_to_open(tree) + left_to_do(left) + left_to_do(right)
        case Divide(left, right):
            if _literal(left) and _literal(right):
                return 0
            return 1 + brackets_to_open(tree) + left_to_do(left) + left_to_do(right)
        case Power(base, exponent):
            return 1 + left_to_do(base) + left_to_do(exponent)
        case Call(_, arguments):
            return 1 + sum(map(left_to_do, arguments))
        case Relation() | Junction() | Listing() | Matrix() | Setwise():
            return sum(map(left_to_do, children(tree)))
        case _:
            assert_never(tree)


def brackets_to_open(node: Tree) -> int:
    """
    Count the operands of a product or quotient that are sums in brackets.
    """
    match node:
        case Multiply(left, right) | Divide(left, right):
            return sum(isinstance(_inner(operand), (Add, Subtract)) for operand in (left, right))
        case _:
            return 0


def _inner(tree: Tree) -> Tree:
    """Return what stands in brackets: the outermost alone are taken off, since all of a long line would be copied."""
    while isinstance(tree, Group):
        tree = tree.inner
    return tree


def _literal(tree: Tree) -> bool:
    """Say whether a tree is a plain number with or without a sign."""
    match tree:
        case Number():
            return True
        case Negate(operand) | Posit(operand) | Group(operand):
            return _literal(operand)
        case _:
            return False


def _power_of_ten(tree: Tree) -> bool:
    """Say whether a tree is ten to a plain number."""
    match tree:
        case Power(Number("10"), exponent):
            return _literal(exponent)
        case _:
            return False
