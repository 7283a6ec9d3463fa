"""
Products: how many a line takes to be multiplied out, counted before it is.

An upper bound by the shape of the line, so that a long working of small texts
with huge products is stopped by a count and not by a clock. What one expression
may take at all is `item_bank.algebra.limits`'.
"""

from math import comb
from typing import TypeAlias, assert_never

from item_bank.algebra.limits import MAX_DEGREE, MAX_ROUNDED, MAX_STEPS, MAX_TERMS
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
    walk,
)

__all__ = ["products"]

TIMES = 4
"""How often a line is multiplied out: solved and compared, as the line after and as the line before."""
FRACTIONS = 5
"""What a product of fractions takes, in products of whole numbers (measured: 1.7 µs and 0.3 µs)."""
_Size: TypeAlias = tuple[int, int, int]
"""
The terms and the degree that a part has once it is multiplied out, at most, and the products on the way.

A number has no terms here: numbers are worked out without any products.
"""


def products(tree: Tree) -> int:
    """
    Bound the products of two terms that following a line takes, in those of whole numbers.

    A decimal may be a rounded one; as long as there are few, each doubles how
    often the line is multiplied out more (`item_bank.algebra.working.lines`).
    """
    decimals: set[str] = set()
    letters: set[str] = set()
    weight = 1
    for node in walk(tree):
        match node:
            case Name(name):
                letters.add(name)
            case Number(text) if "." in text:
                decimals.add(text)
                weight = FRACTIONS
            case Divide() | Mixed() | Percent():
                weight = FRACTIONS
            case _:
                pass
    corners = 2 ** len(decimals) if 0 < len(decimals) <= MAX_ROUNDED else 0
    _, _, work = _size(tree, len(letters))
    return min(work, MAX_STEPS) * weight * (TIMES + corners)


def _size(tree: Tree, letters: int) -> _Size:
    """Bound a part of a line that holds so many letters."""
    match tree:
        case Number() | Mixed() | Repeating() | Call() | Factorial() | EmptySet() | Reals():
            return 0, 0, 0
        case Name() | Constant():
            return 1, 1, 0
        case Multiply(left, right):
            return _product(_size(left, letters), _size(right, letters), letters)
        case Add(left, right) | Subtract(left, right):
            return _sum(_size(left, letters), _size(right, letters), letters)
        case (
            Negate(operand) | Posit(operand) | Percent(operand) | Degrees(operand) | PlusMinus(operand) | Group(operand)
        ):
            return _size(operand, letters)
        case Divide(left, right):
            terms, degree, before = _size(left, letters)
            _, _, below = _size(right, letters)
            return terms, degree, before + below + terms
        case Power(base, exponent):
            return _power(_size(base, letters), _times(exponent), letters)
        case Relation() | Junction() | Listing() | Matrix() | Setwise():
            return 0, 0, sum(_size(operand, letters)[2] for operand in children(tree))
        case _:
            assert_never(tree)


def _sum(left: _Size, right: _Size, letters: int) -> _Size:
    """Bound a sum: terms gather where they are alike, and each of the left is looked at once more."""
    some, high, before = left
    more, higher, after = right
    work = before + after + some
    if not some and not more:
        return 0, 0, work
    return _bounded((some or 1) + (more or 1), max(high, higher), work, letters)


def _product(left: _Size, right: _Size, letters: int) -> _Size:
    """Bound a product, term by term."""
    some, high, before = left
    more, higher, after = right
    if not some and not more:
        return 0, 0, before + after
    terms = (some or 1) * (more or 1)
    return _bounded(terms, high + higher, before + after + 1 + terms, letters)


def _power(base: _Size, times: int, letters: int) -> _Size:
    """Bound a power, which is multiplied out one factor at a time."""
    terms, degree, work = base
    if not terms:
        return base
    result: _Size = 0, 0, work
    for _ in range(times):
        result = _product(result, (terms, degree, 0), letters)
    return result


def _bounded(terms: int, degree: int, work: int, letters: int) -> _Size:
    """Leave no more terms than there are monomials of that degree, or than are gone on with."""
    degree = min(degree, MAX_DEGREE)
    if terms > degree:
        terms = min(terms, MAX_TERMS, comb(letters + degree, degree))
    return terms, degree, work


def _times(exponent: Tree) -> int:
    """Return how many factors a power has; one that is worked out first is taken for the longest."""
    match exponent:
        case Number(text) if text.isdecimal():
            return int(text) if int(text) <= MAX_DEGREE else 0
        case _:
            return MAX_DEGREE
