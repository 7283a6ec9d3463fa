"""
Estimates at speed: one update with its state packed, and a million answers folded.

Answers are drawn: 2,000 learners of 500 answers to 20 skills and 200 items, as
evidence in memory. What is folded is estimates alone, neither events decoded
nor states of practice; `misstep replay` does both, and is measured nowhere here.
CPU time of this process.
"""

import random
import time
from collections.abc import Callable
from typing import Final

import msgspec
import numpy as np

from mastery.estimate import Estimates
from mastery.evidence import Evidence
from mastery.filter import update
from mastery.log import Log
from mastery.model import DEFAULT_MODEL
from mastery.packed import SIZE, fold_packed, mark_of, stepper
from mastery.sweep import Noise, plan, sweep
from tests.bench.figure import ROUNDS, Figure, median_of_rounds, quantile

__all__ = ["measure"]

LEARNERS: Final = 2_000
EACH: Final = 500
SKILLS: Final = 20
ITEMS: Final = 200
STRUCTS: Final = 100_000
"""Answers that are folded as Structs; a million would only take longer."""
FOLDS: Final = 5
TIMED: Final = 100_000


def measure() -> list[Figure]:
    """
    Measure updates and folds.
    """
    answers = _answers()
    packed = [_seconds(lambda: fold_packed(DEFAULT_MODEL, answers)) for _ in range(FOLDS)]
    structs = [_seconds(lambda: _folded(answers[:STRUCTS])) * 1e6 / STRUCTS for _ in range(FOLDS)]
    log, noise = _log(answers), Noise()
    swept = [
        _seconds(lambda: sweep(log, plan(log), noise, np.full(len(log), 0.65), np.zeros(SKILLS))) for _ in range(FOLDS)
    ]
    middle, late = zip(*(_update(answers) for _ in range(ROUNDS)), strict=True)
    return [
        Figure("bytes of a learner's skill", str(SIZE), "16"),
        Figure("update with pack and unpack, p50", median_of_rounds(middle, "us"), "1.5 us"),
        Figure("update with pack and unpack, p99", median_of_rounds(late, "us"), "5 us"),
        Figure("a million answers, packed", median_of_rounds(packed, "s"), "1.5 s"),
        Figure("a million answers, all learners at once (numpy)", median_of_rounds(swept, "s")),
        Figure("one answer, as practice folds it (Structs)", median_of_rounds(structs, "us")),
    ]


def _answers() -> list[tuple[str, Evidence]]:
    draw = random.Random(1)
    difficulty = [draw.gauss(0.0, 1.0) for _ in range(ITEMS)]
    items = [
        [
            Evidence(
                skills=(f"s{item % SKILLS}",),
                difficulty=difficulty[item],
                correct=correct,
                weight=1.0,
                guess=0.0,
                day=20_000.0,
                source=f"i{item}",
                unaided=True,
            )
            for correct in (False, True)
        ]
        for item in range(ITEMS)
    ]
    found = []
    for learner in range(LEARNERS):
        name = f"l{learner}"
        for turn in range(EACH):
            one = items[draw.randrange(ITEMS)][draw.random() < 0.7]
            found.append((name, msgspec.structs.replace(one, day=20_000.0 + turn / 50)))
    return found


def _folded(answers: list[tuple[str, Evidence]]) -> None:
    current, estimates = "", Estimates.prior(DEFAULT_MODEL)
    for learner, piece in answers:
        if learner != current:
            current, estimates = learner, Estimates.prior(DEFAULT_MODEL)
        estimates = update(DEFAULT_MODEL, estimates, piece)


def _update(answers: list[tuple[str, Evidence]]) -> tuple[float, float]:
    """
    Time single updates, the clock's own cost taken off; microseconds at p50 and p99.
    """
    step, mark, clock = stepper(DEFAULT_MODEL), mark_of("i1"), time.perf_counter_ns
    skill: bytes | None = None
    ability, doubt = 0.0, 1.0
    idle = quantile([-(clock() - clock()) for _ in range(1_000)], 0.5)
    taken = []
    for _, piece in answers[:TIMED]:
        began = clock()
        skill, ability, doubt = step(skill, ability, doubt, piece, mark)
        taken.append(clock() - began - idle)
    return quantile(taken, 0.5) / 1e3, quantile(taken, 0.99) / 1e3


def _log(answers: list[tuple[str, Evidence]]) -> Log:
    learner = np.repeat(np.arange(LEARNERS), EACH)
    skills = np.array([int(piece.skills[0][1:]) for _, piece in answers])
    return Log(
        learner=learner,
        item=np.array([int(piece.source[1:]) for _, piece in answers]),
        starts=np.arange(len(answers) + 1),
        skills=skills,
        correct=np.array([float(piece.correct) for _, piece in answers]),
        items=tuple(f"i{item}" for item in range(ITEMS)),
        skill_names=tuple(f"s{skill}" for skill in range(SKILLS)),
        seconds=np.array([piece.day * 86_400.0 for _, piece in answers]),
    )


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
