"""
Explaining: which wrong rewrites of a line give the line that a learner wrote.

What is searched is `searching`'s, how probable what was found is `ranking`'s; here
it is put into words. Which line was wrong, and whether, is decided before.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache

import msgspec

from hints.misconception.confirming import Confirmed, confirming
from hints.misconception.ranking import Known, probabilities
from hints.misconception.rewriting.agreement import Agreement, target
from hints.misconception.rewriting.applying import Application, Rules, indexed
from hints.misconception.rewriting.flattening import line_of, tree_of
from hints.misconception.rewriting.line import Line
from hints.misconception.rewriting.operation import Operation
from hints.misconception.rewriting.reading import shipped_rules
from hints.misconception.rewriting.rule import RuleId
from hints.misconception.searching import Hit, search
from item_bank.algebra.printing import to_latex, to_text
from item_bank.algebra.solving.scale import with_names
from item_bank.algebra.tree import Name, Tree, names

__all__ = ["Explanation", "explain", "explanation", "shipped"]

MOST = 8
"""How many explanations are given at most; the others keep their probability."""
LIKELY = 0.4
"""Explanations are given where it is at least as probable that it was one of them as that it was none."""


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """
    One wrong rewrite that gives the learner's line.

    Attributes
    ----------
    mal_rule, misconception, also, skill
        The rule's id, the idea behind it in the catalogue, other ideas there that
        come to the same rewrite, and the skill to go back to.
    first
        The rule of the wrong rewrite before it, where it took two.
    description
        What was done, in the past tense, for teachers.
    step
        What was rewritten, as text; the whole line before where it is no part.
    gives
        The line that the rule makes, as text.
    probability
        Among the explanations and "none of these", 0 to 1.
    reproduces
        Whether what the rule makes is the learner's line in each part, confirmed
        exactly; else it has the same solutions, or nothing more is known.
    hints
        By language, with what was found in its slots.
    """

    mal_rule: RuleId
    first: RuleId | None
    misconception: str | None
    also: tuple[str, ...]
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
    before: Tree,
    after: Tree,
    *,
    operation: Operation | None = None,
    rules: Rules | None = None,
    expected: Collection[str] = (),
    earlier: Collection[str] = (),
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
        What the learner said they did to both sides, or which terms they put
        together, where they said it.
    rules
        Those that come with Misstep, where none are given.
    expected
        Ids of rules or misconceptions that the item's own mistakes name.
    earlier
        Ids of rules or misconceptions that the learner was found to follow before.

    Returns
    -------
    tuple of Explanation
        The most probable first, each rule once; empty where none gives the line,
        or where it is more probable that it was none of those that do.
    """
    start, written = line_of(before), line_of(_in_the_case_of(before, after))
    if start is None or written is None:
        return ()
    searched = search(start, target(written, start), shipped() if rules is None else rules, operation)
    confirmed = _confirmed(searched.hits, written)
    searched = msgspec.structs.replace(
        searched, hits={name: hit for name, hit in searched.hits.items() if confirmed[name] is not Confirmed.DIFFERENT}
    )
    if not searched.hits:
        return ()
    known = Known(operation=operation, expected=expected, earlier=earlier)
    probable = probabilities(searched, start, written, known)
    if sum(probable.values()) < LIKELY:
        return ()
    ordered = sorted(searched.hits.items(), key=lambda named: -probable[named[0]])[:MOST]
    return tuple(
        explanation(hit, probable[name], before, reproduces=confirmed[name] is Confirmed.SAME) for name, hit in ordered
    )


def _confirmed(hits: Mapping[RuleId, Hit], wanted: Line) -> Mapping[RuleId, Confirmed]:
    """Hold what was found part by part against the line exactly; the same solutions are no reproduction of it."""
    told = confirming(wanted)
    return {
        name: told(hit.application.line) if hit.fit is Agreement.PARTS else Confirmed.UNKNOWN
        for name, hit in hits.items()
    }


def _in_the_case_of(before: Tree, after: Tree) -> Tree:
    """Take a capital letter for the small one that stands in the line before, or the other way round."""
    known = names(before)
    new = {
        name: Name(name.swapcase())
        for name in names(after)
        if len(name) == 1 and name not in known and name.swapcase() in known
    }
    return with_names(after, new) if new else after


def explanation(hit: Hit, probability: float, before: Tree, *, reproduces: bool) -> Explanation:
    """Say what one rule explains."""
    made = hit.application
    rule = made.rule
    return Explanation(
        mal_rule=rule.id,
        first=None if hit.first is None else hit.first.rule.id,
        misconception=rule.misconception,
        also=rule.also,
        skill=rule.skill,
        description=rule.did if hit.first is None else f"{hit.first.rule.did}, and {rule.did}",
        step=to_text(before if made.site is None else tree_of(made.site)),
        gives=to_text(tree_of(made.line)),
        probability=round(probability, 4),
        reproduces=reproduces,
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
