"""
Whole files: what is written so that whatever happens, either the old file is there or the new one.
"""

import os
from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, content: str | bytes) -> None:
    """
    Write beside the file's place first and then rename.

    Raises
    ------
    OSError
        If that cannot be done; then the old file is there as it was.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content.encode() if isinstance(content, str) else content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
