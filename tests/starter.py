"""
The starter bank for tests: built once for all of them, and put where a server would have kept it.

A bundle is named by what it was built from (the files of the bank and the code
that builds it), so an old one is never taken for a new one.
"""

import functools
import os
from pathlib import Path

from item_bank import starter
from item_bank.bank import read_bundle
from item_bank.starter import starter_fingerprint

__all__ = ["keep_starter", "starter_bundle"]

_KEPT = Path(__file__).parents[1] / ".pytest_cache" / "starter"


@functools.cache
def starter_bundle() -> bytes:
    """
    Return the starter bank as a bundle: as an earlier test run built it from the same files, else built and kept.
    """
    kept = _KEPT / f"{starter_fingerprint()}.bundle"
    if not kept.exists():
        _KEPT.mkdir(parents=True, exist_ok=True)
        for old in _KEPT.glob("*.bundle"):
            old.unlink(missing_ok=True)
        fresh = kept.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(starter.starter_bundle())
        fresh.replace(kept)
    return kept.read_bytes()


def keep_starter(data: Path) -> None:
    """
    Leave the starter bank in a data folder as a first start does, so that a server need not build it again.
    """
    releases = data / "releases"
    if releases.exists():
        return
    content = starter_bundle()
    release = _release()
    releases.mkdir(mode=0o700, parents=True)
    (releases / f"{release}.bundle").write_bytes(content)
    (releases / "starter").write_text(f"{starter_fingerprint()} {release}")


@functools.cache
def _release() -> str:
    return read_bundle(starter_bundle(), secret=b"t" * 32).release
