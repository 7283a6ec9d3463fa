"""
A class to watch: `misstep demo` beside a running service, started from its start page.

One at a time, in a process of its own, which is ended with the service. The
teacher's key goes to it in its environment, where others on the machine do not
see it.
"""

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import DEVNULL, Process
from pathlib import Path
from typing import Final

__all__ = ["KEY", "Watched"]

KEY: Final = "MISSTEP_KEY"
COMMAND: Final = (sys.executable, "-sP", "-m", "api", "demo", "--json")
SPEED: Final = 12
"""Times faster than life: handed in within half a minute, corrected within two more."""


class Watched:
    """The class that plays, while one does."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._process: Process | None = None
        self.address: str | None = None
        """Where the service is; None before it answers."""

    @property
    def playing(self) -> bool:
        """Whether a class is at it."""
        return self._process is not None and self._process.returncode is None

    async def start(self, key: str, bank: Path) -> bool:
        """
        Let a class play with a teacher's key; False where one does already, or the service does not answer yet.
        """
        if self.playing or self.address is None:
            return False
        flags = ("--url", self.address, "--bank", str(bank), "--speed", str(SPEED))
        self._process = await asyncio.create_subprocess_exec(
            *COMMAND, *flags, env={**os.environ, KEY: key}, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
        )
        return True

    async def close(self) -> None:
        """
        End it.
        """
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
