"""
Rewards: points and badges for what was put right, and for what is still known later.

Nothing is given for tries, speed, or help seen or not seen. A problem that was
right at once is worth as much as one that was put right, so nobody gains by
failing first; each problem and each skill counts once, and nothing is taken away
again. What is worth a word is decided here; the words are the page's.
"""

from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

import msgspec

from item_bank.ids import SkillId
from practice.correction.given import Given, is_missed, is_undecided
from practice.correction.machine import FINAL
from practice.correction.work import ProblemWork, Work

__all__ = ["KEPT_MANY", "KEPT_POINTS", "RIGHT_POINTS", "Badge", "BadgeName", "Rewards", "rewards"]

RIGHT_POINTS: Final = 1
"""For a problem of homework that stands right in the end."""
KEPT_POINTS: Final = 3
"""For a skill that was still there after a pause: what practice is for, so worth more than a problem."""
KEPT_MANY: Final = 10
"""Skills that make the last badge; about a school term of them."""

BadgeName: TypeAlias = Literal["put_right", "all_put_right", "kept", "kept_many"]
"""The first mistake put right, all those of an assignment, the first skill kept, `KEPT_MANY` of them."""


class Badge(msgspec.Struct, frozen=True, kw_only=True):
    """One badge, and when it was earned first, in milliseconds since 1970."""

    name: BadgeName
    at: int


class Rewards(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a learner has earned.

    Attributes
    ----------
    points
        Those of `right` and `kept` together.
    right
        Problems of homework that stand right, at once or put right.
    put_right
        Those of them that were missed first.
    kept
        Skills that were still known after a pause.
    badges
        The earliest first.
    """

    points: int
    right: int
    put_right: int
    kept: int
    badges: tuple[Badge, ...]


def rewards(assigned: Iterable[tuple[Given, Work]], kept: Iterable[tuple[SkillId, int]]) -> Rewards:
    """
    Add up what a learner has earned.

    Parameters
    ----------
    assigned
        Their homework, as it stands.
    kept
        Skills as they became retained, with the time (ms since 1970), the earliest first; one may come again.
    """
    right, repaired, whole = 0, [], []
    for given, work in assigned:
        stands = [problem for problem in work.problems.values() if problem.handed_in is not None]
        mended = [problem.repaired_at for problem in stands if problem.repaired_at is not None]
        right += sum(_stands_right(given, problem) for problem in stands)
        repaired += mended
        missed = [problem for problem in stands if problem.correction is not None]
        if missed and all(problem.repaired_at is not None for problem in missed):
            whole.append(max(mended))
    first: dict[SkillId, int] = {}
    for skill, at in kept:
        first.setdefault(skill, at)
    times = sorted(first.values())
    earned: dict[BadgeName, int | None] = {
        "put_right": min(repaired, default=None),
        "all_put_right": min(whole, default=None),
        "kept": times[0] if times else None,
        "kept_many": times[KEPT_MANY - 1] if len(times) >= KEPT_MANY else None,
    }
    badges = [Badge(name=name, at=at) for name, at in earned.items() if at is not None]
    return Rewards(
        points=RIGHT_POINTS * right + KEPT_POINTS * len(first),
        right=right,
        put_right=len(repaired),
        kept=len(first),
        badges=tuple(sorted(badges, key=lambda badge: badge.at)),
    )


def _stands_right(given: Given, problem: ProblemWork) -> bool:
    if problem.correction is not None:
        return problem.correction.status in FINAL
    handed_in = problem.handed_in
    return handed_in is not None and not is_missed(given, handed_in) and not is_undecided(given, handed_in)
