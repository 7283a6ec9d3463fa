"""
Equations: how the equations and inequalities of a problem are solved, as names that problems and exercises share.

In so many steps, with brackets or fractions, with letters on both sides; by a
product, by a root, or neither; one after the other, or together.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import isqrt
from typing import Final

from item_bank.algebra.polynomial import Polynomial, degree, polynomial
from item_bank.algebra.tree import (
    Add,
    Call,
    Divide,
    Group,
    Multiply,
    Name,
    Negate,
    Power,
    Relation,
    Subtract,
    Tree,
    names,
    walk,
)
from item_bank.pasting.brackets import brackets

__all__ = ["MANY", "statements"]

MANY: Final = 4
"""More of anything than this is many."""
SQUARE: Final = 2


def statements(found: Sequence[Relation]) -> Iterator[str]:
    """
    Yield what the statements of a problem are, one by one and together.
    """
    for one in found:
        yield from _equation(one) if one.operators[0] == "=" else _inequality(one)
    if len(found) > 1:
        yield from _together(found)


def _together(found: Sequence[Relation]) -> Iterator[str]:
    """
    Yield what several statements are together.
    """
    letters = {name for one in found for name in names(one)}
    if all(one.operators[0] != "=" for one in found):
        yield "several inequalities"
    elif len(letters) > 1 and all(one.operators == ("=",) for one in found):
        alone = any(isinstance(side, Name) for one in found for side in one.operands)
        yield "system"
        yield f"system {'with a letter alone' if alone else 'of sums'}"


def _inequality(tree: Relation) -> Iterator[str]:
    yield "inequality"
    yield f"inequality of {min(max(map(_steps, tree.operands)), MANY)} steps"
    if len(tree.operators) > 1:
        yield "chain of inequalities"


def _steps(side: Tree) -> int:
    """
    Count what is done to an unknown on a side.
    """
    return sum(
        (isinstance(node, Add | Subtract | Multiply | Divide | Power) and bool(names(node)))
        or (isinstance(node, Negate) and isinstance(node.operand, Name))
        for node in walk(side)
    )


def _equation(tree: Relation) -> Iterator[str]:
    """
    Yield what an equation is built of: letters, sides, brackets and fractions, and then how it is solved.
    """
    left, right = tree.operands[0], tree.operands[-1]
    letters = names(tree)
    if not letters:
        yield "equality of numbers"
        return
    yield "equation"
    yield f"equation in {min(len(letters), MANY)} letters"
    yield f"letters on {'both sides' if names(left) and names(right) else 'one side'}"
    if _is_function(left):
        yield "definition of a function"
    products = list(brackets(tree))
    yield from (f"{one} in an equation" for one in products)
    quotients = [node for node in walk(tree) if isinstance(node, Divide)]
    if any(names(one.right) for one in quotients):
        yield "letters below a line in an equation"
    if isinstance(left, Divide) and isinstance(right, Divide):
        yield "equal quotients"
    elif not products and any(names(one.left) for one in quotients):
        yield "letters above a line in an equation"
    terms = polynomial(Subtract(left, right))
    if len(letters) == 1 and isinstance(terms, dict):
        yield f"equation of degree {min(degree(terms), MANY)}"
        if degree(terms) == 1:
            yield f"linear equation {_linear(left, right, products=bool(products))}"
        elif degree(terms) == SQUARE:
            yield from _quadratic(terms, letters[0], product=bool(products))


def _is_function(side: Tree) -> bool:
    """
    Say whether a side is `f(x)`, which reads as a product too.
    """
    match side:
        case Call() | Multiply(Name(), Group()):
            return True
        case _:
            return False


def _linear(left: Tree, right: Tree, *, products: bool) -> str:
    """
    Return what is special about solving a linear equation, the hardest first.
    """
    fractions = sum(isinstance(node, Divide) and not names(node.right) for side in (left, right) for node in walk(side))
    if isinstance(left, Divide) and isinstance(right, Divide):
        return "of equal quotients"
    if products:
        return "with brackets"
    if fractions > 1:
        return "with fractions"
    if names(left) and names(right):
        return "with letters on both sides"
    return f"of {min(_steps(left) + _steps(right), MANY)} steps"


def _quadratic(terms: Polynomial, letter: str, *, product: bool) -> Iterator[str]:
    """
    Yield how a quadratic equation can be solved: by a product, by a root, or neither in whole numbers.
    """
    linear, constant = terms.get(((letter, 1),), Fraction(0)), terms.get((), Fraction(0))
    beneath = linear**2 - 4 * terms[(letter, SQUARE),] * constant
    solutions = "rational solutions" if _is_square(beneath) else "roots in its solutions"
    yield f"quadratic with {solutions}"
    if product:
        yield "quadratic with a product"
    elif not linear:
        yield "quadratic without a linear term"
    elif not constant:
        yield "quadratic without a constant"
    else:
        yield "quadratic in three terms"
        yield f"quadratic in three terms, with {solutions}"


def _is_square(number: Fraction) -> bool:
    return number >= 0 and all(isqrt(one) ** 2 == one for one in number.as_integer_ratio())
