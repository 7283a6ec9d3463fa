"""What enclosing the value of a number promises."""

import math
from fractions import Fraction

import pytest

from item_bank.algebra.arithmetic import Undefined
from item_bank.algebra.context import Context
from item_bank.algebra.enclosure import Enclosure, enclosure
from item_bank.algebra.reading import read
from item_bank.algebra.setting import Angle, Domain, Setting
from item_bank.algebra.unreadable import Unreadable

NARROW = Fraction(1, 10**70)


def enclosed(text: str, domain: Domain = "real", angle: Angle = "radians") -> Enclosure | Undefined | None:
    """Enclose what a text is worth."""
    tree = read(text, Context(functions=("f",)))
    assert not isinstance(tree, Unreadable)
    return enclosure(tree, Setting(domain=domain, angle=angle))


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("pi", math.pi),
        ("-sqrt(2)", -math.sqrt(2)),
        ("e^(-1)", math.exp(-1)),
        ("abs(3+4i)", 5.0),
        ("sin(1)", math.sin(1)),
    ],
)
def test_irrational_numbers_lie_between_two_rational_ones(text: str, worth: float) -> None:
    """
    Some 75 digits apart.
    """
    found = enclosed(text)

    assert isinstance(found, tuple)
    assert found[0] <= found[1] <= found[0] + NARROW
    assert math.isclose(worth, found[0])


def test_rational_numbers_are_exact() -> None:
    """
    Both ends are the number.
    """
    assert (Fraction(3, 4), Fraction(3, 4)) == enclosed("0.75")


@pytest.mark.parametrize(
    ("text", "domain"), [("1/0", "real"), ("sqrt(-2)", "real"), ("2i", "real"), ("ln(-2)", "complex")]
)
def test_what_is_no_real_number_is_undefined(text: str, domain: Domain) -> None:
    """
    No value at all, or an imaginary one.
    """
    assert isinstance(enclosed(text, domain), Undefined)


@pytest.mark.parametrize("text", ["9^9^9^9", "f(2)", "exp(9999)", "exp(exp(100))", "floor(sqrt(2)^2)", "exp(-9999)"])
def test_what_is_too_large_or_not_known_has_no_enclosure(text: str) -> None:
    """
    None, without writing it out.
    """
    assert enclosed(text) is None


def test_angles_are_measured_as_set() -> None:
    """
    The cosine of 60 is a half where angles are in degrees.
    """
    found = enclosed("cos(61)", angle="degrees")

    assert isinstance(found, tuple)
    assert math.isclose(math.cos(math.radians(61)), found[0])
