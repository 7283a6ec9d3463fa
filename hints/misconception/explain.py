"""
Explaining: which wrong rewrites of a line give the line that a learner wrote.

Searches one wrong rewrite of the line before, then one after the operation that
the learner said they did. What comes out is ranked by how well it fits and how
common it is; "none of these" keeps its share. Which line was wrong, and whether,
is decided before.
"""

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from hints.misconception.rewriting.agreement import Agreement, Target, agreement, target
from hints.misconception.rewriting.applying import Application, Rules, applications, indexed
from hints.misconception.rewriting.flattening import line_of, tree_of
from hints.misconception.rewriting.line import Line
from hints.misconception.rewriting.operation import Operation, done
from hints.misconception.rewriting.reading import shipped_rules
from hints.misconception.rewriting.rule import RuleId
from item_bank.algebra.printing import to_latex, to_text
from item_bank.algebra.tree import Tree

__all__ = ["Explanation", "explain", "shipped"]

FIT: Mapping[Agreement, float] = {Agreement.PARTS: 1.0, Agreement.SOLUTIONS: 0.4}
"""How much an explanation counts by how it fits: the same solutions come about in more ways."""
MOST = 8
"""How many explanations are given at most; the probability of the others is kept."""
NONE_OF_THESE = 0.25
"""What "none of these" counts, beside rules of weight 1."""


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """
    One wrong rewrite that gives the learner's line.

    Attributes
    ----------
    mal_rule, misconception, skill
        The rule's id, the idea behind it in the catalogue, and the skill to go
        back to.
    description
        What was done, in the past tense, for teachers.
    step
        What was rewritten, as text; the whole line before where it is no part.
    gives
        The line that the rule makes, as text.
    probability
        Among the explanations and "none of these", 0 to 1.
    reproduces
        Whether what the rule makes is the learner's line in each part; else it
        has the same solutions.
    hints
        By language, with what was found in its slots.
    """

    mal_rule: RuleId
    misconception: str | None
    skill: str
    description: str
    step: str
    gives: str
    probability: float
    reproduces: bool
    hints: Mapping[str, str]


@lru_cache(maxsize=1)
def shipped() -> Rules:
    """
    Return the rules that come with Misstep, ready to be applied.
    """
    return indexed(shipped_rules())


def explain(
    before: Tree, after: Tree, *, operation: Operation | None = None, rules: Rules | None = None
) -> tuple[Explanation, ...]:
    """
    Explain a wrong line by the wrong rewrites that give it.

    Parameters
    ----------
    before
        The line before, or the task.
    after
        The wrong line.
    operation
        What the learner said they did to both sides, where they said it.
    rules
        Those that come with Misstep, where none are given.

    Returns
    -------
    tuple of Explanation
        The most probable first, each rule once; empty where none gives the line.
    """
    start, written = line_of(before), line_of(after)
    if start is None or written is None:
        return ()
    used = shipped() if rules is None else rules
    wanted = target(written, start)
    found = _search(start, wanted, used)
    if not found and operation is not None:
        moved = done(operation, start)
        if moved is not None:
            found = _search(moved, wanted, used)
    return _ranked(found, before)


class _Hit(msgspec.Struct, frozen=True, eq=False):
    application: Application
    fit: Agreement


def _search(line: Line, wanted: Target, rules: Rules) -> dict[RuleId, _Hit]:
    """Find the rules that make the wanted line of a line, each with its best fit."""
    hits: dict[RuleId, _Hit] = {}
    for application in applications(line, rules):
        fit = agreement(application.worth, wanted)
        if fit is None:
            continue
        known = hits.get(application.rule.id)
        if known is None or FIT[fit] > FIT[known.fit]:
            hits[application.rule.id] = _Hit(application, fit)
    return hits


def _ranked(hits: Mapping[RuleId, _Hit], before: Tree) -> tuple[Explanation, ...]:
    """Share the probability out, and put the likeliest first."""
    weights = {name: hit.application.rule.weight * FIT[hit.fit] for name, hit in hits.items()}
    whole = sum(weights.values()) + NONE_OF_THESE
    ordered = sorted(hits.values(), key=lambda hit: -weights[hit.application.rule.id])[:MOST]
    return tuple(_explanation(hit, weights[hit.application.rule.id] / whole, before) for hit in ordered)


def _explanation(hit: _Hit, probability: float, before: Tree) -> Explanation:
    """Say what one rule explains."""
    made = hit.application
    rule = made.rule
    return Explanation(
        mal_rule=rule.id,
        misconception=rule.misconception,
        skill=rule.skill,
        description=rule.did,
        step=to_text(before if made.site is None else tree_of(made.site)),
        gives=to_text(tree_of(made.line)),
        probability=round(probability, 4),
        reproduces=hit.fit is Agreement.PARTS,
        hints=_hints(made),
    )


def _hints(made: Application) -> Mapping[str, str]:
    """Fill the slots of a rule's hints with what it found, as maths."""
    hints = made.rule.hints
    shown = {
        f"{{{name}}}": f"${to_latex(tree_of(held))}$"
        for name, held in made.found.items()
        if not isinstance(held, tuple) and any(f"{{{name}}}" in words for words in hints.values())
    }
    return {language: _filled(words, shown) for language, words in hints.items()}


def _filled(words: str, shown: Mapping[str, str]) -> str:
    for slot, maths in shown.items():
        words = words.replace(slot, maths)
    return words
