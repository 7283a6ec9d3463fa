"""
Hostile entries: CPU of one submission, judged, diagnosed and helped, for texts made to cost.

Final answers and workings on the first variant of starter items; of each the
best of three, since the question is what the text costs and not what the
machine was doing.
"""

import time
from typing import Final as Constant

from item_bank.answers.response import Final, Response, Working
from item_bank.bank import read_bundle
from practice.attempt import AskedStep, attempt
from practice.requests import Submission
from practice.state import Progress
from tests.bench.figure import Figure
from tests.starter import starter_bundle

__all__ = ["measure"]

ITEMS: Constant = 12
TEXTS: Constant = (
    "9^9^9^9",
    "(" * 500 + ")" * 500,
    "9" * 1_000,
    "x^2305843009213693951",
    "(x+1)^1000",
    "+".join(["x"] * 400),
    "*".join(["(x+1)"] * 150),
    "1/" * 400 + "1",
    "(x+y+z)^60",
    "((((x+1)^24)^2)^2)",
    "sqrt(" * 30 + "2" + ")" * 30,
    "1e400000",
    "".join(f"(x+{n})" for n in range(100, 160)),
    "(1/3)^60*" * 60 + "1",
)
LINES: Constant = (
    "(x+1)(x+2)(x+3)(x+4)(x+5)(x+6)(x+7)(x+8)(x+9)(x+10)=x",
    "+".join(f"{n}x/{n + 1}" for n in range(1, 15)) + "=1",
    "2(x+1)-3(x-2)+4(x+3)-5(x-4)+6(x+5)-7(x-6)=8(x+7)",
)


def measure() -> list[Figure]:
    """
    Give the dearest final answer and the dearest working.
    """
    workings: list[Response] = [Working(lines=(line,) * (1_450 // len(line))) for line in LINES]
    finals: list[Response] = [Final(text=text[:1_000]) for text in TEXTS]
    return [
        Figure(f"dearest of {len(finals)} final answers", f"{_dearest(finals):.1f} ms CPU", "≤ 20 ms"),
        Figure(
            f"dearest of {len(workings)} workings of 1,450 characters", f"{_dearest(workings):.1f} ms CPU", "≤ 20 ms"
        ),
    ]


def _dearest(responses: list[Response]) -> float:
    bank = read_bundle(starter_bundle(), secret=b"b" * 32)
    exercises = [bank.open(item, 0) for item in sorted(bank.items)[:: len(bank.items) // ITEMS]]
    costs: list[float] = []
    for exercise in exercises:
        for step in exercise.steps:
            asked = AskedStep(step=step, progress=Progress(limit=5))
            for response in responses:
                submission = Submission(step=step.step.id, response=response)
                rounds: list[float] = []
                for _ in range(3):
                    began = time.process_time_ns()
                    attempt(exercise, asked, submission)
                    rounds.append((time.process_time_ns() - began) / 1e6)
                costs.append(min(rounds))
    return max(costs)
