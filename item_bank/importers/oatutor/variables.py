r"""
Variables: problems that draw their texts from lists, with one draw settled.

There a name stands for a list of texts, and one number picks the same place of
all lists, so they are the rows of one table. The first row is taken, and said
to be so. A name that is misspelt in one letter or two is the one name it is
close to; any other stays, and its text is not carried over.
"""

import difflib
import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from item_bank.importers.oatutor.layout import SourceHint, SourceStep

__all__ = ["first_row", "settled", "settled_step"]

PLACEHOLDER: Final = re.compile(r"@\{\s*([^{}]{1,100}?)\s*\}")
CLOSE: Final = 0.8
"""How alike two names have to be, by `difflib`'s ratio: `exponentt` is `exponent` (0.94)."""


def first_row(lists: Mapping[str, Any]) -> dict[str, str]:
    """
    Take the first text of each list; what is no list of texts or numbers is left out.
    """
    row: dict[str, str] = {}
    for name, values in lists.items():
        first = values[0] if isinstance(values, list) and values else values
        if isinstance(first, str | int | float) and not isinstance(first, bool):
            row[name.strip()] = str(first)
    return row


def settled(text: str, row: Mapping[str, str]) -> str:
    """
    Put a row's texts in the places of their names.
    """
    if not row or "@{" not in text:
        return text

    def fill(found: re.Match[str]) -> str:
        close = difflib.get_close_matches(found[1], row, n=2, cutoff=CLOSE)
        name = found[1] if found[1] in row else close[0] if len(close) == 1 else None
        return found[0] if name is None else row[name]

    return PLACEHOLDER.sub(fill, text)


def settled_step(step: SourceStep, of_problem: Mapping[str, str]) -> SourceStep:
    """
    Settle all texts of a step: its own lists, then the problem's, hold for them and its hints.
    """
    row = dict(of_problem) | first_row(step.variabilization)
    hints = tuple(_settled_hint(hint, row) for hint in step.hints)
    return msgspec.structs.replace(
        step,
        step_title=settled(step.step_title, row),
        step_body=settled(step.step_body, row),
        step_answer=_each(step.step_answer, row),
        choices=_each(step.choices, row),
        hints=hints,
    )


def _settled_hint(hint: SourceHint, inherited: Mapping[str, str]) -> SourceHint:
    row = dict(inherited) | first_row(hint.variabilization)
    return msgspec.structs.replace(
        hint,
        title=settled(hint.title, row),
        text=settled(hint.text, row),
        hint_answer=_each(hint.hint_answer, row),
        choices=_each(hint.choices, row),
        sub_hints=tuple(_settled_hint(below, row) for below in hint.sub_hints),
    )


def _each(texts: tuple[str, ...], row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(settled(text, row) for text in texts)
