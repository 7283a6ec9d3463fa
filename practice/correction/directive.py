"""
Directives: what a teacher settles about a correction, as a fixed record.

No field is free text, and none is pasted into anything as an instruction: a
directive bounds what the engine does. What it says of help is kept through
`bounds`, what it says of credit by `credit`.
"""

from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from hints.tutor.beginning import Beginning
from item_bank.template import Grades

__all__ = ["STANDARD", "Directive", "Explaining", "Goal", "ModelUse", "Reveal", "Start"]

Goal: TypeAlias = Literal["correct", "correct_and_parallel"]
"""The problem put right, or put right and one like it solved without help."""
Start: TypeAlias = Beginning
"""
Where help starts: with the place of the error alone, with a question about it, or with an easier sub-step.
"""
Reveal: TypeAlias = Literal["never", "after_due", "after_tries"]
"""When the problem's own solution may be shown: never, once it is due, or after `reveal_after` wrong tries."""
ModelUse: TypeAlias = Literal["off", "rephrase", "diagnose"]
"""What a model may do: nothing, say a computed hint in other words, or look for the mistake as well."""
Explaining: TypeAlias = Literal["none", "one_line"]
"""Whether a learner may add one line for the teacher; no model reads it."""


class Directive(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    A teacher's rules for one assignment.

    Attributes
    ----------
    goal
        What ends a correction well.
    rungs
        How many rungs of help a missed problem gives, 1 to 4.
    start, reveal, model
        Where help starts, when the solution may be shown, what a model may do.
    reveal_after
        Wrong tries before the solution is shown, where `reveal` says so.
    credit_back
        Percent of the lost points that a repair gives back.
    language
        The learner's words (BCP 47); None as in the assignment. Bounded by its length
        alone, and no `Language`: what was recorded so has to be read for ever.
    reading
        The grade band that hints are written for; None for the item's own.
    opens_after_review
        Whether correction waits for the teacher to have gone over the class's
        mistakes.
    explain
        Whether one line to the teacher is asked for.
    shorten
        Problems that are left at least for who has shown that they can do the others;
        None where everybody does all of them.
    """

    goal: Goal = "correct_and_parallel"
    rungs: Annotated[int, msgspec.Meta(ge=1, le=4)] = 3
    start: Start = "question"
    reveal: Reveal = "never"
    reveal_after: Annotated[int, msgspec.Meta(ge=1, le=10)] = 3
    model: ModelUse = "off"
    credit_back: Annotated[int, msgspec.Meta(ge=0, le=100)] = 100
    language: Annotated[str, msgspec.Meta(min_length=2, max_length=35)] | None = None
    reading: Grades | None = None
    opens_after_review: bool = False
    explain: Explaining = "none"
    shorten: Annotated[int, msgspec.Meta(ge=1, le=60)] | None = None


STANDARD: Final = Directive()
"""What holds where a teacher settles nothing: no model, a repair to be proven, all lost points to be had back."""
