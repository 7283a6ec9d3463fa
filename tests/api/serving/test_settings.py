"""What `api.serving.settings` promises."""

import argparse
import re
from pathlib import Path

import pytest

from api.commands import serve
from api.serving.settings import NAMES, BadSetting, Settings, data_dir, read_settings
from hints.shared.limiter import Rate

HOME = {"MISSTEP_HOME": "/srv/misstep"}
PAGE = (Path(__file__).parents[3] / "docs" / "settings.md").read_text(encoding="utf-8")


def test_defaults_listen_on_this_machine_alone() -> None:
    """
    Without flags and environment the server listens on loopback, with a demo.
    """
    settings = read_settings(HOME, {})

    assert Settings(data=Path("/srv/misstep")) == settings
    assert settings.host == "127.0.0.1"


def test_a_flag_wins_over_the_environment_which_wins_over_the_default() -> None:
    """
    Each of the three places is looked at in its turn.
    """
    environ = {**HOME, "MISSTEP_PORT": "9000", "MISSTEP_HOST": "::1"}

    settings = read_settings(environ, {"port": "9100", "host": None})

    assert isinstance(settings, Settings)
    assert (9100, "::1", True) == (settings.port, settings.host, settings.demo)


@pytest.mark.parametrize(("word", "demo"), [("false", False), ("no", False), ("0", False), ("yes", True), ("1", True)])
def test_a_switch_in_the_environment_takes_the_usual_words(word: str, demo: bool) -> None:
    """
    True and false may be written as people write them.
    """
    settings = read_settings({**HOME, "MISSTEP_DEMO": word}, {})

    assert isinstance(settings, Settings)
    assert demo == settings.demo


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MISSTEP_PORT", "eighty"),
        ("MISSTEP_PORT", "70000"),
        ("MISSTEP_PORT", "-1"),
        ("MISSTEP_DEMO", "perhaps"),
        ("MISSTEP_LEARNER_RATE", "fast"),
        ("MISSTEP_LEARNER_RATE", "0/5"),
        ("MISSTEP_KEY_RATE", "inf/5"),
        ("MISSTEP_KEY_RATE", "nan/5"),
        ("MISSTEP_KEY_RATE", "5/-5"),
    ],
)
def test_a_setting_that_cannot_be_read_is_a_sentence(name: str, value: str) -> None:
    """
    The sentence names the setting and what was given.
    """
    settings = read_settings({**HOME, name: value}, {})

    assert isinstance(settings, BadSetting)
    assert name in settings.sentence
    assert value in settings.sentence


def test_a_rate_is_written_as_a_second_and_saved_up() -> None:
    """
    Both numbers are read; without the second, ten seconds' worth is saved up.
    """
    settings = read_settings({**HOME, "MISSTEP_LEARNER_RATE": "2.5/7", "MISSTEP_KEY_RATE": "30"}, {})

    assert isinstance(settings, Settings)
    assert (Rate(2.5, 7), Rate(30, 300)) == (settings.learner_rate, settings.key_rate)


def test_the_data_folder_follows_the_users_own() -> None:
    """
    `MISSTEP_HOME` first, then the user's data folder, then where that usually is.
    """
    assert Path("/a") == data_dir({"MISSTEP_HOME": "/a", "XDG_DATA_HOME": "/b"})
    assert Path("/b/misstep") == data_dir({"XDG_DATA_HOME": "/b"})
    assert Path.home() / ".local" / "share" / "misstep" == data_dir({})


def test_a_file_of_routes_is_named_by_flag_or_environment() -> None:
    """
    Without one no model is asked.
    """
    settings = [
        read_settings(environ, flags)
        for environ, flags in (
            (HOME, {}),
            ({**HOME, "MISSTEP_ROUTES": "/etc/misstep/routes.toml"}, {}),
            ({**HOME, "MISSTEP_ROUTES": "/etc/misstep/routes.toml"}, {"routes": "mine.toml"}),
        )
    ]

    assert [None, Path("/etc/misstep/routes.toml"), Path("mine.toml")] == [
        one.routes for one in settings if isinstance(one, Settings)
    ]


def test_limits_on_hints_and_an_address_of_redis_are_read() -> None:
    """
    Dollars become millionths, and what begins like no address of Redis is refused without being repeated.
    """
    read = read_settings({"MISSTEP_HINT_BUDGET": "learner=0.5", "MISSTEP_REDIS": "rediss://cache:6379/1"}, {})
    bad = read_settings({}, {"redis": "http://user:very-private@cache"})
    unlimited = read_settings({}, {"hint_budget": "learner=lots"})
    none = read_settings({}, {"hint_processes": "0"})

    assert isinstance(read, Settings)
    assert (500_000, "rediss://cache:6379/1", False) == (read.hint_budget.learner, read.redis, read.allow_unproven)
    assert isinstance(bad, BadSetting)
    assert "very-private" not in bad.sentence
    assert isinstance(unlimited, BadSetting)
    assert isinstance(none, BadSetting)


def test_the_page_has_every_flag_and_every_variable() -> None:
    """
    What an operator can turn stands in one table, and in the command's own help.
    """
    parser = argparse.ArgumentParser()
    serve.configure(parser)
    flags = {option for action in parser._actions for option in action.option_strings} - {"-h", "--help"}  # noqa: SLF001 - no public list
    rows = [row.split("|")[1:3] for row in PAGE.splitlines() if row.startswith("| `")]

    assert flags == {flag for cell, _ in rows for flag in re.findall(r"`(--[a-z-]+)", cell)}
    assert sorted(NAMES.values()) == sorted(name for _, cell in rows for name in re.findall(r"MISSTEP_[A-Z_]+", cell))
    assert {name for name in NAMES.values() if name not in parser.format_help()} == set()
