"""
Credit: what a problem of an assignment is worth to a learner.

The first answer counts by when it was handed in; a repair gives back a share of
what was lost, by the directive and by when it was done. What could not be read is no
answer: typed again and right at once, it is the first. Credit never falls by
correcting, and neither tries nor hints are ever rewarded.
"""

import msgspec

from practice.correction.machine import FINAL, Correction

__all__ = ["Credit", "back_of", "credit_of"]


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """
    What one problem is worth, in percent of its points, 0 to 100.

    `original` is the first answer's, `final` what counts; None where the
    problem was excused and does not count at all, and both where it waits for the teacher's word.
    """

    original: int | None
    final: int | None


def credit_of(
    *, right: bool, handed_in_share: int, correction: Correction | None, repaired_share: int, back: int
) -> Credit:
    """
    Work out the credit of one problem.

    Parameters
    ----------
    right
        Whether the first answer was right.
    handed_in_share
        What that answer was worth when it came: 100 in time, by the late steps
        else, 0 where none came.
    correction
        Where the correction of a missed problem stands; None where there is
        nothing to correct.
    repaired_share
        What work was worth when the repair ended, in percent.
    back
        How much of the lost points comes back, in percent.
    """
    original = handed_in_share if right else 0
    if correction is None:
        return Credit(original=original, final=original)
    if correction.status == "excused":
        return Credit(original=original, final=None)
    if correction.status not in FINAL:
        return Credit(original=original, final=original)
    back = (100 - original) * back * repaired_share // 10_000
    return Credit(original=original, final=original + back)


def back_of(*, unread: bool, correction: Correction | None, credit_back: int) -> int:
    """
    Return how much of the lost points comes back, in percent: all of them for who only has to be read.

    Parameters
    ----------
    unread
        Whether nothing was wrong with the first answer but that it could not be read.
    correction
        Where the correction stands.
    credit_back
        What the directive says.
    """
    at_once = correction is not None and correction.status == "repaired" and correction.wrong == 0
    return 100 if unread and at_once else credit_back
