"""
Entries: wrong answers of several parts, of which some are right.

Whoever swaps two unknowns, leaves a solution out or gives every root the other sign is
no further from the answer than a single move, and each move is tried on the right parts:
what comes out has to be the answer, part by part. Where no move gives it but some parts
are right, that is all that is said, and nobody is told what they did.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Final, TypeAlias

import msgspec

from hints.misconception.diagnosis import Candidate
from hints.misconception.parts import Parts, Sort, parts_of, solved_parts
from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.exact import value
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.tree import Negate, Tree, names
from item_bank.algebra.working.lines import is_statement
from item_bank.answers.key import Key
from item_bank.answers.kinds.list import ListKey
from item_bank.answers.kinds.matrix import MatrixKey
from item_bank.answers.kinds.set import SetKey
from item_bank.answers.kinds.solutions import SolutionsKey
from item_bank.answers.kinds.system import SystemKey
from item_bank.answers.kinds.tuple import TupleKey
from item_bank.ids import MistakeCode

__all__ = ["ENTRIES", "LEFT_OUT", "SOME_RIGHT", "Move", "explained_answer", "explained_by_entries", "explained_line"]

MOST: Final = 12
"""Parts beyond which no move is looked for."""
POINTS: Final = Points(b"mal-rules", "entries")
"""Known to all: no verdict rests on these."""
CERTAIN: Final = 0.8
LIKELY: Final = 0.6
"""
How probable it is that a move which gives the answer is what happened.

Guarded guesses, below a mistake that was authored (0.9): a root with the other sign may come
from a wrong step before it.
"""
VAGUE: Final = 0.3
"""The same where nothing is known but that some parts are right."""

Same: TypeAlias = Callable[[Tree, Tree], bool]


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """
    One move from right parts to wrong ones.

    `did` is for teachers, in the past tense; what learners are told has the code
    of the move among the messages. `misconception` is the idea behind it, where the
    catalogue has one.
    """

    did: str
    probability: float
    misconception: str | None = None


def _code(name: str) -> MistakeCode:
    return MistakeCode(f"entries/{name}")


SOME_RIGHT: Final = _code("some-right")
LEFT_OUT: Final = _code("left-out")
ENTRIES: Final = MappingProxyType(
    {
        _code("transposed"): Move(did="wrote the rows of a matrix as columns", probability=CERTAIN),
        _code("swapped"): Move(did="swapped two of the values", probability=CERTAIN),
        _code("swapped-coordinates"): Move(
            did="swapped the coordinates of a point", probability=CERTAIN, misconception="M-FN01"
        ),
        _code("reordered"): Move(did="gave the right values in another order", probability=CERTAIN),
        _code("root-without-sign"): Move(did="gave one of two numbers that differ in their sign", probability=CERTAIN),
        _code("zero-left-out"): Move(did="left out the solution zero", probability=CERTAIN, misconception="M-QU03"),
        LEFT_OUT: Move(did="left out one or more of several values", probability=CERTAIN),
        _code("sign-added"): Move(did="gave a number with both signs, of which one is right", probability=CERTAIN),
        _code("one-too-many"): Move(did="gave values beside the right ones", probability=LIKELY),
        _code("all-signs"): Move(did="gave each value the opposite sign", probability=CERTAIN),
        _code("one-sign"): Move(did="gave one of the values the opposite sign", probability=LIKELY),
        SOME_RIGHT: Move(did="got some of the values right and others wrong", probability=VAGUE),
    }
)
"""Every move by its code, those first that say most."""


def explained_by_entries(right: Parts, said: Parts, setting: Setting = STANDARD) -> Candidate | None:
    """
    Explain a wrong answer by its parts.

    Parameters
    ----------
    right, said
        The parts of the answer and of the response.
    setting
        What names stand for.

    Returns
    -------
    Candidate | None
        The move that says most of those that give the answer; it reproduces the
        answer but for `SOME_RIGHT`. None where nothing is right, all is, or the two
        are not of one sort.
    """
    sizes = len(right.values), len(said.values)
    # of a single value nothing is said here: rules and slips are about these
    if max(sizes) > MOST or max(sizes) == 1 or right.ordered is not said.ordered:
        return None

    def same(one: Tree, other: Tree) -> bool:
        first, second = value(one), value(other)
        if isinstance(first, Fraction) and isinstance(second, Fraction):
            return first == second
        return compare(one, other, POINTS, setting).sameness is Sameness.SAME

    found = set(_in_order(right, said, same) if right.ordered else _in_any_order(right.values, said.values, same))
    code = next((code for code in ENTRIES if code in found), None)
    if code is None:
        return None
    move = ENTRIES[code]
    return Candidate(
        code=code,
        description=move.did,
        probability=move.probability,
        reproduces=code != SOME_RIGHT,
        misconception=move.misconception,
    )


def explained_answer(key: Key, answer: Tree) -> Candidate | None:
    """
    Explain a wrong answer of several parts to a step; None where it has none, or nothing is known of them.
    """
    match key:
        case SystemKey(unknowns=unknowns):
            right, said = solved_parts(key.maths.tree, unknowns), parts_of(answer, unknowns)
        case SolutionsKey():
            letters = key.maths.unknowns or names(key.maths.tree)
            right, said = parts_of(key.maths.tree, letters), parts_of(answer, letters)
        case ListKey() | SetKey() | TupleKey() | MatrixKey():
            right, said = parts_of(key.maths.tree), parts_of(answer)
        case _:
            return None
    if right is None or said is None:
        return None
    if isinstance(key, ListKey) or right.ordered is not said.ordered:
        # brackets say little there: what the key goes by counts
        sort: Sort = right.sort if not isinstance(key, ListKey) else "point" if key.answer.ordered else "any"
        right, said = (msgspec.structs.replace(one, sort=sort) for one in (right, said))
    return explained_by_entries(right, said, key.maths.setting)


def explained_line(before: Tree, after: Tree) -> Candidate | None:
    """
    Explain a wrong line of several parts by the line before it; None as for an answer.
    """
    letters = tuple(sorted(names(before))) if is_statement(before) else ()
    said = parts_of(after, letters)
    right = None if said is None else solved_parts(before, letters)
    return None if right is None or said is None else explained_by_entries(right, said)


def _in_order(right: Parts, said: Parts, same: Same) -> Iterator[MistakeCode]:
    """Yield the moves that give parts in order."""
    was, now = right.values, said.values
    if right.columns and said.columns and len(was) == len(now) and right.columns * said.columns == len(was):
        turned = [was[place] for column in range(right.columns) for place in range(column, len(was), right.columns)]
        if right.columns > 1 and said.columns > 1 and _all(turned, now, same):
            yield _code("transposed")
    if len(was) != len(now) or right.columns != said.columns:
        return
    agree = [same(one, other) for one, other in zip(was, now, strict=True)]
    wrong = [place for place, good in enumerate(agree) if not good]
    if not wrong:
        return
    swapped = len(wrong) == 2 and same(was[wrong[0]], now[wrong[1]]) and same(was[wrong[1]], now[wrong[0]])  # noqa: PLR2004 - two change places
    if swapped:
        yield _code("swapped-coordinates" if right.sort == "point" and len(was) == len(wrong) else "swapped")
    elif len(_unmatched(was, now, same)) == 0:
        yield _code("reordered")
    if all(same(Negate(was[place]), now[place]) for place in wrong):
        yield _code("one-sign" if len(wrong) == 1 else "all-signs" if len(wrong) == len(was) else "some-right")
    if any(agree):
        yield SOME_RIGHT


def _in_any_order(was: Sequence[Tree], now: Sequence[Tree], same: Same) -> Iterator[MistakeCode]:
    """Yield the moves that give parts in any order, repetition aside."""
    lost, gained = _unmatched(was, now, same), _unmatched(now, was, same)
    kept = [one for one in was if one not in lost]
    if lost and not gained and kept:
        if all(any(same(Negate(one), other) for other in kept) for one in lost):
            yield _code("root-without-sign")
        if len(lost) == 1 and value(lost[0]) == 0:
            yield _code("zero-left-out")
        yield LEFT_OUT
    if gained and not lost:
        if all(any(same(Negate(one), other) for other in was) for one in gained):
            yield _code("sign-added")
        yield _code("one-too-many")
    if lost and gained and len(lost) == len(gained) and not _unmatched([Negate(one) for one in lost], gained, same):
        yield _code("one-sign" if len(lost) == 1 and len(was) > 1 else "all-signs")
    if lost and gained and kept:
        yield SOME_RIGHT


def _unmatched(these: Sequence[Tree], those: Sequence[Tree], same: Same) -> list[Tree]:
    """Return what of the first is none of the second."""
    return [one for one in these if not any(same(one, other) for other in those)]


def _all(these: Sequence[Tree], those: Sequence[Tree], same: Same) -> bool:
    return all(same(one, other) for one, other in zip(these, those, strict=True))
