"""
Approving: words that an author has read, put into the bank's files as what its mistakes say.

Each is guarded again in the item as it is today. A mistake that the step does not
list yet is listed, and one that the bank does not know is added to its mistakes.
Reads files and changes none: what they are to say is handed back.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from pathlib import PurePath
from typing import Final

import msgspec

from hints.ahead.every_draw import refused_in_any
from hints.ahead.expected import fingerprint_of
from hints.ahead.holding import found_at, refused
from hints.ahead.review import Entry, Review, expected_of
from hints.hint import HintSource
from item_bank.bank import Bank
from item_bank.check.parts import mistake_path
from item_bank.finding import Finding, Path
from item_bank.formatting.editing import Unplaced, appended, with_field
from item_bank.formatting.layout import Formatted
from item_bank.native.source import BankSource
from item_bank.template import ItemTemplate

__all__ = ["Approved", "approved"]

MISTAKES: Final = PurePath("mistakes.yaml")


class Approved(msgspec.Struct, frozen=True, kw_only=True):
    """
    What comes of a review.

    `files` are the texts of those that change, by their place in the bank;
    `written` and `known` count words that are new and that stood there already,
    `refusals` say in a sentence each why others were not taken.
    """

    files: Mapping[str, str]
    written: int
    known: int
    refusals: tuple[str, ...]


def approved(directory: FilePath, source: BankSource, bank: Bank, review: Review) -> Approved:
    """
    Put the approved entries of a review into a bank's files.

    Parameters
    ----------
    directory, source, bank
        The bank: its folder, as it was read from there, and ready for use.
    review
        The review; what is not approved stays out.

    Raises
    ------
    OSError
        If a file cannot be read.
    """
    desk = _Desk(directory, source, bank)
    refusals = tuple(_taken(desk, review))
    return Approved(
        files={file: content.decode() for file, content in desk.files.items() if content != desk.before(file)},
        written=desk.written,
        known=desk.known,
        refusals=refusals,
    )


def _taken(desk: "_Desk", review: Review) -> Iterator[str]:
    """Take each approved entry, and yield why one is not."""
    for entry in review.hints:
        why = desk.take(entry) if entry.approved else None
        if why is not None:
            yield f"{entry.item} / {entry.step} / {entry.wrong}: {why}"


class _Desk:
    """The bank's files as they are being changed."""

    def __init__(self, directory: FilePath, source: BankSource, bank: Bank) -> None:
        self._directory = directory
        self._bank = bank
        self._items = {item.template.id: item for item in source.items}
        self._codes = set(source.mistakes)
        self._said: dict[tuple[str, Path], str] = {}
        self.files: dict[str, bytes] = {}
        self.written = 0
        self.known = 0

    def before(self, file: str) -> bytes:
        """Return a file as it stands; nothing where there is none."""
        path = self._directory / file
        return path.read_bytes() if path.exists() else b""

    def take(self, entry: Entry) -> str | None:
        """Put one entry in; a sentence where that is not done."""
        item = self._items.get(entry.item)
        if item is None or entry.item not in self._bank.items:
            return "The bank has no such item."
        if fingerprint_of(item.template) != entry.content:
            return "The item was changed since the words were drafted. Draft again, and read them."
        if not entry.words.strip():
            return "It is approved and has no words. Write some, or take the approval back."
        expected = expected_of(entry)
        at = found_at(item.template, expected)
        if at is None:
            place = next((count for count, step in enumerate(item.template.steps) if step.id == entry.step), None)
            return "The item has no such step." if place is None else self._new(entry, item.file, item.template, place)
        own = item.template.steps[at[0]].mistakes[at[1]]
        path = mistake_path(item.template.steps[at[0]], *at)
        said = self._said.get((item.file, path), own.hint)
        if said == entry.words:
            self.known += 1
            return None
        if said is not None:
            return f"The item says something else about it already: {said}"
        why = self._refused(entry)
        if why is not None:
            return why
        self._said[item.file, path] = entry.words
        return self._keep(
            item.file, with_field(self._content(item.file), PurePath(item.file), path, "hint", entry.words)
        )

    def _refused(self, entry: Entry) -> str | None:
        """Hold an entry against a few draws, in which most of what is wrong shows, and then against all."""
        expected, words = expected_of(entry), entry.words
        return refused(self._bank, expected, words, source=HintSource.MISTAKE) or refused_in_any(
            self._bank, expected, words, source=HintSource.MISTAKE
        )

    def _new(self, entry: Entry, file: str, template: ItemTemplate, place: int) -> str | None:
        """List a wrong answer that the step does not list yet."""
        if any(mistake.code == entry.mistake for mistake in template.steps[place].mistakes):
            return f"The step lists {entry.mistake} with another wrong answer."
        why = self._refused(entry)
        if why is not None:
            return why
        fields = {"when": entry.wrong, "code": entry.mistake, "hint": entry.words}
        path: Path = ("steps", place, "mistakes")
        why = self._keep(file, appended(self._content(file), PurePath(file), path, fields))
        if why is None and entry.mistake not in self._codes:
            self._name(entry)
        return why

    def _name(self, entry: Entry) -> None:
        """Add a mistake to those that the bank knows."""
        did = entry.did or "gave this wrong answer"
        fields = {"code": entry.mistake, "name": did[:1].upper() + did[1:], "did": did}
        if entry.misconception:
            fields["misconception"] = entry.misconception
        file = MISTAKES.as_posix()
        changed = appended(self._content(file), MISTAKES, (), fields)
        if isinstance(changed, Formatted):
            self.files[file] = changed.text.encode()
            self._codes.add(entry.mistake)

    def _content(self, file: str) -> bytes:
        return self.files[file] if file in self.files else self.before(file)

    def _keep(self, file: str, changed: Formatted | Finding | Unplaced) -> str | None:
        if not isinstance(changed, Formatted):
            return changed.sentence
        self.files[file] = changed.text.encode()
        self.written += 1
        return None
