"""
Every draw: whether a wrong answer and the words about it hold in all variants of their item.

What a few draws do not show: a formula that is right in some of them, a placeholder
that is the answer by chance. Formulas are worked out in every draw; the guards look
at those in which a number of the words is an answer, and at others evenly spread.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from hints.ahead.expected import Expected
from hints.ahead.holding import found_at, held_in, with_words
from hints.hint import HintSource
from item_bank.answers.answer import Answer, NumberAnswer
from item_bank.bank import Bank
from item_bank.check.column import answer_column
from item_bank.check.drawn import COMPARED, check_drawn, spread
from item_bank.check.intact import Intact
from item_bank.check.parts import mistake_path
from item_bank.domain import exact
from item_bank.draw import Draw, Space, ranks, space
from item_bank.fill import Unfillable, step_unknowns, template_names
from item_bank.finding import Code
from item_bank.formula import Undefined
from item_bank.native.piece import Findings
from item_bank.placeholder import Blank, Text, read_text
from item_bank.template import ItemTemplate

__all__ = ["refused_in_any"]

GUARDED: Final = 200
"""Draws in which the guards look at words; each costs some milliseconds, an item may have thousands."""
_BARRED: Final = frozenset({Code.MISTAKE_IS_RIGHT, Code.BAD_MISTAKE, Code.UNDEFINED_VALUE})


def refused_in_any(bank: Bank, expected: Expected, words: str, *, source: HintSource) -> str | None:
    """
    Hold a wrong answer and words about it against every draw; a sentence with a draw that refuses, None for none.

    Parameters
    ----------
    bank, expected, words, source
        As for `holding.refused`, which looks at a few draws.
    """
    item = bank.items[expected.item]
    template = with_words(item.template, expected, words)
    at = found_at(template, expected)
    among = space(item.template)
    if at is None or not isinstance(among, Space):
        return None
    drawn = [(variant, draw) for variant, draw in enumerate(map(among.draw, ranks(item.ranks)))]
    draws = [(variant, draw) for variant, draw in drawn if isinstance(draw, Draw)]
    found = Findings("")
    check_drawn(template, [draw for _, draw in draws], COMPARED, Intact(()), found)
    path = mistake_path(template.steps[at[0]], *at)
    barred = next((one for one in found.all if one.code in _BARRED and one.path[: len(path)] == path), None)
    if barred is not None:
        return barred.sentence
    looked = dict([*_by_chance(template, at[0], words, draws), *spread(draws, GUARDED)])
    refusals = (held_in(item, expected, words, looked[variant], variant, source) for variant in list(looked)[:GUARDED])
    return next((one for one in refusals if one is not None), None)


def _by_chance(
    template: ItemTemplate, place: int, words: str, draws: Sequence[tuple[int, Draw]]
) -> Iterator[tuple[int, Draw]]:
    """Yield the draws in which a number of the words is the answer of the step or of a later one."""
    steps = template.steps[place:]
    unknowns = tuple(name for step in steps for name in step_unknowns(step, step.answer))
    read = read_text(words, template_names(template, unknowns))
    formulas = [piece.formula for piece in read.pieces if isinstance(piece, Blank)] if isinstance(read, Text) else []
    columns = [answer_column(template, step.answer, step_unknowns(step, step.answer)) for step in steps]
    for variant, draw in draws:
        answers = {_worth(column.at(draw)) for column in columns} - {None}
        filled = [formula.filled(draw.numbers) for formula in formulas]
        if any(not isinstance(one, Undefined) and _number(one) in answers for one in filled):
            yield variant, draw


def _worth(answer: Answer | Unfillable) -> int | Fraction | None:
    return _number(answer.value) if isinstance(answer, NumberAnswer) else None


def _number(text: str) -> int | Fraction | None:
    try:
        return exact(text)
    except (ValueError, ZeroDivisionError):
        return None
