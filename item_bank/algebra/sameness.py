"""
Sameness: what comparing two expressions can come to.

The outcomes alone; how they are found is `compare`'s.
"""

import enum

import msgspec

from item_bank.algebra.evidence import Evidence

__all__ = ["UNDECIDED", "Comparison", "Sameness"]


class Sameness(enum.StrEnum):
    """What comparing two expressions found; `POSITIVE` is the same for positive values only."""

    SAME = "same"
    POSITIVE = "positive"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


class Comparison(msgspec.Struct, frozen=True):
    """
    The outcome.

    Attributes
    ----------
    sameness
        What was found.
    evidence
        What that rests on; None where it is undecided.
    counterexample
        Small values at which both are defined and differ, like `x = 2`, for
        `DIFFERENT`, and for `POSITIVE` with a negative one; None where there are
        no names or no such value was found.
    """

    sameness: Sameness
    evidence: Evidence | None = None
    counterexample: str | None = None


UNDECIDED = Comparison(Sameness.UNDECIDED)
