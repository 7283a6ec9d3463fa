r"""
Signs: what a LaTeX command of OATutor's answers is in typed maths.

Names of functions and of Greek letters are words of our grammar too; the others
stand here. What a command means together with its arguments is `typed`'s.
"""

from collections.abc import Mapping
from typing import Final

__all__ = ["FUNCTIONS", "GREEK", "PLAIN", "SPACING", "WORDED"]

SPACING: Final = frozenset({r"\,", r"\;", r"\:", r"\!", r"\ ", r"\quad", r"\qquad", r"\displaystyle", r"\limits"})

WORDED: Final = frozenset({r"\text", r"\mathrm", r"\textrm", r"\textit", r"\mathit", r"\operatorname", r"\mathbf"})
"""Commands whose argument is read as it stands."""

FUNCTIONS: Final = (
    *("sin", "cos", "tan", "sec", "csc", "cot", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh"),
    *("ln", "log", "exp"),
)
GREEK: Final = (
    *("theta", "alpha", "beta", "gamma", "delta", "lambda", "mu", "sigma", "rho", "tau", "phi", "omega", "pi"),
    *("Delta", "epsilon", "eta", "kappa", "nu", "chi", "psi"),
)
"""Their typed names are the commands'."""

PLAIN: Final[Mapping[str, str]] = {
    **{rf"\{name}": f" {name}" for name in FUNCTIONS},
    **{rf"\{name}": f" {name} " for name in GREEK},
    r"\varphi": " phi ",
    r"\vartheta": " theta ",
    r"\varepsilon": " epsilon ",
    r"\times": "*",
    r"\cdot": "*",
    r"\ast": "*",
    r"\div": "/",
    r"\left": "",
    r"\right": "",
    r"\%": "%",
    r"\infty": " oo ",
    r"\cup": " U ",
    r"\cap": " \N{INTERSECTION} ",
    r"\pm": "±",
    r"\leq": "<=",
    r"\le": "<=",
    r"\leqslant": "<=",
    r"\geq": ">=",
    r"\ge": ">=",
    r"\geqslant": ">=",
    r"\neq": "!=",
    r"\ne": "!=",
    r"\lt": "<",
    r"\gt": ">",
    r"\langle": "(",
    r"\rangle": ")",
    r"\lvert": "|",
    r"\rvert": "|",
    r"\vert": "|",
    r"\mid": "|",
    r"\{": "{",
    r"\}": "}",
    r"\lbrace": "{",
    r"\rbrace": "}",
    r"\emptyset": " \N{EMPTY SET} ",
    r"\varnothing": " \N{EMPTY SET} ",
    r"\circ": "°",
    r"\degree": "°",
    "\N{DEGREE SIGN}": "°",
    "**": "^",
    "&": " U ",
    "\N{RING OPERATOR}": "°",
    "~": "±",
    "\N{MINUS SIGN}": "-",
    "\N{EN DASH}": "-",
    "\N{INFINITY}": " oo ",
}
"""Signs and commands without arguments; an `&` joins intervals, a `~` stands for plus or minus."""
