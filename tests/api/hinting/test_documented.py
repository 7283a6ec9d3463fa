"""What docs/serving-hints.md says holds of the program."""

import argparse
import re
from pathlib import Path
from typing import get_args

from api.commands import hints_worker, serve
from api.hinting.looking import MOST_OPEN
from api.hinting.paying import Limits, read_limits
from api.metrics import Metrics
from api.routes.tries import MOST_WAIT
from api.serving.settings import NAMES
from practice.revised import Withheld

PAGE = (Path(__file__).parents[3] / "docs" / "serving-hints.md").read_text(encoding="utf-8")


def test_the_counts_are_those_that_there_are() -> None:
    """
    Each name of the table is published, and each that is published is in it.
    """
    published = {
        line.split()[2].removesuffix("_created")
        for line in Metrics().text().decode().splitlines()
        if line.startswith("# TYPE")
    }
    told = set(re.findall(r"^\| `(misstep_\w+)`", PAGE, re.MULTILINE))

    assert published == told


def test_the_flags_are_those_that_there_are() -> None:
    """
    With the variables that stand for them, and limits that are the defaults.
    """
    parser = argparse.ArgumentParser()
    serve.configure(parser)
    known = {option for action in parser._actions for option in action.option_strings}  # noqa: SLF001 - no public list
    rows = re.findall(r"^\| `(--[\w-]+)[^`]*` \| `(\w+)`", PAGE, re.MULTILINE)
    limits = re.search(r"like `(hint=[^`]+)`", PAGE)

    assert rows
    assert {flag for flag, _ in rows} <= known
    assert all(NAMES[flag.removeprefix("--").replace("-", "_")] == name for flag, name in rows)
    assert limits is not None
    assert Limits() == read_limits(limits[1])


def test_the_commands_can_be_given() -> None:
    """
    Every flag of the worker's example is one of its own.
    """
    parser = argparse.ArgumentParser()
    hints_worker.configure(parser)
    (line,) = re.findall(r"^misstep hints worker (.*)$", PAGE, re.MULTILINE)

    assert parser.parse_args(line.split()).redis


def test_the_figures_and_reasons_are_those_in_the_code() -> None:
    """
    Bounds and reasons that the page names.
    """
    assert f"at most {MOST_OPEN} are under way" in PAGE
    assert f"after {MOST_WAIT}\n" in PAGE
    assert all(f"(`{why}`)" in PAGE for why in get_args(Withheld))
