"""
Models of learners on real logs: what predictions are worth, and what fits cost.

Runs `misstep mastery evaluate` for each model on `responses/*.parquet` of the
evaluation data; without it there is nothing to show. Five folds by learner, one
step ahead, one row per response; 95 % intervals over folds (Student's t), of
differences fold by fold; CPU seconds of the fit of four folds, on one thread.
"""

import math
import os
import statistics
import subprocess
import sys
from pathlib import Path

import msgspec

from api.commands.mastery import MODELS
from mastery.evaluate import STUDENT, Evaluation
from tests.bench.figure import Figure

__all__ = ["measure"]

GOALS = {"assist09": ".790", "statics": ".830"}
ERROR = ".007"
AHEAD = {"best-lr": ".010", "bkt": ".04"}
SHARES = {"filter": "1/20", "filter-head": "1/4"}


def measure() -> list[Figure]:
    """
    Measure every model on both logs.
    """
    root = Path(os.environ.get("MISSTEP_DATA", "../shared/data")) / "responses"
    figures: list[Figure] = []
    for name, goal in GOALS.items():
        path = root / f"{name}.parquet"
        if not path.exists():
            figures.append(Figure(name, "absent (set MISSTEP_DATA)", f"AUC {goal}"))
            continue
        found = {model: _evaluated(path, model) for model in MODELS}
        figures += [
            Figure(f"{name}, {model}", _words(one), f"AUC {goal}, ECE {ERROR}" if model in SHARES else "")
            for model, one in found.items()
        ]
        figures += [Figure(f"{name}, {model}, AUC by rows", _slices(found[model])) for model in (*SHARES, "best-lr")]
        figures += [
            Figure(f"{name}, AUC of {model} less {other}", _ahead(found[model], found[other]), least)
            for model in SHARES
            for other, least in AHEAD.items()
        ]
        tracing = found["bkt"].fit_cpu_s
        figures += [
            Figure(f"{name}, fit of {model} to fit of bkt", f"1/{tracing / found[model].fit_cpu_s:.1f}", share)
            for model, share in SHARES.items()
        ]
    return figures


def _evaluated(path: Path, model: str) -> Evaluation:
    command = [sys.executable, "-m", "api", "mastery", "evaluate", str(path), "--model", model, "--json"]
    return msgspec.json.decode(subprocess.run(command, check=True, capture_output=True).stdout, type=Evaluation)


def _words(one: Evaluation) -> str:
    auc, error = one.intervals["auc"], one.intervals["ece"]
    return (
        f"AUC {one.auc:.4f} ({auc.low:.4f} to {auc.high:.4f}), log-loss {one.log_loss:.4f}, RMSE {one.rmse:.4f}, "
        f"ECE {one.ece:.4f} ({error.low:.4f} to {error.high:.4f}); fit {one.fit_cpu_s:.2f} s, "
        f"{one.predict_us:.2f} us a row, {one.peak_mb:.0f} MB"
    )


def _slices(one: Evaluation) -> str:
    return ", ".join(f"{cut.name} {cut.scores.auc or 0:.3f}" for cut in one.cold_start)


def _ahead(one: Evaluation, other: Evaluation) -> str:
    each = [(a.scores.auc or 0.0) - (b.scores.auc or 0.0) for a, b in zip(one.folds, other.folds, strict=True)]
    middle = statistics.mean(each)
    half = STUDENT[len(each) - 2] * statistics.stdev(each) / math.sqrt(len(each))
    return f"{middle:+.4f} ({middle - half:+.4f} to {middle + half:+.4f})"
