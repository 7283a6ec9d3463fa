"""
What routes tell about themselves: each attempt, and each change of what answers.

The seam for metrics. A watcher is told values and must not wait; what is
counted under which name is decided where it is published.
"""

from typing import Protocol

import msgspec

from hints.routes.breaker import Stance
from hints.routes.model import CallName, FailureReason, Usage
from hints.routes.route import Rung

__all__ = ["Attempt", "Identity", "IdentityChange", "RouteState", "Unwatched", "Watcher"]


class Identity(msgspec.Struct, frozen=True):
    """What a server says that it is."""

    model: str
    fingerprint: str | None = None

    def __str__(self) -> str:
        """Name it for operators."""
        return self.model if self.fingerprint is None else f"{self.model} ({self.fingerprint})"


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """
    One request that was made.

    Attributes
    ----------
    reason
        Why it failed; None where its reply was used.
    seconds
        How long it took.
    usage, microdollars
        What it cost.
    """

    route: str
    call: CallName
    rung: Rung
    reason: FailureReason | None
    seconds: float
    usage: Usage
    microdollars: int


class IdentityChange(msgspec.Struct, frozen=True, kw_only=True):
    """A route that answers as another model, or another build of it, than before: evaluations may not hold any more."""

    route: str
    before: Identity
    now: Identity


class RouteState(msgspec.Struct, frozen=True, kw_only=True):
    """
    How a route stands.

    Attributes
    ----------
    stance
        Its breaker's.
    under_way
        Requests at this moment.
    rung
        How firmly it is asked for JSON.
    identities
        All that it said that it is, in the order in which they came.
    """

    name: str
    stance: Stance
    under_way: int
    rung: Rung
    identities: tuple[Identity, ...]


class Watcher(Protocol):
    """Whoever wants to be told."""

    def attempted(self, attempt: Attempt) -> None:
        """Take note of an attempt."""
        ...

    def changed(self, change: IdentityChange) -> None:
        """Take note of a route that is another than it was."""
        ...


class Unwatched:
    """Nobody wants to be told."""

    def attempted(self, attempt: Attempt) -> None:
        """Let it pass."""

    def changed(self, change: IdentityChange) -> None:
        """Let it pass."""
