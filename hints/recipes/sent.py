"""
What is sent to a model: the fields of each call's message, and nothing else.

Exercise texts are the author's; of a learner's there is only maths that the engine
read and printed again, or the option that was picked. `claim_task` and `mask`
fill these in; the shapes are part of a recipe's hash.
"""

from typing import Final, TypeAlias

import msgspec

__all__ = ["LAYOUT", "Again", "DiagnosisTask", "FullPackage", "Named", "Sent", "ShownLine", "SingleTask", "TutorTask"]


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may be chosen by its id, in words: an option of the exercise, an idea of the catalogue."""

    id: str
    about: str


class DiagnosisTask(msgspec.Struct, frozen=True, kw_only=True):
    """
    The first call's message, never shown to a learner.

    Attributes
    ----------
    exercise, step, options
        The texts as they were put.
    solution, answer
        The lines of the author's solution, typed, and the key.
    learner
        The lines that were entered as the engine read them, or the id of the
        option that was picked.
    first_wrong_line
        Counted from 1 among `learner`, where computation found it.
    ideas
        What may be chosen, what computation thinks likely first.
    features
        Coarse ones, as the recipe has them.
    """

    exercise: str
    step: str
    options: tuple[Named, ...]
    solution: tuple[str, ...]
    answer: str
    learner: tuple[str, ...]
    first_wrong_line: int | None
    ideas: tuple[Named, ...]
    features: dict[str, str]


class ShownLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line up to the first wrong one; `written` where it is on the learner's paper, else it is presumed."""

    text: str
    written: bool
    right: bool


class TutorTask(msgspec.Struct, frozen=True, kw_only=True):
    """
    The second call's message: nothing after the first wrong step, and no form of the answer.

    Attributes
    ----------
    exercise, step, options
        The texts as they were put.
    lines
        Up to the first wrong one, which is the last.
    picked
        The text of the wrong option that was picked; empty where there is none.
    mistake
        What was done, for the model alone; empty where it is not known.
    said
        What the learner was told already, so that it is not said again.
    rung
        How many wrong tries there were before: the more, the closer to the step.
    language, school_year
        What the hint is written in, and for whom; 0 for a year not known.
    features
        Coarse ones, as the recipe has them.
    """

    exercise: str
    step: str
    options: tuple[Named, ...]
    lines: tuple[ShownLine, ...]
    picked: str
    mistake: str
    said: tuple[str, ...]
    rung: int
    language: str
    school_year: int
    features: dict[str, str]


class FullPackage(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is known for a hint before the mask, and is never sent: the lines to their end, the solution and the key.
    """

    task: TutorTask
    solution: tuple[str, ...]
    answer: str


class SingleTask(msgspec.Struct, frozen=True, kw_only=True):
    """The control's only message: both stages at once, nothing masked."""

    diagnosis: DiagnosisTask
    said: tuple[str, ...]
    rung: int
    language: str
    school_year: int


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """
    The same once more, where a check refused the reply.

    `reply` is empty where it was a hint: one that leaked would tell the answer
    to a model that does not have it.
    """

    task: msgspec.Raw
    reply: str
    refused: str


Sent: TypeAlias = DiagnosisTask | TutorTask | SingleTask
LAYOUT: Final = msgspec.json.encode(msgspec.json.schema_components((DiagnosisTask, TutorTask, SingleTask, Again)))
"""The shapes, for a recipe's hash."""
