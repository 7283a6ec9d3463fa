"""What prices promise: dated, never missing, never rounded down."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.routes.model import Usage
from hints.routes.price import BadPrices, Price, cost, price_on, prices_in, read_prices, shipped_prices, usage_at_most
from tests.hints.routes.asking import PRICE

LINE = """\
[[price]]
id = "m"
from = 2026-01-01
prompt = 0.15
cached = 0.075
completion = 0.6
source = "made up"
"""


def test_dollars_for_a_million_tokens_are_millionths_of_a_dollar_for_one() -> None:
    """Cached tokens are a part of the prompt; what is left of a millionth is rounded up."""
    assert 2 * 1_000 + 8 * 10 == cost(PRICE, Usage(prompt=1_000, completion=10))
    assert 2 * 600 + 200 + 8 * 10 == cost(PRICE, Usage(prompt=1_000, completion=10, cached=400))
    assert 1 == cost(PRICE, Usage(prompt=1, completion=0, cached=1))
    assert 0 == cost(PRICE, Usage())


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**8), st.decimals(0, 1_000, places=4))
def test_no_cost_is_below_what_is_due(prompt: int, completion: int, cached: int, dollars: Decimal) -> None:
    """At least the exact sum, and less than a millionth more."""
    price = Price(
        id="p", since=dt.date(2026, 1, 1), prompt=dollars, cached=dollars / 2, completion=dollars * 3, source="s"
    )
    usage = Usage(prompt=prompt, completion=completion, cached=cached)
    exact = dollars * (prompt - min(cached, prompt)) + dollars / 2 * min(cached, prompt) + dollars * 3 * completion

    assert exact <= cost(price, usage) < exact + 1


def test_the_price_of_a_day_is_the_newest_that_has_begun() -> None:
    """Before the first there is none."""
    prices = prices_in(LINE + LINE.replace("2026-01-01", "2026-06-01").replace("0.15", "0.1"), "p.toml")
    assert not isinstance(prices, BadPrices)

    found = [price_on(prices, dt.date(2026, month, 1)) for month in (1, 5, 6, 12)]

    assert ["0.15", "0.15", "0.1", "0.1"] == [str(price.prompt) for price in found if price]
    assert price_on(prices, dt.date(2025, 12, 31)) is None


def test_what_ships_says_only_that_own_machines_take_nothing() -> None:
    """No figure of a provider's is claimed; a written zero is one."""
    (shipped,) = shipped_prices()

    assert ("own-hardware", 0, 0, 0) == (shipped.id, shipped.prompt, shipped.cached, shipped.completion)


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("prompt = 0.15", 'prompt = "FILL IN"', 4, ""),
        ("prompt = 0.15", "prompt = -1", 4, "from 0 to"),
        ("prompt = 0.15", "prompt = nan", 4, "from 0 to"),
        ("prompt = 0.15", "prompt = 150000", 4, "from 0 to"),
        ("prompt = 0.15", "", 1, "prompt"),
        ("cached = 0.075", "", 1, "cached"),
        ('source = "made up"', "", 1, "source"),
        ('source = "made up"', 'source = " "', 7, "names no source"),
        ("from = 2026-01-01", "from = 5", 3, ""),
        ("from = 2026-01-01", "from 2026", None, "no TOML"),
        ("[[price]]", "[[prices]]", None, "prices"),
    ],
)
def test_prices_that_cannot_be_meant_are_refused(old: str, new: str, line: int | None, word: str) -> None:
    """A placeholder, a slip of the unit, a field left out: nobody goes on with these."""
    found = prices_in(LINE.replace(old, new), "p.toml")

    assert isinstance(found, BadPrices)
    assert word in found.sentence
    if line is not None:
        assert f"p.toml:{line}:" in found.sentence, found.sentence


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """Nor one that is no text."""
    (tmp_path / "p.toml").write_bytes(b"\xff")

    assert isinstance(read_prices(tmp_path / "absent"), BadPrices)
    assert isinstance(read_prices(tmp_path / "p.toml"), BadPrices)


def test_tokens_that_nobody_counted_are_rather_too_many() -> None:
    """Two bytes a token, begun ones count."""
    assert Usage(prompt=2, completion=1) == usage_at_most(prompt=3, completion=1)
