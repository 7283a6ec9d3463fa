"""Evaluation and the backends: nothing looks ahead, nothing is random, everything has a chance."""

import msgspec
import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.commands.mastery import MODELS
from mastery.backend import BACKENDS, DEFAULT
from mastery.evaluate import evaluate
from mastery.log import BadLog, Log, from_frame
from mastery.score import auc, calibration_error
from tests.synthetic_log import synthetic_log


def recoded(part: pl.DataFrame, whole: pl.DataFrame) -> Log:
    """
    Read a part of a log with the numbers that names have in the whole.
    """
    log = from_frame(pl.concat([part.with_columns(learner=pl.lit("a")), whole], how="vertical_relaxed"))
    return log.of_learners(np.arange(int(log.learner.max()) + 1) == 0)


def test_the_command_offers_exactly_the_backends() -> None:
    """What `--model` offers is what there is, the default first."""
    assert tuple(BACKENDS) == MODELS
    assert MODELS[0] == DEFAULT


@pytest.mark.slow
def test_the_filter_learns_how_a_skill_grows() -> None:
    """Where skills grow by practice the fit says so, and where they fall it says that."""
    for drift, sign in ((0.25, 1.0), (-0.25, -1.0)):
        log = from_frame(synthetic_log(learners=60, tries=40, drift=drift))
        fitted = BACKENDS["filter"].fit(log)
        assert sign * fitted.grounds.difficulties.growth.mean() > 0.05


def test_an_answer_after_a_hint_tells_less() -> None:
    """Wrong answers lower what is expected next; the same ones after hints lower it less."""
    frame = synthetic_log(learners=20, tries=8).with_columns(hinted=0)
    fitted = BACKENDS["filter"].fit(from_frame(frame))
    wrong = frame.filter(pl.col("learner") == "l1").with_columns(correct=0)
    plain, helped = (
        BACKENDS["filter"].predict(fitted, recoded(wrong.with_columns(hinted=hint), frame)) for hint in (0, 1)
    )
    assert (helped[1:] > plain[1:]).all()


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.3, 0.5, 0.9]), st.booleans()), min_size=2, max_size=30))
def test_auc_is_the_share_of_pairs_in_order(rows: list[tuple[float, bool]]) -> None:
    """AUC is the share of right-wrong pairs that are ranked rightly, ties half; None where there is no pair."""
    right = [chance for chance, correct in rows if correct]
    wrong = [chance for chance, correct in rows if not correct]
    found = auc(np.array([chance for chance, _ in rows]), np.array([float(correct) for _, correct in rows]))
    if not right or not wrong:
        assert found is None
        return
    pairs = [(a > b) + (a == b) / 2 for a in right for b in wrong]
    assert found == pytest.approx(sum(pairs) / len(pairs))


def test_calibration_error_is_the_gap_of_each_bin() -> None:
    """A forecast that says .7 where 6 of 10 are right is off by .1."""
    assert calibration_error(np.full(10, 0.7), np.array([1.0] * 6 + [0.0] * 4)) == pytest.approx(0.1)


@pytest.mark.slow
def test_every_backend_tells_learners_apart_and_says_the_same_twice() -> None:
    """On a synthetic log each backend beats chance, the ones that know items beat BKT, and nothing is random."""
    log = from_frame(synthetic_log(learners=50, tries=24))
    found = {name: evaluate(name, backend, log) for name, backend in BACKENDS.items()}
    ranking = {name: one.auc or 0.0 for name, one in found.items()}
    assert min(ranking.values()) > 0.55
    assert ranking["filter"] > ranking["bkt"] + 0.05
    assert ranking["best-lr"] > ranking["pfa"] + 0.05
    for name in ("filter", "filter-head", "bkt", "best-lr"):
        again = evaluate(name, BACKENDS[name], log)
        assert [fold.scores for fold in again.folds] == [fold.scores for fold in found[name].folds]
        assert sum(fold.scores.rows for fold in again.folds) == again.rows == len(log)
        assert again.cold_start[0].scores.rows == 250
        msgspec.json.encode(again)


@pytest.mark.slow
def test_no_backend_looks_ahead() -> None:
    """Changing a learner's later answers changes no earlier prediction."""
    frame = synthetic_log(learners=12, tries=12)
    log = from_frame(frame)
    turned = msgspec.structs.replace(log, correct=log.correct.copy())
    turned.correct[-1] = 1.0 - turned.correct[-1]
    for backend in BACKENDS.values():
        fitted = backend.fit(log)
        assert backend.predict(fitted, log) == pytest.approx(backend.predict(fitted, turned), abs=1e-12)


def test_unseen_items_and_skills_have_a_chance() -> None:
    """Items and skills that no training learner met are predicted all the same, and counted."""
    frame = synthetic_log(learners=10, tries=10).with_columns(
        item=pl.when(pl.col("learner") == "l3").then(pl.lit("new")).otherwise("item"),
        skills=pl.when(pl.col("learner") == "l3").then(pl.lit(["new"])).otherwise("skills"),
    )
    for name in ("filter", "bkt", "pfa", "khan-custom"):
        found = evaluate(name, BACKENDS[name], from_frame(frame))
        assert found.unseen_items >= 10
        assert found.unseen_skills == 10


def test_nothing_to_test_on_is_refused() -> None:
    """One learner, one fold, or answers of one class are refused with the reason."""
    frame = synthetic_log(learners=4, tries=5)
    for bad, words in (
        (frame.filter(pl.col("learner") == "l0"), "one learner only"),
        (frame.with_columns(fold=1), "same for all learners"),
        (frame.with_columns(correct=1), "every answer of the log is right"),
    ):
        with pytest.raises(BadLog, match=words):
            evaluate("filter", BACKENDS["filter"], from_frame(bad))
