"""
Workbooks as bytes, just large enough for a reader: sheets of texts, numbers and merged cells.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

__all__ = ["ods", "xlsx", "zipped"]

Cells = Sequence[Sequence[str | int | float]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(sheets: Mapping[str, Cells], *, merged: str = "", extra: Mapping[str, bytes] | None = None) -> bytes:
    """Write an Excel workbook; `merged` is a range of its first sheet, `extra` are further files."""
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    }
    names = [f'<sheet name="{escape(name)}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1)]
    files["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{"".join(names)}</sheets></workbook>'
    )
    links = [
        f'<Relationship Id="r{at}" Type="{OFFICE}/worksheet" Target="worksheets/s{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    ]
    files["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(links)}</Relationships>'
    )
    for at, rows in enumerate(sheets.values(), 1):
        body = "".join(f'<row r="{number}">{_row(row, number)}</row>' for number, row in enumerate(rows, 1))
        ranges = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged and at == 1 else ""
        files[f"xl/worksheets/s{at}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>{ranges}</worksheet>'
        )
    return zipped({name: text.encode() for name, text in files.items()} | dict(extra or {}))


def ods(sheets: Mapping[str, Cells]) -> bytes:
    """Write a LibreOffice workbook."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'
                for cell in row
            )
            + "</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f'<office:document-content xmlns:office="{OPEN}:office:1.0" xmlns:table="{OPEN}:table:1.0"'
        f' xmlns:text="{OPEN}:text:1.0"><office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{OPEN}:manifest:1.0"/>'
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _row(row: Sequence[str | int | float], number: int) -> str:
    cells = []
    for column, value in enumerate(row):
        where = f"{chr(ord('A') + column)}{number}"
        if isinstance(value, str):
            cells.append(f'<c r="{where}" t="inlineStr"><is><t>{escape(value)}</t></is></c>')
        else:
            cells.append(f'<c r="{where}"><v>{value}</v></c>')
    return "".join(cells)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files into a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
