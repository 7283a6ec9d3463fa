"""
Sources: a bank as its author wrote it, read but not yet built.

What reading a folder gives and what checks and builds take. What could be read
whole, with ids that are unique, is what may be built; beside it stands what is
only there to be checked. Nothing here is known to be right: that is `check`'s.
"""

from collections.abc import Mapping
from pathlib import Path as FilePath

import msgspec

from item_bank.finding import Finding, Path
from item_bank.ids import MistakeCode, SkillId, StepId
from item_bank.mistake import Mistake
from item_bank.skill import Skill
from item_bank.template import ItemTemplate
from item_bank.translation import BankWording, ItemWording

__all__ = ["BankHead", "BankSource", "Entry", "ItemSource", "ItemTest", "Loaded", "TranslationSource"]


class BankHead(msgspec.Struct, frozen=True, kw_only=True):
    """What `bank.yaml` says of the whole bank; licence and attribution hold for items without their own."""

    id: str
    name: str
    language: str = "en"
    translations: tuple[str, ...] = ()
    """The languages that all of the bank is promised in, beside its own."""
    license: str = ""
    attribution: str = ""


class ItemTest(msgspec.Struct, frozen=True, kw_only=True):
    """
    One of an item's own tests.

    A response to a step in one draw (by parameter name, as typed), and the
    verdict or the mistake's code that is expected; `place` counts from 0.
    """

    place: int
    step: StepId
    draw: dict[str, str]
    lines: tuple[str, ...]
    working: bool
    """Whether `lines` are lines of working; else it is one final answer."""
    expect: str


class ItemSource(msgspec.Struct, frozen=True, kw_only=True):
    """
    One item and the file it stands in.

    `unread` are the paths of what could not be read; something empty stands
    there in the template. `unread_texts` are the texts of it. `allow` are codes
    of findings that the author wants as they are, each with a reason.
    """

    file: str
    template: ItemTemplate
    tests: tuple[ItemTest, ...] = ()
    allow: Mapping[str, str] = {}
    unread: frozenset[Path] = frozenset()
    unread_texts: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """
    One entry of a file of skills or of mistakes by its place, from 0.

    Doubled ones stand here too, and those whose id cannot be one (not `usable`).
    """

    file: str
    place: int
    id: str
    usable: bool
    requires: tuple[SkillId, ...] = ()


class TranslationSource(msgspec.Struct, frozen=True, kw_only=True):
    """
    The words of one item in another language, and the file they stand in.

    `item` is the item's file. `places` says of paths in the item where in this
    file their texts stand. Where it is not `whole`, something of it could not be
    read or belongs nowhere, and what seems to be missing may be just that.
    """

    file: str
    item: str
    wording: ItemWording
    whole: bool = True
    places: Mapping[Path, Path] = {}

    def place(self, path: Path) -> Path:
        """Return where in this file a path of the item stands, or what is nearest around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.places:
                return (*self.places[path[:end]], *path[end:])
        return path


class BankSource(msgspec.Struct, frozen=True, kw_only=True):
    """
    One bank; `assets` are the files of its pictures, by the name that texts use.

    `broken` are items that are only checked: something was found in reading
    them, or their ids are others' already. `entries` are those of the lists of
    skills and of mistakes, by `skills.yaml` and `mistakes.yaml` whatever files each
    is split over, and `unread_texts` what could not be read there. `incomplete`
    names what else may be anywhere (`bank.yaml`, these two, `items`): what seems
    to be missing there may only be unread. `translations` are those of items, in
    the order of their files, `wordings` those of skills and mistakes by language.
    """

    directory: FilePath
    head: BankHead
    skills: Mapping[SkillId, Skill]
    mistakes: Mapping[MistakeCode, Mistake]
    items: tuple[ItemSource, ...]
    assets: Mapping[str, FilePath]
    incomplete: frozenset[str] = frozenset()
    broken: tuple[ItemSource, ...] = ()
    entries: Mapping[str, tuple[Entry, ...]] = {}
    unread_texts: Mapping[str, tuple[str, ...]] = {}
    translations: tuple[TranslationSource, ...] = ()
    wordings: Mapping[str, BankWording] = {}

    @property
    def everything(self) -> tuple[ItemSource, ...]:
        """All items of which anything could be read, in the order of their files."""
        return tuple(sorted((*self.items, *self.broken), key=lambda item: item.file))


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What reading a folder gave: what could be read, and findings about the rest."""

    source: BankSource
    findings: tuple[Finding, ...]
