"""
A live route: its endpoint, and what its last attempts have shown about it.

Makes one attempt of one question: asks, steps down the ladder where the server
knows no response format, holds the reply against its schema, counts the money,
and draws the conclusions for breaker, ladder and identity. Whether there is
another attempt is decided in `routed`.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from typing import Final, Protocol

import msgspec

from hints.routes.breaker import Breaker, Limits, Outcome, admits, after, entered, left, resting, stance
from hints.routes.choosing import Standing
from hints.routes.extract import NoJson, fitting
from hints.routes.model import Completion, FailureReason, ModelRequest, Usage
from hints.routes.price import cost
from hints.routes.question import Question
from hints.routes.route import Route, Rung
from hints.routes.spans import Content, attempt_span, ended
from hints.routes.watching import Attempt, Identity, IdentityChange, RouteState, Unwatched, Watcher
from hints.routes.wire import Fault, FormatRejected, Reply, sent_usage

__all__ = ["Asks", "LiveRoute", "Surroundings"]

LOG = logging.getLogger(__name__)
MISFITS_UNTIL_LOWER: Final = 3
"""Replies in a row that keep no schema, until a server is taken not to enforce what it accepted."""
MOST_IDENTITIES: Final = 64


class Asks(Protocol):
    """An endpoint: one attempt at a time, without retries."""

    async def ask(self, request: ModelRequest, rung: Rung) -> Reply | Fault | FormatRejected:
        """Make one attempt."""
        ...

    async def close(self) -> None:
        """Let everything go."""
        ...


class Surroundings(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """
    What all live routes of a deployment have in common.

    Attributes
    ----------
    clock, today
        Seconds that only go forward, and the day (UTC) whose price holds.
    limits
        When a route rests.
    watcher, content
        Who is told of attempts, and whether spans carry prompts and replies.
    """

    clock: Callable[[], float]
    today: Callable[[], dt.date]
    limits: Limits = Limits()
    watcher: Watcher = Unwatched()
    content: Content = "left_out"


class LiveRoute:
    """
    A route at work.

    Parameters
    ----------
    route, endpoint
        What was written down, and what is asked.
    around
        Clocks, limits and watchers.
    rung
        How firmly it is asked for JSON to begin with.
    """

    def __init__(
        self,
        route: Route,
        endpoint: Asks,
        around: Surroundings,
        *,
        rung: Rung,
    ) -> None:
        self.route = route
        self.breaker = Breaker()
        self._endpoint = endpoint
        self._rung = rung
        self._around = around
        self._clock = around.clock
        self._under_way = 0
        self._misfits = 0
        self._now: Identity | None = None
        self._identities: list[Identity] = []

    async def close(self) -> None:
        """
        Close the connections.
        """
        await self._endpoint.close()

    @property
    def standing(self) -> Standing:
        """
        Whether it may be asked now.
        """
        return Standing(admits(self.breaker, self._clock()), self._under_way)

    @property
    def state(self) -> RouteState:
        """
        How it stands, for whoever looks at it.
        """
        return RouteState(
            name=self.route.name,
            stance=stance(self.breaker, self._clock()),
            under_way=self._under_way,
            rung=self._rung,
            identities=tuple(self._identities),
        )

    async def attempt(self, question: Question) -> Completion | Fault:
        """
        Make one attempt, and draw the conclusions.
        """
        began = self._clock()
        self._under_way += 1
        self.breaker = entered(self.breaker, began)
        concluded: Outcome | None = None
        rest: float | None = None
        try:
            heard, rung = await self._asked(question)
            outcome = self._judged(question, heard, rung)
            concluded = _concluded(outcome, slow=self._clock() - began > self.route.slow_seconds)
            rest = _rest_asked(outcome)
        except asyncio.CancelledError:
            # Cut by the deadline or by a learner who moved on: only a route that had its time is to blame.
            concluded = Outcome.BAD if self._clock() - began > self.route.slow_seconds else None
            raise
        finally:
            self._under_way -= 1
            self._conclude(concluded, rest)
        return outcome

    def _conclude(self, concluded: Outcome | None, rest: float | None) -> None:
        now = self._clock()
        if concluded is None:
            self.breaker = left(self.breaker)
        else:
            self.breaker = after(self.breaker, concluded, now, self._around.limits)
        if rest is not None:
            self.breaker = resting(self.breaker, now + rest, now, self._around.limits)

    async def _asked(self, question: Question) -> tuple[Reply | Fault, Rung]:
        """
        Ask, one rung lower each time the server knows no such format.
        """
        while True:
            rung = question.rungs.get(self.route.name, self._rung)
            heard = await self._once(question, rung)
            if not isinstance(heard, FormatRejected):
                return heard, rung
            below = rung.below
            if below is None:
                return Fault(reason=FailureReason.REFUSED, sentence=heard.sentence, about="question"), rung
            LOG.info("route %s knows no response format %s; asking for %s", self.route.name, rung.value, below.value)
            self._rung = below
            question.rungs.pop(self.route.name, None)

    async def _once(self, question: Question, rung: Rung) -> Reply | Fault | FormatRejected:
        """
        Make one request, within the route's own limit.
        """
        route, request, began = self.route, question.request, self._clock()
        question.attempts += 1
        heard: Reply | Fault | FormatRejected = Fault(
            reason=FailureReason.TIMEOUT,
            sentence=f"no reply within {route.seconds:g} seconds",
            usage=sent_usage(request, rung),
        )
        limit = asyncio.timeout(route.seconds)
        try:
            with attempt_span(route, request, rung, content=self._around.content) as span:
                try:
                    async with limit:
                        heard = await self._endpoint.ask(request, rung)
                except TimeoutError:
                    if not limit.expired():
                        raise
                ended(span, heard, content=self._around.content)
        finally:
            # Also where the deadline cut in: what was sent may have to be paid for.
            self._count(question, heard, rung, seconds=self._clock() - began)
        return heard

    def _count(self, question: Question, heard: Reply | Fault | FormatRejected, rung: Rung, *, seconds: float) -> None:
        usage, reason = Usage(), None
        match heard:
            case Reply():
                usage = heard.usage
            case Fault():
                usage, reason = heard.usage, heard.reason
            case FormatRejected():
                reason = FailureReason.REFUSED
        microdollars = cost(self.route.price_on(self._around.today()), usage)
        question.spend(usage, microdollars)
        self._around.watcher.attempted(
            Attempt(
                route=self.route.name,
                call=question.request.call,
                rung=rung,
                reason=reason,
                seconds=seconds,
                usage=usage,
                microdollars=microdollars,
            )
        )

    def _judged(self, question: Question, heard: Reply | Fault, rung: Rung) -> Completion | Fault:
        """
        Hold a reply against its schema, and remember what it says about the route.
        """
        if isinstance(heard, Fault):
            return heard
        self._notice(Identity(heard.model, heard.fingerprint))
        found = fitting(heard.text, question.shape)
        if isinstance(found, NoJson):
            self._lower(question, rung)
            return Fault(reason=FailureReason.SCHEMA, sentence=found.why, about="question")
        if rung is self._rung:
            self._misfits = 0
        return Completion(
            text=found,
            route=self.route.name,
            model=heard.model or self.route.model,
            fingerprint=heard.fingerprint,
            usage=question.usage,
            microdollars=question.microdollars,
            attempts=question.attempts,
            milliseconds=question.milliseconds(self._clock()),
        )

    def _lower(self, question: Question, rung: Rung) -> None:
        """
        Put the schema into the prompt next time: the server may have accepted a format without keeping it.
        """
        below = rung.below
        if below is None:
            return
        question.rungs[self.route.name] = below
        if rung is self._rung:
            self._misfits += 1
            if self._misfits >= MISFITS_UNTIL_LOWER:
                self._rung, self._misfits = below, 0

    def _notice(self, identity: Identity) -> None:
        """
        Remember what answered, and warn once of each that is new.
        """
        before, self._now = self._now, identity
        if identity in self._identities:
            return
        self._identities = [*self._identities[1 - MOST_IDENTITIES :], identity]
        if before is not None:
            LOG.warning("route %s answers as %s, before as %s: evaluate it anew", self.route.name, identity, before)
            self._around.watcher.changed(IdentityChange(route=self.route.name, before=before, now=identity))


def _concluded(outcome: Completion | Fault, *, slow: bool) -> Outcome:
    if isinstance(outcome, Fault) and outcome.about == "route":
        return Outcome.BAD
    return Outcome.SLOW if slow else Outcome.GOOD


def _rest_asked(outcome: Completion | Fault) -> float | None:
    """
    Return the rest that a server asked for in earnest; 0 is none.
    """
    return (outcome.retry_after or None) if isinstance(outcome, Fault) else None
