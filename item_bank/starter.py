"""
The starter bank: what is served when nobody named a bank.

Stands beside this file as a folder in the native format, like anybody's, and is
built when it is first asked for; the tests hold it to what `check` demands.
"""

import functools
import hashlib
from pathlib import Path

from item_bank.build import build
from item_bank.bundle import encode_bundle
from item_bank.load import load_bank

__all__ = ["STARTER", "starter_bundle", "starter_fingerprint"]

STARTER = Path(__file__).with_name("starter")
"""The folder of the starter bank."""


@functools.lru_cache(maxsize=1)
def starter_fingerprint() -> str:
    """
    Name everything that the bundle is made of, so that one kept from an earlier start is known to be the same.

    A SHA-256 over this package's files, the bank's and the code's: a change of either may make another bundle.
    """
    digest = hashlib.sha256()
    package = STARTER.parent
    for path in sorted(path for path in package.rglob("*") if path.suffix not in {".pyc", ""} and path.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(package).as_posix()}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()


@functools.lru_cache(maxsize=1)
def starter_bundle() -> bytes:
    """
    Return the starter bank as a bundle.

    Raises
    ------
    Unbuildable
        If the package was altered so that the bank cannot be built.
    """
    _, data = encode_bundle(build(load_bank(STARTER).source))
    return data
