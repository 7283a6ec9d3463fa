"""
Checking a bank on all cores: this process and a few more share its items.

The others are started, never forked, read the same folder and speak JSON lines:
a file's name in, what was found in it out. One that dies leaves its item to the
rest, so whatever happens to them, the outcome is that of checking alone.
"""

import os
import subprocess
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

import msgspec

from item_bank.check.bank import CheckedItem, CheckItem
from item_bank.native.source import ItemSource
from item_bank.started import start

__all__ = ["Begin", "Done", "Shared", "cores", "sharing"]

LEAST: Final = 40
"""Items from which another process is worth its start and its reading of the bank, two seconds or so."""

MOST: Final = 8
"""Processes that share a bank; each holds all of it."""


class Begin(msgspec.Struct, frozen=True, kw_only=True):
    """The first line that a helper is told: the bank, and how closely to look at it."""

    directory: str
    compared: int
    prove: bool


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What a helper says of one item, by its file."""

    file: str
    checked: CheckedItem


def cores() -> int:
    """
    Count the processors that this process may use.
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Shared:
    """
    The items of one bank, shared out: `next` gives what was found in one, here or elsewhere.

    Helpers are asked from threads that do nothing but wait; all checking of this
    process is done by whoever iterates.
    """

    def __init__(self, helpers: Sequence[subprocess.Popen[bytes]], begin: Begin) -> None:
        self._helpers = helpers
        self._begin = begin
        self._waiting: deque[ItemSource] = deque()
        self._done: deque[tuple[ItemSource, CheckedItem]] = deque()
        self._changed = threading.Condition()
        self._away = 0

    def __call__(self, items: Sequence[ItemSource], check: CheckItem) -> Iterator[tuple[ItemSource, CheckedItem]]:
        """
        Check items in any order.
        """
        self._waiting.extend(items)
        for helper in self._helpers:
            threading.Thread(target=self._ask, args=(helper,), daemon=True).start()
        for _ in items:
            yield self._one(check)

    def _one(self, check: CheckItem) -> tuple[ItemSource, CheckedItem]:
        with self._changed:
            self._changed.wait_for(lambda: self._done or self._waiting)
            if self._done:
                return self._done.popleft()
            item = self._waiting.popleft()
        return item, check(item)

    def _ask(self, helper: subprocess.Popen[bytes]) -> None:
        """
        Keep one helper at work until nothing waits, or it dies.
        """
        sent, said = _pipes(helper)
        begun = False
        while True:
            with self._changed:
                if not self._waiting:
                    return
                item = self._waiting.pop()  # from the end, while this process takes from the front
            try:
                if not begun:
                    sent.write(msgspec.json.encode(self._begin) + b"\n")
                    begun = True
                sent.write(msgspec.json.encode(item.file) + b"\n")
                sent.flush()
                done = msgspec.json.decode(said.readline(), type=Done)
            except (OSError, ValueError, msgspec.DecodeError):
                with self._changed:
                    self._waiting.append(item)
                    self._changed.notify_all()
                return
            with self._changed:
                self._done.append((item, done.checked))
                self._changed.notify_all()


@contextmanager
def sharing(directory: Path, items: int, *, compared: int, prove: bool, processes: int) -> Iterator[Shared]:
    """
    Start as many helpers as a bank is worth; they end with the context.

    Parameters
    ----------
    directory
        The bank's folder.
    items
        How many it has.
    compared, prove
        As for checking.
    processes
        How many may work at the same time, this one among them.
    """
    helpers = [start("api.checking_helper") for _ in range(min(processes, MOST, items // LEAST) - 1)]
    try:
        yield Shared(helpers, Begin(directory=str(directory.resolve()), compared=compared, prove=prove))
    finally:
        for helper in helpers:
            helper.kill()
            helper.communicate()


def _pipes(helper: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if helper.stdin is None or helper.stdout is None:
        message = "a helper without pipes"
        raise ValueError(message)
    return helper.stdin, helper.stdout
