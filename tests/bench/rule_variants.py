"""
Variants of the examples of mal-rules, and whether a rule is found again in what it makes, all rules competing.

The numbers of an example are drawn anew, with as many digits; the rule is applied,
and the line that comes out is explained. Lines that are right are passed over.
"""

import random
import re
from collections.abc import Iterator
from typing import Final

from hints.misconception.explain import explain
from hints.misconception.rewriting.agreement import Agreement, agreement, target
from hints.misconception.rewriting.applying import applications, indexed
from hints.misconception.rewriting.flattening import line_of, tree_of
from hints.misconception.rewriting.reading import LINES, shipped_rules
from hints.misconception.rewriting.rule import MalRule
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable

__all__ = ["VARIANTS", "found_again"]

VARIANTS: Final = 50
"""Draws for each rule; how many are kept depends on its conditions."""
DIGITS: Final = re.compile(r"\d+")


def found_again(seed: int, variants: int = VARIANTS) -> tuple[int, int, int]:
    """
    Return how many lines were explained, in how many the rule's idea comes first, and in how many among three.
    """
    rng = random.Random(seed)
    total = first = among = 0
    for rule in shipped_rules():
        own = {rule.id, rule.misconception} - {None}
        for before, after in _variants(rule, variants, rng):
            ideas = [{one.mal_rule, one.misconception} for one in explain(before, after)]
            total += 1
            first += bool(ideas) and not own.isdisjoint(ideas[0])
            among += any(not own.isdisjoint(idea) for idea in ideas[:3])
    return total, first, among


def _variants(rule: MalRule, variants: int, rng: random.Random) -> Iterator[tuple[Tree, Tree]]:
    """Yield lines like the first example's, each with a wrong line that the rule makes of it."""
    alone = indexed((rule,))
    for _ in range(variants):
        before = read(DIGITS.sub(lambda match: _drawn(match[0], rng), rule.examples[0].before), LINES)
        line = None if isinstance(before, Unreadable) else line_of(before)
        if isinstance(before, Unreadable) or line is None:
            continue
        right = target(line, line)
        wrong = (one for one in applications(line, alone) if agreement(one.worth, right) is not Agreement.PARTS)
        made = next(wrong, None)
        after = None if made is None else read(to_text(tree_of(made.line)), LINES)
        if after is not None and not isinstance(after, Unreadable):
            yield before, after


def _drawn(text: str, rng: random.Random) -> str:
    """Draw another number of as many digits; 0, 1 and 2 mostly stand for themselves."""
    if text in ("0", "1", "2"):
        return text
    return str(rng.randrange(10 ** (len(text) - 1) + (len(text) == 1), 10 ** len(text)))
