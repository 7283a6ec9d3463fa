"""
Hint jobs for the tests of whatever passes them on: a real wrong answer to an item of a small bank.
"""

from hints.hint import Hint, HintSource, Specificity
from hints.job import HintJob, JobOutcome, OutcomeReason, Spent
from hints.misconception.diagnose import diagnose
from item_bank.answers.judge import judge
from item_bank.answers.response import Final
from item_bank.bank import Bank
from item_bank.ids import ItemId, StepId

__all__ = ["BETTER", "better", "job_of"]

BETTER = Hint(
    text="Which side did you take away from?",
    source=HintSource.STEP,
    specificity=Specificity.MISTAKE,
    language="en",
)


def job_of(bank: Bank, item: str, variant: int, entered: str, *, name: str = "job", step: str | None = None) -> HintJob:
    """
    Make the job of a wrong final answer.
    """
    exercise = bank.open(ItemId(item), variant)
    asked = exercise.step(StepId(step)) if step is not None else exercise.steps[0]
    assert asked is not None
    response = Final(text=entered)
    judged = judge(asked.key, response, locale="en", language="en")
    return HintJob(
        id=name,
        variant=exercise.variant,
        step=asked.step.id,
        mistakes=tuple(exercise.mistakes.values()),
        response=response,
        locale="en",
        judged=judged,
        diagnosis=diagnose(asked, response, judged, exercise.mistakes),
        shown=Hint(text="Try again.", source=HintSource.GENERIC, specificity=Specificity.GENERIC, language="en"),
        template="t" * 32,
        recipe="r" * 64,
    )


def better(job: HintJob, *, microdollars: int = 30) -> JobOutcome:
    """
    Say the same better words to every job.
    """
    return JobOutcome(
        id=job.id,
        reason=OutcomeReason.BETTER,
        hint=BETTER,
        routes=("near/small",),
        spent=Spent(calls=1, microdollars=microdollars),
    )
