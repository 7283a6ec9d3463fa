"""
A school's list put into a class: looked at first, then taken over.

The same file is sent twice: once to be shown what would come of it, with nothing
recorded, and once to have that done. It stays nowhere.
"""

import asyncio
from pathlib import PurePath
from typing import Annotated, Any, Final

import msgspec
from litestar import Request

from api.access import Action
from api.classwork import require_class
from api.decoding import read_body
from api.names import is_name
from api.operation import Operation, route
from api.outcomes import refused_outcome
from api.parameters import class_id
from api.problems import Code, refused
from api.services import Services, principal_of, services_of
from item_bank.importers.contract import NotTheLayout
from item_bank.importers.sheets.opening import DELIMITERS, RawSheet, sheets_in
from practice.classroom.columns import Columns, guessed, header_row
from practice.classroom.roster import MAX_ROWS, Listed, State, Unread, listed
from practice.groups import TooManyGroups
from practice.ids import ClassId
from practice.rosters import Enrolled

__all__ = ["MAX_FILE", "ROUTES", "RosterAsked", "RosterSent"]

PATH = "/v1/classes/{class}/roster"
MAX_FILE: Final = 2_000_000
"""Bytes of a list; ten thousand learners with ids and groups have under one million."""
MAX_SENT: Final = 6 * MAX_FILE // 4
"""Bytes of the body that carries it, in base64."""
MAX_CELLS: Final = 30
"""Columns of a row that are shown."""
MAX_SHOWN: Final = 500
"""Rows that are shown one by one, those first that want to be looked at."""
SAMPLE: Final = 5
"""Rows shown beside the headers, for saying which column is which."""

File = Annotated[bytes, msgspec.Meta(max_length=MAX_FILE)]
FileName = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class RosterAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    A list: CSV, or a workbook of Excel or LibreOffice, of which the first sheet with rows is taken.

    `file` is its content in base64, `name` tells by its ending what it is; `columns` says which is
    which, where the guess by the headers does not hold.
    """

    file: File
    name: FileName
    columns: Columns | None = None


class RosterRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the list by its number, what would come or came of it, and why."""

    row: int
    state: State
    name: str | None
    sentence: str


class RosterSent(msgspec.Struct, frozen=True, kw_only=True):
    """
    What would come, or came, of a list.

    Attributes
    ----------
    remarks
        How the file was read, where that wants to be known.
    columns
        Which is which; None where the headers do not tell, and nothing was read.
    sample
        The first rows as they stand, from the first of the file on.
    counts
        Rows by state.
    rows
        Those first that want to be looked at; `more` were left out.
    absent
        Learners of the class who are not in the list; they stay.
    """

    remarks: tuple[str, ...]
    columns: Columns | None
    sample: tuple[tuple[str, ...], ...]
    counts: dict[State, int]
    rows: tuple[RosterRow, ...]
    more: int
    absent: int


class _Read(msgspec.Struct, frozen=True):
    """A list as read; `columns` None where its headers do not tell."""

    sheet: RawSheet
    columns: Columns | None
    entries: tuple[Listed | Unread, ...] = ()


@route(
    Operation(
        id="look_at_roster",
        method="POST",
        path=PATH + "/preview",
        action=Action.MANAGE_CLASSES,
        summary="Say row by row what would come of a school's list; nothing is recorded.",
        body=RosterAsked,
        reply=RosterSent,
        codes=(Code.UNKNOWN_CLASS, Code.ROSTER_UNREADABLE),
    )
)
async def look_at_roster(request: Request[Any, Any, Any]) -> RosterSent:
    """
    Look at a list.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    asked = await read_body(request, RosterAsked, most=MAX_SENT)
    require_class(services, tenant, of)
    read = await _in_turn(services, asked, of)
    return _sent(read, await services.rosters.look(tenant, of, read.entries))


@route(
    Operation(
        id="put_roster",
        method="POST",
        path=PATH,
        action=Action.MANAGE_CLASSES,
        summary="Put a school's list into the class; sending it again changes nothing, and nobody is ever taken out.",
        body=RosterAsked,
        reply=RosterSent,
        codes=(Code.UNKNOWN_CLASS, Code.ROSTER_UNREADABLE, Code.TOO_MANY_GROUPS),
    )
)
async def put_roster(request: Request[Any, Any, Any]) -> RosterSent:
    """
    Take a list over.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    asked = await read_body(request, RosterAsked, most=MAX_SENT)
    require_class(services, tenant, of)
    read = await _in_turn(services, asked, of)
    if read.columns is None:
        raise refused(Code.ROSTER_UNREADABLE, "The headers do not tell which column is which. Say it, then send again.")
    done = await services.rosters.enrol(tenant, of, read.entries, new_id=services.new_id, now=services.now())
    if isinstance(done, TooManyGroups):
        raise refused_outcome(done)
    return _sent(read, done)


async def _in_turn(services: Services, asked: RosterAsked, of: ClassId) -> _Read:
    """
    Read a list away from the answers, since a large one takes a while; one at a time, since a workbook takes room.
    """
    async with services.reading_roster:
        return await asyncio.to_thread(_read, asked, of)


def _read(asked: RosterAsked, of: ClassId) -> _Read:
    """
    Read a list.
    """
    sheet = _sheet(asked, DELIMITERS)
    at = header_row(sheet.rows)
    if at is not None and sum(map(bool, sheet.rows[at])) == 1:
        # one column of names, in which a comma parts no cells: "Kwiatkowska, Ada"
        sheet = _sheet(asked, "")
    if sum(map(any, sheet.rows)) > MAX_ROWS + 1:
        raise refused(Code.ROSTER_UNREADABLE, f"A list has {MAX_ROWS:,} learners at most. Part it in several.")
    columns = asked.columns
    if columns is None and at is not None:
        columns = guessed(sheet.rows[at], first=at + 2, below=sheet.rows[at + 1 :])
    if columns is None or not columns.enough:
        return _Read(sheet, None)
    return _Read(sheet, columns, tuple(listed(sheet.rows, columns, of, is_name)))


def _sheet(asked: RosterAsked, delimiters: str) -> RawSheet:
    name = PurePath(PurePath(asked.name).name)
    try:
        sheets = sheets_in(name, asked.file, delimiters=delimiters)
    except NotTheLayout as fault:
        raise refused(Code.ROSTER_UNREADABLE, str(fault)) from None
    sheet = next((one for one in sheets if any(map(any, one.rows))), None)
    if sheet is None:
        raise refused(Code.ROSTER_UNREADABLE, f"{name} has no rows.")
    return sheet


def _sent(read: _Read, done: Enrolled) -> RosterSent:
    plain = {"new", "there"}
    rows = sorted(done.planned, key=lambda one: (one.state in plain, one.row))
    shown = tuple(
        RosterRow(row=one.row, state=one.state, name=one.name, sentence=one.sentence) for one in rows[:MAX_SHOWN]
    )
    return RosterSent(
        remarks=read.sheet.remarks,
        columns=read.columns,
        sample=tuple(tuple(cell[:MAX_SHOWN] for cell in row[:MAX_CELLS]) for row in read.sheet.rows[:SAMPLE]),
        counts=done.counts,
        rows=shown,
        more=len(rows) - len(shown),
        absent=done.absent,
    )


ROUTES = (look_at_roster, put_roster)
