"""
The prover: asks the worker, and kills it where it takes too long.

The process is started (never forked) with the first question and once more after
each death. One question at a time; used while items are written, never while
an answer waits.
"""

import contextlib
import os
import selectors
import subprocess
from types import TracebackType
from typing import IO, Self, cast

import msgspec

from item_bank.algebra.limits import WORKER_REPLY_BYTES
from item_bank.algebra.proving.wire import Equal, Factor, Failed, Found, Question, Reply, Solve, decode, encode
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.tree import Tree
from item_bank.started import start

__all__ = ["Prover"]

REPLIES: msgspec.json.Decoder[Reply] = msgspec.json.Decoder(Reply)


class Prover:
    """
    A worker process and what it may be asked.

    Use as a context manager, or call `close`.

    Parameters
    ----------
    seconds
        How long one answer may take, the start of the process with it.
    """

    def __init__(self, seconds: float = 20.0) -> None:
        """
        Start nothing yet.
        """
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def equal(self, left: Tree, right: Tree, setting: Setting = STANDARD) -> bool | None:
        """
        Say whether two expressions are proven to be the same, or not to be; None where neither is.
        """
        reply = self.ask(Equal(encode(left), encode(right), setting))
        return reply.equal if isinstance(reply, Found) else None

    def solve(self, left: Tree, right: Tree, unknown: str, setting: Setting = STANDARD) -> tuple[Tree, ...] | None:
        """
        Return all values of a name for which two expressions are the same; None where they are not found.
        """
        reply = self.ask(Solve(encode(left), encode(right), unknown, setting))
        return tuple(map(decode, reply.trees)) if isinstance(reply, Found) else None

    def factor(self, tree: Tree, setting: Setting = STANDARD) -> Tree | None:
        """
        Return an expression as a product of factors; None where it is beyond the worker.
        """
        reply = self.ask(Factor(encode(tree), setting))
        return decode(reply.trees[0]) if isinstance(reply, Found) else None

    def ask(self, question: Question) -> Reply:
        """
        Ask one question; a worker that takes too long, dies or says too much is killed.
        """
        process = self._process or start("item_bank.algebra.proving.worker")
        self._process = process
        line = _exchange(process, msgspec.json.encode(question) + b"\n", self._seconds)
        if isinstance(line, Failed):
            self.close()
            return line
        return REPLIES.decode(line)

    def close(self) -> None:
        """
        End the process, if there is one.
        """
        if self._process is None:
            return
        self._process.kill()
        self._process.communicate()
        self._process = None


def _exchange(process: subprocess.Popen[bytes], line: bytes, seconds: float) -> bytes | Failed:
    """Send a line and wait for one."""
    asked, said = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)  # both are pipes
    with contextlib.suppress(BrokenPipeError):
        asked.write(line)
        asked.flush()
    reply = b""
    with selectors.DefaultSelector() as selector:
        selector.register(said, selectors.EVENT_READ)
        while not reply.endswith(b"\n"):
            if not selector.select(seconds) or len(reply) > WORKER_REPLY_BYTES:
                return Failed("too_long")
            part = os.read(said.fileno(), 65_536)
            if not part:
                return Failed("ended")
            reply += part
    return reply
