"""
The answer's way in process: a wrong answer from the decoded response to the chosen hint and the next item.

Starter bank, one wrong answer on the first step of each item, a learner with
some history. Steps 3 to 5 of the way (judge, diagnose, help, advance, fold)
and the choice of a next item are timed apart and together; no disk is touched.
"""

import statistics
import time

import msgspec

from item_bank.answers.response import Final
from item_bank.bank import Bank, read_bundle
from item_bank.ids import ItemId
from mastery.model import DEFAULT_MODEL
from practice.answering import Answered, answering
from practice.events import OpportunityEnded, OpportunityOpened
from practice.fold import fold
from practice.ids import OpportunityId
from practice.opening import opening
from practice.requests import Submission, Wish
from practice.state import LearnerState, encode_state
from practice.wire import encode
from tests.bench.figure import ROUNDS, Figure, median_of_rounds, quantile
from tests.starter import starter_bundle

__all__ = ["measure"]

DAY_MS = 86_400_000
HISTORY = 40
"""Items that the learner has met before: some weeks of practice."""


def measure() -> list[Figure]:
    """
    Time every starter item in ten rounds.
    """
    bank = read_bundle(starter_bundle(), secret=b"b" * 32)
    state = _history(bank)
    parts: dict[str, list[float]] = {"judge to hint and events": [], "fold and encode": [], "next item": []}
    totals: list[float] = []
    for round_ in range(ROUNDS):
        for place, item in enumerate(sorted(bank.items)):
            opened = opening(
                bank, state, Wish(item=item), model=DEFAULT_MODEL, at=DAY_MS * 30, seed=round_, opportunity=_id(place)
            )
            assert isinstance(opened, OpportunityOpened)
            with_open = fold(state, opened, model=DEFAULT_MODEL)
            took = _wrong_answer(bank, with_open, item, opened.opportunity, seed=round_ * 1_000 + place)
            for name, milliseconds in zip(parts, took, strict=True):
                parts[name].append(milliseconds)
            totals.append(sum(took))
    figures = [
        Figure(name, f"median {statistics.median(values):.2f} ms CPU, p99 {quantile(values, 0.99):.2f} ms")
        for name, values in parts.items()
    ]
    by_round = [statistics.median(totals[start :: len(bank.items)]) for start in range(ROUNDS)]
    return [
        Figure("whole way, median of the rounds", median_of_rounds(by_round, "ms CPU")),
        Figure(f"whole way, p99 of {len(totals)}", f"{quantile(totals, 0.99):.2f} ms CPU", "≤ 10 ms"),
        Figure("whole way, slowest", f"{max(totals):.2f} ms CPU"),
        *figures,
    ]


def _wrong_answer(
    bank: Bank, state: LearnerState, item: ItemId, opportunity: OpportunityId, *, seed: int
) -> tuple[float, float, float]:
    open_now = state.opportunities[opportunity]
    body = msgspec.json.encode(Submission(step=open_now.open[-1], response=Final(text="7717/3")))
    began = time.process_time_ns()
    submission = msgspec.json.decode(body, type=Submission)
    answered = answering(bank, state, open_now, submission, model=DEFAULT_MODEL, at=DAY_MS * 30 + 1)
    assert isinstance(answered, Answered)
    assert answered.tried.hint is not None, item
    judged = time.process_time_ns()
    for event in answered.events:
        state = fold(state, event, model=DEFAULT_MODEL)
        encode(event)
    encode_state(state)
    folded = time.process_time_ns()
    opening(
        bank, state, Wish(assignment="next"), model=DEFAULT_MODEL, at=DAY_MS * 30 + 2, seed=seed, opportunity=_id(seed)
    )
    return (judged - began) / 1e6, (folded - judged) / 1e6, (time.process_time_ns() - folded) / 1e6


def _history(bank: Bank) -> LearnerState:
    """Practise some items: two thirds solved by their keys, the others skipped."""
    state = LearnerState.empty(DEFAULT_MODEL)
    for n in range(HISTORY):
        at = DAY_MS * (n // 4) + n
        opened = opening(bank, state, Wish(), model=DEFAULT_MODEL, at=at, seed=n, opportunity=_id(10_000 + n))
        assert isinstance(opened, OpportunityOpened)
        state = fold(state, opened, model=DEFAULT_MODEL)
        while (current := state.opportunities.get(opened.opportunity)) is not None:
            variant = bank.open(opened.item, opened.variant).variant
            answers = {step.id: step.answer.value for step in variant.steps}
            if n % 3 == 2:
                state = fold(
                    state,
                    OpportunityEnded(at=at, opportunity=opened.opportunity, how="skipped", sentence="Skipped."),
                    model=DEFAULT_MODEL,
                )
                continue
            step = current.open[-1]
            submission = Submission(step=step, response=Final(text=answers[step]))
            answered = answering(bank, state, current, submission, model=DEFAULT_MODEL, at=at)
            assert isinstance(answered, Answered)
            for event in answered.events:
                state = fold(state, event, model=DEFAULT_MODEL)
    return state


def _id(number: int) -> OpportunityId:
    return OpportunityId(f"{number:032x}")
