"""
Taking over: hints that teachers made rungs of, put into the bank's files as its own.

Each is guarded again in the item as it is today, in many draws: a bank says it to
whoever has other numbers, too. About a mistake with a name it becomes what that mistake says at
its step; else the first rung of the step. Reads files and changes none: what they are to
say is handed back.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath
from pathlib import PurePath
from typing import Final

import msgspec

from hints.ahead.expected import shared_place
from hints.guards.authored import hint_faults
from hints.guards.novelty import new_numbers
from hints.guards.step_words import given_in, words_leak
from item_bank.bank import Bank
from item_bank.check.drawn import spread
from item_bank.check.parts import mistake_path
from item_bank.exercise import Exercise
from item_bank.finding import Finding, Path
from item_bank.formatting.editing import Unplaced, prepended, with_field
from item_bank.formatting.layout import Formatted
from item_bank.ids import ItemId, StepId
from item_bank.language import primary
from item_bank.native.source import BankSource
from item_bank.template import StepTemplate
from item_bank.variant import Rung

__all__ = ["TakenOver", "TaughtRung", "TaughtRungs", "taken_over"]

IDEA: Final = "idea/"
"""Begins what a rung is about where that is a mistake with a name; empty is any wrong answer."""
GUARDED: Final = 200
"""Draws of an item that words are held against; each costs some milliseconds."""


class TaughtRung(msgspec.Struct, frozen=True, kw_only=True):
    """A teacher's rung, as `GET /v1/rungs` lists it; who wrote it and when is not the bank's business."""

    item: ItemId
    step: StepId
    cluster: str
    text: str
    language: str


class TaughtRungs(msgspec.Struct, frozen=True, kw_only=True):
    """All of them."""

    rungs: tuple[TaughtRung, ...]


class TakenOver(msgspec.Struct, frozen=True, kw_only=True):
    """
    What comes of it.

    `files` are the texts of those that change, by their place in the bank, `written` the rungs that are new in each;
    `known` counts those that stood there already. `refusals` say in a sentence each why
    others were not taken, `notes` what an author has to know of those that were.
    """

    files: Mapping[str, str]
    written: Mapping[str, int]
    known: int
    refusals: tuple[str, ...]
    notes: tuple[str, ...]


def taken_over(directory: FilePath, source: BankSource, bank: Bank, rungs: Sequence[TaughtRung]) -> TakenOver:
    """
    Put teachers' rungs into a bank's files.

    Parameters
    ----------
    directory, source, bank
        The bank: its folder, as it was read from there, and ready for use.
    rungs
        In the order in which they were written: of two about the same, the later stands first.

    Raises
    ------
    OSError
        If a file cannot be read.
    """
    desk = _Desk(directory, source, bank)
    refusals = [
        f"{rung.item} / {rung.step}: {why} ({rung.text})" for rung in rungs if (why := desk.take(rung)) is not None
    ]
    return TakenOver(
        files={file: content.decode() for file, content in desk.files.items()},
        written=desk.written,
        known=desk.known,
        refusals=tuple(refusals),
        notes=tuple(desk.notes.values()),
    )


class _Desk:
    """The bank's files as they are being changed."""

    def __init__(self, directory: FilePath, source: BankSource, bank: Bank) -> None:
        self._directory = directory
        self._source = source
        self._bank = bank
        self._items = {item.template.id: item for item in source.items}
        self._said: dict[tuple[str, Path], str] = {}
        self.files: dict[str, bytes] = {}
        self.notes: dict[ItemId, str] = {}
        self.written: Counter[str] = Counter()
        self.known = 0

    def take(self, rung: TaughtRung) -> str | None:
        """Put one rung in; a sentence where that is not done."""
        item = self._items.get(rung.item)
        if item is None or rung.item not in self._bank.items:
            return "The bank has no such item."
        steps = item.template.steps
        place = next((count for count, step in enumerate(steps) if step.id == rung.step), None)
        if place is None:
            return "The item has no such step."
        if primary(rung.language) != primary(item.template.language):
            return f"It is written in {rung.language}, and the item in {item.template.language}: translate it."
        if "@{" in rung.text:
            return "It would be read as having a placeholder."
        about = rung.cluster.removeprefix(IDEA) if rung.cluster.startswith(IDEA) else None
        why = (
            self._first(rung, item.file, place, steps[place])
            if about is None
            else self._at_mistakes(rung, item.file, place, steps[place], about)
        )
        languages = [one for one in self._bank.languages(rung.item) if primary(one) != primary(rung.language)]
        if why is None and languages and self.files.get(item.file) is not None:
            self.notes[rung.item] = (
                f"{rung.item}: its words in {', '.join(languages)} lack this rung now. Until they have it, the item is "
                f"shown in {item.template.language}."
            )
        return why

    def _first(self, rung: TaughtRung, file: str, place: int, step: StepTemplate) -> str | None:
        """Put a rung before all others of its step."""
        if any(isinstance(one, Rung) and one.text == rung.text for one in step.help):
            self.known += 1
            return None
        why = self._guarded(rung, [step.id])
        if why is not None:
            return why
        at: Path = ("steps", place, "hints")
        return self._keep(file, prepended(self._content(file), PurePath(file), at, rung.text))

    def _at_mistakes(self, rung: TaughtRung, file: str, place: int, step: StepTemplate, about: str) -> str | None:
        """Let a step's mistake say it, at each wrong answer that shows the mistake."""
        shown = [own for own, one in enumerate(step.mistakes) if about in self._names(one.code)]
        paths = [mistake_path(step, place, own) for own in shown]
        said = [self._said.get((file, path), step.mistakes[own].hint) for own, path in zip(shown, paths, strict=True)]
        if not shown:
            return "The step lists no wrong answer that shows this mistake: it was found by a rule."
        if any(one not in {None, rung.text} for one in said):
            return f"The item says something else about it already: {next(one for one in said if one)}"
        missing = [path for path, one in zip(paths, said, strict=True) if one is None]
        if not missing:
            self.known += 1
            return None
        shared = {shared_place(step, own) for own in shown} - {None}
        said_at = [one.id for one in self._items[rung.item].template.steps if one is step or shared & {*one.of_item}]
        why = self._guarded(rung, said_at)
        for path in missing:
            if why is None:
                changed = with_field(self._content(file), PurePath(file), path, "hint", rung.text)
                why = self._keep(file, changed)
                self._said[file, path] = rung.text
        # however many wrong answers show it, it is one rung
        self.written[file] -= len(missing) - 1 if why is None else 0
        return why

    def _names(self, code: str) -> frozenset[str]:
        """Return what a mistake is called: by its code, and by the idea behind it."""
        listed = next((one for known, one in self._source.mistakes.items() if known == code), None)
        return frozenset({code} | ({listed.misconception} if listed is not None and listed.misconception else set()))

    def _guarded(self, rung: TaughtRung, steps: Sequence[StepId]) -> str | None:
        """Hold words against draws spread over all; a sentence about the first in which they must not be said."""
        for variant in spread(range(self._bank.items[rung.item].variants), GUARDED):
            exercise = self._bank.open(rung.item, variant, rung.language)
            refusals = (_refused(rung.text, exercise, step) for step in steps)
            why = next((one for one in refusals if one is not None), None)
            if why is not None:
                shown = ", ".join(f"{name} = {value}" for name, value in exercise.variant.draw.items())
                return f"{why} (with {shown})." if shown else f"{why}."
        return None

    def _content(self, file: str) -> bytes:
        return self.files[file] if file in self.files else (self._directory / file).read_bytes()

    def _keep(self, file: str, changed: Formatted | Finding | Unplaced) -> str | None:
        if not isinstance(changed, Formatted):
            return changed.sentence
        self.files[file] = changed.text.encode()
        self.written[file] += 1
        return None


def _refused(text: str, exercise: Exercise, step: StepId) -> str | None:
    found = exercise.step(step)
    if found is None:
        return None
    if words_leak(text, exercise, step):
        return "It gives the answer away"
    given, language = given_in(exercise), exercise.variant.language
    faults = hint_faults(text, found.step.answer, given=given, language=language)
    if faults:
        return faults[0].says.rstrip(".")
    return "It names a number that the exercise does not have" if new_numbers(text, given) else None
