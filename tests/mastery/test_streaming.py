"""Logs larger than memory: fitted chunk by chunk, as they would be whole."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from mastery.filtering import fit_filter, predict_filter
from mastery.log import BadLog, read_log
from mastery.score import auc
from mastery.streaming import fit_streamed
from tests.synthetic_log import synthetic_log, write_log

pytestmark = pytest.mark.slow


ROWS_EACH = 100


def long_log(path: Path, learners: int) -> None:
    """Write a long log of mixed learners, drawn at once: 100 responses each, out of the order of learners."""
    draw = np.random.default_rng(3)
    rows = learners * ROWS_EACH
    item = draw.integers(0, 2_000, rows)
    learner = draw.permutation(np.repeat(np.arange(learners), ROWS_EACH))
    logit = draw.normal(size=learners)[learner] - np.random.default_rng(4).normal(size=2_000)[item]
    frame = pl.DataFrame(
        {"learner": learner, "item": item, "correct": (draw.random(rows) < 1.0 / (1.0 + np.exp(-logit))).astype(int)}
    )
    skills = (pl.col("item") % 50).cast(pl.String)
    frame.with_columns(skills=pl.concat_list(skills), item="i" + pl.col("item").cast(pl.String)).write_parquet(path)


def test_a_fit_in_chunks_is_nearly_the_whole_fit(tmp_path: Path) -> None:
    """Items that few of a chunk answered have the difficulty that all answers give them, and so do predictions."""
    path = write_log(tmp_path, synthetic_log(learners=240, tries=30).drop("seconds"))
    told: list[tuple[int, int]] = []
    streamed = fit_streamed("filter", path, chunk=2_000, told=lambda done, whole: told.append((done, whole)))
    log = read_log(path)
    whole = fit_filter(log)
    assert (streamed.rows, streamed.learners) == (7_200, 240)
    assert tuple(streamed.items) == tuple(log.items)
    assert told[-1] == (8, 8)
    items = [one.grounds.difficulties.item for one in (streamed.parameters, whole)]
    assert np.corrcoef(*items)[0, 1] > 0.98
    scores = [auc(predict_filter(one, log), log.correct) or 0.0 for one in (streamed.parameters, whole)]
    assert scores[0] > scores[1] - 0.01
    again = fit_streamed("filter", path, chunk=2_000)
    assert again.parameters.scale.tolist() == streamed.parameters.scale.tolist()


def test_what_cannot_be_streamed_is_refused(tmp_path: Path) -> None:
    """Models that need all rows at once, one class of outcome, and holes are refused; a hole by its row in the file."""
    frame = synthetic_log(learners=20, tries=10).drop("seconds")
    path = write_log(tmp_path, frame)
    with pytest.raises(BadLog, match="only be fitted on a log that fits in memory"):
        fit_streamed("bkt", path)
    with pytest.raises(BadLog, match="every answer of the log is right"):
        fit_streamed("filter", write_log(tmp_path, frame.with_columns(correct=1)), chunk=50)
    holed = frame.with_columns(item=pl.when(pl.int_range(pl.len()) != 170).then("item"))
    with pytest.raises(BadLog, match="row 170 has no item"):
        fit_streamed("filter", write_log(tmp_path, holed), chunk=50)


MEASURED = """
import sys
from pathlib import Path
from mastery.streaming import fit_streamed
fit_streamed("filter", Path(sys.argv[1]), chunk=200_000)
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmHWM"].split()[0]) // 1024)
"""


@pytest.mark.prove
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc")
def test_memory_does_not_grow_with_the_log(tmp_path: Path) -> None:
    """Four times the rows take at most a third more memory: what is read of the file, never what is worked out."""
    peaks = []
    for learners in (10_000, 40_000):
        path = tmp_path / f"{learners}.parquet"
        long_log(path, learners)
        done = subprocess.run([sys.executable, "-c", MEASURED, str(path)], check=True, capture_output=True, text=True)
        peaks.append(int(done.stdout))
    assert peaks[1] < peaks[0] * 4 / 3, peaks
