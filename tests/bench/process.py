"""
What the kernel says of another process: CPU time used and memory held.

Read from /proc, so of Linux alone; the benchmarks of the server need it.
"""

import os
import re
from pathlib import Path

__all__ = ["cpu_ms", "resident_mb"]

TICK_MS = 1_000 / os.sysconf("SC_CLK_TCK")
USER_FIELD = 11
"""Place of `utime` after the command's name in /proc/PID/stat (proc(5)); `stime` follows."""
_RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB", re.MULTILINE)


def cpu_ms(pid: int) -> float:
    """
    Return the milliseconds of CPU that a process with all its threads has used, user and system.
    """
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return TICK_MS * (int(fields[USER_FIELD]) + int(fields[USER_FIELD + 1]))


def resident_mb(pid: int) -> float:
    """
    Return the resident memory of a process in MB of a million bytes.
    """
    found = _RESIDENT.search(Path(f"/proc/{pid}/status").read_text())
    assert found is not None
    return int(found[1]) * 1_024 / 1e6
