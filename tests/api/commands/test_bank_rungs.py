"""What `misstep bank rungs` promises: teachers' rungs in a bank's files, guarded, shown first, and taken once."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from api.access import Role
from api.cli import main
from api.releases import read_bank
from item_bank.bank import Bank
from tests.api.sent.test_homework import HW, School
from tests.hints.ahead.ahead_bank import FENCE, ahead_bank
from tests.practice.support.play import Play, text

ANY = "What is there already need not be built."
ADDED = "Do you want more fence, or less?"


def rung(words: str = ANY, **changed: str) -> dict[str, object]:
    """Describe a teacher's rung as the service lists it."""
    usual = {"item": "fence", "step": "left", "cluster": "", "language": "en", "name": "Ms Okafor"}
    return {**usual, "text": words, "at": 1, **changed}


def ran(folder: Path, *rungs: dict[str, object], write: bool = False) -> int:
    """Run the command on rungs in a file."""
    file = folder.parent / "rungs.json"
    file.write_text(json.dumps({"rungs": rungs}), encoding="utf-8")
    return main(["bank", "rungs", str(folder), str(file), *(["--write"] if write else [])])


def heard(folder: Path, item: str, *answers: str) -> list[str]:
    """Practise an item of the bank as it is now; return the words of each wrong answer's hint."""
    bank = read_bank(folder, secret=b"s" * 32)
    assert isinstance(bank, Bank)
    play = Play(played=bank)
    opened = play.open(item, 0)
    draw = bank.open(opened.item, 0).variant.draw
    hints = []
    for answer in answers:
        play.say(text("".join(str(draw.get(sign, sign)) for sign in answer)))
        hint: Any = getattr(play.events[-1], "hint", None)
        hints.append(hint.text)
    return hints


@pytest.mark.slow
def test_rungs_are_shown_as_a_diff_then_written_then_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing changes before `--write`; afterwards learners hear them, comments stay, and nothing is taken twice."""
    folder = ahead_bank(tmp_path / "bank")
    file = folder / "items" / "fence.yaml"
    rungs = (rung(), rung(ADDED, cluster="idea/M-AR09"))

    assert 1 == ran(folder, *rungs)
    shown = capsys.readouterr().out
    assert FENCE == file.read_text(encoding="utf-8")
    assert all(f"+    {line}" in shown for line in ("hints:\n", f"  - {ANY}\n"))
    assert "2 rungs to be written (with --write) into 1 file, 0 there already, 0 not taken." in shown

    assert 0 == ran(folder, *rungs, write=True)
    assert shown.replace("to be written (with --write)", "written") == capsys.readouterr().out
    assert "# seen in class" in file.read_text(encoding="utf-8")
    assert [ADDED, ANY] == heard(folder, "fence", "a + b", "77777")

    assert 0 == ran(folder, *rungs, write=True)
    assert "0 rungs written into 0 files, 2 there already, 0 not taken.\n" == capsys.readouterr().out


def test_a_rung_stands_before_the_item_s_own(tmp_path: Path) -> None:
    """As it did while it was a teacher's; of two, the one that was written last comes first."""
    folder = ahead_bank(tmp_path / "bank")
    file = folder / "items" / "fence.yaml"
    file.write_text(FENCE + "    hints:\n      # the way to begin\n      - Draw it.\n", encoding="utf-8")

    assert 0 == ran(folder, rung("Read it again."), rung(), write=True)

    assert [ANY, "Read it again.", "Draw it."] == heard(folder, "fence", "77777", "88888", "99999")
    assert "# the way to begin" in file.read_text(encoding="utf-8")


REFUSED = (
    (rung(item="hw1-1"), "no such item"),
    (rung(step="answer"), "no such step"),
    (rung("Was steht schon?", language="de"), "written in de"),
    (rung("There are @{d} left."), "placeholder"),
    (rung("Subtract: what is $40 - 7$?"), "a number that the exercise does not have"),
    (rung("You are stupid."), "unkind"),
    (rung("Remember that $1 + 1 = 3$."), "false"),
    (rung(cluster="idea/M-XX99"), "no wrong answer that shows this mistake"),
)


def test_what_no_bank_may_say_is_not_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is told of in a line with the reason and its words, and what is right beside them is taken."""
    folder = ahead_bank(tmp_path / "bank")

    assert 1 == ran(folder, *(refused for refused, _ in REFUSED), rung(), write=True)

    told = capsys.readouterr()
    for (refused, why), line in zip(REFUSED, told.err.splitlines(), strict=True):
        assert why in line
        assert str(refused["text"]) in line
    assert "1 rung written into 1 file, 0 there already, 8 not taken." in told.out
    assert [ANY] == heard(folder, "fence", "77777")


def test_words_that_give_the_answer_away_in_some_other_draw_are_not_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The teacher's class had other numbers: a bank says it to all."""
    folder = ahead_bank(tmp_path / "bank")
    fixed = FENCE.replace("a: {int: [20, 60]}", "a: {int: [20, 21]}").replace("b: {int: [3, 17]}", "b: {int: [3, 4]}")
    (folder / "items" / "fence.yaml").write_text(fixed, encoding="utf-8")

    assert 1 == ran(folder, rung("Are seventeen metres left?"))

    assert "gives the answer away (with a = 2" in capsys.readouterr().err


def test_an_item_that_says_something_else_about_a_mistake_keeps_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its author decides; both words are told."""
    folder = ahead_bank(tmp_path / "bank")
    assert 0 == ran(folder, rung(ADDED, cluster="idea/M-AR09"), write=True)

    assert 1 == ran(folder, rung("Look at the sign.", cluster="idea/M-AR09"), write=True)

    told = capsys.readouterr().err
    assert ADDED in told
    assert "Look at the sign." in told


def test_a_mistake_with_several_wrong_answers_says_it_at_each(tmp_path: Path) -> None:
    """By its code, where the catalogue has no idea behind it; it is one rung."""
    folder = ahead_bank(tmp_path / "bank")

    assert 0 == ran(folder, rung("Twice?", cluster="idea/doubled"), write=True)

    assert ["Twice?", "Twice?"] == [heard(folder, "fence", answer)[0] for answer in ("2*b", "a + 2*b")]


def test_what_is_no_list_of_rungs_or_no_bank_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a file and from standard input; nothing is touched."""
    folder = ahead_bank(tmp_path / "bank")
    bad = tmp_path / "bad.json"
    bad.write_text("[]", encoding="utf-8")
    for arguments in ((str(folder), str(bad)), (str(tmp_path / "none"), str(bad)), (str(folder), str(tmp_path / "x"))):
        assert 2 == main(["bank", "rungs", *arguments])
        assert capsys.readouterr().err.count("\n") == 1
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps({"rungs": [rung()]}).encode())))
    assert 1 == main(["bank", "rungs", str(folder), "-"])
    assert ANY in capsys.readouterr().out


def test_what_the_bank_check_calls_an_error_leaves_the_file_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it would refuse the author's own: here a picture that the bank has not."""
    folder = ahead_bank(tmp_path / "bank")

    assert 1 == ran(folder, rung("Look: ![a fence](fence.png)"), write=True)

    told = capsys.readouterr()
    assert "items/fence.yaml is left as it is: unknown-asset: " in told.err
    assert "0 rungs written into 0 files, 0 there already, 1 not taken." in told.out
    assert FENCE == (folder / "items" / "fence.yaml").read_text(encoding="utf-8")


def test_what_translations_lack_then_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The item is shown in its own language until somebody writes the words."""
    folder = ahead_bank(tmp_path / "bank")
    german = "title: Ein Zaun\nprompt: Von @{a} m Zaun stehen @{b} m. Wie viele Meter fehlen?\n"
    (folder / "items" / "fence.de.yaml").write_text(german, encoding="utf-8")

    assert 0 == ran(folder, rung(), write=True)

    assert "fence: its words in de lack this rung now" in capsys.readouterr().err


@pytest.mark.slow
def test_what_the_service_lists_is_what_the_command_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An author's key lists what teachers wrote; who wrote it and when is left where it is."""
    school = School("otter")
    school.publish()
    school.hand_in("otter", p1="2/6", p2="5", p3="1")
    cluster = school.ok("GET", HW)["clusters"][0]
    place = {"problem": cluster["problem"], "step": cluster["step"], "cluster": cluster["key"]}
    school.ok("PUT", f"{HW}/rungs", {**place, "text": ADDED, "name": "Ms Okafor"})
    listed = tmp_path / "rungs.json"
    listed.write_bytes(school.service.call("GET", "/v1/rungs", school.service.key(Role.AUTHOR)).content)

    assert 1 == main(["bank", "rungs", str(ahead_bank(tmp_path / "bank")), str(listed)])
    assert "The bank has no such item." in capsys.readouterr().err
