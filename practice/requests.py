"""
What is asked of a session: the next exercise, or the judgement of a response.

Shapes only. Who may ask is decided in `api`.
"""

from typing import Annotated

import msgspec

from item_bank.answers.response import Response
from item_bank.ids import ItemId, SkillId, StepId
from item_bank.language import Language

__all__ = ["MAX_OPEN", "MAX_SUBMISSIONS", "Submission", "Wish", "localised"]

MAX_SUBMISSIONS = 50
"""Submissions that one opportunity takes, whatever their verdict: far past any honest number of tries."""
MAX_OPEN = 32
"""Opportunities that a learner has open at once: more assignments than anybody works on in one week. All of them are
written again with each answer."""


ASSIGNMENT = r"^[A-Za-z0-9][A-Za-z0-9._~-]*$(?!\n)"
"""An assignment's id: safe in an address, like every id that comes from outside."""


class Wish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    What the next exercise should be; empty, the policy chooses freely.

    `skill` narrows the choice, `item` makes it, `variant` (the place of a draw,
    from 0) only together with `item`. `assignment` is where the opportunity
    belongs; None is free practice. `language` (BCP 47) is the learner's; an
    exercise that does not have it comes in its own.
    """

    skill: SkillId | None = None
    item: ItemId | None = None
    variant: Annotated[int, msgspec.Meta(ge=0)] | None = None
    assignment: Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=ASSIGNMENT)] | None = None
    language: Language | None = None


class Submission(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    One response to one open step or scaffold.

    `locale` (BCP 47) says how its numbers are written; None as in the exercise's language. Bounded by its length
    alone, and no `Language`: it stands in events, and what was recorded so has to be read for ever.
    """

    step: StepId
    response: Response
    locale: Annotated[str, msgspec.Meta(min_length=1, max_length=35)] | None = None


def localised(submission: Submission, language: str) -> Submission:
    """
    Return a submission with the locale of its numbers: its own, or the exercise's language.
    """
    return submission if submission.locale else msgspec.structs.replace(submission, locale=language)
