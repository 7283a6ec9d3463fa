"""
Going on: what comes next for a missed problem, and by which rules.

The problem again, something that it builds on, or a fresh one that proves the
repair. Pure; opening it, and ending what it takes the place of, is `homework`'s.
"""

import msgspec

from item_bank.ids import ReleaseId
from practice.choosing.catalogue import Catalogue
from practice.correction.assignment import AssignedProblem
from practice.correction.bounds import bounds_beside, bounds_of
from practice.correction.given import Given, wrong_step
from practice.correction.keys import opportunity_of
from practice.correction.machine import phase_of
from practice.correction.prerequisites import comes_first
from practice.correction.terms import Terms
from practice.correction.work import MISSING, PROOF, REWORK, ProblemWork
from practice.ids import OpportunityId
from practice.opening import Occasion
from practice.requests import Wish

__all__ = ["NextUp", "next_up"]


class NextUp(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is opened next.

    Attributes
    ----------
    opportunity
        Its id; that of the open one where it is just that.
    release
        Whose item it is; None for the active bank's.
    waits
        An open opportunity that it takes the place of: an assignment has one at a
        time, and that one comes again from where it stands.
    """

    wish: Wish
    opportunity: OpportunityId
    occasion: Occasion
    release: ReleaseId | None = None
    waits: OpportunityId | None = None


def next_up(
    given: Given,
    asked: AssignedProblem,
    stands: ProblemWork,
    offers: Catalogue,
    *,
    terms: Terms,
    language: str | None,
) -> NextUp | None:
    """
    Say what comes next for a problem; None where there is nothing to correct.

    Parameters
    ----------
    given, asked
        The assignment, and the problem in it.
    stands
        How the learner stands on it.
    offers
        What the active bank has.
    terms
        What holds for the learner.
    language
        The learner's words (BCP 47), where they asked for some.
    """
    correction = stands.correction
    phase = "over" if correction is None else phase_of(correction)
    if correction is None or phase == "over":
        return None
    rules, assignment, more = terms.rules(given, asked), given.assignment.id, terms.tries
    told = language or rules.language
    skill = comes_first(correction, stands.pointed, asked.skills, offers)
    if skill is not None or phase == "prerequisite":
        fresh = opportunity_of(assignment, asked.id, MISSING, len(correction.inserted) + 1)
        return NextUp(
            wish=Wish(skill=skill or correction.pending, assignment=assignment, language=told),
            opportunity=fresh if skill is not None else stands.open or fresh,
            occasion=Occasion(why="missing", bounds=bounds_beside(rules), tries=more),
            waits=None if skill is None else stands.open,
        )
    if phase == "proof" and asked.repair is not None:
        return NextUp(
            wish=Wish(item=asked.repair.item, assignment=assignment, language=told),
            opportunity=stands.open or opportunity_of(assignment, asked.id, PROOF, stands.proofs + 1),
            occasion=Occasion(why="proof", bounds=bounds_beside(rules), tries=more),
            release=asked.repair.release,
        )
    begins = None if stands.handed_in is None else wrong_step(given, stands.handed_in)
    left = bounds_of(rules, helped=stands.helped, wrong=correction.wrong, due=terms.due)
    return NextUp(
        wish=Wish(item=asked.item, variant=asked.variant, assignment=assignment, language=told),
        opportunity=stands.open or opportunity_of(assignment, asked.id, REWORK, stands.reworks + 1),
        occasion=Occasion(why="correction", bounds=left, tries=more, begins=begins),
        release=asked.release,
    )
