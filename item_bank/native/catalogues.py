"""
What a bank says once: `bank.yaml`, and its lists of skills and of mistakes.

The first is fields, the others are lists with an id or code in each entry; a
list may be split over several files, and an id stands in one of them.
Whether skills require each other in a circle is `check`'s to say.
"""

from collections.abc import Sequence
from typing import Final, Generic, TypeVar

import msgspec

from item_bank.finding import Code, Path, quoted
from item_bank.ids import MistakeCode, SkillId
from item_bank.language import is_language
from item_bank.mistake import Mistake
from item_bank.native.document import Document
from item_bank.native.fields import (
    HeadFields,
    NamedMistakeFields,
    SkillFields,
)
from item_bank.native.items import FORMAT
from item_bank.native.piece import Findings, read_piece, valid_id
from item_bank.native.source import BankHead, Entry
from item_bank.skill import Skill

__all__ = ["UNREAD", "Listed", "read_head", "read_mistakes", "read_skills"]

_Known = TypeVar("_Known", Skill, Mistake)


UNREAD: Final = "unknown"
"""Stands for a licence or an attribution that could not be read."""


class Listed(msgspec.Struct, Generic[_Known], frozen=True, kw_only=True):
    """What a file lists: by id what can be used, and all entries that have an id."""

    known: dict[str, _Known]
    entries: tuple[Entry, ...]


def read_head(document: Document, found: Findings) -> BankHead | None:
    """
    Read `bank.yaml`; None, and at least one finding, where it has no fields.
    """
    head = read_piece(HeadFields, document.data, (), found)
    if head is None:
        return None
    if head.format != FORMAT and ("format",) not in found.unread:
        says = f"This reads format {FORMAT}, not {quoted(head.format)}."
        found.add(Code.UNKNOWN_FORMAT, ("format",), says, f"Write format: {FORMAT}.")
    if not valid_id(head.id) and ("id",) not in found.unread:
        found.add(
            Code.BAD_ID, ("id",), f"A bank cannot have the id {quoted(head.id)!r}.", "Use letters, digits and hyphens."
        )
    for place, tag in ((None, head.language), *enumerate(head.translations)):
        path: Path = ("language",) if place is None else ("translations", place)
        if path not in found.unread and not is_language(tag):
            fix = "Write it as de, or es-MX where the region matters."
            found.add(Code.BAD_LANGUAGE, path, f"{quoted(tag)!r} is not the tag of a language.", fix)
    return BankHead(
        id=head.id,
        name=head.name,
        language=head.language,
        translations=tuple(filter(is_language, head.translations)),
        license=UNREAD if ("license",) in found.unread else head.license,
        attribution=UNREAD if ("attribution",) in found.unread else head.attribution,
    )


def read_skills(document: Document, found: Findings, earlier: Sequence[Entry] = ()) -> Listed[Skill]:
    """
    Read a file of skills, leaving out entries that have no id of their own.

    `earlier` are the entries of the files of skills that were read before it.
    """
    skills: dict[str, Skill] = {}
    entries: list[Entry] = []
    for place, data in enumerate(_entries(document, found)):
        skill = read_piece(SkillFields, data, (place,), found)
        if skill is None or (place, "id") in found.unread:
            continue
        requires = tuple(map(SkillId, skill.requires))
        entries.append(
            Entry(file=document.file, place=place, id=skill.id, usable=valid_id(skill.id), requires=requires)
        )
        if _new((*earlier, *entries), "id", found):
            skills[skill.id] = Skill(
                id=SkillId(skill.id),
                name=skill.name,
                requires=requires,
                standards=tuple(skill.standards),
                forms=tuple(skill.forms),
            )
    return Listed(known=skills, entries=tuple(entries))


def read_mistakes(document: Document, found: Findings, earlier: Sequence[Entry] = ()) -> Listed[Mistake]:
    """
    Read a file of mistakes, leaving out entries that have no code of their own.

    `earlier` are the entries of the files of mistakes that were read before it.
    """
    mistakes: dict[str, Mistake] = {}
    entries: list[Entry] = []
    for place, data in enumerate(_entries(document, found)):
        mistake = read_piece(NamedMistakeFields, data, (place,), found)
        if mistake is None or (place, "code") in found.unread:
            continue
        entries.append(Entry(file=document.file, place=place, id=mistake.code, usable=valid_id(mistake.code)))
        if _new((*earlier, *entries), "code", found):
            mistakes[mistake.code] = Mistake(
                code=MistakeCode(mistake.code),
                name=mistake.name,
                did=mistake.did,
                hint=mistake.hint,
                misconception=mistake.misconception,
            )
    return Listed(known=mistakes, entries=tuple(entries))


def _entries(document: Document, found: Findings) -> Sequence[object]:
    if isinstance(document.data, list):
        return document.data
    if document.data:
        found.add(Code.WRONG_SHAPE, (), "This file has to be a list.", "Begin each entry with a hyphen.")
        found.lose((), document.data)
    return ()


def _new(entries: Sequence[Entry], field: str, found: Findings) -> bool:
    """
    Say whether the last entry can be known by its id.
    """
    *earlier, last = entries
    path = (last.place, field)
    if not last.usable:
        found.add(Code.BAD_ID, path, f"{quoted(last.id)!r} cannot be an id.", "Use letters, digits and hyphens.")
        return False
    first = next((entry for entry in earlier if entry.id == last.id), None)
    if first is not None:
        where = "here twice" if first.file == last.file else f"in {quoted(first.file)} too"
        found.add(Code.DUPLICATE_ID, path, f"{quoted(last.id)} stands {where}.", "Keep one of the two.")
        return False
    return True
