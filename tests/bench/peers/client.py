"""
Peers: other engines in processes of their own, asked one pair at a time.

Each check has a wall-clock cap; who runs into it is ended and started anew, and
the check counts as no verdict at the price of the cap. A peer whose environment
is not there says so.
"""

import json
import os
import select
import shutil
import subprocess
from pathlib import Path
from typing import Final, Literal, Self, TypeAlias

import msgspec

__all__ = ["PEERS", "Peer", "PeerName", "Reply"]

ROOT: Final = Path(__file__).parents[3]
PYTHON: Final = ROOT / ".venv-peers" / "bin" / "python"
KAS: Final = ROOT / "node_modules" / "@khanacademy" / "kas"
CAP_SECONDS: Final = 5.0
START_SECONDS: Final = 60.0
PeerName: TypeAlias = Literal["sympy", "Math-Verify", "KAS"]
PEERS: Final[tuple[PeerName, ...]] = ("sympy", "Math-Verify", "KAS")
_HERE: Final = Path(__file__).parent


class Reply(msgspec.Struct, frozen=True):
    """What a peer said of a pair, and the nanoseconds of CPU it took."""

    verdict: Literal["same", "different", "none", "capped"]
    ns: int


class Peer:
    """One engine; a context manager."""

    def __init__(self, name: PeerName) -> None:
        self.name = name
        self._process: subprocess.Popen[bytes] | None = None
        self._buffer = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def missing(self) -> str | None:
        """
        Say what has to be installed before this peer can be asked, None where nothing is missing.
        """
        if self.name == "KAS":
            there = shutil.which("node") is not None and KAS.exists()
            return None if there else "not here: needs Node and `make peers`"
        return None if PYTHON.exists() else "not here: needs `make peers`"

    def ask(self, left: str, right: str, *, form: bool = False, functions: tuple[str, ...] = ()) -> Reply:
        """
        Ask whether two texts, in the peer's own language, are the same.
        """
        if self._process is None:
            self._start()
        reply = self._exchange({"left": left, "right": right, "form": form, "functions": functions}, CAP_SECONDS)
        return reply or Reply("capped", int(CAP_SECONDS * 1e9))

    def _start(self) -> None:
        """Start the process and let it warm up on a pair that does not count."""
        self._process = subprocess.Popen(self._command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
        self._buffer = b""
        for _ in range(10):
            self._exchange({"left": "x+1", "right": "1+x", "form": False, "functions": ()}, START_SECONDS)

    def _command(self) -> list[str]:
        if self.name == "KAS":
            return [shutil.which("node") or "node", "--max-old-space-size=1024", str(_HERE / "kas_peer.cjs")]
        script = "sympy_peer.py" if self.name == "sympy" else "math_verify_peer.py"
        return [str(PYTHON), "-W", "ignore", str(_HERE / script)]

    def _exchange(self, pair: dict[str, object], seconds: float) -> Reply | None:
        """Send a pair and read the reply; None, and the process ended, where none comes in time."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(pair).encode() + b"\n")
            process.stdin.flush()
        except BrokenPipeError:
            self._end()
            return None
        while b"\n" not in self._buffer:
            ready, _, _ = select.select([process.stdout], [], [], seconds)
            read = os.read(process.stdout.fileno(), 65_536) if ready else b""
            if not read:
                self._end()
                return None
            self._buffer += read
        line, _, self._buffer = self._buffer.partition(b"\n")
        return msgspec.json.decode(line, type=Reply)

    def _end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
