"""
The sheets of OATutor's authors: a row for each problem, step, hint and scaffold.

Puts the rows together to problems as OATutor keeps them on disk; from there
they go the same way. Its columns are those that its authors' tools read.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from item_bank.importers.contract import Imported, NotTheLayout, Request
from item_bank.importers.finding import Findings, Severity
from item_bank.importers.oatutor.importing import collect, terms_of
from item_bank.importers.oatutor.layout import SourceHint, SourceProblem, SourceStep
from item_bank.importers.sheets.opening import open_sheets
from item_bank.importers.sheets.table import Columns, Row, Table, place, read_table
from item_bank.importers.slug import slug
from item_bank.native.source import BankHead

__all__ = ["COLUMNS", "import_tutor_sheet"]

COLUMNS: Final[Columns] = {
    "problem name": "problem",
    "row type": "row",
    "variabilization": "variables",
    "title": "title",
    "body text": "body",
    "body": "body",
    "answer": "answer",
    "answertype": "answer_type",
    "answer type": "answer_type",
    "hintid": "hint",
    "hint id": "hint",
    "dependency": "dependency",
    "mcchoices": "choices",
    "mc choices": "choices",
    "images space delimited": "images",
    "images": "images",
    "parent": "parent",
    "oer src": "oer",
    "oer": "oer",
    "openstax kc": "skill",
    "kc": "kc",
    "taxonomy": "taxonomy",
    "license": "license",
    "problem id": "problem_id",
    "lesson id": "lesson_id",
    "image checksum": "checksum",
    "validator check": "validator",
    "time last checked": "checked",
}
NEEDED: Final = ("problem", "row", "answer")
CHOICE_TYPES: Final = frozenset({"mc", "multiple choice", "multiplechoice", "tf"})
STRINGS: Final = frozenset({"string", "text"})
SEPARATED: Final = re.compile(r"\s*[,;\s]\s*")


def import_tutor_sheet(request: Request) -> Imported:
    """
    Import a table of problems; each sheet is a lesson.

    Raises
    ------
    NotTheLayout
        If it is no table, or has no sheet with the columns of this profile.
    """
    sheets = open_sheets(request.path)
    tables = [table for sheet in sheets if (table := read_table(sheet, COLUMNS, NEEDED)) is not None]
    if not tables:
        message = f"{request.path} has no sheet with the columns Problem Name, Row Type and Answer."
        raise NotTheLayout(message)
    gathering = _Gathering()
    for table in tables:
        gathering.read(table)
    stem = request.path.stem
    return collect(
        gathering.problems,
        terms_of(request, gathering.skills, {}),
        gathering.findings,
        head=BankHead(id=slug(stem) or "sheet", name=stem),
    )


class _Gathering:
    """Problems so far, with the names of each step's skills, and what was found on the way."""

    def __init__(self) -> None:
        self.problems: list[SourceProblem] = []
        self.skills: dict[str, tuple[str, ...]] = {}
        self.findings = Findings()

    def read(self, table: Table) -> None:
        """
        Read one sheet.
        """
        self.findings += table.findings
        for rows in _problems(table):
            self._problem(table, rows)

    def _problem(self, table: Table, rows: list[Row]) -> None:
        head = rows[0]
        name = "".join(head.cells.get("problem", "").split())
        if _row_type(head) != "problem":
            self._find(table, head, "missing_problem_row", "warning", "A problem begins with another row than its own.")
        steps: list[SourceStep] = []
        for row in rows[_row_type(head) == "problem" :]:
            match _row_type(row):
                case "step":
                    steps.append(self._step(table, row, head, name, len(steps)))
                case "hint" | "scaffold" if steps:
                    steps[-1] = _with_hint(steps[-1], row)
                case "hint" | "scaffold":
                    self._find(
                        table, row, "hint_before_step", "warning", "A hint stands before the first step; left out."
                    )
                case "problem":
                    self._find(table, row, "problem_twice", "warning", "A second row of this problem was passed over.")
                case other:
                    sentence = f"A row of the type {other[:40]!r} was passed over."
                    self._find(table, row, "unknown_row_type", "warning", sentence)
        self.problems.append(
            SourceProblem(
                id=name,
                title=head.cells.get("title", ""),
                body=_text(head),
                variables=_variables(head),
                oer=head.cells.get("oer", ""),
                license=head.cells.get("license", ""),
                lesson=table.sheet,
                course="",
                file=place(table.sheet, head.number),
                steps=tuple(steps),
                figures={},
            )
        )

    def _step(self, table: Table, row: Row, head: Row, problem: str, number: int) -> SourceStep:
        id_ = f"{problem}{_letter(number)}"
        named = row.cells.get("skill") or row.cells.get("kc") or head.cells.get("skill") or head.cells.get("kc") or ""
        self.skills[id_] = tuple(word.strip() for word in re.split(r"[|,]", named) if word.strip())
        kind = row.cells.get("answer_type", "").casefold()
        return SourceStep(
            id=id_,
            step_answer=_answers(row),
            problem_type="MultipleChoice" if kind in CHOICE_TYPES else "TextBox",
            step_title=row.cells.get("title", ""),
            step_body=_text(row),
            answer_type="string" if kind in STRINGS else "arithmetic",
            choices=_choices(row),
            variabilization=_variables(row),
            file=place(table.sheet, row.number),
        )

    def _find(self, table: Table, row: Row, code: str, severity: Severity, sentence: str) -> None:
        self.findings.note(place(table.sheet, row.number), code, severity, sentence)


def _problems(table: Table) -> Iterator[list[Row]]:
    """
    Part the rows of a sheet into problems: by name, and by their own rows where the others leave the name out.
    """
    rows: list[Row] = []
    name = ""
    for row in table.rows:
        own = "".join(row.cells.get("problem", "").split())
        if rows and ((own and own != name) or (not own and _row_type(row) == "problem")):
            yield rows
            rows = []
        name = own or name
        rows.append(row)
    if rows:
        yield rows


def _with_hint(step: SourceStep, row: Row) -> SourceStep:
    """
    Add a row's hint to its step, below its parent where it has one.
    """
    kind = row.cells.get("answer_type", "").casefold()
    hint = SourceHint(
        id=row.cells.get("hint", ""),
        type=_row_type(row),
        title=row.cells.get("title", ""),
        text=_text(row),
        dependencies=tuple(name for name in SEPARATED.split(row.cells.get("dependency", "")) if name),
        hint_answer=_answers(row),
        problem_type="MultipleChoice" if kind in CHOICE_TYPES else "TextBox",
        answer_type="string" if kind in STRINGS else "arithmetic",
        choices=_choices(row),
        variabilization=_variables(row),
    )
    parent = row.cells.get("parent")
    at = next((place for place, other in enumerate(step.hints) if parent and other.id == parent), None)
    if at is None:
        return msgspec.structs.replace(step, hints=(*step.hints, hint))
    above = msgspec.structs.replace(step.hints[at], sub_hints=(*step.hints[at].sub_hints, hint))
    return msgspec.structs.replace(step, hints=(*step.hints[:at], above, *step.hints[at + 1 :]))


def _row_type(row: Row) -> str:
    return row.cells.get("row", "").casefold()


def _answers(row: Row) -> tuple[str, ...]:
    return (row.cells["answer"],) if "answer" in row.cells else ()


def _choices(row: Row) -> tuple[str, ...]:
    return tuple(choice.strip() for choice in row.cells.get("choices", "").split("|") if choice.strip())


def _text(row: Row) -> str:
    """
    Take a row's text with a place for each of its pictures, which a sheet has as addresses alone.
    """
    pictures = row.cells.get("images", "").split()
    return " ".join([row.cells.get("body", ""), *(f"##figure{at}.gif##" for at in range(1, len(pictures) + 1))]).strip()


def _variables(row: Row) -> dict[str, Any]:
    """
    Read a row's lists: `a:1|2;b:3|4`.
    """
    lists: dict[str, Any] = {}
    for part in row.cells.get("variables", "").split(";"):
        name, colon, values = part.partition(":")
        if colon and name.strip():
            lists[name.strip()] = [value.strip() for value in re.split(r"[|,]", values)]
    return lists


def _letter(number: int) -> str:
    """
    Name a step as OATutor does: a, b, ..., z, then aa.
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
