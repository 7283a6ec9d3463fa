"""
Fits of logs that are larger than memory.

Learners are dealt to chunks by a hash of their names, and one chunk is held at
a time, whatever the log's length or order. What is common to all (skills,
growth, the head) is fitted on the first chunk; each item's difficulty and slopes
rest on all answers: sums over the chunks, and a Newton step after each pass.
Only names of items and skills, and sums for them, grow with the log.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from mastery.backend import BACKENDS
from mastery.crossfit import STIFF
from mastery.difficulty import ITEM_SPREAD, slope
from mastery.features import signals
from mastery.filtering import Grounds, seen_by
from mastery.log import BadLog, Floats, Ints, Log, from_frame, scan_log

__all__ = ["CHUNK", "Streamed", "fit_streamed"]

CHUNK: Final = 1_000_000
"""Responses held at a time, roughly: some 500 MB with all that is worked out of them."""
PASSES: Final = 2
SEED: Final = 1


class Streamed(msgspec.Struct, frozen=True, kw_only=True):
    """A fit and what it rests on."""

    parameters: Any
    rows: int
    learners: int
    items: Sequence[str]
    skills: Sequence[str]


def fit_streamed(
    model: str, path: Path, *, chunk: int = CHUNK, told: Callable[[int, int], None] | None = None
) -> Streamed:
    """
    Fit a filter on a Parquet file of any length.

    Parameters
    ----------
    model
        `filter` or `filter-head`.
    path
        The log.
    chunk
        Responses held at a time, roughly; a single learner is never split.
    told
        Called with chunks done and chunks in all, over all passes.

    Raises
    ------
    BadLog
        If the log means nothing, all answers are of one class, or the model can
        only be fitted whole.
    """
    if model not in {"filter", "filter-head"}:
        msg = f"{model} can only be fitted on a log that fits in memory: take filter or filter-head"
        raise BadLog(msg)
    items, skills, rows = _names(path)
    count = max(1, math.ceil(rows / chunk))
    learners = 0
    outcomes: set[float] = set()
    parameters: Any = None
    for turn in range(PASSES):
        sums = np.zeros((4, len(items)))
        slopes: list[tuple[Floats, Floats]] = []
        learners = 0
        for place, log in enumerate(_chunks(path, count, items, skills)):
            if parameters is None:
                parameters = BACKENDS[model].fit(log)
            grounds = parameters.grounds
            slopes = _added(log, grounds, sums, slopes)
            learners += int(log.learner.max()) + 1
            outcomes |= set(np.unique(log.correct).tolist())
            if told is not None:
                told(turn * count + place + 1, PASSES * count)
        if len(outcomes) < 2:  # noqa: PLR2004 - right and wrong
            msg = f"every answer of the log is {'right' if outcomes == {1.0} else 'wrong'}: there is nothing to fit"
            raise BadLog(msg)
        parameters = msgspec.structs.replace(parameters, grounds=_moved(parameters.grounds, sums, slopes))
    return Streamed(parameters=parameters, rows=rows, learners=learners, items=items, skills=skills)


def _added(
    log: Log, grounds: Grounds, sums: Floats, slopes: list[tuple[Floats, Floats]]
) -> list[tuple[Floats, Floats]]:
    """
    Add a chunk's answers to the sums by item: pulls and curvatures of difficulties in place, those of slopes returned.
    """
    found = seen_by(grounds, log)
    rest, bend = slope(found.log, found.known.offset, found.believed)
    size = sums.shape[1]
    sums += np.stack([np.bincount(log.item, one, size) for one in (rest, bend, np.ones(len(log)), log.correct)])
    chance = log.correct - found.surprise
    of_signals = signals(found.log, found.spread, found.learners, found.surprise, found.believed)
    each = [
        (
            np.bincount(log.item, found.surprise * signal, size).astype(np.float64),
            np.bincount(log.item, chance * (1.0 - chance) * signal * signal, size).astype(np.float64),
        )
        for signal in of_signals
    ]
    if not slopes:
        return each
    return [(pull + more, tight + most) for (pull, tight), (more, most) in zip(slopes, each, strict=True)]


def _moved(grounds: Grounds, sums: Floats, slopes: list[tuple[Floats, Floats]]) -> Grounds:
    rest, bend, known, _ = sums
    found = grounds.difficulties
    tight = bend + 1.0 / ITEM_SPREAD
    item = found.item - (rest + found.item / ITEM_SPREAD) / tight
    return msgspec.structs.replace(
        grounds,
        difficulties=msgspec.structs.replace(found, item=item, doubt=1.0 / tight),
        known=known,
        slopes=np.stack([pull / (tight + STIFF) for pull, tight in slopes], axis=1),
    )


def _names(path: Path) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """
    Give all names of items and skills in the order of their text, and the number of rows.
    """
    import polars as pl  # noqa: PLC0415 - off the answer's path, and slow to import

    lazy = scan_log(path)
    names = [
        tuple(
            lazy.select(column.cast(pl.String).unique().drop_nulls().alias("name"))
            .collect(engine="streaming")["name"]
            .sort()
            .to_list()
        )
        for column in (pl.col("item"), pl.col("skills").explode())
    ]
    return names[0], names[1], int(lazy.select(pl.len()).collect(engine="streaming").item())


def _chunks(path: Path, count: int, items: Sequence[str], skills: Sequence[str]) -> Iterator[Log]:
    """
    Read one chunk of learners after another, with the numbers that names have in the whole log.
    """
    import polars as pl  # noqa: PLC0415 - as above

    place_of_item, place_of_skill = ({name: at for at, name in enumerate(names)} for names in (items, skills))
    for place in range(count):
        dealt = scan_log(path).filter(pl.col("learner").cast(pl.String).hash(SEED) % count == place)
        frame = dealt.collect(engine="streaming")
        if frame.height:
            yield _renumbered(from_frame(frame), items, skills, place_of_item, place_of_skill)


def _renumbered(
    log: Log,
    items: Sequence[str],
    skills: Sequence[str],
    place_of_item: dict[str, int],
    place_of_skill: dict[str, int],
) -> Log:
    item: Ints = np.array([place_of_item[name] for name in log.items], dtype=np.int64)
    skill: Ints = np.array([place_of_skill[name] for name in log.skill_names], dtype=np.int64)
    return msgspec.structs.replace(log, item=item[log.item], skills=skill[log.skills], items=items, skill_names=skills)
