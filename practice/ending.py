"""
Ending an opportunity.

What is shown at its end and who hears of it: worked steps of another variant
where its tries or its help were used up, and a place in the teacher's queue.
Where the item has no other variant, its own worked steps; then the item is
spent. Of homework these are not shown, unless its teacher says so.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Final

from hints.tutor.worked import pictures, worked
from item_bank.bank import Bank
from item_bank.rendering.localised import localised
from practice.correction.outcomes import NotInClass, Shut, TakenBack
from practice.events import How, OpportunityEnded, Worked
from practice.given import ItemHistory
from practice.phrases import phrases
from practice.shown import all_figures
from practice.state import LearnerState, OpenOpportunity

__all__ = [
    "LOST",
    "OWN",
    "SENTENCES",
    "TEACHER",
    "UNSHOWN",
    "end",
    "end_lost",
    "end_plainly",
    "example_variant",
    "told",
]


TEACHER: Final[frozenset[How]] = frozenset({"out_of_tries", "out_of_help", "too_many"})
"""Ends after which worked steps are shown and a teacher should look."""

CANDIDATES: Final = 6
"""Variants that are looked at for an example; one of six differs in nearly all parameters."""
GOLDEN: Final = (5**0.5 - 1) / 2
"""Multiples of the golden ratio lie evenly between 0 and 1 however many are taken (Weyl 1916)."""

SENTENCES: Final[dict[How, str]] = {
    "solved": "Solved.",
    "ungraded": "Done. One of your answers could not be checked; that costs you nothing, and the authors will see it.",
    "out_of_tries": "That was the last try here. Look at how one like it is worked out; your teacher will see it too.",
    "out_of_help": "All the help here has been given. Look at how one like it is worked out; your teacher will see it.",
    "too_many": "That was the last entry here. Look at how one like it is worked out; your teacher will see it too.",
    "skipped": "Skipped.",
    "withdrawn": "This exercise is no longer offered. It costs you nothing; go on with the next one.",
}
"""What a learner is told of an end today; what they were told is in the event."""


LOST: Final = {
    "taken_back": "Your teacher took this homework back. What you did is kept, and costs you nothing.",
    "left": "You are no longer in the class of this homework. What you did is kept, and your own practice goes on.",
    "closed": "The time for this homework is over. What you did is kept, and goes on if you get more time.",
}
"""The same where the homework is no longer the learner's to do."""


OWN: Final[dict[How, str]] = {
    "out_of_tries": "That was the last try here. Look at how this one is worked out; your teacher will see it too.",
    "out_of_help": "All the help here has been given. Look at how this one is worked out; your teacher will see it.",
    "too_many": "That was the last entry here. Look at how this one is worked out; your teacher will see it too.",
}
"""The same where what is shown is the problem's own solution: a teacher lets it be, or there is no other."""


UNSHOWN: Final[dict[How, str]] = {
    "out_of_tries": "That was the last try here. Your teacher will see it.",
    "out_of_help": "All the help here has been given. Your teacher will see it.",
    "too_many": "That was the last entry here. Your teacher will see it.",
}
"""The same where there is nothing to show: of homework that has no other variant, and is not to be shown solved."""


def end(
    state: LearnerState, opportunity: OpenOpportunity, how: How, *, bank: Bank, at: int, revealed: int | None = None
) -> OpportunityEnded:
    """
    Make the event that ends an opportunity.

    Parameters
    ----------
    state
        The learner's, with the opportunity still open.
    opportunity
        The one that ends.
    how
        Why it ends.
    bank
        The bank of its release.
    at
        When, in milliseconds since 1970.
    revealed
        The variant that was asked, where a teacher lets its own solution be shown;
        else another is chosen.
    """
    if how not in TEACHER:
        return end_plainly(opportunity, how, at=at)
    other = example_variant(
        state,
        opportunity,
        count=bank.items[opportunity.item].variants,
        draw=lambda index: bank.open(opportunity.item, index).variant.draw,
    )
    spent = other == opportunity.variant
    if spent and revealed is None and opportunity.bounds is not None:
        sentence = phrases(opportunity.language, "endings_unshown").get(how, UNSHOWN[how])
        return OpportunityEnded(at=at, opportunity=opportunity.id, how=how, sentence=sentence, needs_teacher=True)
    variant = other if revealed is None else revealed
    exercise = bank.open(opportunity.item, variant, opportunity.language)
    example = exercise.variant
    language = example.language
    return OpportunityEnded(
        at=at,
        opportunity=opportunity.id,
        how=how,
        sentence=_told_own(how, language) if spent or revealed is not None else told(how, language),
        worked=Worked(
            variant=variant,
            prompt=localised(example.prompt, language),
            hints=worked(exercise),
            spent=spent,
            figures=(*all_figures(example), *pictures(exercise)),
        ),
        needs_teacher=True,
    )


def end_plainly(opportunity: OpenOpportunity, how: How, *, at: int) -> OpportunityEnded:
    """
    Make the event that ends an opportunity with nothing more than a sentence.
    """
    return OpportunityEnded(at=at, opportunity=opportunity.id, how=how, sentence=told(how, opportunity.language))


def end_lost(opportunity: OpenOpportunity, lost: Shut, *, at: int) -> OpportunityEnded:
    """
    Make the event that ends an exercise of a homework which is no longer its learner's to do.
    """
    why = "taken_back" if isinstance(lost, TakenBack) else "left" if isinstance(lost, NotInClass) else "closed"
    sentence = phrases(opportunity.language, "endings_lost").get(why, LOST[why])
    return OpportunityEnded(at=at, opportunity=opportunity.id, how="withdrawn", sentence=sentence)


def told(how: How, language: str) -> str:
    """
    Say an end to a learner in a language (BCP 47), in English where the engine does not speak it.
    """
    return phrases(language, "endings").get(how, SENTENCES[how])


def _told_own(how: How, language: str) -> str:
    return phrases(language, "endings_own").get(how, OWN[how])


def example_variant(
    state: LearnerState, opportunity: OpenOpportunity, *, count: int, draw: Callable[[int], Mapping[str, object]]
) -> int:
    """
    Choose the variant to show worked: another than any that is open, seen before where possible, and unlike this one.

    A variant seen before is not lost to later practice by being shown; where
    there is none, an unseen one serves, and where there is no other at all, the
    one that was asked. Of several, the one that shares the fewest numbers with
    what was asked: an example with one number changed gives the answer away.

    Parameters
    ----------
    state, opportunity
        The learner's, and the one that ends.
    count
        How many variants the item has.
    draw
        The parameters of a variant.
    """
    item = opportunity.item
    being_asked = {other.variant for other in state.opportunities.values() if other.item == item}
    history = state.items.get(item, ItemHistory())
    seen = (variant for variant in reversed(history.variants) if variant not in being_asked and variant < count)
    candidates = list(islice(seen, CANDIDATES))
    if not candidates:
        # At most as many are open as there are assignments, so this ends soon.
        following = ((opportunity.variant + step) % count for step in _far_first(count))
        candidates = list(islice((variant for variant in following if variant not in being_asked), CANDIDATES))
    if not candidates:
        return opportunity.variant
    asked = draw(opportunity.variant)
    return max(candidates, key=lambda variant: _unlike(draw(variant), asked))


def _far_first(count: int) -> Iterator[int]:
    """
    Yield every step from one variant to another once: some spread over the list of draws, then the rest.

    Neighbours in that list differ by their last parameter alone.
    """
    spread = dict.fromkeys(int(count * (turn * GOLDEN % 1)) for turn in range(1, CANDIDATES + 1))
    spread.pop(0, None)
    yield from spread
    yield from (step for step in range(1, count) if step not in spread)


def _unlike(one: Mapping[str, object], other: Mapping[str, object]) -> int:
    """
    Count the parameters in which two draws differ.
    """
    return sum(one.get(name) != worth for name, worth in other.items())
