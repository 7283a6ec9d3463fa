"""
Faults of keys: why an answer cannot be judged by.

A key that cannot be read, or that does not grade itself right, is found when
it is compiled, never before a learner.
"""

import msgspec

__all__ = ["KeyFault"]


class KeyFault(msgspec.Struct, frozen=True, kw_only=True):
    """Why a key is unusable; `sentence` is for its author."""

    code: str
    sentence: str
