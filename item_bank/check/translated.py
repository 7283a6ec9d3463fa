"""
Translations: whether they say what the items say.

Every text that has words is there, holds the placeholders of the text that it
translates, can be shown, and gives no answer away. What a bank promises to be in
(`translations` in `bank.yaml`) is missed item by item; elsewhere only what is
half done.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from item_bank.check.drawn import spread
from item_bank.check.intact import Intact
from item_bank.check.opened import LeakGuard, check_opened
from item_bank.check.parts import texts
from item_bank.check.readable import check_readable
from item_bank.check.worded import HintFaults, check_worded
from item_bank.check.written import check_text
from item_bank.draw import Draw, Ranks, Space, space
from item_bank.finding import Code, Path, quoted
from item_bank.language import best
from item_bank.load import MISTAKES, SKILLS
from item_bank.native.piece import Findings
from item_bank.native.source import BankSource, ItemSource, TranslationSource
from item_bank.template import ItemTemplate
from item_bank.translation import draw_in, in_words, missing

__all__ = ["check_bank_translations", "check_item_translations"]

_PLACEHOLDER: Final = re.compile(r"@\{([^{}]*)\}")
SHOWN: Final = 5
"""Draws in which a translation is looked at as learners get it; what differs from the item are words, not numbers."""


def check_item_translations(
    item: ItemSource,
    source: BankSource,
    leaks: LeakGuard | None,
    faults: HintFaults | None,
    listed: Ranks | None,
) -> Iterator[Findings]:
    """
    Check the translations of one item, each in its own file, as learners get them where its draws are listed.
    """
    of = [translation for translation in source.translations if translation.item == item.file]
    draws = _draws(item.template, listed) if of else ()
    for translation in of:
        found = Findings(translation.file)
        _check(item, translation, source, leaks, faults, draws, found)
        yield found


def check_bank_translations(source: BankSource) -> Iterator[Findings]:
    """
    Check what is promised in other languages: items that have no translation, names of skills, words of mistakes.
    """
    there: dict[str, list[str]] = {}
    for translation in source.translations:
        there.setdefault(translation.wording.language, []).append(translation.item)
    for tag in source.head.translations:
        for item in source.everything:
            if item.file not in there.get(tag, ()) and item.template.language != tag:
                found = Findings(item.file)
                file = item.file.removesuffix(".yaml")
                says = f"This item has no words in {tag!r}, which the bank promises."
                found.add(Code.MISSING_TRANSLATION, ("title",), says, f"Write {file}.{tag}.yaml.")
                yield found
    for tag in sorted({*there, *source.head.translations}):
        promised = tag in source.head.translations
        items = [one for one in source.everything if promised or one.file in there.get(tag, ())]
        yield from _check_lists(tag, items, source)


def _check_lists(tag: str, items: Iterable[ItemSource], source: BankSource) -> Iterator[Findings]:
    """
    Miss the words of the skills and mistakes that items in a language need.
    """
    kept = best(tag, source.wordings)
    wording = None if kept is None else source.wordings[kept]
    skills, mistakes = Findings(SKILLS), Findings(MISTAKES)
    needed = [step for item in items for step in item.template.steps]
    named = dict.fromkeys(skill for step in needed for skill in step.skills)
    for skill in named:
        if skill in source.skills and (wording is None or skill not in wording.skills):
            says = f"The skill {quoted(skill)} has no name in {tag!r}, and items in it practise it."
            skills.add(Code.MISSING_TRANSLATION, (), says, f"Add it to skills.{tag}.yaml.")
    codes = dict.fromkeys(one.code for step in needed for one in step.mistakes if one.hint is None)
    for code in codes:
        own = source.mistakes.get(code)
        worded = None if wording is None else wording.mistakes.get(code)
        if own is not None and own.hint is not None and (worded is None or worded.hint is None):
            says = f"The mistake {quoted(code)} has no hint in {tag!r}, and items in it expect it."
            mistakes.add(Code.MISSING_TRANSLATION, (), says, f"Add it to mistakes.{tag}.yaml.")
    yield skills
    yield mistakes


def _check(
    item: ItemSource,
    translation: TranslationSource,
    source: BankSource,
    leaks: LeakGuard | None,
    faults: HintFaults | None,
    draws: Sequence[Draw],
    found: Findings,
) -> None:
    own, wording = item.template, translation.wording
    template = in_words(own, wording)
    intact = Intact(item.unread)
    notes = Findings(translation.file)
    for path in missing(own, wording) if translation.whole else ():
        if intact(*path):
            says = f"A text of the item has no translation: {quoted(_text_at(own, path))!r}."
            fix = "Translate it; until then the item is shown in its own language alone."
            found.add(Code.MISSING_TRANSLATION, translation.place(path), says, fix)
    written = {part.path: part for part in texts(own)}
    for part in texts(template):
        if part.path not in wording.texts or not intact(*part.path):
            continue
        if check_text(template, part, intact, notes) is not None:
            _check_placeholders(written[part.path].text, part.text, translation.place(part.path), found)
    check_readable(template, intact, notes)
    # Solution lines are the item's, and were looked at there.
    shown = msgspec.structs.replace(
        template, steps=tuple(msgspec.structs.replace(step, solution=()) for step in template.steps)
    )
    few = [draw_in(draw, own, shown) for draw in draws]
    if not any(one.code is Code.BAD_PLACEHOLDER for one in notes.all):
        spoken = _worded(source, wording.language)
        check_opened(shown, few, spoken, leaks, intact, notes)
        if faults is not None:
            check_worded(shown, few, spoken, faults, intact, notes)
    for one in notes.all:
        if one.path in wording.texts or any(one.path[: len(path)] == path for path in wording.texts):
            found.all.append(msgspec.structs.replace(one, path=translation.place(one.path)))


def _draws(template: ItemTemplate, listed: Ranks | None) -> Sequence[Draw]:
    among = space(template)
    if listed is None or not isinstance(among, Space):
        return ()
    drawn = [among.draw(listed.at(index)) for index in spread(range(listed.count), SHOWN)]
    return [draw for draw in drawn if isinstance(draw, Draw)]


def _check_placeholders(own: str, worded: str, place: Path, found: Findings) -> None:
    before, after = (set(map(str.strip, _PLACEHOLDER.findall(text))) for text in (own, worded))
    lost, added = sorted(before - after), sorted(after - before)
    if lost or added:
        said = [f"lacks @{{{name}}}" for name in lost] + [f"has @{{{name}}} besides" for name in added]
        says = f"This text {' and '.join(said)}."
        found.add(Code.TRANSLATION_DIFFERS, place, says, "Use the placeholders of the text that it translates.")


def _worded(source: BankSource, language: str) -> BankSource:
    """
    Return a bank whose mistakes are in a language; those that have no words there have no hint.
    """
    tag = best(language, source.wordings)
    worded = {} if tag is None else source.wordings[tag].mistakes
    silent = {code: msgspec.structs.replace(own, hint=None) for code, own in source.mistakes.items()}
    return msgspec.structs.replace(source, mistakes={**silent, **worded})


def _text_at(template: ItemTemplate, path: Path) -> str:
    return next((part.text for part in texts(template) if part.path == path), "")
