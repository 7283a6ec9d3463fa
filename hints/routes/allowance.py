"""
The allowance of extra attempts: a share of the traffic, over all routes and questions.

Retries help against a hiccup and harm in an outage, where each question would
ask several times. So extra attempts are paid from what first attempts earn.
"""

import msgspec

from hints.routes.route import Patience

__all__ = ["Allowance", "earned", "full", "pause", "spent"]

WHOLE = 1.0 - 1e-9
"""Ten tenths, in floating point, are a little less than one."""


class Allowance(msgspec.Struct, frozen=True):
    """Extra attempts that are saved up."""

    saved: float


def full(patience: Patience) -> Allowance:
    """
    Begin with what can be saved up at most.
    """
    return Allowance(patience.saved)


def earned(allowance: Allowance, patience: Patience) -> Allowance:
    """
    Earn by a first attempt.
    """
    return Allowance(min(allowance.saved + patience.extra, patience.saved))


def spent(allowance: Allowance) -> Allowance | None:
    """
    Pay for an extra attempt; None where nothing is left.
    """
    return Allowance(allowance.saved - 1) if allowance.saved >= WHOLE else None


def pause(patience: Patience, number: int, drawn: float) -> float:
    """
    Return the seconds before a route is asked again: doubled each time, from half to one and a half of that.

    Parameters
    ----------
    patience
        Holds the first wait.
    number
        Attempts before the one that failed, from 0.
    drawn
        From 0 (included) to 1 (excluded): many that failed at once do not come back at once.
    """
    return patience.first_wait * 2.0**number * (0.5 + drawn)
