"""What reading a file of routes promises: all that can be known before a request is, and a sentence with its line."""

import datetime as dt
from pathlib import Path

import pytest

from hints.routes.reading import BadRoutes, read_routes
from hints.routes.route import RouteKind, Routes, Share

TODAY = dt.date(2026, 11, 26)
ENVIRON = {"A_KEY": "scripted-0123456789", "A_GATEWAY": "scripted", "BLANK": " ", "SPLIT": "a\r\nX-Evil: b"}
GOOD = """\
prices = "prices.toml"

[patience]
attempts = 2

[[route]]
name = "hosted"
kind = "openai"
base_url = "https://models.example/v1"
model = "a-model"
key = "A_KEY"
price = "a-model"
region = "eu"
weight = 3
secret_headers = {X-Gateway = "A_GATEWAY"}
body = {reasoning_effort = "low"}

[route.calls.misconception]
weight = 1
priority = 2

[[route]]
name = "own"
kind = "ollama"
base_url = "http://localhost:11434/v1"
model = "another"
price = "own-hardware"
"""
PRICES = """\
[[price]]
id = "a-model"
from = 2026-01-01
prompt = 0.4
cached = 0.1
completion = 1.6
source = "made up"

[[price]]
id = "a-model"
from = 2026-11-26
prompt = 0.2
cached = 0.1
completion = 1.6
source = "made up"

[[price]]
id = "a-model"
from = 2027-01-01
prompt = 0.1
cached = 0.1
completion = 1.6
source = "made up"

[[price]]
id = "soon"
from = 2027-01-01
prompt = 0.1
cached = 0.1
completion = 1.6
source = "made up"
"""


def read(folder: Path, text: str, prices: str = PRICES) -> Routes | BadRoutes:
    """
    Write both files and read them.
    """
    (folder / "prices.toml").write_text(prices, encoding="utf-8")
    path = folder / "routes.toml"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    path.chmod(0o644)
    return read_routes(path, environ=ENVIRON, today=TODAY)


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    """Terms by call, the dialect's defaults, today's price, patience, and no key anywhere."""
    routes = read(tmp_path, GOOD)

    assert isinstance(routes, Routes), routes
    hosted, own = routes.routes
    today = hosted.price_on(TODAY)
    assert (RouteKind.OPENAI, "max_completion_tokens", "A_KEY") == (hosted.kind, hosted.limit_field, hosted.key)
    assert (Share(1, 2), Share(3, 1)) == (hosted.share_of("misconception"), hosted.share_of("tutor"))
    assert (0.2, dt.date(2026, 11, 26)) == (float(today.prompt), today.since)
    assert (None, "max_tokens", 0) == (own.key, own.limit_field, own.price_on(TODAY).completion)
    assert [0.4, 0.2, 0.1] == [
        float(hosted.price_on(day).prompt) for day in (dt.date(2026, 11, 25), TODAY, dt.date(2027, 1, 1))
    ], "a server that runs on is right about tomorrow"
    assert 2 == routes.patience.attempts
    assert not [secret for secret in ("scripted-0123456789", "scripted") if f"'{secret}'" in repr(routes)]


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ('model = "a-model"', 'model = "a-model', 10, "no TOML"),
        ('model = "a-model"', "model = 5", 10, "Expected `str`"),
        ('model = "a-model"', 'modell = "a-model"', 6, "modell"),
        ('model = "a-model"', 'model = " "', 10, "names no model"),
        ('kind = "openai"', 'kind = "mainframe"', 8, "mainframe"),
        ('kind = "openai"', "", None, ""),
        ('key = "A_KEY"', "", 6, "environment variable"),
        ('key = "A_KEY"', 'key = "sk-abc123"', 11, "NAME of an environment variable"),
        ('key = "A_KEY"', 'key = "OTHER_KEY"', 11, "OTHER_KEY, which is not set"),
        ('key = "A_KEY"', 'key = "BLANK"', 11, "BLANK, which is not set"),
        ('key = "A_KEY"', 'key = "SPLIT"', 11, "no header can carry"),
        ('name = "hosted"', 'name = "a b"', 7, "letters, digits"),
        ('name = "hosted"', 'name = "own"', None, "Two routes are called 'own'"),
        ("weight = 3", "weight = -1", 14, "`weight`"),
        ("weight = 3", "weight = nan", 14, "`weight`"),
        ("weight = 3", "weight = inf", 14, "`weight`"),
        ("weight = 3", "seconds = 0", 14, "`seconds`"),
        ("weight = 3", "seconds = 1000", 14, "`seconds`"),
        ("weight = 3", "slow_seconds = 100", 14, "`slow_seconds`"),
        ("weight = 3", "concurrency = 0", 14, "`concurrency`"),
        ("weight = 3", "priority = 0", 14, "`priority`"),
        ("weight = 3", "temperature = 0", 14, "Expected `str`"),
        ("weight = 3", 'headers = {X-Team = "ä"}', 14, "cannot be sent"),
        ("weight = 3", 'headers = {X-Api-Key = "abcdef"}', 14, "secret_headers"),
        ("weight = 3", 'headers = {Authorization = "Bearer abcdef"}', 14, "secret_headers"),
        ("weight = 3", 'headers = {Host = "elsewhere"}', 14, "cannot be sent"),
        ('{X-Gateway = "A_GATEWAY"}', '{X-Gateway = "NOT_SET"}', 15, "NOT_SET, which is not set"),
        ('{X-Gateway = "A_GATEWAY"}', '{"X Gateway" = "A_GATEWAY"}', 15, "cannot be sent"),
        ('{reasoning_effort = "low"}', '{model = "other"}', 16, "is set for every request"),
        ("weight = 1\n", "weight = -1\n", 18, "below 0"),
        ("[route.calls.misconception]", "[route.calls.chat]", 18, "chat"),
        ("attempts = 2", "attempts = 0", None, "[patience]"),
        ("attempts = 2", "extra = 2.0", None, "[patience]"),
        ('price = "own-hardware"', "", 22, "price"),
        ('price = "own-hardware"', 'price = "other"', 27, "without a price nothing is asked"),
        ('price = "own-hardware"', 'price = "soon"', 27, "has not begun"),
        ('base_url = "https://models.example/v1"', 'base_url = "http://models.example/v1"', 9, "plain http"),
        ("[[route]]", "[[rout]]", None, "rout"),
        ('prices = "prices.toml"', 'prices = "absent.toml"', None, "absent.toml cannot be read"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, line: int | None, word: str
) -> None:
    """Each sentence names the file, the line where there is one, and what to do; none repeats a secret."""
    assert old in GOOD
    found = read(tmp_path, GOOD.replace(old, new, 1))

    if not word:
        assert isinstance(found, Routes)
        return
    assert isinstance(found, BadRoutes), found
    assert word in found.sentence
    if line is not None and "no TOML" not in word:
        assert f"routes.toml:{line}:" in found.sentence, found.sentence
    assert not [secret for secret in ("sk-abc123", "Bearer abcdef", "scripted-0123456789") if secret in found.sentence]


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    """An operator repairs a file in one go."""
    found = read(tmp_path, GOOD.replace("weight = 3", "seconds = 0").replace('"own-hardware"', '"other"'))

    assert isinstance(found, BadRoutes)
    assert 2 == len(found.sentences)


def test_no_routes_are_no_routes(tmp_path: Path) -> None:
    """A file without a route is a slip."""
    found = read(tmp_path, "route = []")

    assert isinstance(found, BadRoutes)
    assert "no [[route]]" in found.sentence


def test_a_file_that_anybody_can_change_is_refused(tmp_path: Path) -> None:
    """Whoever changes an address gets the key sent there."""
    assert isinstance(read(tmp_path, GOOD), Routes)
    path = tmp_path / "routes.toml"
    path.chmod(0o666)

    found = read_routes(path, environ=ENVIRON, today=TODAY)

    assert isinstance(found, BadRoutes)
    assert "chmod o-w" in found.sentence


@pytest.mark.parametrize("text", ["\udcff", "", "a = 1", "[" * 5_000, "\x00", 'route = "x"', "route = [[]]"])
def test_what_is_no_such_file_is_a_sentence(tmp_path: Path, text: str) -> None:
    """Bytes, other TOML, deep nesting."""
    assert isinstance(read(tmp_path, text), BadRoutes)
    assert isinstance(read_routes(tmp_path / "absent", environ={}, today=TODAY), BadRoutes)
    assert isinstance(read_routes(tmp_path, environ={}, today=TODAY), BadRoutes)
