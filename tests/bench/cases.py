"""
Cases: what a benchmark of the answer engine asks, and how an outcome is counted.

A case is judged against answers in order, followed as two lines of working, or
read and held to another reading. It names the outcomes that agree with its
label. Where cases come from is `vectors`' and `near_misses`'.
"""

import enum
import itertools
import time
from collections.abc import Sequence
from typing import Final, Literal, TypeAlias, assert_never

import msgspec

from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.context import Context, Format
from item_bank.algebra.reading import read
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import Domain, Setting
from item_bank.algebra.tree import Relation, Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.algebra.working.lines import relation
from item_bank.answers.answer import Answer
from item_bank.answers.judge import judge
from item_bank.answers.key import Declared, Key, KeyFault, compile_key
from item_bank.answers.response import Final as FinalAnswer
from item_bank.answers.verdict import Verdict

__all__ = [
    "AGREES",
    "Case",
    "Followed",
    "Judged",
    "Meant",
    "Option",
    "Outcome",
    "Read",
    "Ready",
    "Refused",
    "run",
    "same_reading",
]

POINTS: Final = Points(secret=b"p" * 32, subject="bench")


class Outcome(enum.StrEnum):
    """What became of a case."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    DECLINED = "declined"
    """Could not be read as what was asked for, and is said to be so."""
    UNDECIDED = "undecided"
    FAULTY = "faulty"
    """The key itself was refused."""


AGREES: Final = {
    "1": frozenset({Outcome.ACCEPTED}),
    "0": frozenset({Outcome.REFUSED, Outcome.DECLINED}),
    "error": frozenset({Outcome.DECLINED}),
}
"""Outcomes that agree with a peer's label; to give no credit and to say what cannot be read is a refusal too."""

VERDICTS: Final = {
    Verdict.CORRECT: Outcome.ACCEPTED,
    Verdict.INCORRECT: Outcome.REFUSED,
    Verdict.WRONG_FORM: Outcome.REFUSED,
    Verdict.NO_PROGRESS: Outcome.REFUSED,
    Verdict.INVALID: Outcome.DECLINED,
    Verdict.ASKED: Outcome.DECLINED,
    Verdict.UNKNOWN: Outcome.UNDECIDED,
}
Meant: TypeAlias = Literal["correct", "wrong", "ungraded"]


class Option(msgspec.Struct, frozen=True):
    """One of an item's answers, and what a response that equals it is considered to be."""

    answer: Answer
    considered: Meant = "correct"


class Judged(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A response judged against the first of these answers that it equals."""

    options: tuple[Option, ...]
    response: str
    written: Format = "text"
    locale: str = "en"
    declared: Declared = Declared()


class Followed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Lines of working: accepted where each says the same as the one before, for what letters stand for."""

    lines: tuple[str, ...]
    domain: Domain = "real"


class Read(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A text that has to read as the same expression as another one; without `same` it has to be read at all."""

    text: str
    same: str | None = None
    written: Format = "text"
    context: Context = Context()


class Refused(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A text that can be no answer at all: it cannot be read, or is no right answer to itself as key."""

    text: str
    context: Context
    own: Answer


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One case with its place, the outcomes that agree, and the pair of texts that peers are given."""

    file: str
    row: int
    asked: Judged | Followed | Read | Refused
    agrees: frozenset[Outcome]


class Ready(msgspec.Struct, frozen=True):
    """A case with its keys compiled, so that a check alone is timed."""

    case: Case
    keys: tuple[Key | KeyFault, ...] = ()

    @classmethod
    def of(cls, case: Case) -> "Ready":
        """
        Compile the keys of a case.
        """
        if not isinstance(case.asked, Judged):
            return cls(case)
        declared = case.asked.declared
        subject = f"{case.file} {case.row}"  # as each item has its own
        return cls(case, tuple(_compiled(option.answer, declared, subject) for option in case.asked.options))


def _compiled(answer: Answer, declared: Declared, subject: str = "bench") -> Key | KeyFault:
    """Make an answer ready, with points that are the same in each run."""
    return compile_key(answer, unknowns=(), solution=(), secret=b"p" * 32, subject=subject, declared=declared)


def run(ready: Ready) -> tuple[Outcome, int]:
    """
    Give the outcome of a case and the nanoseconds of CPU of its check.
    """
    began = time.thread_time_ns()
    match ready.case.asked:
        case Judged() as asked:
            outcome = _judged(asked, ready.keys)
        case Followed(lines=lines, domain=domain):
            outcome = _followed(lines, Setting(domain=domain))
        case Read() as asked:
            outcome = _read(asked)
        case Refused() as asked:
            outcome = _as_its_own_key(asked)
        case _:
            assert_never(ready.case.asked)
    return outcome, time.thread_time_ns() - began


def _judged(asked: Judged, keys: Sequence[Key | KeyFault]) -> Outcome:
    """Judge against each answer until one is met; a refusal by any of them outweighs what could not be read."""
    outcomes: set[Outcome] = set()
    for option, key in zip(asked.options, keys, strict=True):
        if isinstance(key, KeyFault):
            return Outcome.FAULTY
        verdict = judge(key, FinalAnswer(text=asked.response, format=asked.written), locale=asked.locale).verdict
        if verdict is Verdict.CORRECT:
            met = {"correct": Outcome.ACCEPTED, "wrong": Outcome.REFUSED, "ungraded": Outcome.DECLINED}
            return met[option.considered]
        outcomes.add(VERDICTS[verdict])
    for outcome in (Outcome.UNDECIDED, Outcome.REFUSED):
        if outcome in outcomes:
            return outcome
    return Outcome.DECLINED


def _followed(lines: tuple[str, ...], setting: Setting) -> Outcome:
    """Say whether all lines say the same."""
    found_trees = [read(line, Context()) for line in lines]
    trees = [tree for tree in found_trees if not isinstance(tree, Unreadable)]
    if len(trees) < len(found_trees):
        return Outcome.DECLINED
    found = {relation(before, after, POINTS, setting).relation for before, after in itertools.pairwise(trees)}
    if found == {"same"}:
        return Outcome.ACCEPTED
    return Outcome.UNDECIDED if found <= {"same", "undecided"} else Outcome.REFUSED


def _read(asked: Read) -> Outcome:
    """Read a text, and hold it to the other one."""
    tree = read(asked.text, asked.context, asked.written)
    if isinstance(tree, Unreadable):
        return Outcome.DECLINED
    if asked.same is None:
        return Outcome.ACCEPTED
    other = read(asked.same, asked.context)
    if isinstance(other, Unreadable):
        return Outcome.FAULTY
    return same_reading(tree, other)


def _as_its_own_key(asked: Refused) -> Outcome:
    """Say whether a text is refused as an answer."""
    if isinstance(read(asked.text, asked.context), Unreadable):
        return Outcome.REFUSED
    key = _compiled(asked.own, Declared(names=asked.context.names))
    if isinstance(key, KeyFault):
        return Outcome.REFUSED
    met = judge(key, FinalAnswer(text=asked.text)).verdict is Verdict.CORRECT
    return Outcome.ACCEPTED if met else Outcome.REFUSED


def same_reading(left: Tree, right: Tree) -> Outcome:
    """
    Say whether two trees mean the same: the same operators between expressions that are identical.
    """
    if isinstance(left, Relation) and isinstance(right, Relation):
        if left.operators != right.operators:
            return Outcome.REFUSED
        parts = {
            same_reading(first, second) for first, second in zip(left.operands, right.operands, strict=True)
        }  # operators of equal number stand between operands of equal number
        return next((outcome for outcome in (Outcome.REFUSED, Outcome.UNDECIDED) if outcome in parts), Outcome.ACCEPTED)
    if bare(left) == bare(right):
        return Outcome.ACCEPTED
    sameness = compare(left, right, POINTS).sameness
    return {Sameness.SAME: Outcome.ACCEPTED, Sameness.UNDECIDED: Outcome.UNDECIDED}.get(sameness, Outcome.REFUSED)
