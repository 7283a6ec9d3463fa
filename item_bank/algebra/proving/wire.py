"""
Wire: trees as JSON, and what is asked of the worker and said by it.

A node is a list of its name, what it holds beside operands, and its operands.
Spans are left out. No text that anybody wrote is sent: only trees that were read.
"""

from typing import Annotated, Literal, TypeAlias, cast

import msgspec

from item_bank.algebra.limits import MAX_WIRE_DEPTH
from item_bank.algebra.setting import Setting
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    ConstantName,
    Degrees,
    Divide,
    Factorial,
    Group,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    Posit,
    Power,
    Repeating,
    Subtract,
    Tree,
    children,
)

__all__ = ["Equal", "Factor", "Failed", "Found", "Question", "Reply", "Solve", "decode", "encode"]

Encoded: TypeAlias = list["str | Encoded"]
JSON: TypeAlias = Annotated[list[object], msgspec.Meta(min_length=1, max_length=16)]


class Equal(msgspec.Struct, frozen=True, tag="equal"):
    """Asks whether two expressions are the same."""

    left: JSON
    right: JSON
    setting: Setting


class Solve(msgspec.Struct, frozen=True, tag="solve"):
    """Asks for which values of a name two expressions are the same."""

    left: JSON
    right: JSON
    unknown: str
    setting: Setting


class Factor(msgspec.Struct, frozen=True, tag="factor"):
    """Asks for the factors of an expression."""

    tree: JSON
    setting: Setting


Question: TypeAlias = Equal | Solve | Factor


class Found(msgspec.Struct, frozen=True, tag="found"):
    """
    What was found.

    `equal` for `Equal`; `trees` for the others: all solutions, or one product.
    """

    equal: bool | None = None
    trees: list[JSON] = []


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """Nothing was found: beyond what can be told, or beyond the limits."""

    reason: Literal["beyond", "too_long", "ended"]


Reply: TypeAlias = Found | Failed

UNARY: dict[str, type[Negate | Posit | Percent | Degrees | Factorial]] = {
    kind.__name__: kind for kind in (Negate, Posit, Percent, Degrees, Factorial)
}
BINARY: dict[str, type[Add | Subtract | Multiply | Divide | Power]] = {
    kind.__name__: kind for kind in (Add, Subtract, Multiply, Divide, Power)
}
CONSTANTS: dict[str, ConstantName] = {"pi": "pi", "e": "e", "i": "i", "oo": "oo"}


def encode(tree: Tree) -> list[object]:
    """
    Return an expression as nested lists; `ValueError` for what is no expression.
    """
    match tree:
        case Number(text):
            return ["Number", text]
        case Repeating(text, period):
            return ["Repeating", text, period]
        case Mixed(whole, numerator, denominator):
            return ["Mixed", whole, numerator, denominator]
        case Name(name) | Constant(name):
            return [type(tree).__name__, name]
        case Group(inner):
            return encode(inner)
        case Call(function, arguments):
            return ["Call", function, *map(encode, arguments)]
        case Negate() | Posit() | Percent() | Degrees() | Factorial() | Add() | Subtract() | Multiply() | Divide():
            return [type(tree).__name__, *map(encode, children(tree))]
        case Power(base, exponent):
            return ["Power", encode(base), encode(exponent)]
        case _:
            message = f"{type(tree).__name__} is no expression"
            raise ValueError(message)


def decode(encoded: list[object], depth: int = MAX_WIRE_DEPTH) -> Tree:
    """
    Return the tree of nested lists; `ValueError` for what is none, or too deep.
    """
    if depth == 0:
        message = "too deep"
        raise ValueError(message)
    parts = [decode(cast("list[object]", part), depth - 1) for part in encoded if isinstance(part, list)]
    match encoded:
        case ["Number", str(text)]:
            return Number(text)
        case ["Repeating", str(text), str(period)]:
            return Repeating(text, period)
        case ["Mixed", str(whole), str(numerator), str(denominator)]:
            return Mixed(whole, numerator, denominator)
        case ["Name", str(name)]:
            return Name(name)
        case ["Constant", str(name)] if name in CONSTANTS:
            return Constant(CONSTANTS[name])
        case ["Call", str(function), *_]:
            return Call(function, tuple(parts))
        case [str(kind), list()] if kind in UNARY:
            return UNARY[kind](parts[0])
        case [str(kind), list(), list()] if kind in BINARY:
            return BINARY[kind](parts[0], parts[1])
        case _:
            message = "no tree"
            raise ValueError(message)
