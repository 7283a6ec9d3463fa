"""
The contract of importers: what each is asked, and what each gives.

An importer is a function from a `Request` to an `Imported`: native items with
ids that the next import gives again, the skills and mistakes that they name, and
a finding for whatever is not carried over as it stood. `sources` lists them all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

import msgspec

from item_bank.answers.answer import Answer
from item_bank.importers.finding import ImportFinding
from item_bank.importers.report import Report
from item_bank.mistake import Mistake
from item_bank.native.source import BankHead
from item_bank.native.text import head_text, item_text, mistakes_text, skills_text
from item_bank.skill import Skill
from item_bank.template import ItemTemplate

__all__ = [
    "Imported",
    "ImportedItem",
    "Importer",
    "LeakGuard",
    "MissingFigures",
    "NotTheLayout",
    "Request",
    "bank_files",
    "usual",
]

MissingFigures: TypeAlias = Literal["skip", "keep"]
"""What becomes of a step that cannot be answered without a picture which is not there."""


class LeakGuard(Protocol):
    """Says whether a text gives an answer away, beyond what was given already."""

    def __call__(self, text: str, answer: Answer, *, given: Sequence[str]) -> bool:
        """
        Judge one text.
        """
        ...


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is to be imported, and how.

    Attributes
    ----------
    path
        The file or directory.
    leaks
        Says whether a hint gives its step's answer away.
    default_license
        SPDX identifier for what names no licence we know; None skips it.
    missing_figures
        Whether steps that need a picture which is not there are skipped.
    """

    path: Path
    leaks: LeakGuard
    default_license: str | None = None
    missing_figures: MissingFigures = "skip"


class ImportedItem(msgspec.Struct, frozen=True, kw_only=True):
    """One item, the folder below `items` that it belongs in, and notes for authors."""

    template: ItemTemplate
    folder: str
    notes: str


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """A bank that was imported; `assets` are files of the source by the name that texts use."""

    head: BankHead
    skills: tuple[Skill, ...]
    items: tuple[ImportedItem, ...]
    assets: Mapping[str, Path]
    findings: tuple[ImportFinding, ...]
    report: Report
    mistakes: tuple[Mistake, ...] = ()


Importer: TypeAlias = Callable[[Request], Imported]


class NotTheLayout(Exception):
    """What was to be imported is of another layout, or cannot be read at all; the message is a sentence."""


def bank_files(imported: Imported) -> dict[str, bytes]:
    """
    Lay an imported bank out as files, by their paths below its folder.

    Raises
    ------
    OSError
        If a picture cannot be read.
    """
    files = {
        "bank.yaml": head_text(imported.head).encode(),
        "skills.yaml": skills_text(imported.skills).encode(),
    }
    if imported.mistakes:
        files["mistakes.yaml"] = mistakes_text(imported.mistakes).encode()
    for item in imported.items:
        name = f"items/{item.folder}/{item.template.id}.yaml"
        files[name] = item_text(item.template, notes=item.notes).encode()
    for asset, path in imported.assets.items():
        files[f"assets/{asset}"] = path.read_bytes()
    return files


def usual(values: Iterable[str]) -> str:
    """
    Find the value that occurs most often, the first by name among equals; the empty text where there are none.
    """
    counted: dict[str, int] = {}
    for value in values:
        counted[value] = counted.get(value, 0) + 1
    return min(counted, key=lambda value: (-counted[value], value), default="")
