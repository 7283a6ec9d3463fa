"""
Fitted models as files: which model, from what, and its plain numbers.

JSON with a version, so that another machine, or another year, reads the same
numbers; the names of items and skills stand beside the numbers that are theirs.
The log itself is named by its content only.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from mastery.backend import BACKENDS
from mastery.bkt import BktModel, degenerate
from mastery.filtering import Filter, Grounds
from mastery.head import Filtered
from mastery.khan import Khan
from mastery.log import BadLog, Log, read_log, scan_log
from mastery.regressions import Regression
from mastery.streaming import fit_streamed

__all__ = ["FORMAT", "Fitted", "fit", "fit_file", "read_fitted", "write_fitted"]

FORMAT: Final = 2
WHOLE: Final = 2_000_000
"""Rows up to which a log is held whole."""
SHAPES: Final[dict[str, type[msgspec.Struct]]] = {
    "filter": Filter,
    "filter-head": Filtered,
    "served": Grounds,
    "bkt": BktModel,
    "pfa": Regression,
    "best-lr": Regression,
    "khan-shared": Khan,
    "khan-custom": Khan,
    "khan-compressed": Khan,
}
NAMED: Final = 5
"""Skills named in a refusal."""


class Fitted(msgspec.Struct, frozen=True, kw_only=True):
    """
    One fit.

    Attributes
    ----------
    format, model
        The file's version, and the backend.
    log
        SHA-256 of the log's file.
    rows, learners
        What it was fitted on.
    items, skills
        Names, in the order of the parameters' numbers.
    parameters
        The backend's own.
    """

    format: int
    model: str
    log: str
    rows: int
    learners: int
    items: tuple[str, ...]
    skills: tuple[str, ...]
    parameters: Any


def fit(model: str, log: Log, *, source: str) -> Fitted:
    """
    Fit a model on a whole log.

    Raises
    ------
    BadLog
        If all answers are of one class, or the fit is degenerate: some skill's
        right answers would be a sign of not knowing it.
    """
    if log.correct.min() == log.correct.max():
        msg = f"every answer of the log is {'right' if log.correct[0] else 'wrong'}: there is nothing to fit"
        raise BadLog(msg)
    parameters = BACKENDS[model].fit(log)
    if isinstance(parameters, BktModel) and (bad := degenerate(parameters)):
        names = "; ".join("+".join(log.skill_names[skill] for skill in skills) for skills in bad[:NAMED])
        msg = f"guess and slip sum to 1 or more for {len(bad)} of {len(parameters.sets)} sets of skills: {names}"
        raise BadLog(msg)
    return Fitted(
        format=FORMAT,
        model=model,
        log=source,
        rows=len(log),
        learners=int(log.learner.max()) + 1,
        items=tuple(log.items),
        skills=tuple(log.skill_names),
        parameters=parameters,
    )


def fit_file(model: str, path: Path, *, source: str, told: Callable[[int, int], None] | None = None) -> Fitted:
    """
    Fit a model on a Parquet file, in chunks where it is long.

    Raises
    ------
    BadLog
        As `fit`, and if the file cannot be read.
    """
    import polars as pl  # noqa: PLC0415 - off the answer's path, and slow to import

    if int(scan_log(path).select(pl.len()).collect(engine="streaming").item()) <= WHOLE:
        return fit(model, read_log(path), source=source)
    found = fit_streamed(model, path, told=told)
    return Fitted(
        format=FORMAT,
        model=model,
        log=source,
        rows=found.rows,
        learners=found.learners,
        items=tuple(found.items),
        skills=tuple(found.skills),
        parameters=found.parameters,
    )


def write_fitted(path: Path, fitted: Fitted) -> None:
    """
    Write a fit as JSON.
    """
    path.write_bytes(msgspec.json.encode(fitted, enc_hook=_plain) + b"\n")


def read_fitted(path: Path) -> Fitted:
    """
    Read a fit.

    Raises
    ------
    BadLog
        If the file is none, or of a version or a model that is not known here.
    """
    try:
        fitted = msgspec.json.decode(path.read_bytes(), type=Fitted)
        if fitted.format != FORMAT or fitted.model not in SHAPES:
            msg = f"{path} is of format {fitted.format} and model {fitted.model}, which are not known here"
            raise BadLog(msg)
        parameters = msgspec.convert(fitted.parameters, SHAPES[fitted.model], strict=False, dec_hook=_array)
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        msg = f"{path} is no fitted model: {error}"
        raise BadLog(msg) from error
    return msgspec.structs.replace(fitted, parameters=parameters)


def _plain(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.tolist()
    msg = f"no number: {type(value)}"
    raise NotImplementedError(msg)


def _array(kind: type, value: object) -> object:
    return np.array(value, dtype=np.float32 if "float32" in str(kind) else np.float64)
