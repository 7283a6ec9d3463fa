"""
Draws: which values an item's parameters take together.

Ranks count the combinations of all domains, the last parameter turning
fastest. The valid ones, in which everything is defined and every condition
holds, are listed once when a bank is built; a variant is a place in that list,
so opening one decodes a rank and never tries and rejects.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

import msgspec

from item_bank.algebra.unreadable import Unreadable
from item_bank.domain import Domain, Exact, Words, exact, numbers, size
from item_bank.finding import quoted
from item_bank.formula import Formula, Undefined, read_formula
from item_bank.template import ItemTemplate

__all__ = [
    "MAX_SPACE",
    "SAMPLE",
    "Axis",
    "BadFormula",
    "Draw",
    "Ranks",
    "Space",
    "UndefinedDraw",
    "number_names",
    "pack",
    "ranks",
    "space",
]

SAMPLE: Final = 5_000
"""Spaces up to this size are listed whole; of a larger one, so many combinations are tried."""

MAX_SPACE: Final = 2**62
"""Combinations beyond which a space is refused: a rank has to fit into 8 bytes."""


class Draw(msgspec.Struct, frozen=True, kw_only=True):
    """The values of one draw: `numbers` with the derived ones, `words` for texts alone."""

    numbers: dict[str, Exact]
    words: dict[str, str]


class Ranks(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    The valid ranks of an item, ascending, `width` bytes each.

    With a width of 0 every rank below `count` is valid and none is stored.
    """

    count: int
    width: int = 0
    data: bytes = b""

    def at(self, index: int) -> int:
        """
        Return the rank of a variant.

        Raises
        ------
        IndexError
            If the item has no such variant.
        """
        if not 0 <= index < self.count:
            message = f"variant {index} of {self.count}"
            raise IndexError(message)
        start = index * self.width
        return int.from_bytes(self.data[start : start + self.width], "big") if self.width else index


class BadFormula(msgspec.Struct, frozen=True, kw_only=True):
    """A formula under `derive` or `where` that cannot be used: its name, or its place counted from 0."""

    at: str | int
    problem: Unreadable


class UndefinedDraw(msgspec.Struct, frozen=True, kw_only=True):
    """A draw in which a derived value or a condition has no value."""

    at: str | int
    numbers: dict[str, Exact]
    sentence: str


class Axis(NamedTuple):
    """One parameter: its numbers or its words, how many, and how far apart in rank two neighbours are."""

    name: str
    values: Sequence[Exact] | None
    words: Sequence[str]
    size: int
    stride: int


class Space:
    """
    All combinations of an item's parameters, and how a rank becomes a draw.

    Built once for an item by `space`; decoding is then a few divisions.
    """

    def __init__(
        self, params: dict[str, Domain], derive: Sequence[tuple[str, Formula]], where: Sequence[Formula]
    ) -> None:
        self.axes: list[Axis] = []
        self.derive = derive
        self.where = where
        self.size = 1
        for name, domain in reversed(params.items()):
            words = domain.values if isinstance(domain, Words) else ()
            values = None if isinstance(domain, Words) else numbers(domain)
            self.axes.insert(0, Axis(name, values, words, size(domain), self.size))
            self.size *= size(domain)

    def draw(self, rank: int) -> Draw | UndefinedDraw:
        """
        Decode a rank below `size` and derive what follows from it.
        """
        found: dict[str, Exact] = {}
        words: dict[str, str] = {}
        for name, values, spellings, length, stride in self.axes:
            place = rank // stride % length
            if values is None:
                words[name] = spellings[place]
            else:
                found[name] = values[place]
        failed: UndefinedDraw | None = None
        for name, formula in self.derive:
            if failed is not None and not formula.names <= found.keys():
                continue
            value = formula.value(found)
            if isinstance(value, Undefined):
                failed = failed or UndefinedDraw(at=name, numbers=found, sentence=value.sentence)
            else:
                found[name] = value
        return failed or Draw(numbers=found, words=words)

    def conditions(self, draw: Draw | UndefinedDraw) -> Sequence[bool]:
        """
        Say of each condition whether it holds; one that cannot be computed counts as holding.
        """
        return [
            not condition.names <= draw.numbers.keys() or condition.holds(draw.numbers) is not False
            for condition in self.where
        ]

    def rank(self, named: Mapping[str, str]) -> int | str:
        """
        Find the rank of a draw by its parameters as typed, or say in a sentence why there is none.
        """
        rank = 0
        for name, values, spellings, _, stride in self.axes:
            text = named.get(name)
            if text is None:
                return f"The draw does not say what {quoted(name)} is."
            place = _place(text, values, spellings)
            if place is None:
                return f"The domain of {quoted(name)} has no {quoted(text)}."
            rank += place * stride
        strangers = sorted(named.keys() - {name for name, *_ in self.axes})
        return f"The item has no parameter {quoted(strangers[0])}." if strangers else rank

    def valid(self, draw: Draw | UndefinedDraw) -> bool | UndefinedDraw:
        """
        Say whether every condition holds in a draw.

        A draw in which something has no value is only invalid, and not
        undefined, where a condition that can be computed excludes it: the
        author thought of it.
        """
        failed = draw if isinstance(draw, UndefinedDraw) else None
        for place, condition in enumerate(self.where):
            if failed is not None and not condition.names <= draw.numbers.keys():
                continue
            holds = condition.holds(draw.numbers)
            if isinstance(holds, Undefined):
                failed = failed or UndefinedDraw(at=place, numbers=draw.numbers, sentence=holds.sentence)
            elif not holds:
                return False
        return failed or True


SpaceOutcome: TypeAlias = Space | tuple[BadFormula, ...]


def number_names(template: ItemTemplate) -> tuple[str, ...]:
    """
    Name what formulas of an item may use: its number parameters, then its derived values.
    """
    drawn = tuple(name for name, domain in template.params.items() if not isinstance(domain, Words))
    return drawn + tuple(template.derive)


def space(template: ItemTemplate) -> SpaceOutcome:
    """
    Prepare the space of an item's draws, or say which of its formulas are bad.
    """
    bad: list[BadFormula] = []
    derive: list[tuple[str, Formula]] = []
    known = tuple(name for name, domain in template.params.items() if not isinstance(domain, Words))
    for name, text in template.derive.items():
        formula = _usable(text, known, name, bad)
        if formula is not None and not formula.is_number:
            bad.append(BadFormula(at=name, problem=_whole(formula, "A derived value has to be a number.")))
        elif formula is not None:
            derive.append((name, formula))
        known = (*known, name)
    where: list[Formula] = []
    for place, text in enumerate(template.where):
        condition = _usable(text, known, place, bad)
        if condition is not None and not condition.is_condition:
            bad.append(BadFormula(at=place, problem=_whole(condition, "A condition has to compare, as in a != b.")))
        elif condition is not None:
            where.append(condition)
    return tuple(bad) if bad else Space(template.params, derive, where)


def pack(valid: Sequence[int]) -> Ranks:
    """
    Store ascending ranks in as few bytes each as the last one needs.
    """
    if not valid or valid[-1] == len(valid) - 1:
        return Ranks(count=len(valid))
    width = (valid[-1].bit_length() + 7) // 8
    return Ranks(count=len(valid), width=width, data=b"".join(rank.to_bytes(width, "big") for rank in valid))


def ranks(packed: Ranks) -> Iterator[int]:
    """
    List the valid ranks of an item, ascending.
    """
    return map(packed.at, range(packed.count))


def _place(text: str, values: Sequence[Exact] | None, spellings: Sequence[str]) -> int | None:
    try:
        return spellings.index(text) if values is None else values.index(exact(text))
    except (ValueError, ZeroDivisionError):
        return None


def _usable(text: str, names: tuple[str, ...], at: str | int, bad: list[BadFormula]) -> Formula | None:
    if not names and not text.strip():
        bad.append(BadFormula(at=at, problem=Unreadable(code="empty", start=0, end=0, sentence="There is no formula.")))
        return None
    formula = read_formula(text, names or _NO_NAMES, ())
    if isinstance(formula, Unreadable):
        bad.append(BadFormula(at=at, problem=formula))
        return None
    return formula


_NO_NAMES: Final = ("no parameter",)
"""Stands for "no name at all": an empty list of names would let any single letter in."""


def _whole(formula: Formula, sentence: str) -> Unreadable:
    return Unreadable(code="not_a_formula", start=formula.tree.start, end=formula.tree.end, sentence=sentence)
