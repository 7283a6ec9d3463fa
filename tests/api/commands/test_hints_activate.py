"""What `misstep hints activate` promises: no recipe speaks to learners without a live record of that very recipe."""

import hashlib
import json
from pathlib import Path

import msgspec
import pytest

from api import cli
from hints.recipes.activation import FILE, Activation, BadActivations, activate, activated, taking, too_early
from hints.recipes.proof import EvaluationRecord
from hints.recipes.reading import shipped_recipes

TWO = shipped_recipes()["two-call"]
LIVE = EvaluationRecord(
    version=1,
    made="2026-11-26",
    recipe=TWO.hash,
    recipe_name=TWO.name,
    route="main",
    model="some-model",
    mode="live",
    synthetic=False,
    cases=300,
    hints_shown=200,
    leaks_shown=0,
    false_claims_shown=0,
)


def written(folder: Path, record: EvaluationRecord = LIVE, **more: object) -> str:
    """
    Write a record as a report has it, with other fields around; return its path.
    """
    report = json.loads(msgspec.json.encode(record)) | more
    path = folder / "report.json"
    path.write_text(json.dumps(report))
    return str(path)


def run(folder: Path, *arguments: str) -> int:
    """Run the command on a data folder."""
    return cli.main(["hints", "activate", "two-call", "--data", str(folder / "data"), *arguments])


def test_a_live_record_activates_its_recipe_stage_by_stage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Shadow, then a share, then all; each line binds recipe, route, model and record.
    """
    path = written(tmp_path, tables=[1, 2, 3])
    codes = [run(tmp_path, "--record", path, *more) for more in ([], ["--stage", "share"], ["--stage", "all"])]
    active = activated(tmp_path / "data")
    printed = capsys.readouterr().out

    assert codes == [0, 0, 0]
    assert isinstance(active, Activation)
    assert (active.recipe, active.route, active.model, active.stage) == (TWO.hash, "main", "some-model", "all")
    assert (active.record, active.unproven) == (hashlib.sha256(Path(path).read_bytes()).hexdigest(), False)
    assert len((tmp_path / "data" / FILE).read_text().splitlines()) == 3
    assert "is tried in the shadow: nothing of it is shown, on the route main with some-model" in printed
    assert "speaks in 10 % of exercises" in printed


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"mode": "replay"}, "of mode replay"),
        ({"mode": "null"}, "of mode null"),
        ({"synthetic": True}, "were scripted"),
        ({"recipe": "0" * 64}, "evaluated anew"),
        ({"route": ""}, "no route and model"),
        ({"cases": 299}, "300 are needed"),
        ({"hints_shown": 0}, "shows nothing"),
        ({"leaks_shown": 1}, "1 hints that give the answer away"),
        ({"false_claims_shown": 2}, "2 that say something false"),
    ],
)
def test_a_record_that_proves_nothing_is_refused_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, object], sentence: str
) -> None:
    """
    Scripted, replayed, foreign or bad results never activate anything.
    """
    code = run(tmp_path, "--record", written(tmp_path, LIVE, **changed))

    assert code == 1
    assert sentence in capsys.readouterr().err
    assert activated(tmp_path / "data") is None


@pytest.mark.parametrize("content", ["", "{}", "[1]", "no json", '{"version": 2}', "[" * 50_000, "\udc80"])
def test_what_is_no_report_is_said_to_be_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    """
    Files of any other kind end with a sentence.
    """
    (tmp_path / "odd.json").write_bytes(content.encode("utf-8", "surrogateescape"))

    assert run(tmp_path, "--record", str(tmp_path / "odd.json")) == 2
    assert run(tmp_path, "--record", str(tmp_path / "none.json")) == 2
    assert run(tmp_path) == 2
    assert cli.main(["hints", "activate", "no-such", "--allow-unproven", "--data", str(tmp_path)]) == 2
    assert run(tmp_path, "--allow-unproven", "--share", "101") == 2
    said = capsys.readouterr().err
    assert "is no report of an evaluation" in said
    assert "needs the report of a live evaluation" in said
    assert "there are: one-call, two-call" in said


def test_a_stage_is_not_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Nothing is shown to anybody that was not in the shadow before, and another model begins anew.
    """
    assert run(tmp_path, "--record", written(tmp_path), "--stage", "all") == 1
    assert "Before all comes shadow" in capsys.readouterr().err
    assert run(tmp_path, "--record", written(tmp_path)) == 0
    other = written(tmp_path, msgspec.structs.replace(LIVE, model="another-model"))
    assert run(tmp_path, "--record", other, "--stage", "share") == 1


def test_the_demo_goes_without_a_record_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Without a record it takes an explicit flag, and stays marked.
    """
    assert run(tmp_path, "--allow-unproven", "--stage", "all", "--json") == 0
    told = msgspec.json.decode(capsys.readouterr().out, type=Activation)

    assert (told.unproven, told.stage, told.share, told.record) == (True, "all", 100, "")
    assert activated(tmp_path / "data") == told
    assert run(tmp_path, "--stage", "off") == 0
    assert "speaks to nobody" in capsys.readouterr().out
    assert run(tmp_path, "--record", written(tmp_path), "--stage", "share") == 1


def active(stage: str, share: int = 0) -> Activation:
    """Make an activation."""
    fields = {"at": "", "recipe": TWO.hash, "name": "", "route": "r", "model": "m", "record": "", "unproven": False}
    return msgspec.convert({**fields, "stage": stage, "share": share}, Activation)


def test_a_share_of_exercises_is_drawn_once_for_each() -> None:
    """
    The same exercise is always treated alike, a larger share has the smaller one in it, and the rest is asked nobody.
    """
    ids = [f"o{place}" for place in range(2_000)]
    tenth = {name for name in ids if taking(active("share", 10), name) == "shown"}
    third = {name for name in ids if taking(active("share", 33), name) == "shown"}

    assert 150 < len(tenth) < 250
    assert tenth < third
    assert {taking(active("off"), "o"), taking(active("shadow"), "o"), taking(active("all"), "o")} == {
        "none",
        "shadow",
        "shown",
    }
    assert not {name for name in ids if taking(active("share", 0), name) == "shown"}


def test_a_file_that_is_broken_activates_nothing(tmp_path: Path) -> None:
    """
    A last line that cannot be read is told, and the next activation stands.
    """
    activate(tmp_path, active("shadow"))
    with (tmp_path / FILE).open("a") as file:
        file.write("{broken\n")
    broken = activated(tmp_path)

    assert isinstance(broken, BadActivations)
    assert "line 2" in broken.sentence
    assert too_early(broken, active("share", 5)) is not None
    activate(tmp_path, active("shadow"))
    assert activated(tmp_path) == active("shadow")
