"""`misstep mastery simulate`: a table for people, JSON for programs, refusals in sentences."""

from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest

from api.cli import main
from api.commands.mastery_simulate import POLICY_NAMES, WORLD_NAMES
from api.simulating import POLICIES
from mastery.worlds.known import WORLDS
from mastery.worlds.trial import Report

SMALL = ("mastery", "simulate", "--learners", "2", "--problems", "25", "--seeds", "2")


def test_the_command_offers_exactly_what_there_is() -> None:
    """What `--world` and `--policy` offer are the worlds and the policies."""
    assert tuple(WORLDS) == WORLD_NAMES
    assert tuple(POLICIES) == POLICY_NAMES


def test_json_is_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    """Every policy in every open world, with shares of the bases that took part; the held-back world stays closed."""
    assert main([*SMALL, "--json"]) == 0
    report = msgspec.json.decode(capsys.readouterr().out, type=Report)
    assert [world.world for world in report.worlds] == ["steps", "growth", "ladder"]
    for world in report.worlds:
        assert [result.policy for result in world.results] == list(POLICY_NAMES)
        assert {versus.base for versus in world.results[0].versus} == {"oracle", "random", "blocked-10", "flat-94"}
    assert (report.seeds, report.learners, report.problems) == (2, 2, 25)


def test_a_table_says_what_was_simulated(capsys: pytest.CaptureFixture[str]) -> None:
    """The table names its size and its data, and marks the world that was held back when it is asked for."""
    assert main([*SMALL, "--world", "parts", "--policy", "random", "--policy", "blocked-3"]) == 0
    table = capsys.readouterr().out
    assert "2 seeds of 2 learners, 25 exercises each" in table
    assert "ASSISTments" in table
    assert "parts (held back)" in table
    assert "blocked-3" in table
    assert "ours" not in table


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--learners", "0"), "'0' is no whole number from 1 to 100,000"),
        (("--seeds", "-1"), "'-1' is no whole number"),
        (("--problems", "many"), "'many' is no whole number"),
        (("--problems", "1" * 5000), "is no whole number"),
        (("--world", "mars"), "invalid choice: 'mars'"),
        (("--policy", "best"), "invalid choice: 'best'"),
    ],
)
def test_bad_options_are_refused(options: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be simulated is said in a sentence, and nothing is."""
    with pytest.raises(SystemExit) as refused:
        main(["mastery", "simulate", *options])
    assert refused.value.code == 2
    assert sentence in capsys.readouterr().err


def test_a_name_given_twice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A policy is set against others, not against itself."""
    assert main([*SMALL, "--policy", "ours", "--policy", "ours"]) == 2
    assert "a policy is named twice" in capsys.readouterr().err


def test_our_policy_is_compared_by_other_values(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of values is a policy of its name: other values choose otherwise, an empty file chooses as ours does."""
    easy, same = tmp_path / "easy.json", tmp_path / "same.json"
    easy.write_text('{"low": 0.9, "target": 0.95, "high": 0.99}')
    same.write_text("{}")
    asked = ("--policy", "ours", "--values", str(easy), "--values", str(same))
    assert main([*SMALL, "--world", "steps", "--json", *asked]) == 0
    (world,) = msgspec.json.decode(capsys.readouterr().out, type=Report).worlds
    ours, eased, again = world.results
    assert ["ours", "easy", "same"] == [one.policy for one in world.results]
    assert eased.felt.value > ours.felt.value
    assert (again.gain, again.felt) == (ours.gain, ours.felt)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.json", '{"windows": 3}', "unknown field `windows`"),
        ("a.json", '{"window": 0}', "`int` >= 1"),
        ("a.json", '{"low": 0.8, "target": 0.75}', "low < target < high does not hold of 0.8, 0.75, 0.9"),
        ("a.json", "low = 0.5", "holds no values of a policy"),
        ("a.json", None, "cannot be read: No such file"),
        ("ours.json", "{}", "a policy is named twice"),
        ("oracle.json", "{}", "there is a policy oracle already"),
    ],
)
def test_values_that_mean_nothing_are_refused(
    name: str, content: str | None, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip in a file of values is told, and nothing is simulated."""
    if content is not None:
        (tmp_path / name).write_text(content)
    assert main([*SMALL, "--policy", "ours", "--values", str(tmp_path / name)]) == 2
    assert sentence in capsys.readouterr().err


def test_worlds_are_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each world is an SVG file with a bar for each policy; a folder that cannot be made is told before the work."""
    folder = tmp_path / "plots"
    assert main([*SMALL, "--world", "ladder", "--policy", "random", "--policy", "ours", "--plots", str(folder)]) == 0
    assert [path.name for path in folder.iterdir()] == ["ladder.svg"]
    drawing = ET.fromstring((folder / "ladder.svg").read_text())  # noqa: S314 - our own
    shapes = "{http://www.w3.org/2000/svg}"
    texts = [text.text for text in drawing.iter(f"{shapes}text")]
    assert {"random", "ours"} <= set(texts)
    assert len(list(drawing.iter(f"{shapes}rect"))) == 3
    (tmp_path / "file").write_text("")
    assert main([*SMALL, "--plots", str(tmp_path / "file" / "plots")]) == 2
    assert "cannot hold drawings" in capsys.readouterr().err
