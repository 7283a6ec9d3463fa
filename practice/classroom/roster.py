"""
Rosters: a school's list read row by row, and what would come of it in a class.

Pure. Nothing is guessed about people: a row that cannot be read, or that might be
the same learner as another, is said to be so with its number, and left out. Cells are
texts and stay texts, whatever a spreadsheet would make of them.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

import msgspec

from practice.classroom.columns import Columns
from practice.ids import LearnerId

__all__ = ["MAX_ROWS", "Known", "Listed", "Planned", "State", "Unread", "listed", "plan", "same_name"]

MAX_ROWS: Final = 10_000
"""Learners of one list: the largest schools; a class has thirty."""
MAX_ID: Final = 200
MAX_GROUPS: Final = 10

State: TypeAlias = Literal["new", "there", "renamed", "joins", "doubled", "unread"]
"""
What would come of a row: a learner is made; is there; is there and gets this name; is known at the school and comes
into the class; is in the list already; or the row cannot be read.
"""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One learner as listed; `key` is what they are known again by, never to be recorded as it stands."""

    row: int
    key: str
    name: str | None
    groups: tuple[str, ...] = ()
    by_id: bool = False


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """A row that says nothing that can be used, and why."""

    row: int
    sentence: str


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A learner who is there: whether they are in the class now, and what they are called."""

    learner: LearnerId
    member: bool
    name: str | None


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What would come of one row; `learner` is who is there, `listed` None where there is nothing to be done."""

    row: int
    state: State
    name: str | None
    sentence: str = ""
    learner: LearnerId | None = None
    listed: Listed | None = None


def listed(
    rows: Sequence[Sequence[str]], columns: Columns, class_key: str, is_name: Callable[[str], bool]
) -> Iterator[Listed | Unread]:
    """
    Read a list's rows, blank ones passed over.

    Parameters
    ----------
    rows
        Cells as texts, from the first row on.
    columns
        Where in them something stands.
    class_key
        Names the class: without ids, learners are known again within it alone.
    is_name
        Says whether a text can be what somebody is called.
    """
    for number, cells in enumerate(rows[columns.first - 1 :], columns.first):
        if not any(cell.strip() for cell in cells):
            continue
        known, name = _cell(cells, columns.id), _called(cells, columns)
        if columns.named and not name:
            yield Unread(row=number, sentence="There is no name in this row.")
        elif name and not is_name(name):
            yield Unread(row=number, sentence="This name is too long, or has line breaks or other controls in it.")
        elif columns.id is not None and (not known or len(known) > MAX_ID):
            yield Unread(row=number, sentence="There is no id in this row, or one that is far too long.")
        else:
            groups = tuple(dict.fromkeys(filter(None, map(_clean, _cell(cells, columns.group).split(",")))))
            if len(groups) > MAX_GROUPS or not all(map(is_name, groups)):
                yield Unread(row=number, sentence="The groups in this row are too many, or no names.")
                continue
            key = f"id\n{known}" if columns.id is not None else f"name\n{class_key}\n{same_name(name)}"
            yield Listed(row=number, key=key, name=name or None, groups=groups, by_id=columns.id is not None)


def plan(
    entries: Sequence[Listed | Unread],
    by_key: Mapping[str, Known],
    by_name: Mapping[str, Sequence[Known]],
) -> tuple[Planned, ...]:
    """
    Say what would come of each row, in order; nothing is recorded.

    Parameters
    ----------
    entries
        The rows as read.
    by_key
        Learners whom an earlier list had, by what they are known again by.
    by_name
        Members of the class whom no list had, by name as `same_name` gives it.
    """
    seen: dict[str, Listed] = {}
    taken: set[LearnerId] = set()
    planned: list[Planned] = []
    for entry in entries:
        if isinstance(entry, Unread):
            planned.append(Planned(row=entry.row, state="unread", name=None, sentence=entry.sentence))
            continue
        before = seen.setdefault(entry.key, entry)
        if before is not entry:
            planned.append(Planned(row=entry.row, state="doubled", name=entry.name, sentence=_doubled(entry, before)))
            continue
        known, sentence = by_key.get(entry.key), ""
        if known is None and entry.name is not None:
            alike = [one for one in by_name.get(same_name(entry.name), ()) if one.learner not in taken]
            if len(alike) == 1:
                known, sentence = alike[0], "Found by name in the class; known by this list from now on."
        if known is not None:
            taken.add(known.learner)
        state = _state(entry, known)
        if state == "renamed" and known is not None:
            sentence = f"Was called {known.name or 'nothing'} so far."
        planned.append(
            Planned(
                row=entry.row,
                state=state,
                name=entry.name,
                sentence=sentence,
                learner=None if known is None else known.learner,
                listed=entry,
            )
        )
    return tuple(planned)


def same_name(name: str) -> str:
    """
    Bring a name to what it has in common with other spellings of it: case and spaces do not count, accents do.
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _state(entry: Listed, known: Known | None) -> State:
    if known is None:
        return "new"
    if not known.member:
        return "joins"
    return "there" if entry.name is None or entry.name == known.name else "renamed"


def _doubled(entry: Listed, before: Listed) -> str:
    if not entry.by_id:
        return (
            f"Row {before.row} has the same name. Without a column of ids, two learners of one name cannot be told "
            "apart: give them different names, or add ids."
        )
    if entry.name == before.name:
        return f"The same learner as in row {before.row}."
    return (
        f"Row {before.row} has the same id with another name. That row is taken; mend the list if it is the wrong one."
    )


def _called(cells: Sequence[str], columns: Columns) -> str:
    parts = (_cell(cells, columns.name), _cell(cells, columns.given), _cell(cells, columns.family))
    return " ".join(filter(None, parts))


def _cell(cells: Sequence[str], at: int | None) -> str:
    return _clean(cells[at]) if at is not None and at < len(cells) else ""


def _clean(text: str) -> str:
    """
    Bring a cell to composed letters, without spaces around it and with single plain ones inside.
    """
    return " ".join(part for part in unicodedata.normalize("NFC", text).strip().split(" ") if part)
