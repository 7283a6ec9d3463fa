"""
A breaker: when a route is left alone, and how it comes back.

Pure: a frozen state, and what follows from it at a moment. Closed while enough
of the last attempts went well; open, and asked for nothing, for a rest that
doubles; then half-open, where a single attempt decides. Slow successes count
too: a route that answers late is of no more use than one that fails.
"""

import enum

import msgspec

__all__ = ["Breaker", "Limits", "Outcome", "Stance", "admits", "after", "entered", "left", "resting", "stance"]


class Outcome(enum.StrEnum):
    """How an attempt ended, as far as the route is to blame."""

    GOOD = "good"
    SLOW = "slow"  # good, but late
    BAD = "bad"


class Stance(enum.StrEnum):
    """Whether a route may be asked."""

    CLOSED = "closed"  # it may
    HALF_OPEN = "half_open"  # once, to see
    OPEN = "open"  # it may not


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """
    When a breaker opens, and for how long.

    Attributes
    ----------
    window_seconds, most
        How long, and how many, outcomes count.
    least
        Outcomes without which nothing is concluded.
    failing, slow
        Shares of bad, and of slow or bad, outcomes from which on it opens.
    rest_seconds, most_rest_seconds
        The first rest, and the longest.
    """

    window_seconds: float = 30.0
    most: int = 40
    least: int = 5
    failing: float = 0.5
    slow: float = 0.8
    rest_seconds: float = 5.0
    most_rest_seconds: float = 300.0


class Breaker(msgspec.Struct, frozen=True, kw_only=True):
    """
    One route's state.

    Attributes
    ----------
    outcomes
        The last ones with their moments, oldest first.
    open_until
        The moment at which an open breaker becomes half-open; None where it is closed.
    rests
        Rests since it was last closed.
    trying
        Whether the one attempt of a half-open breaker is under way.
    """

    outcomes: tuple[tuple[float, Outcome], ...] = ()
    open_until: float | None = None
    rests: int = 0
    trying: bool = False


def stance(breaker: Breaker, now: float) -> Stance:
    """
    Return where a breaker stands; `now` is in seconds of any clock that only goes forward.
    """
    if breaker.open_until is None:
        return Stance.CLOSED
    return Stance.OPEN if now < breaker.open_until else Stance.HALF_OPEN


def admits(breaker: Breaker, now: float) -> bool:
    """
    Tell whether an attempt may begin.
    """
    match stance(breaker, now):
        case Stance.CLOSED:
            return True
        case Stance.HALF_OPEN:
            return not breaker.trying
        case Stance.OPEN:
            return False


def entered(breaker: Breaker, now: float) -> Breaker:
    """
    Begin an attempt.
    """
    if stance(breaker, now) is Stance.HALF_OPEN:
        return msgspec.structs.replace(breaker, trying=True)
    return breaker


def left(breaker: Breaker) -> Breaker:
    """
    Give an attempt up for a reason that is not the route's: nothing is learned.
    """
    return msgspec.structs.replace(breaker, trying=False)


def after(breaker: Breaker, outcome: Outcome, now: float, limits: Limits) -> Breaker:
    """
    Draw the conclusions of an attempt.
    """
    if breaker.open_until is not None:
        if not breaker.trying:
            return breaker  # begun before it opened: whoever tries now decides
        if outcome is Outcome.GOOD:
            return Breaker()
        return _opened(breaker, now, limits)
    since = now - limits.window_seconds
    kept = [one for one in breaker.outcomes if one[0] > since][-(limits.most - 1) :]
    outcomes = (*kept, (now, outcome))
    grown = msgspec.structs.replace(breaker, outcomes=outcomes)
    bad = sum(one is Outcome.BAD for _, one in outcomes)
    late = sum(one is Outcome.SLOW for _, one in outcomes)
    enough = len(outcomes) >= limits.least
    # A success now is no reason to open, even where the window is still full of failures.
    if (
        enough
        and outcome is not Outcome.GOOD
        and (bad >= limits.failing * len(outcomes) or bad + late >= limits.slow * len(outcomes))
    ):
        return _opened(grown, now, limits)
    return grown


def resting(breaker: Breaker, until: float, now: float, limits: Limits) -> Breaker:
    """
    Leave a route alone for as long as it asked for, within the longest rest.
    """
    until = min(until, now + limits.most_rest_seconds)
    if breaker.open_until is not None and breaker.open_until >= until:
        return left(breaker)
    return Breaker(open_until=until, rests=breaker.rests)


def _opened(breaker: Breaker, now: float, limits: Limits) -> Breaker:
    rest = min(limits.rest_seconds * 2**breaker.rests, limits.most_rest_seconds)
    return Breaker(open_until=now + rest, rests=min(breaker.rests + 1, 16))
