"""
Descriptions: what a figure shows, said number by number.

For those who cannot see it, beside the author's words: as much as the eye can
read off, and no more, so a curve is told by points that it runs through and
never by its formula, and a point labelled `?` by ticks to count.
"""

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, assert_never

from item_bank.figures.canvas import number_text
from item_bank.figures.curve import read_curve
from item_bank.figures.faults import number, numbers
from item_bank.figures.figure import (
    BarChart,
    Counters,
    Curve,
    Figure,
    Graph,
    GraphPoint,
    Group,
    Interval,
    LinePoint,
    NumberLine,
    Strip,
    Strips,
    Table,
    Value,
)
from item_bank.figures.words import Sentence, sentence

__all__ = ["describe"]

MOST_POINTS: Final = 7
"""Points by which a curve is told; more are not kept in mind."""
_NEAR: Final = 1e-9
"""How near to a tick a curve passes that runs through it, in steps."""


ASKED: Final = "?"
"""The label of a point whose place is asked for: it is told by ticks to count, and not by its number."""


def _steps(at: Value, start: Value, step: Value) -> Fraction:
    """
    Count the steps from the start of a scale.
    """
    return (number(at) - number(start)) / number(step)


def describe(figure: Figure, language: str) -> str:
    """
    Describe a filled figure that has no faults, in sentences with spaces between; a table describes itself.
    """
    return " ".join(" ".join(said.split()) for said in _Describing(language).all_of(figure))


class _Describing:
    """The words and marks of one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def all_of(self, figure: Figure) -> Iterator[str]:
        match figure:
            case NumberLine():
                yield from self._number_line(figure)
            case Graph():
                yield from self._graph(figure)
            case BarChart():
                yield self._say("bars", name=figure.label, a=figure.end)
                yield from (self._say("bar", name=bar.label, a=bar.value) for bar in figure.bars)
            case Strips():
                yield from map(self._strip, figure.strips)
            case Counters():
                yield from map(self._group, figure.groups)
            case Table():
                return
            case _:
                assert_never(figure)

    def _strip(self, strip: Strip) -> str:
        kind: Sentence = "strip" if number(strip.rows) == 1 else "rectangle"
        return self._say(kind, name=strip.label, a=strip.parts, b=strip.shaded, c=strip.rows)

    def _group(self, group: Group) -> str:
        counted = self._say(group.shape, a=group.count)
        return f"{counted} {self._say('crossed', a=group.crossed)}" if number(group.crossed) else counted

    def _number_line(self, line: NumberLine) -> Iterator[str]:
        yield self._say("line", a=line.start, b=line.end, c=line.step)
        for interval in line.intervals:
            yield self._interval(interval)
        for point in line.points:
            yield self._line_point(point, line)
        for jump in line.jumps:
            yield self._say("jump", a=jump.start, b=jump.end)
            if jump.label:
                yield self._say("labelled", a=jump.label)

    def _line_point(self, point: LinePoint, line: NumberLine) -> str:
        """
        Say where a point is; of one that is asked for, at which tick, as whoever sees it counts.
        """
        if point.label != ASKED:
            return self._say("open_point" if point.open else "point", name=point.label, a=point.at)
        ticks = _steps(point.at, line.start, line.step)
        if ticks.denominator == 1:
            return self._say("hidden_point", name=point.label, a=str(ticks), b=line.start)
        below = math.floor(ticks)
        return self._say("hidden_between", name=point.label, a=str(below), b=line.start, c=str(below + 1))

    def _graph_point(self, point: GraphPoint, graph: Graph) -> str:
        if point.label != ASKED:
            return self._say(
                "open_graph_point" if point.open else "graph_point", name=point.label, a=point.x, b=point.y
            )
        across = _steps(point.x, graph.x.start, graph.x.step)
        up = _steps(point.y, graph.y.start, graph.y.step)
        return self._say(
            "hidden_graph_point", name=point.label, a=str(across), b=str(up), c=graph.x.start, d=graph.y.start
        )

    def _interval(self, interval: Interval) -> str:
        start, end = self._end(interval.start, interval.open_start), self._end(interval.end, interval.open_end)
        if start is not None and end is not None:
            return self._say("between", a=start, b=end)
        if start is not None:
            return self._say("from", a=start)
        return self._say("everywhere") if end is None else self._say("to", b=end)

    def _end(self, end: Value | None, is_open: bool) -> str | None:  # noqa: FBT001 -- as the figure has it
        return None if end is None else self._say("without" if is_open else "with", a=end)

    def _graph(self, graph: Graph) -> Iterator[str]:
        x, y = graph.x, graph.y
        yield self._say("axes", x=x.label or "x", y=y.label or "y", a=x.start, b=x.end, c=y.start, d=y.end)
        for curve in graph.curves:
            yield from self._curve(curve, graph)
        for segment in graph.segments:
            (a, b), (c, d) = segment.start, segment.end
            yield self._say("arrow" if segment.arrow else "segment", a=a, b=b, c=c, d=d)
        for point in graph.points:
            yield self._graph_point(point, graph)

    def _curve(self, curve: Curve, graph: Graph) -> Iterator[str]:
        if curve.x is not None:
            yield self._say("upright", name=curve.label, a=curve.x)
        else:
            yield self._say("curve", name=curve.label, a=", ".join(self._points(curve, graph)))
        if curve.dashed:
            yield self._say("dashed")
        if curve.shade != "none":
            yield self._say(curve.shade)

    def _points(self, curve: Curve, graph: Graph) -> list[str]:
        """
        Give the places where a curve passes through a corner of the grid; where there are few, nearest values.
        """
        low, high = numbers(graph.y.start, graph.y.end)
        function = read_curve(curve.y or "")
        met, nearby = [], []
        for x in self._ticks(curve, graph):
            try:
                y = float("nan") if isinstance(function, str) else function(float(x))
            except (ArithmeticError, ValueError):
                continue
            if not low <= y <= high:
                continue
            steps = (y - float(low)) / float(number(graph.y.step))
            corner = low + round(steps) * number(graph.y.step)
            if abs(steps - round(steps)) < _NEAR:
                met.append((x, corner))
            nearby.append((x, Fraction(round(y * 10), 10)))
        points = met if len(met) > 1 else nearby
        chosen = points[:: max(1, -(-len(points) // MOST_POINTS))]
        return [f"({self._number(x)}; {self._number(y)})" for x, y in chosen]

    def _ticks(self, curve: Curve, graph: Graph) -> list[Fraction]:
        start, end, step = numbers(graph.x.start, graph.x.end, graph.x.step)
        ticks = [start + place * step for place in range(int((end - start) / step) + 1)]
        first = start if curve.start is None else number(curve.start)
        last = end if curve.end is None else number(curve.end)
        return sorted({*(tick for tick in ticks if first <= tick <= last), max(first, start), min(last, end)})

    def _say(self, code: Sentence, **filling: str) -> str:
        return sentence(code, self._language).format_map(
            {"name": "", **{name: self._shown(text) for name, text in filling.items()}}
        )

    def _shown(self, text: str) -> str:
        try:
            return self._number(number(Value(text)))
        except (ValueError, ZeroDivisionError):
            return text

    def _number(self, value: Fraction) -> str:
        return number_text(value, "decimal", self._language)
