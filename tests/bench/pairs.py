"""
Pairs: two expressions and whether they are the same, put to us and to every peer in one run.

From KAS's and mathsteps' cases whose two sides read as pure expressions, and
from near misses labelled by the oracle. Each engine gets both sides in its own
language: ours as written, KAS its own cases as written and the others printed
from our tree, sympy and Math-Verify printed from our tree.
"""

import random
from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeGuard

import msgspec

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.tree import (
    EmptySet,
    Junction,
    Listing,
    Matrix,
    PlusMinus,
    Reals,
    Relation,
    Setwise,
    Tree,
    walk,
)
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import ExpressionAnswer, NumberAnswer
from tests.bench.cases import AGREES, Case, Judged, Option, Outcome, Ready, run
from tests.bench.identities import draw_identity
from tests.bench.near_misses import draw_near_misses
from tests.bench.oracle import difference
from tests.bench.peers.client import Peer, PeerName
from tests.bench.peers.printing import printed
from tests.bench.vectors import folder, load

__all__ = ["Pair", "ask_peer", "ask_us", "pairs", "sample"]

NEAR_MISSES: Final = 400
SEED: Final = "pairs"
NOT_EXPRESSIONS: Final = (Relation, Junction, Listing, Matrix, PlusMinus, Setwise, EmptySet, Reals)
FILES: Final = ("kas_compare", "mathsteps")


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """One pair, ready for us, with its trees for the peers."""

    ready: Ready
    left: Tree
    right: Tree
    native: tuple[str, str] | None = None
    functions: tuple[str, ...] = ()

    @property
    def case(self) -> Case:
        """The case as labelled."""
        return self.ready.case


def pairs() -> list[Pair]:
    """
    Return all pairs, the peers' own first; only near misses where evaluation data is absent.
    """
    files = FILES if folder().exists() else ()
    return [*(pair for file in files for pair in _of_file(file)), *_near_misses()]


def ask_us(pair: Pair) -> tuple[Outcome, int]:
    """
    Check against the compiled key: the outcome, and nanoseconds of CPU.
    """
    return run(pair.ready)


def ask_peer(peer: Peer, pair: Pair) -> tuple[Outcome, int] | None:
    """
    Ask a peer; None where its language cannot say one of the sides.
    """
    texts = pair.native if peer.name == "KAS" and pair.native else _printed(pair, peer.name)
    if texts is None:
        return None
    reply = peer.ask(*texts, functions=pair.functions)
    said = {"same": Outcome.ACCEPTED, "different": Outcome.REFUSED}
    return said.get(reply.verdict, Outcome.UNDECIDED), reply.ns


def _printed(pair: Pair, peer: PeerName) -> tuple[str, str] | None:
    left, right = printed(pair.left, peer), printed(pair.right, peer)
    return None if left is None or right is None else (left, right)


def _of_file(file: str) -> Iterator[Pair]:
    for _, case in load(file):
        if case is None or not isinstance(case.asked, Judged):
            continue
        answer = case.asked.options[0].answer
        if not isinstance(answer, ExpressionAnswer | NumberAnswer):
            continue
        context = Context(functions=answer.functions)
        left, right = read(answer.value, context), read(case.asked.response, context, case.asked.written)
        if _pure(left) and _pure(right):
            native = (answer.value, case.asked.response) if file.startswith("kas") else None
            yield Pair(ready=Ready.of(case), left=left, right=right, native=native, functions=answer.functions)


def _pure(tree: Tree | Unreadable) -> TypeGuard[Tree]:
    """Say whether a text was read, and as an expression."""
    return not isinstance(tree, Unreadable) and not any(isinstance(node, NOT_EXPRESSIONS) for node in walk(tree))


def _near_misses() -> Iterator[Pair]:
    """Draw labelled near misses, a few of each identity."""
    draw, given = random.Random(SEED), 0
    while given < NEAR_MISSES:
        family, left, right = draw_identity(draw)
        for miss in list(draw_near_misses(family, left, right, draw))[:4]:
            label: Literal["same", "different", "unknown"] = difference(miss.right, miss.wrong, miss.response)
            if label == "unknown" or given == NEAR_MISSES:
                continue
            asked = Judged(options=(Option(ExpressionAnswer(value=miss.key)),), response=miss.response)
            case = Case(file="near_misses", row=given, asked=asked, agrees=AGREES["1" if label == "same" else "0"])
            given += 1
            yield Pair(ready=Ready.of(case), left=miss.right, right=miss.wrong)


def sample(among: Sequence[Pair], many: int) -> list[Pair]:
    """
    Draw pairs to time in rounds, the same ones each time.
    """
    return random.Random(SEED).sample(list(among), min(many, len(among)))
