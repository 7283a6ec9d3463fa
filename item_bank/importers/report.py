"""
The report of an import, as data.

Every step of the source is counted once, as usable or as skipped with its
reason. Choices are counted apart, because they prove less: an importer that
turned everything into choices would look well otherwise.
"""

from collections.abc import Mapping

import msgspec

from item_bank.importers.finding import ImportFinding
from item_bank.importers.reasons import OTHER_KINDS, SENTENCES

__all__ = ["Counts", "Reason", "Report", "Share", "report"]


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """Usable and skipped steps of one sort; `other_kinds` are those of the skipped whose kind we do not have yet."""

    usable: int = 0
    skipped: int = 0
    other_kinds: int = 0


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why steps were skipped: how many, what the reason is, and the file of each."""

    steps: int
    sentence: str
    files: tuple[str, ...]


class Counts(msgspec.Struct, kw_only=True):
    """
    What is counted while problems go by.

    `scaffolds` were asked for by the source; those whose answer was not usable
    became rungs (`scaffolds_as_rungs`). `reveals` are rungs that give the
    step's answer away.
    """

    problems: int = 0
    items: int = 0
    scaffolds: int = 0
    scaffolds_as_rungs: int = 0
    rungs: int = 0
    reveals: int = 0
    kinds: dict[str, int] = {}
    skipped_choices: set[str] = msgspec.field(default_factory=set)
    licenses: dict[str, int] = {}


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did; `usable_steps + skipped_steps` is the number of all steps."""

    problems: int
    items: int
    usable_steps: int
    skipped_steps: int
    choices: Share
    other_answers: Share
    kinds: Mapping[str, int]
    reasons: Mapping[str, Reason]
    scaffolds: int
    scaffolds_as_rungs: int
    rungs: int
    reveals: int
    skills: int
    assets: int
    licenses: Mapping[str, int]
    warnings: Mapping[str, int]
    notes: Mapping[str, int]
    proposed_lines: int = 0
    """Steps that got solution lines from the engine."""
    proposed_items: int = 0
    """Items with drawn numbers that the engine made of imported ones, beside `items`."""


def report(counts: Counts, findings: tuple[ImportFinding, ...], *, skills: int, assets: int) -> Report:
    """
    Sum an import up.
    """
    skipped = [found for found in findings if found.severity == "skipped"]
    files: dict[str, list[str]] = {}
    for found in skipped:
        files.setdefault(found.code, []).append(found.file)
    of_choices = [found for found in skipped if found.file in counts.skipped_choices]
    of_others = [found for found in skipped if found.file not in counts.skipped_choices]
    chosen = counts.kinds.get("choice", 0)
    usable = sum(counts.kinds.values())
    return Report(
        problems=counts.problems,
        items=counts.items,
        usable_steps=usable,
        skipped_steps=len(skipped),
        choices=_share(chosen, of_choices),
        other_answers=_share(usable - chosen, of_others),
        kinds=dict(sorted(counts.kinds.items())),
        reasons={
            code: Reason(steps=len(names), sentence=SENTENCES[code], files=tuple(sorted(names)))
            for code, names in sorted(files.items(), key=lambda entry: (-len(entry[1]), entry[0]))
        },
        scaffolds=counts.scaffolds,
        scaffolds_as_rungs=counts.scaffolds_as_rungs,
        rungs=counts.rungs,
        reveals=counts.reveals,
        skills=skills,
        assets=assets,
        licenses=dict(sorted(counts.licenses.items())),
        warnings=_by_code(findings, "warning"),
        notes=_by_code(findings, "note"),
    )


def _share(usable: int, skipped: list[ImportFinding]) -> Share:
    """
    Count one sort of steps.
    """
    other = sum(found.code in OTHER_KINDS for found in skipped)
    return Share(usable=usable, skipped=len(skipped), other_kinds=other)


def _by_code(findings: tuple[ImportFinding, ...], severity: str) -> dict[str, int]:
    """
    Count the findings of one severity by code.
    """
    counted: dict[str, int] = {}
    for found in findings:
        if found.severity == severity:
            counted[found.code] = counted.get(found.code, 0) + 1
    return dict(sorted(counted.items()))
