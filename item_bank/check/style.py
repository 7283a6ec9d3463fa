"""
Style: what teaches badly although nothing is wrong with it.

A step with a single hint, or with fewer than two expected mistakes; across the
bank, a hint that stands in many items, and items of a skill that differ in
their numbers alone. Looked for by a strict check only, so that an imported bank
is not drowned in them; what an item allows is left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from item_bank.answers.answer import ChoiceAnswer, OrderAnswer
from item_bank.check.intact import Intact
from item_bank.check.parts import step_path, texts
from item_bank.counted import counted
from item_bank.finding import Code, Path, quoted
from item_bank.ids import SkillId
from item_bank.native.piece import Findings
from item_bank.native.source import BankSource, ItemSource
from item_bank.template import ItemTemplate

__all__ = ["MOST_ITEMS", "check_style"]

LEAST_RUNGS: Final = 2
LEAST_MISTAKES: Final = 2
MOST_ITEMS: Final = 3
"""Items in which one hint may stand; in more, it is about none of them."""

_PARAMETER: Final = re.compile(r"@\{[^{}]*\}|[0-9]+(?:[.,/][0-9]+)*")


def check_style(source: BankSource) -> Iterator[Findings]:
    """
    Check a bank's items for what teaches badly.

    A hint counts where it is an item's own, its rungs and what it says of its
    mistakes. Hints in the bank's list of mistakes are one text for all items
    by design: whoever makes that mistake again is told the same again.
    """
    notes = {item.file: Findings(item.file) for item in source.everything}
    for item in source.everything:
        _check_steps(item, notes[item.file])
    for text, places in _hints(source.everything).items():
        if len(places) > MOST_ITEMS:
            for file, path in places.items():
                says = f"The hint {quoted(text)} stands in {len(places)} items."
                notes[file].add(Code.HINT_REPEATED, path, says, "Say it about what this item shows.")
    seen: dict[tuple[SkillId, str], ItemSource] = {}
    for item in source.everything:
        pattern = _pattern(item.template)
        for skill in item.template.skills:
            earlier = seen.setdefault((skill, pattern), item)
            if earlier is not item:
                says = f"But for its numbers this item asks what {quoted(earlier.template.id)} does."
                notes[item.file].add(Code.SAME_PATTERN, ("id",), says, "Ask in another way, or make one item of both.")
    for item in source.everything:
        found = notes[item.file]
        found.all = [one for one in found.all if one.code.value not in item.allow]
        yield found


def _check_steps(item: ItemSource, found: Findings) -> None:
    """
    Check that each step has hints enough to climb, and mistakes enough to tell apart.
    """
    intact = Intact(item.unread)
    for place, step in enumerate(item.template.steps):
        path = step_path(place)
        if not intact(*path):
            continue
        rungs = sum(not entry.reveals for entry in step.help)
        if rungs < LEAST_RUNGS:
            says = f"The step {quoted(step.id)} has {counted(rungs, 'hint')} before any that reveals its answer."
            found.add(Code.FEW_HINTS, path, says, f"Write {LEAST_RUNGS} or more, the first about what to think of.")
        codes = {mistake.code for mistake in step.mistakes}
        if len(codes) < LEAST_MISTAKES:
            says = f"The step {quoted(step.id)} expects {counted(len(codes), 'kind')} of mistake."
            found.add(Code.FEW_MISTAKES, path, says, f"Add wrong answers with their codes, {LEAST_MISTAKES} or more.")


def _hints(items: Iterable[ItemSource]) -> Mapping[str, Mapping[str, Path]]:
    """
    Collect the hints that stand in items, each with the files and where in them it stands first.
    """
    found: dict[str, dict[str, Path]] = {}
    for item in items:
        for part in texts(item.template):
            if part.role == "hint" and part.text.strip():
                found.setdefault(" ".join(part.text.split()), {}).setdefault(item.file, part.path)
    return found


def _pattern(template: ItemTemplate) -> str:
    """
    Return what an item asks, step by step, without its numbers.
    """
    asked = [template.prompt]
    for step in template.steps:
        asked += [step.prompt, str(step.answer.__struct_config__.tag)]
        if isinstance(step.answer, ChoiceAnswer | OrderAnswer):
            asked += sorted(choice.text for choice in step.answer.choices)
    return " / ".join(map(_erased, asked))


def _erased(text: str) -> str:
    return " ".join(_PARAMETER.sub("#", text).split())
