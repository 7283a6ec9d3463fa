"""Logs: what is refused, and what is put in order."""

import polars as pl
import pytest

from mastery.log import BadLog, from_frame
from tests.synthetic_log import synthetic_log


def test_a_log_that_means_nothing_is_refused_with_its_row_and_why() -> None:
    """Missing columns, holes, no numbers, a learner in two folds: each is refused with the place and the reason."""
    good = synthetic_log(learners=3, tries=5)
    at = pl.int_range(pl.len())
    cases = [
        (good.drop("skills"), "no column skills"),
        (good.clear(), "no rows"),
        (good.with_columns(item=pl.when(at != 3).then("item")), "row 3 has no item"),
        (good.with_columns(correct=pl.when(at == 2).then(2).otherwise("correct")), "row 2 has a correct"),
        (good.with_columns(correct=pl.when(at == 4).then(float("nan")).otherwise("correct")), "row 4 has a correct"),
        (good.with_columns(correct=pl.lit("yes")), "correct has to hold numbers"),
        (good.with_columns(seconds=pl.when(at == 1).then(float("nan")).otherwise("seconds")), "row 1 has no finite"),
        (good.with_columns(skills=pl.lit("s")), "list of skills in each row"),
        (
            good.with_columns(skills=pl.when(at == 1).then(pl.lit([], dtype=pl.List(pl.String))).otherwise("skills")),
            "row 1",
        ),
        (good.with_columns(item=pl.when(at != 3).then(1.0).otherwise(float("nan"))), "row 3 has no item"),
        (good.with_columns(hinted=pl.lit("yes")), "hinted has to hold numbers"),
        (good.with_columns(fold=at % 2), "learner l0 is in several folds"),
    ]
    for frame, words in cases:
        with pytest.raises(BadLog, match=words):
            from_frame(frame)


def test_rows_expanded_by_skill_are_found_and_explained() -> None:
    """A response with two skills as two rows gives the answer away, so such a log is refused, with or without times."""
    for frame in (synthetic_log().explode("skills"), synthetic_log().drop("seconds").explode("skills")):
        expanded = frame.with_columns(pl.concat_list("skills"))
        with pytest.raises(BadLog, match=r"row \d+ repeats .* another skill .* give the answer away"):
            from_frame(expanded)


def test_learners_that_are_mixed_and_times_out_of_order_are_put_in_order() -> None:
    """Any order of rows with times, and rows that came twice, give the log of the rows in order."""
    good = synthetic_log(learners=4, tries=9)
    log = from_frame(good)
    mixed = from_frame(pl.concat([good, good.head(5)]).sort("seconds", descending=True))
    assert mixed.repeated == 5
    assert mixed.moved > 0
    assert len(mixed) == len(log)
    names = [log.items[item] for item in log.item]
    by_learner = {tuple(names[9 * at : 9 * at + 9]) for at in range(4)}
    assert {tuple(mixed.items[item] for item in mixed.item[9 * at : 9 * at + 9]) for at in range(4)} == by_learner
