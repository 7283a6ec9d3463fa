"""
Declared operations: what was done to both sides, as the learner said it.

A step editor writes `6/8 = x/8+(-5)/8` for dividing both sides of `6 = x/8+(-5)` by
8: the operation is put behind each side, and the brackets round the side are
understood. So it is read where the declared operation gives exactly this text.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import msgspec

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Add, Divide, Group, Multiply, Operator, Relation, Subtract, Tree
from item_bank.algebra.unreadable import Unreadable

__all__ = ["OPERATIONS", "Action", "OperationName", "with_brackets"]

OperationName: TypeAlias = Literal["ADD_SIDE", "SUB_SIDE", "MUL_SIDE", "DIV_SIDE", "COMBINE_ADD", "COMBINE_MUL"]
"""What is done to both sides with the input; `COMBINE_...` puts the input in the place of terms or factors."""
OPERATIONS: Final[Mapping[str, tuple[str, Callable[[Tree, Tree], Tree]]]] = MappingProxyType(
    {"ADD_SIDE": ("+", Add), "SUB_SIDE": ("-", Subtract), "MUL_SIDE": ("*", Multiply), "DIV_SIDE": ("/", Divide)}
)


class Action(msgspec.Struct, frozen=True):
    """What a learner said they do, and with what."""

    operation: str
    input: str


def with_brackets(before: str, after: str, action: Action, context: Context) -> Tree | None:
    """
    Read a line as the declared operation on the whole of both sides.

    Parameters
    ----------
    before, after
        The lines as entered, each with one `=`.
    action
        The declared operation.
    context
        As both are read.

    Returns
    -------
    Tree | None
        The equation with the brackets that are understood; None where the text
        is not that of the line before with the operation behind each side.
    """
    known = OPERATIONS.get(action.operation)
    entered = read(action.input, context)
    sides, written = _plain(before).split("="), _plain(after).split("=")
    if known is None or isinstance(entered, Unreadable | Relation):
        return None
    sign, operation = known
    texts = (_plain(action.input), f"({_plain(action.input)})")
    if len(sides) != len(written) or not any(
        all(one + sign + text == other for one, other in zip(sides, written, strict=True)) for text in texts
    ):
        return None
    made: list[Tree] = []
    for side in sides:
        tree = read(side, context)
        if isinstance(tree, Unreadable):
            return None
        made.append(operation(Group(tree), Group(entered)))
    equals: Operator = "="
    return Relation(tuple(made), (equals,) * (len(made) - 1)) if len(made) > 1 else None


def _plain(text: str) -> str:
    """Leave spaces out."""
    return "".join(text.split())
