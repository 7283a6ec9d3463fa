"""
Same: written as the key is, up to order and association.

Allowed are another order of terms, factors, items and sides, other brackets that
change no operation, a product sign or none, `a + (-b)` for `a - b`, a minus sign
at another factor, `x/2` for `(1/2)x`, and a minus that moves from one bracketed
sum of a product to another, `(x - 1)(x - 2)` for `(1 - x)(2 - x)`, or to both
sides of an equation. No arithmetic is done: `2 + 3`, `x*x` and `--x` stay what
they are, and 0.5, 1/2, 2 and 2.0 are four ways of writing.
"""

from typing import assert_never

from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.forms.shape import Term, peeled, terms
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

__all__ = ["canonical", "same_lack"]

REVERSED = {">": "<", ">=": "<="}
BRACKETED_SUMS = 2
"""Sums among the factors from which on a minus may move between them; a single one, `-(x - 1)`, keeps its sign."""


def same_lack(tree: Tree, key: Tree) -> Lack | None:
    """
    Say `not_same` where a response is not written as its key, up to order and association.

    Lists, sets and `x = 2 or x = 3` are the same where their values are, in any
    order and however often.
    """
    if canonical(tree) == canonical(key):
        return None
    mine, theirs = _values(tree), _values(key)
    return None if mine is not None and mine == theirs else "not_same"


def canonical(tree: Tree) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a construct
    """
    Return a text that two trees share exactly when they are the same up to order and association.
    """
    match tree:
        case Group(inner) | Posit(inner):
            return canonical(inner)
        case Add() | Subtract():
            return _sum(_signed(tree))
        case Multiply() | Divide() | Negate():
            return _product(Term(tree, negative=False))
        case Number(text):
            whole, point, places = text.partition(".")
            return f"{int(whole or 0)}{point}{places.rstrip('0')}"
        case Mixed(whole, numerator, denominator):
            return f"mixed({int(whole)},{int(numerator)},{int(denominator)})"
        case Repeating(text, period):
            return f"repeating({text},{period})"
        case Name(name):
            return f"'{name}'"
        case Constant(name):
            return name
        case EmptySet() | Reals():
            return type(tree).__name__
        case Power(base, exponent):
            return f"power({canonical(base)},{canonical(exponent)})"
        case Call("exp", (argument,)):
            return f"power(e,{canonical(argument)})"
        case Call(function, arguments):
            return f"{function}({','.join([canonical(argument) for argument in arguments])})"
        case Percent() | Degrees() | Factorial() | PlusMinus():
            return _marked(tree)
        case Relation():
            return _relation(tree)
        case Junction(word):
            return f"{word}({','.join(sorted(map(canonical, children(tree))))})"
        case Setwise(left, right, operation):
            sides = [canonical(left), canonical(right)]
            return f"{operation}({','.join(sides if operation == 'without' else sorted(sides))})"
        case Listing(items):
            return f"list({','.join(sorted(map(canonical, items)))})"
        case Matrix(rows):
            return f"matrix({';'.join([','.join(map(canonical, row)) for row in rows])})"
        case _:
            assert_never(tree)


def _signed(tree: Tree) -> list[str]:
    """Return the terms of a sum, or the one that a tree is, in an order of their own."""
    return sorted([_product(term) for term in terms(tree)])


def _sum(parts: list[str]) -> str:
    """Join terms."""
    return parts[0] if len(parts) == 1 else f"({'+'.join(parts)})"


def _negated(parts: list[str]) -> list[str]:
    """Return the terms with their signs turned."""
    return sorted([part if part == "0" else part[1:] if part.startswith("-") else f"-{part}" for part in parts])


def _product(term: Term) -> str:
    """Return a term: its minus signs, its factors in order, its divisors as they stand below their lines."""
    above: list[str] = []
    below: list[str] = []
    sums: list[Tree] = []
    signs = int(term.negative)
    waiting = [term.tree]
    while waiting:
        part = peeled(waiting.pop())
        match part:
            case Multiply(left, right):
                waiting += [right, left]
            case Divide(left, right):
                below.append(canonical(right))
                if not isinstance(whole := peeled(left), Number) or whole.text != "1":
                    waiting.append(left)
            case Negate(operand):
                signs += 1
                waiting.append(operand)
            case Add() | Subtract():
                sums.append(part)
            case _:
                above.append(canonical(part))
    parts = [_signed(part) for part in sums]
    if len(parts) >= BRACKETED_SUMS:
        turned = [min(part, _negated(part)) for part in parts]
        signs = (signs + sum(one != other for one, other in zip(parts, turned, strict=True))) % 2
        parts = turned
    above += map(_sum, parts)
    return "-" * signs + "*".join(sorted(above)) + "".join([f"/{divisor}" for divisor in sorted(below)])


def _marked(tree: Percent | Degrees | Factorial | PlusMinus) -> str:
    """Return what stands under signs like `!`: a row of them is taken off in a loop, as nothing bounds its depth."""
    marks: list[str] = []
    inner: Tree = tree
    while isinstance(inner, Percent | Degrees | Factorial | PlusMinus):
        turned = isinstance(inner, PlusMinus) and inner.inverted
        marks.append(f"{type(inner).__name__}{'!' * turned}")
        inner = peeled(inner.operand)
    return f"{' '.join(marks)}({canonical(inner)})"


def _relation(tree: Relation) -> str:
    """Return a relation with its lesser side first, or an equation with its sides in an order of their own."""
    signs = [REVERSED.get(sign, sign) for sign in tree.operators]
    sides = [_signed(side) for side in tree.operands]
    if any(sign in REVERSED for sign in tree.operators):
        signs, sides = signs[::-1], sides[::-1]
    if signs in (["="], ["!="]):
        sides = min(sorted(sides), sorted(map(_negated, sides)))
    return " ".join(map(_sum, sides)) + " ".join(signs)


def _values(tree: Tree) -> frozenset[str] | None:
    """Return the values that a list, a set or joined equations for one letter name; None for anything else."""
    tree = peeled(tree)
    match tree:
        case Listing(items) | Junction("or", items):
            found = [_values(item) or frozenset([canonical(item)]) for item in items]
            return frozenset().union(*found)
        case Relation((left, right), ("=" | "in",)) if isinstance(peeled(left), Name):
            return _values(right) or frozenset([canonical(right)])
        case _:
            return None
