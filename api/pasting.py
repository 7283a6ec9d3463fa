"""
Pasting: asks a helper what a pasted homework comes to.

The engine and computer algebra take seconds where a learner waits milliseconds,
so a process of its own does it: started with the first paste, told the bank once,
asked one paste at a time, killed where it takes too long. Nothing of a paste is
kept by it.
"""

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import PIPE, Process
from typing import Final, Protocol

import msgspec

from item_bank.bank import Bank
from item_bank.bundle import Content, ReleasedItem
from item_bank.ids import ReleaseId
from item_bank.pasting.drafted import Draft
from item_bank.pasting.matching import Match, SkillMatch
from item_bank.pasting.problem import Problem

__all__ = ["Asked", "Begin", "Nothing", "Paster", "Pasting", "Proposal", "Proposals"]

SECONDS: Final = 40.0
"""One paste at most, the helper's start with it; a hundred problems take five."""
LONGEST_LINE: Final = 64 * 2**20
COMMAND: Final = (sys.executable, "-sP", "-m", "api.pasting_helper")


class Begin(msgspec.Struct, frozen=True, kw_only=True):
    """The bank whose items are matched."""

    release: ReleaseId
    content: Content


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One paste, and what its items are called."""

    text: str
    draft: Draft


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """One problem, the items of the bank that ask the same, and what they practise."""

    problem: Problem
    items: tuple[Match, ...] = ()
    skills: tuple[SkillMatch, ...] = ()


class Proposals(msgspec.Struct, frozen=True, kw_only=True):
    """All problems of a paste in order; `too_much` says why there are none."""

    proposals: tuple[Proposal, ...] = ()
    too_much: str = ""


class Nothing(msgspec.Struct, frozen=True, kw_only=True):
    """The helper took too long, or ended; nothing came of it."""


class Pasting(Protocol):
    """Whatever can be asked what a paste comes to."""

    async def ask(self, bank: Bank, asked: Asked) -> Proposals | Nothing:
        """Ask what a paste comes to, beside a bank."""
        ...

    async def close(self) -> None:
        """Let go of what it holds."""
        ...


class Paster:
    """The helper, while there is one."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._process: Process | None = None
        self._release: ReleaseId | None = None
        self._turn = asyncio.Lock()

    async def ask(self, bank: Bank, asked: Asked) -> Proposals | Nothing:
        """
        Ask what a paste comes to, beside a bank.
        """
        async with self._turn:
            try:
                async with asyncio.timeout(SECONDS):
                    return await self._answer(bank, asked)
            except (TimeoutError, OSError, ValueError, msgspec.MsgspecError):
                await self.close()
                return Nothing()

    async def close(self) -> None:
        """
        End the helper, if there is one.
        """
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _answer(self, bank: Bank, asked: Asked) -> Proposals:
        process = await self._running(bank)
        reply = await self._exchange(process, msgspec.json.encode(asked))
        return msgspec.json.decode(reply, type=Proposals)

    async def _running(self, bank: Bank) -> Process:
        if self._process is not None and self._process.returncode is None and self._release == bank.release:
            return self._process
        await self.close()
        env = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = await asyncio.create_subprocess_exec(
            *COMMAND, stdin=PIPE, stdout=PIPE, limit=LONGEST_LINE, env=env
        )
        self._release = bank.release
        await self._exchange(self._process, msgspec.json.encode(_begin(bank)))
        return self._process

    async def _exchange(self, process: Process, line: bytes) -> bytes:
        if process.stdin is None or process.stdout is None:
            message = "the helper has no pipes"
            raise OSError(message)
        process.stdin.write(line + b"\n")
        await process.stdin.drain()
        reply = await process.stdout.readline()
        if not reply:
            message = "the helper ended"
            raise OSError(message)
        return reply


def _begin(bank: Bank) -> Begin:
    """
    Tell a bank without its pictures and translations: matching looks at formulas.
    """
    items = tuple(ReleasedItem(template=item.template, ranks=item.ranks) for item in bank.items.values())
    content = Content(
        id=bank.id,
        name=bank.name,
        language=bank.language,
        license=bank.license,
        attribution=bank.attribution,
        skills=tuple(bank.skills.values()),
        mistakes=tuple(bank.mistakes.values()),
        items=items,
    )
    return Begin(release=bank.release, content=content)
