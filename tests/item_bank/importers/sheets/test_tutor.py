"""What the profile of OATutor's authors promises of their sheets."""

from pathlib import Path

from hints.guards.leak import leaks
from item_bank.importers.contract import Imported, Request
from item_bank.importers.sheets.tutor import import_tutor_sheet
from item_bank.variant import Rung, Scaffold
from tests.item_bank.importers.oatutor.built import built
from tests.item_bank.importers.sheets.workbook import xlsx

HEADERS = (
    *("Problem Name", "Row Type", "Title", "Body Text", "Answer", "answerType", "HintID", "Dependency", "mcChoices"),
    *("Images (space delimited)", "Parent", "OER src", "openstax KC", "KC", "Taxonomy", "License"),
)
LICENSE = "https://creativecommons.org/licenses/by/4.0/ <CC BY 4.0>"


def row(**cells: str) -> tuple[str, ...]:
    """Write a row by the first words of its columns."""
    return tuple(cells.get(header.split()[0].split("(")[0].lower(), "") for header in HEADERS)


def problem(name: str, title: str, **cells: str) -> tuple[str, ...]:
    """Write a problem's row."""
    return (name, "problem", title, *row(**cells)[3:-1], LICENSE)


def below(kind: str, title: str, **cells: str) -> tuple[str, ...]:
    """Write a row that leaves the problem's name out."""
    return ("", kind, title, *row(**cells)[3:])


def imported(folder: Path, *rows: tuple[str, ...]) -> Imported:
    """Import a workbook of one sheet."""
    path = folder / "algebra.xlsx"
    path.write_bytes(xlsx({"1.1 Equations": [HEADERS, *rows]}))
    return import_tutor_sheet(Request(path=path, leaks=leaks))


def test_rows_become_problems_with_steps_hints_and_scaffolds(tmp_path: Path) -> None:
    """
    A hint below a parent follows it, a scaffold asks, options are parted by bars, and the sheet is the lesson.
    """
    bank = imported(
        tmp_path,
        problem("line 1", "Solve the equation."),
        below("step", "What is $$x$$ in $$2x=8$$?", answer="4", answertype="numeric", openstax="Solve Equations"),
        below("hint", "Undo it.", body="What undoes the 2?", hintid="h1"),
        below("scaffold", "Divide.", answer="4", answertype="numeric", hintid="h2", dependency="h1"),
        below("hint", "Below", body="Share it out.", hintid="h2-s1", parent="h2"),
        below("step", "Which is prime?", answer="7", answertype="mc", mcchoices="6|7|8"),
        problem("line2", "Again"),
        below("step", "What is $$1+2$$?", answer="3", answertype="numeric"),
        ("", "", "", "", "", ""),
    )
    built(bank, tmp_path / "bank")
    first, second = (item.template for item in bank.items)
    equation, prime = first.steps
    hint, scaffold = equation.help

    assert (3, 0) == (bank.report.usable_steps, bank.report.skipped_steps)
    assert ("line1", "line2") == (first.id, second.id)
    assert "1-1-equations" == bank.items[0].folder
    assert isinstance(hint, Rung)
    assert isinstance(scaffold, Scaffold)
    assert (Rung(text="**Below**\nShare it out."),) == scaffold.rungs
    assert ("solve-equations",) == equation.skills
    assert ("choice", "CC-BY-4.0") == (prime.answer.__struct_config__.tag, first.license)


def test_odd_rows_are_said_with_their_place(tmp_path: Path) -> None:
    """
    Rows out of order and of unknown types cost nothing but themselves; a picture is missing where only its address is.
    """
    bank = imported(
        tmp_path,
        problem("p1", "Solve"),
        below("hint", "Too early", body="x"),
        below("remark", "Whose?"),
        below("step", "What is $$1+2$$?", answer="3", answertype="numeric"),
        below("step", "Read the graph.", answer="3", answertype="numeric", images="https://x.example/a.png"),
    )

    assert {"hint_before_step", "unknown_row_type", "figure_missing", "skill_without_name"} == set(bank.report.warnings)
    assert ("1.1 Equations!row 6",) == bank.report.reasons["missing_figure"].files
    assert 1 == bank.report.usable_steps
