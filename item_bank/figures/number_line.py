"""
Number lines as they are drawn: ticks, points, marked parts and jumps.
"""

from typing import Final

from item_bank.figures.canvas import FONT, WIDTH, Canvas, number_text, text_width
from item_bank.figures.faults import number, numbers
from item_bank.figures.figure import Interval, Jump, NumberLine
from item_bank.figures.scale import Scale, scale

__all__ = ["draw_number_line"]

MARGIN: Final = 24.0
TICK: Final = 6.0
DOT: Final = 5.0
LEAST_BOW: Final = 16.0
MOST_BOW: Final = 56.0


def draw_number_line(line: NumberLine, language: str) -> str:
    """
    Draw a filled number line that has no faults.
    """
    canvas = Canvas()
    along = scale(line.start, line.end, line.step, begin=MARGIN, finish=WIDTH - MARGIN)
    bows = max((_bow(jump, along) / 2 + FONT for jump in line.jumps), default=0.0)
    above = max(bows, FONT + DOT if any(point.label for point in line.points) else 0.0)
    level = above + DOT + TICK
    canvas.arrow((MARGIN, level), (WIDTH - 4, level), "axis")
    canvas.arrow((MARGIN, level), (4, level), "axis")
    for tick in along.ticks:
        canvas.line((along.at(tick), level - TICK), (along.at(tick), level + TICK), "axis")
    labelled = list(along.labelled(line.numbers, language))
    shown = {"all": labelled, "ends": [along.low, along.high], "none": []}[line.labels]
    for tick in shown:
        canvas.number((along.at(tick), level + TICK + FONT), tick, line.numbers, language)
    for interval in line.intervals:
        _draw_interval(canvas, interval, along, level)
    for jump in line.jumps:
        _draw_jump(canvas, jump, along, level)
    for point in line.points:
        place = along.at(number(point.at))
        canvas.circle((place, level), DOT, "open" if point.open else "mark")
        # A label stays inside the drawing, however near its point is to the edge.
        half = text_width(point.label) / 2
        canvas.text((min(max(place, half), WIDTH - half), level - DOT - 4), point.label)
    fractions = any("/" in number_text(tick, line.numbers, language) for tick in shown)
    return canvas.markup(level + TICK + FONT * (2.4 if fractions else 1.4), line.alt)


def _draw_interval(canvas: Canvas, interval: Interval, along: Scale, level: float) -> None:
    start = 8.0 if interval.start is None else along.at(number(interval.start))
    end = WIDTH - 8.0 if interval.end is None else along.at(number(interval.end))
    canvas.line((start, level), (end, level), "marked")
    if interval.start is None:
        canvas.head((end, level), (4, level))
    else:
        canvas.circle((start, level), DOT, "open" if interval.open_start else "mark")
    if interval.end is None:
        canvas.head((start, level), (WIDTH - 4, level))
    else:
        canvas.circle((end, level), DOT, "open" if interval.open_end else "mark")


def _bow(jump: Jump, along: Scale) -> float:
    """
    Return how high a jump's bow is drawn towards: the further it goes, the higher.
    """
    start, end = numbers(jump.start, jump.end)
    return min(MOST_BOW, LEAST_BOW + abs(along.at(end) - along.at(start)) / 2)


def _draw_jump(canvas: Canvas, jump: Jump, along: Scale, level: float) -> None:
    start, end = (along.at(place) for place in numbers(jump.start, jump.end))
    foot, top = level - DOT - 1, level - DOT - 1 - _bow(jump, along)
    canvas.bow((start, foot), ((start + end) / 2, top), (end, foot), "jump")
    canvas.head(((start + end) / 2, top), (end, foot))
    canvas.text(((start + end) / 2, (foot + top) / 2 - 3), jump.label)
