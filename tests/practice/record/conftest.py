"""
Both records, for whoever tests the contract.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest

from practice.record.contract import Record
from practice.record.memory import MemoryRecord, open_copy
from practice.record.sqlite import SqliteRecord, open_sqlite

T = TypeVar("T")


class Do(Protocol):
    """Runs a coroutine to its end."""

    def __call__(self, waiting: Coroutine[Any, Any, T], /) -> T:
        """Return what it returned."""
        ...


@pytest.fixture
def do() -> Iterator[Do]:
    """
    Run coroutines in one loop for the whole test, as a server does.
    """
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture
def sqlite(tmp_path: Path, do: Do) -> Iterator[SqliteRecord]:
    """
    Open a record in a file of its own, `tmp_path/record.sqlite`.
    """
    record = open_sqlite(tmp_path / "record.sqlite")
    yield record
    do(record.close())


@pytest.fixture(params=["memory", "sqlite"])
def record(request: pytest.FixtureRequest) -> Record:
    """
    Open each implementation of the contract in turn.
    """
    if request.param == "memory":
        return MemoryRecord()
    found: SqliteRecord = request.getfixturevalue("sqlite")
    return found


@pytest.fixture
def open_backup(record: Record) -> Callable[[Path], Record]:
    """
    Say how a backup of that implementation is opened.
    """
    return open_copy if isinstance(record, MemoryRecord) else open_sqlite
