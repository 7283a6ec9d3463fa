"""
Ranking: how probable each wrong rewrite is that gives a learner's line, and that it was none of them.

By Bayes' rule. Before the line is seen, a rule counts by how common it is, among all
that could have been made of the line before; an error that no rule describes is taken
to give any line that is as long. So a short number that many rules could have given
says little, and a long one that a single rule gives says a lot.
"""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from hints.misconception.rewriting.agreement import Agreement
from hints.misconception.rewriting.flat import Numeral, Product, Quotient, Raised, Sum, Term
from hints.misconception.rewriting.kinds import KINDS, same_at
from hints.misconception.rewriting.line import Line
from hints.misconception.rewriting.operation import Operation
from hints.misconception.rewriting.rule import RuleId
from hints.misconception.rewriting.walking import numerals, terms
from hints.misconception.searching import PAIR, Hit, Searched

__all__ = ["DESCRIBED", "NOBODY", "Known", "probabilities"]

DESCRIBED: Final = 0.85
"""The share of wrong lines that rules describe (`make bench ARGS=diagnosis`)."""
FIT: Final[Mapping[Agreement, float]] = MappingProxyType({Agreement.PARTS: 1.0, Agreement.SOLUTIONS: 0.4})
"""How much an explanation counts by how it fits: the same solutions come about in more ways."""
EXPECTED: Final = 8.0
"""How much more a rule counts that the item's author expects here."""
EARLIER: Final = 3.0
"""How much more a rule counts that the learner was found to follow before."""
ELSEWHERE: Final = 0.5
"""How much a rule counts that rewrites something else than what the learner said they worked on."""
ONE_STEP: Final = 0.3
"""How much an explanation counts that needs a right step more than the learner said."""
AS_WRITTEN: Final = 3.0
"""
How much more a rule counts that writes the very terms of a line than one that only comes to the same.

`5 - (x - 2)` to `5 - x - 2` is a minus sign that stopped at the first term, before it is a wrong sum in brackets
that was opened rightly.
"""
SPECIFIC: Final = 2.5
"""
How much more a rule with an idea behind it counts than a slip that gives the same line.

`2^(-3)` to `2^3` is a negative exponent that was passed over, before it is a minus sign lost anywhere.
"""
PLACES: Final = 9
"""Decimals at which what terms are worth is told apart."""
BASE: Final = 10.0
MOST_DIGITS: Final = 100
"""Digits that count: so many are no chance, and three times as many are no float."""
SIGNS: Final = 2.0
LETTERS: Final = 3.0
"""How many more lines there are that look like one with letters."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is known beside the lines.

    Attributes
    ----------
    operation
        What the learner said they did.
    expected
        Ids of rules or misconceptions that the item's own mistakes name.
    earlier
        Ids of rules or misconceptions that the learner was found to follow before.
    """

    operation: Operation | None = None
    expected: Collection[str] = ()
    earlier: Collection[str] = ()


NOBODY: Final = Known()


def probabilities(searched: Searched, before: Line, after: Line, known: Known) -> Mapping[RuleId, float]:
    """
    Return the probability of each rule that was found; what is missing to 1 is that of none of these.

    Parameters
    ----------
    searched
        What was found, and how much was tried.
    before, after
        The line before, and the learner's.
    known
        What is known beside them.
    """
    prior = {name: _prior(hit, known) for name, hit in searched.hits.items()}
    if len(prior) > 1:
        prior = _specific(searched.hits, prior)
        summands = _summands(after)
        written = [name for name, hit in searched.hits.items() if _summands(hit.application.line) == summands]
        prior |= {name: prior[name] * AS_WRITTEN for name in written}
    tried = max(searched.tried, sum(prior.values()))
    none = (1 - DESCRIBED) / _lines_alike(before, after)
    shares = {name: DESCRIBED * weight / tried for name, weight in prior.items()}
    whole = sum(shares.values()) + none
    return {name: share / whole for name, share in shares.items()}


def _specific(hits: Mapping[RuleId, Hit], prior: Mapping[RuleId, float]) -> dict[RuleId, float]:
    """
    Prefer the rules of an idea to slips that may happen anywhere and give the line too.

    What all of them count together stays: that one of them was followed is no more probable by it.
    """
    preferred = {
        name: weight if hits[name].application.rule.misconception is None else weight * SPECIFIC
        for name, weight in prior.items()
    }
    whole = sum(prior.values()) / sum(preferred.values())
    return {name: weight * whole for name, weight in preferred.items()}


def _summands(line: Line) -> list[list[tuple[float, float]]]:
    """Return what the terms of each side are worth, in any order: `5 - x - 2` and `5 + (-2) - x` are written alike."""
    return [sorted(_worth(sign, term) for sign, term in _items(side)) for side in terms(line)]


def _items(side: Term) -> Iterable[tuple[int, Term]]:
    return side.items if type(side) is Sum else ((1, side),)


def _worth(sign: int, term: Term) -> tuple[float, float]:
    """Round what a term is worth, so that the order of calculating does not tell terms apart."""
    here, there = term.at
    return round(sign * here, PLACES), round(sign * there, PLACES)


def _prior(hit: Hit, known: Known) -> float:
    """Return what a rule counts here before it is known to fit."""
    rule = hit.application.rule
    weight = rule.weight * FIT[hit.fit]
    if hit.first is not None:
        weight *= PAIR * hit.first.rule.weight
    if known.operation is not None and hit.fit is not Agreement.PARTS:
        weight *= ONE_STEP
    names = {str(rule.id), rule.misconception, *rule.also}
    if not names.isdisjoint(known.expected):
        weight *= EXPECTED
    if not names.isdisjoint(known.earlier):
        weight *= EARLIER
    return weight if _local(hit, known.operation) else weight * ELSEWHERE


def _local(hit: Hit, operation: Operation | None) -> bool:
    """Say whether a rule rewrites what the learner said they worked on."""
    site = hit.application.site
    if operation is None or site is None:
        return True
    match operation.kind:
        case "combine_sum":
            return type(site) is Sum
        case "combine_product":
            return type(site) in (Product, Quotient, Raised)
        case _:
            return True


def _lines_alike(before: Line, after: Line) -> float:
    """
    Return how many lines there are that look like what the learner changed.

    Ten for each digit, both signs, and some for whether there is a letter in it.
    """
    sides = terms(after)
    kept = [side.at for side in terms(before)]
    changed = [side for side in sides if not any(same_at(side.at, at) for at in kept)] or sides
    digits = sum(_digits(one) for side in changed for one in numerals(side))
    letters = any(map(KINDS["unknown"], changed))
    return SIGNS * BASE ** min(max(digits, 1), MOST_DIGITS) * (LETTERS if letters else 1)


def _digits(number: Numeral) -> int:
    """Return how many digits of a number say something."""
    return len(number.text.replace(".", "").strip("0")) or 1
