"""Fitted models as files: what is written is what is read, and bad fits are refused."""

from pathlib import Path

import polars as pl
import pytest

from api.cli import main
from mastery.backend import BACKENDS
from mastery.fitted import fit, read_fitted, write_fitted
from mastery.log import BadLog, from_frame
from tests.synthetic_log import synthetic_log, write_log


@pytest.mark.slow
def test_a_fit_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Every backend predicts the very same after its file was read."""
    log = from_frame(synthetic_log(learners=40, tries=20))
    for name, backend in BACKENDS.items():
        fitted = fit(name, log, source="synthetic")
        write_fitted(tmp_path / name, fitted)
        read = read_fitted(tmp_path / name)
        assert read.items == tuple(log.items)
        assert backend.predict(read.parameters, log) == pytest.approx(backend.predict(fitted.parameters, log), abs=1e-9)


def test_a_degenerate_fit_is_refused_with_the_skill(tmp_path: Path) -> None:
    """Tracing a skill at which learners get worse has no sensible rates: it is refused by name, through the command."""
    rows = [(f"l{at}", "i", ["going down"], int(n < 3)) for at in range(30) for n in range(8)]
    rows += [("other", "i", ["going down"], 1)]
    frame = pl.DataFrame(rows, schema=["learner", "item", "skills", "correct"], orient="row")
    path = write_log(tmp_path, frame)
    assert main(["mastery", "fit", str(path), "--model", "bkt", "--out", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()


def test_the_commands_fit_and_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`fit` writes a file that can be read, `evaluate --json` has a top-level auc, a bad log ends with 2 and why."""
    path = write_log(tmp_path, synthetic_log(learners=15, tries=10))
    assert main(["mastery", "fit", str(path), "--out", str(tmp_path / "model.json"), "--json"]) == 0
    assert read_fitted(tmp_path / "model.json").rows == 150
    assert main(["mastery", "evaluate", str(path), "--json"]) == 0
    assert '"auc":0.' in capsys.readouterr().out
    assert main(["mastery", "evaluate", str(path)]) == 0
    bad = write_log(tmp_path, synthetic_log(learners=3).drop("item"))
    assert main(["mastery", "evaluate", str(bad)]) == 2
    assert "no column item" in capsys.readouterr().err


def test_a_file_that_is_no_fit_is_refused(tmp_path: Path) -> None:
    """Neither another format nor something else is taken for a model."""
    (tmp_path / "x").write_text('{"format": 99, "model": "filter"}')
    for path in (tmp_path / "x", tmp_path / "absent"):
        with pytest.raises(BadLog):
            read_fitted(path)
