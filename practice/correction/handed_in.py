"""
Handing in: a learner's work on an assignment, judged problem by problem.

Each step is judged once, as it stands, and diagnosed where it is wrong: the
class review looks at that. Nothing is said to the learner here; whether they
see their verdicts at once is the assignment's business. What cannot be read is no
mistake, and no answer either: it is asked again. What cannot be decided waits for
the teacher's word.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, TypeAlias

import msgspec

from hints.misconception.background import Background
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import Diagnosis
from item_bank.answers.judge import judge, reading
from item_bank.answers.response import MAX_LINES, Response, Stuck, Working
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.verdict import Judged, Problem, Verdict
from item_bank.answers.words import is_blank
from item_bank.exercise import Exercise
from item_bank.ids import StepId
from practice.correction.outcomes import Unread
from practice.ids import ProblemId
from practice.requests import Submission

__all__ = ["HandedIn", "Outcome", "StepHandedIn", "hand_in", "lines_in", "unread_in"]

Outcome: TypeAlias = Literal["right", "wrong", "form", "unclear", "blank"]
"""
What came of a problem: all of it right; something wrong; the asked form missing; something that could not be read or
decided; nothing entered.
"""
_MISSED: frozenset[Outcome] = frozenset({"wrong", "form", "blank"})
_LACKING: Final = frozenset({Verdict.INVALID, Verdict.ASKED, Verdict.WRONG_FORM})
"""Verdicts that leave something to be typed, whatever is said of an answer beside it that could not be decided."""


MANY_LINES: Final = 20 * MAX_LINES
"""Lines of working that no problem exceeds."""


class StepHandedIn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step as entered and judged."""

    step: StepId
    response: Response
    locale: str
    judged: Judged
    diagnosis: Diagnosis | None = None


class HandedIn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One problem as handed in: its steps, in order, and what came of it."""

    problem: ProblemId
    outcome: Outcome
    steps: tuple[StepHandedIn, ...] = ()

    @property
    def missed(self) -> bool:
        """Whether it has to be corrected, or typed again."""
        lacking = any(step.judged.verdict in _LACKING for step in self.steps)
        return self.outcome in _MISSED or (self.outcome == "unclear" and lacking)

    @property
    def unread(self) -> bool:
        """Whether nothing is wrong with it but that something could not be read."""
        return self.outcome == "unclear" and any(step.judged.verdict is Verdict.INVALID for step in self.steps)

    @property
    def first_wrong(self) -> StepHandedIn | None:
        """The first step that is not right, of those where something was entered."""
        unsaid = {Verdict.CORRECT, Verdict.ASKED}
        return next((step for step in self.steps if step.judged.verdict not in unsaid), None)


def hand_in(
    problem: ProblemId, exercise: Exercise, entered: Mapping[StepId, Submission], *, lines: int = MANY_LINES
) -> HandedIn:
    """
    Judge what was entered for one problem.

    Parameters
    ----------
    problem
        Its id.
    exercise
        The variant that was put.
    entered
        By step; what is missing is blank.
    lines
        Lines of working that are followed in all; of a working with more than are left the last line counts alone.
    """
    language = exercise.variant.language
    steps: list[StepHandedIn] = []
    carried: tuple[str, ...] = ()
    for step in exercise.steps:
        submission = entered.get(step.step.id, Submission(step=step.step.id, response=Stuck()))
        locale = submission.locale or language
        background = Background(language=language, carried=carried)
        followed = _followed(submission.response, lines)
        lines -= min(lines, lines_in(followed))
        judged = judge(step.key, followed, locale=locale, language=language)
        steps.append(
            StepHandedIn(
                step=step.step.id,
                response=submission.response,
                locale=locale,
                judged=judged,
                diagnosis=diagnose(step, followed, judged, exercise.mistakes, background),
            )
        )
        carried = _wrong_number(submission.response, judged)
    return HandedIn(problem=problem, outcome=_outcome([step.judged.verdict for step in steps]), steps=tuple(steps))


def unread_in(exercise: Exercise, entered: Iterable[Submission]) -> tuple[Unread, ...]:
    """
    Say which final answers could not be read as what is asked, in order; nothing about right or wrong.

    Lines of working are read when they are handed in: what counts of them is for following them to say.
    """
    language = exercise.variant.language
    found: list[Unread] = []
    for one in entered:
        step, response = exercise.step(one.step), one.response
        if step is None or not isinstance(response, FinalResponse) or is_blank(response.text):
            continue
        read = reading(
            step.key, response.text, locale=one.locale or language, written=response.format, language=language
        )
        if isinstance(read, Problem):
            found.append(Unread(step=one.step, problem=read))
    return tuple(found)


def lines_in(response: Response) -> int:
    """
    Count the lines of a working that say something.
    """
    return sum(not is_blank(line) for line in response.lines) if isinstance(response, Working) else 0


def _followed(response: Response, most: int) -> Response:
    """Leave out all lines but the last where there are too many to follow; lines keep their numbers."""
    if not isinstance(response, Working) or lines_in(response) <= most:
        return response
    last = max(at for at, line in enumerate(response.lines) if not is_blank(line))
    return msgspec.structs.replace(response, lines=(*("" for _ in range(last)), response.lines[last]))


def _wrong_number(response: Response, judged: Judged) -> tuple[str, ...]:
    """
    Return a wrong answer as entered: the next step may follow from it.
    """
    if judged.verdict is Verdict.INCORRECT and isinstance(response, FinalResponse):
        return (response.text,)
    return ()


def _outcome(verdicts: Sequence[Verdict]) -> Outcome:
    """
    Say what came of a problem, the worst first that says something of the learner.
    """
    found = set(verdicts)
    if found <= {Verdict.CORRECT}:
        return "right"
    if found <= {Verdict.ASKED}:
        return "blank"
    if Verdict.INCORRECT in found or Verdict.NO_PROGRESS in found:
        return "wrong"
    if found & {Verdict.UNKNOWN, Verdict.INVALID}:
        return "unclear"
    return "form" if Verdict.WRONG_FORM in found else "blank"
