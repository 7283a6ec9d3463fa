"""
What counts as proficient, as stuck and as retained.

The values of the judgement, each with its source, apart from the learner model:
changing them changes what estimates are taken to mean and no estimate. Judging
by them is `level`'s, planning reviews `retention`'s.
"""

from typing import Annotated

import msgspec

__all__ = ["DEFAULT_PROFICIENCY", "Proficiency"]

Positive = Annotated[float, msgspec.Meta(gt=0)]
Share = Annotated[float, msgspec.Meta(gt=0, lt=1)]


class Proficiency(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    One set of rules; hashable, so that tables can be kept for each.

    Attributes
    ----------
    bar
        The expected accuracy on a skill's usual mix of items that counts as
        proficient: .94, the threshold of Khan Academy's accelerated proficiency.
    ceiling, ceilings, margin
        The accuracy that a knowing learner reaches, for all skills and for those
        named, and how far below it the bar stays, so that it can be met; with .01
        those who are called so go on as rightly as after five right in a row on two
        logs (docs/choosing.md). Slips averaged .21 on ASSISTments 2009, so that a flat bar of .94 is out of reach
        there. A fit names the ceilings of its skills.
    doubt
        Standard deviations of the ability by which the bound lies below the
        estimate. 1 is a one-sided credible bound of 84 %.
    successes
        Unaided right answers, on different items, that proficiency asks for: it
        may come with the second answer and never with the first.
    patience
        Tries without noticeable progress after which a learner is called stuck,
        sent to the weakest of what the skill builds on, and shown to a teacher.
        Work on wheel-spinning takes ten opportunities without mastery (Beck and
        Gong, 2013); tries here also count those after help.
    lasting
        Days that a skill has to be remembered with the chance `recall` for it to
        be called retained.
    recall
        The chance of remembering at which a review is due: FSRS's own default.
    longest
        Days between reviews at most: a school year.
    """

    bar: Share = 0.94
    ceiling: Share = 0.79
    ceilings: tuple[tuple[str, Share], ...] = ()
    margin: Annotated[float, msgspec.Meta(ge=0, lt=1)] = 0.01
    doubt: Annotated[float, msgspec.Meta(ge=0)] = 1.0
    successes: Annotated[int, msgspec.Meta(ge=1)] = 2
    patience: Annotated[int, msgspec.Meta(ge=1)] = 15
    lasting: Positive = 7.0
    recall: Share = 0.9
    longest: Annotated[int, msgspec.Meta(ge=1, le=36_500)] = 365

    def bar_of(self, skill: str) -> float:
        """
        Give the accuracy that counts as proficient in one skill: the bar, or where that is out of reach, a little less.
        """
        ceiling = next((reached for named, reached in self.ceilings if named == skill), self.ceiling)
        return min(self.bar, ceiling - self.margin)


DEFAULT_PROFICIENCY = Proficiency()
