"""
Following lines of working: steps that a tutor logged as errors, and chains of our own.

Evaluation data: CogTutorBugs (CC BY 4.0), half of its steps. A tutor's class says
whether a step is wrong or true but not what it wanted; where the engine says
otherwise, `--` see `disagreements` to read them.
"""

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Final

from api.diagnosis.diagnosing import Diagnosed, of_lines, of_pair
from api.diagnosis.entered_lines import Declared
from hints.misconception.explain import explain
from item_bank.algebra.residue import Points
from item_bank.algebra.tree import Number
from item_bank.algebra.working.operation import Action
from tests.bench.chains import CHAINS
from tests.bench.figure import Figure, quantile, share
from tests.bench.halves import half_of
from tests.bench.linear_oracle import same_solutions
from tests.bench.school_chains import disagreement, school_chains

__all__ = ["disagreements", "measure"]

DATA: Final = Path(os.environ.get("MISSTEP_DATA", "../shared/data")) / "cogtutor" / "steps.jsonl"
POINTS: Final = Points(b"bench", "working")
WRONG_CLASSES: Final = frozenset(
    {
        "WRONG_OPERATION",
        "REVERSED_SIDES",
        "CHECK_SIGN",
        "DIVIDE_MULTIPLY_OPP_SIGNS",
        "FORGOT_VARIABLE",
        "FORGOT_NEGATIVE",
        "EXPRESSION_NOT_EQUIVALENT",
    }
)
"""Classes that say that the step is wrong; the others say that it does not help, or not yet."""
LETTERS: Final = {"s": "same", "g": "gained", "l": "lost", "d": "different", "u": "undecided"}
MILLI: Final = 1_000


def measure() -> list[Figure]:
    """Measure both."""
    return [*(_steps() if DATA.exists() else []), *_chains()]


def _steps() -> list[Figure]:
    """Relate the tutor's steps, each with its declared operation."""
    found, times = _related()
    words = Counter(_word(diagnosed) for _, diagnosed in found)
    total, unread = len(found), words["invalid"]
    decided = total - unread - words["undecided"]
    true = [(row, diagnosed) for row, diagnosed in found if row["label"] not in WRONG_CLASSES]
    wrong = [(row, diagnosed) for row, diagnosed in found if row["label"] in WRONG_CLASSES]
    called_wrong = sum(diagnosed.first_wrong is not None for _, diagnosed in true)
    called_true = sum(_word(diagnosed) == "same" for _, diagnosed in wrong)
    same = [diagnosed for _, diagnosed in found if _word(diagnosed) == "same"]
    idle = sum(diagnosed.kind == "no_progress" for diagnosed in same)
    kinds = Counter(str(one.relations[0]) for _, one in true if one.first_wrong is not None)
    always = sum(count for words, count in kinds.items() if "always_true" in words)
    return [
        Figure("tutor's steps: decided of all", share(decided, total, 2), ">= 99.5 %"),
        Figure("tutor's steps: decided of those that can be read", f"{decided / (total - unread):.2%}"),
        Figure("tutor's steps: not readable", f"{unread}"),
        Figure(
            "steps of classes that say true, called wrong",
            f"{share(called_wrong, len(true))}; {always} say nothing any more, like 8 = 8",
        ),
        Figure(
            "steps of classes that say wrong, called the same",
            share(called_true, len(wrong)),
        ),
        *_beside_the_oracle(found),
        Figure("true steps that are without progress", f"{idle}/{len(same)} = {idle / len(same):.1%}"),
        Figure(
            "brackets understood from the declared operation",
            f"{sum('brackets_understood' in str(one.relations) for one in same)}",
        ),
        Figure("rounded decimals taken as the same", f"{sum('rounded' in str(one.relations) for one in same)}"),
        Figure("reading, relating, naming the move and searching mal-rules, a step", _times(times)),
    ]


def _beside_the_oracle(found: list[tuple[dict[str, str], Diagnosed]]) -> list[Figure]:
    """Compare with an oracle of its own, which knows linear equations in one letter; by halves of the file."""
    out = []
    for half, words in ((0, "half that was looked at"), (1, "half that was only scored")):
        told = [
            (same, diagnosed)
            for row, diagnosed in found
            if half_of(row["before"]) == half
            and _word(diagnosed) != "invalid"
            and (same := same_solutions(row["before"], row["after"])) is not None
        ]
        true = [diagnosed for same, diagnosed in told if same]
        wrong = [diagnosed for same, diagnosed in told if not same]
        blamed = sum(one.first_wrong is not None for one in true)
        credited = [str(one.relations[0]) for one in wrong if _word(one) == "same"]
        meant = sum("rounded" in one or "brackets" in one for one in credited)
        out += [
            Figure(f"true by the oracle, called wrong; {words}", share(blamed, len(true)), "<= 1 %"),
            Figure(
                f"untrue by the oracle, called the same; {words}",
                f"{share(len(credited), len(wrong))}; {meant} rounded or with brackets understood",
            ),
        ]
    return out


def _related() -> tuple[list[tuple[dict[str, str], Diagnosed]], list[float]]:
    """Diagnose all steps, with the milliseconds that each took."""
    explain(Number("1"), Number("2"))  # reads the rules
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    found, times = [], []
    for row in rows:
        start = time.process_time()
        diagnosed = of_pair(row["before"], row["after"], Action(row["action"], row["input"]), Declared(), POINTS)
        times.append((time.process_time() - start) * MILLI)
        found.append((row, diagnosed))
    return found, times


def disagreements() -> list[tuple[dict[str, str], Diagnosed]]:
    """Return the steps about which engine and tutor say different things."""
    found, _ = _related()
    return [
        (row, diagnosed)
        for row, diagnosed in found
        if (row["label"] in WRONG_CLASSES) == (diagnosed.first_wrong is None and diagnosed.kind != "invalid")
    ]


def _chains() -> list[Figure]:
    """Follow our own chains, whose relations are written beside them."""
    agree, total, undecided = 0, 0, 0
    times = []
    for chain, expected in CHAINS:
        start = time.process_time()
        diagnosed = of_lines(chain.split(";"), Declared(), POINTS)
        times.append((time.process_time() - start) * MILLI)
        said = [relation if isinstance(relation, str) else relation.relation for relation in diagnosed.relations]
        wanted = [LETTERS[letter] for letter in expected.split()]
        total += len(wanted)
        agree += sum(one == other for one, other in zip(said, wanted, strict=True))
        undecided += said.count("undecided")
    school = [disagreement(chain) is None for chain in school_chains()]
    return [
        Figure(
            "chains of school, every line, the first wrong one and causes as expected",
            f"{sum(school)}/{len(school)}",
            "all",
        ),
        Figure("own chains: pairs as expected", f"{agree}/{total}", "all"),
        Figure("own chains: pairs undecided", f"{undecided}/{total}"),
        Figure("own chains: a whole chain", _times(times)),
    ]


def _word(diagnosed: Diagnosed) -> str:
    """Return the word of the one relation."""
    relation = diagnosed.relations[0]
    return relation if isinstance(relation, str) else relation.relation


def _times(times: list[float]) -> str:
    """Say how long it took."""
    return f"p50 {quantile(times, 0.5):.2f} ms, p99 {quantile(times, 0.99):.1f} ms, max {max(times):.1f} ms"


if __name__ == "__main__":
    for step, said in disagreements():
        sys.stdout.write(f"{step['label']}: {step['before']} | {step['after']} | {said.relations[0]}\n")
