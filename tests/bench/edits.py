"""
Edits: one small slip in an expression, as a learner or a copier makes it.

Sign, operator, constant, exponent, dropped minus, swapped function, dropped
factor or term, swapped operands, another name. Brackets are put as they are
needed, so that the slip is in the tree and not in how it reads.
"""

import random
from collections.abc import Iterator
from typing import Final

from item_bank.algebra.rebuilding import with_children
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Group,
    Multiply,
    Name,
    Negate,
    Number,
    Power,
    Subtract,
    Tree,
    children,
    names,
)

__all__ = ["one_edit"]

SWAPPED: Final = {
    "sin": ("cos", "tan"),
    "cos": ("sin", "tan"),
    "tan": ("sin", "cot"),
    "ln": ("log", "sqrt"),
    "sqrt": ("abs", "ln"),
    "abs": ("sqrt", "exp"),
    "exp": ("ln",),
}


def one_edit(tree: Tree, draw: random.Random) -> Tree | None:
    """
    Return the tree with one slip somewhere, None where there is no place for one.
    """
    edited = list(_everywhere(tree, names(tree)))
    return draw.choice(edited) if edited else None


def _everywhere(tree: Tree, known: tuple[str, ...]) -> Iterator[Tree]:
    """Yield the tree with each possible slip at each place."""
    yield from _here(tree, known)
    operands = children(tree)
    for place, operand in enumerate(operands):
        for changed in _everywhere(operand, known):
            yield with_children(tree, (*operands[:place], changed, *operands[place + 1 :]))


def _here(tree: Tree, known: tuple[str, ...]) -> Iterator[Tree]:  # noqa: C901 - one case a construct
    """Yield the slips at this node."""
    match tree:
        case Number(text):
            yield from (Number(str(changed)) for changed in _numbers(text))
            yield Negate(tree)
        case Name(name):
            yield from (Name(other) for other in known if other != name)
            yield Negate(tree)
        case Constant("pi"):
            yield Number("3.14")
        case Negate(operand):
            yield operand
        case Add(left, right):
            yield from (Subtract(left, right), Multiply(left, right), left, right)
        case Subtract(left, right):
            yield from (Add(left, right), Subtract(right, left), left, right)
        case Multiply(left, right):
            yield from (Add(left, right), Divide(left, right), left, right)
        case Divide(left, right):
            yield from (Multiply(left, right), Divide(right, left), left)
        case Power(base, exponent):
            yield from (Multiply(base, exponent), base, Power(exponent, base))
        case Call(function, arguments):
            yield from (Call(other, arguments[:1]) for other in SWAPPED.get(function, ()))
            yield Group(arguments[0])
        case _:
            return


def _numbers(text: str) -> Iterator[int]:
    """Yield the numbers that a digit's slip makes."""
    if text.isdigit():
        value = int(text)
        yield from (value + 1, value + 10)
        if value > 1:
            yield value - 1
