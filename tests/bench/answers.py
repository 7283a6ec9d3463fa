"""
The answer engine beside its peers: agreement on their own test cases, and what a check costs.

Peers' vectors are evaluation data (`MISSTEP_DATA`), peers are installed by
`make peers`; where either is absent, its rows say so. Rows that differ by
policy are listed in `exempt`, and every score is printed with and without them.
"""

import statistics
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Final

from tests.bench.cases import Case, Outcome, Ready, run
from tests.bench.exempt import EXEMPT
from tests.bench.figure import ROUNDS, Figure, median_of_rounds
from tests.bench.pairs import Pair, ask_peer, ask_us, pairs, sample
from tests.bench.peers.client import PEERS, Peer
from tests.bench.score import cost, scored
from tests.bench.vectors import FILES, folder, load

__all__ = ["measure"]

GOALS: Final = {
    "KAS compare and compare_form": (("kas_compare", "kas_compare_form"), "≥ 99.5 %"),
    "PrairieLearn parse and reject": (("prairielearn_symbolic",), "100 %"),
    "Perseus numeric input": (("perseus_numeric_input",), "≥ 97 %"),
}
RATIOS: Final = {"sympy": "≥ 40 times", "Math-Verify": "≥ 500 times", "KAS": "≥ 10 times"}
TIMED: Final = 100
"""Pairs in the rounds."""
QUICK_NS: Final = 1_000_000_000
"""Pairs that a peer took longer for, or that its language cannot say, are not in the rounds; they are in the costs."""

Scored = list[tuple[int, Case | None, Outcome | None]]


def measure() -> list[Figure]:
    """
    Score the vectors, then the pairs beside the peers, then time a sample in rounds.
    """
    return [*_vectors(), *_beside()]


def _vectors() -> list[Figure]:
    """Score us on every file of peers' vectors."""
    if not folder().exists():
        return [Figure("peers' vectors", "evaluation data is absent (MISSTEP_DATA)")]
    outcomes: dict[str, Scored] = {}
    costs: dict[str, list[float]] = {}
    for file in FILES:
        outcomes[file], costs[file] = [], []
        for place, case in load(file):
            if case is None:
                outcomes[file].append((place, None, None))
                continue
            ready = Ready.of(case)
            run(ready)  # the first run reads what is kept for later ones
            outcome, took = run(ready)
            outcomes[file].append((place, case, outcome))
            costs[file].append(took)
    listed = {(one.file, one.row) for one in EXEMPT}
    figures = [_goal(name, files, goal, outcomes, listed) for name, (files, goal) in GOALS.items()]
    rows = sum(len(outcomes[file]) for files, _ in GOALS.values() for file in files)
    share = Figure(
        "exempt rows", f"{len(EXEMPT)} of {rows} rows with a goal: {100 * len(EXEMPT) / rows:.1f} %", "≤ 3 %"
    )
    return [
        *figures,
        share,
        *(
            Figure(
                f"{file}: us", f"{scored((case, outcome) for _, case, outcome in found).words()}; {cost(costs[file])}"
            )
            for file, found in outcomes.items()
        ),
    ]


def _goal(
    name: str, files: tuple[str, ...], goal: str, outcomes: dict[str, Scored], listed: set[tuple[str, int]]
) -> Figure:
    """Score files together, without the exempt rows and with them."""
    rows = [(file, *row) for file in files for row in outcomes[file]]
    every = scored((case, outcome) for _, _, case, outcome in rows)
    kept = scored((case, outcome) for file, place, case, outcome in rows if (file, place) not in listed)
    return Figure(f"{name}: us", f"{kept.words()} (with all exempt rows {every.share:.1f} % of {every.rows})", goal)


def _beside() -> list[Figure]:
    """Put every pair to us and to the peers that are here."""
    asked = pairs()
    kinds = ", ".join(f"{sum(pair.case.file == file for pair in asked)} {file}" for file in _files(asked))
    figures = [Figure("pairs of expressions", f"{len(asked)}: {kinds}")]
    with ExitStack() as stack:
        here: list[Peer] = []
        quick = set(range(len(asked)))
        for pair in asked:
            ask_us(pair)  # the first check reads what is kept for later ones
        ours = [ask_us(pair) for pair in asked]
        figures.extend(_told("us", asked, ours))
        for name in PEERS:
            peer = stack.enter_context(Peer(name))
            if (why := peer.missing()) is not None:
                figures.append(Figure(f"pairs: {name}", why))
                continue
            here.append(peer)
            replies = [ask_peer(peer, pair) for pair in asked]
            figures.extend(_told(name, asked, replies))
            quick &= {place for place, reply in enumerate(replies) if reply is not None and reply[1] < QUICK_NS}
        return [*figures, *_rounds(sample([asked[place] for place in sorted(quick)], TIMED), here)]


def _files(asked: Sequence[Pair]) -> list[str]:
    return list(dict.fromkeys(pair.case.file for pair in asked))


def _told(name: str, asked: Sequence[Pair], replies: Sequence[tuple[Outcome, int] | None]) -> list[Figure]:
    """Say an engine's scores over all pairs and over each source, and its cost."""
    both = list(zip(asked, replies, strict=True))
    out = [(pair.case, reply and reply[0]) for pair, reply in both]
    goal = "median ≤ 30, p99 ≤ 200, max ≤ 5,000 µs" if name == "us" else ""
    figures = [
        Figure(f"pairs: {name}", f"{scored(out).words()}; {cost([reply[1] for _, reply in both if reply])}", goal)
    ]
    figures.extend(
        Figure(f"pairs of {file}: {name}", scored(row for row in out if row[0].file == file).words())
        for file in _files(asked)
    )
    return figures


def _rounds(timed: Sequence[Pair], here: Sequence[Peer]) -> list[Figure]:
    """Time a sample in interleaved rounds, and say how many times slower each peer is at the median."""
    medians: dict[str, list[float]] = {"us": [], **{peer.name: [] for peer in here}}
    for _ in range(ROUNDS):
        medians["us"].append(statistics.median(ask_us(pair)[1] for pair in timed) / 1e3)
        for peer in here:
            replies = [ask_peer(peer, pair) for pair in timed]
            medians[peer.name].append(statistics.median(reply[1] for reply in replies if reply) / 1e3)
    figures = [
        Figure(f"median check of {len(timed)} pairs: {name}", median_of_rounds(values, "µs CPU", 1))
        for name, values in medians.items()
    ]
    for peer in here:
        ratios = [theirs / ours for theirs, ours in zip(medians[peer.name], medians["us"], strict=True)]
        figures.append(
            Figure(f"{peer.name} to us, at the median", median_of_rounds(ratios, "times", 0), RATIOS[peer.name])
        )
    return figures
