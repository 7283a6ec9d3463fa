"""
Outcomes: what each mal-rule leads to in one exercise, the right answer among it.

The same ways as those of the table of wrong answers, seen from the rules: what an
exercise shows of a rule, not what a wrong answer says about a learner.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from hints.misconception.endings import Mark, mark, mark_of
from hints.misconception.rewriting.applying import WORK, Rules, applications
from hints.misconception.rewriting.flattening import line_of
from hints.misconception.rewriting.line import Valued, valued
from hints.misconception.rewriting.rule import MalRule
from hints.misconception.rewriting.work import Work
from hints.misconception.searching import unchanged
from hints.misconception.wrong_answers import ENTRIES, SOLVED
from item_bank.algebra.tree import Negate, Tree
from item_bank.answers.kinds.expression import ExpressionKey
from item_bank.answers.kinds.number import NumberKey
from item_bank.answers.maths_key import MathsKey

__all__ = ["OPPOSITE", "RIGHT", "outcomes"]

RIGHT: Final[Mark] = "right"
"""Stands for the right answer among those that a rule leads to."""
OPPOSITE: Final[Mark] = "opposite"
"""Stands for the right number with the other sign: a slip, whichever of many rules led to it."""


def outcomes(key: MathsKey, solution: Sequence[Tree], rules: Rules) -> Mapping[MalRule, frozenset[Mark]]:
    """
    Return, by rule, the answers that it leads to; none where it changes no line in value.

    Parameters
    ----------
    key
        The answer made ready.
    solution
        The lines, the first being the task.
    rules
        Which rules to apply.

    Returns
    -------
    Mapping
        Of rules that apply to a line, `RIGHT` and `OPPOSITE` among the answers.
        Bounded by counted work.
    """
    known = {mark_of(key, Negate(key.maths.tree)): OPPOSITE} if isinstance(key, NumberKey) else {}
    known[mark_of(key, key.maths.tree)] = RIGHT
    found: dict[MalRule, set[Mark]] = {}
    work = Work(WORK)
    left = ENTRIES if isinstance(key, NumberKey | ExpressionKey) else SOLVED
    for line in map(line_of, solution):
        if line is None:
            continue
        own = valued(line)
        for application in applications(line, rules, work):
            if not left:
                break
            left -= 1
            answers = found.setdefault(application.rule, set())
            if unchanged(application.worth, own) or unchanged(application.worth, _turned(own)):
                continue
            answer = mark(key, application.worth, application.write)
            if answer is not None:
                answers.add(known.get(answer, answer))
    return {rule: frozenset(answers) for rule, answers in found.items()}


def _turned(own: Valued) -> Valued:
    """Return what a line is worth with the other sign on each side: `a - x = 0` is `x - a = 0`."""
    parts = (
        (signs, tuple((-here, -there) for here, there in sides)) if set(signs) == {"="} else (signs, sides)
        for signs, sides in own.parts
    )
    return Valued(own.word, tuple(parts))
