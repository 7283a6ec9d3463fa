"""What `turns` promises: the rational part of half a circle that an angle is, or None."""

from fractions import Fraction

import pytest

from item_bank.algebra.tree import Degrees, Number
from item_bank.algebra.turns import turns
from tests.item_bank.algebra.compared import tree_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pi", 1),
        ("pi/3", Fraction(1, 3)),
        ("2pi/3", Fraction(2, 3)),
        ("pi*(1/3)", Fraction(1, 3)),
        ("-(pi/3)", Fraction(-1, 3)),
        ("+pi/2", Fraction(1, 2)),
        ("pi/2 - pi/3", Fraction(1, 6)),
        ("pi/2 + 3pi", Fraction(7, 2)),
        ("500 pi", 500),
        ("0", 0),
        ("(1-1)", 0),
        ("1", None),
        ("pi + 1", None),
        ("x pi", None),
        ("pi^2", None),
        ("pi*pi", None),
        ("1/pi", None),
        ("pi/pi", None),
        ("pi/0", None),
        ("pi sqrt(2)", None),
        ("pi sqrt(4)", 2),
        ("e pi", None),
    ],
)
def test_angles_that_are_rational_parts_of_half_a_circle(text: str, expected: Fraction | None) -> None:
    """
    However they are written, as long as it is by the four operations.
    """
    assert expected == turns(tree_of(text), "radians")


def test_degrees_are_hundred_and_eightieths() -> None:
    """
    With the sign in any setting, and without it where degrees are what angles are measured in.
    """
    degrees = Degrees(Number("30"))

    assert Fraction(1, 6) == turns(degrees, "radians") == turns(degrees, "degrees") == turns(tree_of("30"), "degrees")
    assert turns(tree_of("x"), "degrees") is None
