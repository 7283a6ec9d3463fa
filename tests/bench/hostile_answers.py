"""
Hostile answers: CPU and memory of one judgement, for every kind of answer and both ways of writing.

The corpus is that of `tests/hostile`, whose tests hold the verdicts and the
counted work to their limits. Each once, the dearest again as the best of three,
since the question is what a text costs and not what the machine was doing.
"""

import resource
import time
import tracemalloc
from collections.abc import Callable
from typing import Final, get_args

from item_bank.algebra.context import Format
from item_bank.answers.judge import judge
from item_bank.answers.key import Key
from item_bank.answers.response import Final as FinalAnswer
from tests.bench.figure import Figure, quantile
from tests.hostile.keys import keys, vanishing
from tests.hostile.texts import TEXTS

__all__ = ["measure"]

FORMATS: Final[tuple[Format, ...]] = get_args(Format)
SHOWN: Final = 40
AGAIN: Final = 60
"""Judgements, the dearest ones, that are repeated and whose memory is measured."""
MB: Final = 1_000_000


def measure() -> list[Figure]:
    """
    Give the dearest judgements in time and in memory, and the growth of the process.
    """
    ready = keys()
    checks: list[tuple[str, Callable[[], object]]] = [
        (f"{name}, {written}: {text[:SHOWN]!r}", _check(key, text, written))
        for name, key in ready.items()
        for text in TEXTS
        for written in FORMATS
    ]
    checks += [(f"built to vanish: {text[:SHOWN]!r}", _check(key, text, "text")) for key, text in vanishing()]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    once = [(_milliseconds(check), place) for place, (_, check) in enumerate(checks)]
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1_024 / MB
    # what the machine was doing is in a single round: the dearest are looked at again
    dear = [checks[place] for _, place in sorted(once, reverse=True)[:AGAIN]]
    slowest = max((min(_milliseconds(check) for _ in range(3)), name) for name, check in dear)
    held = max((_megabytes(check), name) for name, check in dear)
    return [
        Figure("judgements", f"{len(checks):,}: {len(ready)} keys, {len(TEXTS)} texts, {len(FORMATS)} ways of writing"),
        Figure("dearest in time", f"{slowest[0]:.1f} ms CPU ({slowest[1]})", "≤ 20 ms"),
        Figure("99th hundredth", f"{quantile([took for took, _ in once], 0.99):.2f} ms CPU"),
        Figure("dearest in memory", f"{held[0]:.2f} MB allocated at once by Python ({held[1]})", "≤ 32 MB"),
        Figure("growth of the whole process", f"{grown:.1f} MB", "≤ 32 MB"),
    ]


def _check(key: Key, text: str, written: Format) -> Callable[[], object]:
    return lambda: judge(key, FinalAnswer(text=text, format=written))


def _milliseconds(check: Callable[[], object]) -> float:
    began = time.process_time_ns()
    check()
    return (time.process_time_ns() - began) / 1e6


def _megabytes(check: Callable[[], object]) -> float:
    """Return the most that Python held at once during a check."""
    tracemalloc.start()
    check()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / MB
