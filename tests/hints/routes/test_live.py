"""What a route remembers between questions, with a clock and a calendar that are moved by hand."""

import asyncio
import datetime as dt
import time
from decimal import Decimal

import msgspec

from hints.routes.breaker import Limits, Stance
from hints.routes.live import Surroundings
from hints.routes.model import CallFailed, Completion, FailureReason, ModelRequest, Usage
from hints.routes.route import Patience, Routes, Rung
from hints.routes.routed import RoutedModels
from hints.routes.wire import Fault, FormatRejected, Reply
from tests.hints.routes.asking import PRICE, WELL, request, route_to

GOOD = Reply(text=WELL, model="m", fingerprint=None, usage=Usage(prompt=100, completion=10))
DOWN = Fault(reason=FailureReason.PROVIDER, sentence="down")


class Endpoint:
    """An endpoint that says one thing, and takes its time by the tests' clock."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.asked = 0
        self.says: Reply | Fault | FormatRejected = GOOD
        self.takes = 0.0
        self.answers = True

    async def ask(self, request: ModelRequest, rung: Rung) -> Reply | Fault | FormatRejected:
        """Say it."""
        del request, rung
        self.asked += 1
        self.world.now += self.takes
        if not self.answers:
            await asyncio.Event().wait()
        return self.says

    async def close(self) -> None:
        """Nothing is open."""


class World:
    """One route, its endpoint, and the time."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.day = dt.date(2026, 12, 31)
        self.endpoint = Endpoint(self)
        dearer = msgspec.structs.replace(PRICE, since=dt.date(2027, 1, 1), prompt=Decimal(20))
        route = route_to(1, prices=(PRICE, dearer), slow_seconds=2.0)
        limits = Limits(least=4, rest_seconds=5.0)
        around = Surroundings(clock=lambda: self.now, today=lambda: self.day, limits=limits)
        routes = Routes(routes=(route,), patience=Patience(attempts=1))
        self.models = RoutedModels(routes, {"main": self.endpoint}, around, draw=lambda: 0.5)

    def ask(self, times: int = 1, *, seconds: float = 60) -> list[Completion | CallFailed]:
        """
        Ask one after another.
        """

        async def whole() -> list[Completion | CallFailed]:
            return [await self.models.ask(request(), seconds=seconds) for _ in range(times)]

        return asyncio.run(whole())

    @property
    def stance(self) -> Stance:
        """
        Where the breaker stands.
        """
        return self.models.states()[0].stance


def test_a_route_comes_back_by_a_single_attempt() -> None:
    """Down, resting, still down, resting twice as long, and back."""
    world = World()
    world.endpoint.says = DOWN
    world.ask(6)
    assert (4, Stance.OPEN) == (world.endpoint.asked, world.stance)

    world.now += 5
    assert Stance.HALF_OPEN is world.stance
    world.ask(3)
    assert (5, Stance.OPEN) == (world.endpoint.asked, world.stance)

    world.now += 10
    world.endpoint.says = GOOD
    found = world.ask(2)
    assert (7, Stance.CLOSED) == (world.endpoint.asked, world.stance)
    assert all(isinstance(one, Completion) for one in found)


def test_a_route_that_is_only_late_rests_too() -> None:
    """Every reply is good, and comes after three seconds."""
    world = World()
    world.endpoint.takes = 3.0
    found = world.ask(5)

    assert Stance.OPEN is world.stance
    assert [True] * 4 + [False] == [isinstance(one, Completion) for one in found]


def test_a_key_that_is_refused_rests_and_a_question_that_is_does_not() -> None:
    """Each question would be refused for the first, and only this one for the second."""
    world = World()
    world.endpoint.says = Fault(reason=FailureReason.REFUSED, sentence="HTTP 413", about="question")
    world.ask(6)
    assert (6, Stance.CLOSED) == (world.endpoint.asked, world.stance)

    world.endpoint.says = Fault(reason=FailureReason.REFUSED, sentence="HTTP 401")
    world.ask(12)
    assert Stance.OPEN is world.stance
    assert world.endpoint.asked < 18


def test_tomorrows_price_holds_tomorrow() -> None:
    """Without a restart."""
    world = World()
    before = world.ask()[0].microdollars
    world.day += dt.timedelta(days=1)
    after = world.ask()[0].microdollars

    assert (100 * 2 + 10 * 8, 100 * 20 + 10 * 8) == (before, after)


def test_a_deadline_blames_a_route_that_had_its_time_and_no_other() -> None:
    """Questions with little time left say nothing about whom they ask."""
    world = World()
    world.endpoint.answers = False
    world.endpoint.takes = 1.9
    world.ask(6, seconds=0.005)
    assert (6, Stance.CLOSED) == (world.endpoint.asked, world.stance)

    world.endpoint.takes = 2.1
    world.ask(6, seconds=0.005)
    assert (10, Stance.OPEN) == (world.endpoint.asked, world.stance)


def test_three_misfits_in_a_row_lower_the_rung_and_a_fit_between_them_starts_anew() -> None:
    """Not two, and not three in all."""
    world = World()
    misfit = msgspec.structs.replace(GOOD, text="words")

    def rungs(*texts: Reply) -> list[Rung]:
        found = []
        for world.endpoint.says in texts:
            world.ask()
            found.append(world.models.states()[0].rung)
        return found

    assert [Rung.STRICT] * 5 == rungs(misfit, misfit, GOOD, misfit, misfit)
    assert [Rung.OBJECT, Rung.OBJECT, Rung.OBJECT, Rung.PLAIN] == rungs(misfit, misfit, misfit, misfit)
    assert [Rung.PLAIN] * 4 == rungs(misfit, misfit, misfit, misfit)


def test_a_route_whose_breaker_opens_is_not_waited_for() -> None:
    """The question ends with its failure, though the rest would end within its deadline."""
    world = World()
    limits = Limits(least=3, rest_seconds=0.05)
    around = Surroundings(clock=time.monotonic, today=lambda: world.day, limits=limits)
    routes = Routes(routes=(route_to(1),), patience=Patience(attempts=8, first_wait=0.001))
    models = RoutedModels(routes, {"main": world.endpoint}, around, draw=lambda: 0.5)
    world.endpoint.says = DOWN
    outcome = asyncio.run(models.ask(request(), seconds=60))

    assert isinstance(outcome, CallFailed)
    assert (FailureReason.PROVIDER, 3) == (outcome.reason, world.endpoint.asked)


def test_a_server_that_knows_no_format_at_all_is_refused() -> None:
    """Below the last rung there is nothing."""
    world = World()
    world.endpoint.says = FormatRejected("HTTP 400")
    (outcome,) = world.ask()

    assert isinstance(outcome, CallFailed)
    assert (FailureReason.REFUSED, 3) == (outcome.reason, outcome.attempts)
