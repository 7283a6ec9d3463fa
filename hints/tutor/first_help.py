"""
First help: the best words that need no waiting.

Offers come in order, the most specific first: the words of the recognised
mistake, the line that went wrong, the next authored rung, words computed from
the step, general ones last. The first offer that the leak guard lets pass is
shown; computed words once an opportunity, as long as there are others. The
learner is never told "you did X" unless one mistake alone explains the answer;
an ambiguous one leads to a question about the step.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

import msgspec

from hints.guards.leak import leaks
from hints.hint import COMPUTED, Hint, HintSource, Specificity, mark
from hints.misconception.diagnosis import Diagnosis
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
from item_bank.answers.answer import Answer
from item_bank.answers.response import Final, Response, Stuck, Working
from item_bank.answers.verdict import Judged, Verdict
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.rendering.localised import localised
from item_bank.variant import Scaffold

__all__ = ["Seen", "first_help"]

MAX_KNOWN = 400
"""Characters of a response that are known to the guard, in whole lines: ten lines of a working, for some 5 ms. What is
beyond them counts as not known, which may cost a rung and gives nothing away."""


def first_help(
    exercise: Exercise,
    step: ExerciseStep,
    response: Response,
    judged: Judged,
    diagnosis: Diagnosis | None,
    seen: Seen,
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
        What was shown before, on this step and elsewhere in the opportunity.

    Returns
    -------
    Hint
        Never one that gives away this step's answer or a later one, or, on a
        scaffold, the answer of the step that it leads to.
    """
    kept, given = _kept(exercise, step), _given(exercise, step, response)
    case = Case(
        exercise=exercise, step=step, response=response, judged=judged, diagnosis=diagnosis, seen=seen, given=given
    )
    again: Hint | None = None
    for offer in _offers(case):
        if any(leaks(offer.text, answer, given=given, language=case.language) for answer in kept):
            continue
        # looked through as it can be computed with, shown as it is written in the learner's language
        shown = msgspec.structs.replace(offer, text=localised(offer.text, case.language))
        if not _said_before(case, shown):
            return shown
        again = again or shown
    return again or generic(case, "generic_short")


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


def _kept(exercise: Exercise, step: ExerciseStep) -> Sequence[Answer]:
    """
    Return the answers that may not be given away: this step's and later ones.

    A scaffold is no step of the exercise; it keeps the answer of the step that
    it leads to as well, and of all steps after that.
    """
    own = [step.step.answer]
    for place, other in enumerate(exercise.steps):
        if other.step.id == step.step.id:
            return [later.step.answer for later in exercise.steps[place:]]
        if any(isinstance(entry, Scaffold) and entry.id == step.step.id for entry in other.step.help):
            return own + [later.step.answer for later in exercise.steps[place:]]
    return own


def _given(exercise: Exercise, step: ExerciseStep, response: Response) -> Sequence[str]:
    """Return what is known already: prompts so far, answers of earlier steps, and what the learner wrote."""
    given = [exercise.variant.prompt, step.step.prompt, *_entered(response)]
    for earlier in exercise.steps:
        given.append(earlier.step.prompt)
        if earlier.step.id == step.step.id or step.step.id in earlier.scaffold_keys:
            break
        given.append(earlier.step.answer.value)
    return given


def _entered(response: Response) -> Iterator[str]:
    """Yield the texts of a response, as many as are looked through for what the learner has before them."""
    left = MAX_KNOWN
    for text in _texts(response):
        left -= len(text)
        if left < 0:
            return
        yield text


def _texts(response: Response) -> Sequence[str]:
    """Return the texts of a response."""
    match response:
        case Final(text=text):
            return (text,)
        case Working(lines=lines):
            return lines
        case Stuck():
            return ()
        case _:
            assert_never(response)
