"""
The real service: `misstep serve` in a process of its own, on a port of its own.

Started, killed and stopped as an operator or bad luck would; talked to over
HTTP only. Nothing of it runs in the test's process.
"""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

import httpx
import msgspec

__all__ = ["TENANT", "Running", "add_key", "command", "run"]

TENANT = "school"
START_SECONDS = 60
ADDRESS = re.compile(r" at (http://\S+)$")


def command() -> str:
    """
    Return the path of the installed `misstep`.
    """
    return str(Path(sys.executable).with_name("misstep"))


def run(*arguments: str | Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """
    Run a command of `misstep` to its end, two minutes at most.
    """
    return subprocess.run(
        [command(), *map(str, arguments)], input=text, capture_output=True, text=True, timeout=400, check=False
    )


def add_key(data: Path, role: str) -> str:
    """
    Make an API key in a data folder that no server holds.
    """
    done = run("key", "add", "--tenant", TENANT, "--role", role, "--name", "a test", "--data", data)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class Running:
    """One `misstep serve`; use it as a context, which kills what is left of it."""

    def __init__(self, data: Path, *flags: str | Path) -> None:
        self.data = data
        began = time.monotonic()
        # A session of its own, so that every process it starts can be killed at one blow.
        self.process = subprocess.Popen(
            [command(), "serve", "--port", "0", "--data", str(data), *map(str, flags)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.address = self._address(began + START_SECONDS)
        self.ready_seconds = time.monotonic() - began

    def _address(self, until: float) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := ADDRESS.search(line):
                return found[1]
            assert time.monotonic() < until, "the service did not start in time"
        assert self.process.stderr is not None
        message = f"the service ended with {self.process.wait()}: {self.process.stderr.read()}"
        raise AssertionError(message)

    def kill(self) -> None:
        """
        Kill every process of the service with SIGKILL, at once.
        """
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(START_SECONDS)
        self._close()

    def stop(self) -> int:
        """
        Ask the service to stop, as an operator does; return its exit code.
        """
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(START_SECONDS)
        self._close()
        return code

    def _close(self) -> None:
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def client(self, credential: str | None = None) -> httpx.Client:
        """
        Make a client that sends a key or a token.
        """
        headers = {} if credential is None else {"Authorization": f"Bearer {credential}"}
        return httpx.Client(base_url=self.address, headers=headers, timeout=START_SECONDS)

    def learner(self, key: str, learner: str) -> str:
        """
        Make a learner, if need be, and a token for them.
        """
        with self.client(key) as client:
            made = client.post("/v1/learners", json={"learner": learner})
            assert made.status_code in {200, 201, 409}, made.text
            token: Any = msgspec.json.decode(client.post(f"/v1/learners/{learner}/tokens", json={}).content)
        return str(token["token"])
