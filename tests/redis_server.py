"""
A real Redis server on a port of its own, that can be lost in every way: stopped, killed, held up, filled.
"""

import contextlib
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from tests.parts import redis_path

__all__ = ["RedisServer"]

START_SECONDS = 30
POLL_SECONDS = 0.01
PORTS = range(20_000, 32_000)
"""Below those that a system gives to whoever asks for any: nobody gets it before Redis does or while it is down."""


class RedisServer:
    """One server, in memory only; use it as a context, which ends it."""

    def __init__(self) -> None:
        self._path = redis_path()
        self._folder = Path(tempfile.mkdtemp(prefix="misstep-redis-"))
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """
        Its address.
        """
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """
        Start it, empty, and wait until it answers.
        """
        self._process = subprocess.Popen(
            [self._path, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
             "--dir", str(self._folder), "--maxmemory-policy", "noeviction"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + START_SECONDS
        while b"PONG" not in self.say("PING"):
            assert time.monotonic() < until, "the Redis server did not start"
            time.sleep(POLL_SECONDS)

    def say(self, *words: str) -> bytes:
        """
        Say a command over a connection of its own; return the raw reply, empty where nobody answers.
        """
        line = f"*{len(words)}\r\n" + "".join(f"${len(word.encode())}\r\n{word}\r\n" for word in words)
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            connection.sendall(line.encode())
            return connection.recv(65_536)
        return b""

    def kill(self) -> None:
        """
        Kill it at once; what it held is gone.
        """
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None

    def hold(self) -> None:
        """
        Stop it in its tracks: connections stand, and nothing is answered.
        """
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """
        Let it go on after `hold`.
        """
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def fill(self) -> None:
        """
        Leave it no memory: writes are refused from now on.
        """
        assert b"OK" in self.say("CONFIG", "SET", "maxmemory", "1")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """
        Hold it up for a while.
        """
        self.hold()
        try:
            yield
        finally:
            self.go_on()


def _free_port() -> int:
    for port in random.SystemRandom().sample(PORTS, len(PORTS)):
        with socket.socket() as taken, contextlib.suppress(OSError):
            taken.bind(("127.0.0.1", port))
            return port
    message = "no port is free"
    raise AssertionError(message)
