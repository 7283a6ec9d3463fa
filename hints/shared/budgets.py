"""
The contract of budgets: money is set aside before it is spent, and settled after.

An account is a name that holds its period too (`tenant/school/2026-03-01`), so a
new day begins empty. What is set aside and never settled stays spent: it may
have been. Who pays from which accounts is decided in `api`.
"""

from typing import Protocol

import msgspec

__all__ = ["Account", "Budgets", "Exhausted", "Reserved"]


class Account(msgspec.Struct, frozen=True):
    """What may be spent under a name, in millionths of a US dollar."""

    name: str
    limit: int


class Reserved(msgspec.Struct, frozen=True):
    """The money is set aside in every account."""


class Exhausted(msgspec.Struct, frozen=True):
    """An account has not enough left; nothing was set aside in any."""

    account: str


class Budgets(Protocol):
    """Accounts by name; money in millionths of a US dollar."""

    async def reserve(self, job: str, accounts: tuple[Account, ...], amount: int) -> Reserved | Exhausted:
        """Set money aside in all accounts or in none; the same job again changes nothing."""
        ...

    async def settle(self, job: str, accounts: tuple[Account, ...], spent: int) -> None:
        """Replace what was set aside by what was spent, once: a second time, or an unknown job, changes nothing."""
        ...

    async def spent(self, name: str) -> int:
        """Return what is spent or set aside under a name; 0 where nothing is known."""
        ...
