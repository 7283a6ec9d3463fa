"""
References: whether all that is named is there.

Skills and their requirements, codes of mistakes, licences, over the whole bank.
Pictures are looked up where texts are rendered, by `shown`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from item_bank.answers.answer import ChoiceAnswer
from item_bank.check.intact import Intact
from item_bank.check.parts import answers, mistake_path, step_path
from item_bank.finding import Code, Path, quoted
from item_bank.ids import SkillId
from item_bank.load import HEAD, ITEMS, MISTAKES, SKILLS
from item_bank.native.catalogues import UNREAD
from item_bank.native.nearest import nearest
from item_bank.native.piece import Findings, similar
from item_bank.native.source import BankSource, Entry
from item_bank.skill import Skill
from item_bank.template import ItemTemplate

__all__ = ["check_bank_references", "check_item_references"]


def check_item_references(template: ItemTemplate, source: BankSource, intact: Intact, found: Findings) -> None:
    """
    Check the skills and mistakes that one item names.
    """
    for field, named in (("skills", template.skills), ("requires", template.requires)):
        _check_skills(named, (field,), source, intact, found)
    for place, step in enumerate(template.steps):
        if step.skills != template.skills:
            _check_skills(step.skills, (*step_path(place), "skills"), source, intact, found)
        for mistake_place, mistake in enumerate(step.mistakes):
            path = (*mistake_path(step, place, mistake_place), "code")
            if intact(*path) and _is_unknown(mistake.code, MISTAKES, source.mistakes, source):
                _unknown_mistake(mistake.code, path, source, found)
    for part in answers(template):
        if isinstance(part.answer, ChoiceAnswer):
            for place, choice in enumerate(part.answer.choices):
                path = (*part.path, "choices", place, "code")
                # A step's options are mistakes too, and were looked at as such.
                if (
                    choice.code is not None
                    and "scaffold" in path
                    and intact(*path)
                    and _is_unknown(choice.code, MISTAKES, source.mistakes, source)
                ):
                    _unknown_mistake(choice.code, path, source, found)


def check_bank_references(source: BankSource) -> Iterator[Findings]:
    """
    Check what the bank's own files name, and what nothing uses.
    """
    yield from _check_skill_graph(source)
    yield from _check_prerequisites(source)
    yield from _check_mistakes_used(source)
    found = Findings(HEAD)
    if not source.everything and ITEMS not in source.incomplete:
        found.add(Code.NO_ITEMS, (), "The bank has no items that can be used.", "Add one to the folder items.")
    licenses = sorted({item.template.license for item in source.everything} - {UNREAD, ""})
    if len(licenses) > 1:
        says = f"The items have {len(licenses)} licences: {', '.join(map(quoted, licenses))}."
        found.add(Code.MIXED_LICENSES, ("license",), says, "Say so wherever the bank is passed on.")
    yield found


def _check_skills(named: Sequence[SkillId], path: Path, source: BankSource, intact: Intact, found: Findings) -> None:
    for place, skill in enumerate(named):
        if intact(*path, place) and _is_unknown(skill, SKILLS, source.skills, source):
            fix = f"{similar(skill, source.skills.keys())} New ones go into {SKILLS}."
            found.add(Code.UNKNOWN_SKILL, (*path, place), f"There is no skill {quoted(skill)}.", fix)


def _unknown_mistake(code: str, path: Path, source: BankSource, found: Findings) -> None:
    fix = f"{similar(code, source.mistakes.keys())} New ones go into {MISTAKES}."
    found.add(Code.UNKNOWN_MISTAKE, path, f"There is no mistake {quoted(code)}.", fix)


def _is_unknown(name: str, file: str, known: Collection[str], source: BankSource) -> bool:
    """
    Say whether a file does not list a name, and nothing that is wrong with the file explains that.
    """
    if name in known or file in source.incomplete or name in source.unread_texts.get(file, ()):
        return False
    unusable = [entry.id for entry in source.entries.get(file, ()) if not entry.usable]
    return name not in unusable and nearest(name, [*known, *unusable]) not in unusable


def _check_skill_graph(source: BankSource) -> Sequence[Findings]:
    entries = source.entries.get(SKILLS, ())
    notes = _Notes(SKILLS, entries)
    for entry in entries:
        for place, required in enumerate(entry.requires):
            path = (entry.place, "requires", place)
            found = notes.of(entry.file)
            if required and _is_unknown(required, SKILLS, source.skills, source):
                fix = similar(required, source.skills.keys())
                found.add(Code.UNKNOWN_SKILL, path, f"There is no skill {quoted(required)}.", fix)
    for circle in _circles(source.skills):
        says = f"These skills require each other in a circle: {' requires '.join(circle)}."
        notes.at(circle[0], "requires", Code.SKILL_CYCLE, says, "Take one of the requirements away.")
    for skill in _unused(source.skills, _practised(source), source):
        says = f"No item practises {quoted(skill)}."
        notes.at(skill, "id", Code.SKILL_WITHOUT_ITEMS, says, "Write one, or delete the skill.")
    return notes.all


def _check_prerequisites(source: BankSource) -> Iterator[Findings]:
    """
    Note what is required and cannot be practised.
    """
    missing = set(_unused(source.skills, _practised(source), source))
    notes = _Notes(SKILLS, source.entries.get(SKILLS, ()))
    for entry in source.entries.get(SKILLS, ()):
        for place, required in enumerate(entry.requires):
            if required in missing:
                _without_items(required, (entry.place, "requires", place), notes.of(entry.file))
    yield from notes.all
    for item in source.everything:
        found = Findings(item.file)
        for place, skill in enumerate(item.template.requires):
            if skill in missing and Code.PREREQUISITE_WITHOUT_ITEMS not in item.allow:
                _without_items(skill, ("requires", place), found)
        yield found


def _without_items(skill: str, path: Path, found: Findings) -> None:
    says = f"No item practises {quoted(skill)}, which is required here."
    found.add(Code.PREREQUISITE_WITHOUT_ITEMS, path, says, "Write one, or take the requirement away.")


def _practised(source: BankSource) -> Collection[SkillId]:
    return {
        skill
        for item in source.everything
        for skill in (*item.template.skills, *(skill for step in item.template.steps for skill in step.skills))
    }


def _check_mistakes_used(source: BankSource) -> Sequence[Findings]:
    notes = _Notes(MISTAKES, source.entries.get(MISTAKES, ()))
    used: set[str] = {
        mistake.code for item in source.everything for step in item.template.steps for mistake in step.mistakes
    }
    for item in source.everything:
        for part in answers(item.template):
            if isinstance(part.answer, ChoiceAnswer):
                used.update(choice.code for choice in part.answer.choices if choice.code is not None)
    for code in _unused(source.mistakes, used, source):
        notes.at(code, "code", Code.UNUSED_MISTAKE, f"No item uses {quoted(code)}.", "Use it or delete it.")
    return notes.all


def _unused(known: Collection[str], named: Collection[str], source: BankSource) -> Iterator[str]:
    """
    Yield the names that no item uses: not those that may stand where an item could not be read, or misspelt.
    """
    if not source.everything or ITEMS in source.incomplete:
        return
    used = {*named, *(nearest(name, known) for name in named if name not in known)}
    used.update(text for item in source.everything for text in item.unread_texts)
    yield from (name for name in known if name not in used)


class _Notes:
    """Findings about a list, each in the file where its entry stands."""

    def __init__(self, name: str, entries: Sequence[Entry]) -> None:
        self._name = name
        self._entries = entries
        self._by_file: dict[str, Findings] = {}

    @property
    def all(self) -> Sequence[Findings]:
        """What was found, one for each file."""
        return tuple(self._by_file.values())

    def of(self, file: str) -> Findings:
        """Return what was found in a file so far."""
        return self._by_file.setdefault(file, Findings(file))

    def at(self, id_: str, field: str, code: Code, says: str, fix: str) -> None:
        """Keep one finding at a field of the first entry with an id."""
        entry = next((one for one in self._entries if one.id == id_), None)
        file, place = (self._name, 0) if entry is None else (entry.file, entry.place)
        self.of(file).add(code, (place, field), says, fix)


def _circles(skills: Mapping[SkillId, Skill]) -> Iterator[Sequence[SkillId]]:
    """
    Yield circles of requirements, no two with a skill in common.
    """
    requires = {skill.id: skill.requires for skill in skills.values()}
    while True:
        try:
            TopologicalSorter(requires).prepare()
        except CycleError as problem:
            # graphlib walks from a requirement to what requires it; authors read it the other way round.
            circle: list[SkillId] = list(reversed(problem.args[1]))
            yield circle
            requires = {
                skill: tuple(one for one in required if one not in circle)
                for skill, required in requires.items()
                if skill not in circle
            }
        else:
            return
