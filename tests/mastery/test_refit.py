"""Refits: what practice serves is what was measured."""

import msgspec
import numpy as np
import polars as pl
import pytest

from mastery.backend import BACKENDS
from mastery.estimate import Estimates
from mastery.evidence import Evidence
from mastery.filter import predict, update
from mastery.fitted import fit
from mastery.log import BadLog, from_frame
from mastery.model import DEFAULT_MODEL, Model
from mastery.refit import refitted
from tests.synthetic_log import synthetic_log


@pytest.mark.parametrize("guess", [0.0, 0.2])
def test_practice_predicts_what_was_measured(guess: float) -> None:
    """Answer by answer, the model in service gives the chances of the backend `served`, to half a hundredth."""
    frame = synthetic_log(learners=60, tries=25, pause=40_000.0).with_columns(guess=guess, difficulty=0.25)
    log = from_frame(frame)
    fitted = fit("served", log, source="synthetic")
    model = refitted(fitted)
    foretold = BACKENDS["served"].predict(fitted.parameters, log)
    assert log.seconds is not None
    estimates, learner = Estimates.prior(model), -1
    for row in range(len(log)):
        if log.learner[row] != learner:
            estimates, learner = Estimates.prior(model), log.learner[row]
        evidence = Evidence(
            skills=tuple(log.skill_names[skill] for skill in log.skills[log.starts[row] : log.starts[row + 1]]),
            difficulty=0.25,
            correct=bool(log.correct[row]),
            weight=1.0,
            guess=guess,
            day=float(log.seconds[row]) / 86_400.0,
            source=log.items[log.item[row]],
        )
        told = predict(
            model,
            estimates,
            evidence.skills,
            difficulty=evidence.difficulty,
            guess=guess,
            day=evidence.day,
            source=evidence.source,
        )
        assert told.probability == pytest.approx(max(guess, foretold[row]), abs=5e-3)
        estimates = update(model, estimates, evidence)


def test_a_refit_has_an_id_of_its_own_and_survives_its_event() -> None:
    """Two fits of different logs are two models, and the bytes of one give it back."""
    models = [
        refitted(fit("filter", from_frame(synthetic_log(seed, learners=20, tries=10)), source="x")) for seed in (1, 2)
    ]
    assert len({DEFAULT_MODEL.id, *(model.id for model in models)}) == 3
    again = msgspec.json.decode(msgspec.json.encode(models[0]), type=Model)
    assert (again, again.id) == (models[0], models[0].id)


def test_an_easy_skill_is_no_fault_but_nonsense_is() -> None:
    """A skill that everybody has right is held within reason; a difficulty that is no number is refused by name."""
    easy = synthetic_log(learners=30, tries=20).with_columns(
        correct=pl.when(pl.col("skills").list.contains("s1")).then(1).otherwise("correct")
    )
    fitted = fit("filter", from_frame(easy), source="x")
    assert abs(refitted(fitted).fit.skills["s1"]) < 6.0
    fitted.parameters.grounds.difficulties.skill[3] = np.nan
    with pytest.raises(BadLog, match="the skill s3 stands at nan"):
        refitted(fitted)
