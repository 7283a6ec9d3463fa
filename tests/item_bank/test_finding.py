"""What findings promise about how they are said."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from item_bank.check.bank import check_bank
from item_bank.finding import quoted
from item_bank.load import load_bank
from tests.item_bank.small_bank import ITEM, SMALL_BANK, write_bank

LONG = "abcdefghij" * 200
RUN = LONG[:71]
"""No finding has more of a long text in it than this, wherever it begins."""


def places(data: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of every text below some data."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, value in entries:
        yield from [(*path, name)] if isinstance(value, str) else places(value, (*path, name))


def with_text(file: str, path: tuple[str | int, ...], text: str) -> str:
    """Write one of the small bank's files, as JSON, which is YAML, with one text replaced."""
    data = inner = yaml.load(SMALL_BANK[file], Loader=yaml.BaseLoader)  # noqa: S506 - texts alone
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = text
    return json.dumps(data)


ITEM_PLACES = list(places(yaml.load(SMALL_BANK[ITEM], Loader=yaml.BaseLoader)))  # noqa: S506 - texts alone
CASES = [
    *((ITEM, path, LONG) for path in ITEM_PLACES),
    *((ITEM, path, f"@{{{LONG}}}") for path in ITEM_PLACES if path[-1] in {"prompt", "text", 0}),
    *(
        (name, path, LONG)
        for name in ("bank.yaml", "skills.yaml", "mistakes.yaml")
        for path in [("format",), (0, "id")]
        if (name == "bank.yaml") == (path == ("format",))
    ),
]


@pytest.mark.slow
def test_no_finding_quotes_a_long_text_whole(tmp_path: Path) -> None:
    """
    Whichever text of a bank is a page long, findings cut what they quote of it.
    """
    said: list[str] = []
    for place, (file, path, text) in enumerate(CASES):
        bank = write_bank(tmp_path / str(place), {**SMALL_BANK, file: with_text(file, path, text)})
        said += [f"{found.sentence} {found.fix}" for found in check_bank(load_bank(bank), compared=2).findings]
    whole = [sentence for sentence in said if RUN in sentence]

    assert [] == [sentence[:90] for sentence in whole]
    assert 10 < sum("\N{HORIZONTAL ELLIPSIS}" in sentence for sentence in said)


@given(st.text())
def test_what_is_quoted_is_the_beginning(text: str) -> None:
    """
    A text of up to 60 characters is quoted as it is, a longer one by its first 59 and an ellipsis.
    """
    said = quoted(text)

    assert len(said) <= 60
    assert text == said or said.endswith("\N{HORIZONTAL ELLIPSIS}")
    assert text.startswith(said.removesuffix("\N{HORIZONTAL ELLIPSIS}"))


@pytest.mark.parametrize(("length", "kept"), [(60, 60), (61, 59)])
def test_sixty_characters_are_not_cut(length: int, kept: int) -> None:
    """
    The ellipsis stands only where something is missing.
    """
    assert kept == quoted("x" * length).count("x")
