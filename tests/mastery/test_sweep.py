"""Sweeps: a whole log at once believes what one answer after another does."""

import msgspec
import numpy as np
import polars as pl
import pytest

from mastery.backfit import backfitted
from mastery.estimate import Estimates
from mastery.evidence import Evidence
from mastery.filter import predict, update
from mastery.history import entries
from mastery.log import from_frame
from mastery.model import Model
from mastery.scan import groups
from mastery.sweep import Noise, Swept, plan, sweep
from tests.synthetic_log import synthetic_log

NOISE = Noise(ability=1.0, skill=0.3, ability_try=0.004, skill_try=0.01, memory=30.0)
MODEL = Model(
    intercept=0.4, ability_variance=1.0, skill_variance=0.3, ability_noise=0.004, skill_noise=0.01, skill_memory=30.0
)


@pytest.mark.parametrize("guess", [0.0, 0.25])
def test_a_sweep_believes_what_single_updates_do(guess: float) -> None:
    """Before each row of a log with pauses, guesses and several skills, mean and variance are the filter's own."""
    frame = synthetic_log(learners=5, tries=20).with_columns(seconds=pl.col("seconds") * 40.0)
    log = msgspec.structs.replace(from_frame(frame), guess=np.full(100, guess))
    swept = sweep(log, plan(log), NOISE, np.full(len(log), MODEL.intercept), np.full(5, MODEL.growth))
    assert log.seconds is not None
    estimates, learner = Estimates.prior(MODEL), -1
    for row in range(len(log)):
        if log.learner[row] != learner:
            estimates, learner = Estimates.prior(MODEL), log.learner[row]
        skills = tuple(log.skill_names[skill] for skill in log.skills[log.starts[row] : log.starts[row + 1]])
        day = float(log.seconds[row]) / 86_400.0
        told = predict(MODEL, estimates, skills, difficulty=0.0, guess=guess, day=day)
        assert MODEL.intercept + swept.ability[row] + swept.skill[row] == pytest.approx(told.mean, abs=1e-9)
        # The noise of the try itself is in the sweep's doubt already, and at most that.
        assert told.variance - 1e-9 <= swept.doubt[row] <= told.variance + 0.014 + 1e-9
        evidence = Evidence(
            skills=skills, difficulty=0.0, correct=bool(log.correct[row]), weight=1, guess=guess, day=day
        )
        estimates = update(MODEL, estimates, evidence)


def test_backfitted_beliefs_are_near_the_filters() -> None:
    """Beliefs worked out for all rows at once go with the filter's, row by row."""
    log = from_frame(synthetic_log(learners=60, tries=30).drop("seconds"))
    spread, offset, zero = entries(log), np.full(len(log), 0.4), np.zeros(len(log))
    believed = Swept(ability=zero, skill=zero, doubt=zero, skill_doubt=zero)
    for _ in range(3):
        believed = backfitted(log, spread, groups(log.learner), NOISE, offset, believed)
    real = sweep(log, plan(log), NOISE, offset, np.zeros(5))
    assert np.corrcoef(believed.ability, real.ability)[0, 1] > 0.95
    assert np.corrcoef(believed.ability + believed.skill, real.ability + real.skill)[0, 1] > 0.95
