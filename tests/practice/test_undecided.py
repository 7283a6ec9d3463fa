"""What `practice.undecided` promises."""

import msgspec

from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.ids import ItemId
from practice.events import TryRecorded
from practice.ids import TenantId, learner_stream
from practice.requests import Wish
from practice.undecided import undecided
from practice.wire import decode, encode
from tests.practice.support.desk import ADA, TENANT, Desk, run


async def desk_with_undecided(*readings: str) -> Desk:
    """
    Record tries that the engine gave up on; none of our items makes it give up, so they are made from wrong ones.
    """
    desk = await Desk().begin()
    view = await desk.open(Wish(item=ItemId("staged")))
    await desk.answer(view, 1, Final(text="0"))
    stream = learner_stream(TENANT, ADA)
    tried = decode(desk.record.keyed(stream, f"{view.opportunity}/try/")[0].event)
    assert isinstance(tried, TryRecorded)
    for n, read in enumerate(readings, start=2):
        judged = msgspec.structs.replace(tried.judged, verdict=Verdict.UNKNOWN, read=read)
        response = Final(text="what was typed")
        await desk.record.annotate(
            stream, encode(msgspec.structs.replace(tried, n=n, judged=judged, response=response))
        )
    return desk


def test_what_could_not_be_decided_is_counted_by_step() -> None:
    """
    One group for the step, with each reading once.
    """
    desk = run(desk_with_undecided("x + 1", "x + 1", "2x"))

    groups = undecided(desk.record, TENANT)

    assert [("staged", 3, ("x + 1", "2x"))] == [(group.item, group.times, group.read) for group in groups]


def test_authors_see_neither_learners_nor_what_was_typed() -> None:
    """
    Readings are re-printed maths; nothing else of a learner is there.
    """
    desk = run(desk_with_undecided("x + 1"))

    listed = msgspec.json.encode(undecided(desk.record, TENANT)).decode()

    assert "what was typed" not in listed
    assert f'"{ADA}"' not in listed


def test_another_tenant_has_its_own_list() -> None:
    """
    Nothing crosses from one tenant to another.
    """
    desk = run(desk_with_undecided("x + 1"))

    assert () == undecided(desk.record, TenantId("other"))
    assert () == undecided(desk.record, TenantId("scho"))
