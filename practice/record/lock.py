"""
Who owns a record's file.

One process writes a file; readers need no lock. The kernel's lock on a file
beside it says who, and lets go when the owner dies, however it dies. The lock
belongs to the open file, so a second opening in the same process is refused
as well.
"""

import contextlib
import errno
import os
import sys
from pathlib import Path

from practice.record.contract import RecordTaken

__all__ = ["Lock", "take_lock"]

HELD = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})
"""What a held lock is refused with, here and on Windows; anything else is a file system that has no locks."""

if sys.platform == "win32":
    import msvcrt

    LOCKED_BYTE = 1 << 30
    """Far behind the owner's number, which has to stay readable: Windows locks bytes, not files."""

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """A held lock; `release` or the end of the process lets go of it."""

    def __init__(self, descriptor: int) -> None:
        """Keep the descriptor that holds the lock."""
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let go; a second call does nothing. The file stays: removing it would race with the next owner."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def take_lock(path: Path) -> Lock:
    """
    Become the owner of a record's file.

    Parameters
    ----------
    path
        The record's own path; the lock stands beside it, in `{path}.lock`.

    Raises
    ------
    RecordTaken
        If somebody owns it; the message names the file and, where it can, the
        process.
    """
    beside = path.with_name(path.name + ".lock")
    descriptor = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor)
    except OSError as error:
        if error.errno not in HELD:
            os.close(descriptor)
            raise
        owner = os.read(descriptor, 20).decode("ascii", "replace").strip()
        os.close(descriptor)
        who = f"process {owner}" if owner.isdigit() else "another process"
        message = f"{path} is in use by {who}. Stop it first, or name another data directory."
        raise RecordTaken(message) from None
    with contextlib.suppress(OSError):  # a full disk: the number is only for the sentence above
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
    return Lock(descriptor)
