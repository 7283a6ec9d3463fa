"""
Figures as data: what an author declares and a draw fills.

In a template each `Value` is a formula and each `Words` a text with
placeholders; in a variant they are exact numbers as typed ("-3", "1/2") and
plain texts. What may be drawn is `faults`'s, how it looks is the drawings'.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NewType, TypeAlias

import msgspec

__all__ = [
    "FIGURES",
    "Axis",
    "Bar",
    "BarChart",
    "Counters",
    "Curve",
    "Figure",
    "Formula",
    "Graph",
    "GraphPoint",
    "Group",
    "Interval",
    "Jump",
    "LinePoint",
    "NumberLine",
    "Numbers",
    "Rich",
    "Segment",
    "Strip",
    "Strips",
    "Table",
    "Value",
    "Words",
]

Value = NewType("Value", str)
"""A number: a formula over the item's parameters."""
Words = NewType("Words", str)
"""A plain text, with placeholders."""
Rich = NewType("Rich", str)
"""A text as in prompts, with placeholders, maths and pictures."""
Formula = NewType("Formula", str)
"""A formula over the item's parameters and the letter x."""

Numbers: TypeAlias = Literal["fraction", "decimal"]
"""How numbers that are not whole are written beside a scale."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A piece of a figure."""


class _Figure(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"
):
    """What all figures have: words for those who do not see it."""

    alt: Words


class LinePoint(_Part, frozen=True):
    """A point on a number line; an open one is a ring."""

    at: Value
    label: Words = Words("")
    open: bool = False


class Interval(_Part, frozen=True):
    """A part of a number line that is marked; without an end it goes on as a ray."""

    start: Value | None = msgspec.field(default=None, name="from")
    end: Value | None = msgspec.field(default=None, name="to")
    open_start: bool = msgspec.field(default=False, name="open_from")
    open_end: bool = msgspec.field(default=False, name="open_to")


class Jump(_Part, frozen=True):
    """An arrow above a number line, from one place to another."""

    start: Value = msgspec.field(name="from")
    end: Value = msgspec.field(name="to")
    label: Words = Words("")


class NumberLine(_Figure, frozen=True, tag="number_line"):
    """A number line with a tick every `step`."""

    start: Value = msgspec.field(name="from")
    end: Value = msgspec.field(name="to")
    step: Value = Value("1")
    labels: Literal["all", "ends", "none"] = "all"
    numbers: Numbers = "fraction"
    points: tuple[LinePoint, ...] = ()
    intervals: tuple[Interval, ...] = ()
    jumps: tuple[Jump, ...] = ()


class Axis(_Part, frozen=True):
    """One axis of a graph, with a tick every `step`; without a label it has its letter."""

    start: Value = msgspec.field(name="from", default=Value("-5"))
    end: Value = msgspec.field(name="to", default=Value("5"))
    step: Value = Value("1")
    label: Words = Words("")


class GraphPoint(_Part, frozen=True):
    """A point of a graph; an open one is a ring."""

    x: Value
    y: Value
    label: Words = Words("")
    open: bool = False


class Segment(_Part, frozen=True):
    """A straight piece from one point to another, perhaps with an arrow's head at its end."""

    start: tuple[Value, Value] = msgspec.field(name="from")
    end: tuple[Value, Value] = msgspec.field(name="to")
    arrow: bool = False
    dashed: bool = False


class Curve(_Part, frozen=True):
    """
    A function of x (`y`), or an upright line (`x`), as far as the axes go; one side of it may be shaded.

    `above` and `below` are sides of a function, `left` and `right` of an upright line.
    """

    y: Formula | None = None
    x: Value | None = None
    start: Value | None = msgspec.field(default=None, name="from")
    end: Value | None = msgspec.field(default=None, name="to")
    label: Words = Words("")
    dashed: bool = False
    shade: Literal["none", "above", "below", "left", "right"] = "none"


class Graph(_Figure, frozen=True, tag="graph"):
    """A coordinate system and what is drawn into it."""

    x: Axis = Axis()
    y: Axis = Axis()
    grid: bool = True
    numbers: Numbers = "fraction"
    points: tuple[GraphPoint, ...] = ()
    segments: tuple[Segment, ...] = ()
    curves: tuple[Curve, ...] = ()


class Bar(_Part, frozen=True):
    """One bar."""

    label: Words
    value: Value


class BarChart(_Figure, frozen=True, tag="bar_chart"):
    """Upright bars on a scale from 0 to `to`, with a line every `step`."""

    bars: tuple[Bar, ...]
    end: Value = msgspec.field(name="to")
    step: Value = Value("1")
    label: Words = Words("")
    numbers: Numbers = "fraction"
    values: bool = False
    """Whether each bar's value is written above it."""


class Strip(_Part, frozen=True):
    """A bar in equal parts, of which the first are shaded; with `rows`, a rectangle of that many rows of parts."""

    parts: Value
    shaded: Value = Value("0")
    rows: Value = Value("1")
    label: Words = Words("")


class Strips(_Figure, frozen=True, tag="strips"):
    """Bars of one length, one below the other: fractions as parts of a whole."""

    strips: tuple[Strip, ...]


class Group(_Part, frozen=True):
    """So many counters of one shape; the last `crossed` of them are crossed out."""

    count: Value
    crossed: Value = Value("0")
    shape: Literal["dot", "ring", "square", "triangle"] = "dot"


class Counters(_Figure, frozen=True, tag="counters"):
    """Counters in rows, each group on a new row; with a frame, empty places of a row of `per_row` are drawn too."""

    groups: tuple[Group, ...]
    per_row: int = 10
    frame: bool = False


class Table(_Figure, frozen=True, tag="table"):
    """Rows of texts; `head` names the columns, and with `head_column` the first text of each row names the row."""

    rows: tuple[tuple[Rich, ...], ...]
    head: tuple[Rich, ...] = ()
    head_column: bool = False


Figure: TypeAlias = NumberLine | Graph | BarChart | Strips | Counters | Table

FIGURES: Final[Mapping[str, type[Figure]]] = MappingProxyType(
    {str(kind.__struct_config__.tag): kind for kind in (NumberLine, Graph, BarChart, Strips, Counters, Table)}
)
"""The kinds of figure by the name that stands under `kind`."""
