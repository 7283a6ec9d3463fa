"""
What a wrong answer costs on its whole way: judged, its lines followed, diagnosed, first help chosen.

Bare wrong numbers, and workings of two to eight lines in which one line of the step's
solution went wrong by a mal-rule drawn at random, on variants of every step of the starter
bank. CPU time, and what was counted on the way: steps of matching, lines made, statements solved.
"""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from api.serving.settling import settle
from hints.misconception.diagnose import diagnose
from hints.misconception.explain import shipped
from hints.misconception.rewriting.agreement import target
from hints.misconception.rewriting.applying import applications
from hints.misconception.rewriting.flattening import line_of, tree_of
from hints.misconception.searching import search
from hints.misconception.wrong_answers import ways
from hints.tutor.first_help import Seen, first_help
from item_bank.algebra.printing import to_text
from item_bank.algebra.tree import Tree
from item_bank.answers.judge import judge
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Final as Answer
from item_bank.answers.response import Response, Working
from item_bank.answers.verdict import Judged, Verdict
from item_bank.answers.wrong_step import wrong_step
from item_bank.bank import Bank, read_bundle
from item_bank.exercise import Exercise, ExerciseStep
from tests.bench.figure import Figure, quantile
from tests.starter import starter_bundle

__all__ = ["measure"]

VARIANTS: Final = 3
SEED: Final = 20_261_127
LINES: Final = 8
WORKINGS: Final = 2
"""Wrong workings of each step."""
MILLI: Final = 1_000
GOAL: Final = "p50 1.5, p99 10, max 50 ms"


def measure() -> list[Figure]:
    """Take wrong answers the whole way."""
    bank = read_bundle(starter_bundle(), secret=b"b" * 32)
    settle()
    times: defaultdict[str, list[float]] = defaultdict(list)
    lengths: Counter[int] = Counter()
    made: list[float] = []
    for exercise, step, response in _responses(bank):
        sort = "bare answers" if isinstance(response, Answer) else "lines of working"
        if sort == "bare answers":
            begun = time.process_time()
            ways(step)
            times["tables"].append((time.process_time() - begun) * MILLI)
        begun = time.process_time()
        judged = judge(step.key, response)
        found = diagnose(step, response, judged, exercise.mistakes)
        if found is not None:
            first_help(exercise, step, response, judged, found, Seen())
        took = (time.process_time() - begun) * MILLI
        if _is_wrong(judged):
            times[sort].append(took)
            lengths[len(response.lines) if isinstance(response, Working) else 1] += 1
            if isinstance(response, Working) and isinstance(step.key, MathsKey):
                made.extend(_made(step.key, judged))
    said = ", ".join(f"{count} of {length}" for length, count in sorted(lengths.items()) if length > 1)
    return [
        Figure("whole wrong path, bare answers, table at hand", _times(times["bare answers"]), GOAL),
        Figure(f"whole wrong path, lines of working ({said} lines)", _times(times["lines of working"]), GOAL),
        Figure("lines that rules made and held against the wrong one", _counted(made), "2,000 at most"),
        Figure("wrong-answer table of a step", _times(times["tables"]), "p50 5 ms"),
    ]


def _is_wrong(judged: Judged) -> bool:
    return judged.verdict is Verdict.INCORRECT or judged.first_wrong is not None


def _responses(bank: Bank) -> Iterator[tuple[Exercise, ExerciseStep, Response]]:
    """Yield wrong responses to every step with a solution: a number from nowhere, and lines of working."""
    chance = random.Random(SEED)
    for name, item in bank.items.items():
        for _ in range(VARIANTS):
            exercise = bank.open(name, chance.randrange(item.variants))
            for step in exercise.steps:
                if isinstance(step.key, MathsKey) and step.key.maths.solution:
                    yield exercise, step, Answer(text=str(chance.randint(-99, 99)))
                    for _ in range(WORKINGS):
                        lines = _working(step.key.maths.solution, chance)
                        if lines:
                            yield exercise, step, Working(lines=tuple(lines))


def _working(solution: Sequence[Tree], chance: random.Random) -> list[str]:
    """Write a working in which one line goes wrong: it is written twice, from either end, and the solution goes on."""
    place = chance.randrange(len(solution))
    line = line_of(solution[place])
    made = [] if line is None else list(applications(line, shipped()))
    if not made:
        return []
    wrong = chance.choices(made, [one.rule.weight for one in made])[0]
    texts = [to_text(tree) for tree in solution]
    written = to_text(tree_of(wrong.line))
    return [*texts[: place + 1], written, _turned(written), *texts[place + 2 :]][:LINES]


def _turned(written: str) -> str:
    """Write an equation from its other end."""
    left, sign, right = written.partition(" = ")
    return f"{right} = {left}" if sign and " or " not in written and "=" not in right else written


def _made(key: MathsKey, judged: Judged) -> Iterator[float]:
    """Count the lines that are made where a wrong line is searched for."""
    wrong = wrong_step(key, judged)
    if wrong is not None:
        before, after = line_of(wrong.before), line_of(wrong.after)
        if before is not None and after is not None:
            yield search(before, target(after, before), shipped(), None).made


def _counted(counts: Sequence[float]) -> str:
    return f"p50 {quantile(counts, 0.5):.0f}, p99 {quantile(counts, 0.99):.0f}, max {max(counts):.0f} ({len(counts)})"


def _times(times: Sequence[float]) -> str:
    """Say how long it took."""
    said = f"p50 {quantile(times, 0.5):.2f}, p99 {quantile(times, 0.99):.1f}, max {max(times):.1f} ms"
    return f"{said} ({len(times)})"
