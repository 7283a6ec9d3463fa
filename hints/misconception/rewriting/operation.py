"""
Operations: what a learner says they did to both sides of a relation.
"""

from typing import Literal, TypeAlias, assert_never

import msgspec

from hints.misconception.rewriting.flat import Term, product, quotient, total
from hints.misconception.rewriting.line import Line, Stated
from item_bank.algebra.tree import MIRRORED

__all__ = ["Kind", "Operation", "done"]

Kind: TypeAlias = Literal["add", "subtract", "multiply", "divide"]


class Operation(msgspec.Struct, frozen=True, eq=False):
    """One operation on both sides, and the term it is done with."""

    kind: Kind
    by: Term


def done(operation: Operation, line: Line) -> Line | None:
    """
    Do an operation to both sides, rightly; None for what is no relation.

    Multiplying or dividing an inequality by a negative number turns its signs.
    """
    if not isinstance(line, Stated):
        return None
    sides = tuple(_side(operation, side) for side in line.sides)
    turns = operation.kind in ("multiply", "divide") and operation.by.at[0] < 0
    return Stated(sides, tuple(MIRRORED[sign] for sign in line.operators) if turns else line.operators)


def _side(operation: Operation, side: Term) -> Term:
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
        case _:
            assert_never(operation.kind)
