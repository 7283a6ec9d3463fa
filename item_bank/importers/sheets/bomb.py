"""
Bombs: workbooks that are small as files and would take gigabytes once opened.

A workbook is a zip of XML. The sizes that the zip declares are looked at, and
how far apart a sheet's filled cells lie: the reader has memory for all that are
between them, and ends the whole process where there is none. Reading is left to
`opening`.
"""

import io
import re
import zipfile
from typing import Final

__all__ = ["MAX_CELLS", "bomb"]

MAX_UNPACKED: Final = 300_000_000
MAX_RATIO: Final = 200
MAX_ENTRIES: Final = 5_000
"""Of a workbook: bytes once unpacked, and files; ten thousand questions have 5 MB, packed tenfold."""
SMALL: Final = 50_000_000
"""Bytes that may be packed by any ratio."""
MAX_CELLS: Final = 10_000_000
"""Of a sheet, from its first filled cell to its last: 24 bytes each, so a quarter of a gigabyte."""
BINARY: Final = "xl/workbook.bin"
"""Holds cells in records whose places are not looked at here."""

_TAGS: Final = re.compile(rb"<(?:\w{1,40}:)?(row|c|table-cell)(?=[\s>/])((?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*+)>")
_PLACE: Final = re.compile(rb"\br\s*=\s*[\"']\$?([A-Za-z]{0,3})\$?([0-9]{1,9})[\"']")
_REPEATED: Final = re.compile(rb":number-columns-repeated\s*=\s*[\"']([0-9]{1,12})[\"']")


def bomb(content: bytes) -> str | None:
    """
    Say in a sentence why a workbook is not opened; None where it can be.

    Raises
    ------
    zipfile.BadZipFile
        If it is no zip, or a damaged one.
    """
    book = zipfile.ZipFile(io.BytesIO(content))
    entries = book.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED or (total > SMALL and total / packed > MAX_RATIO):
        return f"it would unpack to {total:,} bytes in {len(entries):,} files"
    if any(entry.filename.casefold() == BINARY for entry in entries):
        return "it is a binary workbook; save it as .xlsx"
    # Any file of the zip may be named as a sheet.
    if any(_cells(book.read(entry)) > MAX_CELLS for entry in entries):
        return f"a sheet of it reaches over more than {MAX_CELLS:,} cells"
    return None


def _cells(xml: bytes) -> int:
    """
    Return how many cells the reader makes of a file: those of Excel lie in a rectangle, LibreOffice's are repeated.
    """
    row = column = repeated = 0
    top = left = 2**63
    bottom = right = 0
    for found in _TAGS.finditer(xml):
        tag, attributes = found.groups()
        empty = attributes.endswith(b"/")
        if tag == b"table-cell":
            times = _REPEATED.search(attributes)
            repeated += int(times[1]) if times and (not empty or b"value" in attributes) else 1
        elif tag == b"row":
            place = _PLACE.search(attributes)
            row, column = int(place[2]) if place else row + 1, 0
        elif tag == b"c":
            place = _PLACE.search(attributes)
            row, column = (int(place[2]), _column(place[1])) if place else (row, column + 1)
            if not empty:
                top, bottom = min(top, row), max(bottom, row)
                left, right = min(left, column), max(right, column)
    return max(repeated, (bottom - top + 1) * (right - left + 1) if bottom else 0)


def _column(letters: bytes) -> int:
    """
    Return a column's number, from 1.
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
