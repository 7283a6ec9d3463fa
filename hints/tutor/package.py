"""
The package for a hint, whole: all that is known of one wrong answer, before the mask.

The lines that the learner wrote or, where a claim was replayed, must have gone
through, what was wrong there, what was said, and for whom. Nothing of it is sent
as it stands; what may be, `mask` decides.
"""

from collections.abc import Iterator

from msgspec import UNSET

from hints.misconception.claim_task import options
from hints.misconception.diagnosis import Diagnosis, DiagnosisKind
from hints.misconception.replay import Replayed
from hints.recipes.sent import FullPackage, Named, ShownLine, TutorTask
from item_bank.answers.answer import OrderAnswer
from item_bank.answers.kinds.text import TextKey
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.verdict import Judged, LineJudged, Relation
from item_bank.answers.words import fold
from item_bank.exercise import Exercise, ExerciseStep

__all__ = ["full_package", "school_year"]


def full_package(  # noqa: PLR0913 - what is known comes from several places
    exercise: Exercise,
    step: ExerciseStep,
    judged: Judged,
    diagnosis: Diagnosis | None,
    *,
    replayed: Replayed | None,
    told: tuple[str, ...],
    said: tuple[str, ...],
    rung: int,
    year: int,
    features: dict[str, str],
) -> FullPackage:
    """
    Put together what is known.

    Parameters
    ----------
    exercise, step, judged, diagnosis
        What was asked and answered, and what is known of the error by now.
    replayed
        The claim that holds, where there is one.
    told
        What may be told of the response (`claim_task.said_lines`).
    said, rung, year, features
        As in `TutorTask`.
    """
    names = options(step)
    picked = next((one.about for one in names if told == (one.id,)), "")
    return FullPackage(
        task=TutorTask(
            exercise=exercise.variant.prompt,
            step=step.step.prompt,
            options=_out_of_order(step, names),
            lines=tuple(_lines(step, judged, replayed, told)),
            picked=picked,
            mistake=_mistake(diagnosis, replayed),
            said=said,
            rung=rung,
            language=exercise.variant.language,
            school_year=year,
            features=features,
        ),
        solution=step.step.solution,
        answer=step.step.answer.value,
    )


def school_year(band: str | None) -> int:
    """
    Return the last school year of a band like `6-8`; 0 where none is said.
    """
    last = "" if band is None else band.rpartition("-")[2]
    return int(last) if last.isdecimal() else 0


def _lines(step: ExerciseStep, judged: Judged, replayed: Replayed | None, told: tuple[str, ...]) -> Iterator[ShownLine]:
    """
    Yield the lines of a claimed path, or else of the working, or the answer alone.

    Words are those that may be told, never as they were entered; options are no lines.
    """
    if not isinstance(step.key, MathsKey):
        if isinstance(step.key, TextKey):
            yield from (ShownLine(text=one, written=True, right=False) for one in told)
        return
    own = {line.read for line in judged.lines} | {judged.read}
    if replayed is not None and replayed.path:
        yield from _told(replayed.path, replayed.error, own)
    elif judged.lines:
        yield from _told(judged.lines, judged.first_wrong, own)
    elif judged.read is not None:
        yield ShownLine(text=judged.read, written=True, right=False)


def _told(lines: tuple[LineJudged, ...], wrong: int | None, own: set[str | None]) -> Iterator[ShownLine]:
    for line in lines:
        if line.read is not None:
            right = line.relation in (Relation.SAME, None) and (wrong is None or line.line < wrong)
            yield ShownLine(text=line.read, written=line.read in own, right=right)


def _mistake(diagnosis: Diagnosis | None, replayed: Replayed | None) -> str:
    """Say what was done, where one explanation leads; else the idea that was named on a replayed path."""
    leading = None if diagnosis is None else diagnosis.leading
    if leading is not None and leading.description:
        part = f": ${leading.step}$" if leading.step is not UNSET and leading.step else ""
        return f"{leading.description}{part}"
    if diagnosis is not None and diagnosis.kind is DiagnosisKind.SLIP:
        return "A slip."
    return "" if replayed is None else replayed.about


def _out_of_order(step: ExerciseStep, names: tuple[Named, ...]) -> tuple[Named, ...]:
    """List options by their words, and backwards where that would be the right order."""
    ordered = tuple(sorted(names, key=lambda one: one.about))
    answer = step.step.answer
    right = [fold(part) for part in answer.value.split(",")] if isinstance(answer, OrderAnswer) else []
    return ordered[::-1] if [fold(one.id) for one in ordered] == right else ordered
