"""
Copying: whether a first line is the exercise's statement, miscopied.

A line with the statement's build in which a number, letter or sign is another
one was meant to be a copy. A first line of another build is already a step, and
goes wrong as steps do; where nothing is known of how, it is no copy either.
"""

from typing import Final

from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import Add, Call, Constant, Name, Negate, Number, Relation, Repeating, Subtract, Tree, walk
from item_bank.algebra.working.cause import Cause

__all__ = ["as_copy", "miscopied"]

MOST: Final = 2
"""Places at which a copy differs; with more it is another line."""


def as_copy(statement: Tree, first: Tree, cause: Cause | None) -> Cause:
    """
    Return the cause of a wrong first line: that it is not the statement, unless a step is known that explains it.
    """
    return "not_the_statement" if cause is None or miscopied(statement, first) else cause


def miscopied(statement: Tree, first: Tree) -> bool:
    """
    Say whether a line has the build of the statement, and differs at one place or two.
    """
    one, other = _labels(statement), _labels(first)
    if [build for build, _ in one] != [build for build, _ in other]:
        return False
    differing = sum(mine != theirs for (_, mine), (_, theirs) in zip(one, other, strict=True))
    return 0 < differing + abs(_minus_signs(statement) - _minus_signs(first)) <= MOST


def _labels(tree: Tree) -> list[tuple[str, object]]:
    """Return what each node is and what it says by itself, in order; minus signs before an operand are left out."""
    return [_label(node) for node in walk(bare(tree)) if not isinstance(node, Negate)]


def _label(node: Tree) -> tuple[str, object]:
    """Return a node's construct, and its digits, letter, function or sign: what a copy may get wrong."""
    match node:
        case Add() | Subtract():
            return "sum", type(node)
        case Number(text) | Repeating(text, _):
            return "number", text
        case Name(name) | Constant(name):
            return "letter", name
        case Call(function, _):
            return "call", function
        case Relation(_, operators):
            return f"relation of {len(operators)}", operators
        case _:
            return type(node).__name__, None


def _minus_signs(tree: Tree) -> int:
    """Count the minus signs before operands."""
    return sum(isinstance(node, Negate) for node in walk(tree))
