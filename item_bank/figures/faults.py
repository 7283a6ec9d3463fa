"""
Faults: why a filled figure cannot be drawn, or not so that anybody could read it.

Scales that run backwards, more ticks than fit a phone, points off the scale,
halves of a counter. Each is one sentence with its place in the figure; a figure
without faults can be drawn.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, TypeAlias, assert_never

import msgspec

from item_bank.counted import counted
from item_bank.domain import exact
from item_bank.figures.curve import read_curve, runs
from item_bank.figures.figure import (
    Axis,
    BarChart,
    Counters,
    Curve,
    Figure,
    Graph,
    Interval,
    NumberLine,
    Strip,
    Strips,
    Table,
    Value,
)
from item_bank.figures.parts import parts
from item_bank.finding import Path, quoted

__all__ = ["Fault", "faults", "number", "numbers"]

MAX_TICKS: Final = 50
"""Steps of a scale; 50 are six pixels apart at the width of a phone."""
MAX_BARS: Final = 12
MAX_MARKS: Final = 24
"""Points, segments, curves, intervals or jumps of one sort; more are no figure to read from."""
MAX_STRIPS: Final = 8
MAX_PARTS: Final = 24
"""Parts of a strip in one row: each has to be seen, and counted."""
MAX_COUNTERS: Final = 100
MAX_PER_ROW: Final = 20
MAX_ROWS: Final = 20
MAX_COLUMNS: Final = 10
MAX_LABEL: Final = 40
"""Characters of a label; longer ones run out of the drawing."""
MAX_ALT: Final = 500

_Faults: TypeAlias = Iterator["Fault"]


class Fault(msgspec.Struct, frozen=True):
    """What is wrong, in a sentence, and where in the figure."""

    path: Path
    sentence: str


def faults(figure: Figure) -> Sequence[Fault]:
    """
    Say all that is wrong with a figure whose formulas and texts are filled; nothing where it can be drawn.
    """
    found = list(_written(figure))
    # What is no number cannot be compared, so its place is looked at no further.
    return found or list(_drawn(figure))


def number(value: Value) -> Fraction:
    """
    Return the number that a filled value names.

    Raises
    ------
    ValueError
        If it names none, which is a fault of its figure.
    """
    return Fraction(exact(value))


def numbers(*values: Value) -> tuple[Fraction, ...]:
    """
    Return the numbers that filled values name; see `number`.
    """
    return tuple(map(number, values))


def _written(figure: Figure) -> _Faults:
    if not figure.alt.strip():
        yield Fault(("alt",), "A figure needs words for those who cannot see it.")
    for part in parts(figure):
        match part.role:
            case "value":
                try:
                    number(Value(part.text))
                except (ValueError, ZeroDivisionError):
                    yield Fault(part.path, f"{quoted(part.text)} is not a number that can be drawn.")
            case "words":
                longest = MAX_ALT if part.path == ("alt",) else MAX_LABEL
                if len(part.text) > longest:
                    yield Fault(part.path, f"This text has {len(part.text)} characters, more than {longest}.")
            case "formula":
                curve = read_curve(part.text)
                if isinstance(curve, str):
                    yield Fault(part.path, curve)
            case "rich":
                pass
            case _:
                assert_never(part.role)


def _drawn(figure: Figure) -> _Faults:
    match figure:
        case NumberLine():
            yield from _number_line(figure)
        case Graph():
            yield from _graph(figure)
        case BarChart():
            yield from _bar_chart(figure)
        case Strips():
            yield from _many(figure.strips, "strips", 1, MAX_STRIPS)
            for place, strip in enumerate(figure.strips):
                yield from _strip(strip, ("strips", place))
        case Counters():
            yield from _counters(figure)
        case Table():
            yield from _table(figure)
        case _:
            assert_never(figure)


def _number_line(line: NumberLine) -> _Faults:
    scale = list(_scale(line.start, line.end, line.step, ()))
    if scale:
        yield from scale
        return
    low, high = numbers(line.start, line.end)
    for name, marks in (("points", line.points), ("intervals", line.intervals), ("jumps", line.jumps)):
        yield from _many(marks, name, 0, MAX_MARKS)
    for place, point in enumerate(line.points):
        yield from _within(point.at, low, high, ("points", place, "at"))
    for place, interval in enumerate(line.intervals):
        yield from _interval(interval, low, high, ("intervals", place))
    for place, jump in enumerate(line.jumps):
        yield from _within(jump.start, low, high, ("jumps", place, "from"))
        yield from _within(jump.end, low, high, ("jumps", place, "to"))
        if number(jump.start) == number(jump.end):
            yield Fault(("jumps", place), "This jump ends where it begins.")


def _interval(interval: Interval, low: Fraction, high: Fraction, path: Path) -> _Faults:
    if interval.start is None and interval.end is None:
        yield Fault(path, "This interval has neither from nor to.")
    for field, end in (("from", interval.start), ("to", interval.end)):
        if end is not None:
            yield from _within(end, low, high, (*path, field))
    if interval.start is not None and interval.end is not None and number(interval.start) > number(interval.end):
        yield Fault(path, f"This interval runs from {interval.start} down to {interval.end}.")


def _graph(graph: Graph) -> _Faults:
    scale = [
        *_scale(graph.x.start, graph.x.end, graph.x.step, ("x",)),
        *_scale(graph.y.start, graph.y.end, graph.y.step, ("y",)),
    ]
    if scale:
        yield from scale
        return
    for name, marks in (("points", graph.points), ("segments", graph.segments), ("curves", graph.curves)):
        yield from _many(marks, name, 0, MAX_MARKS)
    for place, point in enumerate(graph.points):
        yield from _inside((point.x, point.y), graph, ("points", place), ("x", "y"))
    for place, segment in enumerate(graph.segments):
        for field, end in (("from", segment.start), ("to", segment.end)):
            yield from _inside(end, graph, ("segments", place, field), (0, 1))
        if numbers(*segment.start) == numbers(*segment.end):
            yield Fault(("segments", place), "This segment ends where it begins.")
    for place, curve in enumerate(graph.curves):
        yield from _curve(curve, graph.x, graph.y, ("curves", place))


def _curve(curve: Curve, x: Axis, y: Axis, path: Path) -> _Faults:
    if (curve.x is None) == (curve.y is None):
        yield Fault(path, "A curve has either y, a formula in x, or x, a number.")
        return
    low, high = numbers(x.start, x.end)
    if curve.x is not None:
        yield from _within(curve.x, low, high, (*path, "x"))
        if curve.shade in {"above", "below"}:
            yield Fault((*path, "shade"), "An upright line is shaded to its left or right.")
        return
    if curve.shade in {"left", "right"}:
        yield Fault((*path, "shade"), "A function is shaded above or below.")
    low = low if curve.start is None else max(low, number(curve.start))
    high = high if curve.end is None else min(high, number(curve.end))
    bottom, top = numbers(y.start, y.end)
    drawn = None if curve.y is None else read_curve(curve.y)
    if low >= high:
        yield Fault(path, f"This curve runs from {low} to {high}.")
    elif not callable(drawn) or not runs(drawn, (float(low), float(high), float(bottom), float(top))):
        yield Fault((*path, "y"), "Nothing of this curve is between the ends of the axes.")


def _bar_chart(chart: BarChart) -> _Faults:
    yield from _many(chart.bars, "bars", 1, MAX_BARS)
    scale = list(_scale(Value("0"), chart.end, chart.step, ()))
    yield from scale
    for place, bar in enumerate(chart.bars):
        if not scale:
            yield from _within(bar.value, Fraction(0), number(chart.end), ("bars", place, "value"))


def _strip(strip: Strip, path: Path) -> _Faults:
    parts, rows, shaded = numbers(strip.parts, strip.rows, strip.shaded)
    whole = [
        *_whole(parts, 1, MAX_PARTS, (*path, "parts")),
        *_whole(rows, 1, MAX_PARTS, (*path, "rows")),
    ]
    yield from whole
    if not whole:
        yield from _whole(shaded, 0, int(parts * rows), (*path, "shaded"))


def _counters(counters: Counters) -> _Faults:
    yield from _many(counters.groups, "groups", 1, MAX_ROWS)
    if not 1 <= counters.per_row <= MAX_PER_ROW:
        yield Fault(("per_row",), f"A row has from 1 to {MAX_PER_ROW} counters.")
    for place, group in enumerate(counters.groups):
        count, crossed = numbers(group.count, group.crossed)
        wrong = list(_whole(count, 0, MAX_COUNTERS, ("groups", place, "count")))
        yield from wrong or _whole(crossed, 0, int(count), ("groups", place, "crossed"))


def _table(table: Table) -> _Faults:
    yield from _many(table.rows, "rows", 1, MAX_ROWS)
    columns = len(table.head or table.rows[0]) if table.head or table.rows else 0
    if not 1 <= columns <= MAX_COLUMNS:
        yield Fault(("rows",), f"A table has from 1 to {MAX_COLUMNS} columns.")
    for place, row in enumerate(table.rows):
        if len(row) != columns:
            yield Fault(("rows", place), f"This row has {counted(len(row), 'text')}, the table {columns} columns.")


def _many(marks: Sequence[object], name: str, least: int, most: int) -> _Faults:
    if not least <= len(marks) <= most:
        yield Fault((name,), f"There are {len(marks)} {name}; from {least} to {most} can be drawn.")


def _scale(start: Value, end: Value, step: Value, path: Path) -> _Faults:
    low, high, apart = numbers(start, end, step)
    if low >= high:
        yield Fault(path, f"The scale runs from {low} to {high}: it has to grow.")
    elif apart <= 0:
        yield Fault((*path, "step"), "The step has to be positive.")
    elif (high - low) / apart > MAX_TICKS:
        yield Fault(
            (*path, "step"), f"A scale from {low} to {high} in steps of {apart} has more than {MAX_TICKS} steps."
        )


def _within(value: Value, low: Fraction, high: Fraction, path: Path) -> _Faults:
    if not low <= number(value) <= high:
        yield Fault(path, f"{value} is off the scale, which goes from {low} to {high}.")


def _inside(point: tuple[Value, Value], graph: Graph, path: Path, fields: Sequence[str | int]) -> _Faults:
    for field, value, axis in zip(fields, point, (graph.x, graph.y), strict=True):
        low, high = numbers(axis.start, axis.end)
        yield from _within(value, low, high, (*path, field))


def _whole(count: Fraction, least: int, most: int, path: Path) -> _Faults:
    if count.denominator != 1 or not least <= count <= most:
        yield Fault(path, f"This has to be a whole number from {least} to {most}, and is {count}.")
