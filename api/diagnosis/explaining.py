"""
Explaining a wrong line outside any item: which mal-rules give it.

Puts the search of stage 1 into the words of `misstep diagnose`. What a line was
held against, and whether it is wrong, is decided before.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import msgspec

from hints.misconception.diagnosis import RULE
from hints.misconception.entries import explained_line
from hints.misconception.explain import explain
from hints.misconception.rewriting.flattening import term_of
from hints.misconception.rewriting.operation import Kind, Operation
from hints.misconception.rewriting.reading import shipped_rules
from item_bank.algebra.context import Context
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Relation, Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.algebra.working.operation import Action

__all__ = ["Candidate", "also", "explained", "operation_of"]

KINDS: Final = MappingProxyType[str, Kind](
    {
        "ADD_SIDE": "add",
        "SUB_SIDE": "subtract",
        "MUL_SIDE": "multiply",
        "DIV_SIDE": "divide",
        "COMBINE_ADD": "combine_sum",
        "COMBINE_MUL": "combine_product",
    }
)


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """
    One explanation of the first wrong line.

    Attributes
    ----------
    mal_rule, misconception
        The rule's id, and the idea behind it in the catalogue.
    description
        What was done, in the past tense.
    step
        What was rewritten, as text; of an item's response, the wrong line's
        number or the step.
    probability
        Among the candidates and "none of them", 0 to 1.
    reproduces
        Whether the rule gives exactly what was written.
    also
        Other ideas of the catalogue that come to the same rewrite.
    """

    mal_rule: str
    misconception: str | None
    description: str
    step: int | str | None
    probability: float
    reproduces: bool
    also: tuple[str, ...] = ()


def explained(before: Tree, after: Tree, action: Action | None, context: Context) -> tuple[Candidate, ...]:
    """
    Search the mal-rules that give a wrong line of the one before, the likeliest first.

    Parameters
    ----------
    before, after
        What the line was held against, and the line.
    action
        What was declared to be done.
    context
        How the action's input is read.
    """
    found = explain(before, after, operation=None if action is None else operation_of(action, context))
    by_parts = None if found else explained_line(before, after)
    if by_parts is not None:
        return (
            Candidate(
                mal_rule=by_parts.code,
                misconception=by_parts.misconception,
                description=by_parts.description,
                step=to_text(before),
                probability=by_parts.probability,
                reproduces=by_parts.reproduces,
            ),
        )
    return tuple(
        Candidate(
            mal_rule=one.mal_rule,
            misconception=one.misconception,
            description=one.description,
            step=one.step,
            probability=one.probability,
            reproduces=one.reproduces,
            also=one.also,
        )
        for one in found
    )


def also(code: str) -> tuple[str, ...]:
    """
    Return the other ideas behind a mal-rule, by the code that it has among an item's candidates.
    """
    return _also().get(code, ())


@lru_cache(maxsize=1)
def _also() -> Mapping[str, tuple[str, ...]]:
    return {f"{RULE}{rule.id}": rule.also for rule in shipped_rules() if rule.also}


def operation_of(action: Action, context: Context) -> Operation | None:
    """
    Return a declared operation; None where its input is no term.
    """
    kind = KINDS.get(action.operation)
    entered = read(action.input, context)
    if kind is None or isinstance(entered, Unreadable | Relation):
        return None
    return Operation(kind, term_of(entered))
