"""
Looking an assignment over: how learners stand on it, and the facts about how their answers came.

The shell around `correction.facts`: it reads the streams of a class's members,
and compares answers with the variants that others were given.
"""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from item_bank.answers.judge import judge
from item_bank.answers.response import Response
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank
from item_bank.ids import ItemId, ReleaseId, StepId
from practice.assignments import Assignments
from practice.correction.facts import Fact, Put, Telling, facts_of, variants_of
from practice.correction.given import Given
from practice.correction.handed_in import HandedIn
from practice.correction.selecting import Had
from practice.correction.standing import standing_at
from practice.correction.terms import Terms
from practice.correction.work import Work
from practice.events import LearnerEvent, OpportunityOpened, TryRecorded
from practice.homework import Homework
from practice.ids import LearnerId, TenantId
from practice.session import Session

__all__ = ["Looked", "class_handed_in", "class_looked_over", "facts_about", "had_by", "handed_in_by"]


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """How one learner stands on an assignment, on which terms, and what is to be told of how their answers came."""

    work: Work
    terms: Terms
    facts: tuple[Fact, ...]


def class_looked_over(
    homework: Homework, session: Session, tenant: TenantId, given: Given, telling: Telling, *, now: int
) -> dict[LearnerId, Looked]:
    """
    Look over a class's work; each member's events are read once.
    """
    since = telling.since(now)
    works = homework.of_class(tenant, given)
    put = _together(events for _, events in works.values())
    return {
        learner: Looked(
            work=standing_at(given, one.work, one.terms.due, now),
            terms=one.terms,
            facts=_facts(session, given, events, lambda: put, telling, since),
        )
        for learner, (one, events) in works.items()
    }


def class_handed_in(homework: Homework, tenant: TenantId, given: Given) -> dict[LearnerId, tuple[HandedIn, ...]]:
    """
    Return, by learner, the problems that a class handed in.
    """
    return handed_in_by({learner: one.work for learner, (one, _) in homework.of_class(tenant, given).items()})


def handed_in_by(works: Mapping[LearnerId, Work]) -> dict[LearnerId, tuple[HandedIn, ...]]:
    """
    Return, by learner, the problems that were handed in.
    """
    return {
        learner: tuple(one.handed_in for one in work.problems.values() if one.handed_in is not None)
        for learner, work in works.items()
    }


def facts_about(
    homework: Homework,
    session: Session,
    assignments: Assignments,
    tenant: TenantId,
    learner: LearnerId,
    given: Given,
    telling: Telling,
    *,
    now: int,
) -> tuple[Fact, ...]:
    """
    Return what a learner is told of themselves: the same as their teacher is.
    """
    name, of = given.assignment.id, given.assignment.class_id
    members = [member for member, place in assignments.roll(tenant, of).items() if place.left is None]
    return _facts(
        session,
        given,
        homework.events(tenant, learner, name),
        lambda: _together(homework.events(tenant, member, name) for member in members),
        telling,
        telling.since(now),
    )


def had_by(session: Session, tenant: TenantId, learners: Iterable[LearnerId]) -> Had:
    """
    Return the variants that each of some learners has had, by item.
    """
    found: dict[ItemId, list[tuple[int, ...]]] = {}
    for learner in learners:
        known = session.known(tenant, learner)
        for item, history in () if known is None else known.state.items.items():
            found.setdefault(item, []).append(history.variants)
    return found


def _facts(
    session: Session,
    given: Given,
    events: Sequence[LearnerEvent],
    put: Callable[[], Put],
    telling: Telling,
    since: int,
) -> tuple[Fact, ...]:
    skills = {problem.id: problem.skills for problem in given.assignment.problems}

    def fits(opened: OpportunityOpened, tried: TryRecorded, variant: int) -> bool:
        bank = session.banks.of(opened.release)
        return bank is not None and _right_for(bank, opened.item, variant, tried.step, tried.response, tried.locale)

    return facts_of(given.assignment.id, events, skills, functools.cache(put), fits, telling, since)


def _together(events: Iterable[Sequence[LearnerEvent]]) -> Put:
    """Bring together the variants that the members of a class were given."""
    found: dict[tuple[ReleaseId, ItemId], set[int]] = {}
    for each in events:
        for item, variants in variants_of(each).items():
            found.setdefault(item, set()).update(variants)
    return {item: frozenset(variants) for item, variants in found.items()}


@functools.lru_cache(maxsize=16_384)
def _right_for(bank: Bank, item: ItemId, variant: int, step: StepId, response: Response, locale: str) -> bool:
    """Say whether a response is right for a variant; kept, since a class is looked over again and again."""
    found = bank.open(item, variant).step(step)
    return found is not None and judge(found.key, response, locale=locale).verdict is Verdict.CORRECT
