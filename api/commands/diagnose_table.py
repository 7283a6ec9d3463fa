"""
A table of past answers: what a teacher or an author has, diagnosed row by row.

Columns are mapped to the parts of a case. The rows go out as they came with what
was found beside them; what they come to together is `diagnose_summary`'s.
"""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TextIO

from api.commands.diagnose_summary import Row, Summary
from api.diagnosis.diagnosing import Diagnosed, PairRelation, of_lines, of_pair
from api.diagnosis.diagnosing_items import Entered, Items, NotFound
from api.diagnosis.entered_lines import Declared
from item_bank.algebra.residue import Points
from item_bank.algebra.working.operation import Action
from item_bank.answers.response import MAX_LINES, MAX_TEXT
from item_bank.answers.verdict import Verdict

__all__ = ["diagnose_table"]

PARTS: Final = ("before", "after", "lines", "operation", "input", "item", "variant", "step", "response")
FOUND: Final = ("first_wrong", "relation", "cause", "kind", "mal_rule", "misconception", "counterexample")
VERDICT: Final = "verdict"
"""Follows these where rows are responses to items."""
REFUSED: Final = 2
SEPARATORS: Final = ("\n", ";")
"""What parts lines in one cell: new lines where there are any, else semicolons."""


def diagnose_table(table: Path, columns: str, out: TextIO, summary: TextIO, points: Points, items: Items) -> int:
    """
    Diagnose the rows of a table of comma-separated values.

    Parameters
    ----------
    table
        With a header; UTF-8.
    columns
        `before=question,after=answer`; a part that is not named is looked for
        under its own name.
    out, summary
        Where the rows go, and where the summary.
    points
        Where expressions are compared.
    items
        The bank whose items rows may be responses to.

    Returns
    -------
    int
        0, or 2 where the table cannot be used, with a sentence.
    """
    told = Summary(items)
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            header = list(reader.fieldnames or ())
            named = _named(columns, header)
            if isinstance(named, str):
                summary.write(f"misstep diagnose: {named}\n")
                return REFUSED
            added = (*FOUND, VERDICT) if "response" in named else FOUND
            writer = csv.DictWriter(out, [*header, *[name for name in added if name not in header]])
            writer.writeheader()
            for cells in reader:
                row = _diagnosed(
                    {part: (cells.get(column) or "").strip() for part, column in named.items()}, points, items
                )
                written = {**_written(row.found), VERDICT: row.verdict or ""}
                writer.writerow({name: cells[name] for name in header} | {name: written[name] for name in added})
                told.count(row)
    except (OSError, UnicodeDecodeError, csv.Error) as reason:
        summary.write(f"misstep diagnose: {table} cannot be read: {reason}\n")
        return REFUSED
    summary.writelines(f"{line}\n" for line in told.lines())
    return 0


def _named(columns: str, header: list[str]) -> Mapping[str, str] | str:
    """Return the column of each part, or a sentence about what is missing."""
    named: dict[str, str] = {part: part for part in PARTS if part in header}
    for pair in filter(None, columns.split(",")):
        part, _, column = (text.strip() for text in pair.partition("="))
        if part not in PARTS:
            return f"There is no part {part!r}; there are {', '.join(PARTS)}."
        if column not in header:
            return f"The table has no column {column!r}; it has {', '.join(header)}."
        named[part] = column
    if "lines" not in named and not {"before", "after"} <= named.keys() and not {"item", "response"} <= named.keys():
        return (
            "A table needs a column of lines, or two of before and after, or two of item and response: "
            "--columns before=QUESTION,after=ANSWER"
        )
    return named


def _diagnosed(cells: Mapping[str, str], points: Points, items: Items) -> Row:
    """Diagnose one row; nothing is found of one that is empty, too long, or belongs to no item."""
    if cells.get("item"):
        return _of_item(cells, items)
    if cells.get("lines"):
        lines = _lines(cells["lines"])
        found = of_lines(lines, Declared(), points) if lines else None
        place = None if found is None else found.first_wrong
        pair = (lines[place - 2], lines[place - 1]) if place is not None and place > 1 else None
        return Row(shown=cells["lines"], found=found, pair=pair)
    before, after = cells.get("before", ""), cells.get("after", "")
    shown = " -> ".join(filter(None, (before, after)))
    if not before or not after or len(before) > MAX_TEXT or len(after) > MAX_TEXT:
        return Row(shown=shown, found=None)
    declared = cells.get("operation"), cells.get("input")
    action = Action(declared[0], declared[1]) if declared[0] and declared[1] else None
    return Row(shown=shown, found=of_pair(before, after, action, Declared(), points), pair=(before, after))


def _lines(cell: str) -> list[str]:
    """Return the lines of a cell; none where there are too many, or one is too long."""
    separator = next((one for one in SEPARATORS if one in cell), SEPARATORS[0])
    # blank ones say nothing: without them, places are those of the relations between lines
    lines = [line for line in cell.split(separator) if line.strip()]
    return lines if len(lines) <= MAX_LINES and all(len(line) <= MAX_TEXT for line in lines) else []


def _of_item(cells: Mapping[str, str], items: Items) -> Row:
    """Diagnose a response to an item's variant; several lines in the cell are a working."""
    text, variant = cells.get("response", ""), cells.get("variant", "") or "0"
    shown = f"{cells['item']}: {text}"
    lines = _lines(text) if SEPARATORS[0] in text else []
    if not text or len(text) > MAX_TEXT or not variant.isdecimal():
        return Row(shown=shown, found=None)
    entered = Entered(
        item=cells["item"], variant=int(variant), step=cells.get("step") or None, response=tuple(lines) or text
    )
    found = items.diagnosed(entered)
    if isinstance(found, NotFound):
        return Row(shown=shown, found=None)
    wrong = entered if found.verdict is Verdict.INCORRECT else None
    return Row(shown=shown, found=found.found, verdict=found.verdict, entered=wrong, read=found.read)


def _written(found: Diagnosed | None) -> dict[str, str]:
    """Write what was found into cells; empty ones for a row that was not worked on."""
    if found is None:
        return dict.fromkeys(FOUND, "")
    place = 0 if found.first_wrong is None else found.first_wrong - 2
    # a first line that is wrong by itself stands in no relation to one before
    relation = found.relations[place] if 0 <= place < len(found.relations) else ""
    word, cause = (relation.relation, relation.cause) if isinstance(relation, PairRelation) else (relation, "")
    best = found.candidates[0] if found.candidates else None
    return {
        "first_wrong": "" if found.first_wrong is None else str(found.first_wrong),
        "relation": word,
        "cause": cause,
        "kind": found.kind or "",
        "mal_rule": "" if best is None else best.mal_rule,
        "misconception": "" if best is None else best.misconception or "",
        "counterexample": found.counterexample or "",
    }
