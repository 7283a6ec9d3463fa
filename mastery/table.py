"""
Tables of responses: what one must not be, with the row and the reason.

Holes, expanded skills, a learner in two folds are refused; rows that came twice
are left out. Works on frames as they were read; names become numbers in `log`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "CLOCKS",
    "COLUMNS",
    "ROW",
    "BadLog",
    "complete",
    "folds",
    "has_columns",
    "not_expanded",
    "once",
    "with_seconds",
]

ROW: Final = "row"
"""The column of row numbers, from 0, by which refusals name a row."""
COLUMNS: Final = ("learner", "item", "skills", "correct")
CLOCKS: Final = ("time", "at", "timestamp")
"""Other names of the column `seconds`: dates with times, or numbers since any epoch."""
MILLISECONDS: Final = 1e11
"""Numbers beyond which a clock counts milliseconds: seconds get there in the year 5138."""
HARDEST: Final = 12.0
"""Logits beyond which a difficulty is a fault: one answer in 160,000 would be right."""
EXPANDED: Final = 0.001
"""Share of rows that may repeat the row before under other skills; beyond it a log counts as expanded."""


class BadLog(ValueError):
    """A log that means nothing, or not what it seems to; says the row and why."""


def with_seconds(frame: "pl.DataFrame") -> "pl.DataFrame":
    """
    Name a clock's column `seconds`, and count it in seconds.
    """
    import polars as pl  # noqa: PLC0415 - off the answer's path, and slow to import

    name = next((clock for clock in CLOCKS if clock in frame.columns), None)
    if name is None or "seconds" in frame.columns:
        return frame
    kind = frame.schema[name]
    if kind.is_temporal():
        return frame.with_columns(seconds=pl.col(name).cast(pl.Datetime("ms")).dt.epoch("ms") / 1000.0)
    if kind.is_numeric():
        largest = frame[name].cast(pl.Float64).fill_nan(None).max()
        scale = 1000.0 if isinstance(largest, float) and largest > MILLISECONDS else 1.0
        return frame.with_columns(seconds=pl.col(name).cast(pl.Float64) / scale)
    msg = f"the column {name} has to hold dates with times or numbers, not {kind}"
    raise BadLog(msg)


def has_columns(names: Sequence[str]) -> None:
    """
    Refuse a table without a column that every log needs.
    """
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        msg = f"the log has no column {', '.join(missing)}; it needs {', '.join(COLUMNS)}"
        raise BadLog(msg)


def complete(frame: "pl.DataFrame") -> None:
    """
    Refuse a table with missing columns or holes.
    """
    import polars as pl  # noqa: PLC0415 - off the answer's path, and slow to import

    has_columns(frame.columns)
    if not frame.height:
        msg = "the log has no rows"
        raise BadLog(msg)
    if not isinstance(frame.schema["skills"], pl.List):
        msg = "the column skills has to hold a list of skills in each row, one row per response"
        raise BadLog(msg)
    checks = [
        *((pl.col(name).is_null(), f"has no {name}") for name in COLUMNS),
        (pl.col("skills").list.len() == 0, "has an empty list of skills"),
        (pl.col("skills").list.drop_nulls().list.len() < pl.col("skills").list.len(), "has a skill without a name"),
    ]
    numbers = [
        name for name in ("correct", "seconds", "hinted", "guess", "difficulty", "fold") if name in frame.columns
    ]
    checks += [(pl.col(name).is_nan(), f"has no {name}") for name in COLUMNS[:2] if frame.schema[name].is_float()]
    for name in numbers:
        if not (frame.schema[name].is_numeric() or frame.schema[name] in {pl.Boolean, pl.Null}):
            msg = f"the column {name} has to hold numbers, not {frame.schema[name]}"
            raise BadLog(msg)
    checks.append((~pl.col("correct").cast(pl.Float64).is_in([0.0, 1.0]), "has a correct that is neither 0 nor 1"))
    if "seconds" in numbers:
        when = pl.col("seconds").cast(pl.Float64)
        checks.append((when.is_null() | ~when.is_finite(), "has no finite seconds"))
    if "difficulty" in numbers:
        given = pl.col("difficulty").cast(pl.Float64)
        checks.append((given.abs() > HARDEST, f"has a difficulty beyond {HARDEST:.0f} logits"))
    if "fold" in frame.columns:
        checks.append((pl.col("fold").is_null(), "has no fold"))
    for bad, why in checks:
        rows = frame.filter(bad.fill_null(value=False))[ROW]
        if len(rows):
            msg = f"row {rows[0]} {why} ({len(rows)} such in all)"
            raise BadLog(msg)


def once(frame: "pl.DataFrame") -> "tuple[pl.DataFrame, int]":
    """
    Leave out rows that say the very same of the same second as the row before: sent twice.
    """
    import polars as pl  # noqa: PLC0415 - off the answer's path, and slow to import

    same = pl.all_horizontal(
        [pl.col(name) == pl.col(name).shift() for name in ("learner", "item", "seconds", "correct", "skills")]
    ).fill_null(value=False)
    kept = frame.filter(~same)
    return kept, frame.height - kept.height


def not_expanded(frame: "pl.DataFrame") -> None:
    """
    Refuse a log in which a response with several skills became several rows.
    """
    import polars as pl  # noqa: PLC0415 - off the answer's path, and slow to import

    same = ["learner", "item", "correct", *(["seconds"] if "seconds" in frame.columns else [])]
    expanded = pl.all_horizontal([pl.col(name) == pl.col(name).shift() for name in same]) & (
        pl.col("skills") != pl.col("skills").shift()
    )
    rows = frame.filter(expanded.fill_null(value=False))[ROW]
    if len(rows) > EXPANDED * frame.height:
        msg = (
            f"row {rows[0]} repeats the response before it under another skill ({len(rows)} such in all): a response "
            "with several skills has to be one row with a list of them. Expanded rows give the answer away, since the "
            "second row is predicted with the first known"
        )
        raise BadLog(msg)


def folds(frame: "pl.DataFrame") -> NDArray[np.int64]:
    """
    Read the folds, refusing a learner that is in two.
    """
    import polars as pl  # noqa: PLC0415 - off the answer's path, and slow to import

    several = frame.group_by("learner", maintain_order=True).agg(pl.col("fold").n_unique()).filter(pl.col("fold") > 1)
    if several.height:
        msg = f"learner {several['learner'][0]} is in several folds: what is learnt of them would be tested on them"
        raise BadLog(msg)
    return frame["fold"].cast(pl.Int64).to_numpy()
