"""What `misstep bank import` promises at the command line."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from api.commands.bank_import import configure, run
from item_bank.load import load_bank
from tests.oatutor import SAMPLE, WHOLE, unpacked

LICENSE = "https://creativecommons.org/licenses/by/4.0/ <CC BY 4.0>"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Write a directory of one problem with a hint that gives the answer away."""
    root = tmp_path / "source"
    step = root / "content-pool/p1/steps/p1a"
    (step / "tutoring").mkdir(parents=True)
    problem = {"id": "p1", "title": "Solve", "lesson": "2.1 Equations", "courseName": "Algebra", "license": LICENSE}
    asked = {"id": "p1a", "stepTitle": "$$x+3=12$$", "stepAnswer": ["$$9$$"], "problemType": "TextBox"}
    hints = [
        {"id": "p1a-h1", "type": "hint", "text": "Take 3 from both sides.", "dependencies": []},
        {"id": "p1a-h2", "type": "hint", "text": "So $$x=9$$.", "dependencies": ["p1a-h1"]},
    ]
    (root / "content-pool/p1/p1.json").write_text(json.dumps(problem))
    (step / "p1a.json").write_text(json.dumps(asked | {"answerType": "arithmetic"}))
    (step / "tutoring/p1aDefaultPathway.json").write_text(json.dumps(hints))
    (root / "skillModel.json").write_text('{"p1a": ["solve"]}')
    (root / "coursePlans.json").write_text("[]")
    return root


def bank_import(*arguments: str | Path) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser()
    configure(parser)
    return run(parser.parse_args(["oatutor", *map(str, arguments)]))


def report(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Read the report that was printed."""
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    return printed


def files(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_import_writes_a_bank_that_loads(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    The folder is a native bank without findings, and the rung with the answer in it waits.
    """
    code = bank_import(source, "--out", tmp_path / "bank", "--json", "--propose=none")
    loaded = load_bank(tmp_path / "bank")

    assert 0 == code
    assert () == loaded.findings
    assert [False, True] == [entry.reveals for entry in loaded.source.items[0].template.steps[0].help]
    assert {"usable_steps": 1, "skipped_steps": 0, "reveals": 1}.items() <= report(capsys).items()


def test_importing_twice_changes_nothing(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    The second import writes no file.
    """
    bank_import(source, "--out", tmp_path / "bank")
    before = files(tmp_path / "bank")
    capsys.readouterr()
    bank_import(source, "--out", tmp_path / "bank", "--json")

    assert before == files(tmp_path / "bank")
    assert {"written": 0, "unchanged": 4, "removed": 0} == report(capsys)["files"]


def test_the_engine_proposes_lines_and_an_item_with_drawn_numbers(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    They are in the bank, which loads clean, unless they are not wanted.
    """
    bank_import(source, "--out", tmp_path / "bank", "--json")
    proposed = report(capsys)
    loaded = load_bank(tmp_path / "bank")
    bank_import(source, "--out", tmp_path / "plain", "--propose=none")

    assert ((), (1, 1)) == (loaded.findings, (proposed["proposed_lines"], proposed["proposed_items"]))
    items = {item.template.id: item.template for item in loaded.source.items}
    assert {"p1", "p1-drawn"} == set(items)
    assert ("x + 3 = 12", "x = 9") == items["p1"].steps[0].solution
    assert ["p1"] == [item.template.id for item in load_bank(tmp_path / "plain").source.items]


def test_a_dry_run_writes_nothing(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    The report comes without a folder.
    """
    assert 0 == bank_import(source, "--dry-run", "--out", tmp_path / "bank")
    assert not (tmp_path / "bank").exists()
    assert "1 problem, 1 step: 1 usable, 0 skipped." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "--out BANK"),
        (("--out", "mine"), "choose a new folder"),
        (("--out", "mine/file.txt"), "choose a new folder"),
    ],
)
def test_what_is_refused_is_said_in_a_sentence(
    source: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    """
    Nobody's folder is written into, and no traceback is shown.
    """
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/file.txt").write_text("mine")
    monkeypatch.chdir(tmp_path)

    assert 2 == bank_import(source, *arguments)
    assert sentence in capsys.readouterr().err
    assert {"file.txt": b"mine"} == files(tmp_path / "mine")


def test_a_source_without_a_usable_step_gives_no_bank(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The report says why, the sentence that there is nothing to write, and nothing is written.
    """
    (source / "content-pool/p1/steps/p1a/p1a.json").write_text("{")

    assert 2 == bank_import(source, "--out", tmp_path / "bank")
    assert not (tmp_path / "bank").exists()
    printed = capsys.readouterr()
    assert "1 step: 0 usable, 1 skipped" in printed.out
    assert "no bank" in printed.err


@pytest.mark.parametrize("text", ["", "CC BY", "x\ny", "-", "a" * 101])
def test_a_default_licence_is_an_identifier(source: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """
    What the bank would not be able to say is refused at once.
    """
    with pytest.raises(SystemExit):
        bank_import(source, "--dry-run", f"--license-default={text}")

    assert "no licence's identifier" in capsys.readouterr().err


def test_another_layout_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A directory without a content pool is named as what it is not.
    """
    assert 2 == bank_import(tmp_path, "--dry-run")
    assert "content-pool" in capsys.readouterr().err


def test_the_report_says_where_to_look(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    What was left out of a question that is kept is named with its first place.
    """
    table = tmp_path / "sums.csv"
    table.write_text("prompt,answer,wrong 1\nWhat is $1+1$?,2,2\n")
    parser = argparse.ArgumentParser()
    configure(parser)
    run(parser.parse_args(["simple", str(table), "--dry-run", "--license-default", "CC0-1.0"]))

    assert "look at 1, first sums.csv!C2: " in capsys.readouterr().out


def test_a_table_is_imported_and_again_after_a_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    The second import writes the changed row's file and no other.
    """
    table, bank = tmp_path / "sums.csv", tmp_path / "bank"
    table.write_text("id,prompt,answer\na,What is $1+1$?,2\nb,What is $1+2$?,3\n")
    arguments = ["simple", str(table), "--out", str(bank), "--license-default", "CC0-1.0", "--propose=lines", "--json"]
    parser = argparse.ArgumentParser()
    configure(parser)
    codes = [run(parser.parse_args(arguments))]
    loaded = load_bank(bank)
    capsys.readouterr()
    table.write_text(table.read_text().replace("$1+2$?,3", "$1+3$?,4"))
    codes.append(run(parser.parse_args(arguments)))

    assert [0, 0] == codes
    assert ((), ["a", "b"]) == (loaded.findings, [item.template.id for item in loaded.source.items])
    assert {"written": 1, "unchanged": 3, "removed": 0} == report(capsys)["files"]


@pytest.mark.parametrize(
    ("one_in", "steps"),
    [pytest.param(SAMPLE, 571, marks=pytest.mark.slow), pytest.param(WHOLE, 4_574, marks=pytest.mark.prove)],
)
def test_a_real_bank_is_carried_over(
    one_in: int, steps: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Each step is counted once; of the kinds that we have nine in ten are usable, and the bank loads clean.

    A sample of the bank shows it, and in `make prove` the whole with its 4,574 steps.
    """
    source = unpacked(tmp_path / "source", one_in)
    assert 0 == bank_import(source, "--out", tmp_path / "bank", "--json", "--propose=none")

    printed = report(capsys)
    others, choices = printed["other_answers"], printed["choices"]
    ours = others["usable"] + others["skipped"] - others["other_kinds"]
    assert steps == printed["usable_steps"] + printed["skipped_steps"]
    assert 0.93 * ours <= others["usable"]
    assert 0.80 * (choices["usable"] + choices["skipped"]) <= choices["usable"]
    assert printed["skipped_steps"] == sum(len(reason["files"]) for reason in printed["reasons"].values())
    assert () == load_bank(tmp_path / "bank").findings


@pytest.mark.prove
def test_importing_a_real_bank_twice_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    None of its files is written a second time; what is proposed for it loads clean.
    """
    source = unpacked(tmp_path / "source")
    bank_import(source, "--out", tmp_path / "bank", "--json")
    assert 1_000 <= report(capsys)["proposed_lines"]
    assert () == load_bank(tmp_path / "bank").findings

    bank_import(source, "--out", tmp_path / "bank", "--json")

    assert 0 == report(capsys)["files"]["written"]
