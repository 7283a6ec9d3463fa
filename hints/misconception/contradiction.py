"""
Contradiction: lines of working that speak against a mistake which the answer alone would show.

A wrong answer has many causes, and a working says which of them it was. Two things
speak against an expected mistake: a second wrong line, without which the answer would
have been another; and a wrong step that the mistake's own mal-rules do not give, though
they give the answer where the solution has the line for it. All else is left to `diagnose`.
"""

from functools import lru_cache
from typing import Final

from hints.misconception.endings import mark
from hints.misconception.outcomes import outcomes
from hints.misconception.rewriting.agreement import target
from hints.misconception.rewriting.applying import Rules, indexed
from hints.misconception.rewriting.flattening import line_of
from hints.misconception.rewriting.line import valued
from hints.misconception.rewriting.reading import shipped_rules
from hints.misconception.rewriting.rule import MalRule
from hints.misconception.searching import search
from item_bank.algebra.tree import Tree
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.verdict import Judged, Relation
from item_bank.answers.wrong_step import WrongStep, wrong_step

__all__ = ["goes_on_wrong", "went_wrong_elsewhere"]

WRONG: Final = frozenset((Relation.DIFFERENT, Relation.LOST, Relation.GAINED))
IDEAS: Final = 512
"""Ideas whose rules are kept ready; the catalogue has some 270."""


def goes_on_wrong(judged: Judged) -> bool:
    """
    Say whether a working has another wrong line after its first, so that its answer shows neither.
    """
    return judged.first_wrong is not None and any(
        line.relation in WRONG for line in judged.lines if line.line > judged.first_wrong
    )


def went_wrong_elsewhere(key: MathsKey, judged: Judged, answer: Tree, idea: str) -> bool:
    """
    Say whether a working went wrong at another step than an idea does that gives its answer.

    Parameters
    ----------
    key
        The step's key.
    judged
        The verdict on the working.
    answer
        The wrong answer, or the wrong line that comes to it.
    idea
        The id of a misconception.

    Returns
    -------
    bool
        False where no mal-rule of the idea gives the answer from a line of the
        solution: nothing is known then of where it is made.
    """
    rules = _rules(idea)
    if judged.first_wrong is None or len(judged.lines) <= 1 or rules is None or not _gives(key, answer, rules):
        return False
    step = wrong_step(key, judged)
    return step is not None and not _leads(step, rules, idea)


def _leads(step: WrongStep, rules: Rules, idea: str) -> bool:
    """Say whether rules lead from what stood to what was written: what cannot be looked into may."""
    start, written = line_of(step.before), line_of(step.after)
    if start is None or written is None:
        return True
    hits = search(start, target(written, start), rules, None).hits.values()
    # a slip of a digit is looked for too, and is not the idea's
    return any(_is_about(hit.application.rule, idea) for hit in hits)


def _is_about(rule: MalRule, idea: str) -> bool:
    return idea == rule.misconception or idea in rule.also


@lru_cache(maxsize=IDEAS)
def _rules(idea: str) -> Rules | None:
    """Return the rules behind which an idea stands, ready to be applied; None where there are none."""
    rules = [rule for rule in shipped_rules() if _is_about(rule, idea)]
    return indexed(rules) if rules else None


def _gives(key: MathsKey, answer: Tree, rules: Rules) -> bool:
    """Say whether rules give an answer from a line of the solution."""
    line = line_of(answer)
    found = None if line is None else mark(key, valued(line), lambda: line)
    return found is not None and any(found in answers for answers in outcomes(key, key.maths.solution, rules).values())
