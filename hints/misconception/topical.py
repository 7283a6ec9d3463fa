"""
Topical rules: those about what a formula does not show, and which steps they may explain.

`2x - 1` may be the rule of a sequence, a line or nothing but a sum. Who reads the wrong
constant off a rule is at work on sequences; who simplifies is not, though the numbers
may fit. So these rules are kept to steps that practise such a skill; a step that names
none, as a pasted problem's does not, is about its formula and no more.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from hints.misconception.explain import shipped
from hints.misconception.rewriting.applying import Rules, indexed
from hints.misconception.rewriting.reading import shipped_rules
from item_bank.variant import VariantStep

__all__ = ["rules_for"]

FAMILIES: Final = (
    frozenset({"sequences", "evaluate-functions"}),
    frozenset(
        {
            "coordinates",
            "evaluate-functions",
            "line-through-points",
            "linear-graphs",
            "parabolas",
            "read-graphs",
            "slope",
        }
    ),
    frozenset({"equivalent-ratios", "proportions", "share-in-ratio", "unit-rates"}),
)
"""Skills whose rules read a formula as something else: a rule of a sequence, a graph, a share."""


def rules_for(step: VariantStep) -> Rules:
    """
    Return the rules that may explain a wrong answer to a step.

    Parameters
    ----------
    step
        By what it practises. A bank with skills of its own keeps all rules.
    """
    if step.skills and _known().isdisjoint(step.skills):
        return shipped()
    return _of(frozenset(family for family in FAMILIES if not family.isdisjoint(step.skills)))


@lru_cache
def _of(families: frozenset[frozenset[str]]) -> Rules:
    """Leave out what only other families are about."""
    left_out = _members(FAMILIES) - _members(families)
    return indexed([rule for rule in shipped_rules() if rule.skill not in left_out])


def _members(families: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*families)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Return the skills of which the rules speak."""
    return _members(FAMILIES) | {rule.skill for rule in shipped_rules()}
