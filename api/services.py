"""
What the routes stand on: one record, one session, one bank, one clock.

Built once by whoever starts the service and handed to the app; a test hands in
its own clock. Nothing here decides anything.
"""

import asyncio
import dataclasses
import secrets
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from litestar import Request
from litestar.types import ASGIApp, Receive, Scope, Send

from api.access import Principal
from api.demo_class.watched import Watched
from api.hinting.looking import Looking
from api.keys import Keys
from api.metrics import Metrics
from api.pasting import Paster, Pasting
from api.serving.settings import Settings
from api.shared.fanout import ProcessFanout
from api.sign_in.ending import Endings
from api.sign_in.issuers import Issuers
from api.sign_in.links import Links
from api.sign_in.session import Session as SignedIn
from hints.shared.fanout import Fanout
from hints.shared.limiter import Limiter
from practice.assignments import Assignments
from practice.banks import Banks
from practice.homework import Homework
from practice.ids import LearnerId, StreamId, TenantId
from practice.joining import Joining
from practice.observing.courses import Courses
from practice.observing.snapshot import Snapshots
from practice.record.contract import Record
from practice.rosters import Rosters
from practice.said import Sayings
from practice.session import Session
from practice.settling import Settling
from practice.tellings import Tellings

__all__ = ["Served", "Services", "clock_ms", "draw_id", "draw_seed", "principal_of", "services_of", "session_of"]

SEED_BITS: Final = 63
"""Fits a signed 64-bit column."""

REFUSAL_SECONDS: Final = 0.25
"""After which a code is refused, whatever was the matter with it: longer than looking it up takes."""

BEAT_SECONDS: Final = 15.0
"""Between two signs of life in a stream: proxies close lines that are silent for a minute, some for half of one."""


def clock_ms() -> int:
    """
    Read the wall clock in milliseconds since 1970.
    """
    return time.time_ns() // 1_000_000


def draw_id() -> str:
    """
    Draw an id of 128 random bits: unguessable, and useless without a token all the same.
    """
    return secrets.token_hex(16)


def draw_seed() -> int:
    """
    Draw what decides one choice of an exercise; it is recorded with the choice.
    """
    return secrets.randbits(SEED_BITS)


@dataclasses.dataclass(kw_only=True)
class Services:
    """
    Everything that a request may need.

    `token_secret` is what tokens are signed with, `session_secret` sessions; `looking` is there where better
    words are looked for after a reply; `streams` counts the event streams that are
    open, by learner's stream; `draining` turns true once the service is asked to stop,
    `demo_key` is the demo teacher's until then.
    """

    settings: Settings
    token_secret: bytes
    session_secret: bytes
    record: Record
    session: Session
    banks: Banks
    keys: Keys
    endings: Endings
    links: Links
    issuers: Issuers
    limiter: Limiter
    assignments: Assignments
    homework: Homework
    courses: Courses
    snapshots: Snapshots
    sayings: Sayings
    settling: Settling
    rosters: Rosters
    reading_roster: asyncio.Lock = dataclasses.field(default_factory=asyncio.Lock)
    deciding_dispute: asyncio.Lock = dataclasses.field(default_factory=asyncio.Lock)
    joining: Joining
    tellings: Tellings
    paster: Pasting = dataclasses.field(default_factory=Paster)
    watched: Watched = dataclasses.field(default_factory=Watched)
    fanout: Fanout = dataclasses.field(default_factory=ProcessFanout)
    looking: Looking | None = None
    metrics: Metrics = dataclasses.field(default_factory=Metrics)
    streams: Counter[StreamId] = dataclasses.field(default_factory=Counter)
    beat_seconds: float = BEAT_SECONDS
    refusal_seconds: float = REFUSAL_SECONDS
    now: Callable[[], int] = clock_ms
    new_id: Callable[[], str] = draw_id
    new_seed: Callable[[], int] = draw_seed
    demo_key: str | None = None
    draining: bool = False

    def forget(self, tenant: TenantId, learner: LearnerId) -> None:
        """
        Drop all that is kept at hand of a learner; needed before and after an erase.
        """
        self.session.forget(tenant, learner)
        self.courses.forget(tenant, learner)
        self.snapshots.forget(tenant, learner)

    def lives(self, key: str, tenant: TenantId, *, now: int) -> bool:
        """
        Say whether what a token or a session was made with still opens anything.
        """
        return self.keys.alive(key, tenant, now=now) or self.issuers.alive(key, tenant)

    def drain(self) -> None:
        """
        Take nothing new, end event streams, and let nobody wait for better words any longer.
        """
        self.draining = True
        self.fanout.close()
        if self.looking is not None:
            self.looking.give_up()


class Served:
    """An ASGI app that stands on a set of services: each request brings them along."""

    def __init__(self, app: ASGIApp, services: Services) -> None:
        """
        Put an app that holds nothing onto services.
        """
        self._app = app
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Pass a request on with what it stands on.
        """
        scope["state"] = {**scope.get("state", {}), "services": self._services}
        await self._app(scope, receive, send)


def services_of(request: Request[Any, Any, Any]) -> Services:
    """
    Return what the app that a request came to stands on.
    """
    services: Services = request.state["services"]
    return services


def principal_of(request: Request[Any, Any, Any]) -> Principal:
    """
    Return who is asking; only for routes that nobody enters unnamed.
    """
    principal: Principal = request.state["principal"]
    return principal


def session_of(request: Request[Any, Any, Any]) -> SignedIn | None:
    """
    Return the session that a request came with; None where it came with a key or a token.
    """
    session: SignedIn | None = request.state.get("session")
    return session
