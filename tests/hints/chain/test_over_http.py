"""The chain over real HTTP: sensible and misbehaving models, and nothing of a learner in what goes out."""

import asyncio
import json
import random
from collections.abc import Iterator, Sequence

import msgspec
import pytest

from hints.chain import run
from hints.evaluation.cases import Case, cases
from hints.hint import HintSource
from hints.job import HintJob, JobOutcome, OutcomeReason
from hints.misconception.diagnose import diagnose
from hints.recipes.recipe import Recipe
from hints.routes.model import Models
from hints.routes.route import Patience, Routes
from hints.routes.routed import open_models
from hints.tutor.first_help import first_help
from hints.tutor.offers import Seen
from item_bank.answers.judge import judge
from item_bank.answers.response import Final
from item_bank.bank import Bank, read_bundle
from item_bank.exercise import ExerciseStep
from tests.hints.builders import SECRET
from tests.hints.chain.scripted import ONE, TWO
from tests.hints.routes.asking import ENVIRON, route_to
from tests.provider.asked import Asked
from tests.provider.misbehaving import FALSE, LEAKS, OTHERS, misbehaved
from tests.provider.provider import Provider
from tests.provider.sensible import Sensible, message_of
from tests.starter import starter_bundle

COUNT = 24
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bank() -> Bank:
    """Return the starter bank."""
    return read_bundle(starter_bundle(), secret=b"t" * 32)


@pytest.fixture(scope="module")
def made(bank: Bank) -> tuple[Case, ...]:
    """Return cases that mostly leave room for a model."""
    return cases(bank, COUNT, seed=11, errors="two") + cases(bank, COUNT // 2, seed=12)


@pytest.fixture
def provider(bank: Bank, made: tuple[Case, ...]) -> Iterator[Provider]:
    """Serve a model that knows the cases."""
    with Provider(responder=Sensible(bank, made)) as serving:
        yield serving


def job_of(bank: Bank, case: Case, recipe: Recipe = TWO) -> HintJob:
    """Make the job that a case would be."""
    exercise = bank.open(case.item, case.variant, case.language)
    step = exercise.step(case.step)
    assert step is not None
    verdict = judge(step.key, case.response, language=case.language)
    found = diagnose(step, case.response, verdict, exercise.mistakes)
    return HintJob(
        id=case.id,
        variant=exercise.variant,
        step=case.step,
        mistakes=tuple(exercise.mistakes[one.code] for one in step.step.mistakes if one.code in exercise.mistakes),
        response=case.response,
        locale=case.language,
        judged=verdict,
        diagnosis=found,
        shown=first_help(exercise, step, case.response, verdict, found, Seen()),
        recipe=recipe.hash,
    )


def go(provider: Provider, jobs: Sequence[HintJob], recipe: Recipe = TWO) -> list[JobOutcome]:
    """Run jobs over a route to the provider."""

    async def whole() -> list[JobOutcome]:
        routes = Routes(routes=(route_to(provider),), patience=Patience(first_wait=0.01))
        models = open_models(routes, environ=ENVIRON, draw=random.Random(7).random)
        asked: Models = models
        try:
            return [await run(job, asked, recipe, secret=SECRET) for job in jobs]
        finally:
            await models.close()

    return asyncio.run(whole())


def test_a_sensible_model_makes_help_better_over_http(bank: Bank, made: tuple[Case, ...], provider: Provider) -> None:
    """
    Over a real route the claims hold, the words pass, and every job that was not enough ends better.
    """
    outcomes = go(provider, [job_of(bank, case) for case in made])
    asked = [one for one in outcomes if one.reason is not OutcomeReason.ENOUGH]
    by_model = [one for one in asked if one.hint is not None and one.hint.source is HintSource.MODEL]

    assert len(asked) > COUNT // 3
    assert {one.reason for one in asked} == {OutcomeReason.BETTER}
    assert by_model
    assert all(one.codes == () for one in asked), [one.codes for one in asked]
    assert all(one.spent.microdollars > 0 for one in asked)
    assert len(provider.completions) == sum(one.spent.calls for one in outcomes)


def test_replayed_labels_become_diagnoses(bank: Bank, made: tuple[Case, ...], provider: Provider) -> None:
    """
    Where computation alone had nothing, the first wrong step of the recorded diagnosis is the labelled one.
    """
    undiagnosed = [case for case in made if not (job_of(bank, case).diagnosis or NOTHING).candidates]
    ended = go(provider, [job_of(bank, case) for case in undiagnosed])
    # nobody is asked where the verdict's own reason has words already, as about the ends of an interval
    asked = [pair for pair in zip(undiagnosed, ended, strict=True) if pair[1].reason is not OutcomeReason.ENOUGH]
    undiagnosed, outcomes = [case for case, _ in asked], [outcome for _, outcome in asked]
    traces = [one.trace for one in outcomes if one.trace is not None]

    assert len(traces) == len(undiagnosed) > 3
    assert [trace.error for trace in traces] == [case.error for case in undiagnosed]
    named = [
        case.misconception in {one.misconception for one in outcome.diagnosis.candidates}
        or case.rule in {one.code.removeprefix("rule/") for one in outcome.diagnosis.candidates}
        for case, outcome in zip(undiagnosed, outcomes, strict=True)
        if outcome.diagnosis is not None
    ]
    assert sum(named) > len(undiagnosed) // 2


class _Nothing(msgspec.Struct, frozen=True):
    candidates: tuple[object, ...] = ()


NOTHING = _Nothing()


def test_the_control_runs_over_http_too(bank: Bank, made: tuple[Case, ...], provider: Provider) -> None:
    """
    One call does both.
    """
    outcomes = go(provider, [job_of(bank, case, ONE) for case in made[:12]], ONE)
    asked = [one for one in outcomes if one.reason is not OutcomeReason.ENOUGH]

    assert asked
    assert all(one.spent.calls == 1 for one in asked if one.reason is OutcomeReason.BETTER)


class Telling:
    """A model that claims sensibly and then misbehaves, knowing every answer."""

    def __init__(self, bank: Bank, made: Sequence[Case], way: str) -> None:
        self._sensible = Sensible(bank, made)
        self._way = way
        self._last = ("", "")
        self._answers: dict[tuple[str, str], tuple[str, str]] = {}
        for case in made:
            exercise = bank.open(case.item, case.variant, case.language)
            step = exercise.step(case.step)
            assert step is not None
            lines = step.step.solution
            self._answers[exercise.variant.prompt, step.step.prompt] = step.step.answer.value, lines[-1]

    def __call__(self, asked: Asked) -> str:
        """Reply to a request."""
        message = message_of(asked)
        if "solution" in message:
            # jobs come one by one: what the first call was told, the second remembers
            self._last = message["answer"], message["solution"][-1]
            return json.dumps(self._sensible.reply(message))
        answer, line = self._answers.get((message["exercise"], message["step"]), self._last)
        return json.dumps(misbehaved(self._way, message, answer, line), ensure_ascii=False)


@pytest.fixture(scope="module")
def spoken(bank: Bank) -> tuple[Case, ...]:
    """Return a handful of cases whose hint the second call writes."""
    made = cases(bank, COUNT * 4, seed=13, errors="two")
    with Provider(responder=Sensible(bank, made)) as provider:
        outcomes = go(provider, [job_of(bank, case) for case in made])
    by_model = [one.hint is not None and one.hint.source is HintSource.MODEL for one in outcomes]
    return tuple(case for case, wrote in zip(made, by_model, strict=True) if wrote)[:8]


@pytest.mark.parametrize("way", [*LEAKS, *FALSE, *OTHERS])
def test_nothing_that_a_misbehaving_model_says_is_shown(bank: Bank, spoken: tuple[Case, ...], way: str) -> None:
    """
    Whatever disguise the answer has, and whichever rule is broken, no word of the model reaches a learner.
    """
    with Provider(responder=Telling(bank, spoken, way)) as provider:
        outcomes = go(provider, [job_of(bank, case) for case in spoken])
    shown = [one.hint.text for one in outcomes if one.hint is not None and one.hint.source is HintSource.MODEL]

    assert len(spoken) > 4
    assert shown == []
    assert all(one.codes for one in outcomes)


def test_nothing_of_a_learner_goes_out(bank: Bank, made: tuple[Case, ...], provider: Provider) -> None:
    """
    Of all bytes on the wire none is an id, a name or a word of the learner's; only the exercise's maths goes out.
    """
    canaries = ["Canary Bird", "canary-4711", "j-canary-1", "0171 2345678", "canary@example.org"]
    plain = [msgspec.structs.replace(job_of(bank, case), id=canaries[2]) for case in made]
    hostile = [
        msgspec.structs.replace(
            job,
            response=Final(text=text),
            judged=judge(_step(bank, case).key, Final(text=text)),
            features={"name": text},
        )
        for job, case in zip(plain, made, strict=True)
        for text in canaries
    ]
    go(provider, [*plain, *hostile])
    sent = provider.sent.lower()

    assert provider.completions
    for one in (*canaries, "canary", "bird", "01712345678", "1712345678", "learner_", *(case.id for case in made)):
        assert one.lower().encode() not in sent, one


def _step(bank: Bank, case: Case) -> ExerciseStep:
    step = bank.open(case.item, case.variant, case.language).step(case.step)
    assert step is not None
    return step
