"""
Acceptance: whether an item that would be written is one that a bank may have.

Reads it back through the native reader and the checks of `misstep bank check`,
in memory, and takes out what they find errors in: a hint, a step, or all. So
whatever a source holds, the imported bank can be built. Findings are the
importer's to say.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Final, TypeAlias

import msgspec

from item_bank.check.bank import check_item
from item_bank.check.drawn import COMPARED
from item_bank.finding import Finding, Path, Severity
from item_bank.ids import MistakeCode, SkillId, StepId
from item_bank.mistake import Mistake
from item_bank.native.document import decode_document
from item_bank.native.items import read_item
from item_bank.native.piece import Findings
from item_bank.native.source import BankHead, BankSource
from item_bank.native.text import item_text
from item_bank.skill import Skill
from item_bank.template import ItemTemplate, StepTemplate
from item_bank.variant import Help, Scaffold

__all__ = ["Check", "Removed", "Sound", "native_errors", "without_errors"]

HEAD: Final = BankHead(id="import", name="Import")
"""Says nothing for its items: an imported one says all itself."""

Check: TypeAlias = Callable[[ItemTemplate], Sequence[Finding]]
"""Finds the errors of an item."""

_Part: TypeAlias = tuple[int, ...]
"""What of an item: nothing (all of it), a step's place, a place in its help, a rung's place in a scaffold."""


class Removed(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken out: a step, or one hint of it; `sentence` is the check's."""

    step: StepId
    is_hint: bool
    sentence: str


class Sound(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of an item, None where no step is, and what was taken out."""

    item: ItemTemplate | None
    removed: tuple[Removed, ...]


def native_errors(
    item: ItemTemplate,
    *,
    notes: str,
    skills: Mapping[SkillId, Skill],
    pictures: Mapping[str, FilePath],
    mistakes: Mapping[MistakeCode, Mistake] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """
    Find what a bank's check would call an error in an item.

    Parameters
    ----------
    item, notes
        What is to be written.
    skills, pictures, mistakes
        What the bank will have beside the item.
    """
    file = f"{item.id}.yaml"
    document = decode_document(item_text(item, notes=notes).encode(), file)
    if isinstance(document, Finding):
        return (document,)
    found = Findings(file)
    read = read_item(document, HEAD, found)
    errors = _errors([*document.findings, *found.all])
    if read is None or errors:
        return errors
    source = BankSource(
        directory=FilePath(), head=HEAD, skills=skills, mistakes=mistakes, items=(read,), assets=pictures
    )
    check_item(read, source, None, COMPARED, found)
    return _errors(found.all)


def without_errors(item: ItemTemplate, errors: Sequence[Finding], check: Check) -> Sound:
    """
    Take out of an item what has errors.

    Parameters
    ----------
    item
        The item.
    errors
        What was found, at least one.
    check
        Finds the errors of an item. Where the whole file is refused, it is
        asked about each step alone.

    Returns
    -------
    Sound
        Has less than the item; may have errors still, that were hidden by the
        ones that are gone.
    """
    said: dict[_Part, str] = {}
    for error in errors:
        said.setdefault(_part(error.path), error.sentence)
    if () in said:
        said = _at_steps(item, said[()], check)
    steps: list[StepTemplate] = []
    removed: list[Removed] = []
    for place, step in enumerate(item.steps):
        if (place,) in said:
            removed.append(Removed(step=step.id, is_hint=False, sentence=said[place,]))
            continue
        inner = {part[1:]: said[part] for part in said if part[0] == place}
        removed += [Removed(step=step.id, is_hint=True, sentence=inner[part]) for part in sorted(inner)]
        steps.append(msgspec.structs.replace(step, help=_help(step.help, inner.keys())) if inner else step)
    if tuple(steps) == item.steps:
        steps, removed = [], [Removed(step=step.id, is_hint=False, sentence=errors[0].sentence) for step in steps]
    return Sound(item=_with_steps(item, steps) if steps else None, removed=tuple(removed))


def _at_steps(item: ItemTemplate, sentence: str, check: Check) -> dict[_Part, str]:
    """
    Find the steps, or the hints of steps, because of which a whole file is refused.

    Where each step is good alone, they are too much together, and the last one goes.
    """
    said: dict[_Part, str] = {}
    for place, step in enumerate(item.steps):
        if not check(_with_steps(item, [step])):
            continue
        if check(_with_steps(item, [msgspec.structs.replace(step, help=())])):
            said[place,] = sentence
        else:
            alone = [_with_steps(item, [msgspec.structs.replace(step, help=(entry,))]) for entry in step.help]
            bad = [hint for hint, one in enumerate(alone) if check(one)] or range(len(alone))
            said |= {(place, hint): sentence for hint in bad}
    return said or {(len(item.steps) - 1,): sentence}


def _with_steps(item: ItemTemplate, steps: Sequence[StepTemplate]) -> ItemTemplate:
    kept = {skill for step in steps for skill in step.skills}
    skills = tuple(skill for skill in item.skills if skill in kept)
    return msgspec.structs.replace(item, steps=tuple(steps), skills=skills)


def _errors(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(found for found in findings if found.severity is Severity.ERROR)


def _part(path: Path) -> _Part:
    """
    Find the smallest part that can be taken out and has a path in it.
    """
    match path:
        case ("steps", int(step), "hints", int(hint), "scaffold", "hints", int(rung), *_):
            return step, hint, rung
        case ("steps", int(step), "hints", int(hint), *_):
            return step, hint
        case ("steps", int(step), *_):
            return (step,)
        case _:
            return ()


def _help(help_: Sequence[Help], out: Collection[_Part]) -> tuple[Help, ...]:
    kept: list[Help] = []
    for place, entry in enumerate(help_):
        if (place,) in out:
            continue
        if isinstance(entry, Scaffold):
            rungs = tuple(rung for at, rung in enumerate(entry.rungs) if (place, at) not in out)
            kept.append(msgspec.structs.replace(entry, rungs=rungs))
        else:
            kept.append(entry)
    return tuple(kept)
