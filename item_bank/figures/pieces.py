"""
Things to count, as they are drawn: strips in equal parts, and rows of counters.
"""

from typing import Final, Literal, assert_never

from item_bank.figures.canvas import FONT, WIDTH, Canvas
from item_bank.figures.faults import number
from item_bank.figures.figure import Counters, Strips

__all__ = ["draw_counters", "draw_strips"]

EDGE: Final = 4.0
STRIP: Final = 34.0
"""Height of a strip of one row; the rows of a rectangle are a little lower."""
ROW: Final = 26.0
GAP: Final = 10.0
LARGEST: Final = 36.0
"""Largest place of a counter: as large as a fingertip."""


def draw_strips(strips: Strips) -> str:
    """
    Draw filled strips that have no faults.
    """
    canvas = Canvas()
    top = EDGE
    for strip in strips.strips:
        parts, rows, shaded = (int(number(value)) for value in (strip.parts, strip.rows, strip.shaded))
        if strip.label:
            canvas.text((EDGE, top + FONT), strip.label, "start")
            top += FONT * 1.5
        width, height = (WIDTH - 2 * EDGE) / parts, STRIP if rows == 1 else ROW
        for place in range(parts * rows):
            row, column = divmod(place, parts)
            name = "shaded" if place < shaded else "part"
            canvas.rectangle((EDGE + column * width, top + row * height), width, height, name)
        top += rows * height + GAP
    return canvas.markup(top - GAP + EDGE, strips.alt)


def draw_counters(counters: Counters) -> str:
    """
    Draw filled counters that have no faults.
    """
    canvas = Canvas()
    side = min(LARGEST, (WIDTH - 2 * EDGE) / counters.per_row)
    top = EDGE
    for group in counters.groups:
        count, crossed = int(number(group.count)), int(number(group.crossed))
        rows = max(1, -(-count // counters.per_row))
        for place in range(rows * counters.per_row):
            row, column = divmod(place, counters.per_row)
            corner = EDGE + column * side, top + row * side
            if counters.frame:
                canvas.rectangle(corner, side, side, "part")
            if place < count:
                _draw_counter(canvas, corner, side, group.shape)
            if count - crossed <= place < count:
                canvas.line((corner[0] + 3, corner[1] + side - 3), (corner[0] + side - 3, corner[1] + 3), "cross")
        top += rows * side + GAP
    return canvas.markup(top - GAP + EDGE, counters.alt)


def _draw_counter(
    canvas: Canvas, corner: tuple[float, float], side: float, shape: Literal["dot", "ring", "square", "triangle"]
) -> None:
    x, y = corner
    middle, radius = (x + side / 2, y + side / 2), side * 0.36
    match shape:
        case "dot":
            canvas.circle(middle, radius, "mark")
        case "ring":
            canvas.circle(middle, radius, "open")
        case "square":
            canvas.rectangle((middle[0] - radius, middle[1] - radius), 2 * radius, 2 * radius, "mark")
        case "triangle":
            foot = middle[1] + radius * 0.8
            canvas.area([(middle[0], y + side * 0.14), (x + side * 0.86, foot), (x + side * 0.14, foot)], "mark")
        case _:
            assert_never(shape)
