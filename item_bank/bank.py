"""
Banks: a release in memory, from which exercises are opened.

Holds the templates of all items and compiles a variant when it is first asked
for, with the server's secret. Which item or variant comes next is not its
business, nor is where the bundle came from.
"""

import functools
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

from item_bank.bundle import Content, Release, ReleasedItem, decode_bundle
from item_bank.draw import Draw, Space, space
from item_bank.exercise import Exercise, compile_exercise
from item_bank.fill import fill_variant
from item_bank.ids import ItemId, MistakeCode, ReleaseId, SkillId
from item_bank.item import Item, make_item
from item_bank.language import best, primary
from item_bank.mistake import Mistake
from item_bank.skill import Skill
from item_bank.translation import draw_in

__all__ = ["OPEN_EXERCISES", "Bank", "BrokenItem", "read_bundle"]

OPEN_EXERCISES: Final = 2_048
"""Compiled variants kept at hand; at some 20 kB each, 40 MB in the worst case."""


LANGUAGES: Final = 32
"""Languages whose words of mistakes are kept at hand."""


class BrokenItem(Exception):
    """A released item that cannot be opened; the bank check lets none through."""


class Bank:
    """
    One release, immutable.

    Attributes
    ----------
    release
        The name of its content.
    id, name, language, license, attribution
        As the author of the bank gave them; an item may have its own but for the first two.
    skills, items, mistakes
        By id or code, in the order of the bundle.
    """

    id: str
    release: ReleaseId
    name: str
    language: str
    license: str
    attribution: str
    skills: Mapping[SkillId, Skill]
    mistakes: Mapping[MistakeCode, Mistake]
    items: Mapping[ItemId, Item]

    def __init__(self, release: Release, *, secret: bytes) -> None:
        content = release.content
        self.release = release.release
        self.id = content.id
        self.name = content.name
        self.language = content.language
        self.license = content.license
        self.attribution = content.attribution
        self.skills = MappingProxyType({skill.id: skill for skill in content.skills})
        self.mistakes = MappingProxyType({m.code: m for m in content.mistakes})
        self.items = MappingProxyType(
            {released.template.id: make_item(released.template, released.ranks) for released in content.items}
        )
        self._translations = {
            released.template.id: released.translations for released in content.items if released.translations
        }
        self._wordings = content.wordings
        spoken = (item.template.language for item in self.items.values())
        translated = (tag for translations in self._translations.values() for tag in translations)
        self._languages = tuple(dict.fromkeys((content.language, *spoken, *translated, *content.wordings)))
        self._assets = content.assets
        self._secret = secret
        by_skill: dict[SkillId, list[ItemId]] = {}
        for item in self.items.values():
            for skill in item.skills:
                by_skill.setdefault(skill, []).append(item.id)
        self._items_of = {skill: tuple(items) for skill, items in by_skill.items()}
        # Caches of this very bank, not of the class: a bank that is swapped out takes them along.
        self._opened = functools.lru_cache(maxsize=OPEN_EXERCISES)(self._compile)
        self._spaces = functools.lru_cache(maxsize=OPEN_EXERCISES)(self._space)
        self._mistakes_in = functools.lru_cache(maxsize=LANGUAGES)(self._mistakes)

    def without_pictures(self) -> Content:
        """
        Return what it holds but for its pictures: all that judging and helping rest on.
        """
        return Content(
            id=self.id,
            name=self.name,
            language=self.language,
            license=self.license,
            attribution=self.attribution,
            skills=tuple(self.skills.values()),
            items=tuple(
                ReleasedItem(
                    template=item.template, ranks=item.ranks, translations=dict(self._translations.get(item.id, {}))
                )
                for item in self.items.values()
            ),
            mistakes=tuple(self.mistakes.values()),
            wordings=self._wordings,
        )

    def items_of(self, skill: SkillId) -> tuple[ItemId, ...]:
        """
        Return the items that practise a skill, in the order of the bundle; none for a skill that is not the bank's.
        """
        return self._items_of.get(skill, ())

    def languages(self, item: ItemId) -> tuple[str, ...]:
        """
        Return the languages that an item has all its words in, its own first.

        Raises
        ------
        KeyError
            If the bank has no such item.
        """
        return (self.items[item].template.language, *self._translations.get(item, {}))

    @property
    def all_languages(self) -> tuple[str, ...]:
        """
        The languages that anything of the bank is in, its own first.
        """
        return self._languages

    def skill_name(self, skill: SkillId, language: str) -> str:
        """
        Return what people call a skill in a language, or in the bank's where it has no name there.
        """
        tag = best(language, self._wordings)
        names = {} if tag is None else self._wordings[tag].skills
        return names.get(skill, self.skills[skill].name)

    def open(self, item: ItemId, index: int, language: str | None = None) -> Exercise:
        """
        Return one variant of an item, ready for judging, in a language that it has, else in its own.

        Raises
        ------
        KeyError
            If the bank has no such item.
        IndexError
            If the item has no such variant.
        BrokenItem
            If it cannot be opened, which building a bundle excludes.
        """
        own = self.items[item].template.language
        return self._opened(item, index, best(language, self.languages(item)) or own)

    def asset(self, name: str) -> bytes | None:
        """
        Return the bytes of a picture by the name that texts use.
        """
        return self._assets.get(name)

    def _compile(self, item: ItemId, index: int, language: str) -> Exercise:
        found = self.items[item]
        draw = self._spaces(item).draw(found.ranks.at(index))
        if not isinstance(draw, Draw):
            message = f"{item}, variant {index}: {draw.at} has no value"
            raise BrokenItem(message)
        template = self._translations.get(item, {}).get(language, found.template)
        variant = fill_variant(template, draw_in(draw, found.template, template), release=self.release, index=index)
        return compile_exercise(variant, mistakes=self._mistakes_in(language), secret=self._secret)

    def _mistakes(self, language: str) -> Mapping[MistakeCode, Mistake]:
        """
        Return the mistakes with their words in a language; one that has none there is silent.
        """
        if primary(language) == primary(self.language):
            return self.mistakes
        tag = best(language, self._wordings)
        worded = {} if tag is None else self._wordings[tag].mistakes
        silent = {code: msgspec.structs.replace(own, hint=None) for code, own in self.mistakes.items()}
        return MappingProxyType({**silent, **worded})

    def _space(self, item: ItemId) -> Space:
        found = space(self.items[item].template)
        if not isinstance(found, Space):
            message = f"{item}: {found[0].problem.sentence}"
            raise BrokenItem(message)
        return found


def read_bundle(source: Path | bytes, *, secret: bytes) -> Bank:
    """
    Read a bundle and make it a bank.

    Parameters
    ----------
    source
        A bundle's path, or its bytes.
    secret
        The server's, from which the secret points of comparison are derived;
        it goes into no file and no reply.

    Raises
    ------
    BadBundle
        If the bytes are no bundle, or a damaged one.
    OSError
        If the file cannot be read.
    """
    return Bank(decode_bundle(source), secret=secret)
