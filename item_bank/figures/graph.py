"""
Graphs as they are drawn: axes, a grid, points, segments, curves and shaded sides.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

import msgspec

from item_bank.figures.canvas import FONT, WIDTH, Canvas, Place
from item_bank.figures.curve import read_curve, runs
from item_bank.figures.faults import number, numbers
from item_bank.figures.figure import Curve, Graph, GraphPoint, Segment, Value
from item_bank.figures.scale import Scale, scale

__all__ = ["draw_graph"]

LEFT: Final = 30.0
RIGHT: Final = WIDTH - 16.0
TOP: Final = 18.0
BOTTOM_MARGIN: Final = 22.0
FLAT: Final = 0.6
STEEP: Final = 1.15
"""Least and greatest height of the plane, in widths: one unit is as long both ways as far as that allows."""
WORDS_BELOW: Final = 2.5
"""Lines below the plane at which the words of its x axis stand."""
STRAIGHT: Final = 0.002
"""Pixels by which a place may be off the line from the one kept last: over twenty left out, a bend of 0.01 pixels."""
TICK: Final = 3.0
DOT: Final = 4.5


class _Plane(msgspec.Struct, frozen=True):
    """Both axes: where a point stands, and where the axes cross, or lie at the edge without zero."""

    x: Scale
    y: Scale

    def at(self, x: Value, y: Value) -> Place:
        return self.x.at(number(x)), self.y.at(number(y))

    @property
    def corner(self) -> Place:
        """The upper left corner."""
        return self.x.begin, self.y.finish

    @property
    def size(self) -> tuple[float, float]:
        return self.x.finish - self.x.begin, self.y.begin - self.y.finish

    @property
    def origin(self) -> Place:
        zero = Fraction(0)
        return self.x.at(min(max(zero, self.x.low), self.x.high)), self.y.at(min(max(zero, self.y.low), self.y.high))


def draw_graph(graph: Graph, language: str) -> str:
    """
    Draw a filled graph that has no faults.
    """
    width = RIGHT - LEFT
    (left, right), (low, high) = numbers(graph.x.start, graph.x.end), numbers(graph.y.start, graph.y.end)
    height = width * min(max(float((high - low) / (right - left)), FLAT), STEEP)
    plane = _Plane(
        scale(graph.x.start, graph.x.end, graph.x.step, begin=LEFT, finish=RIGHT),
        scale(graph.y.start, graph.y.end, graph.y.step, begin=TOP + height, finish=TOP),
    )
    canvas, inner = Canvas(), Canvas()
    for curve in graph.curves:
        _shade(inner, curve, plane)
    _draw_axes(canvas, graph, plane, language)
    for curve in graph.curves:
        _draw_curve(inner, curve, plane)
    canvas.inside(plane.corner, *plane.size, inner)
    for segment in graph.segments:
        _draw_segment(canvas, segment, plane)
    for point in graph.points:
        _draw_point(canvas, point, plane)
    below = FONT * (WORDS_BELOW - 1) if len(graph.x.label) > 1 else 0
    return canvas.markup(TOP + height + BOTTOM_MARGIN + below, graph.alt)


def _draw_axes(canvas: Canvas, graph: Graph, plane: _Plane, language: str) -> None:
    x0, y0 = plane.origin
    (left, top), (right, bottom) = plane.corner, (plane.x.finish, plane.y.begin)
    if graph.grid:
        for tick in plane.x.ticks:
            canvas.line((plane.x.at(tick), top), (plane.x.at(tick), bottom), "grid")
        for tick in plane.y.ticks:
            canvas.line((left, plane.y.at(tick)), (right, plane.y.at(tick)), "grid")
    canvas.arrow((left, y0), (right + 10, y0), "axis")
    canvas.arrow((x0, bottom), (x0, top - 10), "axis")
    for tick in plane.x.labelled(graph.numbers, language):
        if plane.x.at(tick) != x0:
            canvas.line((plane.x.at(tick), y0 - TICK), (plane.x.at(tick), y0 + TICK), "axis")
            canvas.number((plane.x.at(tick), y0 + TICK + FONT), tick, graph.numbers, language)
    for tick in plane.y.labelled(graph.numbers, language, room=FONT):
        if plane.y.at(tick) != y0:
            canvas.line((x0 - TICK, plane.y.at(tick)), (x0 + TICK, plane.y.at(tick)), "axis")
            canvas.number((x0 - TICK - 2, plane.y.at(tick) + FONT / 3), tick, graph.numbers, language, "end")
    # Where an axis stands at the edge, its first number is where they cross.
    if plane.x.low > 0:
        canvas.number((x0, y0 + TICK + FONT), plane.x.low, graph.numbers, language)
    if plane.y.low > 0:
        canvas.number((x0 - TICK - 2, y0 + FONT / 3), plane.y.low, graph.numbers, language, "end")
    label = graph.x.label or "x"
    # A letter stands at the axis; words would lie on its numbers, and stand below them.
    canvas.text((WIDTH - 2, y0 - 5 if len(label) == 1 else bottom + FONT * WORDS_BELOW), label, "end")
    canvas.text((x0 + 8, FONT - 2), graph.y.label or "y", "start")


def _pieces(curve: Curve, plane: _Plane) -> list[list[Place]]:
    """
    Return where a function runs, in pixels.
    """
    function = None if curve.y is None else read_curve(curve.y)
    if function is None or isinstance(function, str):
        return []
    left = plane.x.low if curve.start is None else max(plane.x.low, number(curve.start))
    right = plane.x.high if curve.end is None else min(plane.x.high, number(curve.end))
    found = runs(function, (float(left), float(right), float(plane.y.low), float(plane.y.high)))
    return [_bent([(plane.x.at(x), plane.y.at(y)) for x, y in piece]) for piece in found]


def _bent(places: list[Place]) -> list[Place]:
    """
    Leave out the places of a line where it is straight, as far as the eye sees.
    """
    kept = places[:1]
    for here, after in pairwise(places[1:]):
        (x0, y0), (x1, y1), (x2, y2) = kept[-1], here, after
        if abs(y0 + (y2 - y0) * (x1 - x0) / (x2 - x0) - y1) > STRAIGHT:
            kept.append(here)
    return [*kept, places[-1]]


def _draw_curve(canvas: Canvas, curve: Curve, plane: _Plane) -> None:
    name = "dashed" if curve.dashed else "curve"
    if curve.x is not None:
        place = plane.x.at(number(curve.x))
        canvas.line((place, plane.y.begin), (place, plane.y.finish), name)
        canvas.text((place + 5, plane.y.finish + FONT), curve.label, "start")
        return
    pieces = _pieces(curve, plane)
    for piece in pieces:
        canvas.run(piece, name)
    if curve.label:
        canvas.text(_free(pieces, plane), curve.label, "end")


def _free(pieces: Sequence[Sequence[Place]], plane: _Plane) -> Place:
    """
    Return a place for a curve's label: beside its last visible point.
    """
    bottom, top = plane.y.begin, plane.y.finish
    x, y = next(((x, y) for piece in reversed(pieces) for x, y in reversed(piece) if top <= y <= bottom), plane.corner)
    return min(x - 4, plane.x.finish - 4), min(max(y - 6, top + FONT), bottom - 4)


def _shade(canvas: Canvas, curve: Curve, plane: _Plane) -> None:
    (left, top), (right, bottom) = plane.corner, (plane.x.finish, plane.y.begin)
    match curve.shade:
        case "none":
            return
        case "left" | "right":
            edge = left if curve.shade == "left" else right
            place = plane.x.at(number(Value(curve.x or "0")))
            canvas.area([(place, top), (edge, top), (edge, bottom), (place, bottom)], "shade")
        case "above" | "below":
            edge = top if curve.shade == "above" else bottom
            for piece in _pieces(curve, plane):
                canvas.area([*piece, (piece[-1][0], edge), (piece[0][0], edge)], "shade")


def _draw_segment(canvas: Canvas, segment: Segment, plane: _Plane) -> None:
    name = "dashed" if segment.dashed else "curve"
    ends = plane.at(*segment.start), plane.at(*segment.end)
    if segment.arrow:
        canvas.arrow(*ends, name)
    else:
        canvas.line(*ends, name)


def _draw_point(canvas: Canvas, point: GraphPoint, plane: _Plane) -> None:
    x, y = plane.at(point.x, point.y)
    canvas.circle((x, y), DOT, "open" if point.open else "mark")
    right = x > plane.x.finish - FONT * 2
    canvas.text((x - 7 if right else x + 7, max(y - 6, FONT)), point.label, "end" if right else "start")
