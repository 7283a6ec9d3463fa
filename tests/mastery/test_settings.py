"""Settings and floors that a fit finds for itself, and what a log may say besides outcomes."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

from mastery.backend import BACKENDS
from mastery.filtering import fit_filter, predict_filter
from mastery.log import BadLog, from_frame
from tests.synthetic_log import synthetic_log

pytestmark = pytest.mark.slow


DAY = 86_400.0


def test_forgetting_is_found_where_there_is_some() -> None:
    """With days between tries, learners who forget within days are told from those who forget nothing."""
    found = [
        fit_filter(
            from_frame(synthetic_log(learners=150, tries=60, pause=2 * DAY, memory=memory, drift=0.4))
        ).grounds.noise.memory
        for memory in (3.0, 1e9)
    ]
    assert found[0] <= 30.0
    assert found[1] > 1e5


def test_the_floor_of_a_kind_is_found() -> None:
    """Items that can be guessed right a third of the time are told from those that cannot, by their kind alone."""
    kind = pl.when(pl.col("item").str.slice(1).cast(pl.Int64) % 2 == 1).then(pl.lit("choice")).otherwise(pl.lit("n"))
    frame = synthetic_log(learners=400, tries=60, guess=0.33).with_columns(kind=kind).drop("seconds")
    log = from_frame(frame)
    fitted = fit_filter(log)
    assert fitted.grounds.floors["choice"] >= 0.2
    assert fitted.grounds.floors["n"] == 0.0
    assert np.isfinite(predict_filter(fitted, log)).all()


def test_a_guess_floor_that_the_log_says_is_used() -> None:
    """Who answers at random looks less able where answers can be guessed, and no chance is below the floor."""
    frame = synthetic_log(learners=40, tries=30).drop("seconds")
    plain, guessed = (fit_filter(from_frame(frame.with_columns(guess=guess))) for guess in (0.0, 0.25))
    assert guessed.grounds.difficulties.intercept < plain.grounds.difficulties.intercept


@pytest.mark.parametrize("name", ["time", "at", "timestamp"])
def test_clocks_of_other_names_count_seconds(name: str) -> None:
    """Dates with times, milliseconds and seconds under a clock's name are the column `seconds`."""
    frame = synthetic_log(learners=5, tries=8).with_columns(seconds=pl.col("seconds").round() + 1.6e9)
    plain = from_frame(frame)
    date = pl.from_epoch(pl.col("seconds").cast(pl.Int64), time_unit="s")
    for column in (pl.col("seconds"), pl.col("seconds") * 1000.0, date, date.dt.replace_time_zone("UTC")):
        other = from_frame(frame.with_columns(column.alias(name)).drop("seconds"))
        assert plain.seconds is not None
        assert other.seconds is not None
        assert other.seconds.tolist() == plain.seconds.tolist()
        assert other.item.tolist() == plain.item.tolist()
    with pytest.raises(BadLog, match=f"column {name} has to hold dates"):
        from_frame(frame.drop("seconds").with_columns(pl.lit("noon").alias(name)))
    with pytest.raises(BadLog, match="has no finite seconds"):
        from_frame(frame.drop("seconds").with_columns(pl.lit(None, dtype=pl.Datetime).alias(name)))


def test_a_difficulty_that_the_author_gave_is_where_an_item_begins() -> None:
    """Items that few answered are predicted by the difficulty that they were given, where the log has it."""
    frame = synthetic_log(learners=40, tries=20).drop("seconds")
    given = pl.when(pl.col("item") == "i01").then(3.0).otherwise(0.0)
    hard = frame.with_columns(difficulty=given)
    rare = frame.filter((pl.col("item") != "i01") | pl.col("learner").is_in(["l0", "l1", "l2", "l3"]))
    chances = []
    for column in (pl.lit(0.0), given):
        log = from_frame(rare.with_columns(difficulty=column))
        asked = log.item == log.items.index("i01")
        chances.append(predict_filter(fit_filter(log), log)[asked].mean())
    assert chances[1] < chances[0] - 0.2
    shifted = fit_filter(from_frame(hard)).grounds.difficulties
    assert shifted.item[1] < fit_filter(from_frame(frame)).grounds.difficulties.item[1] - 1.0


def test_times_as_dates_can_be_fitted_and_measured() -> None:
    """A log whose only clock is a date goes through every backend that looks at times."""
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    frame = synthetic_log(learners=12, tries=10)
    frame = frame.with_columns(at=pl.lit(start) + pl.duration(seconds=pl.col("seconds"))).drop("seconds")
    log = from_frame(frame)
    for name in ("filter", "filter-head"):
        assert np.isfinite(BACKENDS[name].predict(BACKENDS[name].fit(log), log)).all()
