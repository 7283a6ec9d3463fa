"""
What was given: which items a learner had, and in which variants.

Kept in the order in which they were given last, and bounded: what was given
longest ago is forgotten first.
"""

from typing import Final

import msgspec

from item_bank.ids import ItemId

__all__ = ["MAX_ITEMS", "MAX_VARIANTS", "ItemHistory", "recently", "remember", "seen"]

MAX_ITEMS: Final = 1_000
"""Items whose history is kept, the latest; a year of daily practice of a dozen items in rotation fits many times."""
MAX_VARIANTS: Final = 64
"""Variants of an item that are remembered as seen, the latest."""
MAX_RECENT: Final = 8
"""Items given last, for not giving them again at once."""


class ItemHistory(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """How often a learner was given an item, when last (days), in which variants, and whether its answer is known."""

    times: int = 0
    day: float = 0.0
    variants: tuple[int, ...] = ()
    spent: bool = False


def recently(recent: tuple[ItemId, ...], item: ItemId) -> tuple[ItemId, ...]:
    """
    Put the item given last at the end of those given lately.
    """
    return (*recent, item)[-MAX_RECENT:]


def seen(history: ItemHistory, variant: int) -> tuple[int, ...]:
    """
    Put a variant at the end of those seen, and forget the one seen longest ago where there are too many.
    """
    return (*(seen for seen in history.variants if seen != variant), variant)[-MAX_VARIANTS:]


def remember(items: dict[ItemId, ItemHistory], item: ItemId, history: ItemHistory) -> dict[ItemId, ItemHistory]:
    """
    Put an item last, and forget the one given longest ago where there are too many.
    """
    kept = {known: one for known, one in items.items() if known != item}
    if len(kept) >= MAX_ITEMS:
        del kept[next(iter(kept))]
    kept[item] = history
    return kept
