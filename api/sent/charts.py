"""
Charts for teachers: bars as SVG, always with the table that says the same.

Shapes and texts alone, in the colour of the text around them, so that a chart
prints, stands in light and dark, and needs no script. The eye gets lengths; every
figure stands beside its bar and in the table, which has long labels in full.
"""

from collections.abc import Sequence
from html import escape
from typing import Final

import msgspec

from item_bank.figures.drawing import Drawing

__all__ = ["Bar", "Chart", "bar_chart"]

WIDTH: Final = 480
ROW: Final = 64
BAR: Final = 14
LABEL: Final = 60
"""Characters of a label that there is room for in whatever sans-serif a page has."""
OUTLINE: Final = 'fill="none" stroke="currentColor" stroke-opacity="0.4"'
SHADES: Final = (0.85, 0.45, 0.2)
"""Of the parts of one bar, the first the darkest; their order is the table's."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One bar: what it is of, its parts in order, each 0 or more, and of how much they are parts."""

    label: str
    parts: tuple[float, ...]
    whole: float
    figures: tuple[str, ...]


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A chart and its table; the drawing's description says every figure."""

    title: str
    drawing: Drawing
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def bar_chart(title: str, head: Sequence[str], bars: Sequence[Bar]) -> Chart:
    """
    Draw bars below each other.

    Parameters
    ----------
    title
        What it shows.
    head
        The table's columns: what the bars are of, then one for each figure.
    bars
        In order; without any, the drawing is empty and its words say so.
    """
    longest = max((bar.whole for bar in bars), default=0.0) or 1.0
    shapes = "".join(_bar(head, bar, place, longest) for place, bar in enumerate(bars))
    height = ROW * max(1, len(bars))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title, quote=True)}">{shapes}</svg>'
    )
    told = "; ".join(f"{bar.label}: {_told(head, bar)}" for bar in bars)
    return Chart(
        title=title,
        drawing=Drawing(svg=svg, alt=title, description=told or "Nothing to show yet."),
        head=tuple(head),
        rows=tuple((bar.label, *bar.figures) for bar in bars),
    )


def _told(head: Sequence[str], bar: Bar) -> str:
    return ", ".join(f"{figure} {name}" for name, figure in zip(head[1:], bar.figures, strict=True))


def _bar(head: Sequence[str], bar: Bar, place: int, longest: float) -> str:
    """Draw one bar below its label and its figures."""
    top, left = place * ROW, 0.0
    scale = WIDTH / longest
    outline = max(1.0, bar.whole * scale - 1)
    drawn = [
        _text(top + 15, 14, bar.label if len(bar.label) <= LABEL else f"{bar.label[: LABEL - 1].rstrip()}…"),
        _text(top + 32, 12, _told(head, bar)),
        f'<rect x="0.5" y="{top + 38.5}" width="{outline:.1f}" height="{BAR}" {OUTLINE}/>',
    ]
    for part, shade in zip(bar.parts, SHADES, strict=False):
        width = part * scale
        place_ = f'x="{left:.1f}" y="{top + 38}" width="{width:.1f}" height="{BAR + 1}"'
        drawn.append(f'<rect {place_} fill="currentColor" fill-opacity="{shade}"/>')
        left += width
    return "".join(drawn)


def _text(y: int, size: int, text: str) -> str:
    return f'<text x="0" y="{y}" font-size="{size}" fill="currentColor">{escape(text)}</text>'
