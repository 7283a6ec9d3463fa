"""
Operations: what is done rightly to both sides of a relation, declared by the learner or inferred from the line.

Which ones a learner may have done follows from the terms, factors and denominators
that stand in the line.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias, assert_never

import msgspec

from hints.misconception.rewriting.flat import Minus, Product, Quotient, Sum, Term, product, quotient, total
from hints.misconception.rewriting.kinds import KINDS
from hints.misconception.rewriting.line import Line, Stated
from item_bank.algebra.tree import MIRRORED

__all__ = ["Kind", "Operation", "done", "inferred"]

Kind: TypeAlias = Literal["add", "subtract", "multiply", "divide", "combine_sum", "combine_product"]
"""
What is done to both sides; the last two put one term in the place of several
that are added or multiplied, and change nothing else.
"""


class Operation(msgspec.Struct, frozen=True, eq=False):
    """One operation, and the term it is done with."""

    kind: Kind
    by: Term


def done(operation: Operation, line: Line) -> Line | None:
    """
    Do an operation to both sides, rightly; None for what is no relation, or where nothing is done to its sides.

    Multiplying or dividing an inequality by a negative number turns its signs.
    """
    if not isinstance(line, Stated):
        return None
    sides = tuple(_side(operation, side) for side in line.sides)
    made = tuple(side for side in sides if side is not None)
    if len(made) < len(sides):
        return None
    turns = operation.kind in ("multiply", "divide") and operation.by.at[0] < 0
    return Stated(made, tuple(MIRRORED[sign] for sign in line.operators) if turns else line.operators)


def _side(operation: Operation, side: Term) -> Term | None:
    """Do it to one side."""
    match operation.kind:
        case "add":
            return total(((1, side), (1, operation.by)))
        case "subtract":
            return total(((1, side), (-1, operation.by)))
        case "multiply":
            return product((side, operation.by))
        case "divide":
            return quotient(side, operation.by)
        case "combine_sum" | "combine_product":
            return None
        case _:
            assert_never(operation.kind)


def inferred(line: Line) -> Iterator[Operation]:
    """
    Yield what may be done to both sides to get on: undo what is added, what is multiplied by and what is divided by.
    """
    if not isinstance(line, Stated):
        return
    for side in line.sides:
        if type(side) is Sum:
            for sign, term in side.items:
                yield _undone(sign, term)
            for _, term in side.items:
                yield from _denominator(term)
        else:
            yield from _denominator(side)
        yield from _coefficient(side)


def _undone(sign: int, term: Term) -> Operation:
    """Undo an addition or subtraction."""
    if sign < 0:
        return Operation("add", term)
    return Operation("add", term.term) if type(term) is Minus else Operation("subtract", term)


def _denominator(term: Term) -> Iterator[Operation]:
    """Undo a division."""
    if type(term) is Quotient:
        yield Operation("multiply", term.bottom)


def _coefficient(side: Term) -> Iterator[Operation]:
    """Undo a multiplication by a number."""
    if type(side) is Product and KINDS["number"](side.factors[0]):
        yield Operation("divide", side.factors[0])
