"""What `practice.history` promises."""

import pytest

from item_bank.ids import ItemId
from practice.history import Given, History, history
from practice.ids import LearnerId, OpportunityId, StreamId, TenantId, learner_stream
from practice.outcomes import UnknownLearner, UnknownOpportunity
from practice.record.contract import NewEvent, Recorded
from practice.record.memory import MemoryRecord
from practice.requests import Wish
from tests.practice.support.desk import ADA, TENANT, Desk, run
from tests.practice.support.play import STUCK, text

HALVES = Wish(item=ItemId("halves"))


def listed(desk: Desk, *, after: str | None = None, limit: int = 100) -> History:
    """
    List what the learner at a desk was given.
    """
    found = history(desk.record, TENANT, ADA, after=None if after is None else OpportunityId(after), limit=limit)
    assert isinstance(found, History)
    return found


def test_each_exercise_is_told_with_its_tries_and_its_end() -> None:
    """
    One that is open in another place keeps its place in the list, whatever was opened and answered since.
    """

    async def story() -> tuple[History, list[int]]:
        desk = await Desk().begin()
        homework = await desk.open(Wish(item=ItemId("staged"), assignment="homework"))
        opened = [desk.now]
        view = await desk.open(HALVES)
        opened.insert(0, desk.now)
        await desk.answer(view, 1, text("7"))
        await desk.answer(homework, 1, STUCK)
        await desk.answer(view, 2, desk.key(view))
        await desk.open(HALVES, name="o1x")
        opened.insert(0, desk.now)
        return listed(desk), opened

    found, opened = run(story())

    assert [
        ("o1x", "halves", None, 0),
        ("o2", "halves", "solved", 2),
        ("o1", "staged", None, 1),
    ] == [(given.opportunity, given.item, given.ended, given.tries) for given in found.opportunities]
    assert opened == [given.opened for given in found.opportunities]
    assert all(given.title for given in found.opportunities)


@pytest.fixture(scope="module")
def skipper() -> Desk:
    """
    Seat a learner who opened and skipped so many that one page of events does not hold them.
    """

    async def story() -> Desk:
        desk = await Desk().begin()
        for _ in range(130):
            view = await desk.open(HALVES)
            await desk.session.skip(TENANT, ADA, view.opportunity, now=desk.now)
        return desk

    return run(story())


@pytest.mark.parametrize("limit", [1, 7, 65, 129, 130, 131])
def test_pages_join_without_gap_or_repeat(skipper: Desk, limit: int) -> None:
    """
    Following `next` gives each once, newest first, and no empty page at the end.
    """
    pages: list[tuple[Given, ...]] = []
    after: str | None = None
    while len(pages) < 200 and (not pages or after is not None):
        found = listed(skipper, after=after, limit=limit)
        pages.append(found.opportunities)
        after = found.next

    assert [f"o{number}" for number in range(130, 0, -1)] == [given.opportunity for page in pages for given in page]
    assert all(len(page) == limit for page in pages[:-1])
    assert pages[-1]


class Counting(MemoryRecord):
    """A record that counts the events that are read."""

    given = 0

    def read(self, stream: StreamId, *, after: int = 0, limit: int = 1_000) -> list[Recorded]:
        """Read, and count."""
        page = list(super().read(stream, after=after, limit=limit))
        self.given += len(page)
        return page


def test_a_long_life_costs_no_more_than_a_short_one(skipper: Desk) -> None:
    """
    The newest page is found without reading the stream from its beginning.
    """
    record = Counting()
    event = NewEvent(kind="hint_revised", version=1, at=1, payload=b"{}")
    ends = [each.event for each in skipper.record.read(learner_stream(TENANT, ADA))]
    run(record.append(learner_stream(TENANT, ADA), expected=0, events=[*[event] * 5_000, *ends]))

    found = history(record, TENANT, ADA, after=None, limit=20)

    assert isinstance(found, History)
    assert 20 == len(found.opportunities)
    assert record.given <= 200


def test_nobody_has_no_history_and_nothing_comes_after_what_is_not_there() -> None:
    """
    Unknown learners, another tenant's, and opportunities of nobody's are said to be so.
    """

    async def story() -> None:
        desk = await Desk().begin()
        assert History(opportunities=(), next=None) == listed(desk)
        await desk.open(HALVES, name="o1x")

        other = history(desk.record, TenantId("other"), ADA, after=None, limit=1)
        nobody = history(desk.record, TENANT, LearnerId("bob"), after=None, limit=1)
        nothing = history(desk.record, TENANT, ADA, after=OpportunityId("o1"), limit=1)

        assert isinstance(other, UnknownLearner)
        assert isinstance(nobody, UnknownLearner)
        assert isinstance(nothing, UnknownOpportunity)

    run(story())
