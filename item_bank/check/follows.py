"""
Follow-through over an item's draws: a formula in `prev` has to give the step's answer from the step before's.
"""

from collections.abc import Sequence

from item_bank.answers.answer import NumberAnswer
from item_bank.check.column import formula_column
from item_bank.check.intact import Intact
from item_bank.check.parts import step_path
from item_bank.check.tally import Tally
from item_bank.domain import exact
from item_bank.draw import Draw
from item_bank.fill import Unfillable
from item_bank.finding import Code, quoted
from item_bank.follow_through import PREVIOUS, follow_through
from item_bank.native.piece import Findings
from item_bank.template import ItemTemplate, StepTemplate

__all__ = ["check_follows"]


def check_follows(template: ItemTemplate, draws: Sequence[Draw], intact: Intact, found: Findings) -> None:
    """
    Check the steps that follow from the one before, in the draws given, wherever they are intact.
    """
    for place, step in enumerate(template.steps):
        path = (*step_path(place), "follows")
        if not step.follows or not intact(*path):
            continue
        before = template.steps[place - 1] if place else None
        if before is None or not isinstance(before.answer, NumberAnswer) or not isinstance(step.answer, NumberAnswer):
            says = "A step follows from a number of the step before, and asks for a number itself."
            found.add(Code.BAD_FOLLOWS, path, says, "Take follows away, or ask for numbers in both steps.")
            continue
        if intact(*step_path(place), "answer") and intact(*step_path(place - 1), "answer"):
            tally = Tally()
            for draw in draws:
                _check(template, before, step, draw, tally)
            tally.report(path, len(draws), found)


def _check(template: ItemTemplate, before: StepTemplate, step: StepTemplate, draw: Draw, tally: Tally) -> None:
    written, earlier, right = (
        formula_column(template, text, unknowns).at(draw)
        for text, unknowns in ((step.follows, (PREVIOUS,)), (before.answer.value, ()), (step.answer.value, ()))
    )
    if isinstance(written, Unfillable) or isinstance(earlier, Unfillable) or isinstance(right, Unfillable):
        return  # said of the part that has no value
    comes_to = follow_through(written, earlier)
    try:
        wanted = exact(right)
    except (ValueError, ZeroDivisionError):
        return  # a key that is no fraction; the formula then gives none either
    if comes_to != wanted:
        says = f"{quoted(written)} is {comes_to} for {PREVIOUS} = {earlier}, and the answer is {right}"
        tally.add(Code.BAD_FOLLOWS, says if comes_to is not None else f"{quoted(written)} is no number", draw)
