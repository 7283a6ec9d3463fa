"""
Importing: a directory in OATutor's layout as a bank of ours.

Goes through all problems, keeps what can be kept, and counts everything. The
outcome is data: native items, skills, pictures and findings, or the content of
a native bank's files; `folder` writes them.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from item_bank.bundle import MAX_ASSETS
from item_bank.ids import ItemId, SkillId
from item_bank.importers.finding import ImportFinding, Severity
from item_bank.importers.native_text import head_text, item_text, skills_text
from item_bank.importers.oatutor.items import UNNAMED_SKILL, Converted, MissingFigures, Terms, convert
from item_bank.importers.oatutor.ladder import LeakGuard
from item_bank.importers.oatutor.layout import Layout, SourceProblem, UnreadProblem, read_layout, read_problems
from item_bank.importers.oatutor.naming import OATUTOR, skill_name
from item_bank.importers.oatutor.reasons import SENTENCES
from item_bank.importers.oatutor.report import Counts, Report, report
from item_bank.importers.slug import slugs
from item_bank.native.document import MAX_BYTES
from item_bank.native.source import BankHead
from item_bank.skill import Skill
from item_bank.template import ItemTemplate
from item_bank.variant import Rung, Scaffold

__all__ = ["Imported", "ImportedItem", "bank_files", "import_oatutor"]


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


def import_oatutor(
    directory: Path,
    *,
    leaks: LeakGuard,
    default_license: str | None = None,
    missing_figures: MissingFigures = "skip",
) -> Imported:
    """
    Import a directory.

    Parameters
    ----------
    directory
        Holds `content-pool`, `skillModel.json` and `coursePlans.json`.
    leaks
        Says whether a hint gives its step's answer away.
    default_license
        SPDX identifier for problems that name no licence we know; None skips
        them.
    missing_figures
        Whether steps that show a picture which is not there are skipped, or
        kept without it.

    Raises
    ------
    NotADirectoryError
        If the directory does not have this layout.
    """
    layout = read_layout(directory)
    skill_ids = slugs(name for names in layout.skills.values() for name in names if skill_name(name))
    terms = Terms(
        skills=layout.skills,
        skill_ids=skill_ids,
        catalogue=_catalogue(skill_ids),
        languages=layout.languages,
        default_license=default_license,
        missing_figures=missing_figures,
        leaks=leaks,
    )
    return _collect(layout, terms)


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
    for item in imported.items:
        name = f"items/{item.folder}/{item.template.id}.yaml"
        files[name] = item_text(item.template, notes=item.notes).encode()
    for asset, path in imported.assets.items():
        files[f"assets/{asset}"] = path.read_bytes()
    return files


def _collect(layout: Layout, terms: Terms) -> Imported:
    """
    Convert all problems and sum up.
    """
    gathering = _Gathering(terms)
    gathering.findings += layout.findings
    for problem in read_problems(layout):
        gathering.counts.problems += 1
        if isinstance(problem, UnreadProblem):
            gathering.findings += problem.findings
        else:
            gathering.add(problem)
    items = gathering.items
    skills = tuple(terms.catalogue[skill] for skill in sorted(gathering.skills))
    findings = tuple(sorted(gathering.findings))
    return Imported(
        head=BankHead(
            id="oatutor",
            name="OATutor",
            language=_usual(item.template.language for item in items) or "en",
            license=_usual(item.template.license for item in items),
            attribution=OATUTOR,
        ),
        skills=skills,
        items=tuple(items),
        assets=gathering.assets,
        findings=findings,
        report=report(gathering.counts, findings, skills=len(skills), assets=len(gathering.assets)),
    )


class _Gathering:
    """The bank so far: what its next item may not have, and how much of it there is."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.counts = Counts()
        self.findings: list[ImportFinding] = []
        self.items: list[ImportedItem] = []
        self.assets: dict[str, Path] = {}
        self.skills: set[SkillId] = set()
        self.ids: set[ItemId] = set()
        self.asset_bytes = 0
        self.skill_bytes = 0

    def add(self, problem: SourceProblem) -> None:
        """
        Convert one problem, and take in what may be.
        """
        converted = convert(problem, self.terms)
        pictures = _bytes(converted.assets)
        if self.asset_bytes + pictures > MAX_ASSETS:
            sentence = "Its pictures were left out: the bank has as many as it may."
            self._find(problem.file, "too_many_pictures", "warning", sentence)
            converted, pictures = convert(msgspec.structs.replace(problem, figures={}), self.terms), 0
        item = converted.item
        if item is None:
            self._count(converted)
            return
        skills = {skill for step in item.steps for skill in step.skills} - self.skills
        size = len(skills_text([self.terms.catalogue[skill] for skill in skills]).encode()) if skills else 0
        refused = "duplicate_id" if item.id in self.ids else None
        if self.skill_bytes + size > MAX_BYTES:
            refused = refused or "too_many_skills"
        if refused is not None:
            for step in problem.steps:
                self._find(step.file, refused, "skipped", SENTENCES[refused])
            return
        self._count(converted)
        self.items.append(ImportedItem(template=item, folder=converted.folder, notes=converted.notes))
        self.ids.add(item.id)
        self.assets |= converted.assets
        self.skills |= skills
        self.asset_bytes += pictures
        self.skill_bytes += size

    def _count(self, converted: Converted) -> None:
        self.findings += converted.findings
        _count(self.counts, converted)

    def _find(self, file: str, code: str, severity: Severity, sentence: str) -> None:
        self.findings.append(ImportFinding(file=file, code=code, severity=severity, sentence=sentence))


def _bytes(pictures: Mapping[str, Path]) -> int:
    """
    Measure pictures.
    """
    return sum(path.stat().st_size for path in pictures.values())


def _count(counts: Counts, converted: Converted) -> None:
    """
    Count one converted problem.
    """
    counts.skipped_choices.update(converted.skipped_choices)
    for kind in converted.kinds:
        counts.kinds[kind] = counts.kinds.get(kind, 0) + 1
    counts.scaffolds_as_rungs += converted.scaffolds_as_rungs
    if converted.item is None:
        return
    counts.items += 1
    counts.licenses[converted.item.license] = counts.licenses.get(converted.item.license, 0) + 1
    for step in converted.item.steps:
        for entry in step.help:
            match entry:
                case Rung():
                    counts.rungs += 1
                case Scaffold(rungs=rungs):
                    counts.scaffolds += 1
                    counts.rungs += len(rungs)
                    counts.reveals += sum(rung.reveals for rung in rungs)
            counts.reveals += entry.reveals


def _catalogue(ids: Mapping[str, str]) -> dict[SkillId, Skill]:
    """
    List all skills that there are, with names for people, and the one for steps without any.
    """
    named = {SkillId(id_): skill_name(name) for name, id_ in ids.items()}
    return {id_: Skill(id=id_, name=name) for id_, name in ({UNNAMED_SKILL: "Skill without a name"} | named).items()}


def _usual(values: Iterable[str]) -> str:
    """
    Find the value that occurs most often, the first by name among equals; the empty text where there are none.
    """
    counted: dict[str, int] = {}
    for value in values:
        counted[value] = counted.get(value, 0) + 1
    return min(counted, key=lambda value: (-counted[value], value), default="")
