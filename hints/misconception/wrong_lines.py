"""
Wrong lines: the mal-rules that give the first wrong line of a working, as candidates.

What is searched and how probable it is, is `explain`'s; which line is wrong is
the verdict's.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from msgspec import UNSET

from hints.misconception.background import Background
from hints.misconception.diagnosis import Candidate, DiagnosisKind
from hints.misconception.explain import Explanation, explain
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.verdict import Judged
from item_bank.answers.wrong_step import wrong_step
from item_bank.exercise import ExerciseStep
from item_bank.ids import MistakeCode, SkillId
from item_bank.language import primary
from item_bank.mistake import Mistake

__all__ = ["MOST", "RULE", "as_candidates", "expected", "kind_of", "of_wrong_line"]

RULE: Final = "rule/"
"""Begins the code of a mal-rule among candidates."""
MOST: Final = 3
"""Mal-rules that are kept for one response, at most: beyond these each is less probable than one in four."""


def of_wrong_line(
    step: ExerciseStep, judged: Judged, mistakes: Mapping[MistakeCode, Mistake], background: Background
) -> tuple[Candidate, ...]:
    """
    Explain the first wrong line of a working by mal-rules, the most probable first.

    Parameters
    ----------
    step
        The step that was answered.
    judged
        The verdict on the lines.
    mistakes
        The bank's named mistakes; those that the step expects make a rule more
        probable.
    background
        What is known beside them.
    """
    wrong = wrong_step(step.key, judged) if isinstance(step.key, MathsKey) else None
    if wrong is None:
        return ()
    found = explain(
        wrong.before, wrong.after, expected=expected(step, mistakes), earlier=frozenset(background.confirmed)
    )
    return as_candidates(found, background.language)


def expected(step: ExerciseStep, mistakes: Mapping[MistakeCode, Mistake]) -> Collection[str]:
    """
    Return the ids of the misconceptions that a step's own mistakes name.
    """
    codes = {mistake.code for mistake in step.step.mistakes} & mistakes.keys()
    return frozenset(idea for code in codes if (idea := mistakes[code].misconception) is not None)


def as_candidates(found: Iterable[Explanation], language: str) -> tuple[Candidate, ...]:
    """
    Write what mal-rules explain as candidates, with the words of a language.
    """
    spoken = primary(language)
    return tuple(
        Candidate(
            code=MistakeCode(f"{RULE}{one.mal_rule}"),
            description=one.description,
            probability=one.probability,
            reproduces=one.reproduces,
            misconception=one.misconception,
            step=one.step,
            skill=SkillId(one.skill),
            hint=one.hints.get(spoken, UNSET),
        )
        for one in found
    )[:MOST]


def kind_of(candidates: Sequence[Candidate]) -> DiagnosisKind:
    """
    Say what sort of error mal-rules explain: a slip where no misconception is behind the most probable.
    """
    return DiagnosisKind.SLIP if candidates[0].misconception is None else DiagnosisKind.MISCONCEPTION
