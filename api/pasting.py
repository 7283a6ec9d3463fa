"""
Pasting: asks a helper what a pasted homework comes to, and what learners would see of one.

The engine and computer algebra take seconds where a learner waits milliseconds,
so a process of its own does it: started with the first question, told the bank once,
asked one thing at a time, killed where it takes too long. Nothing that it is asked is
kept by it.
"""

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import PIPE, Process
from typing import Final, Protocol, TypeAlias, TypeVar

import msgspec

from item_bank.bank import Bank
from item_bank.bundle import Content
from item_bank.figures.figure import Figure
from item_bank.ids import ReleaseId, SkillId
from item_bank.pasting.drafted import Draft
from item_bank.pasting.matching import Match, SkillMatch
from item_bank.pasting.problem import Problem
from practice.correction.assignment import Assignment
from practice.correction.foreseeing import Foreseen
from practice.ids import ProblemId
from practice.shown import StepShown

__all__ = [
    "Asked",
    "Begin",
    "Foresight",
    "Nothing",
    "Paster",
    "Pasting",
    "ProblemAhead",
    "Proposal",
    "Proposals",
    "Question",
    "Unseen",
]

SECONDS: Final = 40.0
"""One paste at most, the helper's start with it; a hundred problems take five."""
LONGEST_LINE: Final = 64 * 2**20
T = TypeVar("T")

COMMAND: Final = (sys.executable, "-sP", "-m", "api.pasting_helper")


class Begin(msgspec.Struct, frozen=True, kw_only=True):
    """The bank whose items are matched."""

    release: ReleaseId
    content: Content


class Asked(msgspec.Struct, frozen=True, kw_only=True, tag="paste"):
    """One paste, what stood above it where it was parted from others, and what its items are called."""

    text: str
    above: str = ""
    draft: Draft


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """
    One problem, the items of the bank that ask the same, and the skills that it is likest to.

    `skill` is the one that is proposed; None where none is alike enough, or two are.
    """

    problem: Problem
    items: tuple[Match, ...] = ()
    skills: tuple[SkillMatch, ...] = ()
    skill: SkillId | None = None


class Proposals(msgspec.Struct, frozen=True, kw_only=True):
    """All problems of a paste in order; `too_much` says why there are none."""

    proposals: tuple[Proposal, ...] = ()
    too_much: str = ""


class Unseen(msgspec.Struct, frozen=True, kw_only=True, tag="unseen"):
    """An assignment that nobody has seen yet, and when it is looked at (milliseconds since 1970)."""

    assignment: Assignment
    at: int


Question: TypeAlias = Asked | Unseen


class ProblemAhead(msgspec.Struct, frozen=True, kw_only=True):
    """
    One problem as put, in its language (BCP 47), and what learners would see for likely wrong answers.

    `prompt` and `figures` are all that is asked, `answers` the keys of its `steps`; `release` has its pictures.
    """

    id: ProblemId
    release: ReleaseId
    prompt: str
    figures: tuple[Figure, ...]
    steps: tuple[StepShown, ...]
    language: str
    answers: tuple[str, ...]
    wrong: tuple[Foreseen, ...]


class Foresight(msgspec.Struct, frozen=True, kw_only=True):
    """All problems of an assignment that nobody has seen yet, in order."""

    problems: tuple[ProblemAhead, ...]


class Nothing(msgspec.Struct, frozen=True, kw_only=True):
    """The helper took too long, or ended; nothing came of it."""


class Pasting(Protocol):
    """Whatever can be asked what a paste comes to, and what learners would see."""

    async def ask(self, bank: Bank, asked: Asked) -> Proposals | Nothing:
        """Ask what a paste comes to, beside a bank."""
        ...

    async def foresee(self, bank: Bank, unseen: Unseen) -> Foresight | Nothing:
        """Ask what learners would see of an assignment, whose problems may be the bank's."""
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
        return await self._asked(bank, asked, Proposals)

    async def foresee(self, bank: Bank, unseen: Unseen) -> Foresight | Nothing:
        """
        Ask what learners would see of an assignment, whose problems may be the bank's.
        """
        return await self._asked(bank, unseen, Foresight)

    async def close(self) -> None:
        """
        End the helper, if there is one.
        """
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _asked(self, bank: Bank, question: Question, reply: type[T]) -> T | Nothing:
        async with self._turn:
            try:
                async with asyncio.timeout(SECONDS):
                    process = await self._running(bank)
                    return msgspec.json.decode(await self._exchange(process, msgspec.json.encode(question)), type=reply)
            except (TimeoutError, OSError, ValueError, msgspec.MsgspecError):
                await self.close()
                return Nothing()

    async def _running(self, bank: Bank) -> Process:
        if self._process is not None and self._process.returncode is None and self._release == bank.release:
            return self._process
        await self.close()
        env = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = await asyncio.create_subprocess_exec(
            *COMMAND, stdin=PIPE, stdout=PIPE, limit=LONGEST_LINE, env=env
        )
        self._release = bank.release
        await self._exchange(
            self._process, msgspec.json.encode(Begin(release=bank.release, content=bank.without_pictures()))
        )
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
