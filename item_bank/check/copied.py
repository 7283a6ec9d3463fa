"""
Copied: answers that stand in the prompt already.

Who copies a number from what is given should not be right by that. Only where
it happens in every draw looked at, and for numbers of two digits or more: a
single digit stands in many a prompt by chance.
"""

import re
from collections.abc import Sequence
from typing import Final

from item_bank.answers.answer import NumberAnswer
from item_bank.check.column import answer_column, text_column
from item_bank.check.intact import Intact
from item_bank.check.parts import step_path
from item_bank.draw import Draw
from item_bank.fill import step_unknowns
from item_bank.finding import Code, quoted
from item_bank.native.piece import Findings
from item_bank.template import ItemTemplate

__all__ = ["check_copied"]

LEAST_DIGITS: Final = 2

_NUMBER: Final = re.compile(r"-?[0-9]+(?:[./][0-9]+)?")


def check_copied(template: ItemTemplate, draws: Sequence[Draw], intact: Intact, found: Findings) -> None:
    """
    Check that no number that is asked for stands in its item's or its step's prompt in all of the draws.
    """
    for place, step in enumerate(template.steps):
        path = step_path(place)
        known = intact("prompt") and intact(*path, "prompt") and intact(*path, "answer") and intact(*path, "unknowns")
        if not known or not isinstance(step.answer, NumberAnswer):
            continue
        unknowns = step_unknowns(step, step.answer)
        answer = answer_column(template, step.answer, unknowns)
        prompts = [text_column(template, text, unknowns) for text in (template.prompt, step.prompt)]
        first = ""
        for draw in draws:
            filled = answer.at(draw)
            shown = [prompt.at(draw) for prompt in prompts]
            value = filled.value if isinstance(filled, NumberAnswer) else ""
            if not any(isinstance(text, str) and _stands_in(value, text) for text in shown):
                break
            first = first or value
        else:
            if draws:
                says = f"The answer stands in the prompt in every draw looked at, e.g. {quoted(first)}."
                found.add(Code.ANSWER_IN_PROMPT, (*path, "answer", "value"), says, "Ask for what is not given.")


def _stands_in(value: str, text: str) -> bool:
    """
    Say whether a number of enough digits stands in a text, as no part of another one.
    """
    if _NUMBER.fullmatch(value) is None or sum(map(str.isdigit, value)) < LEAST_DIGITS:
        return False
    return re.search(rf"(?<![0-9])(?<![0-9][.,/]){re.escape(value)}(?![0-9]|[.,/][0-9])", text) is not None
