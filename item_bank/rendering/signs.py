"""
Signs: which plus and minus signs belong to what follows them, and which bars are a pair.

In "x = -5" and "(-5)" the minus is the number's own, in "2 - 5" it stands
between two numbers. The difference shows twice: in the space around a sign
(`mathml`) and in the word for it (`speech`). Only neighbours are looked at.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element

__all__ = ["OPERATORS", "RELATIONS", "bars", "closing_bar", "flat", "leading", "sign_of"]

LAYOUT: Final = frozenset({"math", "mrow", "mstyle", "mpadded", "mtd"})
SIGNS: Final = frozenset("+-\N{MINUS SIGN}±∓")
OPENING: Final = frozenset("([{|⟨⌊⌈,;:")
"""Brackets, bars and what parts the members of a list."""
RELATIONS: Final = frozenset("=<>≤≥≠≈≡\N{TILDE OPERATOR}≃≅∝≪≫→←↔⇒⇐⇔⟹⟸⟺↦∈∉\N{DIVIDES}")
OPERATORS: Final = SIGNS | frozenset(
    "\N{MULTIPLICATION SIGN}⋅·∙*\N{ASTERISK OPERATOR}÷/\N{DIVISION SLASH}∧\N{LOGICAL OR}"
)
BEFORE_A_SIGN: Final = OPENING | RELATIONS | OPERATORS
"""After one of these, as after nothing at all, a sign begins what follows."""


def flat(parts: Sequence[Element]) -> list[Element]:
    """
    Lift children of purely grouping rows and leave spaces out: a sign's neighbours are then what stands beside it.
    """
    lifted: list[Element] = []
    for part in parts:
        if part.tag in LAYOUT:
            lifted.extend(flat(list(part)))
        elif part.tag != "mspace":
            lifted.append(part)
    return lifted


def sign_of(part: Element) -> str:
    """
    Name the sign that an element is; the empty text where it is none.
    """
    return (part.text or "").strip() if part.tag in {"mo", "mi"} else ""


def closing_bar(row: Sequence[Element], opening: int) -> int | None:
    """
    Find the bar that closes the one at `opening`, with something between the two.
    """
    for place in range(opening + 2, len(row)):
        if sign_of(row[place]) == "|":
            return place
    return None


def bars(row: Sequence[Element]) -> Mapping[int, int]:
    """
    Pair the bars of absolute values, first with next: the places that open, with those that close.
    """
    pairs: dict[int, int] = {}
    closed = -1
    for place, part in enumerate(row):
        if place > closed and sign_of(part) == "|" and (end := closing_bar(row, place)) is not None:
            pairs[place] = closed = end
    return pairs


def leading(row: Sequence[Element]) -> frozenset[int]:
    """
    Find the signs that belong to what follows them.

    Parameters
    ----------
    row
        Elements side by side, as `flat` lists them.

    Returns
    -------
    frozenset[int]
        Their places. A sign with nothing after it is none of them: it is talked
        about, or is a one-sided limit.
    """
    closing = frozenset(bars(row).values())
    return frozenset(
        place
        for place, part in enumerate(row[:-1])
        if sign_of(part) in SIGNS
        and (not place or (sign_of(row[place - 1]) in BEFORE_A_SIGN and place - 1 not in closing))
    )
