"""
The simple profile: one row for each question, as teachers keep them.

Says what its columns are called, gathers the rows of all sheets that have them,
and takes out of each item what the bank check would refuse. Importing the same
table again gives the same items.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from item_bank.answers.answer import ChoiceAnswer
from item_bank.finding import Finding
from item_bank.ids import ItemId, MistakeCode, SkillId
from item_bank.importers.acceptance import native_errors
from item_bank.importers.contract import Imported, ImportedItem, NotTheLayout, Request, usual
from item_bank.importers.finding import Findings
from item_bank.importers.licences import licence
from item_bank.importers.oatutor.asked import Refused
from item_bank.importers.reasons import SENTENCES
from item_bank.importers.report import Counts, report
from item_bank.importers.sheets.opening import open_sheets
from item_bank.importers.sheets.question import Question, mistakes_of, question, skill_names
from item_bank.importers.sheets.table import Columns, Row, Table, place, read_table
from item_bank.importers.slug import slug, slugs
from item_bank.item import kind_of
from item_bank.mistake import Mistake
from item_bank.native.source import BankHead
from item_bank.skill import Skill
from item_bank.template import ItemTemplate, StepTemplate

__all__ = ["COLUMNS", "import_simple"]

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "prompt": ("prompt", "question", "question text", "text", "problem", "task", "stem"),
    "answer": ("answer", "key", "correct", "correct answer", "right answer", "solution value"),
    "kind": ("kind", "type", "answer type", "answertype", "question type"),
    "form": ("form", "answer form"),
    "tolerance": ("tolerance",),
    "unknowns": ("unknowns", "unknown", "variables", "letters"),
    "id": ("id", "item", "item id", "question id", "name"),
    "title": ("title",),
    "skill": ("skill", "skills", "topic", "kc", "standard"),
    "difficulty": ("difficulty", "level"),
    "tags": ("tags", "tag"),
    "language": ("language", "lang"),
    "license": ("license", "licence"),
    "attribution": ("attribution", "author", "source"),
    "choice": ("choices", "options", "choice", "option"),
    "choice#": ("choice #", "option #", "answer option #"),
    "hint": ("hints", "hint"),
    "hint#": ("hint #",),
    "solution": ("solution", "solution lines", "lines", "working"),
    "solution#": ("solution #", "line #", "solution line #"),
    "wrong#": ("wrong #", "wrong answer #", "mistake #", "distractor #"),
    "wrong#_code": ("wrong # code", "mistake # code", "distractor # code"),
    "wrong#_hint": ("wrong # hint", "wrong # feedback", "mistake # hint", "feedback #", "distractor # feedback"),
    "wrong#_did": ("wrong # did", "mistake # did"),
}
COLUMNS: Final[Columns] = {alias: name for name, aliases in NAMES.items() for alias in aliases} | {
    **{f"{word} {letter}": f"choice{at}" for word in ("choice", "option") for at, letter in enumerate("abcdefgh", 1)},
    "wrong": "wrong1",
    "wrong answer": "wrong1",
    "wrong code": "wrong1_code",
    "wrong hint": "wrong1_hint",
}
"""Each name of each column; `#` stands for a number."""


def import_simple(request: Request) -> Imported:
    """
    Import a table of questions.

    Raises
    ------
    NotTheLayout
        If it is no table, or has no sheet with columns for prompt and answer.
    """
    sheets = open_sheets(request.path)
    tables = [table for sheet in sheets if (table := read_table(sheet, COLUMNS, ("prompt", "answer"))) is not None]
    if not tables:
        message = f"{request.path} has no sheet with the columns prompt and answer."
        raise NotTheLayout(message)
    return _Gathering(request, tables).imported()


class _Gathering:
    """A bank in the making, with what was found on the way."""

    def __init__(self, request: Request, tables: Sequence[Table]) -> None:
        self.request = request
        self.tables = tables
        names = {name for table in tables for row in table.rows for name in skill_names(row.cells)}
        self.skill_ids = slugs(names)
        catalogue = {SkillId(id_): Skill(id=SkillId(id_), name=name) for name, id_ in self.skill_ids.items()}
        unnamed = SkillId("unnamed-skill")
        self.catalogue = {unnamed: Skill(id=unnamed, name="Skill without a name")} | catalogue
        self.mistakes: dict[MistakeCode, Mistake] = {}
        self.counts = Counts()
        self.findings = Findings(found for table in tables for found in table.findings)
        self.items: dict[ItemId, ImportedItem] = {}

    def imported(self) -> Imported:
        """
        Go through all rows and sum up.
        """
        for table in self.tables:
            for row in table.rows:
                self.counts.problems += 1
                self._add(table, row)
        items = tuple(self.items.values())
        used = {skill for item in items for step in item.template.steps for skill in step.skills}
        codes = {code for item in items for step in item.template.steps for code in _codes(step)}
        skills = tuple(self.catalogue[skill] for skill in sorted(used))
        findings = tuple(sorted(self.findings))
        stem = self.request.path.stem
        return Imported(
            head=BankHead(
                id=slug(stem) or "questions",
                name=stem,
                language=usual(item.template.language for item in items) or "en",
                license=usual(item.template.license for item in items),
                attribution=usual(item.template.attribution for item in items),
            ),
            skills=skills,
            items=items,
            assets={},
            findings=findings,
            report=report(self.counts, findings, skills=len(skills), assets=0),
            mistakes=tuple(self.mistakes[code] for code in sorted(codes)),
        )

    def _add(self, table: Table, row: Row) -> None:
        """
        Make an item of one row, or say why not.
        """
        named = row.cells.get("license", "")
        license_ = licence(named) or self.request.default_license
        if license_ is None:
            self._skip(table, row, "license_missing")
            return
        made = question(
            row,
            skills=self.skill_ids,
            license_=license_,
            attribution=f"The author of {self.request.path.name}",
            language="en",
            leaks=self.request.leaks,
        )
        if isinstance(made, Refused):
            self._skip(table, row, made.reason)
        elif made.item.id in self.items:
            self._skip(table, row, "duplicate_id")
        else:
            known = {mistake.code: mistake for mistake in mistakes_of(row)} | self.mistakes
            self._accept(table, row, made, known)

    def _accept(self, table: Table, row: Row, made: Question, known: Mapping[MistakeCode, Mistake]) -> None:
        """
        Take out of an item what the bank check refuses, until it refuses nothing.
        """
        for column, code, sentence in made.left_out:
            self.findings.note(place(table.sheet, row.number, table.letters.get(column, "")), code, "warning", sentence)
        item = made.item
        while errors := native_errors(item, notes="", skills=self.catalogue, pictures={}, mistakes=known):
            less, column = _without(item, errors[0])
            if less is None:
                self._skip(table, row, "not_native", errors[0].sentence)
                return
            where = place(table.sheet, row.number, table.letters.get(column, ""))
            self.findings.note(where, f"{column.rstrip('0123456789')}_left_out", "warning", errors[0].sentence)
            item = less
        self.mistakes = dict(known)
        self.items[item.id] = ImportedItem(template=item, folder=slug(table.sheet) or "sheet", notes="")
        self.counts.items += 1
        self.counts.licenses[item.license] = self.counts.licenses.get(item.license, 0) + 1
        for step in item.steps:
            kind = kind_of(step.answer)
            self.counts.kinds[kind] = self.counts.kinds.get(kind, 0) + 1
            self.counts.rungs += len(step.help)
            self.counts.reveals += sum(entry.reveals for entry in step.help)

    def _skip(self, table: Table, row: Row, reason: str, why: str = "") -> None:
        where = place(table.sheet, row.number)
        if any(name.startswith("choice") for name in row.cells):
            self.counts.skipped_choices.add(where)
        self.findings.note(where, reason, "skipped", f"{SENTENCES[reason]} {why}".rstrip())


def _codes(step: StepTemplate) -> list[MistakeCode]:
    """
    List the codes of the mistakes that a step names.
    """
    options = step.answer.choices if isinstance(step.answer, ChoiceAnswer) else ()
    return [mistake.code for mistake in step.mistakes] + [MistakeCode(option.code) for option in options if option.code]


def _without(item: ItemTemplate, error: Finding) -> tuple[ItemTemplate | None, str]:
    """
    Take out what an error is about, and name its column; None where it is the question or its key.
    """
    (step,) = item.steps
    match error.path:
        case ("steps", 0, "mistakes", int(at), *_):
            left = msgspec.structs.replace(step, mistakes=step.mistakes[:at] + step.mistakes[at + 1 :])
            column = f"wrong{at + 1}"
        case ("steps", 0, "hints", int(at), *_):
            left = msgspec.structs.replace(step, help=step.help[:at] + step.help[at + 1 :])
            column = f"hint{at + 1}"
        case ("steps", 0, "solution", *_) if step.solution:
            left, column = msgspec.structs.replace(step, solution=()), "solution"
        case _:
            return None, "prompt"
    return msgspec.structs.replace(item, steps=(left,)), column
