"""
Figures over an item's draws: each has to have its numbers, and to be drawable with them.
"""

from collections.abc import Iterator, Sequence

from item_bank.check.intact import Intact
from item_bank.check.parts import FigureAt, figures
from item_bank.check.tally import Tally
from item_bank.draw import Draw
from item_bank.figures.faults import Fault, faults
from item_bank.figures.filling import fill_part
from item_bank.figures.parts import FigurePart, parts, rewritten
from item_bank.fill import template_names
from item_bank.finding import Code, Path, quoted
from item_bank.native.piece import Findings
from item_bank.placeholder import Unfilled
from item_bank.template import ItemTemplate

__all__ = ["check_figures"]


def check_figures(template: ItemTemplate, draws: Sequence[Draw], intact: Intact, found: Findings) -> None:
    """
    Check the figures of an item in the draws given, wherever they are intact; one that has findings is spoilt.
    """
    for at in figures(template):
        if not intact(*at.path):
            continue
        tallies: dict[Path, Tally] = {}
        for draw in draws:
            for code, path, says in _problems(template, at, draw):
                tallies.setdefault(path, Tally()).add(code, says, draw)
        for path, tally in tallies.items():
            tally.report((*at.path, *path), len(draws), found)
        if tallies:
            intact.spoil(at.path)


def _problems(template: ItemTemplate, at: FigureAt, draw: Draw) -> Iterator[tuple[Code, Path, str]]:
    names = template_names(template, at.unknowns)
    filled: dict[Path, str] = {}
    for part in parts(at.figure):
        text = fill_part(part, names, draw)
        if isinstance(text, Unfilled):
            yield Code.UNDEFINED_VALUE, part.path, f"{quoted(text.formula)} has no value: {text.sentence}"
        else:
            filled[part.path] = text
    if len(filled) == sum(1 for _ in parts(at.figure)):
        for fault in _faults(at, filled):
            yield Code.BAD_FIGURE, fault.path, fault.sentence


def _faults(at: FigureAt, filled: dict[Path, str]) -> Sequence[Fault]:
    def put(part: FigurePart) -> str:
        return filled[part.path]

    return faults(rewritten(at.figure, put))
