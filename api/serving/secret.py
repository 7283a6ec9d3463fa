"""
The server's secret: 256 random bits in one file that only its owner may read.

Made at the first start, kept for ever: tokens are signed with it and the secret
points at which answers are compared come from it. Losing it ends the tokens, sessions
and links that are out; schools' lists find nobody again, and what teachers said of single
answers is recognised no more (the keys of those digests are derived from it).
"""

import hashlib
import hmac
import os
import secrets
import stat
from pathlib import Path

import msgspec

__all__ = ["FILE_NAME", "SecretFault", "derive", "secret_of"]

FILE_NAME = "secret"
SIZE = 32
"""Bytes: the output of SHA-256, with which everything is derived."""


class SecretFault(msgspec.Struct, frozen=True):
    """The secret cannot be used, and what to do."""

    sentence: str


def secret_of(data: Path) -> bytes | SecretFault:
    """
    Return the secret of a data folder, made now where there is none.

    The file appears whole or not at all: it is written beside its place and
    linked into it, so two first starts at once agree on one secret.
    """
    path = data / FILE_NAME
    if not path.exists():
        # Named at random: a start that was killed here leaves its file, and in a container every start has its number.
        fresh = data / f".{FILE_NAME}.{secrets.token_hex(8)}"
        descriptor = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            os.write(descriptor, secrets.token_hex(SIZE).encode() + b"\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # somebody else's first start won: theirs is read below
        finally:
            fresh.unlink()
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return SecretFault(f"Others can read the secret of this server. Run: chmod 600 {path}")
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        secret = b""
    if len(secret) != SIZE:
        return SecretFault(f"{path} does not hold a secret. Put back the right file, or remove it to make a new one.")
    return secret


def derive(secret: bytes, purpose: str) -> bytes:
    """
    Derive 32 bytes for one purpose, so that what one use leaks tells nothing of another.
    """
    return hmac.digest(secret, b"misstep:" + purpose.encode(), hashlib.sha256)
