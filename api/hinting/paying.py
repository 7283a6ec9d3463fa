"""
Who pays for a hint: the learner's, the class's, the tenant's and the whole service's account of the day.

Limits are an operator's; a limit of nothing at all means that no model is asked.
Whoever is in several classes is paid for by each of them.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from hints.shared.budgets import Account
from practice.ids import ClassId, LearnerId, TenantId
from practice.moments import DAY_MS

__all__ = ["BadLimits", "Limits", "accounts", "read_limits"]

MICRODOLLARS: Final = 1_000_000
"""Of one dollar."""
NAMES: Final = ("hint", "learner", "class", "tenant", "day")


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """
    What may be spent, in millionths of a US dollar: on one hint, and by each account in a day (UTC).

    The defaults let a learner have some twenty hints of 0.001 $ a day from a model, and a service spend 5 $.
    """

    hint: int = 10_000
    learner: int = 20_000
    class_: int = 500_000
    tenant: int = 2_000_000
    day: int = 5_000_000


class BadLimits(msgspec.Struct, frozen=True):
    """Limits that cannot be read, and what to do."""

    sentence: str


def read_limits(text: str) -> Limits | BadLimits:
    """
    Read limits as an operator writes them, in dollars: `learner=0.02,day=5`; what is not named keeps its default.
    """
    given: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, dollars = part.partition("=")
        try:
            amount = float(dollars)
        except ValueError:
            amount = -1.0
        if name.strip() not in NAMES or not 0 <= amount < float("inf"):
            return BadLimits(f"a limit is written like learner=0.02, in dollars, of {', '.join(NAMES)}")
        given["class_" if name.strip() == "class" else name.strip()] = round(amount * MICRODOLLARS)
    return msgspec.structs.replace(Limits(), **given)


def accounts(
    limits: Limits, tenant: TenantId, learner: LearnerId, classes: Sequence[ClassId], *, now: int
) -> tuple[Account, ...]:
    """
    Return the accounts that an answer's hint is paid from; `now` is in milliseconds since 1970.
    """
    day = now // DAY_MS
    of_classes = [Account(f"class/{tenant}/{one}/{day}", limits.class_) for one in classes]
    return (
        Account(f"learner/{tenant}/{learner}/{day}", limits.learner),
        *of_classes,
        Account(f"tenant/{tenant}/{day}", limits.tenant),
        Account(f"day/{day}", limits.day),
    )
