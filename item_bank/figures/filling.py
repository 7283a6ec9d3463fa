"""
Filling: one formula or text of a figure in one draw.

Unlike an answer's, a figure's formulas are computed even where the item has no
parameters: what is drawn has to be a number.
"""

from typing import assert_never

from item_bank.algebra.unreadable import Unreadable
from item_bank.domain import printed
from item_bank.draw import Draw
from item_bank.figures.parts import FigurePart
from item_bank.formula import Formula, Undefined, read_formula
from item_bank.placeholder import BadText, Names, Unfilled, fill_text, read_text

__all__ = ["CURVE_LETTER", "fill_part"]

CURVE_LETTER = "x"
"""The letter of which a curve is a function."""


def fill_part(part: FigurePart, names: Names, draw: Draw, locale: str = "en") -> str | Unfilled:
    """
    Fill one part: an exact number for a value, typed maths in x for a curve, a text for a text.

    Parameters
    ----------
    part
        Of a template's figure.
    names
        What its texts may name.
    draw
        The values.
    locale
        BCP 47 tag; decides the decimal mark in texts.
    """
    match part.role:
        case "value":
            formula = read_formula(part.text, names.numbers, ())
            if isinstance(formula, Formula) and not formula.is_number:
                return Unfilled(formula=part.text, sentence="It is not a number.")
            number = formula if isinstance(formula, Unreadable) else formula.value(draw.numbers)
            return _failed(part, number) if isinstance(number, Unreadable | Undefined) else printed(number)
        case "formula":
            if CURVE_LETTER in names.numbers:
                return Unfilled(formula=part.text, sentence="The item's own x is not the x of a curve: rename it.")
            formula = read_formula(part.text, names.numbers, (CURVE_LETTER,))
            filled = formula if isinstance(formula, Unreadable) else formula.filled(draw.numbers)
            return _failed(part, filled) if isinstance(filled, Unreadable | Undefined) else filled
        case "words" | "rich":
            read = read_text(part.text, names)
            if isinstance(read, BadText):
                return Unfilled(formula=part.text, sentence=read.placeholders[0].sentence)
            return fill_text(read, draw, locale)
        case _:
            assert_never(part.role)


def _failed(part: FigurePart, why: Unreadable | Undefined) -> Unfilled:
    return Unfilled(formula=part.text, sentence=why.sentence)
