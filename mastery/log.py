"""
Logs of responses, checked and held as arrays.

One row per response, in order per learner. What a log must not be (expanded by
skill, with holes, of one class) is refused with the row and the reason;
what can be given a meaning (learners mixed, times out of order, rows that came
twice) is put in order and counted. Names become small numbers here, for good.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from mastery.row import Row
from mastery.table import CLOCKS, COLUMNS, ROW, BadLog, complete, folds, has_columns, not_expanded, once, with_seconds

if TYPE_CHECKING:
    import polars as pl

__all__ = ["OPTIONAL", "BadLog", "Floats", "Ints", "Log", "from_frame", "from_rows", "read_log", "scan_log"]

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

MOST_GUESSED: Final = 0.9
"""A guess floor beyond which an answer says nothing."""
OPTIONAL: Final = ("seconds", *CLOCKS, "hinted", "kind", "guess", "difficulty", "fold")


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
    kind, kinds
        Which kind of answer was asked for, and the kinds' names; None where the
        log does not say.
    difficulty
        In logits, as the item was given it by its author; None where the log
        does not say.
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
    kind: Ints | None = None
    kinds: Sequence[str] = ()
    difficulty: Floats | None = None
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
            kind=None if self.kind is None else self.kind[rows],
            difficulty=None if self.difficulty is None else self.difficulty[rows],
            fold=None if self.fold is None else self.fold[rows],
        )


def scan_log(path: Path) -> "pl.LazyFrame":
    """
    Open a Parquet file of responses, with the number of each row.

    Raises
    ------
    BadLog
        If it cannot be read, or lacks a column.
    """
    import polars as pl  # noqa: PLC0415 - off the answer's path, and slow to import

    try:
        lazy = pl.scan_parquet(path, row_index_name=ROW)
        names = lazy.collect_schema().names()
    except (OSError, pl.exceptions.PolarsError) as error:
        msg = f"{path} cannot be read as Parquet: {error}"
        raise BadLog(msg) from error
    has_columns(names)
    return lazy.select([name for name in names if name in (ROW, *COLUMNS, *OPTIONAL)])


def read_log(path: Path) -> Log:
    """
    Read a Parquet file of responses.

    Raises
    ------
    BadLog
        If it cannot be read, or means nothing.
    """
    import polars as pl  # noqa: PLC0415 - as above

    try:
        frame = scan_log(path).collect(engine="streaming")
    except (OSError, pl.exceptions.PolarsError) as error:
        msg = f"{path} cannot be read as Parquet: {error}"
        raise BadLog(msg) from error
    return from_frame(frame)


def from_rows(rows: Iterable[Row]) -> Log:
    """
    Hold responses as arrays.

    Raises
    ------
    BadLog
        As for a table.
    """
    import polars as pl  # noqa: PLC0415 - as above

    columns: dict[str, list[object]] = {name: [] for name in Row.__struct_fields__}
    for row in rows:
        for column, value in zip(columns.values(), msgspec.structs.astuple(row), strict=True):
            column.append(list(value) if isinstance(value, tuple) else value)
    types: dict[str, pl.DataType] = dict.fromkeys(columns, pl.Float64())
    types |= {"learner": pl.String(), "item": pl.String(), "skills": pl.List(pl.String()), "correct": pl.Boolean()}
    return from_frame(pl.DataFrame(columns, schema=types))


def from_frame(frame: "pl.DataFrame") -> Log:
    """
    Check a table of responses, and hold it as arrays.

    Parameters
    ----------
    frame
        The columns `learner, item, skills (list), correct`, optional `seconds`
        (or a clock's `time`, `at`, `timestamp`), `hinted, kind, guess,
        difficulty, fold`.

    Raises
    ------
    BadLog
        With the row (from 0) and why.
    """
    import polars as pl  # noqa: PLC0415 - as above

    frame = with_seconds(frame if ROW in frame.columns else frame.with_row_index(ROW))
    complete(frame)
    seconds = None
    moved = repeated = 0
    # Learners in the order in which they first come.
    first = frame.group_by("learner", maintain_order=True).agg(pl.len()).select("learner").with_row_index("number")
    frame = frame.join(first, on="learner", how="left", maintain_order="left")
    keys = ["number", "seconds"] if "seconds" in frame.columns else ["number"]
    ordered = frame.sort(keys, maintain_order=True)
    moved = int((ordered[ROW] != frame[ROW]).sum())
    if "seconds" in frame.columns:
        ordered, repeated = once(ordered)
        seconds = ordered["seconds"].cast(pl.Float64).to_numpy()
    not_expanded(ordered)

    learner = ordered["number"].cast(pl.Int64).to_numpy()
    item, items = _numbered(ordered["item"])
    lists = ordered["skills"].list.unique(maintain_order=True)
    counts = lists.list.len().cast(pl.Int64).to_numpy()
    skills, skill_names = _numbered(lists.explode(empty_as_null=True))
    guess = _share(ordered, "guess", MOST_GUESSED)
    kind, kinds = _numbered(ordered["kind"].fill_null("")) if "kind" in ordered.columns else (None, ())
    return Log(
        learner=learner,
        item=item,
        starts=np.concatenate([[0], np.cumsum(counts)]),
        skills=skills,
        correct=ordered["correct"].cast(pl.Float64).to_numpy(),
        items=items,
        skill_names=skill_names,
        seconds=seconds,
        hinted=_share(ordered, "hinted", 1.0),
        guess=None if guess is None or not guess.any() else guess,
        kind=kind,
        kinds=kinds,
        difficulty=_number(ordered, "difficulty"),
        fold=folds(ordered) if "fold" in ordered.columns else None,
        moved=moved,
        repeated=repeated,
    )


def _number(frame: "pl.DataFrame", name: str) -> Floats | None:
    """
    Read an optional column of numbers; a hole says nothing, which is 0.
    """
    import polars as pl  # noqa: PLC0415 - as above

    return frame[name].cast(pl.Float64).fill_null(0.0).fill_nan(0.0).to_numpy() if name in frame.columns else None


def _share(frame: "pl.DataFrame", name: str, most: float) -> Floats | None:
    found = _number(frame, name)
    return None if found is None else np.clip(found, 0.0, most)


def _numbered(names: "pl.Series") -> tuple[Ints, Sequence[str]]:
    """
    Give names numbers in the order of their text, so that no order of rows changes a fit.
    """
    import polars as pl  # noqa: PLC0415 - as above

    distinct = names.unique().to_frame("name").with_columns(pl.col("name").cast(pl.String).alias("text"))
    distinct = distinct.sort("text").with_row_index("number")
    joined = names.to_frame("name").join(distinct, on="name", how="left", maintain_order="left")
    return joined["number"].cast(pl.Int64).to_numpy(), tuple(distinct["text"].to_list())
