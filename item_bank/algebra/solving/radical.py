"""
Radicals: which roots and absolute values an expression takes, one reading for all ways of writing them.

`sqrt(x)`, `root(x, 3)`, `x^(2/3)` and `abs(x)` come out as a base, an index and
a power; an absolute value is the square root of a square.
"""

from fractions import Fraction
from typing import Final

import msgspec

from item_bank.algebra.exact import value
from item_bank.algebra.tree import Call, Power, Tree

__all__ = ["Radical", "radical"]

INDICES: Final = range(2, 7)
"""Of roots that are worked with; each multiplies the degree of what its equation leads to."""


class Radical(msgspec.Struct, frozen=True):
    """
    A root: `base` to the power `power / index`, in lowest terms.

    Real for negative bases where the index is odd. `absolute` is for the
    absolute value, which is the root of the base's square.
    """

    base: Tree
    index: int
    power: int = 1
    absolute: bool = False


def radical(tree: Call | Power) -> Radical | None:
    """
    Read a call or a power as a root; None where it is another function, or a whole power.
    """
    match tree:
        case Call("sqrt", (base,)):
            return Radical(base, 2)
        case Call("abs", (base,)):
            return Radical(base, 2, absolute=True)
        case Call("root", (base, degree)):
            index = value(degree)
            if isinstance(index, Fraction) and index in INDICES:
                return Radical(base, index.numerator)
            return None
        case Power(base, exponent):
            times = value(exponent)
            if isinstance(times, Fraction) and times.denominator in INDICES:
                return Radical(base, times.denominator, times.numerator)
            return None
        case _:
            return None
