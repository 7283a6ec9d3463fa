"""
Trying: one generated case through computation and the chain, and what of it was right by the case's labels.

What computation alone says is noted beside what the chain made of it, so that one
run shows what a model adds. Labels come from how the case was made and, for what a
scripted model says, from its script; never from our own guards.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from hints.chain import run
from hints.evaluation.cases import Case
from hints.hint import Hint
from hints.job import HintJob, JobOutcome, OutcomeReason, Spent
from hints.misconception.background import Background
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import RULE, Diagnosis
from hints.misconception.rewriting.rule import RuleId
from hints.misconception.wrong_answers import place_of
from hints.recipes.recipe import Recipe
from hints.routes.model import CallFailed, Completion, ModelRequest, Models
from hints.tutor.first_help import first_help
from hints.tutor.offers import Seen
from hints.tutor.writing import read_words
from item_bank.answers.judge import judge
from item_bank.answers.maths import read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Working
from item_bank.answers.verdict import Problem
from item_bank.bank import Bank
from item_bank.exercise import Exercise, ExerciseStep

__all__ = ["Identity", "Label", "Noting", "Said", "Tried", "job_of", "same_words", "try_case"]

TOP: Final = 3


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """What a script says of words that it wrote: whether they tell the answer or the next line, or something false."""

    leaks: bool
    false: bool


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """Who answered, by its own word."""

    route: str
    model: str
    fingerprint: str | None


class Noting:
    """Models, and who of them answered."""

    def __init__(self, models: Models) -> None:
        self._models = models
        self.identities: set[Identity] = set()

    async def ask(self, request: ModelRequest, *, seconds: float) -> Completion | CallFailed:
        """Ask, and note who it was."""
        came = await self._models.ask(request, seconds=seconds)
        if isinstance(came, Completion):
            self.identities.add(Identity(route=came.route, model=came.model, fingerprint=came.fingerprint))
        return came


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """Words that a model proposed: what refused them (empty for none), and their label where there is one."""

    code: str
    label: Label | None


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """
    One case, tried.

    Attributes
    ----------
    id, item
        The case's.
    undiagnosed
        Whether computation alone had no explanation.
    top1, top3, null_top1, null_top3
        Whether the label is the leading explanation, or among the first three,
        after the chain and for computation alone.
    off, null_off
        Lines between the first wrong line that was found and the label's; None
        where none was found.
    claimed, held
        Claims that a model made, and whether one held in the end.
    outcome
        How the job ended.
    source, specificity, words
        Of what the learner has in the end: the better words, else the first help.
    text
        The better words.
    said
        All that a model proposed.
    spent
        What it cost.
    """

    id: str
    item: str
    undiagnosed: bool
    top1: bool
    top3: bool
    null_top1: bool
    null_top3: bool
    off: int | None
    null_off: int | None
    claimed: int
    held: bool
    outcome: OutcomeReason
    source: str
    specificity: str
    words: int
    text: str
    said: tuple[Said, ...]
    codes: tuple[str, ...]
    spent: Spent


def job_of(bank: Bank, case: Case, recipe: Recipe) -> HintJob:
    """
    Make the job that a case would be, as a first try.
    """
    exercise, step = _opened(bank, case)
    verdict = judge(step.key, case.response, language=case.language)
    background = Background(language=case.language, prompt=exercise.variant.prompt)
    found = diagnose(step, case.response, verdict, exercise.mistakes, background)
    return HintJob(
        id=case.id,
        variant=exercise.variant,
        step=case.step,
        mistakes=tuple(exercise.mistakes.values()),
        response=case.response,
        locale=case.language,
        judged=verdict,
        diagnosis=found,
        shown=first_help(exercise, step, case.response, verdict, found, Seen()),
        recipe=recipe.hash,
    )


async def try_case(
    bank: Bank, case: Case, models: Models, recipe: Recipe, *, secret: bytes, labels: Mapping[str, Label]
) -> Tried:
    """
    Try one case.

    Parameters
    ----------
    bank, case
        The case, and the bank that it was made from.
    models, recipe, secret
        As for the chain.
    labels
        Of words that a script wrote, by `same_words` of them.
    """
    job = job_of(bank, case, recipe)
    _, step = _opened(bank, case)
    outcome = await run(job, models, recipe, secret=secret)
    hint: Hint = outcome.hint or job.shown
    checks = () if outcome.trace is None else outcome.trace.checks
    known = outcome.diagnosis or job.diagnosis
    return Tried(
        id=case.id,
        item=case.item,
        undiagnosed=job.diagnosis is None or not job.diagnosis.candidates,
        top1=_named(case, known, 1),
        top3=_named(case, known, TOP),
        null_top1=_named(case, job.diagnosis, 1),
        null_top3=_named(case, job.diagnosis, TOP),
        off=_off(case, step, job, outcome),
        null_off=_off(case, step, job, None),
        claimed=sum(check.about == "claim" and check.code != "unsayable" for check in checks),
        held=outcome.trace is not None and outcome.trace.error is not None,
        outcome=outcome.reason,
        source=hint.source.value,
        specificity=hint.specificity.value,
        words=len(hint.text.split()),
        text="" if outcome.hint is None else outcome.hint.text,
        said=tuple(_said(outcome, labels)),
        codes=outcome.codes,
        spent=outcome.spent,
    )


def same_words(text: str) -> str:
    """
    Return what is equal for words however they were localised.
    """
    return " ".join(text.replace("{,}", ".").split())


def _opened(bank: Bank, case: Case) -> tuple[Exercise, ExerciseStep]:
    exercise = bank.open(case.item, case.variant, case.language)
    step = exercise.step(case.step)
    if step is None:
        message = f"{case.id}: the bank has no such step"
        raise KeyError(message)
    return exercise, step


def _named(case: Case, found: Diagnosis | None, most: int) -> bool:
    """Say whether the label, or what nobody can tell from it, is among the first explanations."""
    wanted = {case.rule, *case.also} | ({case.misconception} if case.misconception else set())
    ordered = sorted(() if found is None else found.candidates, key=lambda one: -one.probability)[:most]
    return any(one.code.removeprefix(RULE) in wanted or one.misconception in wanted for one in ordered)


def _off(case: Case, step: ExerciseStep, job: HintJob, outcome: JobOutcome | None) -> int | None:
    """Count the lines between the first wrong line that was found and the label's."""
    trace = None if outcome is None else outcome.trace
    if trace is not None and trace.error is not None:
        lines: Sequence[str] = [line.text for line in trace.path]
        return abs(_after_the_task(lines, case, trace.error) - case.error)
    if isinstance(case.response, Working):
        return None if job.judged.first_wrong is None else abs(job.judged.first_wrong + 1 - case.error)
    place = _by_table(step, job)
    return None if place is None else abs(place + 2 - case.error)


def _by_table(step: ExerciseStep, job: HintJob) -> int | None:
    """Return the line of the solution that the most probable rule rewrites on its way to an answer without working."""
    candidates = () if job.diagnosis is None else job.diagnosis.candidates
    best = max(candidates, key=lambda one: one.probability, default=None)
    if best is None or not best.code.startswith(RULE) or not isinstance(step.key, MathsKey) or job.judged.read is None:
        return None
    answer = read_in(step.key.maths, job.judged.read, "en")
    return None if isinstance(answer, Problem) else place_of(step, answer, RuleId(best.code.removeprefix(RULE)))


def _after_the_task(lines: Sequence[str], case: Case, error: int) -> int:
    """Count a path's lines as the label does, which begins with the task."""
    return error if lines and lines[0] == case.path[0] else error + 1


def _said(outcome: JobOutcome, labels: Mapping[str, Label]) -> Iterator[Said]:
    """Yield what a model proposed, with the labels of its script."""
    if outcome.trace is None:
        return
    for check in outcome.trace.checks:
        if check.about == "hint":
            words = read_words(check.text) if check.code else None
            text = check.text if words is None else words.hint
            yield Said(code=check.code, label=labels.get(same_words(text)))
