"""
Dates: when an assignment is due for a learner, and what work is worth by then.

The due moment is the class's, the latest of the learner's groups' where they
have others, or the learner's own, which outranks both and stands in their own
stream, so that it goes with them. Late work counts in full, unless dated steps
are set: each says what share of the points is left from its moment on.
Moments are milliseconds since 1970 in UTC, so that no clock change moves one;
whoever shows or types one knows the place's zone.
"""

from collections.abc import Collection, Mapping
from typing import Annotated, Final

import msgspec

__all__ = [
    "LAST_MOMENT",
    "DatesFault",
    "DueDates",
    "LateStep",
    "closes_at",
    "due_for",
    "fault_of",
    "is_closed",
    "share_at",
]

LAST_MOMENT: Final = 253_402_300_799_999
"""The end of the year 9999, in milliseconds since 1970: no date after it can be written out, in pages and exports."""


class LateStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From `after_ms` past due on, work is worth `percent` of its points."""

    after_ms: Annotated[int, msgspec.Meta(ge=0)]
    percent: Annotated[int, msgspec.Meta(ge=0, le=100)]


class DueDates(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    When an assignment opens, is due, and closes.

    Attributes
    ----------
    opens, due
        None for at once, and for never.
    late
        What work is worth past due, step by step; none for all of it.
        The last step that has begun counts.
    closes_after_ms
        Past due, when nothing more is taken; None for never.
    groups
        Other due moments, by group.
    """

    opens: int | None = None
    due: int | None = None
    late: tuple[LateStep, ...] = ()
    closes_after_ms: Annotated[int, msgspec.Meta(ge=0)] | None = None
    groups: Mapping[str, int] = {}


class DatesFault(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with dates, for the teacher; `sure` says that it may be meant and only wants to be confirmed."""

    field: str
    sentence: str
    sure: bool = False


def due_for(dates: DueDates, groups: Collection[str], own: int | None = None) -> int | None:
    """
    Return when work is due for a learner of some groups, who may have a due moment of their own; None for never.
    """
    if own is not None:
        return own
    theirs = [dates.groups[group] for group in groups if group in dates.groups]
    return max(theirs) if theirs else dates.due


def share_at(dates: DueDates, due: int | None, at: int) -> int:
    """
    Return what percent of its points work is worth at a moment, 0 to 100.
    """
    if due is None or at <= due:
        return 100
    if is_closed(dates, due, at):
        return 0
    begun = [step for step in dates.late if at - due > step.after_ms]
    return max(begun, key=lambda step: step.after_ms).percent if begun else 100


def closes_at(dates: DueDates, due: int | None) -> int | None:
    """
    Return the last moment at which anything is taken; None where it never closes.
    """
    return None if due is None or dates.closes_after_ms is None else due + dates.closes_after_ms


def is_closed(dates: DueDates, due: int | None, at: int) -> bool:
    """
    Say whether nothing more is taken.
    """
    last = closes_at(dates, due)
    return last is not None and at > last


def fault_of(dates: DueDates, *, now: int) -> DatesFault | None:
    """
    Find what is wrong with dates, the worst first.
    """
    moments = [moment for moment in (dates.due, *dates.groups.values()) if moment is not None]
    if any(not 0 <= moment <= LAST_MOMENT for moment in moments):
        return DatesFault(field="due", sentence="A due date has to lie between the years 1970 and 9999.")
    if dates.opens is not None and not 0 <= dates.opens <= LAST_MOMENT:
        return DatesFault(field="opens", sentence="The opening has to lie between the years 1970 and 9999.")
    if dates.opens is not None and any(moment <= dates.opens for moment in moments):
        return DatesFault(field="opens", sentence="The assignment would be due before it opens.")
    percents = [step.percent for step in sorted(dates.late, key=lambda step: step.after_ms)]
    if percents != sorted(percents, reverse=True):
        return DatesFault(field="late", sentence="Late work would be worth more the later it comes.")
    if len({step.after_ms for step in dates.late}) < len(dates.late):
        return DatesFault(field="late", sentence="Two steps for late work begin at the same time.")
    if any(moment <= now for moment in moments):
        return DatesFault(field="due", sentence="This due date has passed already.", sure=True)
    return None
