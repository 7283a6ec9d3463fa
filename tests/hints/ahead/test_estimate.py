"""What asking may cost is said before anybody is asked, rather too high than too low."""

import datetime as dt
from decimal import Decimal

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from hints.ahead.estimate import MESSAGE, Estimate, estimate
from hints.recipes.reading import shipped_recipes
from hints.routes.model import Usage
from hints.routes.price import cost
from hints.routes.route import Routes
from tests.hints.routes.asking import PRICE, route_to

TODAY = dt.date(2026, 11, 26)
RECIPE = shipped_recipes()["two-call"]
DEAR = msgspec.structs.replace(PRICE, prompt=Decimal(20), completion=Decimal(80))
LATER = msgspec.structs.replace(DEAR, since=dt.date(2027, 1, 1))


def asked(count: int, *routes: Routes) -> list[Estimate]:
    """
    Estimate for each.
    """
    return [estimate(count, RECIPE, one, today=TODAY) for one in routes]


@given(st.integers(0, 500))
def test_it_grows_with_how_many_there_are_and_repairs_come_on_top(count: int) -> None:
    """
    Nothing costs nothing; with all repairs it is more calls and more money.
    """
    one, many = (estimate(each, RECIPE, Routes(routes=(route_to(1),)), today=TODAY) for each in (1, count))
    assert Estimate(**{name: count * value for name, value in msgspec.structs.asdict(one).items()}) == many
    assert one.calls == len(RECIPE.asks) < one.calls_at_most == sum(ask.again + 1 for ask in RECIPE.asks.values())
    assert 0 < one.microdollars < one.microdollars_at_most


def test_the_dearest_route_counts_at_the_price_of_the_day() -> None:
    """
    Whichever comes to be asked; a price of next year is none yet, and no route costs nothing.
    """
    cheap, dear = route_to(1), route_to(2, name="dear", prices=(DEAR,))
    soon = route_to(3, name="soon", prices=(PRICE, LATER))
    alone, both, turned, coming, none = asked(
        3,
        Routes(routes=(dear,)),
        Routes(routes=(cheap, dear)),
        Routes(routes=(dear, cheap)),
        Routes(routes=(cheap, soon)),
        Routes(routes=()),
    )
    assert alone == both == turned
    assert asked(3, Routes(routes=(cheap,))) == [coming]
    assert coming.microdollars < alone.microdollars
    assert 0 == none.microdollars_at_most


def test_no_call_with_as_long_a_message_costs_more() -> None:
    """
    Taken in four bytes a token, which is more than the languages here have, with all that may be replied.
    """
    found = estimate(1, RECIPE, Routes(routes=(route_to(1),)), today=TODAY)
    real = sum(
        cost(
            PRICE,
            Usage(prompt=(len(ask.prompt) + len(ask.schema) + MESSAGE) // 4, cached=0, completion=ask.max_tokens),
        )
        for ask in RECIPE.asks.values()
    )
    assert real <= found.microdollars
