"""
Brackets: what is done with sums in brackets.

Written out or taken as a factor, squared, taken away, or multiplied with another:
that is what tells exercises on brackets apart. The rest of a formula is
`structure`'s and `equations`'s.
"""

from collections.abc import Iterator
from typing import Final

from item_bank.algebra.exact import value
from item_bank.algebra.printing import to_text
from item_bank.algebra.tree import Add, Group, Multiply, Negate, Power, Subtract, Tree, names, walk

__all__ = ["brackets"]

SQUARE: Final = 2


def brackets(tree: Tree) -> Iterator[str]:
    """
    Yield what is done with sums in brackets.
    """
    for node in walk(tree):
        match node:
            case Multiply(Group() as left, Group() as right) if names(left) and names(right):
                yield "product of two brackets"
                if _is_twin(left.inner, right.inner):
                    yield "sum times difference"
            case Multiply(left, right) if _is_sum(left) or _is_sum(right):
                yield "bracket times a factor"
            case Negate(inside) | Subtract(_, inside) if _is_sum(inside):
                yield "bracket taken away"
            case Power(base, exponent) if _is_sum(base) and value(exponent) == SQUARE:
                yield "square of a bracket"
            case _:
                pass


def _is_sum(tree: Tree) -> bool:
    return isinstance(tree, Group) and isinstance(tree.inner, Add | Subtract) and bool(names(tree))


def _is_twin(one: Tree, other: Tree) -> bool:
    """
    Say whether two brackets are a sum and the difference of the same.
    """
    match one, other:
        case (Add(a, b), Subtract(c, d)) | (Subtract(a, b), Add(c, d)):
            return to_text(a) == to_text(c) and to_text(b) == to_text(d)
        case _:
            return False
