"""
What computation alone says of wrong answers on the starter bank, by where they come from.

Wrong ways written out by hand that the item's author did not list, digit slips,
two errors at once, errors of a tutor's learners carried over to the items, and
random numbers of the right's size. Answers that the author listed are left out.
What all this costs is `wrong_path`'s.
"""

import json
import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

import msgspec

from hints.misconception.anchoring import asked
from hints.misconception.background import Background
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import Diagnosis, DiagnosisKind
from item_bank.answers.judge import judge
from item_bank.answers.kinds.number import NumberKey
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Final as Answer
from item_bank.answers.response import Response
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank, read_bundle
from item_bank.exercise import Exercise, ExerciseStep, compile_step
from tests.bench.figure import Figure, share
from tests.bench.wrong_ways import Way, two_edits, ways
from tests.starter import starter_bundle

__all__ = ["measure"]

VARIANTS: Final = 3
BARE: Final = ", from the question's formula alone"
"""Ends the sorts of answers to steps whose solution lines were taken off."""
SECRET: Final = b"b" * 32
SEED: Final = 20_261_126
RANDOM: Final = 6
SLIPS: Final = frozenset({"slip/digit", "slip/swap", "slip/sign"})
TUTOR: Final = Path(os.environ.get("MISSTEP_DATA", "../shared/data")) / "cogtutor" / "steps.jsonl"
ONE: Final = re.compile(r"(-?\d+)x=(-?\d+)")
RESULT: Final = re.compile(r"=(-?\d+)(?:([-+*/])(-?\d+))?$")


class _Count:
    """What was said of one sort of wrong answers."""

    def __init__(self) -> None:
        self.said: Counter[str] = Counter()

    def add(self, found: Diagnosis, meant: frozenset[str]) -> None:
        self.said["all"] += 1
        self.said["explained"] += found.kind is not DiagnosisKind.UNDIAGNOSED
        leading = found.leading
        if leading is None:
            return
        self.said["named"] += 1
        self.said["right"] += leading.code.removeprefix("rule/") in meant

    def among(self, found: Diagnosis, meant: frozenset[str]) -> None:
        self.said["listed"] += any(one.code.removeprefix("rule/") in meant for one in found.candidates)


def measure() -> list[Figure]:
    """Diagnose wrong answers of every step that asks for a number."""
    bank = read_bundle(starter_bundle(), secret=SECRET)
    counts: defaultdict[str, _Count] = defaultdict(_Count)
    chance = random.Random(SEED)
    transplanted = list(_transplants())
    for exercise in _exercises(bank, chance):
        for step in exercise.steps:
            if not isinstance(step.key, MathsKey):
                continue
            if isinstance(step.key, NumberKey) and step.key.worth is not None and step.step.solution:
                bare = _without_lines(step)
                for sort, (wrong, meant) in _wrong(step, step.key.worth, transplanted, chance):
                    _diagnosed(exercise, step, wrong, meant, counts[sort])
                    if sort in ("by hand", "random") and asked(bare, exercise.variant.prompt) is not bare:
                        _diagnosed(exercise, bare, wrong, meant, counts[f"{sort}{BARE}"])
    return [*_figures(counts)]


def _without_lines(step: ExerciseStep) -> ExerciseStep:
    """Take the solution lines off a step, as most imported ones have none."""
    return compile_step(msgspec.structs.replace(step.step, solution=()), secret=SECRET, subject="bench")


def _exercises(bank: Bank, chance: random.Random) -> Iterator[Exercise]:
    for name, item in bank.items.items():
        for _ in range(VARIANTS):
            yield bank.open(name, chance.randrange(item.variants))


def _wrong(
    step: ExerciseStep, right: Fraction, transplanted: Sequence[str], chance: random.Random
) -> Iterator[tuple[str, Way]]:
    """Yield wrong answers of one step, with their sort."""
    task = step.step.solution[0]
    by_hand = list(ways(task))
    yield from (("by hand", way) for way in by_hand)
    double = list(two_edits(task))
    yield from (("two errors", way) for way in chance.sample(double, min(1, len(double))))
    digits = str(abs(right.numerator))
    if right.denominator == 1 and len(digits) > 2:
        place = chance.randrange(1, len(digits))
        changed = digits[:place] + str((int(digits[place]) + chance.randint(1, 9)) % 10) + digits[place + 1 :]
        yield "digit slips", (Fraction(int(changed) * (-1 if right < 0 else 1)), SLIPS)
    one = ONE.fullmatch(re.sub(r"[\s*]", "", task)) or (
        ONE.fullmatch(re.sub(r"[\s*]", "", step.step.solution[-2])) if len(step.step.solution) > 1 else None
    )
    if one is not None and transplanted:
        yield "carried over", (_carried(chance.choice(transplanted), int(one[1]), int(one[2])), frozenset())
    for _ in range(RANDOM):
        size = max(10, 2 * abs(int(right)))
        yield "random", (Fraction(chance.randint(0 if right >= 0 else -size, size)), frozenset())


def _transplants() -> Iterator[str]:
    """Yield what learners of a tutor made of `ax = b`, as roles of the numbers, as often as they did."""
    if not TUTOR.is_file():
        return
    for line in TUTOR.read_text().splitlines():
        row = json.loads(line)
        before, after = ONE.fullmatch(row["before"]), RESULT.search(row["after"])
        if before is None or after is None or row["after"].count("=") != 1 or int(before[1]) == 0:
            continue
        a, b = int(before[1]), int(before[2])
        wrong = _worked_out(int(after[1]), after[2], int(after[3] or 1))
        for role in ("b-a", "b+a", "b*a", "-b/a", "a/b"):
            if wrong == _carried(role, a, b) != Fraction(b, a):
                yield role
                break


def _worked_out(one: int, sign: str | None, other: int) -> Fraction | None:
    """Work out what was written on the right."""
    match sign:
        case "+":
            return Fraction(one + other)
        case "-":
            return Fraction(one - other)
        case "*":
            return Fraction(one * other)
        case _:
            return Fraction(one, other) if other else None


def _carried(role: str, a: int, b: int) -> Fraction:
    """Do what a learner did with other numbers."""
    match role:
        case "b-a":
            return Fraction(b - a)
        case "b+a":
            return Fraction(b + a)
        case "b*a":
            return Fraction(b * a)
        case "-b/a":
            return -Fraction(b, a)
        case _:
            return Fraction(a, b) if b else Fraction(0)


def _diagnosed(exercise: Exercise, step: ExerciseStep, wrong: Fraction, meant: frozenset[str], count: _Count) -> None:
    """Take one wrong answer the whole way, but for those that are right or that the author listed."""
    if wrong in step.mistakes:
        return
    response: Response = Answer(text=str(wrong))
    judged = judge(step.key, response)
    if judged.verdict is not Verdict.INCORRECT:
        return
    found = diagnose(step, response, judged, exercise.mistakes, Background(prompt=exercise.variant.prompt))
    assert found is not None
    count.add(found, meant)
    count.among(found, meant)


def _figures(counts: dict[str, _Count]) -> Iterator[Figure]:
    reached: Counter[str] = Counter()
    for sort, count in counts.items():
        said = count.said
        if sort.startswith("random"):
            name = sort.replace("random", "random numbers blamed", 1)
            yield Figure(name, share(said["explained"], said["all"]), "<= 5 %")
            continue
        if sort.endswith(BARE):
            yield Figure(f"{sort}: explained", share(said["explained"], said["all"]))
            yield Figure(f"{sort}: the named rule is right", share(said["right"], said["named"]))
            continue
        reached += said
        yield Figure(f"{sort}: explained", share(said["explained"], said["all"]))
        if sort != "carried over":
            named = f"{share(said['right'], said['named'])} of those named"
            listed = f"{share(said['listed'], said['explained'])} of those explained"
            yield Figure(f"{sort}: the named rule is right; it is among those kept", f"{named}; {listed}")
    yield Figure("all but random: explained", share(reached["explained"], reached["all"]), ">= 60 %")
    kept = [count.said for sort, count in counts.items() if sort in {"by hand", "two errors", "digit slips"}]
    right, of_named = sum(said["right"] for said in kept), sum(said["named"] for said in kept)
    yield Figure("all with a known cause: the named rule is right", share(right, of_named), ">= 90 %")
