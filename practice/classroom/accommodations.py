"""
Accommodations: what a teacher allows one learner so that the same work is fair to them.

More time, more tries and help, easier words, another language. They change what
holds for the learner's work and nothing of what is said about it: no verdict,
grade or page names them but the teacher's own.
"""

from typing import Annotated, Final

import msgspec

from item_bank.language import Language
from item_bank.template import Grades
from practice.correction.directive import Directive
from practice.moments import DAY_MS

__all__ = ["NONE", "Accommodations", "accommodated", "extended"]


class Accommodations(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """
    What holds for one learner, in every class.

    Attributes
    ----------
    days
        Added to when work is due.
    percent
        Of the time from when work is given until it is due, added likewise; where
        both are set, the longer one holds.
    tries
        More tries at each step of a correction.
    rungs
        More pieces of help for a missed problem.
    reading
        The grade band that hints are written for; None as in the directive.
    language
        The learner's words (BCP 47); None as in the assignment.
    """

    days: Annotated[int, msgspec.Meta(ge=0, le=60)] = 0
    percent: Annotated[int, msgspec.Meta(ge=0, le=300)] = 0
    tries: Annotated[int, msgspec.Meta(ge=0, le=5)] = 0
    rungs: Annotated[int, msgspec.Meta(ge=0, le=4)] = 0
    reading: Grades | None = None
    language: Language | None = None


NONE: Final = Accommodations()
"""What holds where a teacher allowed nothing."""


def extended(due: int, begins: int, allowed: Accommodations) -> int:
    """
    Return when work is due for a learner who has more time; all in milliseconds since 1970.
    """
    longer = max(0, due - begins) * allowed.percent // 100
    return due + max(allowed.days * DAY_MS, longer)


def accommodated(directive: Directive, allowed: Accommodations) -> Directive:
    """
    Return a teacher's rules as they hold for a learner.
    """
    if allowed == NONE:
        return directive
    return msgspec.structs.replace(
        directive,
        rungs=directive.rungs + allowed.rungs,
        reading=allowed.reading or directive.reading,
        language=allowed.language or directive.language,
    )
