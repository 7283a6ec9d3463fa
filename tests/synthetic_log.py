"""
A synthetic log of responses, drawn from a known world.

Learners have an ability and one for each skill that grows with tries, items a
difficulty; answers are drawn from the logistic model. No real data in tests.
"""

import math
import random
from pathlib import Path

import polars as pl

from mastery.filter import sigmoid

__all__ = ["synthetic_log", "write_log"]


def synthetic_log(  # noqa: PLR0913 - a world has that many knobs
    seed: int = 1,
    *,
    learners: int = 60,
    items: int = 40,
    skills: int = 5,
    tries: int = 40,
    drift: float = 0.05,
    guess: float = 0.0,
    pause: float = 60.0,
    memory: float = 1e9,
) -> pl.DataFrame:
    """
    Draw a log; every fifth item has two skills, and each try moves its skills by `drift` logits.

    Every second item may be guessed right with the chance `guess`; `pause` is
    the mean time between tries in seconds, `memory` the time in days after which
    a skill has faded to 1/e.
    """
    draw = random.Random(seed)
    difficulty = [draw.gauss(0.0, 1.2) for _ in range(items)]
    asks = [[item % skills] if item % 5 else [item % skills, (item + 1) % skills] for item in range(items)]
    rows = []
    for learner in range(learners):
        ability = draw.gauss(0.5, 0.9)
        own = [draw.gauss(0.0, 0.6) for _ in range(skills)]
        now = draw.uniform(0, 1e6)
        for _ in range(tries):
            item = draw.randrange(items)
            rest = draw.expovariate(1 / pause) + 1.0
            now += rest
            own = [one * math.exp(-rest / 86_400.0 / memory) for one in own]
            logit = ability + sum(own[skill] for skill in asks[item]) / len(asks[item]) - difficulty[item]
            floor = guess * (item % 2)
            correct = int(draw.random() < floor + (1.0 - floor) * sigmoid(logit))
            rows.append((f"l{learner}", f"i{item:02}", [f"s{skill}" for skill in asks[item]], correct, now))
            for skill in asks[item]:
                own[skill] += drift
    return pl.DataFrame(rows, schema=["learner", "item", "skills", "correct", "seconds"], orient="row")


def write_log(folder: Path, frame: pl.DataFrame) -> Path:
    """
    Write a log to a folder.
    """
    path = folder / "log.parquet"
    frame.write_parquet(path)
    return path
