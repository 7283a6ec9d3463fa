"""What is promised of opening: one exercise for each place, under names that were used, and not too many at once."""

import asyncio

from practice.ids import OpportunityId
from practice.outcomes import (
    TooManyOpen,
)
from practice.requests import MAX_OPEN, Wish
from tests.practice.support.desk import ADA, HALVES, TENANT, Desk, bytes_of, seated


def test_opening_again_returns_the_open_one() -> None:
    """
    A second tab or a second click gets the same exercise, byte for byte.
    """

    async def story(desk: Desk) -> None:
        first = await desk.open()
        second = await desk.open(HALVES)

        assert bytes_of(first) == bytes_of(second)

    seated(story)


def test_each_assignment_has_its_own_open_exercise() -> None:
    """
    One opportunity for each assignment, and one for free practice, with different items.
    """

    async def story(desk: Desk) -> None:
        free = await desk.open()
        homework = await desk.open(Wish(assignment="homework"))

        assert free.opportunity != homework.opportunity
        assert free.item != homework.item
        assert homework == await desk.open(Wish(assignment="homework"))

    seated(story)


def test_a_learner_has_only_so_many_open_at_once() -> None:
    """
    Assignments that are made up open nothing without end; what is open is still given, and ending one makes room.
    """

    async def story(desk: Desk) -> None:
        opened = [await desk.open(Wish(assignment=f"a{place}")) for place in range(MAX_OPEN)]
        more = Wish(assignment="more")
        refused = await desk.session.open(
            TENANT, ADA, wish=more, now=desk.now, seed=1, opportunity=OpportunityId("more")
        )

        assert isinstance(refused, TooManyOpen)
        assert tuple(view.opportunity for view in opened) == refused.open
        assert opened[0] == await desk.open(Wish(assignment="a0"))
        await desk.session.skip(TENANT, ADA, opened[0].opportunity, now=desk.now)
        assert "more" == (await desk.open(more, name="more")).opportunity

    seated(story)


def test_two_tabs_opening_at_once_get_one_exercise() -> None:
    """
    Of simultaneous openings one wins, and everybody gets its view.
    """

    async def story(desk: Desk) -> None:
        views = await asyncio.gather(*(desk.open() for _ in range(3)))

        assert 1 == len({view.opportunity for view in views})

    seated(story)


def test_a_used_name_gives_that_opportunity() -> None:
    """
    An opportunity's id names one exercise for ever, also when it has ended.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(HALVES, name="mine")
        await desk.answer(view, 1, desk.key(view))
        again = await desk.open(name="mine")

        assert "halves" == again.item
        assert again.ended is not None

    seated(story)
