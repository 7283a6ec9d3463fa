"""
An oracle of its own for equations linear in one letter: whether two of them have the same solutions.

Shares nothing with the engine: Python's parser reads the text once products are
written out, and each side is worked out as `a + b*x` in fractions. What is not
linear so, or in several letters, it says nothing of.
"""

import ast
import re
from fractions import Fraction
from typing import Final, TypeAlias

__all__ = ["same_solutions"]

Side: TypeAlias = tuple[Fraction, Fraction]
"""The constant part, and what the letter is multiplied by."""
PRODUCT: Final = re.compile(r"(?<=[0-9.)A-Za-z])\s*(?=[A-Za-z(])|(?<=\))\s*(?=[0-9])")
LETTER: Final = re.compile(r"[A-Za-z]")
NUMBER: Final = re.compile(r"(?<![\w.])0+(?=\d)")


def same_solutions(one: str, other: str) -> bool | None:
    """
    Say whether two equations have the same solutions; None where one is not linear in one letter, or cannot be read.
    """
    if len({*LETTER.findall(one), *LETTER.findall(other)}) > 1:
        return None
    first, second = _solutions(one), _solutions(other)
    return None if first is None or second is None else first == second


def _solutions(equation: str) -> Fraction | str | None:
    """Return the solution, or whether all numbers are one or none."""
    sides = equation.split("=")
    if len(sides) != 2:
        return None
    try:
        (a, b), (c, d) = (_side(ast.parse(_written_out(side), mode="eval").body) for side in sides)
    except (SyntaxError, ValueError, ZeroDivisionError):
        return None
    if b != d:
        return (c - a) / (b - d)
    return "all" if a == c else "none"


def _written_out(side: str) -> str:
    """Write products with their sign, and numbers without zeros before them."""
    return NUMBER.sub("", PRODUCT.sub("*", side.strip()))


def _side(node: ast.expr) -> Side:
    """Work out a side."""
    match node:
        case ast.Constant(value=int() | float() as number):
            return Fraction(str(number)), Fraction(0)
        case ast.Name():
            return Fraction(0), Fraction(1)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            a, b = _side(inner)
            return -a, -b
        case ast.UnaryOp(op=ast.UAdd(), operand=inner):
            return _side(inner)
        case ast.BinOp(left=left, op=operator, right=right):
            return _joined(_side(left), operator, _side(right))
        case _:
            raise ValueError(node)


def _joined(one: Side, operator: ast.operator, other: Side) -> Side:
    """Join two sides, as long as the outcome is linear."""
    (a, b), (c, d) = one, other
    match operator:
        case ast.Add():
            return a + c, b + d
        case ast.Sub():
            return a - c, b - d
        case ast.Mult() if not b or not d:
            return a * c, a * d + b * c
        case ast.Div() if not d:
            return a / c, b / c
        case _:
            raise ValueError(operator)
