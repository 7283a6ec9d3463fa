"""
The contract of fan-out: telling whoever listens that there is news.

Only that there is some: what it is stands in the record, so a message that is
lost delays and loses nothing. Several tellings may be heard as one.
"""

import enum
from contextlib import AbstractAsyncContextManager
from typing import Protocol

__all__ = ["Fanout", "Heard", "Listening"]


class Heard(enum.Enum):
    """What came of listening."""

    NEWS = "news"
    QUIET = "quiet"  # nothing within the time
    CLOSED = "closed"  # nothing will come any more: the process is asked to stop


class Listening(Protocol):
    """One listener; what is told from its beginning on is heard."""

    async def heard(self, seconds: float) -> Heard:
        """Wait for news, so long at most."""
        ...


class Fanout(Protocol):
    """Listeners by topic."""

    async def tell(self, topic: str) -> None:
        """Wake those who listen to a topic, in every process that shares it."""
        ...

    def listen(self, topic: str) -> AbstractAsyncContextManager[Listening]:
        """Listen to a topic while the context is open."""
        ...

    def close(self) -> None:
        """Wake everybody of this process for the last time."""
        ...
