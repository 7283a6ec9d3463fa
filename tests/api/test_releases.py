"""Which releases are served, and what is kept of them between two starts."""

import os
from pathlib import Path

import msgspec
import pytest

from api.releases import KEPT_RELEASES, BankFault, keep_named, open_banks
from item_bank.bank import Bank
from item_bank.bundle import decode_bundle, encode_bundle
from item_bank.ids import ReleaseId
from item_bank.starter import starter_fingerprint
from tests.api.sent.test_homework import CLASS, HW, WORK, School
from tests.api.service import starter
from tests.practice.support.bank import bank as small_bank
from tests.practice.support.bank import bundle as small_bundle
from tests.service.running import Running, add_key
from tests.starter import starter_bundle

SECRET = b"t" * 32
NOTE = "starter"


def opened(data: Path, bank: Path | None = None) -> Bank:
    """
    Open the banks of a data folder; return the active one.
    """
    banks = open_banks(bank, data=data, secret=SECRET)
    assert not isinstance(banks, BankFault)
    return banks.active


def kept(data: Path) -> Path:
    """
    Return the one bundle that is kept.
    """
    (only,) = (data / "releases").glob("*.bundle")
    return only


@pytest.mark.slow
def test_the_starter_bank_is_read_as_the_first_start_built_it(tmp_path: Path) -> None:
    """
    A second start serves the kept bundle, which is the very bundle that building gives.
    """
    first = opened(tmp_path)
    assert starter_bundle() == kept(tmp_path).read_bytes()
    assert f"{starter_fingerprint()} {first.release}" == (tmp_path / "releases" / NOTE).read_text()
    stamp = (tmp_path / "releases" / NOTE).stat().st_mtime_ns

    assert first.release == opened(tmp_path).release
    assert stamp == (tmp_path / "releases" / NOTE).stat().st_mtime_ns  # written anew only after building


@pytest.mark.slow
def test_a_note_of_other_files_or_a_damaged_bundle_is_not_gone_by(tmp_path: Path) -> None:
    """
    What was built from other files, is damaged, or is not there is built again.
    """
    release = opened(tmp_path).release
    note, bundle = tmp_path / "releases" / NOTE, kept(tmp_path)
    for damage in (
        lambda: note.write_text(f"{'0' * 64} {release}"),
        lambda: note.write_text("no note"),
        lambda: note.write_bytes(b"\xff\xfe"),
        lambda: bundle.write_bytes(b"MISSTEP\x01 and nothing else"),
        bundle.unlink,
    ):
        damage()

        assert release == opened(tmp_path).release
        assert f"{starter_fingerprint()} {release}" == note.read_text()
        assert starter_bundle() == bundle.read_bytes()


def test_a_named_bundle_is_kept_and_a_bad_one_refused_with_a_sentence(tmp_path: Path) -> None:
    """
    A bundle on the disk is served and kept; a file that is none, or not there, is a fault that names it.
    """
    bundle = tmp_path / "mine.bundle"
    bundle.write_bytes(starter_bundle())
    active = opened(tmp_path, bundle)

    assert f"{active.release}.bundle" == kept(tmp_path).name
    bundle.write_bytes(b"something else")
    for bad in (bundle, tmp_path / "nowhere.bundle"):
        fault = open_banks(bad, data=tmp_path, secret=SECRET)

        assert isinstance(fault, BankFault)
        assert str(bad) in fault.sentence


def served_one_after_the_other(data: Path, count: int) -> list[ReleaseId]:
    """
    Leave bundles in a data folder as servers with so many banks did; the first served first.
    """
    content = decode_bundle(small_bundle()).content
    folder = data / "releases"
    folder.mkdir(parents=True, exist_ok=True)
    served = []
    for number in range(count):
        release, bundle = encode_bundle(msgspec.structs.replace(content, name=f"The bank of year {number}"))
        (folder / f"{release}.bundle").write_bytes(bundle)
        os.utime(folder / f"{release}.bundle", (number, number))
        served.append(release)
    return served


def test_releases_that_homework_names_stay_served_however_old_and_others_go(tmp_path: Path) -> None:
    """
    Beside the newest older ones, those named are read; what nobody names is removed, and so is what is damaged.
    """
    served = served_one_after_the_other(tmp_path, KEPT_RELEASES + 3)
    oldest, damaged, unnamed = served[:3]
    (tmp_path / "releases" / f"{damaged}.bundle").write_bytes(b"MISSTEP\x01 and nothing else")
    bundle = tmp_path / "mine.bundle"
    bundle.write_bytes(starter_bundle())
    banks = open_banks(bundle, data=tmp_path, secret=SECRET)
    assert not isinstance(banks, BankFault)

    keep_named(banks, {oldest, damaged}, data=tmp_path, secret=SECRET)

    assert [False, True, True] == [banks.of(release) is None for release in (oldest, damaged, unnamed)]
    assert all(banks.of(release) is not None for release in served[3:])
    left = {path.stem for path in (tmp_path / "releases").glob("*.bundle")}
    assert {banks.active.release, oldest, *served[3:]} == left


@pytest.mark.slow
def test_homework_of_the_bank_is_there_after_restarts_with_many_other_banks(tmp_path: Path) -> None:
    """
    A learner still sees it, enters, and hands it in, though more banks were served since than are kept.
    """
    bundle, other = tmp_path / "mine.bundle", tmp_path / "other.bundle"
    bundle.write_bytes(starter_bundle())
    other.write_bytes(small_bundle())
    data = tmp_path / "data"
    data.mkdir()
    key, teacher = add_key(data, "admin"), add_key(data, "teacher")
    homework = {
        "id": "hw1",
        "title": "Monday",
        "problems": [{"is": "item", "label": "1", "item": "add-same-denominator"}],
    }
    with Running(data, "--bank", bundle) as server:
        token = server.learner(key, "otter")
        with server.client(teacher) as client:
            assert client.post("/v1/classes", json={"id": "tigers", "name": "Tigers"}).is_success
            assert client.put(f"{CLASS}/learners/otter").is_success
            assert client.post(f"{CLASS}/assignments", json=homework).is_success
        assert 0 == server.stop()
    os.utime(next((data / "releases").glob("*.bundle")), (0, 0))
    served_one_after_the_other(data, KEPT_RELEASES + 1)

    with Running(data, "--bank", other) as server, server.client(token) as client:
        (work,) = client.get("/v1/learners/otter/assignments").raise_for_status().json()["assignments"]
        step = work["problems"][0]["steps"][0]["id"]
        entered = {"entered": [{"step": step, "response": {"kind": "final", "text": "1/1000"}}]}
        client.put(f"{WORK.format('otter')}/problems/1", json=entered).raise_for_status()
        done = client.post(f"{WORK.format('otter')}/hand-in").raise_for_status().json()
        assert ["wrong"] == [one["outcome"] for one in done["problems"]]


def test_a_problem_whose_release_is_gone_is_refused_in_words_and_hides_no_other() -> None:
    """
    The rest of the list is shown, the problem is named, and handing in drops nothing: it waits, with what was entered.
    """
    school = School("otter")
    school.publish()
    done = school.hand_in("otter", p1="2/6", p4="1/1000")
    assert [] == done["unserved"]
    school.publish(id="hw2")
    banks = school.service.services.banks
    banks.activate(small_bank())
    assert banks.withdraw(starter().release)

    for work in school.ok("GET", "/v1/learners/otter/assignments", by="otter")["assignments"]:
        assert ["1", "2", "3"] == [one["id"] for one in work["problems"]]
        assert ["4"] == work["unserved"]
    gone = (409, "release_withdrawn")
    assert gone == school.refused("POST", "/v1/learners/otter/assignments/hw2/hand-in", by="otter")
    assert gone == school.refused("POST", f"{WORK.format('otter')}/problems/4/correction", {}, by="otter")
    assert "to_do" == school.ok("GET", "/v1/learners/otter/assignments/hw2", by="otter")["state"]
    assert 1 == school.ok("GET", HW)["handed_in"]
