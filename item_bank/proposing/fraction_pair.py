"""
Fraction pairs: two fractions added, subtracted, multiplied or divided, with all four numbers drawn.

What makes such a question easy or hard is kept: whether the fractions are
proper and in lowest terms, whether the denominators are equal, one a multiple of
the other, or neither, and on which side of zero and of whole numbers the result
lies.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import gcd
from typing import Final

from item_bank.algebra.tree import Add, Divide, Group, Multiply, Number, Subtract, Tree
from item_bank.domain import IntegerRange
from item_bank.proposing.drawn import DrawnTask
from item_bank.proposing.task import Task

__all__ = ["fraction_pair"]

LARGEST: Final = 20
"""A denominator beyond this is no exercise in fractions."""
OVER: Final = 6
"""How far above the largest number that was there the drawn ones go."""
NAMES: Final = ("n1", "n2", "n3", "n4")


def fraction_pair(task: Task) -> DrawnTask | None:
    """
    Draw the numbers of two fractions that are calculated with; None where the question is another.
    """
    tree = task.tree
    if not isinstance(tree, Add | Subtract | Multiply | Divide):
        return None
    literals = [*_literals(tree.left), *_literals(tree.right)]
    if len(literals) != len(NAMES):
        return None
    sizes = [int(literal.text) for literal in literals]
    if not all(1 <= size <= LARGEST for size in sizes) or min(sizes[1], sizes[3]) == 1:
        return None
    sign = {Add: "+", Subtract: "-", Multiply: "*", Divide: "/"}[type(tree)]
    # equal denominators are one number, drawn once
    names = (*NAMES[:3], NAMES[1]) if sizes[1] == sizes[3] and sign in "+-" else NAMES
    key = f"{names[0]}/{names[1]} {sign} ({names[2]}/{names[3]})"
    latex, end = [], 0
    for name, literal in zip(names, literals, strict=True):
        latex += [task.latex[end : literal.start], f"@{{{name}}}"]
        end = literal.end
    typed = [f"@{{{name}}}" for name in names]
    second = f"({typed[2]}/{typed[3]})" if sign == "/" else f"{typed[2]}/{typed[3]}"
    first = f"({typed[0]}/{typed[1]})" if sign == "/" else f"{typed[0]}/{typed[1]}"
    joint = f" {sign} " if sign in "+-" else sign
    top = max(sizes)
    return DrawnTask(
        latex="".join([*latex, task.latex[end:]]),
        params={
            name: IntegerRange(low=1 if place % 2 == 0 else 2, high=max(sizes[place], top) + OVER)
            for place, name in enumerate(names)
            if name not in names[:place]
        },
        derive={"key": key},
        where=tuple(dict.fromkeys(_where(sizes, names, sign))),
        value="key",
        solution=(f"{first}{joint}{second}", "@{key}"),
        unknowns=(),
        original={name: str(size) for name, size in zip(names, sizes, strict=True)},
    )


def _literals(tree: Tree) -> tuple[Number, ...]:
    """
    Return the two numbers of a fraction; nothing where it is none.
    """
    match tree:
        case Group(inner):
            return _literals(inner)
        case Divide(Number() as over, Number() as under) if over.text.isdigit() and under.text.isdigit():
            return over, under
        case _:
            return ()


def _where(sizes: list[int], names: tuple[str, ...], sign: str) -> Iterator[str]:
    """
    Yield what keeps a draw like the question as it was.
    """
    for over, under in ((0, 1), (2, 3)):
        yield f"{names[over]} {'<' if sizes[over] < sizes[under] else '>='} {names[under]}"
        if gcd(sizes[over], sizes[under]) == 1:
            yield f"gcd({names[over]}, {names[under]}) = 1"
    first, second = sizes[1], sizes[3]
    if sign in "+-" and first != second:
        yield f"{names[1]} != {names[3]}"
        small, large = (1, 3) if first < second else (3, 1)
        relation = "=" if sizes[large] % sizes[small] == 0 else "!="
        yield f"mod({names[large]}, {names[small]}) {relation} 0"
        yield f"{names[small]} < {names[large]}"
    one, other = Fraction(sizes[0], sizes[1]), Fraction(sizes[2], sizes[3])
    worth = {"+": one + other, "-": one - other, "*": one * other, "/": one / other}[sign]
    yield f"mod(key, 1) {'=' if worth.denominator == 1 else '!='} 0"
    if sign == "-":
        yield "key > 0" if worth > 0 else "key <= 0"
    if sign == "+":
        yield "key < 1" if worth < 1 else "key >= 1"
