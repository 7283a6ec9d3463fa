"""
Models of learners on real logs: what predictions are worth, and what fits cost.

Runs `misstep mastery evaluate` for each model on `responses/*.parquet` of the
evaluation data; without it there is nothing to show. Five folds by learner, one
step ahead, one row per response; CPU seconds of the fit of four folds.
"""

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from api.commands.mastery import MODELS
from mastery.evaluate import Evaluation
from tests.bench.figure import Figure

__all__ = ["measure"]

GOALS = {"assist09": ".790", "statics": ".830"}


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
            Figure(f"{name}, {model}", _words(one), f"AUC {goal}" if model == "filter-head" else "")
            for model, one in found.items()
        ]
        tracing = found["bkt"].fit_cpu_s
        figures += [
            Figure(f"{name}, fit of {model} to fit of bkt", f"1/{tracing / found[model].fit_cpu_s:.1f}", share)
            for model, share in (("filter", "1/20"), ("filter-head", "1/4"))
        ]
    return figures


def _evaluated(path: Path, model: str) -> Evaluation:
    command = [sys.executable, "-m", "api", "mastery", "evaluate", str(path), "--model", model, "--json"]
    return msgspec.json.decode(subprocess.run(command, check=True, capture_output=True).stdout, type=Evaluation)


def _words(one: Evaluation) -> str:
    interval = one.intervals["auc"]
    return (
        f"AUC {one.auc:.4f} ({interval.low:.4f} to {interval.high:.4f}), log-loss {one.log_loss:.4f}, "
        f"RMSE {one.rmse:.4f}, ECE {one.ece:.4f}; fit {one.fit_cpu_s:.2f} s, {one.predict_us:.1f} us a row, "
        f"{one.peak_mb:.0f} MB"
    )
