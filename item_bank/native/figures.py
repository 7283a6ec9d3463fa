"""
Figures as authors write them: fields under a `kind`.

Only their shape is read here; whether one can be drawn depends on the draw and
is `check`'s to say.
"""

from collections.abc import Sequence
from typing import Final

from item_bank.figures.figure import FIGURES, Figure, Table, Words
from item_bank.finding import Code, Path
from item_bank.native.kind import read_kind
from item_bank.native.piece import Findings, read_piece

__all__ = ["read_figure", "read_figures"]

_UNREAD: Final = Table(alt=Words(""), rows=())
"""Stands where a figure could not be read; its place is among what is unread."""


def read_figures(data: Sequence[object], path: Path, found: Findings) -> tuple[Figure, ...]:
    """
    Read a list of figures, each in its place.
    """
    return tuple(read_figure(entry, (*path, place), found) for place, entry in enumerate(data))


def read_figure(data: object, path: Path, found: Findings) -> Figure:
    """
    Read one figure; something empty, and at least one finding, where its kind is not known.
    """
    if not isinstance(data, dict):
        found.add(Code.WRONG_SHAPE, path, "A figure has fields.", "Write it as {kind: number_line, ...}.")
        found.lose(path, data)
        return _UNREAD
    kind = read_kind(data, path, found, "figure", FIGURES)
    if kind is None:
        found.lose(path, data)
        return _UNREAD
    fields = {name: value for name, value in data.items() if name != "kind"}
    return read_piece(FIGURES[kind], fields, path, found) or _UNREAD
