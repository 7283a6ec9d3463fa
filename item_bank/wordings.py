"""
The translations of a folder: which files they are, and what they translate.

`items/ribbon.de.yaml` belongs to the item of `items/ribbon.yaml`,
`mistakes.de.yaml` and `skills.de.yaml` to the bank's lists, as do files of that
kind in the folders `mistakes` and `skills`. Reading one is `native`'s.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path as FilePath
from typing import Final

import msgspec

from item_bank.finding import Code, Finding, finding, quoted
from item_bank.ids import MistakeCode, SkillId
from item_bank.language import is_language, parted
from item_bank.mistake import Mistake
from item_bank.native.document import Document
from item_bank.native.piece import Findings
from item_bank.native.source import ItemSource, TranslationSource
from item_bank.native.translations import read_item_wording, read_mistakes_wording, read_skills_wording
from item_bank.skill import Skill
from item_bank.translation import BankWording

__all__ = ["Wordings", "is_translation", "read_wordings"]

_MEANT: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
"""What stands for a language in a file's name beside the file it translates, rightly or wrongly."""
_SHORT: Final = re.compile(r"[a-z]{2}(?:-.*)?")
"""A tag that is taken for one even where there is nothing beside it to translate."""


class Wordings(msgspec.Struct, frozen=True, kw_only=True):
    """All translations of a folder: of items, and of skills and mistakes by language."""

    items: tuple[TranslationSource, ...]
    bank: Mapping[str, BankWording]
    findings: tuple[Finding, ...]


def is_translation(path: FilePath) -> bool:
    """
    Say whether a file translates another: it is named like one beside it, or as only a translation is.
    """
    name, tag = parted(path.name)
    if not tag or _MEANT.fullmatch(tag) is None:
        return False
    return path.with_name(name).exists() or (is_language(tag) and _SHORT.fullmatch(tag) is not None)


def read_wordings(
    files: Iterable[str],
    read: Callable[[str], Document | None],
    *,
    items: Iterable[ItemSource],
    skills: Mapping[SkillId, Skill],
    mistakes: Mapping[MistakeCode, Mistake],
    language: str,
    present: Callable[[str], bool],
) -> Wordings:
    """
    Read all translations of a bank.

    Parameters
    ----------
    files
        Those that are translations, relative to the bank's folder.
    read
        Reads one; None, and a finding elsewhere, where it cannot be read.
    items, skills, mistakes
        What there is to translate.
    language
        The bank's own.
    present
        Says whether there is a file of that name: what cannot be read may be there all the same.
    """
    reading = _Reading({item.file: item for item in items}, skills, mistakes, language, present)
    for file in files:
        document = read(file)
        if document is not None:
            reading.take(document)
    tags = sorted({*reading.skills, *reading.mistakes})
    return Wordings(
        items=tuple(reading.translations),
        bank={
            tag: BankWording(skills=reading.skills.get(tag, {}), mistakes=reading.mistakes.get(tag, {})) for tag in tags
        },
        findings=tuple(reading.found),
    )


class _Reading:
    """What was read so far."""

    def __init__(
        self,
        items: Mapping[str, ItemSource],
        skills: Mapping[SkillId, Skill],
        mistakes: Mapping[MistakeCode, Mistake],
        language: str,
        present: Callable[[str], bool],
    ) -> None:
        self._items = items
        self._skills = skills
        self._mistakes = mistakes
        self._language = language
        self._present = present
        self.translations: list[TranslationSource] = []
        self.skills: dict[str, dict[SkillId, str]] = {}
        self.mistakes: dict[str, dict[MistakeCode, Mistake]] = {}
        self.found: list[Finding] = []

    def take(self, document: Document) -> None:
        file, tag = parted(document.file)
        top = file.partition("/")[0].removesuffix(".yaml")
        item = self._items.get(file)
        own = self._language if item is None else item.template.language
        if not is_language(tag):
            fix = f"Name the file with a tag such as {file.removesuffix('.yaml')}.de.yaml."
            self._add(Code.BAD_LANGUAGE, document, f"{quoted(tag)!r} is not the tag of a language.", fix)
        elif tag == own:
            fix = "Name it for the language that it is in."
            self._add(Code.BAD_LANGUAGE, document, f"{quoted(tag)!r} is the language that {file} is in itself.", fix)
        elif top == "items" and item is None and self._present(file):
            return  # what is wrong with the item is said, and nothing can be said of its words
        elif top == "items" and item is None:
            fix = f"Add {file}, or name this for the item that it translates."
            self._add(Code.TRANSLATION_OF_NOTHING, document, f"There is no item in {quoted(file)}.", fix)
        else:
            notes = Findings(document.file)
            self._read(document, item, top, tag, notes)
            self.found += notes.all

    def _read(self, document: Document, item: ItemSource | None, top: str, tag: str, notes: Findings) -> None:
        if item is not None:
            self.translations.append(read_item_wording(document, item, tag, notes))
        elif top == "skills":
            names = read_skills_wording(document, tuple(self._skills.values()), notes)
            self.skills[tag] = {**self.skills.get(tag, {}), **names}
        else:
            worded = read_mistakes_wording(document, tuple(self._mistakes.values()), notes)
            self.mistakes[tag] = {**self.mistakes.get(tag, {}), **worded}

    def _add(self, code: Code, document: Document, says: str, fix: str) -> None:
        self.found.append(finding(code, document.file, says=says, fix=fix, line=1, column=1))
