"""
The teacher's words about a mistake: when they are shown, and what they must not give away.

They outrank every other source, once for each step; who makes the same mistake
again gets the next rung. They are held against the answer when they are written,
and against the numbers at hand when they are shown. Words that were made a rung of
the item are said of other numbers too: only where they name none but those there.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias

from hints.guards.novelty import new_numbers
from hints.guards.step_words import given_in, words_leak
from hints.hint import Hint, HintSource, Specificity
from hints.misconception.diagnosis import Diagnosis
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged, Verdict
from item_bank.exercise import Exercise
from item_bank.ids import MistakeCode, StepId
from item_bank.variant import Rung
from practice.correction.clusters import NAMED, cluster_key
from practice.correction.seals import Seal

__all__ = ["NO_WORDS", "TEACHERS_WORDS", "Words", "of_rungs", "of_teacher", "rung_cluster"]

Words: TypeAlias = Mapping[tuple[StepId, str], str]
"""What is said of each step's clusters, by their keys as they are recorded (`seals`)."""
NO_WORDS: Final[Words] = MappingProxyType({})
ANY: Final = ""
"""Stands for any mistake."""
TEACHERS_WORDS: Final = MistakeCode("teacher/words")
"""The code of such a hint: by it a step knows that they were said."""


def of_teacher(
    words: Words,
    seal: Seal,
    exercise: Exercise,
    step: StepId,
    response: Response,
    judged: Judged,
    diagnosis: Diagnosis | None,
    said: Sequence[MistakeCode],
) -> Hint | None:
    """
    Return the teacher's words about a wrong response; None where there are none, or they were said.
    """
    key = cluster_key(response, judged, diagnosis) if words else None
    text = None if key is None else words.get((step, seal.of(key)))
    return None if text is None else _fitting(text, exercise, step, judged, said)


def _fitting(text: str, exercise: Exercise, step: StepId, judged: Judged, said: Sequence[MistakeCode]) -> Hint | None:
    if judged.verdict is not Verdict.INCORRECT or TEACHERS_WORDS in said or words_leak(text, exercise, step):
        return None
    return Hint(
        text=text,
        source=HintSource.TEACHER,
        specificity=Specificity.MISTAKE,
        language=exercise.variant.language,
        code=TEACHERS_WORDS,
    )


def of_rungs(
    rungs: Words,
    exercise: Exercise,
    step: StepId,
    response: Response,
    judged: Judged,
    diagnosis: Diagnosis | None,
    said: Sequence[MistakeCode],
) -> Hint | None:
    """
    Return a teacher's rung for a wrong response: the one about its mistake, else the one about any.

    None where the item says the same by now: it was taken into the bank.
    """
    if not rungs:
        return None
    key = cluster_key(response, judged, diagnosis) or ANY
    text = rungs.get((step, key)) or rungs.get((step, ANY), "")
    if not text or _is_said(text, exercise, step) or new_numbers(text, given_in(exercise)):
        return None
    return _fitting(text, exercise, step, judged, said)


def _is_said(text: str, exercise: Exercise, step: StepId) -> bool:
    """Say whether a step has words of its own that are these, a teacher's name before them or not."""
    found = exercise.step(step)
    if found is None:
        return False
    rungs = (one.text for one in found.step.help if isinstance(one, Rung))
    own = (*rungs, *(one.hint for one in found.step.mistakes if one.hint is not None))
    return any(text == words or text.endswith(f": {words}") for words in own)


def rung_cluster(cluster: str) -> str:
    """
    Return the mistake that a rung is about: an idea, which other numbers show as well; else any.
    """
    return cluster if cluster.startswith(NAMED) else ANY
