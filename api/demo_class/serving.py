"""
A service for the while: `misstep serve` in a process of its own, with a record that is gone when it ends.
"""

import contextlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, Self

__all__ = ["NotServed", "Serving"]

ADDRESS: Final = re.compile(r" at (http://\S+)$")
MISSTEP: Final = (sys.executable, "-sP", "-m", "api")
GOES_SECONDS: Final = 15
"""The service takes ten at most to end what it is at."""


class NotServed(Exception):
    """The service did not start."""


class Serving:
    """One service with the key of a teacher; use it as a context."""

    def __init__(self, bank: Path | None) -> None:
        """
        Start it on a free port.

        Raises
        ------
        NotServed
            With what it said.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="misstep-demo-")
        data = Path(self._folder.name)
        made = subprocess.run(  # noqa: S603 - our own command
            [*MISSTEP, "key", "add", "--tenant", "demo", "--role", "teacher", "--name", "Demo", "--data", str(data)],
            capture_output=True,
            text=True,
            check=False,
        )
        self.key = made.stdout.strip()
        named = [] if bank is None else ["--bank", str(bank)]
        self._process = subprocess.Popen(  # noqa: S603 - as above
            [*MISSTEP, "serve", "--port", "0", "--data", str(data), *named],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.address = self._address()
        self.bundle = max((data / "releases").glob("*.bundle"), key=lambda path: path.stat().st_mtime)
        """The bank that it serves, as it keeps it."""

    def _address(self) -> str:
        for line in self._process.stdout or ():
            if found := ADDRESS.search(line):
                return found[1]
        message = "the service did not start; what it said stands above"
        self.__exit__()
        raise NotServed(message)

    def wait(self) -> None:
        """
        Wait until it ends, or somebody ends this.
        """
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(GOES_SECONDS)
        self._process.kill()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._folder.cleanup()
