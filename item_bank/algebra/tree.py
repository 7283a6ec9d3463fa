"""
The syntax tree: what was written, as it was written.

One frozen Struct per construct, with the span of the text it came from. Nothing
is simplified: digits, brackets, implied products and mixed numbers stay. What a
tree is worth is `exact`'s and `residue`'s, how it prints is `printing`'s. A new
construct is a new Struct here and a new case wherever trees are matched.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Literal, TypeAlias, assert_never

import msgspec

__all__ = [
    "CONSTANTS",
    "Add",
    "Call",
    "Divide",
    "Group",
    "Mixed",
    "Multiply",
    "Name",
    "Negate",
    "Number",
    "Operator",
    "Percent",
    "Posit",
    "Power",
    "Relation",
    "Subtract",
    "Tree",
    "bare",
    "children",
    "names",
    "substitute",
    "walk",
    "with_children",
]

CONSTANTS = frozenset({"pi"})
"""Names that stand for one number everywhere, and so never for an unknown."""

Operator: TypeAlias = Literal["=", "<", ">", "<=", ">=", "!="]


class Node(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What every node has: its span in the text as entered, `end` exclusive; both 0 where it was computed."""

    start: int = 0
    end: int = 0


class Number(Node, frozen=True, gc=False):
    """
    A literal without a sign.

    `text` holds the digits as written ("2.50", "007", ".5") in ASCII, with a
    point as decimal mark and without group marks.
    """

    text: str


class Mixed(Node, frozen=True, gc=False):
    """A mixed number, `1 1/2`; the three parts are digits as written."""

    whole: str
    numerator: str
    denominator: str


class Name(Node, frozen=True, gc=False):
    """A variable, a parameter, or a constant such as `pi`."""

    name: str


class Negate(Node, frozen=True, gc=False):
    """A minus sign before an operand."""

    operand: "Tree"


class Posit(Node, frozen=True, gc=False):
    """A plus sign before an operand."""

    operand: "Tree"


class Add(Node, frozen=True, gc=False):
    """A sum of two; longer ones nest to the left."""

    left: "Tree"
    right: "Tree"


class Subtract(Node, frozen=True, gc=False):
    """A difference."""

    left: "Tree"
    right: "Tree"


class Multiply(Node, frozen=True, gc=False):
    """A product; `implied` where no sign was written, as in `2x`."""

    left: "Tree"
    right: "Tree"
    implied: bool = False


class Divide(Node, frozen=True, gc=False):
    """A quotient or a fraction."""

    left: "Tree"
    right: "Tree"


class Power(Node, frozen=True, gc=False):
    """A power."""

    base: "Tree"
    exponent: "Tree"


class Percent(Node, frozen=True, gc=False):
    """Hundredths: `50%`."""

    operand: "Tree"


class Group(Node, frozen=True, gc=False):
    """Brackets as written; `bracket` is the opening one."""

    inner: "Tree"
    bracket: str = "("


class Call(Node, frozen=True, gc=False):
    """A function applied to one or more arguments."""

    function: str
    arguments: tuple["Tree", ...]


class Relation(Node, frozen=True, gc=False):
    """
    An equation, an inequality, or a chain of them.

    `a < b <= c` has three operands and two operators, and says that each
    neighbouring pair stands in its relation. Stands at the root only.
    """

    operands: tuple["Tree", ...]
    operators: tuple[Operator, ...]


Tree: TypeAlias = (
    Number
    | Mixed
    | Name
    | Negate
    | Posit
    | Add
    | Subtract
    | Multiply
    | Divide
    | Power
    | Percent
    | Group
    | Call
    | Relation
)


def children(tree: Tree) -> tuple[Tree, ...]:
    """
    Return the operands of a node, in the order written.
    """
    match tree:
        case Number() | Name() | Mixed():
            return ()
        case Add() | Subtract() | Multiply() | Divide():
            return (tree.left, tree.right)
        case Group():
            return (tree.inner,)
        case Negate() | Posit() | Percent():
            return (tree.operand,)
        case Power():
            return (tree.base, tree.exponent)
        case Call():
            return tree.arguments
        case Relation():
            return tree.operands
        case _:
            assert_never(tree)


def walk(tree: Tree) -> Iterator[Tree]:
    """
    Yield a tree and everything in it, each node before its operands, in the order written.
    """
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(children(node)[::-1])


def names(tree: Tree) -> tuple[str, ...]:
    """
    Return the names that occur and are no constants, each once, in the order written.
    """
    found: dict[str, None] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Name):
            found[node.name] = None
        else:
            waiting.extend(children(node)[::-1])
    return tuple([name for name in found if name not in CONSTANTS])


def with_children(tree: Tree, operands: tuple[Tree, ...]) -> Tree:
    """
    Return a node of the same kind over other operands, as many as it has; it has no span.
    """
    match tree:
        case Number(text):
            return Number(text)
        case Mixed(whole, numerator, denominator):
            return Mixed(whole, numerator, denominator)
        case Name(name):
            return Name(name)
        case Negate() | Posit() | Percent():
            return type(tree)(operands[0])
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
        case _:
            assert_never(tree)


def bare(tree: Tree) -> Tree:
    """
    Return the tree without brackets and spans.

    Two texts with equal bare trees are the same expression in the same order,
    however they were spaced and bracketed.
    """
    if isinstance(tree, Group):
        return bare(tree.inner)
    return with_children(tree, tuple(map(bare, children(tree))))


def substitute(tree: Tree, numbers: Mapping[str, Tree]) -> Tree:
    """
    Put other trees in the place of literals, by their digits as written.
    """
    if isinstance(tree, Number) and tree.text in numbers:
        return numbers[tree.text]
    return with_children(tree, tuple(map(partial(substitute, numbers=numbers), children(tree))))
