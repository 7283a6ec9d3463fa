"""
Truth: whether a relation between two trees holds, as far as it can be told.

Numbers are worked out exactly. With letters, an equation is true where both sides
are the same, or where what the exercise makes the letters worth makes it true,
and false where neither. Of letters that nothing ties it has to hold for all
numbers; what is left is open.
"""

import itertools
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal, TypeAlias

import msgspec

from hints.guards.said import pieces
from item_bank.algebra.compare import compare
from item_bank.algebra.exact import holds, value
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.residue import Points
from item_bank.algebra.sameness import Sameness
from item_bank.algebra.tree import Junction, Listing, Name, Operator, Relation, Tree, names
from item_bank.answers.answer import Answer, MathsAnswer
from item_bank.answers.key import KeyFault, MathsKey, compile_key

__all__ = ["Lettered", "Truth", "lettered", "truth"]

Truth: TypeAlias = Literal["true", "false", "open"]
Worth: TypeAlias = tuple[tuple[str, Fraction], ...]
"""What letters are worth in one solution, sorted by letter."""

POINTS: Final = Points(b"guards", "claims")
"""Hints are written by authors and models, not by whom they are kept from: the points need not be secret."""
MAX_SOLUTIONS: Final = 8
NEAR: Final = Fraction(1, 20)
"""How far, as a share, two numbers may be apart that are said to be about the same."""


class Lettered(msgspec.Struct, frozen=True, kw_only=True):
    """
    What the letters of an exercise stand for.

    `solutions` are what they are worth; `tied` are those that an equation of the
    exercise ties: what is said of others is said of all numbers.
    """

    solutions: tuple[Worth, ...] = ()
    tied: frozenset[str] = frozenset()


NO_LETTERS: Final = Lettered()


def truth(tree: Relation, known: Lettered = NO_LETTERS, *, about: bool = False) -> Truth:
    """
    Say whether a relation holds.

    Parameters
    ----------
    tree
        An equation or inequality, perhaps a chain: the worst of its parts counts.
    known
        What its letters stand for.
    about
        Whether equal is said to mean nearly equal.
    """
    parts = [
        _pair(left, sign, right, known, about=about)
        for sign, (left, right) in zip(tree.operators, itertools.pairwise(tree.operands), strict=False)
    ]
    return "false" if "false" in parts else "open" if "open" in parts else "true"


def _pair(left: Tree, sign: Operator, right: Tree, known: Lettered, *, about: bool) -> Truth:
    first, second = value(left), value(right)
    if isinstance(first, Fraction) and isinstance(second, Fraction):
        if about and sign == "=":
            return "true" if abs(first - second) <= NEAR * max(abs(first), abs(second)) else "false"
        return _of(holds(Relation((left, right), (sign,))))
    letters = {*names(left), *names(right)}
    fitting = [dict(worth) for worth in known.solutions if letters <= {name for name, _ in worth}]
    found = {_of(holds(Relation((left, right), (sign,)), worth)) for worth in fitting} if letters else set()
    if "true" in found:
        return "true"
    # of letters that nothing ties, an equation is meant as an identity where both sides have them
    identity = not letters & known.tied and set(names(left)) == set(names(right))
    same = _compared(left, sign, right, always=identity)
    return same if same != "open" else "false" if found == {"false"} else "open"


def _of(held: object) -> Truth:
    return "true" if held is True else "false" if held is False else "open"


def _compared(left: Tree, sign: Operator, right: Tree, *, always: bool) -> Truth:
    """
    Compare two sides as expressions: an identity is true.

    What is none is false where it is said of all numbers: of letters that nothing ties. A letter by itself may be a
    name for the other side.
    """
    if sign not in {"=", "!="}:
        return "open"
    found = compare(left, right, POINTS).sameness
    if found is Sameness.SAME:
        return "true" if sign == "=" else "false"
    named = isinstance(bare(left), Name) or isinstance(bare(right), Name)
    if found is Sameness.DIFFERENT and always and not named:
        return "false" if sign == "=" else "true"
    return "open"


@lru_cache(maxsize=256)
def lettered(answers: tuple[Answer, ...], given: tuple[str, ...], language: str = "en") -> Lettered:
    """
    Return what the letters of an exercise stand for, as its answers and its equations say.

    A key that is an equation for a letter says its worth; a number says it of
    the one letter of an equation that it solves.
    """
    found: dict[Worth, None] = {}
    trees = [piece.tree for text in given for piece in pieces(text, language) if piece.tree is not None]
    tied = {name for tree in trees if isinstance(tree, Relation) for name in names(tree)}
    for answer in answers:
        tree = _tree(answer) if isinstance(answer, MathsAnswer) else None
        if tree is None or len(found) >= MAX_SOLUTIONS:
            continue
        tied |= set(names(tree)) if isinstance(tree, Relation | Junction | Listing) else set()
        found |= dict.fromkeys(_solutions(tree))
        number = value(tree)
        if isinstance(number, Fraction):
            found |= {((letter, number),): None for letter in _solved_by(number, trees)}
    return Lettered(solutions=tuple(found), tied=frozenset(tied))


def _tree(answer: MathsAnswer) -> Tree | None:
    key = compile_key(answer, unknowns=(), solution=(), secret=b"guards", subject="")
    return key.maths.tree if isinstance(key, MathsKey) and not isinstance(key, KeyFault) else None


def _solutions(tree: Tree) -> list[Worth]:
    """Read `x = 5`, `x = 2 or x = 3`, `x = 1 and y = 2` as what letters are worth."""
    match tree:
        case Relation(operands=(left, right), operators=("=",)):
            pairs = [_assigned(left, right), _assigned(right, left)]
            return [(pair,) for pair in pairs if pair is not None]
        case Junction(word="or", parts=parts):
            return [worth for part in parts for worth in _solutions(part)]
        case Junction(parts=parts) | Listing(items=parts):
            together = [worth for part in parts for worth in _solutions(part)]
            merged = dict(itertools.chain.from_iterable(together))
            return [tuple(sorted(merged.items()))] if len(merged) == len(together) > 1 else together
        case _:
            return []


def _assigned(left: Tree, right: Tree) -> tuple[str, Fraction] | None:
    name, number = bare(left), value(right)
    return (name.name, number) if isinstance(name, Name) and isinstance(number, Fraction) else None


def _solved_by(number: Fraction, trees: Sequence[Tree]) -> list[str]:
    """Find the letters of given equations that a number solves."""
    letters: dict[str, None] = {}
    for tree in trees:
        free = names(tree)
        if isinstance(tree, Relation) and len(free) == 1 and holds(tree, {free[0]: number}) is True:
            letters[free[0]] = None
    return list(letters)
