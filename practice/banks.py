"""
Which releases are served.

One is active and gives the next exercises; others stay for opportunities that
were opened under them. Swapping is one assignment, so a request holds the bank
that it began with.
"""

from collections.abc import Mapping

from item_bank.bank import Bank
from item_bank.ids import ReleaseId

__all__ = ["Banks"]


class Banks:
    """The active bank and the older ones still in use."""

    def __init__(self, active: Bank, others: Mapping[ReleaseId, Bank] | None = None) -> None:
        self._active = active
        self._others = dict(others or {})

    @property
    def active(self) -> Bank:
        """
        The bank that gives the next exercises.
        """
        return self._active

    def of(self, release: ReleaseId) -> Bank | None:
        """
        Return the bank of a release, or None where it is no longer served.
        """
        if release == self._active.release:
            return self._active
        return self._others.get(release)

    def activate(self, bank: Bank) -> None:
        """
        Make a bank the active one; the one before stays for what is open under it.
        """
        if bank.release == self._active.release:
            self._active = bank
            return
        self._others = {
            **{release: other for release, other in self._others.items() if release != bank.release},
            self._active.release: self._active,
        }
        self._active = bank

    def keep(self, bank: Bank) -> None:
        """
        Serve a bank beside the active one, such as the items of an assignment.
        """
        if bank.release != self._active.release:
            self._others = {**self._others, bank.release: bank}

    def withdraw(self, release: ReleaseId) -> bool:
        """
        Stop serving a release that is not the active one; tell whether it was there.
        """
        if release not in self._others:
            return False
        self._others = {kept: bank for kept, bank in self._others.items() if kept != release}
        return True
