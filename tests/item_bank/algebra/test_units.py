"""What the table of units promises."""

from fractions import Fraction

import pytest

from item_bank.algebra.units import DIMENSIONLESS, Dimension, nearest, raised, symbols, together, unit


def dimension(**powers: int) -> Dimension:
    """Write a dimension."""
    return tuple(sorted((base, Fraction(power)) for base, power in powers.items()))


@pytest.mark.parametrize(
    ("symbol", "factor", "expected"),
    [
        ("m", "1", dimension(m=1)),
        ("km", "1000", dimension(m=1)),
        ("g", "1/1000", dimension(kg=1)),
        ("kg", "1", dimension(kg=1)),
        ("mL", "1/1000000", dimension(m=3)),
        ("h", "3600", dimension(s=1)),
        ("mph", "0.44704", dimension(m=1, s=-1)),
        ("kWh", "3600000", dimension(kg=1, m=2, s=-2)),
        ("psi", "8896443230521/1290320000", dimension(kg=1, m=-1, s=-2)),
        ("in", "0.0254", dimension(m=1)),
        ("¢", "1/100", (("$", Fraction(1)),)),
        ("GiB", str(8 * 2**30), dimension(bit=1)),
        ("°C", "1", dimension(K=1)),
    ],
)
def test_a_unit_is_an_exact_multiple_of_base_units(symbol: str, factor: str, expected: Dimension) -> None:
    """
    By its definition, never a rounded one.
    """
    found = unit(symbol)

    assert found is not None
    assert (Fraction(factor), expected) == (found.factor, found.dimension)


@pytest.mark.parametrize(
    ("word", "symbol"),
    [
        ("metres", "m"),
        ("kilometer", "km"),
        ("feet", "ft"),
        ("inches", "in"),
        ("hours", "h"),
        ("hrs", "h"),
        ("mins", "min"),
        ("days", "d"),
        ("henries", "H"),
        ("kilohenries", "kH"),
        ("lux", "lx"),
        ("µm", "µm"),
        ("\N{OHM SIGN}", "Ω"),
        ("degC", "°C"),
        ("º", "°"),
        ("euros", "€"),
        ("litres", "L"),
        ("Newtons", "N"),
        ("kohm", "kohm"),
    ],
)
def test_names_plurals_and_other_signs_are_the_same_unit(word: str, symbol: str) -> None:
    """
    British and American names, and the signs that keyboards have.
    """
    found = unit(word)

    assert found is not None
    assert symbol == found.symbol
    assert unit(symbol) == found


@pytest.mark.parametrize(
    ("symbol", "factor"),
    [("min", 60), ("Pa", 1), ("cd", 1), ("ft", Fraction("0.3048")), ("pt", Fraction("0.000473176473"))],
)
def test_a_unit_of_its_own_wins_over_a_prefixed_one(symbol: str, factor: Fraction) -> None:
    """
    A minute is no milli-inch, a pascal no peta-year.
    """
    found = unit(symbol)

    assert found is not None
    assert factor == found.factor


def test_angles_hold_pi_and_temperatures_begin_elsewhere() -> None:
    """
    180 degrees are pi; 0 degrees Celsius are 273.15 kelvins, 32 degrees Fahrenheit too.
    """
    degree, celsius, fahrenheit = unit("°"), unit("°C"), unit("°F")

    assert degree is not None
    assert celsius is not None
    assert fahrenheit is not None
    assert (Fraction(1, 180), 1, DIMENSIONLESS) == (degree.factor, degree.pi, degree.dimension)
    assert Fraction("273.15") == celsius.zero == fahrenheit.zero + 32 * fahrenheit.factor


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [("KM", "km"), ("Kg", "kg"), ("metrr", "metre"), ("HOUR", "hour"), ("xyzzy", None), ("", None), ("k" * 99, None)],
)
def test_the_nearest_unit_is_suggested(word: str, suggestion: str | None) -> None:
    """
    By case first, then by spelling; nothing where nothing is near.
    """
    assert suggestion == nearest(word)
    assert unit(word) is None


def test_symbols_are_all_that_is_read() -> None:
    """
    Each is a unit, and no letter of maths is among the symbols of one letter.
    """
    assert all(unit(symbol) is not None for symbol in symbols())
    assert symbols().isdisjoint("aefijknopqruvwxyz")


def test_dimensions_multiply() -> None:
    """
    Powers add up and those of 0 are left out.
    """
    speed = together(dimension(m=1), raised(dimension(s=1), Fraction(-1)))

    assert dimension(m=1, s=-1) == speed
    assert DIMENSIONLESS == together(speed, raised(speed, Fraction(-1))) == raised(speed, Fraction(0))
