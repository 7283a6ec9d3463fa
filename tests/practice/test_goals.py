"""What practice promises of goals, levels reached and learners who are stuck."""

from functools import partial

import msgspec

from item_bank.answers.response import Final
from item_bank.ids import ItemId, SkillId
from practice.classes import Classes
from practice.events import GoalSet, LevelChanged
from practice.goals import aim
from practice.ids import ClassId, LearnerId, learner_stream
from practice.moments import DAY_MS
from practice.observing.courses import Courses
from practice.observing.queue import queue_of
from practice.outcomes import GoalKept, GoalPast, UnknownLearner, UnknownWish
from practice.progress.aims import goal_view
from practice.progress.goal import Goal
from practice.requests import Wish
from practice.views import MasteryView
from practice.wire import learner_events
from tests.practice.support.desk import ADA, TENANT, Desk, run

NUMBERS, EQUATIONS = SkillId("numbers"), SkillId("equations")
TIGERS = ClassId("tigers")


def goal(desk: Desk, *skills: SkillId, days: float = 3.0, setter: str = "teacher") -> Goal:
    """Want skills some days from now."""
    return msgspec.convert(
        {"skills": skills or (NUMBERS,), "by": int(desk.now + days * DAY_MS), "setter": setter}, Goal
    )


def mastery(desk: Desk, *, language: str = "en") -> MasteryView:
    """Ask how the learner stands."""
    view = desk.session.showing.mastery(TENANT, ADA, now=desk.now, language=language)
    assert isinstance(view, MasteryView)
    return view


def told(desk: Desk) -> list[LevelChanged]:
    """List the levels that were recorded."""
    events = learner_events(desk.record.read(learner_stream(TENANT, ADA)))
    return [event for event in events if isinstance(event, LevelChanged)]


async def answered(desk: Desk, item: str, *, right: bool) -> None:
    """Open an item and answer it at once, right or wrong, and leave it."""
    view = await desk.open(Wish(item=ItemId(item)))
    reply = await desk.answer(view, 1, desk.key(view) if right else Final(text="-12345"))
    n = 1
    while right and reply.ended is None:
        n += 1
        reply = await desk.answer(view, n, desk.key(view, reply.open[-1]), step=reply.open[-1])
    await desk.session.skip(TENANT, ADA, view.opportunity, now=desk.now)


def test_a_goal_is_set_shown_and_dropped() -> None:
    """
    It stands with its learner's mastery, in their language, until it is dropped; setting it again records nothing.
    """

    async def story() -> None:
        desk = await Desk().begin()
        wanted = goal(desk, NUMBERS, EQUATIONS)
        for _ in range(2):
            outcome = await aim(desk.session, TENANT, ADA, wanted, setter="teacher", now=desk.now)
        assert isinstance(outcome, GoalSet)
        assert wanted == desk.folded().goal
        assert 2 == desk.record.load(learner_stream(TENANT, ADA)).stream_version
        shown = mastery(desk).goal
        assert shown is not None
        assert "Goal: proficient in 0 of 2 skills; days left: 3." == shown.sentence
        german = mastery(desk, language="de").goal
        assert german is not None
        assert german.sentence.startswith("Ziel: sicher in 0 von 2")
        await aim(desk.session, TENANT, ADA, None, setter="teacher", now=desk.now)
        assert mastery(desk).goal is None

    run(story())


def test_what_is_chosen_serves_the_goal_until_its_date() -> None:
    """
    With a goal on the skill at the bottom, nothing but that skill's items is given, and the reason says so.
    """

    async def story() -> None:
        desk = await Desk().begin()
        await aim(desk.session, TENANT, ADA, goal(desk), setter="learner", now=desk.now)
        for _ in range(6):
            view = await desk.open()
            assert NUMBERS in view.skills
            assert view.reason.code in {"goal", "relief"}
            await desk.session.skip(TENANT, ADA, view.opportunity, now=desk.now)

    run(story())


def test_a_goal_that_cannot_be_is_refused() -> None:
    """
    A skill that the bank has not, a date that has passed, somebody unknown, a learner before a teacher's goal.
    """

    async def story() -> list[type]:
        desk = await Desk().begin()
        nobody, ask = LearnerId("nobody"), partial(aim, desk.session)
        outcomes = [
            await ask(TENANT, ADA, goal(desk, SkillId("cooking")), setter="teacher", now=desk.now),
            await ask(TENANT, ADA, goal(desk, days=-1), setter="teacher", now=desk.now),
            await ask(TENANT, nobody, goal(desk), setter="teacher", now=desk.now),
            await ask(TENANT, ADA, goal(desk), setter="teacher", now=desk.now),
            await ask(TENANT, ADA, None, setter="learner", now=desk.now),
            await ask(TENANT, ADA, goal(desk, days=9.0), setter="learner", now=int(desk.now + 4 * DAY_MS)),
        ]
        return [type(outcome) for outcome in outcomes]

    assert [UnknownWish, GoalPast, UnknownLearner, GoalSet, GoalKept, GoalSet] == run(story())


def test_a_goal_says_when_it_is_reached_and_when_it_is_over() -> None:
    """
    The sentence goes by the levels, whatever skills a later bank still has.
    """

    async def story() -> None:
        desk = await Desk().begin()
        skills = mastery(desk).skills
        done = [msgspec.structs.replace(view, level="proficient") for view in skills]
        aim = goal(desk)
        reached = goal_view(aim, done, at=desk.now, language="en")
        assert "Goal reached: proficient in 1 of 1 skills." == reached.sentence
        assert "reached" not in goal_view(aim, (), at=desk.now, language="en").sentence
        assert "passed, with 0 of 1" in goal_view(aim, skills, at=aim.by + 1, language="en").sentence

    run(story())


def test_a_level_reached_is_recorded_with_its_sentence() -> None:
    """
    Right answers to several items make proficient; the record says so once, in figures.
    """

    async def story() -> list[LevelChanged]:
        desk = await Desk().begin()
        for turn in range(14):
            await answered(desk, "halves" if turn % 2 else "bare", right=True)
        return told(desk)

    changes = [event for event in run(story()) if event.skill == NUMBERS]
    assert ["proficient"] == [event.level for event in changes]
    assert changes[0].sentence.startswith("Proficient: about ")
    assert changes[0].lower >= changes[0].bar


def test_a_skill_without_progress_waits_for_the_teacher_until_it_moves() -> None:
    """
    The queue names the skill with the figures and what it builds on, once, and forgets it when it goes well.
    """

    async def story() -> None:
        desk = await Desk().begin()
        classes = Classes(desk.record)
        await classes.create(TENANT, TIGERS, now=desk.now)
        await classes.join(TENANT, TIGERS, ADA, now=desk.now)
        for _ in range(18):
            await answered(desk, "bare", right=False)
        queue = queue_of(Courses(desk.record), classes, TENANT, TIGERS)
        assert isinstance(queue, tuple)
        [waiting] = [one for one in queue if one.how == "no_progress"]
        assert (NUMBERS,) == waiting.skills
        assert waiting.sentence.startswith("Practising, without progress for 15 tries")
        assert next(view for view in mastery(desk).skills if view.skill == NUMBERS).stuck
        for turn in range(8):
            await answered(desk, "halves" if turn % 2 else "bare", right=True)
        queue = queue_of(Courses(desk.record), classes, TENANT, TIGERS)
        assert isinstance(queue, tuple)
        assert [] == [one for one in queue if one.how == "no_progress"]

    run(story())
