"""
What asking about wrong answers may cost, before anybody is asked.

From the recipe's own prompts, schemas and limits and the dearest price of the
routes, for calls without and with all repairs. How long a message is, is taken by
judgement and not measured: the figure is meant to be high, and is no bound.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Final

import msgspec

from hints.recipes.recipe import Recipe
from hints.routes.price import Price, cost, usage_at_most
from hints.routes.route import Routes

__all__ = ["Estimate", "estimate"]

MESSAGE: Final = 6_000
"""Bytes of what is sent about one wrong answer: exercise, solution, lines and up to 40 ideas."""


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """Calls and millionths of a dollar: where nothing has to be repaired, and at most."""

    calls: int
    microdollars: int
    calls_at_most: int
    microdollars_at_most: int


def estimate(count: int, recipe: Recipe, routes: Routes, *, today: dt.date) -> Estimate:
    """
    Estimate what it costs to ask about so many wrong answers.
    """
    prices = [route.price_on(today) for route in routes.routes]
    each = [
        (ask.again + 1, _dearest(prices, len(ask.prompt) + len(ask.schema), ask.max_tokens))
        for ask in recipe.asks.values()
    ]
    return Estimate(
        calls=count * len(each),
        microdollars=count * sum(dollars for _, dollars in each),
        calls_at_most=count * sum(times for times, _ in each),
        microdollars_at_most=count * sum(times * dollars for times, dollars in each),
    )


def _dearest(prices: Iterable[Price], size: int, tokens: int) -> int:
    """Return what one call costs at the dearest price, with all its tokens used."""
    asked = usage_at_most(prompt=size + MESSAGE, completion=0).prompt
    usage = msgspec.structs.replace(usage_at_most(prompt=0, completion=0), prompt=asked, completion=tokens)
    return max((cost(price, usage) for price in prices), default=0)
