"""
What docs/models.md says of routes and prices.
"""

import datetime as dt
import re
import shlex
from pathlib import Path

import msgspec
import pytest

from api import cli
from hints.routes import reading
from hints.routes.model import FailureReason
from hints.routes.price import BadPrices, prices_in
from hints.routes.reading import routes_in
from hints.routes.route import Patience, RouteKind, Routes, Rung

PAGE = (Path(__file__).parents[3] / "docs" / "models.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
ROUTES = [block for block in BLOCKS if "[[route]]" in block]
(PRICES,) = (block for block in BLOCKS if "[[price]]" in block)
FILLED = re.sub(r'(prompt|cached|completion) = ".*"', r"\1 = 1.5", PRICES)


@pytest.mark.parametrize("text", ROUTES)
def test_each_example_is_a_file_of_routes(text: str, tmp_path: Path) -> None:
    """With the keys set and the prices filled in."""
    (tmp_path / "prices.toml").write_text(FILLED, encoding="utf-8")
    environ = {"OPENAI_API_KEY": "x", "AZURE_OPENAI_API_KEY": "x"}

    read = routes_in(text, "routes.toml", folder=tmp_path, environ=environ, today=dt.date(2026, 11, 26))

    assert isinstance(read, Routes), read


def test_the_example_of_prices_is_refused_until_it_is_filled_in() -> None:
    """Nobody goes on with somebody else's figures."""
    assert isinstance(prices_in(PRICES, "prices.toml"), BadPrices)
    assert not isinstance(prices_in(FILLED, "prices.toml"), BadPrices)


def test_the_page_leaves_no_field_kind_rung_or_reason_out() -> None:
    """What can be written and what can happen stand in its tables."""
    written = vars(reading)["_Route"]
    fields = [field.name for struct in (written, Patience) for field in msgspec.structs.fields(struct)]
    named = [*fields, *RouteKind, *FailureReason, *Rung]

    assert [] == [name for name in named if f"`{name}`" not in PAGE]


def test_its_commands_are_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is refused for the file that is not there, and for nothing else."""
    commands = re.findall(r"^misstep ([^#\n]*)", PAGE, re.MULTILINE)
    data = ["--data", str(tmp_path)]

    codes = [cli.main([*shlex.split(command.replace("routes.toml", "absent.toml")), *data]) for command in commands]

    assert [2, 2, 2] == codes
    assert 3 == capsys.readouterr().err.count("absent.toml cannot be read")
