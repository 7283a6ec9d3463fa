"""
What the hint chain does with generated cases and scripted models: what it costs, adds and lets through.

The models are scripts, so nothing here says how good a real one is: a sensible one
that knows how each case was made, and one that claims sensibly and then misbehaves
in every way of `tests.provider.misbehaving`, turn by turn. Whether a hint tells or
lies is that script's label.
"""

import asyncio
import json
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from hints.chain import run
from hints.evaluation.cases import Case, cases
from hints.evaluation.intervals import share
from hints.evaluation.trying import job_of
from hints.hint import HintSource
from hints.job import JobOutcome, OutcomeReason
from hints.recipes.reading import shipped_recipes
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


class Scripted:
    """A model in this process; `ways` are how it misbehaves in the second call, turn by turn, none for a good one."""

    def __init__(self, sensible: Sensible, ways: Sequence[str]) -> None:
        self._sensible = sensible
        self._ways = ways
        self._turn = 0
        self.answer = self.line = ""
        self.said: list[tuple[str, str]] = []

    async def ask(self, request: ModelRequest, *, seconds: float) -> Completion:
        """Reply at once."""
        del seconds
        message: dict[str, Any] = json.loads(request.user)
        message = message.get("task", message)
        reply = self._sensible.reply(message)
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
    good, spent = asyncio.run(_run(bank, made, Scripted(sensible, ())))
    model = Scripted(sensible, (*LEAKS, *FALSE, *OTHERS))
    bad, _ = asyncio.run(_run(bank, made, model))
    return [*_helped(good, spent), *_let_through(bad, model)]


async def _run(bank: Bank, made: Sequence[Case], model: Scripted) -> tuple[list[JobOutcome], list[float]]:
    outcomes: list[JobOutcome] = []
    milliseconds: list[float] = []
    recipe = shipped_recipes()["two-call"]
    for case in made:
        step = bank.open(case.item, case.variant, case.language).step(case.step)
        if step is None:
            continue
        model.answer, model.line = step.step.answer.value, step.step.solution[-1]
        job = job_of(bank, case, recipe)
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


def _let_through(outcomes: Sequence[JobOutcome], model: Scripted) -> list[Figure]:
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
        Figure("proposed hints that tell the answer or the next line, and were shown", counted(LEAKS), "0"),
        Figure("proposed hints that say something false, and were shown", counted(FALSE), "0"),
        Figure("proposed hints that break another rule, and were shown", counted(OTHERS), "0"),
    ]


def _share(hits: int, of: int) -> str:
    found = share(hits, of)
    return f"{hits} of {of} ({100 * found.value:.1f} %, 95 %: {100 * found.low:.1f} to {100 * found.high:.1f})"
