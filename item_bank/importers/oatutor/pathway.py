"""
Pathways: OATutor's graph of hints as our ladder.

There a hint opens when all that it depends on were opened; here rungs come one
after the other. The ladder is the graph in topological order, the file's order
wherever the graph leaves a choice. Dependencies on nothing, on itself or on
another step's hint are dropped, a second hint of one id is kept under a new one.
"""

import heapq

import msgspec

from item_bank.importers.oatutor.layout import SourceHint
from item_bank.importers.slug import short_slug

__all__ = ["Ordered", "ordered"]


class Ordered(msgspec.Struct, frozen=True):
    """
    Hints in the order of the ladder, each with an id that is its own within the step.

    `mended` are codes of what was wrong with the graph, each once.
    """

    hints: tuple[tuple[str, SourceHint], ...]
    mended: tuple[str, ...] = ()


def ordered(hints: tuple[SourceHint, ...], step: str) -> Ordered:
    """
    Put the hints of one step in order.

    Parameters
    ----------
    hints
        The hints in the file's order.
    step
        The step's id, which is taken off the hints' ids.
    """
    ids, mended = _own_ids(hints, step)
    place_of = {hint.id: place for place, hint in reversed(list(enumerate(hints)))}
    waiting: list[set[int]] = []
    for place, hint in enumerate(hints):
        known = {place_of[name] for name in hint.dependencies if name in place_of and place_of[name] != place}
        if len(known) < len(set(hint.dependencies)):
            inside = hint.id in hint.dependencies
            mended.append("hint_depends_on_itself" if inside else "hint_depends_on_another_step")
        waiting.append(known)
    order = _topological(waiting)
    if len(order) < len(hints):
        mended.append("hints_in_a_circle")
        order += sorted(set(range(len(hints))) - set(order))
    return Ordered(tuple((ids[place], hints[place]) for place in order), tuple(dict.fromkeys(mended)))


def _topological(waiting: list[set[int]]) -> list[int]:
    """
    Order places so that each comes after those it waits for; those in a circle are left out.
    """
    opens: list[list[int]] = [[] for _ in waiting]
    missing = [len(before) for before in waiting]
    for place, before in enumerate(waiting):
        for earlier in before:
            opens[earlier].append(place)
    ready = [place for place, count in enumerate(missing) if count == 0]
    heapq.heapify(ready)
    order: list[int] = []
    while ready:
        place = heapq.heappop(ready)
        order.append(place)
        for later in opens[place]:
            missing[later] -= 1
            if missing[later] == 0:
                heapq.heappush(ready, later)
    return order


def _own_ids(hints: tuple[SourceHint, ...], step: str) -> tuple[list[str], list[str]]:
    """
    Give each hint an id of letters, digits and hyphens that no other has, and that is no longer than ids may be.
    """
    ids: dict[str, None] = {}
    mended: list[str] = []
    seen = {hint.id for hint in hints}
    if len(seen) < len(hints):
        mended.append("hint_id_twice")
    for place, hint in enumerate(hints, start=1):
        base = short_slug(hint.id.removeprefix(step)) or f"h{place}"
        name, number = base, 2
        while name in ids:
            name, number = f"{base}-{number}", number + 1
        ids[name] = None
    return list(ids), mended
