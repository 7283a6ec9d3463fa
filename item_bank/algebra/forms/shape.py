"""
Shapes: the terms of a sum and the factors of a product, as written.

Takes brackets and plus signs off and flattens what association alone holds
together; does no arithmetic. What a form makes of the parts is the form's own.
"""

from collections.abc import Iterator
from fractions import Fraction

import msgspec

from item_bank.algebra.exact import value
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Degrees,
    Divide,
    Factorial,
    Group,
    Junction,
    Listing,
    Matrix,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    PlusMinus,
    Posit,
    Power,
    Relation,
    Setwise,
    Subtract,
    Tree,
    children,
)

__all__ = [
    "Product",
    "Term",
    "elements",
    "is_negative_power",
    "is_one",
    "is_root",
    "is_sum",
    "peeled",
    "product",
    "skeleton",
    "terms",
    "unmarked",
    "unsigned",
    "whole_exponent",
]


class Term(msgspec.Struct, frozen=True):
    """One term of a sum: what stands behind its sign, and whether that is a minus."""

    tree: Tree
    negative: bool


class Product(msgspec.Struct, frozen=True):
    """
    A product or quotient taken apart.

    `signs` counts the minus signs before its factors and before the whole;
    `below` are the divisors, each taken apart into factors like `above`, and
    `lines` the fraction lines among them, `reciprocals` those below a bare 1,
    `2*1/x` too.
    """

    signs: int
    above: tuple[Tree, ...]
    below: tuple[Tree, ...]
    lines: int
    reciprocals: int


def peeled(tree: Tree) -> Tree:
    """
    Take off brackets and plus signs.
    """
    while True:
        match tree:
            case Group(inner):
                tree = inner
            case Posit(operand):
                tree = operand
            case _:
                return tree


def unmarked(tree: Tree) -> Tree:
    """
    Take off brackets and signs like `%` and `!`, however many stand in a row.
    """
    while True:
        tree = peeled(tree)
        if not isinstance(tree, Percent | Degrees | Factorial | PlusMinus):
            return tree
        tree = tree.operand


def unsigned(tree: Tree) -> tuple[Tree, int]:
    """
    Return what stands behind signs and brackets, and how many minus signs there are.
    """
    signs = 0
    while True:
        tree = peeled(tree)
        if not isinstance(tree, Negate):
            return tree, signs
        tree, signs = tree.operand, signs + 1


def is_sum(tree: Tree) -> bool:
    """
    Say whether a tree, without its brackets, is a sum or difference.
    """
    return isinstance(peeled(tree), Add | Subtract)


def is_one(tree: Tree) -> bool:
    """
    Say whether a tree is the numeral 1.
    """
    core = peeled(tree)
    return isinstance(core, Number) and core.text == "1"


def terms(tree: Tree) -> list[Term]:
    """
    Return the terms of a sum, in the order written; of anything else itself alone.

    Sums in brackets are part of the sum around them unless a minus stands
    before them: `a - (b + c)` has two terms.
    """
    found: list[Term] = []
    waiting = [Term(tree, negative=False)]
    while waiting:
        term = waiting.pop()
        inner = peeled(term.tree)
        match inner:
            case Add(left, right) if not term.negative:
                waiting += [Term(right, negative=False), Term(left, negative=False)]
            case Subtract(left, right) if not term.negative:
                waiting += [Term(right, negative=True), Term(left, negative=False)]
            case Negate(operand) if not term.negative:
                waiting.append(Term(operand, negative=True))
            case _:
                found.append(Term(inner, term.negative))
    return found


def product(tree: Tree) -> Product:
    """
    Return the factors of a product or quotient, in the order written; of anything else itself alone.
    """
    above: list[Tree] = []
    below: list[Tree] = []
    signs = lines = reciprocals = 0
    waiting = [(tree, False)]
    while waiting:
        part, divides = waiting.pop()
        part = peeled(part)
        match part:
            case Multiply(left, right):
                waiting += [(right, divides), (left, divides)]
            case Divide(left, right):
                lines += 1
                reciprocals += is_one(left.right if isinstance(left, Multiply) else left)
                waiting += [(right, not divides), (left, divides)]
            case Negate(operand):
                signs += 1
                waiting.append((operand, divides))
            case _:
                (below if divides else above).append(part)
    return Product(signs, tuple(above), tuple(below), lines, reciprocals)


def whole_exponent(tree: Power) -> int | None:
    """
    Return the exponent of a power where it is a whole number.
    """
    exponent = value(tree.exponent)
    return exponent.numerator if isinstance(exponent, Fraction) and exponent.denominator == 1 else None


def is_root(tree: Tree) -> bool:
    """
    Say whether a node is a root: a root sign, or a power with a fraction as exponent.
    """
    match tree:
        case Call("sqrt" | "root"):
            return True
        case Power(exponent=exponent):
            exact = value(exponent)
            return isinstance(exact, Fraction) and exact.denominator != 1
        case _:
            return False


def is_negative_power(tree: Tree) -> bool:
    """
    Say whether a node is a power with a negative number as exponent.
    """
    exponent = value(tree.exponent) if isinstance(tree, Power) else None
    return isinstance(exponent, Fraction) and exponent < 0


def skeleton(tree: Tree) -> Iterator[Tree]:
    """
    Yield a tree and what is in it, but for exponents and the arguments of functions.
    """
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        match node:
            case Power(base):
                waiting.append(base)
            case Call():
                pass
            case _:
                waiting.extend(children(node)[::-1])


def elements(tree: Tree) -> list[Tree]:
    """
    Return the expressions in a tree: the sides of relations, the items of lists, the entries of a matrix.

    A name beside an equals sign, and infinity, say only where a value belongs,
    and are left out; an expression alone is itself.
    """
    if isinstance(tree, Relation | Junction | Listing | Matrix | Setwise):
        found: list[Tree] = []
        waiting: list[Tree] = [tree]
        while waiting:
            node = peeled(waiting.pop())
            match node:
                case Relation() | Junction() | Listing() | Matrix() | Setwise():
                    waiting.extend(children(node)[::-1])
                case _ if not _is_place(node):
                    found.append(node)
                case _:
                    pass
        return found
    return [tree]


def _is_place(tree: Tree) -> bool:
    """
    Say whether a tree is a name or infinity, with any sign.
    """
    core, _ = unsigned(tree)
    return isinstance(core, Name) or (isinstance(core, Constant) and core.name == "oo")
