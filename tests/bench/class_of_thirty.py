"""
A class of thirty at work: how many better hints need a live call, and what a session costs.

Twelve items each, every learner wrong once in each: seven of ten by a mal-rule (of
an item's ways to go wrong the first is the most frequent, the k-th 1/k as much),
three of ten by a number that no rule gives. All have the same variant, and those
numbers come from eight an item, as unevenly, or no two are alike; or each learner
has their own variant. The model is a script that knows the rules' cases and calls the
rest a guess; tokens are four characters each, at prices that are written here.
"""

import asyncio
import statistics
from collections.abc import Iterator
from random import Random
from typing import Final

import msgspec

from api.hinting.chaining import chain_over
from hints.evaluation.cases import Case, cases_of
from hints.evaluation.trying import job_of
from hints.job import HintJob, JobOutcome, OutcomeReason
from hints.recipes.reading import shipped_recipes
from item_bank.answers.judge import judge
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank, read_bundle
from item_bank.ids import ItemId
from tests.bench.figure import Figure, quantile
from tests.bench.hint_chain import Scripted
from tests.provider.sensible import Sensible
from tests.starter import starter_bundle

__all__ = ["measure"]

LEARNERS: Final = 30
ITEMS: Final = 12
FIRST: Final = 10
"""Learners after whom the shares are counted."""
OUTSIDE: Final = 0.3
WAYS: Final = 8
SEED: Final = 7
DOLLARS: Final = (0.15, 0.60)
"""Of a million tokens in and out: a small model's price as advertised in 2026, to be replaced by one's own."""


def measure() -> list[Figure]:
    """
    Let the class work twice.
    """
    bank = read_bundle(starter_bundle(), secret=b"t" * 32)
    return [
        *_class(bank, "one variant", fixed=True, alike=True),
        *_class(bank, "one variant, numbers outside never alike", fixed=True, alike=False),
        *_class(bank, "own variants", fixed=False, alike=False),
    ]


def _class(bank: Bank, name: str, *, fixed: bool, alike: bool) -> list[Figure]:
    work = list(_work(bank, fixed=fixed, alike=alike))
    recipe = shipped_recipes()["two-call"]
    sensible = Sensible(bank, [case for _, case, known in work if known])
    model = Scripted(sensible, (), sensible.reply)
    jobs = [
        (learner, msgspec.structs.replace(job_of(bank, case, recipe), template=str(case.item)))
        for learner, case, _ in work
    ]
    outcomes = asyncio.run(_done(jobs, model))
    after = [one for (learner, _), one in zip(jobs, outcomes, strict=True) if learner >= FIRST]
    without = sum(one.spent.calls == 0 for one in after)
    shown = sum(one.reason is OutcomeReason.BETTER for one in outcomes)
    tokens, dollars = _sessions(jobs, outcomes)
    return [
        Figure(
            f"{name}: hints without a live call, after the first ten learners",
            f"{without} of {len(after)} ({100 * without / len(after):.0f} %)",
            ">= 85 %" if fixed else ">= 60 %",
        ),
        Figure(
            f"{name}: computation was enough / better words shown",
            f"{sum(one.reason is OutcomeReason.ENOUGH for one in outcomes)} / {shown} of {len(outcomes)}",
        ),
        Figure(
            f"{name}: tokens of a session", f"median {statistics.median(tokens):.0f}, p95 {quantile(tokens, 0.95):.0f}"
        ),
        Figure(
            f"{name}: dollars of a session",
            f"median {statistics.median(dollars):.5f}, p95 {quantile(dollars, 0.95):.5f}",
            "median 0.002, p95 0.01",
        ),
    ]


async def _done(jobs: list[tuple[int, HintJob]], model: Scripted) -> list[JobOutcome]:
    chain = chain_over(model, shipped_recipes()["two-call"], None)
    return [await chain(job, 6.0) for _, job in jobs]


def _sessions(jobs: list[tuple[int, HintJob]], outcomes: list[JobOutcome]) -> tuple[list[float], list[float]]:
    """
    Add up tokens and dollars by learner.
    """
    tokens, dollars = [0.0] * LEARNERS, [0.0] * LEARNERS
    for (learner, _), one in zip(jobs, outcomes, strict=True):
        usage = one.spent.usage
        tokens[learner] += usage.prompt + usage.completion
        dollars[learner] += (usage.prompt * DOLLARS[0] + usage.completion * DOLLARS[1]) / 1e6
    return tokens, dollars


def _work(bank: Bank, *, fixed: bool, alike: bool) -> Iterator[tuple[int, Case, bool]]:
    """
    Yield who is wrong, how, and whether a rule made it.
    """
    draw = Random(SEED)
    rules: dict[ItemId, list[str]] = {}
    for item in draw.sample(list(bank.items), len(bank.items)):
        if len(rules) < ITEMS and (ways := _rules(bank, item)):
            rules[item] = ways
    for learner in range(LEARNERS):
        for item, ways in rules.items():
            variant = 0 if fixed else draw.randrange(bank.items[item].variants)
            rule = draw.choices(ways, [1 / (place + 1) for place in range(len(ways))])[0]
            made = _cases(bank, item, variant)
            case = next((one for one in made if one.rule == rule), made[0] if made else None)
            if case is None:
                continue
            outside = None
            if draw.random() < OUTSIDE:
                place = draw.choices(range(WAYS), [1 / (one + 1) for one in range(WAYS)])[0]
                outside = _outside(bank, case, Random(f"{item}/{place}") if alike else draw)
            yield learner, outside or case, outside is None


def _rules(bank: Bank, item: ItemId) -> list[str]:
    return list(dict.fromkeys(str(case.rule) for case in _cases(bank, item, 0)))[:WAYS]


def _cases(bank: Bank, item: ItemId, variant: int) -> list[Case]:
    exercise = bank.open(item, variant)
    step = exercise.steps[-1]
    found: list[Case] = []
    for case in cases_of(step, Random(f"{item}/{variant}"), "one"):
        name = f"{item}/{variant}/{case.rule}/{len(found)}"
        language = exercise.variant.language
        found.append(msgspec.structs.replace(case, id=name, item=item, variant=variant, language=language))
        if len(found) == 4 * WAYS:
            break
    return found


def _outside(bank: Bank, case: Case, draw: Random) -> Case | None:
    """
    Answer with a number instead that is wrong and near; None where the step takes none.
    """
    step = bank.open(case.item, case.variant).step(case.step)
    if step is None:
        return None
    for _ in range(WAYS):
        response = FinalResponse(text=str(draw.randint(-60, 120)))
        if judge(step.key, response).verdict is Verdict.INCORRECT:
            return msgspec.structs.replace(case, response=response)
    return None
