"""
Structure: what the maths of a problem is built of, as names that problems and exercises share.

Calculations by what is done with which kind of number; expressions by their terms,
`brackets` and degree; and how its `equations` are solved. What words say is
`tasks`'s; which names tell how much is `matching`'s.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from item_bank.algebra.exact import value
from item_bank.algebra.polynomial import degree, polynomial
from item_bank.algebra.printing import to_text
from item_bank.algebra.tree import (
    Add,
    Call,
    Divide,
    Factorial,
    Group,
    Junction,
    Mixed,
    Multiply,
    Negate,
    Number,
    Percent,
    Power,
    Relation,
    Subtract,
    Tree,
    names,
    walk,
)
from item_bank.pasting.brackets import brackets
from item_bank.pasting.equations import MANY, statements

__all__ = ["LOWEST", "SMALL", "structure"]

SMALL: Final = 20
"""Numbers up to it are those of the first school year."""
LOWEST: Final = "one number of fractions"
"""Stands in a problem that is a fraction and nothing else."""


def structure(formulas: Sequence[Tree]) -> Iterator[str]:
    """
    Yield what the formulas of one problem are built of.
    """
    for tree in formulas:
        if not any(isinstance(node, Relation) for node in walk(tree)):
            yield from _expression(tree) if names(tree) else _calculation(tree)
        if isinstance(tree, Junction) and tree.word == "or":
            yield "joined by or"
        yield from (f"function {node.function}" for node in walk(tree) if isinstance(node, Call))
    yield from statements([node for tree in formulas for node in walk(tree) if isinstance(node, Relation)])


def _calculation(tree: Tree) -> Iterator[str]:
    """
    Yield what is calculated with which numbers: each operation, and all together.
    """
    kind = _kind(tree)
    operations = [operation for node in walk(tree) if (operation := _operation(node))]
    if not operations:
        yield f"one number of {kind}"
        return
    done = sorted(set(operations))
    for operation in done:
        yield operation
        yield f"{operation} of {kind}"
    yield "calculation"
    yield f"calculation with {kind}"
    yield f"{min(len(operations), MANY)} operations"
    yield f"{', '.join(done)} of {kind} in {'steps' if len(operations) > 1 else 'one step'}"
    if any(isinstance(node, Group) and not isinstance(node.inner, Negate | Number) for node in walk(tree)):
        yield "calculation with brackets"
    worth = value(tree)
    if not isinstance(worth, Fraction):
        yield "irrational result"
    elif worth < 0:
        yield "negative result"
    if below := _denominators(tree):
        yield "equal denominators" if len(set(below)) == 1 < len(below) else "different denominators"


def _operation(node: Tree) -> str:
    match node:
        case Add():
            return "plus"
        case Subtract():
            return "minus"
        case Multiply():
            return "times"
        case Divide():
            return "" if _is_fraction(node) else "divided"
        case Power(_, exponent):
            return "to a power below one" if _is_below_one(exponent) else "to the power"
        case Call(function, _):
            return function
        case Factorial():
            return "factorial"
        case _:
            return ""


def _kind(tree: Tree) -> str:
    """
    Return the hardest kind of number in a calculation.
    """
    nodes = list(walk(tree))
    numerals = [node.text for node in nodes if isinstance(node, Number)]
    worth = value(tree)
    if any(isinstance(node, Percent) for node in nodes):
        return "percents"
    if any(isinstance(node, Mixed) for node in nodes):
        return "mixed numbers"
    if any(map(_is_fraction, nodes)):
        return "fractions"
    if any("." in text for text in numerals):
        return "decimals"
    if any(isinstance(node, Negate) for node in nodes) or (isinstance(worth, Fraction) and worth < 0):
        return "negative numbers"
    return "small numbers" if all(len(text) < MANY and int(text) <= SMALL for text in numerals) else "whole numbers"


def _is_fraction(node: Tree) -> bool:
    """
    Say whether a quotient is a fraction: of two whole numbers that do not divide.
    """
    if not isinstance(node, Divide) or not isinstance(node.left, Number) or not isinstance(node.right, Number):
        return False
    worth = value(node)
    return "." not in node.left.text + node.right.text and isinstance(worth, Fraction) and worth.denominator > 1


def _is_below_one(exponent: Tree) -> bool:
    worth = value(exponent)
    return isinstance(worth, Fraction) and worth <= 0


def _denominators(tree: Tree) -> list[str]:
    """
    Return the denominators of fractions that are added or subtracted.
    """
    return [
        to_text(side.right)
        for node in walk(tree)
        if isinstance(node, Add | Subtract)
        for side in (node.left, node.right)
        if isinstance(side, Divide)
    ]


def _expression(tree: Tree) -> Iterator[str]:
    """
    Yield what an expression with letters is built of: its terms, brackets and degree.
    """
    yield "expression"
    yield f"{min(len(names(tree)), MANY)} letters"
    products, terms, written = list(brackets(tree)), polynomial(tree), len(list(_terms(tree)))
    yield from products
    if isinstance(terms, dict):
        size = min(degree(terms), MANY)
        yield f"degree {size}"
        yield f"degree {size}, {min(len(terms), MANY)} terms{'' if () in terms else ', none constant'}"
        if not products and written > len(terms):
            yield "like terms"
        if not products and written == len(terms) > 1:
            yield "sum in simplest form"
    if not products and written == 1:
        yield "one term"
    if products and written > 1:
        yield "sum with brackets"
    for node in walk(tree):
        yield from _powers(node)


def _powers(node: Tree) -> Iterator[str]:
    """
    Yield what is done to powers and quotients of letters at a node.
    """
    match node:
        case Divide(left, right) if names(right):
            yield "letters below a line"
            if any(isinstance(one, Power) for one in walk(left)):
                yield "quotient of powers"
        case Divide(left, _) if names(left):
            yield "letters above a line"
        case Power(base, exponent) if names(base):
            yield "power of a letter below one" if _is_below_one(exponent) else "power of letters"
        case Multiply(left, right) if isinstance(left, Power) or isinstance(right, Power):
            yield "product of powers" if names(left) and names(right) else "multiple of a power"
        case _:
            pass


def _terms(tree: Tree) -> Iterator[Tree]:
    match tree:
        case Add(left, right) | Subtract(left, right):
            yield from _terms(left)
            yield from _terms(right)
        case _:
            yield tree
