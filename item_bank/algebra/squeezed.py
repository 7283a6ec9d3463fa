"""
Squeezed units: symbols that are one unit by the rules, and another in the hand of a learner.

`ms^-1` is one per millisecond and mostly means m s^-1; `20 C` are coulombs, or a
temperature. Only the dimension that was asked for can tell: where the rules give
another, `meant` looks for a reading that has it.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from item_bank.algebra.quantity import Quantity, measure
from item_bank.algebra.rebuilding import with_children
from item_bank.algebra.tree import Multiply, Name, Power, Tree, children, walk
from item_bank.algebra.units import Dimension

__all__ = ["meant"]

PAIRS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({"ms": ("m", "s"), "Nm": ("N", "m"), "Ns": ("N", "s")})
"""Symbols that are two when the second is below the line."""
MAX_PARTS: Final = 40
"""Parts of a quantity that is looked at; `9.81 kg ms^-2` has ten, and each reading is measured whole."""
NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {"C": "°C", "F": "°F", "cent": "ct", "cents": "ct", "Cent": "ct", "c": "ct", "p": "penny"}
)


def meant(tree: Tree, dimension: Dimension) -> Tree | None:
    """
    Return a quantity read as one of the dimension asked; None where there is no such reading.

    Parameters
    ----------
    tree
        As read with `Context(units=True)`.
    dimension
        What was asked for.
    """
    if sum(1 for _ in walk(tree)) > MAX_PARTS:
        return None
    for other in _readings(tree):
        found = measure(other) if other != tree else None
        if isinstance(found, Quantity) and found.dimension == dimension:
            return other
    return None


def _readings(tree: Tree) -> Iterator[Tree]:
    """Yield a quantity with its symbols parted, then with other units for them."""
    yield _parted(tree)
    yield _renamed(tree)


def _parted(tree: Tree) -> Tree:
    """Part the symbols that stand below a line by their exponent."""
    match tree:
        case Power(Name(symbol), exponent) if symbol in PAIRS:
            first, second = PAIRS[symbol]
            return Multiply(Name(first), Power(Name(second), exponent), implied=True)
        case _:
            return with_children(tree, tuple(map(_parted, children(tree))))


def _renamed(tree: Tree) -> Tree:
    """Put the other unit of the same symbol in its place."""
    match tree:
        case Name(symbol):
            return Name(NAMES.get(symbol, symbol), start=tree.start, end=tree.end)
        case _:
            return with_children(tree, tuple(map(_renamed, children(tree))))
