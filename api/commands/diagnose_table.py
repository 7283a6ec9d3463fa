"""
A table of past answers: what a teacher or an author has, diagnosed row by row.

Columns are mapped to the parts of a case. The rows go out as they came with what
was found beside them; a summary says how many are wrong, what share of these is
explained, and which unexplained ones come again and again: those are worth a rule.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TextIO

from api.diagnosing import Diagnosed, PairRelation, of_lines, of_pair
from api.entered_lines import Declared
from item_bank.algebra.residue import Points
from item_bank.algebra.working.cause import CAUSES
from item_bank.algebra.working.operation import Action
from item_bank.answers.response import MAX_LINES, MAX_TEXT
from item_bank.counted import counted

__all__ = ["diagnose_table"]

PARTS: Final = ("before", "after", "lines", "operation", "input")
FOUND: Final = ("first_wrong", "relation", "cause", "kind", "mal_rule", "misconception", "counterexample")
REFUSED: Final = 2
MOST: Final = 10
"""Clusters that a summary shows."""
SEPARATORS: Final = ("\n", ";")
"""What parts lines in one cell: new lines where there are any, else semicolons."""


def diagnose_table(table: Path, columns: str, out: TextIO, summary: TextIO, points: Points) -> int:
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

    Returns
    -------
    int
        0, or 2 where the table cannot be used, with a sentence.
    """
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            header = list(reader.fieldnames or ())
            named = _named(columns, header)
            if isinstance(named, str):
                summary.write(f"misstep diagnose: {named}\n")
                return REFUSED
            writer = csv.DictWriter(out, [*header, *[name for name in FOUND if name not in header]])
            writer.writeheader()
            tally = Counter[tuple[str, str]]()
            for row in reader:
                found = _diagnosed(row, named, points)
                written = _written(found)
                writer.writerow({name: row[name] for name in header} | written)
                tally.update(_counted(row, named, written))
    except (OSError, UnicodeDecodeError, csv.Error) as reason:
        summary.write(f"misstep diagnose: {table} cannot be read: {reason}\n")
        return REFUSED
    summary.writelines(f"{line}\n" for line in _summary(tally))
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
    if "lines" not in named and not {"before", "after"} <= named.keys():
        return "A table needs a column of lines, or two of before and after: --columns before=QUESTION,after=ANSWER"
    return named


def _diagnosed(row: Mapping[str, str | None], named: Mapping[str, str], points: Points) -> Diagnosed | None:
    """Diagnose one row; None where it is empty or too long."""
    cells = {part: (row.get(column) or "").strip() for part, column in named.items()}
    if cells.get("lines"):
        separator = next((one for one in SEPARATORS if one in cells["lines"]), SEPARATORS[0])
        # blank ones say nothing: without them, places are those of the relations between lines
        lines = [line for line in cells["lines"].split(separator) if line.strip()]
        fits = len(lines) <= MAX_LINES and all(len(line) <= MAX_TEXT for line in lines)
        return of_lines(lines, Declared(), points) if lines and fits else None
    before, after = cells.get("before", ""), cells.get("after", "")
    if not before or not after or len(before) > MAX_TEXT or len(after) > MAX_TEXT:
        return None
    declared = cells.get("operation"), cells.get("input")
    action = Action(declared[0], declared[1]) if declared[0] and declared[1] else None
    return of_pair(before, after, action, Declared(), points)


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


def _counted(
    row: Mapping[str, str | None], named: Mapping[str, str], written: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield what a summary counts of a row."""
    yield "rows", ""
    if not written["first_wrong"]:
        yield written["kind"] or ("right" if written["relation"] else "empty"), ""
    else:
        yield "wrong", ""
        if written["mal_rule"]:
            yield "explained", ""
            yield "mal_rule", written["mal_rule"]
        elif written["cause"]:
            yield "moved", ""
            yield "cause", f"{written['cause']}: {CAUSES[written['cause']]}"
        else:
            shown = [(row.get(named[part]) or "").strip() for part in ("before", "after", "lines") if part in named]
            yield "cluster", " -> ".join(filter(None, shown))


def _summary(tally: Counter[tuple[str, str]]) -> Iterator[str]:
    """Say in sentences what a table comes to."""
    total, wrong = tally["rows", ""], tally["wrong", ""]
    told = {
        "right": "right",
        "no_progress": "true without progress",
        "unknown": "undecided",
        "invalid": "unreadable",
        "empty": "empty or too long",
    }
    kinds = ", ".join(f"{tally[kind, '']} {words}" for kind, words in told.items() if tally[kind, ""])
    yield f"{counted(total, 'row')}: {wrong} wrong{', ' if kinds else ''}{kinds}."
    if not wrong:
        return
    explained, moved = tally["explained", ""], tally["moved", ""]
    yield (
        f"Of the wrong ones {explained} ({explained / wrong:.0%}) are explained by a mal-rule, "
        f"{moved} ({moved / wrong:.0%}) by the move alone."
    )
    yield from _ranked(tally, "mal_rule", "By mal-rule:")
    yield from _ranked(tally, "cause", "By move:")
    yield from _ranked(tally, "cluster", "Unexplained, the most frequent first; what comes again is worth a mal-rule:")


def _ranked(tally: Counter[tuple[str, str]], what: str, title: str) -> Iterator[str]:
    """Yield the most frequent values of one kind."""
    found = sorted(
        ((count, name) for (kind, name), count in tally.items() if kind == what), key=lambda one: (-one[0], one[1])
    )
    if found and title:
        yield title
    yield from (f"  {count:>5}  {name}" for count, name in found[:MOST])
