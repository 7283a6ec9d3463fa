"""
Identities: pairs of texts that are equal for all real values at which both are defined, drawn at random.

By families, so that the share outside polynomials is known: each family is a
list of shapes with places for small whole numbers.
"""

import random
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["FAMILIES", "POLYNOMIAL", "draw_identity"]

POLYNOMIAL: Final = "polynomials"

FAMILIES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = MappingProxyType(
    {
        POLYNOMIAL: (
            ("(x+{a})(x-{b})", "x^2-{b}x+{a}x-{a}*{b}"),
            ("({a}x+{b})^2", "{a}^2x^2+2*{a}*{b}x+{b}^2"),
            ("({a}x-{b}y)({a}x+{b}y)", "{a}^2x^2-{b}^2y^2"),
            ("(x+{a})^3", "x^3+3*{a}x^2+3*{a}^2x+{a}^3"),
            ("{a}(x+{b})-{c}(x-{d})", "{a}x+{a}*{b}-{c}x+{c}*{d}"),
            ("x^3-{a}^3", "(x-{a})(x^2+{a}x+{a}^2)"),
            ("(x+y+{a})^2", "x^2+y^2+{a}^2+2xy+2*{a}x+2*{a}y"),
            ("(x-{a})(x-{b})(x+{c})", "((x-{a})(x-{b}))x+{c}(x-{a})(x-{b})"),
        ),
        "rational": (
            ("{a}/(x+{b})+{c}/(y-{d})", "({a}(y-{d})+{c}(x+{b}))/((x+{b})(y-{d}))"),
            ("(x^2-{a}^2)/(x-{a})", "x+{a}"),
            ("1/(x y)-{a}/(x z)", "(z-{a}y)/(x y z)"),
            ("x/y/({a}z)", "x/({a}y z)"),
            ("({a}x+{b})/({c}x)", "{a}/{c}+{b}/({c}x)"),
            ("1/(1+{a}/x)", "x/(x+{a})"),
            ("(x^-{a})(y^{b})", "y^{b}/x^{a}"),
            ("1/(x-{a})-1/(x+{a})", "2*{a}/(x^2-{a}^2)"),
        ),
        "roots": (
            ("sqrt({a}^2 x)", "{a}sqrt(x)"),
            ("1/(sqrt(x)+{a})", "(sqrt(x)-{a})/(x-{a}^2)"),
            ("sqrt(x+{a})^2+{b}", "x+{a}+{b}"),
            ("root({a}^3 x, 3)", "{a}root(x, 3)"),
            ("x^(1/2)*x^(3/2)/{a}", "x^2/{a}+0sqrt(x)"),
            ("(sqrt({a})+sqrt({b}))^2", "{a}+{b}+2sqrt({a}*{b})"),
            ("sqrt(x)*sqrt(y+{a})", "sqrt(x(y+{a}))+0sqrt(x)"),
            ("(x+{a})^(3/2)", "(x+{a})sqrt(x+{a})"),
        ),
        "trigonometry": (
            ("{a}sin(x)^2+{a}cos(x)^2", "{a}"),
            ("sin(2x)/{a}", "2sin(x)cos(x)/{a}"),
            ("cos(2x)+{b}", "1-2sin(x)^2+{b}"),
            ("sin(x+{a})", "sin(x)cos({a})+cos(x)sin({a})"),
            ("tan(x)^2+1", "1/cos(x)^2"),
            ("{a}cos(pi/2-x)", "{a}sin(x)"),
            ("cos(x-y)", "cos(x)cos(y)+sin(x)sin(y)"),
            ("sin(x)/cos(x)+{b}", "tan(x)+{b}"),
            ("sin(3x)", "3sin(x)-4sin(x)^3"),
        ),
        "exponentials and logarithms": (
            ("e^(x+{a})", "e^x*e^{a}"),
            ("ln({a}x)", "ln({a})+ln(x)"),
            ("{a}ln(x)", "ln(x^{a})+0ln(x)"),
            ("{a}^(2x)", "({a}^x)^2"),
            ("e^(ln(x)+{b})", "x*e^{b}+0ln(x)"),
            ("log(x, {a})", "ln(x)/ln({a})"),
            ("(e^x-e^(-x))^2", "e^(2x)+e^(-2x)-2"),
            ("ln(x/y)+0ln(x)", "ln(x)-ln(y)"),
            ("2^(x+{a})-2^x", "(2^{a}-1)2^x"),
        ),
        "absolute values": (
            ("abs({a}x)", "{a}abs(x)"),
            ("sqrt(x^2)+{a}", "abs(x)+{a}"),
            ("abs(x-{a})", "abs({a}-x)"),
            ("abs(x)^2-{a}", "x^2-{a}"),
            ("abs(x)abs(y+{a})", "abs(x y+{a}x)"),
            ("sqrt((x+{a})^2)", "abs(x+{a})"),
            ("abs(x^3)/{b}", "abs(x)x^2/{b}"),
        ),
    }
)
"""Shapes whose sides have the same domain or nearly so, by what they have that a polynomial has not."""


def draw_identity(draw: random.Random) -> tuple[str, str, str]:
    """
    Draw a family, and two equal texts of it.
    """
    family = draw.choice(list(FAMILIES))
    left, right = draw.choice(FAMILIES[family])
    numbers = dict(zip("abcd", draw.sample(range(2, 20), 4), strict=True))
    # the larger number first, so that a side is never empty by cancelling
    return family, left.format(**numbers), right.format(**numbers)
