"""What asking over several routes promises: fallback, weights, places, rest, one deadline, nothing left behind."""

import asyncio
import logging
from typing import Any

import pytest

from hints.routes.breaker import Stance
from hints.routes.model import CallFailed, Completion, FailureReason
from hints.routes.route import Patience, Route, Routes, Rung, Share
from hints.routes.routed import RoutedModels
from hints.routes.watching import Attempt, IdentityChange
from tests.hints.routes.asking import WELL, ask, asking, request, route_to
from tests.provider.asked import Asked
from tests.provider.behaviour import Answer, Behaviour, Hang, Knowing, Refuse, html, limited, server_error
from tests.provider.provider import Provider, closed_port

GOOD = Answer(text=WELL)


class Watching:
    """A watcher that keeps what it is told."""

    def __init__(self) -> None:
        self.attempts: list[Attempt] = []
        self.changes: list[IdentityChange] = []

    def attempted(self, attempt: Attempt) -> None:
        """Keep it."""
        self.attempts.append(attempt)

    def changed(self, change: IdentityChange) -> None:
        """Keep it."""
        self.changes.append(change)


def several(*routes: Route, **patience: Any) -> Routes:  # noqa: ANN401 - any field of patience
    """
    Put routes together, with little patience unless told otherwise.
    """
    return Routes(routes=routes, patience=Patience(**{"first_wait": 0.01, **patience}))


def by_model(**behaviours: Behaviour) -> Any:  # noqa: ANN401 - a plan
    """
    Plan behaviours by the model that is asked for: one provider plays several routes.
    """

    def plan(asked: Asked, _: int) -> Behaviour:
        return behaviours[asked.model]

    return plan


@pytest.mark.parametrize("fault", [server_error(), html(), Refuse(), limited("60"), Answer(text="no"), html(401)])
def test_where_one_route_fails_the_next_answers(fault: Behaviour) -> None:
    """In the same question, at once."""
    with Provider(by_model(bad=fault, good=GOOD)) as provider:
        routes = several(
            route_to(provider, name="first", model="bad"),
            route_to(provider, name="second", model="good", share=Share(1, 2)),
        )
        outcome = ask(routes)
        models = [asked.model for asked in provider.asked]

    assert isinstance(outcome, Completion), outcome
    # what comes after these two is the machine's business: a good route that is slow to answer is asked again
    assert ["bad", "good"] == models[:2]
    assert ("second", "good") == (outcome.route, outcome.model)
    assert outcome.microdollars > 0


def test_a_hanging_route_leaves_time_for_the_next() -> None:
    """Each attempt has a limit of its own within the deadline."""
    with Provider(by_model(bad=Hang(), good=GOOD)) as provider:
        routes = several(
            route_to(provider, name="first", model="bad", seconds=0.05, slow_seconds=0.05),
            route_to(provider, name="second", model="good", share=Share(1, 2)),
        )
        outcome = ask(routes)

    assert isinstance(outcome, Completion), outcome
    assert "second" == outcome.route


@pytest.mark.parametrize("fault", [Answer(refusal="No."), Answer(text=WELL, finish="length")])
def test_what_lies_with_the_question_is_not_tried_again(fault: Behaviour) -> None:
    """Another route would only cost once more."""
    with Provider(then=fault) as provider:
        outcome = ask(several(route_to(provider, name="first"), route_to(provider, name="second")))

        assert isinstance(outcome, CallFailed)
        assert 1 == len(provider.completions)


def test_attempts_are_counted_over_all_routes() -> None:
    """Three, and no more."""
    with Provider(then=server_error()) as provider:
        outcome = ask(several(*(route_to(provider, name=name) for name in "abcde"), attempts=3))

        assert isinstance(outcome, CallFailed)
        assert (3, 3) == (outcome.attempts, len(provider.completions))


def test_in_an_outage_extra_attempts_end_with_their_allowance() -> None:
    """Twenty questions, two attempts saved up, a tenth earned: four extra attempts at most."""
    with Provider(then=server_error()) as provider:
        routes = several(*(route_to(provider, name=name) for name in "abcdefgh"), attempts=3, saved=2.0, extra=0.1)

        async def act(models: RoutedModels) -> None:
            for _ in range(20):
                assert isinstance(await models.ask(request(), seconds=30), CallFailed)

        asking(routes, act)

        assert 20 < len(provider.completions) <= 24


def test_a_dead_route_rests_and_nobody_waits_for_it() -> None:
    """After five failures it is not asked any more; with no other, the failure comes at once."""
    with Provider(then=server_error()) as provider:
        routes = several(route_to(provider), attempts=1)

        async def act(models: RoutedModels) -> list[FailureReason]:
            reasons = []
            for _ in range(8):
                outcome = await models.ask(request(), seconds=30)
                assert isinstance(outcome, CallFailed)
                reasons.append(outcome.reason)
            assert "every route is resting" == outcome.sentence
            (state,) = models.states()
            assert Stance.OPEN is state.stance
            assert 0 == state.under_way
            return reasons

        reasons = asking(routes, act)

        assert [FailureReason.PROVIDER] * 5 + [FailureReason.NO_ROUTE] * 3 == reasons
        assert 5 == len(provider.completions)


def test_questions_that_break_their_schema_do_not_close_a_route_to_others() -> None:
    """One learner's injected words must not take the models away from a class."""
    with Provider(then=Answer(text="I was told to ignore that.")) as provider:

        async def act(models: RoutedModels) -> Stance:
            for _ in range(8):
                assert isinstance(await models.ask(request(), seconds=30), CallFailed)
            return models.states()[0].stance

        assert Stance.CLOSED is asking(several(route_to(provider), attempts=1), act)


def test_a_route_that_asked_for_rest_is_left_alone() -> None:
    """The next question goes elsewhere without an attempt there."""
    with Provider(by_model(bad=limited("60"), good=GOOD)) as provider:
        routes = several(
            route_to(provider, name="first", model="bad"),
            route_to(provider, name="second", model="good", share=Share(1, 2)),
        )

        async def act(models: RoutedModels) -> list[int]:
            found = [await models.ask(request(), seconds=30) for _ in range(3)]
            return [one.attempts for one in found if isinstance(one, Completion)]

        assert [2, 1, 1] == asking(routes, act)


def test_what_is_too_much_for_own_capacity_spills_over_to_shared() -> None:
    """Two places of one's own, four shared ones: of eight at once none waits in vain, and no limit is passed."""
    with Provider(then=Answer(text=WELL, delay_ms=40)) as provider:
        routes = several(
            route_to(provider, name="own", concurrency=2, share=Share(1e-3)),
            route_to(provider, name="shared", concurrency=4, capacity="shared", share=Share(1e3)),
        )

        async def act(models: RoutedModels) -> list[str]:
            found = await asyncio.gather(*(models.ask(request(), seconds=10) for _ in range(8)))
            return [one.route for one in found if isinstance(one, Completion)]

        answered = asking(routes, act)

        assert 8 == len(answered)
        assert 2 <= answered.count("own")
        assert 4 <= answered.count("shared")
        assert provider.most_open <= 6


def test_one_place_serves_one_after_another() -> None:
    """Nobody is refused while there is time, and never more than the limit is under way."""
    with Provider(then=Answer(text=WELL, delay_ms=5)) as provider:

        async def act(models: RoutedModels) -> int:
            found = await asyncio.gather(*(models.ask(request(), seconds=10) for _ in range(6)))
            return sum(isinstance(one, Completion) for one in found)

        assert 6 == asking(several(route_to(provider, concurrency=1)), act)
        assert 1 == provider.most_open


def test_whoever_finds_no_place_in_time_is_told_so() -> None:
    """The reason is the limit, not the provider."""
    with Provider(then=Hang()) as provider:
        routes = several(route_to(provider, concurrency=1, seconds=30.0))

        async def act(models: RoutedModels) -> Completion | CallFailed:
            first = asyncio.ensure_future(models.ask(request(), seconds=30))
            await asyncio.sleep(0)
            second = await models.ask(request(), seconds=0.05)
            first.cancel()
            await asyncio.gather(first, return_exceptions=True)
            return second

        outcome = asking(routes, act)

    assert isinstance(outcome, CallFailed)
    assert (FailureReason.LIMITED, 0) == (outcome.reason, outcome.attempts)


def test_cancelling_lets_everything_go() -> None:
    """The learner has moved on: the connection closes, the place is free, and the next question is answered."""
    with Provider([Hang()], then=GOOD) as provider:

        async def act(models: RoutedModels) -> Completion | CallFailed:
            asked = asyncio.ensure_future(models.ask(request(), seconds=30))
            while not provider.open:
                await asyncio.sleep(0.001)
            asked.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asked
            while provider.open:
                await asyncio.sleep(0.001)
            (state,) = models.states()
            assert (0, Stance.CLOSED) == (state.under_way, state.stance)
            return await models.ask(request(), seconds=30)

        assert isinstance(asking(several(route_to(provider, concurrency=1)), act), Completion)


def test_a_rest_within_the_deadline_is_waited_for() -> None:
    """The only route asked for some hundredths of a second."""
    with Provider([limited("0.03")], then=GOOD) as provider:
        outcome = ask(several(route_to(provider)))

    assert isinstance(outcome, Completion), outcome
    assert 2 == outcome.attempts
    assert outcome.milliseconds >= 30


def test_weights_share_the_traffic_of_a_call() -> None:
    """Every call goes where its weight is."""
    with Provider(then=GOOD) as provider:
        routes = several(
            route_to(provider, name="a", shares={"tutor": Share(0)}),
            route_to(provider, name="b", shares={"misconception": Share(0)}),
        )

        async def act(models: RoutedModels) -> list[str]:
            found = [
                await models.ask(request(call), seconds=30) for call in ("misconception", "tutor", "misconception")
            ]  # type: ignore[arg-type]
            return [one.route for one in found if isinstance(one, Completion)]

        assert ["a", "b", "a"] == asking(routes, act)


def test_a_call_without_a_route_has_none() -> None:
    """Nothing is asked."""
    with Provider() as provider:
        outcome = ask(several(route_to(provider, shares={"tutor": Share(0)})))

        assert isinstance(outcome, CallFailed)
        assert (FailureReason.NO_ROUTE, "no route is set up for this call") == (outcome.reason, outcome.sentence)
        assert not provider.asked


def test_what_was_learned_of_a_server_is_kept_for_the_next_question() -> None:
    """The first question finds out that no schema is known, the second begins there, and a probe saves even that."""
    with Provider(then=Knowing(formats=("json_object",), then=GOOD)) as provider:

        async def act(models: RoutedModels) -> tuple[int, int, Rung]:
            found = [await models.ask(request(), seconds=30) for _ in range(2)]
            attempts = [one.attempts for one in found if isinstance(one, Completion)]
            return attempts[0], attempts[1], models.states()[0].rung

        assert (2, 1, Rung.OBJECT) == asking(several(route_to(provider)), act)
        outcome = ask(several(route_to(provider)), rungs={"main": Rung.OBJECT})
        assert isinstance(outcome, Completion)
        assert 1 == outcome.attempts


def test_a_server_that_keeps_breaking_its_promise_is_asked_less_firmly() -> None:
    """Three replies in a row that keep no schema lower the rung for all that follow."""

    def plan(asked: Asked, _: int) -> Behaviour:
        return Answer(text="Here you are!") if asked.response_format is not None else GOOD

    with Provider(plan) as provider:

        async def act(models: RoutedModels) -> list[int]:
            found = [await models.ask(request(), seconds=30) for _ in range(9)]
            assert Rung.PLAIN is models.states()[0].rung
            return [one.attempts for one in found if isinstance(one, Completion)]

        attempts = asking(several(route_to(provider), attempts=4, saved=50.0), act)

    assert 9 == len(attempts)
    assert 1 == attempts[-1]


def test_another_model_behind_the_same_name_is_recorded_and_warned_about_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Model and fingerprint stand in each completion; each new one is a change, the old one coming back is none."""
    replies = [GOOD, Answer(text=WELL, fingerprint="fp_2"), GOOD, Answer(text=WELL, fingerprint="fp_2")]
    watching = Watching()
    with Provider([*replies, Answer(text=WELL, model="other")]) as provider, caplog.at_level(logging.WARNING):

        async def act(models: RoutedModels) -> list[tuple[str, str | None]]:
            found = [await models.ask(request(), seconds=30) for _ in range(5)]
            assert 3 == len(models.states()[0].identities)
            return [(one.model, one.fingerprint) for one in found if isinstance(one, Completion)]

        found = asking(several(route_to(provider)), act, watcher=watching)

    assert [("scripted", "fp_scripted"), ("scripted", "fp_2")] * 2 == found[:4]
    assert "other" == found[4][0]
    assert [("scripted", "fp_2"), ("other", "fp_scripted")] == [
        (change.now.model, change.now.fingerprint) for change in watching.changes
    ]
    assert 2 == len([one for one in caplog.records if "evaluate it anew" in one.message])


def test_a_watcher_sees_each_attempt_and_its_money() -> None:
    """What all attempts cost together is what the completion says."""
    watching = Watching()
    with Provider([server_error(), Answer(text="no")], then=GOOD) as provider:
        outcome = asking(
            several(route_to(provider), attempts=4), lambda models: models.ask(request(), seconds=30), watcher=watching
        )

    assert isinstance(outcome, Completion), outcome
    assert [FailureReason.PROVIDER, FailureReason.SCHEMA, None][0::2] == [
        watching.attempts[0].reason,
        watching.attempts[2].reason,
    ]
    assert outcome.microdollars == sum(one.microdollars for one in watching.attempts)
    assert outcome.usage.prompt == sum(one.usage.prompt for one in watching.attempts)
    assert 3 == outcome.attempts == len(watching.attempts)


def test_a_broken_recipe_raises_before_anything_is_sent() -> None:
    """A schema that not every server keeps is no failure of a provider."""
    import msgspec  # noqa: PLC0415 - here alone

    broken = msgspec.structs.replace(request(), schema=msgspec.Raw(b'{"type":"string","pattern":"a"}'))
    with closed_port() as port, pytest.raises(ValueError, match="pattern"):
        asking(route_to(port), lambda models: models.ask(broken, seconds=1))
