"""
Struggle: who of a class needs somebody, and by which facts.

Teachers who watch a class live go to those who are silent, though those who struggle
need them (notes of a study on 1.6 million actions: LiveLab, EDM 2025). So the order is
by what went wrong and was not put right lately, and somebody who did nothing
struggles with nothing. Facts with their figures; no score is shown to anybody.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import msgspec

from item_bank.ids import SkillId
from practice.correction.facts import Telling
from practice.ids import OpportunityId
from practice.moments import DAY_MS
from practice.observing.brief import Brief
from practice.observing.course import Gone
from practice.observing.waiting import NO_PROGRESS

__all__ = ["LATELY_MS", "WEIGHTS", "Need", "NeedKind", "needs_of", "weight_of"]

NeedKind: TypeAlias = Literal["waits", "disputes", "no_progress", "spins", "wrong_on"]
WEIGHTS: Final[Mapping[NeedKind, int]] = MappingProxyType(
    {"waits": 100, "disputes": 60, "no_progress": 40, "spins": 30, "wrong_on": 5}
)
"""What each weighs, for every one there is: whoever waits for a person comes first. Our own judgement."""
LATELY_MS: Final = 7 * DAY_MS
"""How long what went wrong in practice counts: a week."""
WRONG_ON: Final = 3
"""Wrong answers in a row, in one exercise that is open, from which on it is told."""


class Need(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """
    One reason to go to a learner.

    `count` is how often, `since` from when on (ms since 1970); `opportunity` where to look, `skill` what it is about.
    """

    kind: NeedKind
    count: int
    since: int
    opportunity: OpportunityId | None = None
    skill: SkillId | None = None


def needs_of(brief: Brief, telling: Telling, *, now: int) -> tuple[Need, ...]:
    """
    Say what speaks for going to a learner, the heaviest first.

    Parameters
    ----------
    brief
        How practice went.
    telling
        From how many exercises of a skill on they are told in the class, as its facts are.
    now
        Milliseconds since 1970.
    """
    needs = [*_waiting(brief), *_spinning(brief, telling), *_lately(brief, now)]
    return tuple(sorted(needs, key=lambda need: (-WEIGHTS[need.kind], need.since)))


def weight_of(needs: Iterable[Need]) -> int:
    """
    Weigh the needs of a learner, for the order alone.
    """
    return sum(WEIGHTS[need.kind] for need in needs)


def _waiting(brief: Brief) -> Iterable[Need]:
    for one in brief.waiting.values():
        kind: NeedKind = "no_progress" if one.how == NO_PROGRESS else "waits"
        skill = next(iter(one.skills), None)
        yield Need(kind=kind, count=1, since=one.since, opportunity=one.opportunity, skill=skill)
    for dispute in brief.disputes.values():
        if dispute.settled_at is None:
            yield Need(kind="disputes", count=1, since=dispute.at, opportunity=dispute.opportunity)


def _spinning(brief: Brief, telling: Telling) -> Iterable[Need]:
    for skill, stood in brief.skills.items():
        if telling.tells("spinning", stood.spins):
            yield Need(kind="spins", count=stood.spins, since=stood.at, opportunity=stood.opportunity, skill=skill)


def _lately(brief: Brief, now: int) -> Iterable[Need]:
    for one in brief.open:
        row = _wrong_row(one)
        if one.at >= now - LATELY_MS and row >= WRONG_ON:
            yield Need(
                kind="wrong_on", count=row, since=one.tries[-row].at, opportunity=one.opportunity, skill=_first(one)
            )


def _wrong_row(one: Gone) -> int:
    """Return how many answers at the end were wrong, one after the other."""
    row = 0
    for tried in reversed(one.tries):
        if not tried.wrong:
            break
        row += 1
    return row


def _first(one: Gone) -> SkillId | None:
    return next(iter(one.skills), None)
