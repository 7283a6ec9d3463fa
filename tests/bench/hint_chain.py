"""
What the hint chain does with generated cases and scripted models: what it costs, adds and lets through.

The models are scripts, so nothing here says how good a real one is: a sensible one
that knows how each case was made, and one that claims sensibly and then misbehaves
in every way of `tests.provider.misbehaving`, turn by turn. Few cases need that second
call; so a third run puts all of them to it, by words about nothing in particular and
claims that nobody can read. Whether a hint tells or lies is that script's label.
"""

import asyncio
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from hints.chain import run
from hints.evaluation.cases import Case, cases
from hints.evaluation.intervals import share
from hints.evaluation.trying import job_of
from hints.hint import Hint, HintSource, Specificity
from hints.job import HintJob, JobOutcome, OutcomeReason
from hints.misconception.diagnosis import Diagnosis, DiagnosisKind
from hints.recipes.reading import shipped_recipes
from hints.recipes.recipe import Recipe
from hints.routes.model import Completion, ModelRequest, Usage
from item_bank.bank import Bank, read_bundle
from tests.bench.figure import Figure, quantile
from tests.provider.misbehaving import FALSE, LEAKS, OTHERS, misbehaved
from tests.provider.sensible import Sensible
from tests.starter import starter_bundle

__all__ = ["measure"]

ONE, TWO = 1_000, 2_000
"""Cases of one error and of two: 3,000 in all, of which none bad is fewer than 0.1 % with 95 % certainty."""
SEED = 42
SECRET = b"thirty-two bytes of a bench, yes"


NOTHING = Hint(text="Look again.", source=HintSource.GENERIC, specificity=Specificity.GENERIC, language="en")
"""First help that anything is better than."""


class Scripted:
    """
    A model in this process.

    `ways` are how it misbehaves in the second call, turn by turn, none for a good
    one; `claiming` is what it says in the first.
    """

    def __init__(
        self, sensible: Sensible, ways: Sequence[str], claiming: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> None:
        self._sensible = sensible
        self._ways = ways
        self._claiming = claiming
        self._turn = 0
        self.answer = self.line = ""
        self.said: list[tuple[str, str]] = []

    async def ask(self, request: ModelRequest, *, seconds: float) -> Completion:
        """Reply at once."""
        del seconds
        message: dict[str, Any] = json.loads(request.user)
        message = message.get("task", message)
        reply = self._claiming(message) if request.call == "misconception" else self._sensible.reply(message)
        if self._ways and request.call == "tutor":
            way = self._ways[self._turn % len(self._ways)]
            self._turn += 1
            reply = misbehaved(way, message, self.answer, self.line)
            self.said.append((way, str(reply["hint"])))
        text = json.dumps(reply, ensure_ascii=False)
        usage = Usage(prompt=(len(request.system) + len(request.user)) // 4, completion=len(text) // 4)
        return Completion(text=text, route="here", model="scripted", usage=usage)


def measure() -> list[Figure]:
    """
    Make the cases and run them twice.
    """
    bank = read_bundle(starter_bundle(), secret=b"t" * 32)
    made = cases(bank, ONE, seed=SEED) + cases(bank, TWO, seed=SEED, errors="two")
    sensible = Sensible(bank, made)
    good, spent = asyncio.run(_run(bank, made, Scripted(sensible, (), sensible.reply), job_of))
    model = Scripted(sensible, (*LEAKS, *FALSE, *OTHERS), sensible.reply)
    bad, _ = asyncio.run(_run(bank, made, model, job_of))
    talker = Scripted(sensible, (*LEAKS, *FALSE, *OTHERS), lambda _: {})
    worst, _ = asyncio.run(_run(bank, made, talker, _about_nothing))
    return [*_helped(good, spent), *_let_through(bad, model, "cases"), *_let_through(worst, talker, "all put to it")]


def _about_nothing(bank: Bank, case: Case, recipe: Recipe) -> HintJob:
    """Make a case's job as if computation had found nothing and said nothing, so that the second call is made."""
    job = job_of(bank, case, recipe)
    unexplained = Diagnosis(kind=DiagnosisKind.UNDIAGNOSED)
    return msgspec.structs.replace(job, shown=NOTHING, diagnosis=unexplained)


async def _run(
    bank: Bank, made: Sequence[Case], model: Scripted, to_job: Callable[[Bank, Case, Recipe], HintJob]
) -> tuple[list[JobOutcome], list[float]]:
    outcomes: list[JobOutcome] = []
    milliseconds: list[float] = []
    recipe = shipped_recipes()["two-call"]
    for case in made:
        step = bank.open(case.item, case.variant, case.language).step(case.step)
        if step is None:
            continue
        model.answer, model.line = step.step.answer.value, step.step.solution[-1]
        job = to_job(bank, case, recipe)
        began = time.process_time_ns()
        outcomes.append(await run(job, model, recipe, secret=SECRET))
        milliseconds.append((time.process_time_ns() - began) / 1e6)
    return outcomes, milliseconds


def _helped(outcomes: Sequence[JobOutcome], milliseconds: Sequence[float]) -> list[Figure]:
    """Say what a sensible model adds."""
    asked = [
        (one, cpu) for one, cpu in zip(outcomes, milliseconds, strict=True) if one.reason is not OutcomeReason.ENOUGH
    ]
    cpu = [spent for _, spent in asked]
    better = [one for one, _ in asked if one.reason is OutcomeReason.BETTER]
    by_template = sum(one.hint is not None and one.hint.source is HintSource.MISTAKE for one in better)
    tokens = [one.spent.usage.prompt + one.spent.usage.completion for one, _ in asked]
    return [
        Figure("cases in which computation is enough", _share(len(outcomes) - len(asked), len(outcomes))),
        Figure("others that end better, by a sensible script", _share(len(better), len(asked))),
        Figure(
            "of these by a reviewed template after the replay, without a second call", _share(by_template, len(better))
        ),
        Figure("claims by the label that were replayed", _replayed(outcomes)),
        Figure(
            "CPU of a job beside its calls", f"median {statistics.median(cpu):.1f} ms, p99 {quantile(cpu, 0.99):.0f} ms"
        ),
        Figure(
            "tokens of a job, at four characters each",
            f"median {statistics.median(tokens):.0f}, p95 {quantile(tokens, 0.95)}",
        ),
    ]


def _replayed(outcomes: Sequence[JobOutcome]) -> str:
    claims = [
        one.trace for one in outcomes if one.trace and any(call.call == "misconception" for call in one.trace.calls)
    ]
    return _share(sum(trace.error is not None for trace in claims), len(claims))


def _let_through(outcomes: Sequence[JobOutcome], model: Scripted, run_of: str) -> list[Figure]:
    """Say which misbehaviours were shown."""
    way_of = {hint: way for way, hint in model.said}
    shown = [one.hint.text for one in outcomes if one.hint is not None and one.hint.source is HintSource.MODEL]
    ways = Counter(way_of.get(text, "localised") for text in shown)
    proposed = Counter(way for way, _ in model.said)

    def counted(kinds: Sequence[str]) -> str:
        through = ", ".join(f"{kind} {ways[kind]}" for kind in kinds if ways[kind])
        found = _share(sum(ways[kind] for kind in kinds), sum(proposed[kind] for kind in kinds))
        return f"{found}{': ' if through else ''}{through}"

    return [
        Figure(f"{run_of}: proposed hints that tell the answer or the next line, and were shown", counted(LEAKS), "0"),
        Figure(f"{run_of}: proposed hints that say something false, and were shown", counted(FALSE), "0"),
        Figure(f"{run_of}: proposed hints that break another rule, and were shown", counted(OTHERS), "0"),
    ]


def _share(hits: int, of: int) -> str:
    found = share(hits, of)
    return f"{hits} of {of} ({100 * found.value:.1f} %, 95 %: {100 * found.low:.1f} to {100 * found.high:.1f})"
