"""What `misstep demo` promises: a class that plays through a real service, and refusals in plain words."""

import re
import time
from pathlib import Path

import msgspec
import pytest

from api import cli
from tests.service.running import Running, add_key, run
from tests.starter import keep_starter

FEW = ("--seed", "1", "--learners", "4", "--speed", "0", "--json")


@pytest.mark.slow
def test_a_class_plays_from_homework_to_repair_on_a_running_service(tmp_path: Path) -> None:
    """All hand in, the errors are the seed's, and every correction comes to an end; a second class is another."""
    key = add_key(tmp_path, "teacher")
    keep_starter(tmp_path)
    (tmp_path / "homework.txt").write_text("1) 1/2 + 1/4\n2) 2x + 1 = 11\n3) 2/3 * 4/5\n", "utf-8")
    with Running(tmp_path, "--no-demo") as service:
        bundle = next((tmp_path / "releases").glob("*.bundle"))
        flags = ("--url", service.address, "--key", key, "--bank", bundle, "--problems", tmp_path / "homework.txt")
        done = [run("demo", *flags, *FEW) for _ in range(2)]
        assert [0, 0] == [one.returncode for one in done], done[0].stderr
        first, second = (msgspec.json.decode(one.stdout) for one in done)
        assert (4, 4) == (first["learners"], first["handed_in"])
        assert first["errors"] == sum(first["ends"].values()) > 0
        assert not first["ends"].get("open", 0)
        assert ("demo-1", "demo-1-2") == (first["class_id"], second["class_id"])
        assert (first["errors"], first["score"]) == (second["errors"], second["score"])
        wrong = run("demo", "--url", service.address, "--key", "msk_wrong", "--bank", bundle, *FEW)
    assert 2 == wrong.returncode
    assert wrong.stderr.startswith("misstep demo: ")
    gone = run("demo", "--url", service.address, "--key", key, "--bank", bundle, *FEW)
    assert 2 == gone.returncode
    assert "no service answers" in gone.stderr


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (("--learners", "31"), "from 1 to 30"),
        (("--speed", "-1"), "0 or more"),
        (("--url", "localhost:8000", "--key", "k"), "an address like"),
        (("--url", "http://localhost:1"), "teacher's key"),
        (("--class", "a"), "go together"),
        (("--class", "a", "--assignment", "b"), "--url"),
    ],
)
def test_flags_that_make_no_sense_are_refused_with_a_sentence(
    flags: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is started, and the sentence says what to do."""
    assert 2 == cli.main(["demo", *flags])
    assert says in capsys.readouterr().err


@pytest.mark.slow
def test_the_start_page_lets_a_class_play_for_the_demo_s_teacher_alone(tmp_path: Path) -> None:
    """One class at a time, visible to the teacher as it comes in; for another tenant there is no demo."""
    stranger = add_key(tmp_path, "teacher")
    keep_starter(tmp_path)
    with Running(tmp_path) as service:
        with service.client(stranger) as client:
            assert 404 == client.post("/v1/demo").status_code
            found = re.search(r'href="/teach#token=(msk_[^"]+)"', client.get("/").text)
        assert found is not None
        with service.client(found[1]) as teacher:
            assert [True, False] == [teacher.post("/v1/demo").json()["started"] for _ in range(2)]
            for _ in range(3_000):
                classes = teacher.get("/v1/classes").json()["classes"]
                if any(len(one["learners"]) == 30 for one in classes):
                    break
                time.sleep(0.1)
            assert [5, 30] == sorted(len(one["learners"]) for one in classes)
        assert 0 == service.stop()
