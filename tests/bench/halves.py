"""
Halves of a file: one to look at while building, one that is only scored.

Dealt by a digest of what is not to stand in both, so that nothing has to be kept.
"""

from hashlib import sha256

__all__ = ["half_of"]


def half_of(text: str) -> int:
    """
    Return 0 for the half that may be looked at, and 1 for the other.
    """
    return sha256(text.encode()).digest()[0] % 2
