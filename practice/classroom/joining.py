"""
Codes to join a class by: how they look, and what is kept of them.

A code is twelve signs of Crockford's alphabet, sixty bits, drawn from its id with the
server's key: it can be shown again and stands nowhere. It has no letter that looks like a
digit or another letter, and whoever types one all the same is understood.
"""

import hashlib
import hmac
from typing import Final

from practice.ids import ClassId, CodeId, TenantId

__all__ = ["BITS", "code_digest", "code_text", "device_digest", "typed_code"]

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Douglas Crockford, "Base 32": without I, L, O and U."""
LOOKS_LIKE: Final = str.maketrans("ILO", "110")
SIGNS: Final = 12
BITS: Final = 5 * SIGNS
"""At fifty guesses a second against a thousand living codes, a hit takes some hundred thousand years."""
PART: Final = 4
MOST: Final = 40
"""Characters of what is typed, with whatever stands between."""


def code_text(secret: bytes, tenant: TenantId, class_id: ClassId, code: CodeId) -> str:
    """
    Give a code in parts of four signs.
    """
    drawn = hmac.digest(secret, f"code\n{tenant}\n{class_id}\n{code}".encode(), hashlib.sha256)
    number = int.from_bytes(drawn) >> (8 * len(drawn) - BITS)
    signs = "".join(ALPHABET[(number >> shift) & 31] for shift in range(BITS - 5, -1, -5))
    return "-".join(signs[at : at + PART] for at in range(0, SIGNS, PART))


def typed_code(text: str) -> str | None:
    """
    Read a code as somebody typed it: small letters, spaces and look-alikes count as what they are meant for.

    Returns
    -------
    str | None
        Its twelve signs; None for what can be no code.
    """
    signs = "".join(text[:MOST].upper().replace("-", " ").split()).translate(LOOKS_LIKE)
    return signs if len(signs) == SIGNS and all(sign in ALPHABET for sign in signs) else None


def code_digest(secret: bytes, signs: str) -> str:
    """
    Digest a code's twelve signs: by this it is found, and from it nobody can make it.
    """
    return hmac.digest(secret, f"typed\n{signs}".encode(), hashlib.sha256)[:16].hex()


def device_digest(secret: bytes, tenant: TenantId, class_id: ClassId, device: str) -> str:
    """
    Digest what a device proves itself by, for one class alone.
    """
    return hmac.digest(secret, f"device\n{tenant}\n{class_id}\n{device}".encode(), hashlib.sha256)[:16].hex()
