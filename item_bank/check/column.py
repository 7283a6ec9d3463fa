"""
Columns: one text or answer of an item over many draws.

What is filled in depends on the few names that occur, so a column computes each
combination of those once: the 3,000 draws of an item often have 20 answers.
"""

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Generic, TypeVar, assert_never

import msgspec

from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import (
    Answer,
    ChoiceAnswer,
    MathsAnswer,
    NumberAnswer,
    OrderAnswer,
    TextAnswer,
    UnitsAnswer,
)
from item_bank.draw import Draw, number_names
from item_bank.fill import Unfillable, template_names
from item_bank.formula import Undefined, read_formula
from item_bank.placeholder import BadText, Blank, Unfilled, Word, fill_text, read_text
from item_bank.spelling import spelled
from item_bank.template import ItemTemplate

__all__ = ["Column", "answer_column", "formula_column", "text_column"]

_Cell = TypeVar("_Cell")
_Filled = TypeVar("_Filled")


class Column(Generic[_Cell]):
    """
    One thing over draws.

    `numbers` are the parameters and derived values it depends on, `words` the
    word parameters; `fill` computes it for one draw.
    """

    def __init__(
        self, numbers: Iterable[str], words: Iterable[str], fill: Callable[[Draw], _Cell | Unfillable]
    ) -> None:
        self.numbers = tuple(sorted(set(numbers)))
        self.words = tuple(sorted(set(words)))
        self._fill = fill
        self._cells: dict[object, _Cell | Unfillable] = {}
        self._project: Callable[[Draw], object] = _projection(self.numbers, self.words)

    def at(self, draw: Draw) -> _Cell | Unfillable:
        """
        Return what it is in a draw, or why it has no value there.
        """
        at = self._project(draw)
        cell = self._cells.get(at)
        if cell is None:
            cell = self._cells[at] = self._fill(draw)
        return cell


def formula_column(template: ItemTemplate, text: str, unknowns: tuple[str, ...]) -> Column[str]:
    """
    Follow a formula over draws; as written where the item has no parameters.
    """
    names = number_names(template)
    if not names:
        return Column((), (), lambda _: text)
    formula = read_formula(text, names, unknowns)
    if isinstance(formula, Unreadable):
        problem = Unfillable(text=text, sentence=formula.sentence)
        return Column((), (), lambda _: problem)

    def fill(draw: Draw) -> str | Unfillable:
        filled = formula.filled(draw.numbers)
        return Unfillable(text=text, sentence=filled.sentence) if isinstance(filled, Undefined) else filled

    return Column(formula.names, (), fill)


def text_column(template: ItemTemplate, text: str, unknowns: tuple[str, ...]) -> Column[str]:
    """
    Follow a text with placeholders over draws.
    """
    read = read_text(text, template_names(template, unknowns))
    if isinstance(read, BadText):
        problem = Unfillable(text=text, sentence=read.placeholders[0].sentence)
        return Column((), (), lambda _: problem)

    def fill(draw: Draw) -> str | Unfillable:
        filled = fill_text(read, draw)
        return Unfillable(text=filled.formula, sentence=filled.sentence) if isinstance(filled, Unfilled) else filled

    numbers = {name for piece in read.pieces if isinstance(piece, Blank) for name in piece.formula.names}
    return Column(numbers, (piece.name for piece in read.pieces if isinstance(piece, Word)), fill)


def answer_column(template: ItemTemplate, answer: Answer, unknowns: tuple[str, ...]) -> Column[Answer]:
    """
    Follow an answer over draws; choices keep their authored order.
    """
    match answer:
        case UnitsAnswer(value=value):
            return _mapped(
                [text_column(template, value, unknowns)],
                lambda texts: msgspec.structs.replace(answer, value=texts[0]),
            )
        case NumberAnswer(value=value, form=form):
            return _mapped(
                [formula_column(template, value, unknowns)],
                lambda texts: msgspec.structs.replace(answer, value=spelled(texts[0], form)),
            )
        case MathsAnswer(value=value):
            return _mapped(
                [formula_column(template, value, unknowns)],
                lambda texts: msgspec.structs.replace(answer, value=texts[0]),
            )
        case ChoiceAnswer(choices=choices) | OrderAnswer(choices=choices):
            return _mapped(
                [text_column(template, choice.text, unknowns) for choice in choices],
                lambda texts: msgspec.structs.replace(
                    answer,
                    choices=tuple(
                        msgspec.structs.replace(choice, text=text) for choice, text in zip(choices, texts, strict=True)
                    ),
                ),
            )
        case TextAnswer(value=value, accept=accept):
            return _mapped(
                [text_column(template, text, unknowns) for text in (value, *accept)],
                lambda texts: TextAnswer(value=texts[0], accept=tuple(texts[1:])),
            )
        case _:
            assert_never(answer)


def _mapped(columns: list[Column[str]], make: Callable[[list[str]], _Filled]) -> Column[_Filled]:
    def fill(draw: Draw) -> _Filled | Unfillable:
        texts: list[str] = []
        for column in columns:
            cell = column.at(draw)
            if isinstance(cell, Unfillable):
                return cell
            texts.append(cell)
        return make(texts)

    numbers = [name for column in columns for name in column.numbers]
    words = [name for column in columns for name in column.words]
    return Column(numbers, words, fill)


def _projection(numbers: tuple[str, ...], words: tuple[str, ...]) -> Callable[[Draw], object]:
    by_number = itemgetter(*numbers) if numbers else _nothing
    by_word = itemgetter(*words) if words else _nothing
    if not words:
        return lambda draw: by_number(draw.numbers)
    return lambda draw: (by_number(draw.numbers), by_word(draw.words))


def _nothing(_: object) -> None:
    return None
