"""
Budgets inside this process.
"""

import time
from collections.abc import Callable
from typing import Final

from hints.shared.budgets import Account, Exhausted, Reserved

__all__ = ["KEPT_SECONDS", "ProcessBudgets"]

KEPT_SECONDS: Final = 2 * 86_400
"""How long an account is remembered after its last movement: its name holds the day, and the next one is empty."""
SWEEP_AT: Final = 50_000
"""Accounts and jobs kept before forgotten ones are swept."""


class ProcessBudgets:
    """Keeps the contract `hints.shared.budgets.Budgets`; `clock` gives seconds that never go back."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._spent: dict[str, tuple[int, float]] = {}
        self._reserved: dict[str, tuple[int | None, float]] = {}
        """By job: what is set aside, None once it is settled; and when."""

    async def reserve(self, job: str, accounts: tuple[Account, ...], amount: int) -> Reserved | Exhausted:
        """
        Set money aside in all accounts, or in none.
        """
        if job in self._reserved:
            return Reserved()
        for account in accounts:
            if self._of(account.name) + amount > account.limit:
                return Exhausted(account.name)
        self._move(accounts, amount)
        self._reserved[job] = (amount, self._clock())
        self._sweep()
        return Reserved()

    async def settle(self, job: str, accounts: tuple[Account, ...], spent: int) -> None:
        """
        Replace what was set aside by what was spent.
        """
        amount, _ = self._reserved.get(job, (None, 0.0))
        if amount is None:
            return
        self._move(accounts, spent - amount)
        self._reserved[job] = (None, self._clock())

    def holds(self, job: str) -> bool:
        """
        Say whether money for a job is set aside here.
        """
        return self._reserved.get(job, (None, 0.0))[0] is not None

    async def spent(self, name: str) -> int:
        """
        Return what is spent or set aside.
        """
        return self._of(name)

    def _of(self, name: str) -> int:
        return self._spent.get(name, (0, 0.0))[0]

    def _move(self, accounts: tuple[Account, ...], amount: int) -> None:
        now = self._clock()
        for account in accounts:
            self._spent[account.name] = (self._of(account.name) + amount, now)

    def _sweep(self) -> None:
        if len(self._spent) + len(self._reserved) <= SWEEP_AT:
            return
        since = self._clock() - KEPT_SECONDS
        self._spent = {name: kept for name, kept in self._spent.items() if kept[1] > since}
        self._reserved = {job: kept for job, kept in self._reserved.items() if kept[1] > since}
