"""
`misstep mastery`: fit models of learners on logs of responses, and measure them.

`fit` writes a model's numbers to a file, `apply` brings them into force. `evaluate` cross-validates a model by learner
and prints what its predictions are worth; `simulate` sets policies against each other where the truth is known. What a
log must look like, and why one is refused, is `mastery.log`'s.
Ends with 2 where the log means nothing.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from api.commands import mastery_apply, mastery_simulate

if TYPE_CHECKING:
    from mastery.evaluate import Evaluation
    from mastery.score import Scores

__all__ = ["configure", "run"]

REFUSED: Final = 2
MODELS: Final = (
    "filter",
    "filter-head",
    "served",
    "bkt",
    "pfa",
    "best-lr",
    "khan-shared",
    "khan-custom",
    "khan-compressed",
)
"""Written out, so that `--help` starts without numpy; a test holds them equal to the backends."""
WIDTH: Final = 30
LOG_HELP: Final = (
    "Parquet (learner, item, skills as a list, correct, ...), JSON lines of `misstep export`, or a server's data folder"
)


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the sub-commands.
    """
    jobs = parser.add_subparsers(dest="job", required=True)
    measured = jobs.add_parser("evaluate", help="what a model's predictions are worth on learners it never saw")
    made = jobs.add_parser("fit", help="fit a model on a whole log, and write its numbers")
    for job in (measured, made):
        job.add_argument("log", metavar="LOG", type=Path, help=LOG_HELP)
        job.add_argument("--model", choices=MODELS, default=MODELS[0], help=f"default: {MODELS[0]}")
        job.add_argument("--json", action="store_true", help="as JSON")
    applied = jobs.add_parser("apply", help="bring a fitted model into force on a data folder")
    mastery_apply.configure(applied)
    simulated = jobs.add_parser("simulate", help="policies of choosing against each other, in simulated worlds")
    mastery_simulate.configure(simulated)
    made.add_argument("--out", metavar="FILE", type=Path, required=True, help="where the fitted model goes")


def run(arguments: argparse.Namespace) -> int:
    """
    Do the job.
    """
    # One thread: the matrices are small, and sums come out the same everywhere.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from mastery.log import BadLog  # noqa: PLC0415 - numpy is imported when a log is read

    try:
        match arguments.job:
            case "fit":
                return _fit(arguments)
            case "apply":
                return mastery_apply.run(arguments)
            case "simulate":
                return mastery_simulate.run(arguments, _bar("course"))
            case _:
                return _evaluate(arguments)
    except BadLog as refusal:
        sys.stderr.write(f"misstep mastery {arguments.job}: {refusal}\n")
        return REFUSED


def _evaluate(arguments: argparse.Namespace) -> int:
    from api.responses import log_at  # noqa: PLC0415 - as above
    from mastery.backend import BACKENDS  # noqa: PLC0415 - as above
    from mastery.evaluate import evaluate  # noqa: PLC0415 - as above

    found = evaluate(arguments.model, BACKENDS[arguments.model], log_at(arguments.log), told=_bar("fold"))
    sys.stdout.write(msgspec.json.encode(found).decode() + "\n" if arguments.json else _report(found))
    return 0


def _fit(arguments: argparse.Namespace) -> int:
    from api.responses import fit_on  # noqa: PLC0415 - as above
    from mastery.fitted import write_fitted  # noqa: PLC0415 - as above

    began = time.process_time()
    fitted = fit_on(arguments.log, arguments.model, told=_bar("chunk"))
    summary = {
        "model": fitted.model,
        "rows": fitted.rows,
        "learners": fitted.learners,
        "items": len(fitted.items),
        "skills": len(fitted.skills),
        "fit_cpu_s": round(time.process_time() - began, 3),
        "out": str(arguments.out),
    }
    try:
        write_fitted(arguments.out, fitted)
    except OSError as error:
        sys.stderr.write(f"misstep mastery fit: {arguments.out} cannot be written: {error}\n")
        return REFUSED
    if arguments.json:
        sys.stdout.write(msgspec.json.encode(summary).decode() + "\n")
    else:
        sys.stdout.write("".join(f"{name}: {value}\n" for name, value in summary.items()))
    return 0


def _bar(of: str) -> Callable[[int, int], None] | None:
    """
    Draw a bar where somebody watches.
    """
    if not sys.stderr.isatty():
        return None

    def told(done: int, whole: int) -> None:
        filled = WIDTH * done // whole
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {of} {done} of {whole}")
        sys.stderr.write("\n" if done == whole else "")
        sys.stderr.flush()

    return told


def _report(found: "Evaluation") -> str:
    lines = [
        f"{found.model}: {found.rows:,} responses of {found.learners:,} learners, {len(found.folds)} folds by learner",
        f"{'':28} {'rows':>8} {'AUC':>6} {'loss':>6} {'RMSE':>6} {'ECE':>6}",
        f"{'mean of folds':28} {found.rows:8} {_figures(found)}",
    ]
    lines += [f"{one.name:28} {one.scores.rows:8} {_figures(one.scores)}" for one in found.cold_start]
    lines += [f"{f'fold {one.fold}':28} {one.scores.rows:8} {_figures(one.scores)}" for one in found.folds]
    if (interval := found.intervals.get("auc")) is not None:
        lines.append(f"AUC {interval.low:.4f} to {interval.high:.4f} (95 %), sd {interval.sd:.4f}")
    lines.append(f"fit {found.fit_cpu_s:.2f} s CPU, {found.predict_us:.2f} us CPU a row, peak {found.peak_mb:.0f} MB")
    if found.unseen_items or found.unseen_skills:
        lines.append(f"{found.unseen_items:,} rows of unseen items, {found.unseen_skills:,} of unseen skills")
    if found.moved or found.repeated:
        lines.append(f"{found.moved:,} rows put in order, {found.repeated:,} left out that came twice")
    return "\n".join(lines) + "\n"


def _figures(of: "Evaluation | Scores") -> str:
    each = (of.auc, of.log_loss, of.rmse, of.ece)
    return " ".join("     -" if value is None else f"{value:6.4f}" for value in each)
