"""What comes next for a missed problem: it again, what it builds on, or a fresh one, each by its rules."""

import msgspec
import pytest

from item_bank.answers.response import Final
from item_bank.answers.verdict import Judged, Verdict
from item_bank.ids import ItemId, ReleaseId, SkillId, StepId
from practice.choosing.catalogue import Catalogue, catalogue
from practice.classroom.accommodations import Accommodations
from practice.correction.assignment import AssignedProblem, Assignment, Repair
from practice.correction.dates import DueDates
from practice.correction.directive import Directive
from practice.correction.given import Given
from practice.correction.going_on import NextUp, next_up
from practice.correction.handed_in import HandedIn, StepHandedIn
from practice.correction.machine import Correction
from practice.correction.terms import terms_of
from practice.correction.work import ProblemWork
from practice.ids import AssignmentId, ClassId, OpportunityId, ProblemId
from tests.practice.support.bank import bank

ONE = ProblemId("1")
OWN, FRESH = ReleaseId("own"), ReleaseId("fresh")
EQUATIONS, NUMBERS = SkillId("equations"), SkillId("numbers")
"""The second is below the first, and the bank has items of both."""
ASKED = AssignedProblem(
    id=ONE,
    release=OWN,
    item=ItemId("i"),
    variant=4,
    skills=(EQUATIONS,),
    repair=Repair(release=FRESH, item=ItemId("j")),
)
RULES = Directive(rungs=3, reveal="after_due")
TWICE = (NUMBERS, NUMBERS)
"""Answers that point below."""


def given_with(directive: Directive = RULES) -> Given:
    """
    Give the problem.
    """
    dates = DueDates(due=1_000)
    assignment = Assignment(
        id=AssignmentId("hw"),
        class_id=ClassId("7b"),
        title="Monday",
        language="en",
        problems=(ASKED,),
        directive=directive,
        dates=dates,
    )
    return Given(assignment=assignment, published_at=0, dates=dates)


def upcoming(
    stands: ProblemWork,
    *,
    asked: AssignedProblem = ASKED,
    allowed: Accommodations | None = None,
    language: str | None = None,
    offers: Catalogue | None = None,
) -> NextUp:
    """
    Ask what comes next, which there has to be.
    """
    given = given_with()
    terms = terms_of(given, allowed=allowed or Accommodations())
    found = next_up(given, asked, stands, offers or catalogue(bank()), terms=terms, language=language)
    assert found is not None
    return found


@pytest.mark.parametrize("status", ["repaired", "repaired_with_help", "stuck", "excused", "expired"])
def test_where_a_correction_is_over_nothing_comes(status: str) -> None:
    """
    Nor where there was nothing to correct.
    """
    over = msgspec.convert({"status": status}, Correction)
    for stands in (ProblemWork(), ProblemWork(correction=over)):
        given = given_with()
        assert next_up(given, ASKED, stands, catalogue(bank()), terms=terms_of(given), language=None) is None


def test_the_problem_itself_comes_again_with_the_help_that_is_left() -> None:
    """
    The very variant, of its own release, where it was left; its next go where none is open.
    """
    stands = ProblemWork(correction=Correction(wrong=2), reworks=1, helped=2)
    found = upcoming(stands, allowed=Accommodations(tries=2))
    assert ("hw.1.rework2", OWN, "i", 4) == (found.opportunity, found.release, found.wish.item, found.wish.variant)
    assert found.occasion.bounds is not None
    assert ("correction", 1, 2) == (found.occasion.why, found.occasion.bounds.rungs, found.occasion.tries)
    assert 1_000 == found.occasion.bounds.reveal_at
    again = msgspec.structs.replace(stands, open=OpportunityId("hw.1.rework1"))
    assert ("hw.1.rework1", None) == (upcoming(again).opportunity, upcoming(again).waits)


def test_it_begins_at_the_step_that_went_wrong() -> None:
    """
    What was right before it is not asked again.
    """
    steps = tuple(
        StepHandedIn(step=StepId(name), response=Final(text="?"), locale="en", judged=Judged(verdict=verdict))
        for name, verdict in (("a", Verdict.CORRECT), ("b", Verdict.INCORRECT), ("c", Verdict.INCORRECT))
    )
    handed_in = HandedIn(problem=ONE, outcome="wrong", steps=steps)
    assert "b" == upcoming(ProblemWork(correction=Correction(), handed_in=handed_in)).occasion.begins


def test_a_proof_is_a_fresh_one_of_what_repairs_and_never_shown_solved() -> None:
    """
    Any variant of that item, of the release that has it, with all the help that a directive gives.
    """
    stands = ProblemWork(correction=Correction(reworked=True, wrong=3), proofs=1, helped=3)
    found = upcoming(stands)
    assert ("hw.1.proof2", FRESH, "j", None) == (found.opportunity, found.release, found.wish.item, found.wish.variant)
    assert found.occasion.bounds is not None
    assert ("proof", 3, None) == (found.occasion.why, found.occasion.bounds.rungs, found.occasion.bounds.reveal_at)
    again = msgspec.structs.replace(stands, open=OpportunityId("hw.1.proof1"))
    assert "hw.1.proof1" == upcoming(again).opportunity


def test_what_it_builds_on_comes_first_and_takes_the_place_of_what_was_open() -> None:
    """
    Any item of that skill from the active bank; the problem waits, and is there again once that has ended.
    """
    rework = OpportunityId("hw.1.rework1")
    found = upcoming(ProblemWork(correction=Correction(wrong=2), open=rework, pointed=TWICE))
    assert ("hw.1.missing1", None, NUMBERS, None) == (
        found.opportunity,
        found.release,
        found.wish.skill,
        found.wish.item,
    )
    assert ("missing", rework) == (found.occasion.why, found.waits)

    begun = OpportunityId("hw.1.missing1")
    pending = Correction(wrong=2, inserted=(NUMBERS,), pending=NUMBERS)
    going = upcoming(ProblemWork(correction=pending, open=begun, pointed=TWICE))
    assert (begun, NUMBERS, None) == (going.opportunity, going.wish.skill, going.waits)
    done = msgspec.structs.replace(pending, pending=None)
    assert "correction" == upcoming(ProblemWork(correction=done, pointed=TWICE)).occasion.why


def test_the_words_are_those_that_the_learner_asks_for_else_their_own_else_the_directive_s() -> None:
    """
    Where nobody says anything, none are wished for.
    """
    stands = ProblemWork(correction=Correction())
    german = Accommodations(language="de")
    assert "es" == upcoming(stands, allowed=german, language="es").wish.language
    assert "de" == upcoming(stands, allowed=german).wish.language
    assert upcoming(stands).wish.language is None
