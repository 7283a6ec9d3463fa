"""
Opening: the sheets of a file as rows of texts, within limits.

Comma-separated text in whatever encoding and with whatever separator, and the
workbooks of Excel and LibreOffice. A workbook is looked at by `bomb` before it
is opened. What columns mean is left to the profiles.
"""

import csv
import io
import itertools
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

import msgspec

from item_bank.finding import quoted
from item_bank.importers.contract import NotTheLayout
from item_bank.importers.sheets.bomb import bomb

if TYPE_CHECKING:
    import python_calamine

__all__ = ["DELIMITERS", "RawSheet", "open_sheets", "sheets_in"]

MAX_BYTES: Final = 50_000_000
"""Of a file as it stands."""
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 200
MAX_CELL: Final = 20_000
"""Characters; a spreadsheet program keeps 32,767."""
WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
TEXTS: Final = frozenset({".csv", ".tsv", ".tab", ".txt"})
HEAD: Final = 1_000
MOSTLY: Final = 0.7
"""Bytes that are looked at, and the share of zeros among every second by which UTF-16 without a mark is known."""
ENCODINGS: Final = ("utf-8-sig", "cp1252")
DELIMITERS: Final = ",;\t|"
NOTHING: Final = "\x1f"
"""Parts no cells: no text has it."""
REPLACED: Final = "\N{REPLACEMENT CHARACTER}"


class RawSheet(msgspec.Struct, frozen=True, kw_only=True):
    """
    One sheet; `rows` are its cells as texts, from the first row and column on.

    `merged` are ranges of merged cells as (top, left, bottom, right), from 0;
    `remarks` are sentences about how the file was read.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    remarks: tuple[str, ...] = ()


def open_sheets(path: Path) -> tuple[RawSheet, ...]:
    """
    Open a file.

    Raises
    ------
    NotTheLayout
        If it is no table that can be read, or larger than the limits.
    """
    _require_table(path)
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        message = f"{path} cannot be opened: {error.strerror}."
        raise NotTheLayout(message) from None
    if size > MAX_BYTES:
        message = f"{path} has more than {MAX_BYTES:,} bytes."
        raise NotTheLayout(message)
    return sheets_in(path, content)


def sheets_in(path: PurePath, content: bytes, *, delimiters: str = DELIMITERS) -> tuple[RawSheet, ...]:
    """
    Read the content of a file of that name; `delimiters` may part the cells of separated text, none for one column.

    Raises
    ------
    NotTheLayout
        If it is no table that can be read.
    """
    _require_table(path)
    return _workbook(path, content) if path.suffix.lower() in WORKBOOKS else (_text(path, content, delimiters),)


def _require_table(path: PurePath) -> None:
    if path.suffix.lower() not in WORKBOOKS | TEXTS:
        message = f"{path} is no table: the name of one ends in {', '.join(sorted(WORKBOOKS | TEXTS))}."
        raise NotTheLayout(message)


def _text(path: PurePath, content: bytes, delimiters: str) -> RawSheet:
    """
    Read separated text, in UTF-8, in UTF-16, or else as Windows wrote it in the West.
    """
    remarks: list[str] = []
    wide = _wide(content)
    if wide is not None:
        text = content.decode(wide, "replace")
    else:
        try:
            text = content.decode(ENCODINGS[0])
        except UnicodeDecodeError:
            text = content.decode(ENCODINGS[1], "replace")
            remarks.append("The file is not in UTF-8; it was read as Windows-1252. Look at letters with accents.")
    if REPLACED in text:
        remarks.append("Some characters could not be read.")
    csv.field_size_limit(MAX_BYTES)
    try:
        delimiter = _delimiter(text, delimiters)
        rows = list(csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter))
    except csv.Error as error:
        message = f"{path} cannot be read as a table: {error}."
        raise NotTheLayout(message) from None
    return _bounded(path.name, rows, (), remarks)


def _wide(content: bytes) -> str | None:
    """
    Name the kind of UTF-16 that a text is in: by its mark, or where every second of its first bytes is zero.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = content[: 2 * (min(len(content), HEAD) // 2)]
    for zeros, name in ((head[1::2], "utf-16-le"), (head[0::2], "utf-16-be")):
        if zeros and zeros.count(0) > MOSTLY * len(zeros):
            return name
    return None


def _delimiter(text: str, delimiters: str) -> str:
    """
    Find the separator: the one that parts the first row that has any into most cells.
    """
    first = next((line for line in text.splitlines()[:20] if any(sign in line for sign in delimiters)), "")
    return max(delimiters, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])), default=NOTHING)


def _workbook(path: PurePath, content: bytes) -> tuple[RawSheet, ...]:
    """
    Read a workbook's visible sheets: the values that its program last computed.
    """
    import python_calamine  # noqa: PLC0415 - only who imports a workbook waits for it

    if content.startswith(b"PK"):
        _refuse_bomb(path, content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [meta.name for meta in book.sheets_metadata if meta.visible == python_calamine.SheetVisibleEnum.Visible]
        sheets = [_sheet(book.get_sheet_by_name(name), name) for name in shown]
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        message = f"{path} cannot be read as a workbook: {quoted(str(error))}."
        raise NotTheLayout(message) from None
    except BaseException as panic:
        # The reader is written in Rust, and what it did not expect in a broken file comes as its panic.
        if type(panic).__name__ != "PanicException":
            raise
        message = f"{path} cannot be read as a workbook: it is damaged."
        raise NotTheLayout(message) from None
    return tuple(sheets)


def _sheet(sheet: "python_calamine.CalamineSheet", name: str) -> RawSheet:
    """
    Take the cells of one sheet, and the ranges of merged ones where the format says them.
    """
    top, left = sheet.start or (0, 0)
    rows: list[list[str]] = [[] for _ in range(min(top, MAX_ROWS))]
    # one more than is kept, so that what is left out is noticed
    found = itertools.islice(sheet.iter_rows(), MAX_ROWS + 1)
    rows += ([""] * left + [_cell(value) for value in row[: MAX_COLUMNS + 1]] for row in found)
    merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return _bounded(name, rows, merged, ())


def _bounded(
    name: str, rows: Sequence[Sequence[str]], merged: Sequence[tuple[int, int, int, int]], remarks: Sequence[str]
) -> RawSheet:
    """
    Cut a sheet at the limits, and say so.
    """
    said = list(remarks)
    if len(rows) > MAX_ROWS:
        said.append(f"The sheet has more than {MAX_ROWS:,} rows; the others were left out.")
    if any(len(row) > MAX_COLUMNS for row in rows[:MAX_ROWS]):
        said.append(f"The sheet has more than {MAX_COLUMNS} columns; the others were left out.")
    kept = tuple(tuple(cell[:MAX_CELL] for cell in row[:MAX_COLUMNS]) for row in rows[:MAX_ROWS])
    return RawSheet(name=name, rows=kept, merged=tuple(merged), remarks=tuple(said))


def _cell(value: object) -> str:
    """
    Write a cell as a person sees it: whole numbers without a point, dates as in ISO 8601.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - exact
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else str(value or "")


def _refuse_bomb(path: PurePath, content: bytes) -> None:
    """
    Look at a workbook before it is opened.

    Raises
    ------
    NotTheLayout
        If it is damaged, or would take too much once opened.
    """
    try:
        reason = bomb(content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        message = f"{path} cannot be read as a workbook: it is damaged."
        raise NotTheLayout(message) from None
    if reason is not None:
        message = f"{path} is not opened: {reason}."
        raise NotTheLayout(message)
