"""
Orders: options put in a row, by their ids or their very texts.

Separators may be commas, semicolons, arrows, comparison signs or white space.
Every option stands once, or the response is no order; credit is the share of
options in their place.
"""

import re
from collections import Counter
from collections.abc import Mapping

import msgspec

from item_bank.answers.answer import OrderAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.problems import invalid
from item_bank.answers.verdict import Judged, Verdict
from item_bank.answers.words import fold
from item_bank.finding import quoted

__all__ = ["OrderKey", "compile_order", "judge_order", "put"]

_STRONG = re.compile(r"[,;<>\N{RIGHTWARDS ARROW}\n]+|->")
"""What parts options whatever stands in them; without any of it, white space does."""
FEWEST = 2
"""Options; one alone is always in order."""


class OrderKey(msgspec.Struct, frozen=True, kw_only=True):
    """An order made ready: the folded ids in the right one, and each option's id and text by what names it."""

    right: tuple[str, ...]
    named: Mapping[str, str]
    shown: Mapping[str, str]


def compile_order(answer: OrderAnswer) -> OrderKey | KeyFault:
    """
    Make an order ready.

    It is a fault if the value does not list each of the options once, or fewer
    than two.
    """
    right = tuple(fold(part) for part in _parts(answer.value))
    if "" in right or len(right) < FEWEST:
        return KeyFault(code="blank_key", sentence="The answer lists no order: write the ids, parted by commas.")
    if len(set(right)) < len(right):
        return KeyFault(code="duplicate_choice", sentence=f"An id stands twice in {quoted(answer.value)!r}.")
    ids = [fold(choice.id) for choice in answer.choices] or list(right)
    if Counter(ids) != Counter(right):
        return KeyFault(
            code="unknown_choice", sentence=f"{quoted(answer.value)!r} does not list the id of each option once."
        )
    texts = Counter(fold(choice.text) for choice in answer.choices)
    by_text = {fold(choice.text): fold(choice.id) for choice in answer.choices if texts[fold(choice.text)] == 1}
    return OrderKey(
        right=right,
        named=by_text | {name: name for name in ids},
        shown={fold(choice.id): choice.text for choice in answer.choices},
    )


def put(key: OrderKey, text: str) -> tuple[str, ...] | None:
    """
    Return the order in which a text puts the options, by their ids; None where it does not name each of them once.
    """
    found = [key.named.get(fold(part)) for part in _parts(text)]
    order = tuple(name for name in found if name is not None)
    return order if len(found) == len(order) == len(set(order)) == len(key.right) else None


def judge_order(key: OrderKey, text: str) -> Judged:
    """
    Judge an order; the credit is the share of options that stand in their place.
    """
    order = put(key, text)
    if order is None:
        return invalid("not_an_order", text)
    in_place = sum(given == right for given, right in zip(order, key.right, strict=True))
    return Judged(
        verdict=Verdict.CORRECT if order == key.right else Verdict.INCORRECT,
        credit=in_place / len(order),
        read=", ".join([key.shown.get(name, name) for name in order]),
    )


def _parts(text: str) -> list[str]:
    """Part a text at its separators, or else at its white space; one separator at an end counts for nothing."""
    parts = _STRONG.split(text.strip().strip(",;")) if _STRONG.search(text) else text.split()
    return [part.strip() for part in parts]
