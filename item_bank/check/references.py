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
    yield _check_skill_graph(source)
    yield _check_mistakes_used(source)
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


def _check_skill_graph(source: BankSource) -> Findings:
    found = Findings(SKILLS)
    entries = source.entries.get(SKILLS, ())
    for entry in entries:
        for place, required in enumerate(entry.requires):
            path = (entry.place, "requires", place)
            if required and _is_unknown(required, SKILLS, source.skills, source):
                fix = similar(required, source.skills.keys())
                found.add(Code.UNKNOWN_SKILL, path, f"There is no skill {quoted(required)}.", fix)
    for circle in _circles(source.skills):
        says = f"These skills require each other in a circle: {' requires '.join(circle)}."
        found.add(
            Code.SKILL_CYCLE, (_place(entries, circle[0]), "requires"), says, "Take one of the requirements away."
        )
    practised = {
        skill
        for item in source.everything
        for skill in (*item.template.skills, *(skill for step in item.template.steps for skill in step.skills))
    }
    for skill in _unused(source.skills, practised, source):
        says = f"No item practises {quoted(skill)}."
        found.add(Code.SKILL_WITHOUT_ITEMS, (_place(entries, skill), "id"), says, "Write one, or delete the skill.")
    return found


def _check_mistakes_used(source: BankSource) -> Findings:
    found = Findings(MISTAKES)
    used: set[str] = {
        mistake.code for item in source.everything for step in item.template.steps for mistake in step.mistakes
    }
    for item in source.everything:
        for part in answers(item.template):
            if isinstance(part.answer, ChoiceAnswer):
                used.update(choice.code for choice in part.answer.choices if choice.code is not None)
    for code in _unused(source.mistakes, used, source):
        path = (_place(source.entries.get(MISTAKES, ()), code), "code")
        found.add(Code.UNUSED_MISTAKE, path, f"No item uses {quoted(code)}.", "Use it or delete it.")
    return found


def _unused(known: Collection[str], named: Collection[str], source: BankSource) -> Iterator[str]:
    """
    Yield the names that no item uses: not those that may stand where an item could not be read, or misspelt.
    """
    if not source.everything or ITEMS in source.incomplete:
        return
    used = {*named, *(nearest(name, known) for name in named if name not in known)}
    used.update(text for item in source.everything for text in item.unread_texts)
    yield from (name for name in known if name not in used)


def _place(entries: Sequence[Entry], name: str) -> int:
    return next((entry.place for entry in entries if entry.id == name), 0)


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
