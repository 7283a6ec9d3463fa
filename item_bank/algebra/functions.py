"""
Functions: the names that are always functions, and how they may be written.

One table for reading, printing and working out. Which arguments have a value is
`arithmetic`'s and `balls`' to say; a context may declare further names, of which
nothing but their name is known.
"""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

__all__ = ["ALIASES", "FUNCTIONS", "Function"]


class Function(msgspec.Struct, frozen=True, kw_only=True):
    """
    One function: its numbers of arguments, least and most.

    `bare` says that it may stand before its argument without brackets, as in
    `sin 2x`; `angle` that its argument is an angle, so that degrees matter, and
    `gives_angle` that its value is.
    """

    least: int = 1
    most: int = 1
    bare: bool = False
    angle: bool = False
    gives_angle: bool = False


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        "sqrt": Function(),
        "root": Function(least=2, most=2),
        "abs": Function(),
        "exp": Function(),
        "ln": Function(bare=True),
        "log": Function(most=2, bare=True),
        "sin": Function(bare=True, angle=True),
        "cos": Function(bare=True, angle=True),
        "tan": Function(bare=True, angle=True),
        "cot": Function(bare=True, angle=True),
        "sec": Function(bare=True, angle=True),
        "csc": Function(bare=True, angle=True),
        "asin": Function(bare=True, gives_angle=True),
        "acos": Function(bare=True, gives_angle=True),
        "atan": Function(bare=True, gives_angle=True),
        "atan2": Function(least=2, most=2, gives_angle=True),
        "acot": Function(bare=True, gives_angle=True),
        "asec": Function(bare=True, gives_angle=True),
        "acsc": Function(bare=True, gives_angle=True),
        "sinh": Function(bare=True),
        "cosh": Function(bare=True),
        "tanh": Function(bare=True),
        "coth": Function(bare=True),
        "sech": Function(bare=True),
        "csch": Function(bare=True),
        "asinh": Function(bare=True),
        "acosh": Function(bare=True),
        "atanh": Function(bare=True),
        "floor": Function(),
        "ceil": Function(),
        "sign": Function(),
        "gcd": Function(least=2, most=8),
        "lcm": Function(least=2, most=8),
        "min": Function(most=8),
        "max": Function(most=8),
        "mod": Function(least=2, most=2),
        "binomial": Function(least=2, most=2),
        "re": Function(),
        "im": Function(),
        "conj": Function(),
        "arg": Function(gives_angle=True),
    }
)
"""
By the name in a tree. `root(x, 3)` is the cube root, real where it can be;
`log(x, 2)` is to the base 2, `log(x)` to the base 10, `ln` natural; `mod` has
the sign of its second argument; `atan2(y, x)` is the angle of the point `(x, y)`.
"""

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "arcsin": "asin",
        "arccos": "acos",
        "arctan": "atan",
        "arctan2": "atan2",
        "arccot": "acot",
        "arcsec": "asec",
        "arccsc": "acsc",
        "arcsinh": "asinh",
        "arccosh": "acosh",
        "arctanh": "atanh",
        "arsinh": "asinh",
        "arcosh": "acosh",
        "artanh": "atanh",
        "cosec": "csc",
        "cosech": "csch",
        "cotan": "cot",
        "tg": "tan",
        "ctg": "cot",
        "lg": "log",
        "nthroot": "root",
        "nthRoot": "root",
        "sgn": "sign",
        "ceiling": "ceil",
        "choose": "binomial",
    }
)
"""Other spellings. `cbrt(x)` is read as `root(x, 3)`, `factorial(x)` as `(x)!`."""
