"""
Canvas: a drawing as SVG, element by element.

Numbers, classes and escaped texts alone: no script, style, link or id, so a
drawing can stand in any page, several times. It has the colour of the text
around it; a page may give each class its own. One unit is one pixel of a phone
320 pixels wide.
"""

from collections.abc import Sequence
from fractions import Fraction
from html import escape
from math import hypot
from typing import Final, Literal

from item_bank.algebra.numerals import marks
from item_bank.figures.figure import Numbers

__all__ = ["FONT", "WIDTH", "Canvas", "Place", "every", "number_text", "text_width"]

WIDTH: Final = 320.0
"""Every drawing's width; its height depends on what is drawn."""
FONT: Final = 12.0
"""Size of labels: 12 pixels where the drawing has 320, and more where it is wider."""

_CHARACTER: Final = 0.58
"""Mean width of a digit or letter in units of the font's size, in the usual sans-serif fonts."""
_HEAD: Final = 7.0
"""Length of an arrow's head."""
_LINE: Final = 'fill="none" stroke="currentColor"'
_LOOKS: Final = {
    "axis": f'{_LINE} stroke-width="1.5"',
    "bar": 'fill="currentColor" fill-opacity="0.55"',
    "cross": f'{_LINE} stroke-width="2.5"',
    "curve": f'{_LINE} stroke-width="2.2"',
    "dashed": f'{_LINE} stroke-width="2.2" stroke-dasharray="6 4"',
    "fraction": f'{_LINE} stroke-width="1"',
    "grid": f'{_LINE} stroke-width="0.7" stroke-opacity="0.35"',
    "jump": f'{_LINE} stroke-width="1.7"',
    "mark": 'fill="currentColor"',
    "marked": f'{_LINE} stroke-width="5"',
    "open": 'fill="Canvas" stroke="currentColor" stroke-width="2"',
    "part": f'{_LINE} stroke-width="1.5"',
    "shade": 'fill="currentColor" fill-opacity="0.18"',
    "shaded": 'fill="currentColor" fill-opacity="0.45" stroke="currentColor" stroke-width="1.5"',
}
"""How each class looks where a page says nothing of it."""

_MINUS: Final = "\N{MINUS SIGN}"
_STEPS: Final = (1, 2, 5, 10, 20, 25, 50)
"""Of how many ticks one may have the only label."""
_PLACES: Final = 6
"""Decimals of a number beside a scale; what has more is written as a fraction."""

Place = tuple[float, float]
_Anchor = Literal["start", "middle", "end"]


class Canvas:
    """Elements in the order in which they are drawn; later ones lie on top."""

    def __init__(self) -> None:
        self._elements: list[str] = []

    def line(self, one: Place, other: Place, name: str) -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2) = one, other
        self._elements.append(f'<line {_look(name)} x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"/>')

    def arrow(self, one: Place, other: Place, name: str) -> None:
        """Draw a straight line with a head at its end."""
        self.line(one, other, name)
        self.head(one, other)

    def head(self, one: Place, other: Place) -> None:
        """Draw an arrow's head at the end of a line that comes from another place."""
        dx, dy = other[0] - one[0], other[1] - one[1]
        size = hypot(dx, dy) or 1.0
        along, across = (dx / size * _HEAD, dy / size * _HEAD), (-dy / size * _HEAD / 2, dx / size * _HEAD / 2)
        back = other[0] - along[0], other[1] - along[1]
        self.area(
            [other, (back[0] + across[0], back[1] + across[1]), (back[0] - across[0], back[1] - across[1])], "mark"
        )

    def circle(self, middle: Place, radius: float, name: str) -> None:
        """Draw a circle."""
        x, y = middle
        self._elements.append(f'<circle {_look(name)} cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>')

    def rectangle(self, corner: Place, width: float, height: float, name: str) -> None:
        """Draw a rectangle by its upper left corner."""
        x, y = corner
        self._elements.append(
            f'<rect {_look(name)} x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"/>'
        )

    def area(self, corners: Sequence[Place], name: str) -> None:
        """Draw a filled shape by its corners."""
        self._elements.append(f'<polygon {_look(name)} points="{_points(corners)}"/>')

    def run(self, places: Sequence[Place], name: str) -> None:
        """Draw a line through many places."""
        self._elements.append(f'<polyline {_look(name)} points="{_points(places)}"/>')

    def bow(self, one: Place, top: Place, other: Place, name: str) -> None:
        """Draw a bow between two places that is drawn towards a third."""
        (x1, y1), (x, y), (x2, y2) = one, top, other
        path = f"M{_n(x1)} {_n(y1)}Q{_n(x)} {_n(y)} {_n(x2)} {_n(y2)}"
        self._elements.append(f'<path {_look(name)} d="{path}"/>')

    def text(self, place: Place, text: str, anchor: _Anchor = "middle", turned: float = 0) -> None:
        """Write a text with its base line at a place, perhaps turned by some degrees."""
        if text:
            x, y = place
            turn = f' transform="rotate({_n(turned)} {_n(x)} {_n(y)})"' if turned else ""
            self._elements.append(
                f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" font-size="{_n(FONT)}" fill="currentColor"'
                f"{turn}>{escape(text, quote=False)}</text>"
            )

    def number(self, place: Place, value: Fraction, style: Numbers, language: str, anchor: _Anchor = "middle") -> None:
        """Write a number with its base line at a place; a fraction stands with its bar a little below."""
        written = number_text(value, style, language)
        if "/" not in written:
            self.text(place, written, anchor)
            return
        above, _, below = written.lstrip(_MINUS).partition("/")
        width = max(text_width(above), text_width(below))
        sign = text_width(_MINUS) if value < 0 else 0.0
        left = place[0] - {"start": 0.0, "middle": (width + sign) / 2, "end": width + sign}[anchor]
        middle, bar = left + sign + width / 2, place[1] + FONT * 0.2
        if sign:
            self.text((left, bar + FONT * 0.3), _MINUS, "start")
        self.text((middle, bar - FONT * 0.2), above)
        self.line((middle - width / 2, bar), (middle + width / 2, bar), "fraction")
        self.text((middle, bar + FONT * 0.95), below)

    def inside(self, corner: Place, width: float, height: float, other: "Canvas") -> None:
        """Draw another canvas, of the same units, cut off at a rectangle of this one."""
        x, y = corner
        box = f"{_n(x)} {_n(y)} {_n(width)} {_n(height)}"
        self._elements.append(
            f'<svg x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" viewBox="{box}" overflow="hidden">'
            f"{''.join(other._elements)}</svg>"  # noqa: SLF001 -- another of this class
        )

    def markup(self, height: float, alt: str) -> str:
        """Return the drawing as one SVG element that says in words what it shows."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" aria-label="{escape(alt)}"'
            f' viewBox="0 0 {_n(WIDTH)} {_n(height)}">{"".join(self._elements)}</svg>'
        )


def number_text(value: Fraction, style: Numbers, language: str) -> str:
    """
    Write a number in one line, with a minus sign and the decimal mark of the language.
    """
    sign = _MINUS if value < 0 else ""
    size = abs(value)
    if size.denominator == 1:
        return f"{sign}{size.numerator}"
    scaled = size * 10**_PLACES
    if style == "fraction" or scaled.denominator != 1:
        return f"{sign}{size.numerator}/{size.denominator}"
    digits = f"{scaled.numerator:0{_PLACES + 1}d}"
    return f"{sign}{digits[:-_PLACES]}{marks(language).decimal}{digits[-_PLACES:].rstrip('0')}"


def text_width(text: str) -> float:
    """
    Estimate how wide a label is.
    """
    return len(text) * FONT * _CHARACTER


def every(widest: float, apart: float) -> int:
    """
    Say of how many ticks one can have a label, so that none touches its neighbour.
    """
    return next((step for step in _STEPS if step * apart >= widest + FONT / 2), _STEPS[-1])


def _look(name: str) -> str:
    return f'class="{name}" {_LOOKS[name]}'


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _points(places: Sequence[Place]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in places)
