"""
What tokens cost: dated prices, and the money that a reply took.

A price is in US dollars for a million tokens, which is the same number in
millionths of a dollar for one. There is no default: a model whose price is not
written down is not asked, and what costs nothing says so with a written zero.
"""

import datetime as dt
import math
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from importlib import resources
from pathlib import Path

import msgspec

from hints.routes.model import Usage
from hints.routes.place import at_line, field_path, line_of

__all__ = ["BadPrices", "Price", "cost", "price_on", "read_prices", "shipped_prices", "usage_at_most"]

BYTES_PER_TOKEN = 2
"""
Where a server counts nothing, tokens are taken to be this short: shorter than in any
language we ship (three to five bytes), so that no spending goes unseen.
"""
MOST_DOLLARS = 10_000
"""For a million tokens; more is a slip of the unit."""


class Price(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"since": "from"}):
    """
    What one model costs from a day on.

    Attributes
    ----------
    id
        What routes call it by.
    since
        The first day (UTC) on which it holds; written `from`.
    prompt, cached, completion
        US dollars for a million tokens of each kind.
    source
        Where the figures were read, and by whom they were checked.
    """

    id: str
    since: dt.date
    prompt: Decimal
    cached: Decimal
    completion: Decimal
    source: str


class BadPrices(msgspec.Struct, frozen=True):
    """Prices that cannot be read, and what to do."""

    sentence: str


class _File(msgspec.Struct, forbid_unknown_fields=True):
    price: list[Price] = []


def cost(price: Price, usage: Usage) -> int:
    """
    Return millionths of a US dollar, rounded up.
    """
    cached = min(usage.cached, usage.prompt)
    exact = price.prompt * (usage.prompt - cached) + price.cached * cached + price.completion * usage.completion
    return math.ceil(exact)


def usage_at_most(*, prompt: int, completion: int) -> Usage:
    """
    Estimate the tokens of texts that nobody counted, from their bytes in UTF-8; rather too many than too few.
    """
    return Usage(prompt=-(-prompt // BYTES_PER_TOKEN), completion=-(-completion // BYTES_PER_TOKEN))


def price_on(prices: Iterable[Price], day: dt.date) -> Price | None:
    """
    Return the price of one model that holds on a day: the newest that has begun.
    """
    begun = [price for price in prices if price.since <= day]
    return max(begun, key=lambda price: price.since, default=None)


def shipped_prices() -> tuple[Price, ...]:
    """
    Return what is known without asking anybody: that one's own machines take nothing for a token.
    """
    text = resources.files(__package__).joinpath("prices.toml").read_text(encoding="utf-8")
    read = prices_in(text, "prices.toml")
    if isinstance(read, BadPrices):
        raise ValueError(read.sentence)  # noqa: TRY004 - no wrong type, a broken file of ours
    return read


def read_prices(path: Path) -> tuple[Price, ...] | BadPrices:
    """
    Read a file of prices.
    """
    try:
        return prices_in(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        return BadPrices(f"{path} cannot be read: {error.strerror}.")
    except UnicodeDecodeError:
        return BadPrices(f"{path} is no text in UTF-8.")


def prices_in(text: str, name: str) -> tuple[Price, ...] | BadPrices:
    """
    Read the text of a file of prices; `name` is what the file is called in sentences.
    """
    try:
        file = msgspec.convert(tomllib.loads(text, parse_float=Decimal), _File)
    except tomllib.TOMLDecodeError as error:
        return BadPrices(f"{name} is no TOML: {error}.")
    except (msgspec.ValidationError, ValueError) as error:
        place = field_path(str(error))
        return BadPrices(f"{at_line(name, line_of(text, 'price', place))}: {error}.")
    for index, price in enumerate(file.price):
        for field, dollars in (("prompt", price.prompt), ("cached", price.cached), ("completion", price.completion)):
            if not (dollars.is_finite() and 0 <= dollars <= MOST_DOLLARS):
                where = at_line(name, line_of(text, "price", (index, field)))
                return BadPrices(
                    f"{where}: `{field}` of the price {price.id!r} is no number of US dollars "
                    f"for a million tokens, from 0 to {MOST_DOLLARS}."
                )
        if not price.source.strip():
            where = at_line(name, line_of(text, "price", (index, "source")))
            return BadPrices(f"{where}: the price {price.id!r} names no source.")
    return tuple(file.price)
