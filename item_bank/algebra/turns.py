"""
Turns: the angles that are a rational part of half a circle.

Sine and cosine of such angles are exact at 0, 1/2 and 1, so that `tan(pi/2)`
has no value instead of one that cannot be told, and all of them are algebraic
numbers. Anything else is left to balls.
"""

import operator
from fractions import Fraction

from item_bank.algebra.arithmetic import IRRATIONAL, Outcome, combine, divide
from item_bank.algebra.exact import value
from item_bank.algebra.setting import Angle
from item_bank.algebra.tree import (
    Add,
    Constant,
    Degrees,
    Divide,
    Group,
    Multiply,
    Negate,
    Posit,
    Subtract,
    Tree,
)

__all__ = ["turns"]


def turns(tree: Tree, angle: Angle) -> Fraction | None:
    """
    Return how many half turns an angle is, 1/3 for `pi/3`; None where that is not seen to be rational.

    Parameters
    ----------
    tree
        The argument of a trigonometric function.
    angle
        What a bare number is measured in.
    """
    if angle == "degrees":
        exact = value(tree.operand if isinstance(tree, Degrees) else tree)
        return exact / 180 if isinstance(exact, Fraction) else None
    plain, turned = _parts(tree)
    return Fraction(turned) if plain == 0 and isinstance(turned, int | Fraction) else None


def _parts(tree: Tree) -> tuple[Outcome, Outcome]:
    """Return what a tree is without pi, and how many times pi there is beside it; in one walk."""
    match tree:
        case Constant("pi"):
            return 0, 1
        case Degrees(operand):
            return 0, combine(divide, value(operand), 180)
        case Group(inner) | Posit(inner):
            return _parts(inner)
        case Negate(operand):
            plain, turned = _parts(operand)
            return combine(operator.neg, plain), combine(operator.neg, turned)
        case Add(left, right) | Subtract(left, right):
            join = operator.add if isinstance(tree, Add) else operator.sub
            (plain, turned), (other, also) = _parts(left), _parts(right)
            return combine(join, plain, other), combine(join, turned, also)
        case Divide(left, right):
            (plain, turned), (other, also) = _parts(left), _parts(right)
            return (combine(divide, plain, other), combine(divide, turned, other)) if also == 0 else (IRRATIONAL, 0)
        case Multiply(left, right):
            (plain, turned), (other, also) = _parts(left), _parts(right)
            if turned != 0 and also != 0:
                return IRRATIONAL, 0
            crossed = combine(operator.add, combine(operator.mul, plain, also), combine(operator.mul, turned, other))
            return combine(operator.mul, plain, other), crossed
        case _:
            return value(tree), 0
