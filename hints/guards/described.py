"""
Described: numbers that a text tells without writing them.

Chains of operations ("double 4, then subtract 3"), neighbours ("between 4 and 6"),
riddles ("the even prime"). Each comes with the numbers that it was told by, so that
the leak guard can tell a recipe out of the exercise's own numbers from a disguise.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import msgspec

from hints.guards.plain import plain
from hints.guards.said import unmarked
from hints.guards.words import any_of, words
from item_bank.algebra.context import Context
from item_bank.algebra.exact import value
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable

__all__ = ["Described", "described"]

Way: TypeAlias = Literal["chain", "between", "riddle"]

NUMBER: Final = r"\(?-?\d{1,9}(?:\.\d{1,9})?(?:\s*[-+*/^]\s*\d{1,9}(?:\.\d{1,9})?)?\)?"
MAX_STEPS: Final = 8
"""Operations of one chain; nobody follows more in their head."""
MAX_SIZE: Final = 10**12
"""Numbers of a chain beyond this are no answer at school, and squaring could go on for ever."""

_FILLER: Final = r"(?: (?:then|also|again|dann|noch|wieder|luego|después|también|otra vez))?"
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_LITERAL: Final = re.compile(r"\d+(?:\.\d+)?")
_APPLY: Final[Mapping[str, Callable[[Fraction, Fraction], Fraction | None]]] = MappingProxyType(
    {
        "pair_add": lambda first, second: first + second,
        "pair_subtract": lambda first, second: first - second,
        "pair_subtract_from": lambda first, second: second - first,
        "pair_multiply": lambda first, second: first * second,
        "pair_divide": lambda first, second: first / second if second else None,
        "then_add": lambda so_far, by: so_far + by,
        "then_subtract": lambda so_far, by: so_far - by,
        "then_multiply": lambda so_far, by: so_far * by,
        "then_divide": lambda so_far, by: so_far / by if by else None,
        "then_double": lambda so_far, _: so_far * 2,
        "then_triple": lambda so_far, _: so_far * 3,
        "then_halve": lambda so_far, _: so_far / 2,
        "then_square": lambda so_far, _: so_far * so_far,
    }
)
_STARTS: Final = frozenset({"start", "bare"})
"""What a chain may begin with but an operation: a number to take, or one that merely stands there."""
_NONE: Final = Fraction(0)


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """
    One number that is told.

    `told_by` are the numbers that it is told with, `steps` how many operations
    lead to it; `asked` says that its sentence is a question, `placed` that words
    before it say that something is there.
    """

    way: Way
    worth: Fraction
    told_by: frozenset[Fraction]
    steps: int
    asked: bool
    placed: bool
    text: str


class _Telling(msgspec.Struct, frozen=True, kw_only=True):
    """How one language tells numbers, compiled."""

    starts: tuple[tuple[str, re.Pattern[str]], ...]
    goes_on: tuple[tuple[str, re.Pattern[str]], ...]
    between: tuple[tuple[re.Pattern[str], bool], ...]
    placed: re.Pattern[str]
    riddles: re.Pattern[str]
    """One group a number, named for it."""


@lru_cache(maxsize=256)
def described(text: str, language: str = "en") -> tuple[Described, ...]:
    """
    Return the numbers that a text tells without writing them, in order.
    """
    telling = _telling(language)
    found: list[Described] = []
    for sentence in _SENTENCE.split(unmarked(plain(text, language))):
        asked = sentence.rstrip(" *_)\"'").endswith("?")
        if _LITERAL.search(sentence):
            found += _chains(sentence, telling, asked=asked)
            found += _between(sentence, telling, asked=asked)
        found += [
            Described(
                way="riddle", worth=_riddle(one), told_by=frozenset(), steps=0, asked=asked, placed=True, text=one[0]
            )
            for one in telling.riddles.finditer(sentence)
        ]
    return tuple(found)


def _chains(sentence: str, telling: _Telling, *, asked: bool) -> Iterator[Described]:
    """Yield what each chain of operations comes to."""
    for name, pattern in telling.starts:
        for found in pattern.finditer(sentence):
            numbers = [_number(group) for group in found.groups() if group is not None]
            worth = _applied(name, numbers)
            if worth is None:
                continue
            told_by, steps, at = _literals(found[0]), int(name not in _STARTS) + _inner(found[0]), found.end()
            while steps < MAX_STEPS and (following := _following(sentence, at, telling)) is not None:
                operation, step = following
                by = _number(step[1]) if step.re.groups and step[1] is not None else _NONE
                worth = None if by is None else _APPLY[operation](worth, by)
                if worth is None or abs(worth) > MAX_SIZE or worth.denominator > MAX_SIZE:
                    worth = None
                    break
                told_by |= _literals(step[0])
                steps, at = steps + 1, step.end()
            if worth is not None and steps > (name == "bare"):
                yield Described(
                    way="chain",
                    worth=worth,
                    told_by=told_by,
                    steps=steps,
                    asked=asked,
                    placed=False,
                    text=sentence[found.start() : at],
                )


def _following(sentence: str, at: int, telling: _Telling) -> tuple[str, re.Match[str]] | None:
    return next(((name, found) for name, pattern in telling.goes_on if (found := pattern.match(sentence, at))), None)


def _applied(name: str, numbers: list[Fraction | None]) -> Fraction | None:
    if None in numbers or not numbers:
        return None
    if name in _STARTS:
        return numbers[0]
    first, second = numbers[0], numbers[-1]
    return None if first is None or second is None else _APPLY[name.replace("one_", "then_")](first, second)


def _between(sentence: str, telling: _Telling, *, asked: bool) -> Iterator[Described]:
    """Yield the whole number that alone lies between two others."""
    for pattern, turned in telling.between:
        for found in pattern.finditer(sentence):
            low, high = _number(found[1]), _number(found[2])
            low, high = (high, low) if turned else (low, high)
            if low is None or high is None or high - low != 2 or low.denominator != 1:  # noqa: PLR2004 -- one between them
                continue
            placed = telling.placed.search(sentence[: found.start()]) is not None
            told_by = frozenset({low, high})
            yield Described(
                way="between", worth=low + 1, told_by=told_by, steps=1, asked=asked, placed=placed, text=found[0]
            )


def _number(text: str) -> Fraction | None:
    tree = read(text, Context())
    worth = None if isinstance(tree, Unreadable) else value(tree)
    return worth if isinstance(worth, Fraction) and abs(worth) <= MAX_SIZE else None


def _literals(text: str) -> frozenset[Fraction]:
    return frozenset(map(Fraction, _LITERAL.findall(text)))


def _inner(text: str) -> int:
    """Count the operations inside of a number that was told itself: "(2*4)"."""
    return len(re.findall(r"\d\s*[-+*/^]", text))


@lru_cache(maxsize=8)
def _telling(language: str) -> _Telling:
    lists = words("chains", language)
    link = any_of(lists["link"])
    riddles = [f"(?P<n{number}>{any_of(told)})" for number, told in words("riddles", language).items()]
    return _Telling(
        starts=(
            *((name, _told(entries)) for name, entries in lists.items() if name.startswith(("pair_", "one_"))),
            ("start", _told(lists["start"])),
            ("bare", _told(("N",))),
        ),
        goes_on=tuple(
            (name, _told(entry, before=link))
            for name, entries in lists.items()
            if name.startswith("then_")
            for entry in map(_alone, entries)
        ),
        between=tuple(
            (_told((entry,)), turned)
            for name, turned in (("between", False), ("between_turned", True))
            for entry in lists[name]
        ),
        placed=re.compile(rf"(?<!\w){any_of(lists['placed'])}\b[^.;:]{{0,30}}$", re.IGNORECASE),
        riddles=re.compile(rf"(?<!\w)(?:{'|'.join(riddles)})(?!\w)", re.IGNORECASE),
    )


def _riddle(found: re.Match[str]) -> Fraction:
    return Fraction((found.lastgroup or "n0")[1:])


def _alone(entry: str) -> tuple[str, ...]:
    return (entry,)


def _told(entries: tuple[str, ...], *, before: str = "") -> re.Pattern[str]:
    """Compile ways of telling, with a group for each number; each way has groups of its own."""
    told = any_of(
        [
            re.sub(r"\bN\b", lambda _: f"({NUMBER})", entry.replace(" N", f"{_FILLER} N")).replace(" ", r"\s+")
            for entry in entries
        ]
    )
    return re.compile(rf"{before}(?<![\w.]){told}(?!\w)", re.IGNORECASE)
