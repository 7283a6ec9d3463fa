"""
Table: a sheet's rows under the columns of a profile.

Finds the row of headers, knows columns by any of their names, and gives each
row as a mapping with its place. Merged cells, columns of one name, headers that
mean nothing here, blank rows and formulas without a value are findings with
sheet, row and column; the rest of the sheet is read all the same.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from item_bank.finding import quoted
from item_bank.importers.finding import Findings, ImportFinding
from item_bank.importers.sheets.opening import RawSheet

__all__ = ["Columns", "Row", "Table", "column_name", "place", "read_table"]

HEADER_ROWS: Final = 10
"""How far down the headers may stand: below a title and an explanation."""
FORMULA: Final = re.compile(
    r"=\s*[A-Z]+[A-Z0-9.]*\(|=\s*\$?[A-Z]{1,3}\$?\d|#(?:REF|NAME|VALUE|N/A|DIV/0|NUM|NULL)[!?]?"
)
NUMBERED: Final = re.compile(r"([a-z]+(?: [a-z]+)*?) ?(\d{1,2})(?: ([a-z]+))?")

Columns = Mapping[str, str]
"""From each name that a column may have, in small letters and plain words, to its name here; `#` is a number."""


class Row(msgspec.Struct, frozen=True):
    """One row: its number as the program shows it, from 1, and its texts by column."""

    number: int
    cells: Mapping[str, str]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """What a sheet holds; `letters` are the columns' letters as the program shows them."""

    sheet: str
    rows: tuple[Row, ...]
    letters: Mapping[str, str]
    findings: tuple[ImportFinding, ...]


def read_table(sheet: RawSheet, columns: Columns, needed: Sequence[str]) -> Table | None:
    """
    Read a sheet.

    Parameters
    ----------
    sheet
        What was opened.
    columns
        The profile's columns.
    needed
        The columns without which a sheet is not of this profile.

    Returns
    -------
    Table | None
        None where no row near the top has the needed headers.
    """
    for number, cells in enumerate(sheet.rows[:HEADER_ROWS]):
        known = [_known(cell, columns) for cell in cells]
        if set(needed) <= set(known):
            return _Reading(sheet, number, known).table()
    return None


def place(table: str, row: int, letter: str = "") -> str:
    """
    Say where something stands, as programs show it: `Sheet1!C7`.
    """
    return f"{table}!{letter or 'row '}{row}"


def column_name(text: str) -> str:
    """
    Bring a header to small letters and single spaces: `Wrong_1 Code` is `wrong 1 code`.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[^a-z0-9#]+", " ", plain).split())


def _known(header: str, columns: Columns) -> str | None:
    """
    Return what a header is called here; None for one that means nothing.
    """
    name = column_name(header)
    if name in columns:
        return columns[name]
    found = NUMBERED.fullmatch(name)
    if found is None:
        return None
    stem, number, rest = found.groups()
    general = columns.get(" ".join(filter(None, [stem, "#", rest])))
    return general.replace("#", str(int(number))) if general is not None else None


class _Reading:
    """One sheet's reading, with what was found on it."""

    def __init__(self, sheet: RawSheet, header: int, known: Sequence[str | None]) -> None:
        self.sheet = sheet
        self.header = header
        self.findings = Findings()
        self.places: dict[str, int] = {}
        self._columns(known)

    def table(self) -> Table:
        """
        Read all rows below the headers.
        """
        for remark in self.sheet.remarks:
            self.findings.note(self.sheet.name, "sheet_read_with_remarks", "warning", remark)
        for top, left, bottom, right in self.sheet.merged:
            where = f"{self.sheet.name}!{_letter(left)}{top + 1}:{_letter(right)}{bottom + 1}"
            self.findings.note(
                where, "merged_cells", "warning", "Cells are merged; only the first of them has the text."
            )
        rows: list[Row] = []
        blank = 0
        for at in range(self.header + 1, len(self.sheet.rows)):
            cells = self.sheet.rows[at]
            if not any(cell.strip() for cell in cells):
                blank += 1
                continue
            rows.append(Row(number=at + 1, cells=self._cells(cells, at)))
        if blank:
            self.findings.note(self.sheet.name, "blank_rows", "note", f"{blank} blank rows were passed over.")
        letters = {name: _letter(column) for name, column in self.places.items()}
        return Table(sheet=self.sheet.name, rows=tuple(rows), letters=letters, findings=tuple(self.findings))

    def _columns(self, known: Sequence[str | None]) -> None:
        """
        Give each column its name; the first of two of one name is taken.
        """
        headers = self.sheet.rows[self.header]
        for column, name in enumerate(known):
            where = place(self.sheet.name, self.header + 1, _letter(column))
            if name is None:
                if headers[column].strip():
                    sentence = f"The column {quoted(headers[column])!r} means nothing here, and was passed over."
                    self.findings.note(where, "unknown_column", "note", sentence)
            elif name in self.places:
                sentence = f"The column {quoted(headers[column])!r} is there twice; the first is taken."
                self.findings.note(where, "duplicate_column", "warning", sentence)
            else:
                self.places[name] = column

    def _cells(self, cells: Sequence[str], at: int) -> dict[str, str]:
        """
        Take a row's texts; a formula without its value is none.
        """
        out: dict[str, str] = {}
        for name, column in self.places.items():
            text = cells[column].strip() if column < len(cells) else ""
            if FORMULA.match(text):
                where = place(self.sheet.name, at + 1, _letter(column))
                self.findings.note(
                    where, "formula_in_cell", "warning", "A formula stands here without its value; left out."
                )
            elif text:
                out[name] = text
        return out


def _letter(column: int) -> str:
    """
    Name a column, from 0, as programs do: A, B, ..., Z, AA.
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
