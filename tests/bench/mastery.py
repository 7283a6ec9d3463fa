"""
Models of learners on real logs: what predictions are worth, and what fits cost.

Reads `responses/*.parquet` of the evaluation data; without it there is nothing
to show. Five folds by learner, one step ahead, one row per response; CPU
seconds of the fit of four folds, microseconds a predicted row.
"""

from mastery.backend import BACKENDS
from mastery.evaluate import Evaluation, evaluate
from mastery.log import read_log
from tests.bench.figure import Figure
from tests.parts import evaluation_data

__all__ = ["measure"]

GOALS = {"assist09": 0.790, "statics": 0.830}


def measure() -> list[Figure]:
    """
    Measure every backend on both logs.
    """
    figures: list[Figure] = []
    for name, goal in GOALS.items():
        log = read_log(evaluation_data() / "responses" / f"{name}.parquet")
        found = {model: evaluate(model, backend, log) for model, backend in BACKENDS.items()}
        figures += [
            Figure(f"{name}, {model}", _words(one), f"AUC {goal}" if model == "filter-head" else "")
            for model, one in found.items()
        ]
        tracing = found["bkt"].fit_cpu_s
        figures += [
            Figure(f"{name}, fit of {model} to fit of bkt", f"1/{tracing / found[model].fit_cpu_s:.1f}", share)
            for model, share in (("filter", "1/20"), ("filter-head", "1/4"))
        ]
    return figures


def _words(one: Evaluation) -> str:
    interval = one.intervals["auc"]
    return (
        f"AUC {one.auc:.4f} ({interval.low:.4f} to {interval.high:.4f}), log-loss {one.log_loss:.4f}, "
        f"RMSE {one.rmse:.4f}, ECE {one.ece:.4f}; fit {one.fit_cpu_s:.2f} s, {one.predict_us:.1f} us a row"
    )
