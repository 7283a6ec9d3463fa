"""
Discussing: a mistake made into something for the whole class to look at.

The problem, what was entered, without saying by whom, and a fresh one to try the
better way on. Nothing but what stands in the work; the question is the page's.
"""

from collections.abc import Iterable, Mapping

import msgspec

from item_bank.algebra.context import Format
from item_bank.answers.answer import ChoiceAnswer, OrderAnswer
from item_bank.answers.judge import reading
from item_bank.answers.response import Final, Response, Working
from item_bank.answers.verdict import Problem
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.variant import Variant
from practice.correction.clusters import Cluster
from practice.correction.handed_in import HandedIn
from practice.ids import LearnerId

__all__ = ["Discussion", "discussion_of"]

WORKINGS = 2
"""Ways of entering it that are shown; more are more of the same."""


class Discussion(msgspec.Struct, frozen=True, kw_only=True):
    """
    One mistake, to be looked at.

    Attributes
    ----------
    variant, place
        The problem, and which of its steps went wrong, from 0.
    entered
        What was entered, line by line, as texts to render; the longest working first.
    fresh
        The same with other numbers; None where there is none.
    """

    variant: Variant
    place: int
    entered: tuple[tuple[str, ...], ...]
    fresh: Variant | None


def discussion_of(
    cluster: Cluster, exercise: Exercise, work: Mapping[LearnerId, Iterable[HandedIn]], fresh: Exercise | None
) -> Discussion | None:
    """
    Make a discussion of a mistake; None where the exercise has no such step.

    Parameters
    ----------
    cluster
        The mistake.
    exercise
        The problem that it was made in.
    work
        By learner, each problem that was handed in.
    fresh
        The same with other numbers, if there is one.
    """
    place = next((at for at, step in enumerate(exercise.steps) if step.step.id == cluster.step), None)
    if place is None:
        return None
    found = (
        _lines(exercise.steps[place], step.response, step.locale)
        for learner in cluster.learners
        for problem in work.get(learner, ())
        if problem.problem == cluster.problem
        for step in problem.steps
        if step.step == cluster.step
    )
    entered = sorted(dict.fromkeys(lines for lines in found if lines), key=len, reverse=True)
    return Discussion(
        variant=exercise.variant,
        place=place,
        entered=tuple(entered[:WORKINGS]),
        fresh=None if fresh is None else fresh.variant,
    )


def _lines(step: ExerciseStep, response: Response, locale: str) -> tuple[str, ...]:
    """Write a response as texts to render; an option as its own text."""
    match response:
        case Final(text=text, format=written):
            answer = step.step.answer
            choices = answer.choices if isinstance(answer, ChoiceAnswer | OrderAnswer) else ()
            options = {choice.id: choice.text for choice in choices}
            ids = [one.strip() for one in text.split(",")]
            if options.keys() >= set(ids):
                return (", ".join([options[one] for one in ids]),)
            return (_shown(step, text, locale, written),) if text.strip() else ()
        case Working(lines=lines, format=written):
            return tuple(_shown(step, line, locale, written) for line in lines if line.strip())
        case _:
            return ()


def _shown(step: ExerciseStep, text: str, locale: str, written: Format) -> str:
    read = reading(step.key, text, locale=locale, written=written)
    return f"${read.latex}$" if not isinstance(read, Problem) and read.latex else text
