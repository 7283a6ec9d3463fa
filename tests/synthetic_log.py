"""
A synthetic log of responses, drawn from a known world.

Learners have an ability and one for each skill that grows with tries, items a
difficulty; answers are drawn from the logistic model. No real data in tests.
"""

import random
from pathlib import Path

import polars as pl

from mastery.filter import sigmoid

__all__ = ["synthetic_log", "write_log"]


def synthetic_log(
    seed: int = 1, *, learners: int = 60, items: int = 40, skills: int = 5, tries: int = 40, drift: float = 0.05
) -> pl.DataFrame:
    """
    Draw a log; every fifth item has two skills, and each try moves its skills by `drift` logits.
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
            logit = ability + sum(own[skill] for skill in asks[item]) / len(asks[item]) - difficulty[item]
            now += draw.expovariate(1 / 60.0) + 1.0
            correct = int(draw.random() < sigmoid(logit))
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
