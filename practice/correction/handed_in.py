"""
Handing in: a learner's work on an assignment, judged problem by problem.

Each step is judged once, as it stands, and diagnosed where it is wrong: the
class review looks at that. Nothing is said to the learner here; whether they
see their verdicts at once is the assignment's business. What cannot be decided
or read is no mistake, and costs nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import msgspec

from hints.misconception.background import Background
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import Diagnosis
from item_bank.answers.judge import judge
from item_bank.answers.response import Final, Response, Stuck
from item_bank.answers.verdict import Judged, Verdict
from item_bank.exercise import Exercise
from item_bank.ids import StepId
from practice.ids import ProblemId
from practice.requests import Submission

__all__ = ["HandedIn", "Outcome", "StepHandedIn", "hand_in"]

Outcome: TypeAlias = Literal["right", "wrong", "form", "unclear", "blank"]
"""
What came of a problem: all of it right; something wrong; the asked form missing; something that could not be read or
decided; nothing entered.
"""
_MISSED: frozenset[Outcome] = frozenset({"wrong", "form", "blank"})


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
        """Whether it has to be corrected."""
        return self.outcome in _MISSED

    @property
    def first_wrong(self) -> StepHandedIn | None:
        """The first step that is not right, where something was entered."""
        return next((step for step in self.steps if step.judged.verdict is not Verdict.CORRECT), None)


def hand_in(problem: ProblemId, exercise: Exercise, entered: Mapping[StepId, Submission]) -> HandedIn:
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
    """
    language = exercise.variant.language
    steps: list[StepHandedIn] = []
    carried: tuple[str, ...] = ()
    for step in exercise.steps:
        submission = entered.get(step.step.id, Submission(step=step.step.id, response=Stuck()))
        locale = submission.locale or language
        background = Background(language=language, carried=carried)
        judged = judge(step.key, submission.response, locale=locale, language=language)
        steps.append(
            StepHandedIn(
                step=step.step.id,
                response=submission.response,
                locale=locale,
                judged=judged,
                diagnosis=diagnose(step, submission.response, judged, exercise.mistakes, background),
            )
        )
        carried = _wrong_number(submission.response, judged)
    return HandedIn(problem=problem, outcome=_outcome([step.judged.verdict for step in steps]), steps=tuple(steps))


def _wrong_number(response: Response, judged: Judged) -> tuple[str, ...]:
    """
    Return a wrong answer as entered: the next step may follow from it.
    """
    if judged.verdict is Verdict.INCORRECT and isinstance(response, Final):
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
