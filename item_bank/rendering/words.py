"""
Words: how signs and names are said, by language.

English stands here, other languages in `item_bank/languages`; a formula in a text
of a language that is not there is read in English. Adding a language is adding
a file, never a case in the code that walks formulas.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from item_bank.phrasebook import SPOKEN, phrasebook, speaks

__all__ = ["Words", "words_for"]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """
    The words of one language.

    Texts with braces are filled by name: `{a}`, `{b}` are spoken parts, `{n}` a
    number.
    """

    signs: Mapping[str, str]
    functions: Mapping[str, str]
    negative: str
    simple_fraction: str
    fraction: str
    mixed: str
    squared: str
    cubed: str
    simple_power: str
    power: str
    sub: str
    degrees: str
    prime: str
    root: str
    long_root: str
    cube_root: str
    other_root: str
    log_base: str
    applied: str
    absolute: str
    long_absolute: str
    from_to: str
    over: str
    under: str
    bar: str
    vector: str
    crossed_out: str
    choose: str
    table: str
    row: str
    cases: str
    blank: str
    image: str


ENGLISH = Words(
    signs={
        "+": "plus",
        "-": "minus",
        "\u2212": "minus",
        "±": "plus or minus",
        "∓": "minus or plus",
        "\N{MULTIPLICATION SIGN}": "times",
        "⋅": "times",
        "·": "times",
        "∙": "times",
        "*": "times",
        "\N{ASTERISK OPERATOR}": "times",
        "÷": "divided by",
        "/": "over",
        "=": "equals",
        "≠": "is not equal to",
        "<": "is less than",
        ">": "is greater than",
        "≤": "is less than or equal to",
        "≥": "is greater than or equal to",
        "≈": "is about",
        "≡": "is identical to",
        "\N{TILDE OPERATOR}": "is similar to",
        "→": "to",
        "⇒": "implies",
        "⟹": "implies",
        "⇔": "is equivalent to",
        "(": "open parenthesis",
        ")": "close parenthesis",
        "[": "open bracket",
        "]": "close bracket",
        "{": "open brace",
        "}": "close brace",
        "|": "vertical bar",
        "\N{DIVIDES}": "such that",
        "∥": "is parallel to",
        "⟂": "is perpendicular to",
        "⊥": "is perpendicular to",
        ",": "comma",
        ";": "semicolon",
        ":": "to",
        ".": "point",
        "!": "factorial",
        "%": "percent",
        "$": "dollars",
        "?": "question mark",
        "∞": "infinity",
        "∘": "composed with",
        "°": "degrees",
        "…": "and so on",
        "⋯": "and so on",
        "∈": "is in",
        "∉": "is not in",
        "⊂": "is a subset of",
        "⊆": "is a subset of",
        "\N{UNION}": "union",
        "∩": "intersection",
        "∅": "the empty set",
        "\N{DOUBLE-STRUCK CAPITAL R}": "the real numbers",
        "\N{DOUBLE-STRUCK CAPITAL Z}": "the integers",
        "\N{DOUBLE-STRUCK CAPITAL N}": "the natural numbers",
        "\N{DOUBLE-STRUCK CAPITAL Q}": "the rational numbers",
        "∑": "the sum",
        "∏": "the product",
        "∫": "the integral",
        "∠": "angle",
        "△": "triangle",
        "√": "the square root of",
        "\N{PRIME}": "prime",
        "π": "pi",
        "\N{GREEK SMALL LETTER ALPHA}": "alpha",
        "β": "beta",
        "\N{GREEK SMALL LETTER GAMMA}": "gamma",
        "δ": "delta",
        "Δ": "delta",
        "ε": "epsilon",
        "θ": "theta",
        "λ": "lambda",
        "μ": "mu",
        "\N{GREEK SMALL LETTER RHO}": "rho",
        "\N{GREEK SMALL LETTER SIGMA}": "sigma",
        "φ": "phi",
        "ω": "omega",
        "_": "blank",
    },
    functions={
        "sin": "sine",
        "cos": "cosine",
        "tan": "tangent",
        "sec": "secant",
        "csc": "cosecant",
        "cot": "cotangent",
        "ln": "natural log",
        "log": "log",
        "exp": "exponential",
        "lim": "the limit",
        "max": "the maximum",
        "min": "the minimum",
        "gcd": "the greatest common divisor",
        "det": "the determinant",
    },
    negative="negative",
    simple_fraction="{a} over {b}",
    fraction="the fraction {a} over {b}, end fraction",
    mixed="and",
    squared="{a} squared",
    cubed="{a} cubed",
    simple_power="{a} to the power {b}",
    power="{a} to the power {b}, end power",
    sub="{a} sub {b}",
    degrees="{a} degrees",
    prime="{a} prime",
    root="the square root of {a}",
    long_root="the square root of {a}, end root",
    cube_root="the cube root of {a}, end root",
    other_root="the root of order {b} of {a}, end root",
    log_base="{a} base {b}",
    applied="of",
    absolute="the absolute value of {a}",
    long_absolute="the absolute value of {a}, end absolute value",
    from_to="{a} from {b} to {c} of",
    over="{a} with {b} above",
    under="{a} with {b} below",
    bar="{a} with a bar",
    vector="vector {a}",
    crossed_out="crossed out {a}",
    choose="{a} choose {b}",
    table="table with {n} rows:",
    row="row {n}: {a};",
    cases="cases:",
    blank="blank",
    image="Picture: {a}",
)

_HERE = Path(__file__).parents[1]


@lru_cache(maxsize=len(SPOKEN))
def _words(spoken: str) -> Words:
    signs, functions, rest = (phrasebook(_HERE, spoken, section) for section in ("signs", "functions", "speech"))
    if not rest:
        return ENGLISH
    return msgspec.convert({**rest, "signs": dict(signs), "functions": dict(functions)}, Words)


def words_for(language: str) -> Words:
    """
    Find the words of a language by its BCP 47 tag; English where there are none.
    """
    return _words(speaks(language))
