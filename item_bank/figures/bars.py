"""
Bar charts as they are drawn.
"""

from math import cos, radians, sin
from typing import Final

from item_bank.figures.canvas import FONT, WIDTH, Canvas, number_text, text_width
from item_bank.figures.faults import number
from item_bank.figures.figure import BarChart, Value
from item_bank.figures.scale import scale

__all__ = ["draw_bar_chart"]

HEIGHT: Final = 180.0
FILLED: Final = 0.66
"""The share of a bar's place that the bar takes."""
SLANT: Final = 40.0
"""Degrees by which labels are turned where they would touch."""
ACROSS: Final = cos(radians(SLANT))
DOWN: Final = sin(radians(SLANT))


def draw_bar_chart(chart: BarChart, language: str) -> str:
    """
    Draw a filled bar chart that has no faults.
    """
    canvas = Canvas()
    top = FONT * (2.2 if chart.label or chart.values else 0.8)
    up = scale(Value("0"), chart.end, chart.step, begin=top + HEIGHT, finish=top)
    left = 8 + max(text_width(number_text(tick, chart.numbers, language)) for tick in up.ticks)
    longest = max(text_width(bar.label) for bar in chart.bars)
    room = (WIDTH - left - 4) / len(chart.bars)
    turned = longest > room - 2
    if turned:
        # The first label begins left of its bar, and stays inside the drawing.
        left = max(left, longest * ACROSS - room / 2)
        room = (WIDTH - left - 4) / len(chart.bars)
    for tick in up.ticks:
        canvas.line((left, up.at(tick)), (WIDTH - 4, up.at(tick)), "grid")
    for tick in up.labelled(chart.numbers, language, room=FONT):
        canvas.number((left - 4, up.at(tick) + FONT / 3), tick, chart.numbers, language, "end")
    canvas.text((2, FONT - 1), chart.label, "start")
    for place, bar in enumerate(chart.bars):
        begin, high = left + place * room, up.at(number(bar.value))
        middle = begin + room / 2
        canvas.rectangle((begin + room * (1 - FILLED) / 2, high), room * FILLED, up.begin - high, "bar")
        if chart.values:
            canvas.number((middle, high - 4), number(bar.value), chart.numbers, language)
        if turned:
            canvas.text((middle + FONT / 3, up.begin + FONT), bar.label, "end", -SLANT)
        else:
            canvas.text((middle, up.begin + FONT * 1.3), bar.label)
    canvas.line((left, up.begin), (WIDTH - 4, up.begin), "axis")
    canvas.line((left, up.begin), (left, up.finish - 4), "axis")
    below = FONT * 1.4 + longest * DOWN if turned else FONT * 1.9
    return canvas.markup(up.begin + below, chart.alt)
