r"""
Labels: what stands before an answer only to name it, and units that the question gives.

`L = {2}`, `D = R`, `f(x) = 2x`, `dy/dx = 2x`, `v = 5 m/s`, `P(2|3)`. A letter that
is declared is no label, since what it equals is then part of the answer. Places
in the text stay where they are: a label becomes white space. Nor is what is
noted behind a line, `| -4`, a part of it.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

__all__ = ["Labelled", "without_label", "without_operation", "without_unit"]

Labelled: TypeAlias = Literal["nothing", "function", "set", "point", "quantity"]
"""What an answer may be named as."""

BRACKETED: Final = r"(?:\\left)?\(\s*[A-Za-z]\s*(?:\\right)?\)"
FUNCTION: Final = re.compile(
    rf"\s*(?:([A-Za-z])(?:\s*(?:'|\N{{PRIME}}|\N{{RIGHT SINGLE QUOTATION MARK}}|\^\{{?\\prime\}}?)){{0,3}}"
    rf"(?:\s*{BRACKETED})?|d[a-z]/d[a-z]|\\[dt]?frac\{{d[a-z]\}}\{{d[a-z]\}})\s*=(?![=<>])"
)
"""`y =`, `f(x) =`, `f'(x) =`, `dy/dx =`."""
SET: Final = re.compile(
    r"\s*(?:\\math(?:bb|cal|scr|rm|bf)\s*\{?)?([A-Z])\}?\s*=\s*"
    r"(?=\(|\[|\]|\{|\\\{|\\left|\\lbrace|\\mathbb|\\emptyset|\\varnothing|\\R(?![A-Za-z])|ℝ|∅|R\s*(?:$|[\\∖]))"
)
POINT: Final = re.compile(
    r"\s*(?:\\(?:vec|overrightarrow|mathbf)\s*\{?\s*([A-Za-z]{1,2})\s*\}?\s*=|([A-Z])(?=\s*(?:\\left)?\s*\()"
    r"|([A-Za-z])\s*=\s*(?=[(\[<\N{MATHEMATICAL LEFT ANGLE BRACKET}]|\\begin|\\left|\\langle))"
)
QUANTITY: Final = re.compile(r"\s*([A-Za-z])\s*=(?![=<>])")
NOTED: Final = re.compile(r"\s*(?:[-+*/:÷×·−]|\\cdot|\\div|\\times|\()")
RELATION: Final = re.compile(r"[=<>≤≥]|\\[lg]e")
PATTERNS: Final[Mapping[Labelled, tuple[re.Pattern[str], ...]]] = MappingProxyType(
    {"nothing": (), "function": (FUNCTION,), "set": (SET,), "point": (SET, POINT), "quantity": (QUANTITY,)}
)


def without_label(text: str, labelled: Labelled, declared: frozenset[str]) -> str:
    """
    Put white space in the place of a label.

    Parameters
    ----------
    text
        A response, as typed or as LaTeX.
    labelled
        What its kind may be named as.
    declared
        The letters that a response may hold; none of them is a label.
    """
    for pattern in PATTERNS[labelled]:
        found = pattern.match(text)
        if found is not None and declared.isdisjoint(group for group in found.groups() if group):
            return " " * found.end() + text[found.end() :]
    return text


def without_operation(text: str) -> str:
    """
    Leave out what is noted behind an equation about the next step: `3x + 4 = 10 | -4`.

    Parameters
    ----------
    text
        A line, as typed or as LaTeX. One bar alone, outside of brackets, is no absolute value.
    """
    line, bar, noted = text.partition("|")
    alone = bar and "|" not in noted and NOTED.match(noted) is not None
    if alone and RELATION.search(line) is not None and line.count("(") == line.count(")"):
        return line
    return text


def without_unit(text: str, unit: str) -> str:
    """
    Put white space in the place of a unit that stands behind a number, or before it.

    Parameters
    ----------
    text
        A response, as typed or as LaTeX.
    unit
        What the question gives with the number: `%`, `cm`, `€`. A text of nothing else is left as it is.
    """
    spellings = (rf"\text{{{unit}}}", rf"\mathrm{{{unit}}}", rf"\{unit}", unit)
    start, core = len(text) - len(text.lstrip()), text.strip()
    for spelling in spellings:
        number = core.removesuffix(spelling)
        if number != core and number.strip():
            return text[:start] + number
        number = core.removeprefix(spelling)
        if number != core and number.strip() and not unit.isalpha():
            return " " * (start + len(core) - len(number)) + number
    return text
