"""What `practice.homework` promises a teacher who settles how it is corrected: the directive holds."""

import pytest

from practice.correction.directive import Directive, ModelUse, Reveal
from practice.correction.events import CorrectionsOpened
from practice.correction.outcomes import NotOpenYet
from practice.deciding import act_on
from practice.ending import OWN
from practice.ids import ProblemId
from practice.seeking import Sought, Wanted
from tests.practice.support.desk import TENANT
from tests.practice.support.homework import ADA, CLASS, HW, WRONG, School, assignment, told


def test_correction_waits_for_the_review_where_the_teacher_says_so() -> None:
    """Until the teacher has gone over the mistakes, no correction opens."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        early = await school.homework.go_on(TENANT, ADA, HW, ProblemId("1"), now=school.now, seed=1)
        assert isinstance(early, NotOpenYet)
        await school.assignments.tell(TENANT, CLASS, CorrectionsOpened(at=school.now, assignment=HW))
        assert (await school.go_on(ADA, "1")).assignment == HW

    told(story, assignment(Directive(opens_after_review=True)))


def test_skipping_gives_no_further_help_and_who_used_it_up_is_stuck() -> None:
    """The rungs of the directive are a problem's, not an opportunity's; another chance brings them anew."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        first = await school.go_on(ADA, "1")
        await school.answer(ADA, first, "2/6")
        await school.session.skip(TENANT, ADA, first.opportunity, now=school.now)
        second = await school.go_on(ADA, "1")
        assert second.opportunity != first.opportunity
        await school.answer(ADA, second, "2/6")
        assert school.status(ADA, "1") == "open"
        over = await school.answer(ADA, second, "2/6")
        assert over.ended is not None
        assert over.ended.how == "out_of_help"
        assert school.status(ADA, "1") == "stuck"
        await act_on(school.homework, TENANT, ADA, school.given, ProblemId("1"), "reopen", now=school.now)
        third = await school.answer(ADA, await school.go_on(ADA, "1"), "2/6")
        assert third.ended is None

    told(story, assignment(Directive(rungs=2)))


class Counting:
    """Counts how often better words are looked for, and finds none."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.sought = 0

    def wants(self, _: Sought, /) -> Wanted:
        """Want them always."""
        return "quietly"

    def seek(self, _: Sought, /) -> None:
        """Count."""
        self.sought += 1


@pytest.mark.parametrize(("model", "sought"), [("off", 0), ("rephrase", 1), ("diagnose", 2)])
def test_no_better_words_are_looked_for_beyond_what_the_directive_allows(model: ModelUse, sought: int) -> None:
    """Off, none at all; to rephrase, for the answer whose mistake is certain alone; to diagnose, for both."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        rework = await school.go_on(ADA, "1")
        seeker = Counting()
        school.session.seeker = seeker
        for answer in ("2/6", "17"):
            await school.answer(ADA, rework, answer)
        assert sought == seeker.sought

    told(story, assignment(Directive(model=model)))


@pytest.mark.parametrize(("reveal", "own"), [("never", False), ("after_tries", True)])
def test_the_problem_s_own_solution_is_shown_only_where_the_directive_says_so(reveal: Reveal, own: bool) -> None:
    """By default it is another variant's; a fresh one that proves something is never shown solved."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        rework = await school.go_on(ADA, "4")
        for _ in range(2):
            reply = await school.answer(ADA, rework, "1/9")
        assert reply.ended is not None
        assert own == (reply.ended.sentence == OWN["out_of_help"])

    told(story, assignment(Directive(rungs=1, reveal=reveal, reveal_after=2)))
