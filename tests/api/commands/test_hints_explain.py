"""What `misstep hints explain` promises."""

import asyncio
import json
from pathlib import Path

import msgspec
import pytest

from api.cli import main
from api.commands.hints_explain import Explained, explained
from practice.ids import learner_stream
from practice.record.memory import MemoryRecord
from practice.record.sqlite import FILE_NAME, open_sqlite
from tests.api.hinting.desk import BETTER, LEARNER, TENANT, HintDesk, outcome


def practised(*, wrong: bool = True) -> MemoryRecord:
    """
    Record a try with better words, or a right one.
    """
    record = MemoryRecord()
    desk = HintDesk(record=record)
    desk.jobs.at_once = outcome

    async def story() -> None:
        seat = await desk.begin()
        await seat.answer(1, "777777" if wrong else "6")
        await desk.looking.settled()

    asyncio.run(story())
    return record


def positions(record: MemoryRecord) -> dict[str, int]:
    """
    Find where each kind of event stands.
    """
    return {one.event.kind: one.position for one in record.read(learner_stream(TENANT, LEARNER))}


@pytest.mark.parametrize("kind", ["try_recorded", "help_sought", "hint_revised"])
def test_any_event_of_a_try_names_it(kind: str) -> None:
    """
    The same is told of the try, of how looking went, and of what came of it.
    """
    record = practised()
    found = explained(record, positions(record)[kind])

    assert isinstance(found, Explained)
    assert (1, BETTER) == (found.n, found.better)
    assert found.trace is not None


def test_what_is_nothing_about_a_try_is_said_to_be_so() -> None:
    """
    Another event, no event, and a try that nothing was looked for.
    """
    record, right = practised(), practised(wrong=False)
    said = explained(record, positions(record)["opportunity_opened"])

    assert isinstance(said, str)
    assert "opportunity_opened" in said
    assert isinstance(explained(record, 10**15), str)
    assert explained(right, positions(right)["try_recorded"]) is None


@pytest.mark.parametrize("event", ["", "x", "-1", "1.5", "²", "9" * 30])
def test_a_position_that_is_none_is_refused(event: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    With a sentence; so is a folder without a record.
    """
    assert 2 == main(["hints", "explain", "--data", str(tmp_path), "--", event])
    assert 2 == main(["hints", "explain", "--data", str(tmp_path), "1"])
    assert "Traceback" not in capsys.readouterr().err


def test_it_is_printed_for_people_and_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Read from a file beside its owner; a trace of another version costs the trace alone.
    """
    events = practised().read(learner_stream(TENANT, LEARNER))

    async def kept() -> None:
        record = open_sqlite(tmp_path / FILE_NAME)
        for one in events:
            event = one.event
            if event.kind == "help_sought":
                payload = json.loads(event.payload) | {"trace": {"of": "tomorrow"}}
                event = msgspec.structs.replace(event, payload=json.dumps(payload).encode())
            await record.annotate(one.stream, event)
        await record.close()

    asyncio.run(kept())
    place = str(len(events))

    assert 0 == main(["hints", "explain", "--data", str(tmp_path), place])
    assert f"better words: {BETTER}" in capsys.readouterr().out
    assert 0 == main(["hints", "explain", "--data", str(tmp_path), "--json", place])
    assert json.loads(capsys.readouterr().out)["trace"] is None
