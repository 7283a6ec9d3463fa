"""What the API and `misstep learner` promise of all that is kept of one learner."""

import asyncio
import json
from pathlib import Path

import msgspec
import pytest

from api.access import Role
from api.cli import main
from practice.ids import ClassId, LearnerId, class_stream, learner_stream
from practice.record.sqlite import FILE_NAME, open_sqlite
from tests.api.sent.test_homework import CLASS, HW, WORK, School
from tests.api.service import SCHOOL

CANARY = "canary-7f3a91"
NAME = "Zuzanna Kwiatkowska"
ANSWER = "271/828"


def at_school(folder: Path) -> School:
    """Let a canary practise, do homework and correct it beside a classmate, on a record in a file."""
    school = School(CANARY, "heron", record=open_sqlite(folder / FILE_NAME))
    record = school.service.services.record
    asyncio.run(record.name(learner_stream(SCHOOL, LearnerId(CANARY)), NAME))
    group = school.ok("POST", f"{CLASS}/groups", {"name": "Early"})["groups"][0]["id"]
    school.ok("PUT", f"{CLASS}/groups/{group}/learners/{CANARY}")
    allowed = {"accommodations": {"days": 2}, "after": 0}
    school.ok("PUT", f"/v1/learners/{CANARY}/accommodations", allowed)
    school.publish()
    for learner in (CANARY, "heron"):
        school.hand_in(learner, p1=ANSWER, p2="5", p3="1")
    opened = school.ok("POST", f"{WORK.format(CANARY)}/problems/1/correction", {}, by=CANARY)
    school.answer(CANARY, opened, "314/159")
    practised = school.ok("POST", f"/v1/learners/{CANARY}/opportunities", {}, by=CANARY)
    school.answer(CANARY, practised, "17")
    school.ok("POST", f"/v1/learners/{CANARY}/links", {"good": "once"})
    assert CANARY in str(school.ok("GET", HW))
    return school


def holds(folder: Path, *texts: str) -> set[str]:
    """Return which texts stand in any file of a folder, the log and the shared memory of the database too."""
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return {text for text in texts for held in files if text.encode() in held}


@pytest.mark.slow
def test_a_dossier_holds_all_of_practice_and_homework_and_nobody_else(tmp_path: Path) -> None:
    """Every event as recorded, name, class, group, accommodations, assignments; of a classmate nothing."""
    school = at_school(tmp_path)
    admin = school.service.key(Role.ADMIN)
    dossier = school.service.ok("GET", f"/v1/learners/{CANARY}/export", admin)
    assert [NAME, "Tigers", ["Early"]] == [
        dossier["name"],
        dossier["classes"][0]["name"],
        dossier["classes"][0]["groups"],
    ]
    assert {"days": 2} == dossier["accommodations"]
    assert [("hw1", "Monday")] == [(one["id"], one["title"]) for one in dossier["assignments"]]
    recorded = school.service.services.record.read(learner_stream(SCHOOL, LearnerId(CANARY)))
    assert [one.event.kind for one in recorded] == [one["kind"] for one in dossier["events"]]
    assert ANSWER in str(dossier)
    assert "heron" not in str(dossier)
    assert (403, "not_allowed") == school.refused("GET", f"/v1/learners/{CANARY}/export")
    assert (403, "not_allowed") == school.refused("DELETE", f"/v1/learners/{CANARY}")
    asyncio.run(school.service.services.record.close())


@pytest.mark.slow
def test_an_erased_learner_is_in_no_file_and_on_no_page(tmp_path: Path) -> None:
    """While the server runs: no byte in record, log or shared memory; the class's table and grades go on without."""
    school = at_school(tmp_path)
    admin = school.service.key(Role.ADMIN)
    assert {CANARY, NAME, "314/159"} == holds(tmp_path, CANARY, NAME, "314/159")
    erased = school.service.ok("DELETE", f"/v1/learners/{CANARY}", admin)
    assert erased["named"] is True
    assert set() == holds(tmp_path, CANARY, NAME, "314/159")
    review = school.ok("GET", HW)
    assert ["heron"] == [row["learner"] for row in review["learners"]]
    assert CANARY not in str([review, school.ok("GET", CLASS), school.ok("GET", f"{CLASS}/queue")])
    assert (401, "token_invalid") == school.refused("GET", WORK.format(CANARY), by=CANARY)
    entered = {"entered": []}
    assert (401, "token_invalid") == school.refused("PUT", f"{WORK.format(CANARY)}/problems/1", entered, by=CANARY), (
        "what comes after the erase brings nobody back"
    )
    assert (404, "unknown_learner") == school.service.refused("DELETE", f"/v1/learners/{CANARY}", admin)
    assert set() == holds(tmp_path, CANARY, NAME)
    asyncio.run(school.service.services.record.close())


@pytest.mark.slow
def test_the_command_exports_and_erases_while_the_server_is_stopped(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The same dossier as the API's; an erase leaves no byte; what is not there, or served, is said in a sentence."""
    data = tmp_path / "data"
    data.mkdir()
    school = at_school(data)
    admin = school.service.key(Role.ADMIN)
    dossier = school.service.ok("GET", f"/v1/learners/{CANARY}/export", admin)
    where = ["--tenant", "school", "--data", str(data)]
    assert 2 == main(["learner", "erase", CANARY, *where])
    assert "A server is running" in capfd.readouterr().err
    asyncio.run(school.service.services.record.close())
    out = tmp_path / "dossier.json"
    assert 0 == main(["learner", "export", CANARY, *where, "--out", str(out)])
    assert dossier == json.loads(out.read_bytes())
    assert 0 == main(["learner", "erase", CANARY, *where])
    assert f"{CANARY} is erased" in capfd.readouterr().out
    assert set() == holds(data, CANARY, NAME, "314/159")
    assert 2 == main(["learner", "erase", CANARY, *where])
    assert 2 == main(["learner", "export", CANARY, *where])
    assert "has no learner" in capfd.readouterr().err
    assert 2 == main(["learner", "export", CANARY, "--tenant", "school", "--data", str(tmp_path / "nothing")])


def test_a_class_s_stream_names_no_learner() -> None:
    """Whatever is done in a class, its own stream holds neither an id nor a name of who is in it."""
    school = School(CANARY)
    asyncio.run(school.service.services.record.name(learner_stream(SCHOOL, LearnerId(CANARY)), NAME))
    group = school.ok("POST", f"{CLASS}/groups", {"name": "Early"})["groups"][0]["id"]
    school.ok("PUT", f"{CLASS}/groups/{group}/learners/{CANARY}")
    school.publish()
    school.hand_in(CANARY, p1="2/6")
    stream = class_stream(SCHOOL, ClassId("tigers"))
    kept = msgspec.json.encode(school.service.services.record.read(stream))
    assert CANARY.encode() not in kept
    assert NAME.encode() not in kept
