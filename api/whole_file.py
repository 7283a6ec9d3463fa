"""
Whole files: a text written so that whatever happens, either the old file is there or the new one.
"""

import os
from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, text: str) -> None:
    """
    Write beside the file's place first and then rename.

    Raises
    ------
    OSError
        If that cannot be done; then the old file is there as it was.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, "utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
