"""What the simple profile promises of tables of questions."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from hints.guards.leak import leaks
from item_bank.answers.answer import ChoiceAnswer, ExpressionAnswer, NumberAnswer, UnitsAnswer
from item_bank.importers.contract import Imported, NotTheLayout, Request
from item_bank.importers.sheets.simple import import_simple
from item_bank.variant import Rung
from tests.item_bank.importers.oatutor.built import built
from tests.item_bank.importers.sheets.workbook import ods, xlsx, zipped

HEADERS = (
    "Question",
    "Correct Answer",
    "Type",
    "Form",
    "Topic",
    "Hint 1",
    "Hint 2",
    "Wrong 1",
    "Wrong 1 code",
    "Wrong_2",
    "wrong 2 feedback",
)
ROWS: Sequence[Sequence[str | int | float]] = (
    HEADERS,
    (
        "Solve $2x=8$ for $x$.",
        4,
        "",
        "",
        "Equations",
        "Undo the 2.",
        "Divide: $x=4$.",
        6,
        "subtracted",
        16,
        "You multiplied.",
    ),
    ("Factor $x^2+5x+6$.", "(x+2)(x+3)", "expression", "factored", "Factoring; Quadratics"),
    ("A pen costs $2 and a pad $3. What do both cost?", "$5", "", "", "Money"),
)


def table(folder: Path, name: str, content: bytes | str) -> Path:
    """Write a file."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def csv(rows: Sequence[Sequence[str | int | float]], mark: str = ",") -> str:
    """Write separated text, all of it in quotes."""
    return "\n".join(mark.join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in rows)


def imported(path: Path, *, license_: str | None = "CC-BY-4.0") -> Imported:
    """Import a table."""
    return import_simple(Request(path=path, leaks=leaks, default_license=license_))


def codes(bank: Imported, severity: str = "warning") -> dict[str, str]:
    """Where each code was found first."""
    return {found.code: found.file for found in reversed(bank.findings) if found.severity == severity}


@pytest.mark.parametrize("kind", ["csv", "semicolons", "tabs", "utf-16", "xlsx", "ods"])
def test_a_table_gives_the_same_items_however_it_is_kept(kind: str, tmp_path: Path) -> None:
    """
    Separated text with any separator and workbooks become a bank that builds, with all that the rows say.
    """
    made: dict[str, tuple[str, bytes | str]] = {
        "csv": ("q.csv", csv(ROWS)),
        "semicolons": ("q.csv", csv(ROWS, ";")),
        "tabs": ("q.tsv", csv(ROWS, "\t")),
        "utf-16": ("q.csv", csv(ROWS).encode("utf-16")),
        "xlsx": ("q.xlsx", xlsx({"q.csv": ROWS})),
        "ods": ("q.ods", ods({"q.csv": ROWS})),
    }
    bank = imported(table(tmp_path, *made[kind]))
    built(bank, tmp_path / "bank")
    equation, factoring, pens = (item.template.steps[0] for item in bank.items)

    assert NumberAnswer(value="4") == equation.answer
    assert (Rung(text="Undo the 2."), Rung(text="Divide: $x=4$.", reveals=True)) == equation.help
    assert [("6", "subtracted"), ("16", f"{bank.items[0].template.id}-wrong-2")] == [
        (mistake.value, mistake.code) for mistake in equation.mistakes
    ]
    assert ExpressionAnswer(value="(x+2)(x+3)", form="factored") == factoring.answer
    assert ("factoring", "quadratics") == factoring.skills
    assert (UnitsAnswer(value="$5"), r"A pen costs \$2 and a pad \$3. What do both cost?") == (pens.answer, pens.prompt)
    assert (3, 0) == (bank.report.usable_steps, bank.report.skipped_steps)


def test_choices_stand_in_one_cell_or_in_several(tmp_path: Path) -> None:
    """
    The right one is named by its text or its letter, and a wrong one may have a mistake.
    """
    rows = [
        ("prompt", "answer", "choices", "option a", "option b", "wrong 1", "wrong 1 code"),
        ("Which is prime?", "7", "6 | 7 | 8", "", "", "8", "even-is-prime"),
        ("Which is odd?", "B", "", "four", "five", "", ""),
    ]
    bank = imported(table(tmp_path, "q.csv", csv(rows)))
    built(bank, tmp_path / "bank")
    prime, odd = (item.template.steps[0].answer for item in bank.items)

    assert isinstance(prime, ChoiceAnswer)
    assert isinstance(odd, ChoiceAnswer)
    assert [("6", None), ("7", None), ("8", "even-is-prime")] == [(each.text, each.code) for each in prime.choices]
    assert "five" == next(each.text for each in odd.choices if each.id == odd.value)


def test_whatever_is_odd_is_found_with_its_place_and_the_rest_is_imported(tmp_path: Path) -> None:
    """
    Merged and doubled headers, blank rows, formulas, rows without a key: each is said, none stops the others.
    """
    rows: Sequence[Sequence[str | int | float]] = (
        ("Questions of Ms Day",),
        ("Prompt", "Answer", "answer", "Colour", "Wrong 1", "Kind", "Difficulty"),
        ("What is $1+2$?", 3, 4, "red", 3, "", "odd"),
        (),
        ("What is $2+2$?", "", "", "", "", "", ""),
        ("What is $2+3$?", 5, "", "", "", "riddle", ""),
        ("What is $2+4$?", "=SUM(A1:A2)", "", "", "", "", ""),
        ("What is $1+2$?", 3, "", "", "", "", ""),
        ("", 3, "", "", "", "", ""),
        ("What is $5+4$?", 9, "", "", 8, "", "hard"),
    )
    bank = imported(table(tmp_path, "q.xlsx", xlsx({"Sums": rows, "Notes": [("nothing",)]}, merged="A1:D1")))
    built(bank, tmp_path / "bank")

    assert {
        "merged_cells": "Sums!A1:D1",
        "duplicate_column": "Sums!C2",
        "wrong_left_out": "Sums!E3",
        "unknown_difficulty": "Sums!G3",
        "formula_in_cell": "Sums!B7",
    } == codes(bank)
    assert {"unknown_column": "Sums!D2", "blank_rows": "Sums"} == codes(bank, "note")
    assert {
        "answer_missing": "Sums!row 5",
        "unknown_kind": "Sums!row 6",
        "duplicate_id": "Sums!row 8",
        "no_prompt": "Sums!row 9",
    } == codes(bank, "skipped")
    assert [(3, "3"), (4, "9")] == [
        (item.template.difficulty, item.template.steps[0].answer.value) for item in bank.items
    ]


def test_a_rows_id_stays_when_rows_move(tmp_path: Path) -> None:
    """
    An item is known by its own id or its prompt, never by its place.
    """
    rows = [("id", "prompt", "answer"), ("", "What is $1+1$?", 2), ("sum-2", "What is $1+2$?", 3)]
    one = imported(table(tmp_path, "a.csv", csv(rows)))
    other = imported(table(tmp_path, "a.csv", csv([rows[0], *rows[:0:-1]])))

    assert {item.template.id for item in one.items} == {item.template.id for item in other.items}
    assert "sum-2" in {item.template.id for item in one.items}


def test_a_licence_is_named_or_given(tmp_path: Path) -> None:
    """
    A row without one is skipped unless a default was asked for.
    """
    path = table(
        tmp_path, "q.csv", csv([("prompt", "answer", "licence"), ("$1+1$?", 2, "CC BY 4.0"), ("$1+2$?", 3, "")])
    )

    assert {"license_missing": "q.csv!row 3"} == codes(imported(path, license_=None), "skipped")
    assert 2 == imported(path).report.usable_steps


def test_a_comma_is_decimal_where_the_language_has_it_so(tmp_path: Path) -> None:
    """
    The same key is one number in German, and a list in English.
    """
    rows = [("prompt", "answer", "language"), ("Was ist $1/2$?", "0,5", "de"), ("Which two?", "0,5", "en")]
    bank = imported(table(tmp_path, "q.csv", csv(rows)))

    assert ["0.5", "0, 5"] == [item.template.steps[0].answer.value for item in bank.items]


def test_another_encoding_is_read_and_said(tmp_path: Path) -> None:
    """
    Text of Windows keeps its accents, and a finding says how it was read.
    """
    rows = [("prompt", "answer"), ("Où est $1+1$ ?", 2)]
    bank = imported(table(tmp_path, "q.csv", csv(rows).encode("cp1252")))

    assert "Où est $1+1$ ?" == bank.items[0].template.prompt
    assert {"sheet_read_with_remarks": "q.csv"} == codes(bank)


APART = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c x=">" r="XFD1048576"><v>1</v></c></row>'
    b"</sheetData></worksheet>"
)
"""A sheet whose two cells are as far apart as can be."""
REPEATED = (
    b'<table:table-row><table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
    b"<text:p>x</text:p></table:table-cell></table:table-row>"
) * 1_000
"""Rows of a cell that stands in all columns."""


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("q.pdf", b"%PDF", "is no table"),
        ("q.csv", b"a,b\n1,2", "columns prompt and answer"),
        ("q.csv", b"", "columns prompt and answer"),
        ("q.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("q.xlsx", b"no zip", "cannot be read as a workbook"),
        ("q.xlsx", xlsx({"s": [("prompt", "answer")]}, extra={"xl/bomb.xml": b"\0" * 60_000_000}), "would unpack"),
        ("q.xlsx", xlsx({"s": [("prompt",)]}, extra={"xl/worksheets/s1.xml": APART}), "reaches over"),
        ("q.ods", zipped({"content.xml": REPEATED}), "reaches over"),
        ("q.xlsx", xlsx({"s": [("prompt",)]}, extra={"xl/workbook.bin": b""}), "binary workbook"),
        ("q.csv", b'prompt,"' + b"x" * 300_000 + b'"', "columns prompt and answer"),
        ("none.csv", None, "cannot be opened"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(
    name: str, content: bytes | None, sentence: str, tmp_path: Path
) -> None:
    """
    A file of another kind, a damaged one, and one whose cells would fill the memory is not read.
    """
    if content is not None:
        table(tmp_path, name, content)

    with pytest.raises(NotTheLayout, match=sentence):
        imported(tmp_path / name)


@pytest.mark.slow
def test_a_huge_sheet_is_cut_at_its_limits_and_said(tmp_path: Path) -> None:
    """
    Rows and columns beyond the limits are left out, not silently.
    """
    wide = csv([("prompt", "answer"), ("What is $1+1$?", 2, *("x" * 300))])
    bank = imported(table(tmp_path, "q.csv", wide + "\n," * 100_001))

    assert 1 == bank.report.usable_steps
    remarks = [found.sentence for found in bank.findings if found.code == "sheet_read_with_remarks"]
    assert [True, True] == ["rows" in remarks[0], "columns" in remarks[1]]
