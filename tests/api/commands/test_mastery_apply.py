"""`misstep mastery fit` on a server's own events, and `apply`: a refit from answers to the next start."""

import asyncio
from pathlib import Path

import msgspec
import pytest

from api.cli import main
from item_bank.ids import ItemId
from mastery.fitted import read_fitted
from mastery.model import DEFAULT_MODEL
from practice.events import ModelFitted
from practice.models import STREAM, fitted_in_force, model_in_force
from practice.record.sqlite import FILE_NAME, SqliteRecord, open_reader, open_sqlite
from practice.requests import Wish
from practice.session import Session
from practice.views import MasteryView
from practice.wire import decode
from tests.practice.support.desk import ADA, TENANT, Desk
from tests.practice.support.play import text
from tests.service.running import Running, add_key
from tests.starter import keep_starter
from tests.synthetic_log import synthetic_log, write_log


async def practise(record: SqliteRecord) -> None:
    """Let a learner be wrong once and right once."""
    desk = await Desk(record).begin()
    opened = await desk.open(Wish(item=ItemId("halves"), variant=0))
    await desk.answer(opened, 1, text("5"))
    await desk.answer(opened, 2, desk.key(opened))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Make a data folder in which somebody has practised, and nobody serves."""

    async def made() -> None:
        record = open_sqlite(tmp_path / FILE_NAME)
        await practise(record)
        await record.close()

    asyncio.run(made())
    return tmp_path


def test_a_model_is_measured_on_the_servers_answers(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    What a fit may be made on it may be measured on: a record, and its export; one learner is too few for either.
    """
    assert main(["export", "--data", str(data)]) == 0
    events = capsys.readouterr().out
    alone, several = tmp_path / "alone.jsonl", tmp_path / "several.jsonl"
    alone.write_text(events)
    several.write_text("".join(events.replace(ADA, f"{ADA}-{number}") for number in range(10)))

    for log in (data, alone):
        assert main(["mastery", "evaluate", str(log)]) == 2
        assert "learner" in capsys.readouterr().err
    assert main(["mastery", "evaluate", str(several), "--json"]) == 0
    assert 10 == msgspec.json.decode(capsys.readouterr().out)["learners"]


def test_a_refit_on_the_servers_answers_comes_into_force(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A fit on the record, and one on its export, are the same; applied, it folds every learner from the next start on.
    """
    out, other = tmp_path / "fit.json", tmp_path / "other.json"
    assert main(["mastery", "fit", str(data), "--out", str(out), "--json"]) == 0
    capsys.readouterr()
    assert main(["export", "--data", str(data)]) == 0
    (tmp_path / "events.jsonl").write_text(capsys.readouterr().out)
    assert main(["mastery", "fit", str(tmp_path / "events.jsonl"), "--out", str(other)]) == 0
    assert out.read_bytes() == other.read_bytes()
    assert b"ada" not in out.read_bytes().lower()
    assert read_fitted(out).rows >= 2
    capsys.readouterr()

    assert main(["mastery", "apply", str(out), "--data", str(data), "--json"]) == 0
    told = msgspec.json.decode(capsys.readouterr().out)
    reader = open_reader(data / FILE_NAME)
    fitted = fitted_in_force(reader)
    assert fitted is not None
    assert (fitted.model.id, fitted.file, fitted.log) == (told["model"], told["file"], read_fitted(out).log)
    assert model_in_force(reader).id != DEFAULT_MODEL.id
    reader.let_go()

    assert main(["replay", "--data", str(data), "--json"]) == 0
    replayed = msgspec.json.decode(capsys.readouterr().out)
    assert (replayed["model"], replayed["other_model"], replayed["differences"]) == (told["model"], 1, [])

    async def served() -> object:
        record = open_sqlite(data / FILE_NAME)
        desk = Desk(record)
        session = Session(record, desk.banks, model=model_in_force(record))
        view = session.showing.mastery(TENANT, ADA, now=desk.now)
        await record.close()
        return view

    view = asyncio.run(served())
    assert isinstance(view, MasteryView)
    assert view.model == told["model"]

    assert main(["mastery", "apply", "--shipped", "--data", str(data)]) == 0
    reader = open_reader(data / FILE_NAME)
    assert model_in_force(reader).id == DEFAULT_MODEL.id
    reader.let_go()


def test_what_cannot_be_applied_is_refused(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A model that only measures, a file that is no fit, a folder without a record, and a running server: a sentence each.
    """
    log = write_log(tmp_path, synthetic_log(learners=12, tries=8))
    assert main(["mastery", "fit", str(log), "--model", "pfa", "--out", str(tmp_path / "pfa.json")]) == 0
    assert main(["mastery", "fit", str(log), "--out", str(tmp_path / "fit.json")]) == 0
    (tmp_path / "none.json").write_text("{}")
    empty = tmp_path / "empty"
    empty.mkdir()
    for file, folder, words in (
        ("pfa.json", data, "a fit of pfa is for measuring only"),
        ("none.json", data, "is no fitted model"),
        ("fit.json", empty, "There is no record in"),
    ):
        assert main(["mastery", "apply", str(tmp_path / file), "--data", str(folder)]) == 2
        assert words in capsys.readouterr().err
    owner = open_sqlite(data / FILE_NAME)
    assert main(["mastery", "apply", str(tmp_path / "fit.json"), "--data", str(data)]) == 2
    assert "A server is running on" in capsys.readouterr().err
    asyncio.run(owner.close())


@pytest.mark.slow
def test_a_server_at_work_brings_a_model_into_force(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    With its address and an operator's key a running server does it; without the key it says so, and nothing lies about.
    """
    log = write_log(tmp_path, synthetic_log(learners=12, tries=8))
    assert main(["mastery", "fit", str(log), "--out", str(tmp_path / "fit.json")]) == 0
    key = add_key(data, "operator")
    keep_starter(data)
    with Running(data, "--no-demo") as server:
        apply = ["mastery", "apply", str(tmp_path / "fit.json"), "--data", str(data), "--server", server.address]
        monkeypatch.setenv("MISSTEP_KEY", add_key.__name__)
        assert main(apply) == 2
        assert "The server refused: " in capsys.readouterr().err
        monkeypatch.setenv("MISSTEP_KEY", key)
        assert main([*apply, "--json"]) == 0
        told = msgspec.json.decode(capsys.readouterr().out)
        assert main(["mastery", "apply", "--shipped", *apply[3:]]) == 0
        assert "is in force now" in capsys.readouterr().out
        assert main([*apply[:-1], "ftp://nowhere"]) == 2
    assert [] == list((data / "models").iterdir())
    reader = open_reader(data / FILE_NAME)
    events = [decode(one.event) for one in reader.read(STREAM)]
    reader.let_go()
    assert [told["model"], DEFAULT_MODEL.id] == [one.model.id for one in events if isinstance(one, ModelFitted)]


def test_a_fit_beyond_reason_is_refused_with_its_skill(data: Path, tmp_path: Path) -> None:
    """
    A file whose skill stands at forty logits is a fault, whoever wrote it, and comes into no force.
    """
    log = write_log(tmp_path, synthetic_log(learners=12, tries=8))
    out = tmp_path / "fit.json"
    assert main(["mastery", "fit", str(log), "--out", str(out)]) == 0
    written = msgspec.json.decode(out.read_bytes())
    written["parameters"]["grounds"]["difficulties"]["skill"][2] = 40.0
    out.write_bytes(msgspec.json.encode(written))
    assert main(["mastery", "apply", str(out), "--data", str(data)]) == 2
    reader = open_reader(data / FILE_NAME)
    assert fitted_in_force(reader) is None
    reader.let_go()
