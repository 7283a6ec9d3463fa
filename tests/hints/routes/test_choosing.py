"""Which route is asked: by priority, weight, capacity, place and rest."""

import collections
import random

from hints.routes.allowance import Allowance, earned, full, pause, spent
from hints.routes.choosing import Busy, Nobody, Standing, choose, order
from hints.routes.route import Patience, Route, Share
from tests.hints.routes.asking import route_to

FREE = Standing(admitted=True, under_way=0)


def named(name: str, **more: object) -> Route:
    """
    Make a route.
    """
    return route_to(1, name=name, **more)


def names(routes: tuple[Route, ...]) -> list[str]:
    """
    Return the routes' names.
    """
    return [route.name for route in routes]


def test_traffic_is_shared_by_weight() -> None:
    """Over 4,000 questions three to one, within four standard errors."""
    routes = (named("a", share=Share(3)), named("b", share=Share(1)))
    draw = random.Random(1).random

    first = collections.Counter(order(routes, "tutor", draw)[0].name for _ in range(4_000))

    assert abs(first["a"] - 3_000) < 4 * (4_000 * 0.75 * 0.25) ** 0.5


def test_priority_comes_before_capacity_and_capacity_before_weight() -> None:
    """A later priority is never first, shared capacity only within its own."""
    routes = (
        named("late", share=Share(1e6, 2)),
        named("shared", share=Share(1e6), capacity="shared"),
        named("own", share=Share(1e-6)),
        named("never", share=Share(0)),
    )
    draw = random.Random(2).random

    assert {("own", "shared", "late")} == {tuple(names(order(routes, "tutor", draw))) for _ in range(200)}


def test_a_call_may_have_its_own_terms() -> None:
    """One route for the first call, another for the second."""
    routes = (named("deep", shares={"tutor": Share(0)}), named("quick", shares={"misconception": Share(0)}))

    assert ["deep"] == names(order(routes, "misconception", random.Random(3).random))
    assert ["quick"] == names(order(routes, "tutor", random.Random(3).random))


def test_the_first_that_stands_free_is_chosen() -> None:
    """At its limit, resting and refused ones are passed over; waiting is worth it only where one is busy."""
    own, spill = named("own", concurrency=2), named("spill", capacity="shared")
    full_now, rests = Standing(admitted=True, under_way=2), Standing(admitted=False, under_way=0)

    def chosen(*standing: Standing, refused: frozenset[str] = frozenset()) -> object:
        by_name = dict(zip(("own", "spill"), standing, strict=True))
        return choose((own, spill), lambda route: by_name[route.name], refused=refused)

    assert own == chosen(FREE, FREE)
    assert spill == chosen(full_now, FREE)
    assert spill == chosen(rests, FREE)
    assert spill == chosen(FREE, FREE, refused=frozenset({"own"}))
    assert Busy() == chosen(full_now, rests)
    assert Nobody() == chosen(rests, rests)
    assert Nobody() == chosen(FREE, rests, refused=frozenset({"own"}))


def test_extra_attempts_are_a_tenth_of_the_traffic() -> None:
    """In an outage of 1,000 questions no more than what was saved up and a tenth."""
    patience = Patience(extra=0.1, saved=10)
    allowance, extra = full(patience), 0
    for _ in range(1_000):
        allowance = earned(allowance, patience)
        for _ in range(2):
            paid = spent(allowance)
            if paid is not None:
                allowance, extra = paid, extra + 1

    assert 100 <= extra <= 110
    assert Allowance(10) == full(patience)


def test_ten_questions_earn_one_extra_attempt_and_nine_none() -> None:
    """Also in floating point; what is saved up is bounded."""
    patience = Patience(extra=0.1, saved=2)
    allowance = Allowance(0)
    for _ in range(9):
        allowance = earned(allowance, patience)
    assert spent(allowance) is None
    assert spent(earned(allowance, patience)) is not None
    assert Allowance(0) == spent(Allowance(1))
    for _ in range(50):
        allowance = earned(allowance, patience)
    assert Allowance(2) == allowance


def test_pauses_double_and_are_spread() -> None:
    """From half to one and a half of a tenth, two tenths, four tenths of a second."""
    patience = Patience(first_wait=0.1)
    spread = [(pause(patience, number, 0.0), pause(patience, number, 1.0)) for number in range(3)]

    assert [(0.05, 0.15), (0.1, 0.3), (0.2, 0.6)] == [(round(low, 9), round(high, 9)) for low, high in spread]
