"""
Drawings: a filled figure as a page shows it.

An SVG element with the author's words on it and a description made from the
data, or a table whose texts are rendered like any other. A figure that cannot
be drawn after all is shown by its words alone.
"""

from functools import lru_cache
from typing import TypeAlias, assert_never

import msgspec

from item_bank.figures.bars import draw_bar_chart
from item_bank.figures.describing import describe
from item_bank.figures.faults import faults
from item_bank.figures.figure import BarChart, Counters, Figure, Graph, NumberLine, Strips, Table
from item_bank.figures.graph import draw_graph
from item_bank.figures.number_line import draw_number_line
from item_bank.figures.pieces import draw_counters, draw_strips
from item_bank.rendering.localised import localised

__all__ = ["Drawing", "Tabled", "draw"]

KEPT: int = 512
"""Drawings kept at hand; a graph has some 10 kB."""


class Drawing(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="drawing"):
    """
    A figure that is drawn.

    `svg` is one SVG element without scripts, styles or ids, whose classes a
    page gives colours; empty where it cannot be drawn. `alt` are the author's
    words for it, `description` says what it shows, number by number.
    """

    svg: str
    alt: str
    description: str


class Tabled(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="table"):
    """A table; its texts are Markdown with maths, `alt` are the author's words for the whole."""

    alt: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    head_column: bool


Drawn: TypeAlias = Drawing | Tabled


@lru_cache(maxsize=KEPT)
def draw(figure: Figure, language: str) -> Drawn:
    """
    Draw a filled figure.

    Parameters
    ----------
    figure
        With numbers for its formulas.
    language
        BCP 47 tag of its texts; decides the decimal mark, and the words of the
        description where they are known, else English.
    """
    if isinstance(figure, Table):
        head = tuple(localised(cell, language) for cell in figure.head)
        rows = tuple(tuple(localised(cell, language) for cell in row) for row in figure.rows)
        return Tabled(alt=figure.alt, head=head, rows=rows, head_column=figure.head_column)
    if faults(figure):
        # The check looks at some draws, and this is another: words alone are better than a wrong picture.
        return Drawing(svg="", alt=figure.alt, description="")
    return Drawing(svg=_svg(figure, language), alt=figure.alt, description=describe(figure, language))


def _svg(figure: NumberLine | Graph | BarChart | Strips | Counters, language: str) -> str:
    match figure:
        case NumberLine():
            return draw_number_line(figure, language)
        case Graph():
            return draw_graph(figure, language)
        case BarChart():
            return draw_bar_chart(figure, language)
        case Strips():
            return draw_strips(figure)
        case Counters():
            return draw_counters(figure)
        case _:
            assert_never(figure)
