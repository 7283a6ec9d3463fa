"""
Units: what school units are worth, as exact fractions of SI base units.

One table of symbols, English names and plurals, with the SI prefixes where they
are usual. Factors are exact by definition (BIPM, SI Brochure 9th ed., 2019; NIST
SP 811 for imperial units); angles hold a power of pi beside. Gallons and pints
are US ones, a year is Julian (365.25 days) and a month a twelfth of it. Percent
is no unit. How a quantity is judged is the kind's.
"""

import difflib
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TypeAlias

import msgspec

__all__ = ["DIMENSIONLESS", "Dimension", "Unit", "nearest", "raised", "symbols", "together", "unit"]

Dimension: TypeAlias = tuple[tuple[str, Fraction], ...]
"""Powers of the base units, sorted by their symbols, none of them 0."""
DIMENSIONLESS: Dimension = ()
LONGEST_SYMBOL = 24
"""Characters; a longer word is looked at no further."""
CLOSENESS = 0.75
"""Share of a word that has to agree with a name for it to be suggested; `metrr` has 0.8 in common with `metre`."""


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """
    One unit: `factor` times pi to the power `pi` of the base units in `dimension`.

    `zero` is where its scale begins, in kelvins, for the temperatures that do
    not begin at nothing: 273.15 for degrees Celsius.
    """

    symbol: str
    factor: Fraction
    dimension: Dimension
    pi: int = 0
    zero: Fraction = Fraction(0)


def _dimension(powers: str) -> Dimension:
    """Return the dimension written like `kg m2 s-2`."""
    found = {}
    for part in powers.split():
        base = part.rstrip("-0123456789")
        found[base] = Fraction(part[len(base) :] or 1)
    return tuple(sorted(found.items()))


_NONE = ""
_PREFIXABLE: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "m": ("metre meter", "1", "m"),
        "g": ("gram gramme", "0.001", "kg"),
        "s": ("second", "1", "s"),
        "A": ("ampere amp", "1", "A"),
        "K": ("kelvin", "1", "K"),
        "mol": ("mole", "1", "mol"),
        "cd": ("candela", "1", "cd"),
        "Hz": ("hertz", "1", "s-1"),
        "N": ("newton", "1", "kg m s-2"),
        "Pa": ("pascal", "1", "kg m-1 s-2"),
        "J": ("joule", "1", "kg m2 s-2"),
        "W": ("watt", "1", "kg m2 s-3"),
        "C": ("coulomb", "1", "A s"),
        "V": ("volt", "1", "kg m2 s-3 A-1"),
        "F": ("farad", "1", "kg-1 m-2 s4 A2"),
        "Ω": ("ohm Ohm", "1", "kg m2 s-3 A-2"),
        "ohm": ("", "1", "kg m2 s-3 A-2"),
        "S": ("siemens", "1", "kg-1 m-2 s3 A2"),
        "Wb": ("weber", "1", "kg m2 s-2 A-1"),
        "T": ("tesla", "1", "kg s-2 A-1"),
        "H": ("henry", "1", "kg m2 s-2 A-2"),
        "lm": ("lumen", "1", "cd"),
        "lx": ("lux", "1", "cd m-2"),
        "Bq": ("becquerel", "1", "s-1"),
        "Gy": ("gray", "1", "m2 s-2"),
        "Sv": ("sievert", "1", "m2 s-2"),
        "kat": ("katal", "1", "mol s-1"),
        "L": ("litre liter", "0.001", "m3"),
        "l": ("", "0.001", "m3"),
        "t": ("tonne", "1000", "kg"),
        "bar": ("", "100000", "kg m-1 s-2"),
        "eV": ("electronvolt", "1.602176634e-19", "kg m2 s-2"),
        "Wh": ("", "3600", "kg m2 s-2"),
        "Ah": ("", "3600", "A s"),
        "cal": ("calorie", "4.184", "kg m2 s-2"),
        "M": ("molar", "1000", "mol m-3"),
        "bit": ("", "1", "bit"),
        "b": ("", "1", "bit"),
        "B": ("byte", "8", "bit"),
        "rad": ("radian", "1", _NONE),
        "sr": ("steradian", "1", _NONE),
        "Ci": ("curie", "37000000000", "s-1"),
        "rem": ("", "0.01", "m2 s-2"),
        "Da": ("dalton amu", "1.66053906660e-27", "kg"),  # measured: CODATA 2018
        "gauss": ("", "0.0001", "kg s-2 A-1"),
        "Nm": ("", "1", "kg m2 s-2"),
        "Ns": ("", "1", "kg m s-1"),
    }
)
"""Symbol: names, factor, dimension; each symbol and name is also read with a prefix."""
_PLAIN: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "min": ("minute", "60", "s"),
        "h": ("hour hr", "3600", "s"),
        "d": ("day", "86400", "s"),
        "wk": ("week", "604800", "s"),
        "mo": ("month", "2629800", "s"),
        "yr": ("year", "31557600", "s"),
        "decade": ("", "315576000", "s"),
        "century": ("", "3155760000", "s"),
        "sec": ("", "1", "s"),
        "in": ("inch", "0.0254", "m"),
        "ft": ("foot", "0.3048", "m"),
        "yd": ("yard", "0.9144", "m"),
        "mi": ("mile", "1609.344", "m"),
        "nmi": ("", "1852", "m"),
        "furlong": ("", "201.168", "m"),
        "Å": ("angstrom", "1e-10", "m"),
        "micron": ("", "1e-6", "m"),
        "au": ("", "149597870700", "m"),
        "ly": ("lightyear", "9460730472580800", "m"),
        "ha": ("hectare", "10000", "m2"),
        "acre": ("", "4046.8564224", "m2"),
        "cc": ("ccm", "0.000001", "m3"),
        "qm": ("sqm", "1", "m2"),
        "sqft": ("", "0.09290304", "m2"),
        "cbm": ("", "1", "m3"),
        "gal": ("gallon", "0.003785411784", "m3"),
        "qt": ("quart", "0.000946352946", "m3"),
        "pt": ("pint", "0.000473176473", "m3"),
        "cup": ("", "0.0002365882365", "m3"),
        "floz": ("", "0.0000295735295625", "m3"),
        "tbsp": ("tablespoon", "0.00001478676478125", "m3"),
        "tsp": ("teaspoon", "0.00000492892159375", "m3"),
        "oz": ("ounce", "0.028349523125", "kg"),
        "lb": ("pound lbs", "0.45359237", "kg"),
        "st": ("stone", "6.35029318", "kg"),
        "ton": ("", "907.18474", "kg"),
        "cwt": ("hundredweight", "45.359237", "kg"),
        "lbf": ("", "4.4482216152605", "kg m s-2"),
        "kgf": ("", "9.80665", "kg m s-2"),
        "dyn": ("dyne", "0.00001", "kg m s-2"),
        "erg": ("", "1e-7", "kg m2 s-2"),
        "Cal": ("", "4184", "kg m2 s-2"),
        "BTU": ("Btu", "1055.05585262", "kg m2 s-2"),
        "hp": ("horsepower", "745.69987158227022", "kg m2 s-3"),
        "VA": ("", "1", "kg m2 s-3"),
        "atm": ("atmosphere", "101325", "kg m-1 s-2"),
        "mmHg": ("", "133.322387415", "kg m-1 s-2"),
        "Torr": ("torr", "20265/152", "kg m-1 s-2"),
        "psi": ("", "444822161526050/64516000000", "kg m-1 s-2"),
        "mph": ("", "0.44704", "m s-1"),
        "kmh": ("kph", "5/18", "m s-1"),
        "kn": ("knot", "463/900", "m s-1"),
        "$": ("USD dollar", "1", "$"),
        "¢": ("cent", "0.01", "$"),
        "€": ("EUR euro", "1", "€"),
        "£": ("GBP", "1", "£"),
        "penny": ("", "0.01", "£"),
        "¥": ("JPY yen", "1", "¥"),
        "₹": ("INR rupee", "1", "₹"),
        "ct": ("eurocent", "0.01", "€"),
        "CHF": ("", "1", "CHF"),
    }
)
"""Symbol: names, factor, dimension; without prefixes."""
_WITH_PI: Mapping[str, tuple[str, str, int, str]] = MappingProxyType(
    {
        "°": ("deg degree", "1/180", 1, _NONE),
        "arcmin": ("arcminute", "1/10800", 1, _NONE),
        "arcsec": ("arcsecond", "1/648000", 1, _NONE),
        "turn": ("rev revolution", "2", 1, _NONE),
        "rpm": ("", "1/30", 1, "s-1"),
        "pc": ("parsec", "96939420213600000", -1, "m"),
    }
)
"""Symbol: names, factor, power of pi, dimension."""
_TEMPERATURES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "°C": ("℃ degC celsius Celsius", "1", "273.15"),
        "°F": ("℉ degF fahrenheit Fahrenheit", "5/9", "45967/180"),
    }
)
"""Symbol: names, size of a degree and zero of the scale, in kelvins."""
_PREFIXES: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "Y": ("yotta", 24),
        "Z": ("zetta", 21),
        "E": ("exa", 18),
        "P": ("peta", 15),
        "T": ("tera", 12),
        "G": ("giga", 9),
        "M": ("mega", 6),
        "k": ("kilo", 3),
        "h": ("hecto", 2),
        "da": ("deca", 1),
        "d": ("deci", -1),
        "c": ("centi", -2),
        "m": ("milli", -3),
        "μ": ("micro", -6),
        "\N{MICRO SIGN}": ("micro", -6),
        "u": ("micro", -6),
        "n": ("nano", -9),
        "p": ("pico", -12),
        "f": ("femto", -15),
        "a": ("atto", -18),
        "z": ("zepto", -21),
        "y": ("yocto", -24),
    }
)
_BINARY: Mapping[str, tuple[str, int]] = MappingProxyType(
    {"Ki": ("kibi", 10), "Mi": ("mebi", 20), "Gi": ("gibi", 30), "Ti": ("tebi", 40)}
)
_SAME_SIGN: Mapping[str, str] = MappingProxyType({"\N{OHM SIGN}": "Ω", "\N{ANGSTROM SIGN}": "Å", "º": "°", "˚": "°"})
"""Characters that mean the same."""
_USUAL = ("km", "cm", "mm", "kg", "mg", "mL", "kJ", "kW", "kWh", "kPa", "kHz", "MHz", "kN")
"""Prefixed units that are suggested for another spelling by case."""


_IRREGULAR: Mapping[str, str] = MappingProxyType(
    {"foot": "feet", "inch": "inches", "century": "centuries", "henry": "henries", "penny": "pence"}
)
SHORTEST_NAME = len("day")
SHORTEST_CAPITAL = len("Watt")
"""Of a name with a capital; shorter words may be symbols."""
_ABBREVIATED = frozenset({"hr", "yr", "yd"})
"""Symbols of two letters that are put in the plural."""


def _spellings(name: str) -> tuple[str, ...]:
    """Return a name and its plural; a symbol, which has none, by itself."""
    if name in _IRREGULAR:
        return name, _IRREGULAR[name]
    if len(name) < SHORTEST_NAME and name not in _ABBREVIATED:
        return (name,)
    return (name, f"{name}s") if name.isascii() and name.islower() and name[-1] not in "sxz" else (name,)


@cache
def _units() -> Mapping[str, Unit]:
    """Return every unit by each of its symbols and names, prefixes included."""
    found: dict[str, Unit] = {}
    for symbol, (words, size, powers) in _PREFIXABLE.items():
        plain = Unit(symbol=symbol, factor=Fraction(size), dimension=_dimension(powers))
        _add_prefixed(found, plain, words.split())
    for symbol, (words, size, powers) in _PLAIN.items():
        _add(found, Unit(symbol=symbol, factor=Fraction(size), dimension=_dimension(powers)), words.split())
    for symbol, (words, *_) in _WITH_PI.items():
        _add(found, _with_pi(symbol), words.split())
    kelvin = _dimension("K")
    for symbol, (words, size, zero) in _TEMPERATURES.items():
        degree = Unit(symbol=symbol, factor=Fraction(size), dimension=kelvin, zero=Fraction(zero))
        _add(found, degree, words.split())
    return MappingProxyType(found)


def _with_pi(symbol: str) -> Unit:
    """Return a unit that holds a power of pi."""
    _, size, power, powers = _WITH_PI[symbol]
    return Unit(symbol=symbol, factor=Fraction(size), dimension=_dimension(powers), pi=power)


def _add(found: dict[str, Unit], plain: Unit, words: list[str]) -> None:
    """Enter a unit under its symbol and names; these are its own, whatever prefixed unit is spelled the same."""
    for word in (plain.symbol, *words):
        for spelling in _spellings(word):
            found[spelling] = plain


def _add_prefixed(found: dict[str, Unit], plain: Unit, words: list[str]) -> None:
    """Enter a unit with each prefix, then by itself."""
    scaled = [(short, long, Fraction(10) ** power) for short, (long, power) in _PREFIXES.items()]
    if plain.dimension == _dimension("bit"):
        scaled += [(short, long, Fraction(2**power)) for short, (long, power) in _BINARY.items()]
    for short, long, scale in scaled:
        prefixed = msgspec.structs.replace(plain, symbol=short + plain.symbol, factor=scale * plain.factor)
        found.setdefault(prefixed.symbol, prefixed)
        for word in words:
            for spelling in _spellings(word):
                found.setdefault(long + spelling, prefixed)
    _add(found, plain, words)


def symbols() -> frozenset[str]:
    """
    Return every symbol and name that is read as a unit, prefixes and plurals included.
    """
    return frozenset(_units())


@lru_cache(maxsize=1_024)
def unit(symbol: str) -> Unit | None:
    """
    Return the unit of a symbol or name as written; None where it is none.

    Case matters, as in SI, but for the first letter of a name: `Newton`.
    """
    known = _units()
    found = known.get(symbol)
    if found is None and not symbol.isascii():
        found = known.get("".join([_SAME_SIGN.get(character, character) for character in symbol]))
    if found is None and len(symbol) >= SHORTEST_CAPITAL and symbol[1:].islower():
        found = known.get(symbol[0].lower() + symbol[1:])
    return found


def nearest(word: str) -> str | None:
    """
    Return the unit that was probably meant by a word that is none: the same but for case, else one of a similar name.
    """
    if not word or len(word) > LONGEST_SYMBOL:
        return None
    folded = word.casefold()
    tables = (_PREFIXABLE, _PLAIN, _WITH_PI)
    ours = [*_USUAL, *[symbol for table in tables for symbol in table]]
    names = [name for table in tables for words, *_ in table.values() for name in words.split()]
    for candidate in (*ours, *names):
        if candidate.casefold() == folded:
            return candidate
    close = difflib.get_close_matches(folded, names, n=1, cutoff=CLOSENESS)
    return close[0] if close else None


def together(left: Dimension, right: Dimension) -> Dimension:
    """
    Return the dimension of a product.
    """
    powers = dict(left)
    for base, power in right:
        powers[base] = powers.get(base, Fraction(0)) + power
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def raised(dimension: Dimension, power: Fraction) -> Dimension:
    """
    Return the dimension of a power; to the power -1, of what stands below the line.
    """
    return tuple((base, exponent * power) for base, exponent in dimension if power)
