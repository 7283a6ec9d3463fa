"""
A real server as its operator and its attackers see it: what it prints, and raw bytes.
"""

import contextlib
import re
import signal
import socket
from pathlib import Path

from tests.service.running import START_SECONDS, Running
from tests.starter import keep_starter

__all__ = ["START_SECONDS", "Server", "raw"]

LINK = re.compile(r"\s+(?P<name>\w+)\s+http\S+/practice#learner=(?P<learner>\S+?)&token=(?P<token>\S+)")
LAST_LINE = "Stop with"


class Server(Running):
    """A server and what it printed once it answered: `out`, after the line with its address."""

    def __init__(self, data: Path, *flags: str | Path) -> None:
        if "--bank" not in flags:
            keep_starter(data)
        super().__init__(data, *flags)
        self.port = int(self.address.rpartition(":")[2])
        self.out: list[str] = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.out.append(line.rstrip("\n"))
            if line.startswith(LAST_LINE):
                break

    @property
    def tokens(self) -> dict[str, str]:
        """
        The demo learners' tokens, from the links.
        """
        found = (LINK.fullmatch(line) for line in self.out)
        return {link["learner"]: link["token"] for link in found if link}

    def obey(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """
        Ask to stop; return the exit code and what was said on the way.
        """
        self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=START_SECONDS)
        return self.process.returncode, errors


def raw(port: int, *pieces: bytes, wait: float = 10) -> bytes:
    """
    Send bytes as they are; return all that comes until the other side closes or says nothing more, a while long.
    """
    with socket.create_connection(("127.0.0.1", port), timeout=START_SECONDS) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            for piece in pieces:
                connection.sendall(piece)
        got = b""
        with contextlib.suppress(TimeoutError, ConnectionResetError):
            while more := connection.recv(65_536):
                got += more
                connection.settimeout(wait)
        return got
