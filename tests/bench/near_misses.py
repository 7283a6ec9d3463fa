"""
Near misses: 100,000 wrong answers, one slip from a right one, over identities of six families.

The key is one side of an identity, the response the other with one slip. What
is right is said by 60-digit evaluation that shares no code with the engine
(`oracle`); the slips that change nothing are found by it too. The unspoilt
other sides are judged as well: who refuses everything accepts nothing false.
"""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Final

import msgspec

from item_bank.algebra.context import Context
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import ExpressionAnswer
from item_bank.answers.judge import judge
from item_bank.answers.key import Key, KeyFault, compile_key
from item_bank.answers.response import Final as FinalAnswer
from item_bank.answers.verdict import Judged, Verdict
from tests.bench.edits import one_edit
from tests.bench.figure import Figure
from tests.bench.identities import POLYNOMIAL, draw_identity
from tests.bench.oracle import difference

__all__ = ["NearMiss", "Tally", "draw_near_misses", "measure", "tallied"]

MANY: Final = 100_000
PER_KEY: Final = 20
SEED: Final = "near misses"
DECIDED: Final = frozenset({Verdict.CORRECT, Verdict.INCORRECT})
SHOWN: Final = 5


class NearMiss(msgspec.Struct, frozen=True):
    """A key, a response with a slip, their trees, and the family of the identity."""

    family: str
    key: str
    response: str
    right: Tree
    wrong: Tree


class Tally(msgspec.Struct):
    """What came out; `shown` are some false accepts and false rejects, as key and response."""

    drawn: int = 0
    outside: int = 0
    decided: int = 0
    different: int = 0
    false_accepts: int = 0
    same: int = 0
    only_positive: int = 0
    false_rejects: int = 0
    unknown: int = 0
    controls: int = 0
    controls_accepted: int = 0
    families: Counter[str] = msgspec.field(default_factory=Counter)
    undecided: Counter[str] = msgspec.field(default_factory=Counter)
    shown: list[str] = msgspec.field(default_factory=list)


def measure() -> list[Figure]:
    """
    Judge all near misses and print false accepts and the share decided.
    """
    tally = tallied(MANY, SEED)
    return [
        Figure(
            "near misses", f"{tally.drawn:,}, {100 * tally.outside / tally.drawn:.1f} % outside polynomials", "≥ 30 %"
        ),
        Figure(
            "false accepts",
            f"{tally.false_accepts} of {tally.different:,} that differ; {'; '.join(tally.shown)}".rstrip("; "),
            "0",
        ),
        Figure("decided", f"{100 * tally.decided / tally.drawn:.2f} %", "≥ 98 %"),
        Figure(
            "slips that change nothing where both sides have values",
            f"{tally.same:,}: refused {tally.false_rejects}, held for positive values alone {tally.only_positive}",
            "0 refused",
        ),
        Figure("not labelled by the oracle", f"{tally.unknown:,}"),
        Figure(
            "the unspoilt other sides",
            f"{100 * tally.controls_accepted / tally.controls:.2f} % of {tally.controls:,} accepted",
            "100 %",
        ),
        *(
            Figure(f"undecided in {family}", f"{tally.undecided[family]:,} of {count:,}")
            for family, count in sorted(tally.families.items())
        ),
    ]


def tallied(many: int, seed: str) -> Tally:
    """
    Draw so many near misses, judge and label each.
    """
    tally, draw = Tally(), random.Random(seed)
    while tally.drawn < many:
        family, left, right = draw_identity(draw)
        key = _compiled(left, seed)
        tally.controls += 1
        verdict = judge(key, FinalAnswer(text=right)).verdict
        tally.controls_accepted += verdict is Verdict.CORRECT
        if verdict is not Verdict.CORRECT and len(tally.shown) < SHOWN:
            tally.shown.append(f"control {left} | {right} {verdict}")
        for miss in draw_near_misses(family, left, right, draw):
            _count(tally, miss, judge(key, FinalAnswer(text=miss.response)))
            if tally.drawn == many:
                break
    return tally


def draw_near_misses(family: str, left: str, right: str, draw: random.Random) -> Iterator[NearMiss]:
    """
    Yield different texts one slip from the right side of an identity.
    """
    key, tree = read(left, Context()), read(right, Context())
    if isinstance(key, Unreadable) or isinstance(tree, Unreadable):
        raise TypeError(left, right)
    seen: set[str] = set()
    for _ in range(PER_KEY):
        edited = one_edit(tree, draw)
        text = "" if edited is None else to_text(edited)
        # what is judged and labelled is what is read back
        again = read(text, Context())
        if text and text not in seen and not isinstance(again, Unreadable):
            seen.add(text)
            yield NearMiss(family, left, text, key, again)


def _compiled(value: str, seed: str) -> Key:
    """Make an expression's key ready."""
    key = compile_key(ExpressionAnswer(value=value), unknowns=(), solution=(), secret=seed.encode(), subject="near")
    if isinstance(key, KeyFault):
        raise TypeError(value, key)
    return key


def _count(tally: Tally, miss: NearMiss, judged: Judged) -> None:
    """Add one judgement to the tally; to say that two are the same for positive values alone is no false reject."""
    verdict = judged.verdict
    tally.drawn += 1
    tally.outside += miss.family != POLYNOMIAL
    tally.families[miss.family] += 1
    tally.decided += verdict in DECIDED
    tally.undecided[miss.family] += verdict not in DECIDED
    match difference(miss.right, miss.wrong, miss.response):
        case "different":
            tally.different += 1
            if verdict is Verdict.CORRECT:
                tally.false_accepts += 1
                if len(tally.shown) < SHOWN:
                    tally.shown.append(f"{miss.key} | {miss.response}")
        case "same":
            tally.same += 1
            if judged.reason == "only_positive":
                tally.only_positive += 1
            elif verdict is Verdict.INCORRECT:
                tally.false_rejects += 1
                if len(tally.shown) < SHOWN:
                    tally.shown.append(f"refused {miss.key} | {miss.response}")
        case "unknown":
            tally.unknown += 1
