"""Logs as they come: late, doubled, renamed, skewed, all on one account: an error with its row, or a defined result."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

from mastery.backend import BACKENDS
from mastery.evaluate import evaluate
from mastery.filtering import fit_filter, predict_filter
from mastery.fitted import fit
from mastery.log import BadLog, from_frame
from tests.synthetic_log import synthetic_log

FILTERS = ("filter", "filter-head")


@pytest.mark.slow
def test_no_backend_gives_a_silent_nan() -> None:
    """Whatever is odd in a log that is taken, every chance of every backend is a number between 0 and 1."""
    plain = synthetic_log(learners=12, tries=10)
    odd = {
        "clocks that stand still": plain.with_columns(
            seconds=0.0, item=pl.col("item") + pl.int_range(pl.len()).cast(pl.String)
        ),
        "clocks a century off": plain.with_columns(
            seconds=pl.when(pl.int_range(pl.len()) % 3 == 0).then(pl.col("seconds") - 3e9).otherwise("seconds")
        ),
        "one skill": plain.with_columns(skills=pl.lit(["s"])),
        "one item": plain.with_columns(item=pl.lit("i")),
        "a skill of one class": plain.with_columns(
            correct=pl.when(pl.col("skills").list.contains("s0")).then(1).otherwise("correct")
        ),
        "all hinted": plain.with_columns(hinted=1),
        "hints with holes": plain.with_columns(hinted=pl.when(pl.int_range(pl.len()) % 2 == 0).then(1)),
        "difficulties with holes": plain.with_columns(difficulty=pl.when(pl.int_range(pl.len()) % 2 == 0).then(2.0)),
        "certain guesses": plain.with_columns(guess=1.0),
        "numbers for names": plain.with_columns(learner=pl.col("learner").str.slice(1).cast(pl.Int64)),
    }
    for name, frame in odd.items():
        log = from_frame(frame)
        for backend in BACKENDS.values():
            chance = backend.predict(backend.fit(log), log)
            assert np.isfinite(chance).all(), name
            assert ((chance >= 0) & (chance <= 1)).all(), name


def test_a_whole_class_on_one_account_is_one_learner() -> None:
    """One account can be fitted and predicted; it cannot be measured, and that is said."""
    log = from_frame(synthetic_log(learners=10, tries=20).with_columns(learner=pl.lit("class 7b")))
    for name in FILTERS:
        backend = BACKENDS[name]
        assert np.isfinite(backend.predict(backend.fit(log), log)).all()
        with pytest.raises(BadLog, match="one learner only"):
            evaluate(name, backend, log)


def test_late_answers_are_put_where_they_belong() -> None:
    """Offline tries that arrive at the end, in any order, give the fit of those that came in time."""
    frame = synthetic_log(learners=20, tries=20)
    late = pl.concat([frame.filter(pl.int_range(pl.len()) % 4 > 0), frame.filter(pl.int_range(pl.len()) % 4 == 0)])
    mixed = late.sample(fraction=1.0, shuffle=True, seed=3)
    # Learners are numbered as they come, so that the order of learners, and nothing else, is restored.
    mixed = pl.concat([mixed.filter(pl.col("learner") == f"l{at}") for at in range(20)])
    fits = [fit_filter(from_frame(one)) for one in (frame, mixed)]
    assert fits[0].scale.tolist() == fits[1].scale.tolist()
    assert from_frame(mixed).moved > 0


def test_a_log_that_came_twice_says_nothing_new() -> None:
    """Every row sent twice: left out, counted, and the fit is the same."""
    frame = synthetic_log(learners=20, tries=20)
    doubled = from_frame(pl.concat([frame, frame]))
    assert doubled.repeated == len(frame)
    assert fit_filter(doubled).scale.tolist() == fit_filter(from_frame(frame)).scale.tolist()


@pytest.mark.slow
def test_a_skill_renamed_or_split_between_releases_starts_as_its_items_say() -> None:
    """Learners of a new release, with other names for the same skills, are predicted by what their items showed."""
    frame = synthetic_log(learners=80, tries=30).drop("seconds")
    number = pl.col("learner").str.slice(1).cast(pl.Int64)
    half = pl.col("item").str.slice(1).cast(pl.Int64) % 2
    for renamed in (
        pl.col("skills").list.eval(pl.element() + " (2nd edition)"),
        pl.concat_list(pl.lit("s") + half.cast(pl.String) + " of two"),
    ):
        split = frame.with_columns(
            skills=pl.when(number % 5 == 0).then(renamed).otherwise("skills"), fold=(number % 5 > 0).cast(pl.Int64)
        )
        for name in FILTERS:
            found = evaluate(name, BACKENDS[name], from_frame(split))
            tested = found.folds[0].scores
            assert found.unseen_skills >= tested.rows
            assert (tested.auc or 0.0) > 0.65, name


def test_rows_expanded_by_skill_are_refused_whatever_clock_they_have() -> None:
    """A response in several rows is found when it has dates, in any order, and the leak is explained."""
    date = pl.lit(dt.datetime(2026, 1, 1, tzinfo=dt.UTC)) + pl.duration(seconds=pl.col("seconds").round())
    frame = synthetic_log(learners=30, tries=30).with_columns(at=date).drop("seconds")
    expanded = frame.explode("skills").with_columns(pl.concat_list("skills")).sample(fraction=1.0, shuffle=True, seed=1)
    with pytest.raises(BadLog, match="give the answer away"):
        from_frame(expanded)


def test_one_class_of_outcome_is_refused_by_every_fit() -> None:
    """A log of right answers only, or of wrong ones, has nothing to tell apart."""
    for correct, words in ((1, "right"), (0, "wrong")):
        log = from_frame(synthetic_log(learners=5, tries=5).with_columns(correct=correct))
        for name in BACKENDS:
            with pytest.raises(BadLog, match=f"every answer of the log is {words}"):
                fit(name, log, source="synthetic")


def test_unseen_items_and_skills_are_the_usual_ones() -> None:
    """An item of a skill that nobody met is predicted for a stranger as the usual item is."""
    frame = synthetic_log(learners=60, tries=30).drop("seconds")
    log = from_frame(pl.concat([frame.head(1).with_columns(learner=pl.lit("new"), item=pl.lit("?")), frame]))
    fitted = fit_filter(log.of_learners(np.arange(61) > 0))
    chance = predict_filter(fitted, log)[:1]
    assert abs(chance[0] - log.correct.mean()) < 0.2


def test_numbers_that_are_none_are_refused_with_their_row() -> None:
    """NaN, infinity and holes in the columns that count are refused by row; a file that is no table is too."""
    frame = synthetic_log(learners=3, tries=4)
    at = pl.int_range(pl.len())
    for bad, words in (
        (pl.when(at == 5).then(float("inf")).otherwise("seconds").alias("seconds"), "row 5 has no finite seconds"),
        (pl.when(at == 7).then(None).otherwise("learner").alias("learner"), "row 7 has no learner"),
        (pl.when(at == 2).then(float("nan")).otherwise("correct").alias("correct"), "row 2 has a correct"),
        (pl.when(at == 9).then(pl.lit(["s", None])).otherwise("skills").alias("skills"), "row 9 has a skill without"),
        (pl.when(at == 1).then(1e6).otherwise(0.0).alias("difficulty"), "row 1 has a difficulty beyond 12 logits"),
    ):
        with pytest.raises(BadLog, match=words):
            from_frame(frame.with_columns(bad))
