"""
Trees made from trees: a node over other operands, a tree without its brackets, or with others in place of literals.

What is made has no spans, since nobody wrote it. Which rewriting is true, and
which helps, is for those who call: nothing here looks at values.
"""

from collections.abc import Mapping
from functools import partial
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

__all__ = ["bare", "substitute", "with_children"]


def with_children(tree: Tree, operands: tuple[Tree, ...]) -> Tree:  # noqa: C901, PLR0911, PLR0912 - one case a construct
    """
    Return a node of the same kind over other operands, as many as it has; it has no span.
    """
    match tree:
        case Number(text):
            return Number(text)
        case Mixed(whole, numerator, denominator):
            return Mixed(whole, numerator, denominator)
        case Repeating(text, period):
            return Repeating(text, period)
        case Name(name):
            return Name(name)
        case Constant(name):
            return Constant(name)
        case EmptySet() | Reals():
            return type(tree)()
        case Negate() | Posit() | Percent() | Degrees() | Factorial():
            return type(tree)(operands[0])
        case PlusMinus(inverted=inverted):
            return PlusMinus(operands[0], inverted)
        case Add() | Subtract() | Divide() | Power():
            return type(tree)(operands[0], operands[1])
        case Multiply(implied=implied):
            return Multiply(operands[0], operands[1], implied)
        case Group(bracket=bracket):
            return Group(operands[0], bracket)
        case Call(function):
            return Call(function, operands)
        case Relation(operators=operators):
            return Relation(operands, operators)
        case Junction(word):
            return Junction(word, operands)
        case Listing(opening=opening, closing=closing):
            return Listing(operands, opening, closing)
        case Matrix(rows):
            width = len(rows[0])
            return Matrix(tuple([operands[place : place + width] for place in range(0, len(operands), width)]))
        case Setwise(operation=operation):
            return Setwise(operands[0], operands[1], operation)
        case _:
            assert_never(tree)


def bare(tree: Tree) -> Tree:
    """
    Return the tree without brackets and spans.

    Two texts with equal bare trees are the same expression in the same order,
    however they were spaced and bracketed.
    """
    if type(tree) is Group:
        return bare(tree.inner)
    if type(tree) is Number:
        return Number(tree.text)
    if type(tree) is Name:
        return Name(tree.name)
    if type(tree) is Multiply:
        return Multiply(bare(tree.left), bare(tree.right), tree.implied)
    if type(tree) is Add or type(tree) is Subtract or type(tree) is Divide:
        return type(tree)(bare(tree.left), bare(tree.right))
    if type(tree) is Power:
        return Power(bare(tree.base), bare(tree.exponent))
    return with_children(tree, tuple(map(bare, children(tree))))


def substitute(tree: Tree, numbers: Mapping[str, Tree]) -> Tree:
    """
    Put other trees in the place of literals, by their digits as written.
    """
    if isinstance(tree, Number) and tree.text in numbers:
        return numbers[tree.text]
    return with_children(tree, tuple(map(partial(substitute, numbers=numbers), children(tree))))
