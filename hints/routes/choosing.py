"""
Which route is asked next: priorities, weights, spill-over, rest.

Pure: the draws come in. A route whose breaker is open is passed over; one at
its limit of concurrency is passed over for now; one of shared capacity comes
after every own one of its priority.
"""

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from hints.routes.model import CallName
from hints.routes.route import Route

__all__ = ["Busy", "Choice", "Nobody", "Standing", "choose", "order"]


class Standing(msgspec.Struct, frozen=True):
    """How a route stands at this moment: whether its breaker admits an attempt, and how many are under way."""

    admitted: bool
    under_way: int


class Busy(msgspec.Struct, frozen=True):
    """Each route that might be asked is at its limit: it is worth waiting."""


class Nobody(msgspec.Struct, frozen=True):
    """No route may be asked."""


Choice: TypeAlias = Route | Busy | Nobody


def order(routes: Sequence[Route], call: CallName, draw: Callable[[], float]) -> tuple[Route, ...]:
    """
    Put the routes of a call into the order in which one question tries them.

    Within one priority own capacity comes before shared; within these the order
    is drawn so that each route comes first with the probability of its weight
    (sampling without replacement by exponential clocks: Efraimidis and Spirakis
    2006, Information Processing Letters 97(5), 181-185).

    Parameters
    ----------
    routes, call
        The deployment's routes, and which call asks.
    draw
        A number from 0 (included) to 1 (excluded), independent each time.
    """
    keyed = []
    for route in routes:
        share = route.share_of(call)
        if share.weight > 0:
            clock = -math.log(1.0 - draw()) / share.weight
            keyed.append(((share.priority, route.capacity == "shared", clock), route))
    return tuple(route for _, route in sorted(keyed, key=lambda one: one[0]))


def choose(ordered: Sequence[Route], standing: Callable[[Route], Standing], *, refused: frozenset[str]) -> Choice:
    """
    Return the first route that can be asked now; those in `refused` (by name) do not count.
    """
    busy = False
    for route in ordered:
        if route.name in refused:
            continue
        stands = standing(route)
        if not stands.admitted:
            continue
        if stands.under_way < route.concurrency:
            return route
        busy = True
    return Busy() if busy else Nobody()
