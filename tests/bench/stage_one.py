"""
Stage 1, the whole measured table: which step went wrong, and why, each figure with its interval, split and goal.

The rows that have a goal, of the benchmarks that measure them: `working`, `diagnosis`,
`wrong_answers` and `wrong_path`, where the others stand.
"""

from tests.bench import diagnosis, working, wrong_answers, wrong_path
from tests.bench.figure import Figure

__all__ = ["measure"]


def measure() -> list[Figure]:
    """Measure all four."""
    parts = (working, diagnosis, wrong_answers, wrong_path)
    return [figure for part in parts for figure in part.measure() if figure.goal]
