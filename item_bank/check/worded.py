"""
Worded: what hints say, held against what is true and kind.

A guard that knows mathematics and tone is handed in; here is which hints it is
asked about, with which answer and what the learner has before them. A few
variants stand for all, and a hint without parameters is looked at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol

import msgspec

from item_bank.answers.answer import Answer
from item_bank.check.intact import Intact, blanked
from item_bank.check.parts import mistake_path, step_path
from item_bank.check.tally import Tally
from item_bank.draw import Draw
from item_bank.fill import NotFilled, fill_variant
from item_bank.finding import Code, Path
from item_bank.ids import MistakeCode, ReleaseId
from item_bank.mistake import Mistake
from item_bank.native.piece import Findings
from item_bank.native.source import BankSource
from item_bank.template import ItemTemplate
from item_bank.variant import Rung, Variant

__all__ = ["HintFault", "HintFaults", "check_worded"]

LOOKED_AT: Final = 3
"""Variants whose hints are read; what a claim says of numbers seldom depends on which."""


class HintFault(msgspec.Struct, frozen=True):
    """One thing that is wrong with a hint's words: the code of its finding, and a sentence."""

    code: Code
    says: str


class HintFaults(Protocol):
    """What is wrong with the words of a hint, whoever reads it."""

    def __call__(self, text: str, answer: Answer, *, given: Sequence[str], language: str) -> Sequence[HintFault]:
        """Say so."""
        ...


class _Hint(msgspec.Struct, frozen=True):
    path: Path
    text: str
    answer: Answer
    given: tuple[str, ...]


def check_worded(
    template: ItemTemplate,
    draws: Sequence[Draw],
    source: BankSource,
    faults: HintFaults,
    intact: Intact,
    found: Findings,
) -> None:
    """
    Check the hints of an item in the first of the draws given, wherever they are intact.
    """
    tallies: dict[Path, Tally] = {}
    seen: set[tuple[Path, str]] = set()
    looked = draws[:LOOKED_AT]
    for draw in looked:
        try:
            variant = fill_variant(blanked(template, intact), draw, release=ReleaseId("check"), index=0)
        except NotFilled:
            continue  # `opened` says so
        for hint in _hints(template, variant, source.mistakes):
            if (hint.path, hint.text) in seen or not intact(*hint.path):
                continue
            seen.add((hint.path, hint.text))
            for fault in faults(hint.text, hint.answer, given=hint.given, language=variant.language):
                tallies.setdefault(hint.path, Tally()).add(fault.code, fault.says, draw)
    for path, tally in tallies.items():
        tally.report(path, len(looked), found)


def _hints(template: ItemTemplate, variant: Variant, mistakes: Mapping[MistakeCode, Mistake]) -> Iterator[_Hint]:
    """Yield what is said of each step: of its mistakes, on its ladder, and on its scaffolds'."""
    for place, step in enumerate(variant.steps):
        path, given = step_path(place), (variant.prompt, step.prompt)
        for mistake_place, mistake in enumerate(step.mistakes):
            here = mistake_path(template.steps[place], place, mistake_place)
            named = mistakes.get(mistake.code)
            if mistake.hint is not None:
                yield _Hint((*here, "hint"), mistake.hint, step.answer, (*given, mistake.value))
            elif named is not None and named.hint is not None:
                yield _Hint((*here, "code"), named.hint, step.answer, (*given, mistake.value))
        for entry_place, entry in enumerate(step.help):
            here = (*path, "hints", entry_place)
            if isinstance(entry, Rung):
                yield _Hint(here, entry.text, step.answer, given)
                continue
            for rung_place, rung in enumerate(entry.rungs):
                inner = (*here, "scaffold", "hints", rung_place)
                yield _Hint(inner, rung.text, entry.answer, (*given, entry.prompt))
