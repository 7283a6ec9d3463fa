"""
First help: the best words that need no waiting.

Offers come in order, the most specific first: the words of the recognised
mistake, the line that went wrong, the next authored rung, words computed from
the step, general ones last. The first offer is shown that the leak guard lets pass
and that, where somebody wrote it, says nothing false or unkind; computed words once
an opportunity, as long as there are others. The learner is never told "you did X"
unless one mistake alone explains the answer; an ambiguous one leads to a question
about the step.
"""

from collections.abc import Iterator
from typing import Final, assert_never

import msgspec

from hints.guards.authored import hint_faults
from hints.guards.leak import leaks
from hints.hint import COMPUTED, Hint, HintSource, Specificity, mark
from hints.identity import words_id
from hints.misconception.diagnosis import Diagnosis
from hints.tutor.beginning import Beginning, begun
from hints.tutor.keeping import given_texts, kept
from hints.tutor.offers import (
    Case,
    Seen,
    about_form,
    about_lines,
    about_mistake,
    about_reading,
    about_step,
    generic,
    generics,
    on_the_way,
    rungs,
    scaffolds,
    words,
)
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged, Verdict
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.language import primary
from item_bank.readability import too_hard
from item_bank.rendering.localised import localised
from item_bank.template import Grades

__all__ = ["Seen", "first_help"]

WRITTEN: Final = frozenset({HintSource.MISTAKE, HintSource.RUNG, HintSource.SCAFFOLD})
"""
Sources whose words were written for other numbers than these: what they say is held to be true and kind here.

All other words are the engine's own messages, which say nothing of numbers but those put in; the tests of
`messages` hold them against every guard.
"""


def first_help(
    exercise: Exercise,
    step: ExerciseStep,
    response: Response,
    judged: Judged,
    diagnosis: Diagnosis | None,
    seen: Seen,
    beginning: Beginning | None = None,
    band: Grades | None = None,
) -> Hint:
    """
    Choose the words for one judged response.

    Parameters
    ----------
    exercise, step
        The exercise, and the step (or scaffold, made ready as a step) that was
        answered.
    response, judged, diagnosis
        What was entered, the verdict, and what stage 1 found.
    seen
        What was shown before, on this step and elsewhere in the opportunity, and what
        is shown to nobody.
    beginning
        What help for a wrong answer begins with, where that is settled and this is
        the first piece of it.
    band
        The grades whose readers they are for, where somebody settled that: what is too
        hard for them gives way to easier words about the same, if there are any.

    Returns
    -------
    Hint
        Never one that gives away this step's answer or a later one, or, on a
        scaffold, the answer of the step that it leads to.
    """
    answers, given = kept(exercise, step), given_texts(exercise, step, response)
    case = Case(
        exercise=exercise, step=step, response=response, judged=judged, diagnosis=diagnosis, seen=seen, given=given
    )
    usual = _offers(case)
    wrong = judged.verdict is Verdict.INCORRECT
    offers = usual if beginning is None or not wrong else begun(case, beginning, tuple(usual))
    again: Hint | None = None
    hard: Hint | None = None
    for offer in offers:
        if case.seen.withdrawn and words_id(exercise.variant.item, step.step.id, offer) in case.seen.withdrawn:
            continue
        if any(leaks(offer.text, answer, given=given, language=case.language) for answer in answers):
            continue
        if offer.source in WRITTEN and hint_faults(offer.text, step.step.answer, given=given, language=case.language):
            continue
        # looked through as it can be computed with, shown as it is written in the learner's language
        shown = msgspec.structs.replace(offer, text=localised(offer.text, case.language))
        if _said_before(case, shown):
            again = again or shown
        elif hard is not None and shown.specificity is Specificity.GENERIC:
            return hard
        elif band is None or too_hard(shown.text, primary(shown.language), band) is None:
            return shown
        else:
            hard = hard or shown
    return hard or again or generic(case, "generic_short")


def _said_before(case: Case, offer: Hint) -> bool:
    """
    Say whether computed words stood in this opportunity before, on this step or another.

    What is about this very mistake, or says how an entry was taken, is said each time.
    """
    verdict = case.judged.verdict
    return (
        (verdict is Verdict.INCORRECT or verdict is Verdict.ASKED)
        and offer.source in COMPUTED
        and offer.specificity is not Specificity.MISTAKE
        and mark(offer.text) in case.seen.said
    )


def _offers(case: Case) -> Iterator[Hint]:
    """Yield hints in order of preference, by verdict."""
    match case.judged.verdict:
        case Verdict.INCORRECT:
            yield from about_mistake(case)
            # a line is pointed at once; who comes back wrong gets the next rung
            first, second = (about_lines, rungs) if case.seen.tries == 0 else (rungs, about_lines)
            yield from first(case)
            yield from second(case)
            yield from scaffolds(case)
            yield from about_step(case)
        case Verdict.ASKED:
            yield from scaffolds(case)
            yield from rungs(case)
            yield from about_lines(case)
            yield from about_step(case)
            yield from generics(case, "generic_asked")
        case Verdict.INVALID:
            yield from about_reading(case)
        case Verdict.WRONG_FORM:
            yield from about_form(case)
        case Verdict.NO_PROGRESS:
            yield from about_lines(case)
            yield from on_the_way(case)
        case Verdict.UNKNOWN:
            yield words(case, "undecided", HintSource.GENERIC, Specificity.GENERIC)
        case Verdict.CORRECT:
            yield from about_lines(case)
        case _:
            assert_never(case.judged.verdict)
    yield from generics(case, "generic")
