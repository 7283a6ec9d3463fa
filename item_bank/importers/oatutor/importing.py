"""
Importing: a directory in OATutor's layout as a bank of ours.

Goes through all problems, keeps what can be kept, and counts everything.
Spreadsheets in the shape of OATutor's authors come the same way.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from item_bank.bundle import MAX_ASSETS
from item_bank.ids import ItemId, SkillId
from item_bank.importers.contract import Imported, ImportedItem, NotTheLayout, Request, usual
from item_bank.importers.finding import Findings, ImportFinding
from item_bank.importers.oatutor.items import UNNAMED_SKILL, Converted, Terms, convert
from item_bank.importers.oatutor.layout import SourceProblem, UnreadProblem, read_layout, read_problems
from item_bank.importers.oatutor.naming import OATUTOR, skill_name
from item_bank.importers.reasons import SENTENCES
from item_bank.importers.report import Counts, report
from item_bank.importers.slug import slugs
from item_bank.native.document import MAX_BYTES
from item_bank.native.source import BankHead
from item_bank.native.text import skills_text
from item_bank.skill import Skill
from item_bank.variant import Rung, Scaffold

__all__ = ["collect", "import_oatutor", "terms_of"]


def import_oatutor(request: Request) -> Imported:
    """
    Import a directory.

    Parameters
    ----------
    request
        Its path holds `content-pool`, `skillModel.json` and `coursePlans.json`.

    Raises
    ------
    NotTheLayout
        If the directory does not have this layout.
    """
    try:
        layout = read_layout(request.path)
    except NotADirectoryError:
        message = f"{request.path} has no folder content-pool: it is not OATutor's layout."
        raise NotTheLayout(message) from None
    terms = terms_of(request, layout.skills, layout.languages)
    return collect(read_problems(layout), terms, layout.findings, head=BankHead(id="oatutor", name="OATutor"))


def terms_of(request: Request, skills: Mapping[str, tuple[str, ...]], languages: Mapping[str, str]) -> Terms:
    """
    Say what holds for a whole import, given the names of each step's skills and the language of each course.
    """
    skill_ids = slugs(name for names in skills.values() for name in names if skill_name(name))
    return Terms(
        skills=skills,
        skill_ids=skill_ids,
        catalogue=_catalogue(skill_ids),
        languages=languages,
        default_license=request.default_license,
        missing_figures=request.missing_figures,
        leaks=request.leaks,
    )


def collect(
    problems: Iterable[SourceProblem | UnreadProblem],
    terms: Terms,
    findings: Sequence[ImportFinding],
    *,
    head: BankHead,
) -> Imported:
    """
    Convert problems and sum up.

    Parameters
    ----------
    problems, terms
        What is to be converted, and what holds for all of it.
    findings
        What was found while it was read.
    head
        Id and name of the bank.
    """
    gathering = _Gathering(terms)
    gathering.findings += findings
    for problem in problems:
        gathering.counts.problems += 1
        if isinstance(problem, UnreadProblem):
            gathering.findings += problem.findings
        else:
            gathering.add(problem)
    items = gathering.items
    skills = tuple(terms.catalogue[skill] for skill in sorted(gathering.skills))
    found = tuple(sorted(gathering.findings))
    return Imported(
        head=msgspec.structs.replace(
            head,
            language=usual(item.template.language for item in items) or "en",
            license=usual(item.template.license for item in items),
            attribution=OATUTOR,
        ),
        skills=skills,
        items=tuple(items),
        assets=gathering.assets,
        findings=found,
        report=report(gathering.counts, found, skills=len(skills), assets=len(gathering.assets)),
    )


class _Gathering:
    """The bank so far: what its next item may not have, and how much of it there is."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.counts = Counts()
        self.findings = Findings()
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
            self.findings.note(problem.file, "too_many_pictures", "warning", sentence)
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
                self.findings.note(step.file, refused, "skipped", SENTENCES[refused])
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
