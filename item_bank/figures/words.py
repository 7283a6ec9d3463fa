"""
Words: the sentences in which a figure is described.

Texts with braces are filled by name. The English ones stand here, other
languages in the package's phrasebooks.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, TypeAlias

from item_bank.phrasebook import phrasebook

__all__ = ["ENGLISH", "Sentence", "sentence"]

_HERE: Final = Path(__file__).parent.parent

Sentence: TypeAlias = Literal[
    "line",
    "point",
    "open_point",
    "between",
    "from",
    "to",
    "everywhere",
    "with",
    "without",
    "jump",
    "labelled",
    "axes",
    "hidden_point",
    "hidden_between",
    "hidden_graph_point",
    "graph_point",
    "open_graph_point",
    "segment",
    "arrow",
    "curve",
    "upright",
    "dashed",
    "above",
    "below",
    "left",
    "right",
    "bars",
    "bar",
    "strip",
    "rectangle",
    "dot",
    "ring",
    "square",
    "triangle",
    "crossed",
]

ENGLISH: Final[Mapping[Sentence, str]] = {
    "line": "Number line from {a} to {b}, with a tick every {c}.",
    "point": "Point {name} at {a}.",
    "open_point": "Open point {name} at {a}.",
    "between": "Marked from {a} to {b}.",
    "from": "Marked from {a} on, upwards.",
    "to": "Marked up to {b}.",
    "everywhere": "All of it is marked.",
    "with": "{a} (included)",
    "without": "{a} (not included)",
    "jump": "Jump from {a} to {b}.",
    "labelled": "It is labelled {a}.",
    "axes": "The {x} axis goes from {a} to {b}, the {y} axis from {c} to {d}.",
    "hidden_point": "Point {name} at tick number {a}, where {b} is tick number 0.",
    "hidden_between": "Point {name} between ticks number {a} and {c}, where {b} is tick number 0.",
    "hidden_graph_point": "Point {name}, counted in steps of the grid: {a} across from {c} and {b} up from {d}.",
    "graph_point": "Point {name} at ({a}; {b}).",
    "open_graph_point": "Open point {name} at ({a}; {b}).",
    "segment": "Segment from ({a}; {b}) to ({c}; {d}).",
    "arrow": "Arrow from ({a}; {b}) to ({c}; {d}).",
    "curve": "Line {name} through {a}.",
    "upright": "Upright line {name} at {a}.",
    "dashed": "It is dashed.",
    "above": "The side above it is shaded.",
    "below": "The side below it is shaded.",
    "left": "The side to its left is shaded.",
    "right": "The side to its right is shaded.",
    "bars": "Bar chart {name} with a scale from 0 to {a}.",
    "bar": "{name}: {a}.",
    "strip": "Strip {name} in {a} equal parts, {b} of them shaded.",
    "rectangle": "Rectangle {name} of {c} rows with {a} equal parts each, {b} of them shaded.",
    "dot": "Row of dots: {a}.",
    "ring": "Row of rings: {a}.",
    "square": "Row of squares: {a}.",
    "triangle": "Row of triangles: {a}.",
    "crossed": "Crossed out: {a}.",
}


def sentence(code: Sentence, language: str) -> str:
    """
    Return a sentence in a language by its BCP 47 tag, or in English.
    """
    return phrasebook(_HERE, language, "figures").get(code, ENGLISH[code])
