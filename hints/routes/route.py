"""
A route: one model at one endpoint, and on which terms it is asked.

Plain values, as read from an operator's file. A key is never among them, only
the name of the environment variable that holds it. How a file is read is
decided in `reading`, which route is asked in `choosing`.
"""

import datetime as dt
import enum
from collections.abc import Mapping
from typing import Literal

import msgspec

from hints.routes.model import CallName
from hints.routes.price import Price, price_on

__all__ = ["LOCAL_KINDS", "Patience", "Route", "RouteKind", "Routes", "Rung", "Share"]


class RouteKind(enum.StrEnum):
    """What listens at the endpoint; dialects of one wire format differ by it."""

    OPENAI = "openai"
    AZURE = "azure"
    VLLM = "vllm"
    OLLAMA = "ollama"
    LLAMA_CPP = "llama.cpp"
    OTHER = "other"


LOCAL_KINDS = frozenset({RouteKind.VLLM, RouteKind.OLLAMA, RouteKind.LLAMA_CPP})
"""Servers that people run themselves, mostly without a key."""


class Rung(enum.StrEnum):
    """How firmly a server is asked for JSON, firmest first; what comes back is checked on each."""

    STRICT = "strict"  # response_format json_schema, strict
    OBJECT = "object"  # response_format json_object, the schema in the prompt
    PLAIN = "plain"  # the schema in the prompt, and a tolerant reading

    @property
    def below(self) -> "Rung | None":
        """
        The next one down, None at the last.
        """
        order = list(Rung)
        place = order.index(self) + 1
        return order[place] if place < len(order) else None


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """
    How much of one call's traffic a route gets.

    Attributes
    ----------
    weight
        Beside routes of the same priority; 0 takes the call away from the route.
    priority
        1 is asked first; a later one only where those before it cannot be.
    """

    weight: float = 1.0
    priority: int = 1


class Patience(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    How hard one question is tried.

    Attributes
    ----------
    attempts
        Requests for one question, at most.
    first_wait
        Seconds before the same route is asked again; doubled each time, and
        drawn from half to one and a half of it.
    extra
        Share of traffic that may be attempts after the first, over all
        questions: an outage must not multiply the load.
    saved
        Extra attempts that can be saved up.
    """

    attempts: int = 3
    first_wait: float = 0.1
    extra: float = 0.1
    saved: float = 10.0


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """
    One route.

    Attributes
    ----------
    name
        What it is called in logs, records and metrics.
    base_url, model
        Where, and what is asked for there.
    key
        The environment variable with the API key; None where the server wants none.
    kind
        The dialect.
    shares, share
        Weight and priority by call; `share` for the calls that are not named.
    capacity
        `shared` serves others too: it is asked only where every own one of the
        same priority is at its limit or resting.
    concurrency
        Requests that may be under way at once.
    seconds
        One attempt's limit; the question's deadline stands above it.
    slow_seconds
        From where on a success counts as slow.
    transfer
        A reply whole, or as a stream that is collected.
    limit_field
        The field in which the server wants the limit of tokens.
    temperature
        `left_out` for models that take none.
    headers, secret_headers, query, body
        More headers, headers whose values stand in environment variables (by
        their names), more of the address, more fields of the body (as JSON).
    prices
        What a token costs, one price after another; the first has begun.
    region, data_policy
        The operator's words for where data goes and what is done with it.
    """

    name: str
    base_url: str
    model: str
    key: str | None
    kind: RouteKind
    prices: tuple[Price, ...]
    share: Share = Share()
    shares: Mapping[CallName, Share] = {}
    capacity: Literal["own", "shared"] = "own"
    concurrency: int = 8
    seconds: float = 3.0
    slow_seconds: float = 2.0
    transfer: Literal["whole", "stream"] = "whole"
    limit_field: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    temperature: Literal["sent", "left_out"] = "sent"
    headers: Mapping[str, str] = {}
    secret_headers: Mapping[str, str] = {}
    query: Mapping[str, str] = {}
    body: msgspec.Raw = msgspec.Raw(b"{}")
    region: str = ""
    data_policy: str = ""

    def price_on(self, day: dt.date) -> Price:
        """
        Return the price of a day, which is not before that on which the routes were read.
        """
        return price_on(self.prices, day) or self.prices[0]

    def share_of(self, call: CallName) -> Share:
        """
        Return weight and priority for a call.
        """
        return self.shares.get(call, self.share)


class Routes(msgspec.Struct, frozen=True, kw_only=True):
    """A deployment's routes, and how hard they are tried."""

    routes: tuple[Route, ...]
    patience: Patience = Patience()
