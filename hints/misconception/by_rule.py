"""
By rule: the mal-rules that give a wrong answer or the first wrong line of a working, as candidates.

An answer alone is looked up in the step's table of wrong answers, a line searched
for from the line before. How probable each rule is, is theirs; which line is
wrong, the verdict's.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from msgspec import UNSET

from hints.misconception.anchoring import picked
from hints.misconception.background import Background
from hints.misconception.diagnosis import RULE, Candidate, DiagnosisKind
from hints.misconception.explain import Explanation, explain
from hints.misconception.ranking import Known
from hints.misconception.rewriting.reading import shipped_rules
from hints.misconception.topical import rules_for
from hints.misconception.wrong_answers import explain_answer
from item_bank.algebra.tree import Tree
from item_bank.answers.answer import ChoiceAnswer
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.verdict import Judged
from item_bank.answers.words import fold
from item_bank.answers.wrong_step import wrong_step
from item_bank.exercise import ExerciseStep
from item_bank.ids import MistakeCode, SkillId
from item_bank.language import primary
from item_bank.mistake import Mistake
from item_bank.variant import VariantStep

__all__ = ["MOST", "as_candidates", "by_rule", "expected", "kind_of", "skills"]

MOST: Final = 3
"""Mal-rules that are kept for one response, at most: beyond these each is less probable than one in four."""


def by_rule(
    step: ExerciseStep,
    judged: Judged,
    answer: Tree | None,
    mistakes: Mapping[MistakeCode, Mistake],
    background: Background,
) -> tuple[Candidate, ...]:
    """
    Explain a wrong answer, or the first wrong line of a working, by mal-rules, the most probable first.

    Parameters
    ----------
    step
        The step that was answered.
    judged
        The verdict on what was entered.
    answer
        The wrong final answer as read; None where it is not that which is wrong.
    mistakes
        The bank's named mistakes; those that the step expects make a rule more
        probable.
    background
        What is known beside them.
    """
    key = step.key
    if not isinstance(key, MathsKey):
        return ()
    known = Known(expected=expected(step, mistakes), earlier=frozenset(background.confirmed))
    if answer is not None and len(judged.lines) <= 1:
        found = explain_answer(step, answer, known)
        if found:
            return as_candidates(found, background.language)
    wrong = wrong_step(key, judged)
    if wrong is None:
        return ()
    return as_candidates(
        explain(
            wrong.before,
            wrong.after,
            rules=rules_for(step.step),
            expected=known.expected,
            earlier=known.earlier,
        ),
        background.language,
    )


def by_option(step: VariantStep, entered: str, background: Background) -> tuple[Candidate, ...]:
    """
    Explain a wrong option of a choice that its author says nothing about, by what rules make of the question's formula.

    Parameters
    ----------
    step
        The step that was answered.
    entered
        The option's id, as entered.
    background
        What is known beside it.
    """
    answer = step.answer
    if not isinstance(answer, ChoiceAnswer):
        return ()
    option = next((one for one in answer.choices if fold(one.id) == fold(entered) and one.id != answer.value), None)
    pair = None if option is None or option.code is not None else picked(step, answer, option, background.prompt)
    if pair is None:
        return ()
    return as_candidates(
        explain(*pair, rules=rules_for(step), earlier=frozenset(background.confirmed)), background.language
    )


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


@lru_cache(maxsize=1)
def skills() -> Mapping[str, SkillId]:
    """
    Return, by the id of a misconception, the skill to go back to: that of the most common of its mal-rules.
    """
    ordered = sorted(shipped_rules(), key=lambda rule: rule.weight)
    return {rule.misconception: SkillId(rule.skill) for rule in ordered if rule.misconception is not None}


def kind_of(candidates: Sequence[Candidate]) -> DiagnosisKind:
    """
    Say what sort of error mal-rules explain: a slip where no misconception is behind the most probable.
    """
    return DiagnosisKind.SLIP if candidates[0].misconception is None else DiagnosisKind.MISCONCEPTION
