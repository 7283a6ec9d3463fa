"""
Seals: what an answer is known by where many read, and its text is not to stand.

What a teacher says of an answer holds for whoever gave it and whoever will, and is
kept in the stream of a class or a tenant, which no erase touches. So what is kept of the
answer there is a digest with a key: it can be recognised where somebody gives it, and not read
out of a record or an export. Its text stands in the streams of those who gave it, and goes with them.
"""

import hashlib
import hmac
from typing import Final

import msgspec

from practice.correction.clusters import ANSWER
from practice.ids import TenantId

__all__ = ["OPEN", "SEALED", "Seal", "Seals"]

SEALED: Final = "sealed/"
"""Begins what an answer is known by."""
BYTES: Final = 16
"""Of a digest: 128 bits, so that no two answers of a tenant are ever taken for one."""


class Seal(msgspec.Struct, frozen=True):
    """One tenant's; `key` is 32 bytes."""

    key: bytes

    def of(self, cluster: str) -> str:
        """
        Return what a cluster's key is recorded as; a mistake with a name, and what is sealed, as it is.
        """
        if not cluster.startswith(ANSWER):
            return cluster
        digest = hashlib.blake2b(cluster.encode("utf-8", "surrogatepass"), key=self.key, digest_size=BYTES)
        return SEALED + digest.hexdigest()


OPEN: Final = Seal(b"")
"""Whose key is known: for where nothing was said of any answer."""


class Seals(msgspec.Struct, frozen=True):
    """All tenants', made of one secret: under another one no answer is recognised."""

    secret: bytes

    def of(self, tenant: TenantId) -> Seal:
        """
        Return a tenant's.
        """
        return Seal(hmac.digest(self.secret, tenant.encode(), hashlib.sha256))
