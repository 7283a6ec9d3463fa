"""
Listing: which combinations of an item's parameters are its draws.

Walks the parameters one inside the other, in the order of ranks, and works each
derived value and condition out where the last parameter it needs is chosen: a
condition on two of five parameters is computed once for each pair, and what it
excludes is never walked. What a draw is, and how it is stored, is `draw`'s.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

import msgspec

from item_bank.domain import Exact
from item_bank.draw import SAMPLE, Axis, Ranks, Space, UndefinedDraw, pack
from item_bank.formula import Formula, Undefined
from item_bank.template import ItemTemplate

__all__ = ["Enumerated", "enumerate_draws"]

_EXAMPLES: Final = 3
"""Undefined draws that are kept to be shown."""


class Enumerated(msgspec.Struct, frozen=True, kw_only=True):
    """
    The outcome of listing an item's draws.

    `tried` of `space` combinations were looked at; `undefined` counts those in
    which something has no value (they are never valid), `examples` shows some.
    """

    ranks: Ranks
    space: int
    tried: int
    undefined: int = 0
    examples: tuple[UndefinedDraw, ...] = ()


def enumerate_draws(template: ItemTemplate, among: Space) -> Enumerated:
    """
    List the valid ranks of an item.

    A space of up to `SAMPLE` combinations is listed whole; of a larger one so
    many are tried, chosen by a hash of the item's id, so that building again
    gives the same list on any machine.
    """
    candidates = _candidates(template.id, among.size)
    walk = _Walk(among, candidates)
    walk.all()
    return Enumerated(
        ranks=pack(walk.valid),
        space=among.size,
        tried=len(candidates),
        undefined=walk.undefined,
        examples=tuple(walk.examples),
    )


class _Task(NamedTuple):
    """A derived value (its name in `at`) or a condition (its place); `order` is the author's."""

    order: int
    at: str | int
    formula: Formula


class _Failed(NamedTuple):
    """The first formula, in the author's order, that has no value."""

    order: int
    at: str | int
    sentence: str


class _Walk:
    """One walk over the candidates of a space, which come ascending."""

    def __init__(self, among: Space, candidates: Sequence[int]) -> None:
        self._candidates = candidates
        self._values: dict[str, Exact] = {}
        # A parameter with one value is no level of its own, so that there are at most as many as a rank has bits.
        self._axes = [axis for axis in among.axes if axis.size > 1]
        self._tasks = _scheduled(among, [axis.name for axis in self._axes])
        self._names = [axis.name for axis in among.axes if axis.values is not None]
        self._names += [name for name, _ in among.derive]
        for axis in among.axes:
            if axis.size == 1 and axis.values is not None:
                self._values[axis.name] = axis.values[0]
        self.valid: list[int] = []
        self.undefined = 0
        self.examples: list[UndefinedDraw] = []

    def all(self) -> None:
        """
        Walk over all of them.
        """
        failed = self._worked_out(self._tasks[0], None)
        if failed is not False:
            self._inside(0, 0, 0, len(self._candidates), failed)

    def _inside(self, level: int, base: int, low: int, high: int, failed: _Failed | None) -> None:
        """
        Walk over the candidates in the places from `low` to `high`, which share all parameters before a level.
        """
        if level == len(self._axes):
            self._end(base, failed)
            return
        axis: Axis = self._axes[level]
        candidates, values, stride, tasks = self._candidates, self._values, axis.stride, self._tasks[level + 1]
        while low < high:
            place = (candidates[low] - base) // stride
            start = base + place * stride
            end = low + 1 if stride == 1 else bisect_left(candidates, start + stride, low, high)
            if axis.values is not None:
                values[axis.name] = axis.values[place]
            here = self._worked_out(tasks, failed) if tasks else failed
            if here is not False:
                self._inside(level + 1, start, low, end, here)
            low = end

    def _worked_out(self, tasks: Sequence[_Task], failed: _Failed | None) -> _Failed | Literal[False] | None:
        """
        Work out what can be now; False where a condition excludes all that lies inside.

        Something without a value leaves out what needs it, and a condition that
        can be computed may still exclude the draw: then the author thought of it.
        """
        values = self._values
        for order, at, formula in tasks:
            if failed is not None and not formula.names <= values.keys():
                if isinstance(at, str):
                    values.pop(at, None)
                continue
            outcome = formula.value(values) if isinstance(at, str) else formula.holds(values)
            if isinstance(outcome, Undefined):
                if isinstance(at, str):
                    values.pop(at, None)
                if failed is None or order < failed.order:
                    failed = _Failed(order, at, outcome.sentence)
            elif isinstance(at, str):
                values[at] = outcome
            elif not outcome:
                return False
        return failed

    def _end(self, rank: int, failed: _Failed | None) -> None:
        if failed is None:
            self.valid.append(rank)
            return
        self.undefined += 1
        if len(self.examples) < _EXAMPLES:
            numbers = {name: self._values[name] for name in self._names if name in self._values}
            self.examples.append(UndefinedDraw(at=failed.at, numbers=numbers, sentence=failed.sentence))


def _scheduled(among: Space, levels: Sequence[str]) -> list[list[_Task]]:
    """
    Put each formula where the last of its parameters is chosen: first those that need none, then by level.

    Within a level a condition comes as soon as the values that it needs.
    """
    level = {name: place for place, name in enumerate(levels, start=1)}
    tasks: list[list[_Task]] = [[] for _ in range(len(levels) + 1)]
    formulas: list[tuple[str | int, Formula]] = [*among.derive, *enumerate(among.where)]
    waiting = [_Task(order, at, formula) for order, (at, formula) in enumerate(formulas)]
    derived = {name for name, _ in among.derive}
    known: set[str] = set()
    while waiting:
        # Derived values name only those above them, so the first one that waits can always be placed.
        ready = [task for task in waiting if not (task.formula.names & derived) - known]
        task = next((one for one in ready if not isinstance(one.at, str)), ready[0])
        waiting.remove(task)
        needs = max((level.get(name, 0) for name in task.formula.names), default=0)
        tasks[needs].append(task)
        if isinstance(task.at, str):
            known.add(task.at)
            level[task.at] = needs
    return tasks


def _candidates(item: str, total: int) -> Sequence[int]:
    if total <= SAMPLE:
        return range(total)
    # A hash and not `random`: what `sample` returns for a seed is not promised across versions of Python.
    drawn = (
        int.from_bytes(hashlib.sha256(f"{item}/{count}".encode()).digest()[:16], "big") % total
        for count in range(SAMPLE)
    )
    return sorted(set(drawn))
