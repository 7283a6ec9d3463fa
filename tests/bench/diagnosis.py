"""
Naming what went wrong: in variants of rules' examples, and in steps that a tutor logged as errors.

Evaluation data: CogTutorBugs (CC BY 4.0), half of its steps. A step counts as
reproduced where a mal-rule's output is the learner's line, part by part. In the
controls one number of the learner's line is another, or the result is a number
from nowhere; whatever is explained there is blamed without reason.
"""

import json
import os
import random
import re
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from api.diagnosis.diagnosing import Diagnosed, of_pair
from api.diagnosis.entered_lines import Declared
from hints.misconception.explain import explain, shipped
from hints.misconception.ranking import DESCRIBED
from hints.misconception.rewriting.applying import applications
from hints.misconception.rewriting.flattening import line_of, tree_of
from item_bank.algebra.context import Context
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.tree import Number
from item_bank.algebra.unreadable import Unreadable
from item_bank.algebra.working.operation import Action
from tests.bench.figure import Figure, quantile, share
from tests.bench.halves import half_of
from tests.bench.rule_variants import found_again, found_from_answer
from tests.bench.tutor_classes import Row, classified, learnt

__all__ = ["measure"]

DATA: Final = Path(os.environ.get("MISSTEP_DATA", "../shared/data")) / "cogtutor" / "steps.jsonl"
POINTS: Final = Points(b"bench", "diagnosis")
SEED: Final = 20_261_125
LITERAL: Final = re.compile(r"\d+(?:\.\d+)?|\.\d+")
RESULT: Final = re.compile(r"(?<![\w.])-?(?:\d+(?:\.\d+)?|\.\d+)(?![\w.])")
TRIES: Final = 50
BINS: Final = (0.0, 0.3, 0.5, 0.7, 0.9, 1.01)
MILLI: Final = 1_000


def measure() -> list[Figure]:
    """Measure all; the tutor's steps where the data are."""
    return [*_variants(), *(_steps() if DATA.exists() else [])]


def _variants() -> list[Figure]:
    """Look for rules in what they make of their own examples with other numbers."""
    lines, bare = found_again(SEED), found_from_answer(SEED)
    return [
        Figure(
            "50 variants of each rule's example, lines: the idea comes first", share(lines.first, lines.all), ">= 80 %"
        ),
        Figure("the same: the idea is among the first three", share(lines.among, lines.all), ">= 95 %"),
        Figure("the same from the bare answer, where it is a number: first", share(bare.first, bare.all)),
        Figure("the same: among the first three", share(bare.among, bare.all)),
    ]


def _steps() -> list[Figure]:
    """Measure on the tutor's steps."""
    explain(Number("1"), Number("2"))  # reads the rules
    rows: list[Row] = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    found = [(row, _diagnosed(row, row["after"])) for row in rows]
    wrong = [(row, diagnosed) for row, diagnosed in found if diagnosed.first_wrong is not None]
    return [
        *_reproduced(wrong),
        *_controls([row for row, _ in wrong]),
        *_agreement(found),
        *_calibration([row for row, _ in wrong]),
        *_cost([row for row, _ in wrong]),
    ]


def _diagnosed(row: Row, after: str) -> Diagnosed:
    """Diagnose a step, or one with another line after."""
    return of_pair(row["before"], after, Action(row["action"], row["input"]), Declared(), POINTS)


def _reproduced(wrong: Sequence[tuple[Row, Diagnosed]]) -> list[Figure]:
    """Count the wrong steps that a rule gives."""
    looked, scored = (
        [
            any(one.reproduces for one in diagnosed.candidates)
            for row, diagnosed in wrong
            if half_of(row["before"]) == half
        ]
        for half in (0, 1)
    )
    some = sum(bool(diagnosed.candidates) for _, diagnosed in wrong)
    single = sum(bool(diagnosed.candidates) and diagnosed.candidates[0].probability > 1 / 2 for _, diagnosed in wrong)
    return [
        Figure("wrong steps that a mal-rule reproduces", share(sum(looked + scored), len(wrong)), ">= 92 %"),
        Figure("the same, half that was looked at", share(sum(looked), len(looked))),
        Figure("the same, half that was only scored", share(sum(scored), len(scored))),
        Figure("wrong steps explained, also by the same solutions", share(some, len(wrong))),
        Figure("wrong steps with one explanation more probable than all else", share(single, len(wrong))),
    ]


def _controls(rows: Sequence[Row]) -> list[Figure]:
    """Blame lines in which a number is another."""
    return [
        Figure("one number of the line perturbed: blamed", _blamed(rows, LITERAL, _like), "<= 12 %"),
        Figure("the result another number of up to four digits: blamed", _blamed(rows, RESULT, _anything), "<= 5 %"),
    ]


def _blamed(rows: Sequence[Row], what: re.Pattern[str], other: Callable[[str, random.Random], str]) -> str:
    """Count the lines that are explained although a number in them is another, where they are wrong still."""
    rng = random.Random(SEED)
    blamed = total = 0
    for row in rows:
        places = [match for match in what.finditer(row["after"]) if what is LITERAL or match[0] not in row["before"]]
        if not places:
            continue
        match = rng.choice(places)
        text = row["after"][: match.start()] + other(match[0], rng) + row["after"][match.end() :]
        diagnosed = _diagnosed(row, text)
        if diagnosed.first_wrong is not None:
            total += 1
            blamed += bool(diagnosed.candidates)
    return share(blamed, total)


def _like(text: str, rng: random.Random) -> str:
    """Return another number with the digits of one drawn anew."""
    for _ in range(TRIES):
        new = "".join(digit if digit == "." else str(rng.randrange(10)) for digit in text)
        if float(new) not in (0.0, float(text)):
            return new.lstrip("0") if not new.startswith("0.") else new
    return text + "7"


def _anything(_: str, rng: random.Random) -> str:
    """Return a number of one to four digits."""
    return rng.choice(("", "-")) + str(rng.randrange(1, 10 ** rng.randint(1, 4)))


def _agreement(found: Sequence[tuple[Row, Diagnosed]]) -> list[Figure]:
    """Learn the tutor's classes on the steps with even numbers, and score them on the others."""
    tuned = [(row, diagnosed) for row, diagnosed in found if int(row["id"]) % 2 == 0]
    scored = [(row, diagnosed) for row, diagnosed in found if int(row["id"]) % 2 == 1]
    seen = {(row["before"], row["action"], row["input"]) for row, _ in tuned}
    classes = learnt(tuned)
    right = {False: [0, 0], True: [0, 0]}
    for row, diagnosed in scored:
        new = (row["before"], row["action"], row["input"]) not in seen
        right[new][0] += classified(row, diagnosed, classes) == row["label"]
        right[new][1] += 1
    both = [sum(pair) for pair in zip(*right.values(), strict=True)]
    return [
        Figure("tutor's 19 classes: agreement on steps that nothing was tuned on", share(*both), ">= 85 %"),
        Figure("the same, of steps that do not stand in the other part", share(*right[True])),
    ]


def _calibration(rows: Sequence[Row]) -> list[Figure]:
    """Follow rules as often as they say, or none, on the lines of the tutor, and see how often each share is right."""
    rng = random.Random(SEED)
    sure: list[tuple[float, bool]] = []
    named = unexplained = 0
    for row in rows:
        before = read(row["before"], Context())
        line = None if isinstance(before, Unreadable) else line_of(before)
        if isinstance(before, Unreadable) or line is None:
            continue
        made = list(applications(line, shipped()))
        if not made:
            continue
        chosen = rng.choices(made, [one.rule.weight for one in made])[0]
        text, followed = to_text(tree_of(chosen.line)), rng.random() < DESCRIBED
        if not followed:
            text = LITERAL.sub(lambda match: _like(match[0], rng), text, count=1)
        after = read(text, Context())
        if isinstance(after, Unreadable) or _diagnosed(row, text).first_wrong is None:
            continue
        candidates = explain(before, after)
        named += followed and bool(candidates)
        unexplained += followed and not candidates
        sure.extend((one.probability, followed and one.mal_rule == chosen.rule.id) for one in candidates)
    bins = [[(share, hit) for share, hit in sure if low <= share < high] for low, high in pairwise(BINS)]
    words = ", ".join(
        f"said {sum(share for share, _ in some) / len(some):.2f} right {sum(hit for _, hit in some) / len(some):.2f}"
        for some in bins
        if some
    )
    return [
        Figure("rules followed at random: explained", share(named, named + unexplained)),
        Figure("probability of an explanation, and how often it was the rule followed", words),
    ]


def _cost(rows: Sequence[Row]) -> list[Figure]:
    """Time explaining alone, and the whole of a step."""
    explaining, whole = [], []
    for row in rows:
        before, after = read(row["before"], Context()), read(row["after"], Context())
        if isinstance(before, Unreadable) or isinstance(after, Unreadable):
            continue
        start = time.process_time()
        explain(before, after)
        explaining.append((time.process_time() - start) * MILLI)
        start = time.process_time()
        _diagnosed(row, row["after"])
        whole.append((time.process_time() - start) * MILLI)
    return [
        Figure("explaining a wrong line, CPU", _times(explaining), "p50 1 ms"),
        Figure("reading, relating and explaining a wrong step, CPU", _times(whole), "p50 1.5, p99 10, max 50 ms"),
    ]


def _times(times: Sequence[float]) -> str:
    return f"p50 {quantile(times, 0.5):.2f}, p99 {quantile(times, 0.99):.1f}, max {max(times):.1f} ms"
