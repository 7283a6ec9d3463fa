"""
What `misstep bank` promises authors and their CI: findings, bundles and exit codes.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from api.cli import main
from item_bank.bank import read_bundle
from item_bank.finding import CATALOGUE
from tests.item_bank.small_bank import ITEM, SMALL_BANK, changed, write_bank

PLAIN = changed(ITEM, "difficulty: 4", "difficulty: 4\nallow: {few-hints: A short one., few-mistakes: A short one.}")
WARNED = changed(ITEM, "      - What undoes multiplying?", f"      - {'What undoes multiplying? ' * 12}")
WRONG = changed(ITEM, "when: c - b,", "when: c - z,")
NOTED = changed(ITEM, "params:\n", "params:\n  z: {int: [1, 1000]}\n")


@pytest.mark.parametrize(
    ("files", "flags", "code"),
    [
        (SMALL_BANK, [], 0),
        (SMALL_BANK, ["--strict"], 1),
        (PLAIN, ["--strict"], 0),
        (WARNED, [], 0),
        (WARNED, ["--strict"], 1),
        (WRONG, [], 1),
        (WRONG, ["--strict"], 1),
    ],
)
def test_the_exit_code_of_a_check_says_how_it_went(
    files: Mapping[str, str], flags: list[str], code: int, tmp_path: Path
) -> None:
    """
    0 without errors, 1 with errors, and with --strict 1 for warnings too, those of style among them.
    """
    assert code == main(["bank", "check", str(write_bank(tmp_path, files)), *flags])


def test_a_finding_is_one_line_that_editors_can_follow(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    File, line, column, severity, code, sentence and fix stand in one line, and the counts in the last.
    """
    main(["bank", "check", str(write_bank(tmp_path, WRONG))])
    first, last = capsys.readouterr().out.splitlines()

    assert first.startswith("items/two-step.yaml:40:10: error bad-formula: ")
    assert "1 item with 104 draws: 1 error, 0 warnings, 0 notes." == last


ALIKE = """\
format: 1
id: brackets
title: Subtract brackets
skills: [add]
params: {a: {int: [2, 9]}, b: {int: [2, 9]}}
allow: {rules-alike: The lines are asked for in class.}
prompt: What is $20 - (@{a} + @{b})$?
steps:
  - id: value
    answer: {kind: number, value: 20 - a - b}
    solution: ["20 - (@{a} + @{b})", "@{20 - a - b}"]
"""
"""An item whose numbers do not tell two mistakes apart, and which says so."""


@pytest.mark.slow
def test_what_the_numbers_hide_is_said_by_checks_and_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A note of both, with --notes; and an item that allows it has none.
    """
    unallowed = ALIKE.replace("allow:", "tags: [] #")
    bank = str(write_bank(tmp_path / "bank", {**SMALL_BANK, "items/brackets.yaml": unallowed}))
    main(["bank", "check", bank, "--notes"])
    checked = capsys.readouterr().out
    main(["bank", "build", bank, "--notes", "--out", str(tmp_path / "small.bundle")])
    built = capsys.readouterr().err
    main(["bank", "check", str(write_bank(tmp_path / "bank", {"items/brackets.yaml": ALIKE})), "--notes"])

    assert "items/brackets.yaml:11:5: note rules-alike: The same wrong answer comes out where somebody " in checked
    assert "(in all 64 draws looked at)." in checked
    assert "note rules-alike: " in built
    assert "rules-alike" not in capsys.readouterr().out


@pytest.mark.slow
def test_notes_are_printed_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A note stays out of the list unless --notes is given, and is counted either way.
    """
    bank = str(write_bank(tmp_path, NOTED))
    main(["bank", "check", bank])
    without = capsys.readouterr().out
    main(["bank", "check", bank, "--notes"])
    with_notes = capsys.readouterr().out

    assert "draws-sampled" not in without
    assert "note draws-sampled: " in with_notes
    assert "2 notes." in without


def test_a_check_is_data_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    With --json the counts and every finding come out as one object.
    """
    code = main(["bank", "check", str(write_bank(tmp_path, WRONG)), "--json"])
    report = json.loads(capsys.readouterr().out)

    assert (1, 1, 1) == (code, report["items"], report["errors"])
    assert ["bad-formula"] == [finding["code"] for finding in report["findings"]]
    assert ["steps", 1, "mistakes", 1, "when"] == report["findings"][0]["path"]


def test_a_bundle_is_built_and_opens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    What was built is named by its release and can be served; nothing else is left beside it.
    """
    out = tmp_path / "out" / "small.bundle"
    out.parent.mkdir()
    code = main(["bank", "build", str(write_bank(tmp_path / "bank")), "--out", str(out), "--json"])
    built = json.loads(capsys.readouterr().out)
    bank = read_bundle(out, secret=b"a secret for the tests of a bank")

    assert (0, bank.release, 104) == (code, built["release"], built["draws"])
    assert [out] == list(out.parent.iterdir())


def test_errors_refuse_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A bank with an error gives no bundle, and leaves the one that is there as it was.
    """
    out = tmp_path / "small.bundle"
    out.write_bytes(b"an earlier bundle")
    code = main(["bank", "build", str(write_bank(tmp_path / "bank", WRONG)), "--out", str(out)])

    assert 1 == code
    assert b"an earlier bundle" == out.read_bytes()
    assert "bad-formula" in capsys.readouterr().err


@pytest.mark.slow
def test_strict_builds_refuse_warnings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A bank with a warning is built, but not with --strict, which shows it.
    """
    bank = str(write_bank(tmp_path / "bank", WARNED))
    out = str(tmp_path / "small.bundle")

    assert 1 == main(["bank", "build", bank, "--out", out, "--strict"])
    assert "long-hint" in capsys.readouterr().err
    assert 0 == main(["bank", "build", bank, "--out", out])


@pytest.mark.parametrize("job", [["check"], ["build", "--out", "small.bundle"]])
def test_what_is_no_bank_is_refused_with_a_sentence(
    job: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A folder that is missing or holds no bank ends in exit code 2, not in a traceback.
    """
    name, *rest = job

    assert 2 == main(["bank", name, str(tmp_path / "nowhere"), *rest])
    assert "no folder" in capsys.readouterr().err
    assert 2 == main(["bank", name, str(tmp_path), *rest])
    assert "bank.yaml" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    An output path in a folder that is not there ends in exit code 2.
    """
    bank = str(write_bank(tmp_path / "bank"))

    assert 2 == main(["bank", "build", bank, "--out", str(tmp_path / "nowhere" / "small.bundle")])
    assert "cannot be written" in capsys.readouterr().err


def test_every_code_is_listed_with_its_meaning(capsys: pytest.CaptureFixture[str]) -> None:
    """
    The command lists the catalogue, the one place where codes stand.
    """
    main(["bank", "codes", "--json"])
    listed = json.loads(capsys.readouterr().out)

    assert [code.value for code in CATALOGUE] == [line["code"] for line in listed]
    assert 0 == main(["bank", "codes"])


def test_a_bundle_that_cannot_be_put_in_place_leaves_nothing(tmp_path: Path) -> None:
    """
    Where a folder has the name of the output, nothing half written stays beside it.
    """
    out = tmp_path / "out" / "small.bundle"
    out.mkdir(parents=True)

    assert 2 == main(["bank", "build", str(write_bank(tmp_path / "bank")), "--out", str(out)])
    assert [out] == list(out.parent.iterdir())


@pytest.mark.parametrize("draws", ["1", "-5", "x"])
def test_a_number_of_draws_has_to_be_one(draws: str, tmp_path: Path) -> None:
    """
    Fewer than two draws, or no number, are refused by the command line.
    """
    with pytest.raises(SystemExit) as ended:
        main(["bank", "check", str(tmp_path), "--draws", draws])

    assert 2 == ended.value.code
