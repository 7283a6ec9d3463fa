"""
Operations: what has to be done first in an expression, as the code of a question.

Goes by the shape of the expression as it stands in the prompt: fractions, signs,
brackets, several operations.
"""

from collections.abc import Iterator
from fractions import Fraction

from item_bank.algebra.exact import value
from item_bank.algebra.polynomial import polynomial
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import (
    Add,
    Divide,
    Mixed,
    Multiply,
    Negate,
    Number,
    Posit,
    Power,
    Subtract,
    Tree,
    names,
    walk,
)

__all__ = ["NAMING", "first_operation", "operations"]

NAMING = frozenset({"order_of_operations", "open_brackets", "two_brackets", "collect_terms"})
"""Codes whose message shows the expression, and so is only for one that the learner has before them."""


def first_operation(tree: Tree) -> str | None:
    """
    Return the code of the message that asks about the first thing to do; None where nothing is telling.
    """
    if names(tree):
        return _with_letters(tree)
    plain = bare(tree)
    match plain:
        case Negate(Multiply(left, right) | Divide(left, right)) if (
            _whole(left) and _whole(right) and _comes_whole(plain)
        ):
            return "signed_product"
        case _ if _denominator(plain) is not None and not _comes_whole(plain):
            return "simplify_fraction"
        case Add(left, right) | Subtract(left, right) if _simple(left) and _simple(right):
            return _sum_of(plain, left, right)
        case Multiply(left, right) if _simple(left) and _simple(right):
            if _denominator(left) is not None or _denominator(right) is not None:
                return "multiply_fractions"
            return "signed_product" if _signed(left) or _signed(right) else None
        case Divide(left, right) if _simple(left) and _simple(right):
            if _denominator(left) is not None or _denominator(right) is not None:
                return "divide_fractions"
            return "signed_product" if _signed(left) or _signed(right) else None
        case _:
            return "order_of_operations" if operations(plain) > 1 else None


def operations(tree: Tree) -> int:
    """
    Count the operations of an expression: a fraction is a number, unless it comes to a whole one.
    """
    plain = bare(tree)
    if _denominator(plain) is not None and _comes_whole(plain):
        return 1
    return sum(
        isinstance(node, (Add, Subtract, Multiply, Divide, Power)) and _denominator(node) is None
        for node in walk(plain)
    )


def _sum_of(tree: Tree, left: Tree, right: Tree) -> str | None:
    """Choose the question about a sum or difference of two numbers."""
    below = {_denominator(left), _denominator(right)} - {None}
    if not below:
        below_zero = isinstance(tree, Subtract) and _smaller_first(left, right)
        return "signed_sum" if _signed(left) or _signed(right) or below_zero else None
    if _denominator(left) is None or _denominator(right) is None:
        return None
    return "like_denominators" if len(below) == 1 else "unlike_denominators"


def _with_letters(tree: Tree) -> str | None:
    """Choose the question about an expression with letters: terms are put together only where some are alike."""
    for node in walk(tree):
        match node:
            case Multiply(left, right) if all(isinstance(bare(side), (Add, Subtract)) for side in (left, right)):
                return "two_brackets"
            case Multiply(left, right) if any(isinstance(bare(side), (Add, Subtract)) for side in (left, right)):
                return "open_brackets"
            case _:
                pass
    return "collect_terms" if _like_terms(tree) else None


def _like_terms(tree: Tree) -> bool:
    """Say whether two terms of a sum have the same letters, with the same powers."""
    kinds = [frozenset(terms) for term in _terms(tree) if isinstance(terms := polynomial(term), dict)]
    return len(set(kinds)) < len(kinds)


def _terms(tree: Tree) -> Iterator[Tree]:
    """Yield the terms of a sum, without their signs."""
    match bare(tree):
        case Add(left, right) | Subtract(left, right):
            yield from _terms(left)
            yield from _terms(right)
        case Negate(operand):
            yield from _terms(operand)
        case term:
            yield term


def _denominator(tree: Tree) -> str | None:
    """Return the denominator of a plain fraction or mixed number, with or without a sign."""
    match tree:
        case Divide(Number() | Negate(Number()), Number(text)):
            return text
        case Mixed(_, _, denominator):
            return denominator
        case Negate(operand) | Posit(operand):
            return _denominator(operand)
        case _:
            return None


def _simple(tree: Tree) -> bool:
    """Say whether an operand is one number, whole or a fraction, with or without a sign."""
    match tree:
        case Number() | Mixed():
            return True
        case Negate(operand) | Posit(operand):
            return _simple(operand)
        case _:
            return _denominator(tree) is not None


def _whole(tree: Tree) -> bool:
    """Say whether an operand is one whole number, with or without a sign."""
    return _simple(tree) and _denominator(tree) is None


def _comes_whole(tree: Tree) -> bool:
    """Say whether an expression comes to a whole number: then its division is one, and no fraction."""
    worth = value(tree)
    return isinstance(worth, Fraction) and worth.denominator == 1


def _signed(tree: Tree) -> bool:
    """Say whether an operand has a minus sign."""
    return isinstance(tree, Negate)


def _smaller_first(left: Tree, right: Tree) -> bool:
    """Say whether two whole numbers stand so that their difference goes below zero."""
    match left, right:
        case Number(first), Number(second) if first.isdigit() and second.isdigit():
            return int(first) < int(second)
        case _:
            return False
