"""
Reading: the corpus of maths fields, keyboards and phones, how much of it is right and what a line costs.

The corpus and what each line of it means are the tests' own
(`tests/item_bank/algebra/corpus`); a silent misreading is a line that is read
as something else than it means.
"""

import statistics
import time
from collections.abc import Sequence
from typing import Final

import msgspec

from item_bank.algebra.context import Format
from item_bank.algebra.reading import read
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.unreadable import Unreadable
from tests.bench.figure import ROUNDS, Figure, median_of_rounds, quantile
from tests.item_bank.algebra.test_reading_corpus import CONTEXTS, LATEX, LINES, Line

__all__ = ["measure"]

GOAL: Final = "≤ 60 µs"


def measure() -> list[Figure]:
    """
    Read every line, then time all of them in rounds.
    """
    outcomes = [_outcome(line) for line in LINES]
    right, wrong = outcomes.count("right"), outcomes.count("misread")
    fields = [line for line in LINES if line.source in LATEX]
    return [
        Figure("lines", f"{len(LINES)}, {len(fields)} of them LaTeX of MathLive and MathQuill", "≥ 300"),
        Figure("right", f"{100 * right / len(LINES):.1f} %", "100 %"),
        Figure("silent misreadings", f"{wrong}", "0"),
        *_costs("all lines", LINES),
        *_costs("LaTeX", fields),
    ]


def _outcome(line: Line) -> str:
    """Say whether a line is read as it is meant, as something else, or not though it should be."""
    context = CONTEXTS[line.context]
    tree = read(line.text, context, _written(line))
    if isinstance(tree, Unreadable):
        return "right" if tree.code == line.code else "refused"
    if line.same is None:
        return "misread"
    meant = read(line.same, msgspec.structs.replace(context, locale="en", expects="several"))
    return "misread" if isinstance(meant, Unreadable) or bare(meant) != bare(tree) else "right"


def _written(line: Line) -> Format:
    return "latex" if line.source in LATEX else "text"


def _costs(name: str, lines: Sequence[Line]) -> list[Figure]:
    """Time lines in rounds: the median of each round's median, and the tail of all."""
    medians: list[float] = []
    every: list[float] = []
    for _ in range(ROUNDS):
        took = []
        for line in lines:
            context, written = CONTEXTS[line.context], _written(line)
            began = time.thread_time_ns()
            read(line.text, context, written)
            took.append((time.thread_time_ns() - began) / 1e3)
        medians.append(statistics.median(took))
        every.extend(took)
    return [
        Figure(f"a line, {name}", median_of_rounds(medians, "µs CPU", 0), GOAL),
        Figure(f"a line, {name}: 99th hundredth", f"{quantile(every, 0.99):.0f} µs CPU"),
    ]
