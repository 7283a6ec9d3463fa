"""
The routes of a deployment, asked as one: deadline, retries, fallback, spill-over.

One question is one loop: choose a route, make an attempt, and on a failure
another one, as long as the deadline, the attempts and the shared allowance of
extra attempts last. All of it ends as a `Completion` or a `CallFailed`; only a
broken recipe raises. Belongs to one event loop.
"""

import asyncio
import datetime as dt
import time
from collections.abc import Callable, Mapping

from hints.routes.allowance import earned, full, pause, spent
from hints.routes.choosing import Nobody, Standing, choose, order
from hints.routes.live import Asks, LiveRoute, Surroundings
from hints.routes.model import CallFailed, Completion, FailureReason, ModelRequest
from hints.routes.question import Question
from hints.routes.route import Route, Routes, Rung
from hints.routes.shape import shape_of
from hints.routes.spans import Content
from hints.routes.watching import RouteState, Unwatched, Watcher
from hints.routes.wire import Fault

__all__ = ["RoutedModels", "open_models"]

AGAIN_HERE = frozenset(
    {
        FailureReason.UNREACHABLE,
        FailureReason.TIMEOUT,
        FailureReason.LIMITED,
        FailureReason.PROVIDER,
        FailureReason.BROKEN,
        FailureReason.SCHEMA,
    }
)
"""The same route may do better a moment later."""
AGAIN_ELSEWHERE = AGAIN_HERE | {FailureReason.REFUSED}
"""Another route may do better; what is in none of both lies with the question."""
TICK = 0.002
"""Seconds by which a loop's timers may be early."""


def open_models(
    routes: Routes,
    *,
    environ: Mapping[str, str],
    draw: Callable[[], float],
    rungs: Mapping[str, Rung] | None = None,
    watcher: Watcher | None = None,
    content: Content = "left_out",
) -> "RoutedModels":
    """
    Open the routes of a deployment, on the loop that asks them.

    Parameters
    ----------
    routes
        As they were read.
    environ
        Where the keys stand.
    draw
        Numbers from 0 (included) to 1 (excluded), for weights and for jitter.
    rungs
        What probing found, by route; others begin at the firmest.
    watcher, content
        Who is told of attempts, and whether spans carry prompts and replies.
    """
    from hints.routes.client import Endpoint  # noqa: PLC0415 - the client's package is imported where it is used

    def wall() -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    endpoints = {route.name: Endpoint(route, environ, wall=wall) for route in routes.routes}
    around = Surroundings(
        clock=time.monotonic, today=lambda: wall().date(), watcher=watcher or Unwatched(), content=content
    )
    return RoutedModels(routes, endpoints, around, draw=draw, rungs=rungs)


class RoutedModels:
    """
    All routes as one `Models`.

    Parameters
    ----------
    routes, endpoints
        The routes, and for each name the endpoint.
    around
        Clocks, limits and watchers.
    draw
        Chance.
    rungs
        Where each route begins.
    """

    def __init__(
        self,
        routes: Routes,
        endpoints: Mapping[str, Asks],
        around: Surroundings,
        *,
        draw: Callable[[], float],
        rungs: Mapping[str, Rung] | None = None,
    ) -> None:
        self._routes = routes
        self._draw = draw
        self._clock = around.clock
        self._allowance = full(routes.patience)
        self._live = {
            route.name: LiveRoute(
                route,
                endpoints[route.name],
                around,
                rung=(rungs or {}).get(route.name, Rung.STRICT),
            )
            for route in routes.routes
        }
        self._waiting: set[asyncio.Future[None]] = set()

    async def close(self) -> None:
        """
        Close all connections.
        """
        for live in self._live.values():
            await live.close()

    def states(self) -> tuple[RouteState, ...]:
        """
        Tell how each route stands.
        """
        return tuple(live.state for live in self._live.values())

    async def ask(self, request: ModelRequest, *, seconds: float) -> Completion | CallFailed:
        """
        Ask, within `seconds` in all.

        Raises
        ------
        ValueError
            If the request's schema is none that every server keeps.
        """
        question = Question(request, shape_of(bytes(request.schema)), began=self._clock(), seconds=seconds)
        deadline = asyncio.timeout(seconds)
        try:
            async with deadline:
                return await self._tried(question)
        except TimeoutError:
            if not deadline.expired():
                raise
        if question.waiting:
            return question.failed(FailureReason.LIMITED, "every route is at its limit", now=self._clock())
        return question.failed(FailureReason.TIMEOUT, f"no reply within {seconds:g} seconds", now=self._clock())

    async def _tried(self, question: Question) -> Completion | CallFailed:
        """
        Try routes until one answers, or trying helps no more.
        """
        ordered = order(self._routes.routes, question.request.call, self._draw)
        self._allowance = earned(self._allowance, self._routes.patience)
        for number in range(self._routes.patience.attempts):
            route = await self._next(ordered, question)
            if route is None or (number and not self._paid()):
                break
            outcome = await self._attempt(route, question)
            if isinstance(outcome, Completion):
                return outcome
            wait = 0.0 if outcome.reason is FailureReason.SCHEMA else pause(self._routes.patience, number, self._draw())
            question.remember(route.name, outcome, ready=self._clock() + max(wait, outcome.retry_after or 0.0))
            if outcome.reason not in AGAIN_ELSEWHERE:
                break
        if question.last is None:
            none = "every route is resting" if ordered else "no route is set up for this call"
            return question.failed(FailureReason.NO_ROUTE, none, now=self._clock())
        name, fault = question.last
        return question.failed(fault.reason, f"{name}: {fault.sentence}", now=self._clock())

    def _paid(self) -> bool:
        """
        Pay for an extra attempt, where the allowance has something left.
        """
        left = spent(self._allowance)
        if left is None:
            return False
        self._allowance = left
        return True

    async def _attempt(self, route: Route, question: Question) -> Completion | Fault:
        try:
            return await self._live[route.name].attempt(question)
        finally:
            for waiting in self._waiting:
                if not waiting.done():
                    waiting.set_result(None)

    async def _next(self, ordered: tuple[Route, ...], question: Question) -> Route | None:
        """
        Return the route of the next attempt, after the wait that it needs; None where none is worth it.
        """
        while True:
            choice = choose(ordered, self._standing, refused=frozenset(question.faults))
            if isinstance(choice, Nobody):
                again = [route for route in ordered if self._worth_again(route, question)]
                soonest = min(again, key=lambda route: question.ready[route.name], default=None)
                if soonest is None:
                    return None
                wait = question.ready[soonest.name] - self._clock()
                if wait >= question.began + question.seconds - self._clock():
                    return None
                await asyncio.sleep(max(0.0, wait) + TICK)
                choice = choose((soonest,), self._standing, refused=frozenset())
            if isinstance(choice, Route):
                return choice
            if isinstance(choice, Nobody):
                return None
            await self._freed(question)

    def _standing(self, route: Route) -> Standing:
        return self._live[route.name].standing

    def _worth_again(self, route: Route, question: Question) -> bool:
        """
        Tell whether a route that failed may do better in a moment: one whose breaker has opened is not waited for.
        """
        fault = question.faults.get(route.name)
        if fault is None or fault.reason not in AGAIN_HERE:
            return False
        open_until = self._live[route.name].breaker.open_until
        return open_until is None or open_until <= question.ready[route.name]

    async def _freed(self, question: Question) -> None:
        """
        Wait until some request is done.
        """
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        question.waiting = True
        try:
            await future
        finally:
            self._waiting.discard(future)
        question.waiting = False
