"""
What the guards catch, what they refuse wrongly, and what they cost.

Generated texts are labelled by the script that writes them, on a seed that nobody
looked at while the guards were written. Tutors' replies with people's labels come
from evaluation data; dialogues are parted by hash into a half that was read and
another, of which a few false alarms were seen on the way and no reveal.
"""

import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from hints.evaluation.disguises import Disguised, disguised
from hints.evaluation.falsehoods import claimed
from hints.guards.claims import said
from hints.guards.guard import GuardContext, RefusalCode, refusals
from hints.guards.keyed import answers_of
from hints.guards.leak import leaks
from hints.guards.truth import lettered
from tests.bench.figure import Figure, quantile, share

DATA: Final = Path(os.environ.get("MISSTEP_DATA", Path(__file__).parents[2] / "../shared/data"))
REPLIES: Final = DATA / "hint_leaks" / "mrbench_third.jsonl"
SEED: Final = 20261201
"""Reported only; the guards were written by the seeds 1 to 3."""
EACH: Final = 60
ROUNDS: Final = 3


def measure() -> list[Figure]:
    """
    Score generated texts and labelled replies, and time the whole of the guards on both.
    """
    disguises, claims = list(disguised(SEED, EACH)), list(claimed(SEED, EACH))
    figures = [*_scores("disguised leaks", disguises, _has_leak, lambda one: one.leaks)]
    figures += _scores("false claims", claims, _has_false_claim, lambda one: one.false_claims > 0)
    figures += _replies()
    figures += _cost("generated texts", [(one.hint, _context(one)) for one in (*disguises[::4], *claims[::4])])
    return figures


def _scores(
    name: str, texts: Sequence[Disguised], finds: Callable[[Disguised], bool], is_so: Callable[[Disguised], bool]
) -> Iterator[Figure]:
    """Say recall and false alarms, and which families do worst."""
    so, other = [one for one in texts if is_so(one)], [one for one in texts if not is_so(one)]
    missed = Counter(one.family for one in so if not finds(one))
    alarms = Counter(one.family for one in other if finds(one))
    families = len({one.family for one in texts})
    yield Figure(
        f"{name}: caught", f"{share(len(so) - missed.total(), len(so))} in {families} families{_most(missed)}", "all"
    )
    yield Figure(f"{name}: harmless twins refused", f"{share(alarms.total(), len(other))}{_most(alarms)}", "≤ 3 %")


def _most(counts: Counter[str]) -> str:
    return "".join(f"; {name} {count}" for name, count in counts.most_common(4))


def _context(one: Disguised) -> GuardContext:
    given = (one.problem,)
    return GuardContext(answers=answers_of(one.key, given, one.language), given=given, language=one.language)


def _has_leak(one: Disguised) -> bool:
    context = _context(one)
    return any(leaks(one.hint, answer, given=context.given, language=one.language) for answer in context.answers)


def _has_false_claim(one: Disguised) -> bool:
    context = _context(one)
    known = lettered(context.answers, context.given, one.language)
    return any(claim.truth == "false" for claim in said(one.hint, known, given=context.given, language=one.language))


def _replies() -> list[Figure]:
    """Score tutors' replies that people labelled."""
    if not REPLIES.exists():
        return [Figure("labelled replies", "evaluation data is absent (MISSTEP_DATA)")]
    rows = [json.loads(line) for line in REPLIES.read_text(encoding="utf-8").splitlines()]
    figures: list[Figure] = []
    for name, half in (("that was read", 0), ("not read", 1)):
        own = [row for row in rows if _half(row["dialog"]) == half]
        found = [
            (
                row["reveals"],
                any(leaks(row["hint"], answer, given=(row["history"],)) for answer in answers_of(row["key"], ())),
            )
            for row in own
        ]
        reveals = [leak for label, leak in found if label == "yes-correct"]
        innocent = [leak for label, leak in found if label == "no"]
        figures += [
            Figure(f"labelled replies, the half {name}: reveals caught", share(sum(reveals), len(reveals)), "all"),
            Figure(f"labelled replies, the half {name}: others refused", share(sum(innocent), len(innocent)), "≤ 3 %"),
        ]
    contexts = [
        (row["hint"], GuardContext(answers=answers_of(row["key"], ()), given=(row["history"],))) for row in rows
    ]
    codes = Counter(code for text, context in contexts for code in {one.code for one in refusals(text, (), context)})
    claims = codes[RefusalCode.FALSE_CLAIM]
    return [
        *figures,
        Figure("labelled replies: a false claim is said to be there", share(claims, len(rows))),
        *_cost("labelled replies, dialogue and all", contexts),
    ]


def _half(dialog: object) -> int:
    return hashlib.sha256(str(dialog).encode()).digest()[0] % 2


def _cost(name: str, cases: Sequence[tuple[str, GuardContext]]) -> Iterator[Figure]:
    """Time all guards on each text, CPU milliseconds; the first round reads everything, later ones come again."""
    for what, rounds in (("at first", 1), ("again", ROUNDS)):
        taken: list[float] = []
        for _ in range(rounds):
            for text, context in cases:
                began = time.process_time_ns()
                list(refusals(text, (), context))
                taken.append((time.process_time_ns() - began) / 1e6)
        yield Figure(
            f"all guards, {name}, {what}",
            f"p50 {quantile(taken, 0.5):.2f} ms, p99 {quantile(taken, 0.99):.2f} ms, max {max(taken):.1f} ms of CPU",
        )
