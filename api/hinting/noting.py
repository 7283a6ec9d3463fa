"""
Noting: what happened to hint jobs, for whoever counts.
"""

from typing import Protocol

from hints.hint import Hint
from hints.job import JobOutcome

__all__ = ["NoNotes", "Notes"]


class Notes(Protocol):
    """Whoever counts; nothing here waits or fails."""

    def first_help(self, hint: Hint) -> None:
        """Note the help that came with a reply."""
        ...

    def ended(self, outcome: JobOutcome, shown: Hint | None, withheld: str | None, *, seconds: float) -> None:
        """Note how a job ended: the words that are shown now, or why those that were found are not."""
        ...

    def open_jobs(self, count: int) -> None:
        """Note how many jobs are under way."""
        ...


class NoNotes:
    """Counts nothing."""

    def first_help(self, hint: Hint, /) -> None:
        """
        Forget it.
        """

    def ended(self, outcome: JobOutcome, shown: Hint | None, withheld: str | None, *, seconds: float) -> None:
        """
        Forget it.
        """

    def open_jobs(self, count: int, /) -> None:
        """
        Forget it.
        """
