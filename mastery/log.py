"""
Logs of responses, checked and held as arrays.

One row per response, in order per learner. What a log must not be (expanded by
skill, with holes, of one class) is refused with the row and the reason;
what can be given a meaning (learners mixed, times out of order, rows that came
twice) is put in order and counted. Names become small numbers here, for good.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import polars as pl

__all__ = ["COLUMNS", "OPTIONAL", "BadLog", "Floats", "Ints", "Log", "from_frame", "read_log"]

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

COLUMNS: Final = ("learner", "item", "skills", "correct")
OPTIONAL: Final = ("seconds", "hinted", "kind", "fold")
EXPANDED: Final = 0.001
"""Share of rows that may repeat the row before under other skills; beyond it a log counts as expanded."""


class BadLog(ValueError):
    """A log that means nothing, or not what it seems to; says the row and why."""


class Log(msgspec.Struct, frozen=True, kw_only=True):
    """
    Responses, learner by learner, each learner's in order.

    Attributes
    ----------
    learner, item
        Numbers of the names, one each row; a learner's rows stand together.
    starts, skills
        Row `i` has the skills `skills[starts[i]:starts[i + 1]]`, each once.
    correct
        1.0 or 0.0.
    seconds
        When, since any epoch; None where the log does not say.
    hinted
        1.0 where help was seen first; None where the log does not say.
    guess
        The chance to be right by guessing alone; None where the log does not
        say.
    fold
        As the log has it; None where it has none.
    items, skill_names
        Names by number.
    moved, repeated
        Rows that stood out of order, and rows left out because they were there
        already.
    """

    learner: Ints
    item: Ints
    starts: Ints
    skills: Ints
    correct: Floats
    items: Sequence[str]
    skill_names: Sequence[str]
    seconds: Floats | None = None
    hinted: Floats | None = None
    guess: Floats | None = None
    fold: Ints | None = None
    moved: int = 0
    repeated: int = 0

    def __len__(self) -> int:
        return len(self.correct)

    def of_learners(self, wanted: NDArray[np.bool_]) -> "Log":
        """
        Keep the rows of some learners.

        Parameters
        ----------
        wanted
            By learner's number.
        """
        rows = np.flatnonzero(wanted[self.learner])
        counts = np.diff(self.starts)[rows]
        starts = np.concatenate([[0], np.cumsum(counts)])
        within = np.arange(starts[-1]) - np.repeat(starts[:-1], counts)
        return msgspec.structs.replace(
            self,
            learner=self.learner[rows],
            item=self.item[rows],
            starts=starts,
            skills=self.skills[np.repeat(self.starts[rows], counts) + within],
            correct=self.correct[rows],
            seconds=None if self.seconds is None else self.seconds[rows],
            hinted=None if self.hinted is None else self.hinted[rows],
            guess=None if self.guess is None else self.guess[rows],
            fold=None if self.fold is None else self.fold[rows],
        )


def read_log(path: Path) -> Log:
    """
    Read a Parquet file of responses.

    Raises
    ------
    BadLog
        If it cannot be read, or means nothing.
    """
    import polars as pl  # noqa: PLC0415 - off the answer's path, and slow to import

    try:
        lazy = pl.scan_parquet(path)
        names = lazy.collect_schema().names()
        frame = lazy.select([name for name in names if name in (*COLUMNS, *OPTIONAL)]).collect(engine="streaming")
    except (OSError, pl.exceptions.PolarsError) as error:
        msg = f"{path} cannot be read as Parquet: {error}"
        raise BadLog(msg) from error
    return from_frame(frame)


def from_frame(frame: "pl.DataFrame") -> Log:
    """
    Check a table of responses, and hold it as arrays.

    Parameters
    ----------
    frame
        The columns `learner, item, skills (list), correct`, optional `seconds,
        hinted, kind, fold`.

    Raises
    ------
    BadLog
        With the row (from 0) and why.
    """
    import polars as pl  # noqa: PLC0415 - as above

    _complete(frame)
    seconds = None
    moved = repeated = 0
    frame = frame.with_row_index("row")
    # Learners in the order in which they first come.
    first = frame.group_by("learner", maintain_order=True).agg(pl.len()).select("learner").with_row_index("number")
    frame = frame.join(first, on="learner", how="left", maintain_order="left")
    keys = ["number", "seconds"] if "seconds" in frame.columns else ["number"]
    ordered = frame.sort(keys, maintain_order=True)
    moved = int((ordered["row"] != frame["row"]).sum())
    if "seconds" in frame.columns:
        ordered, repeated = _once(ordered)
        seconds = ordered["seconds"].cast(pl.Float64).to_numpy()
    _not_expanded(ordered)

    learner = ordered["number"].cast(pl.Int64).to_numpy()
    item, items = _numbered(ordered["item"])
    lists = ordered["skills"].list.unique(maintain_order=True)
    counts = lists.list.len().cast(pl.Int64).to_numpy()
    skills, skill_names = _numbered(lists.explode(empty_as_null=True))
    return Log(
        learner=learner,
        item=item,
        starts=np.concatenate([[0], np.cumsum(counts)]),
        skills=skills,
        correct=ordered["correct"].cast(pl.Float64).to_numpy(),
        items=items,
        skill_names=skill_names,
        seconds=seconds,
        hinted=ordered["hinted"].cast(pl.Float64).fill_null(0.0).fill_nan(0.0).clip(0.0, 1.0).to_numpy()
        if "hinted" in ordered.columns
        else None,
        fold=_folds(ordered) if "fold" in ordered.columns else None,
        moved=moved,
        repeated=repeated,
    )


def _complete(frame: "pl.DataFrame") -> None:
    """
    Refuse a table with missing columns or holes.
    """
    import polars as pl  # noqa: PLC0415 - as above

    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        msg = f"the log has no column {', '.join(missing)}; it needs {', '.join(COLUMNS)}"
        raise BadLog(msg)
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
    numbers = [name for name in ("correct", "seconds", "hinted", "fold") if name in frame.columns]
    checks += [(pl.col(name).is_nan(), f"has no {name}") for name in COLUMNS[:2] if frame.schema[name].is_float()]
    for name in numbers:
        if not (frame.schema[name].is_numeric() or frame.schema[name] in {pl.Boolean, pl.Null}):
            msg = f"the column {name} has to hold numbers, not {frame.schema[name]}"
            raise BadLog(msg)
    checks.append((~pl.col("correct").cast(pl.Float64).is_in([0.0, 1.0]), "has a correct that is neither 0 nor 1"))
    if "seconds" in numbers:
        when = pl.col("seconds").cast(pl.Float64)
        checks.append((when.is_null() | ~when.is_finite(), "has no finite seconds"))
    if "fold" in frame.columns:
        checks.append((pl.col("fold").is_null(), "has no fold"))
    for bad, why in checks:
        rows = frame.select(bad.fill_null(value=False).arg_true()).to_series()
        if len(rows):
            msg = f"row {rows[0]} {why} ({len(rows)} such in all)"
            raise BadLog(msg)


def _once(frame: "pl.DataFrame") -> "tuple[pl.DataFrame, int]":
    """
    Leave out rows that say the very same of the same second as the row before: sent twice.
    """
    import polars as pl  # noqa: PLC0415 - as above

    same = pl.all_horizontal(
        [pl.col(name) == pl.col(name).shift() for name in ("learner", "item", "seconds", "correct", "skills")]
    ).fill_null(value=False)
    kept = frame.filter(~same)
    return kept, frame.height - kept.height


def _not_expanded(frame: "pl.DataFrame") -> None:
    """
    Refuse a log in which a response with several skills became several rows.
    """
    import polars as pl  # noqa: PLC0415 - as above

    same = ["learner", "item", "correct", *(["seconds"] if "seconds" in frame.columns else [])]
    expanded = pl.all_horizontal([pl.col(name) == pl.col(name).shift() for name in same]) & (
        pl.col("skills") != pl.col("skills").shift()
    )
    rows = frame.filter(expanded.fill_null(value=False))["row"]
    if len(rows) > EXPANDED * frame.height:
        msg = (
            f"row {rows[0]} repeats the response before it under another skill ({len(rows)} such in all): a response "
            "with several skills has to be one row with a list of them. Expanded rows give the answer away, since the "
            "second row is predicted with the first known"
        )
        raise BadLog(msg)


def _folds(frame: "pl.DataFrame") -> Ints:
    """
    Read the folds, refusing a learner that is in two.
    """
    import polars as pl  # noqa: PLC0415 - as above

    several = frame.group_by("learner", maintain_order=True).agg(pl.col("fold").n_unique()).filter(pl.col("fold") > 1)
    if several.height:
        msg = f"learner {several['learner'][0]} is in several folds: what is learnt of them would be tested on them"
        raise BadLog(msg)
    return frame["fold"].cast(pl.Int64).to_numpy()


def _numbered(names: "pl.Series") -> tuple[Ints, Sequence[str]]:
    """
    Give names numbers in the order of their text, so that no order of rows changes a fit.
    """
    import polars as pl  # noqa: PLC0415 - as above

    distinct = names.unique().to_frame("name").with_columns(pl.col("name").cast(pl.String).alias("text"))
    distinct = distinct.sort("text").with_row_index("number")
    joined = names.to_frame("name").join(distinct, on="name", how="left", maintain_order="left")
    return joined["number"].cast(pl.Int64).to_numpy(), tuple(distinct["text"].to_list())
