"""
The table of wrong answers: what comes out where one line of the solution goes wrong by a mal-rule.

Each line, each rule, each place, worked on rightly to its end. So the answer
alone, without any working, tells where it may have gone wrong and how; several
ways to one answer are all kept. Made once for each step that somebody answered
wrongly, and kept beside it. How probable each way is, is `ranking`'s.
"""

from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Final

import msgspec

from hints.misconception.confirming import Confirmed
from hints.misconception.endings import Mark, agrees, mark
from hints.misconception.explain import Explanation, explanation, shipped
from hints.misconception.ranking import Known, probabilities
from hints.misconception.rewriting.agreement import Agreement
from hints.misconception.rewriting.applying import WORK, Application, Rules, applications
from hints.misconception.rewriting.flat import letter
from hints.misconception.rewriting.flattening import line_of, tree_of
from hints.misconception.rewriting.line import Line, valued
from hints.misconception.rewriting.rule import RuleId
from hints.misconception.rewriting.work import Work
from hints.misconception.searching import Hit, Searched
from item_bank.algebra.tree import Tree
from item_bank.answers.kinds.expression import ExpressionKey
from item_bank.answers.kinds.number import NumberKey
from item_bank.answers.maths_key import MathsKey
from item_bank.exercise import ExerciseStep

__all__ = ["ENTRIES", "SOLVED", "Entry", "Table", "explain_answer", "table", "table_of"]

ENTRIES: Final = 600
"""Wrong lines that a table holds at most; the longest solutions of the starter bank have some 200."""
GUESSES: Final = 5.0
"""
How much more often a bare wrong answer comes from nowhere than a wrong line.

So that of random wrong numbers of the right's size at most one in twenty is
blamed on a rule (`make bench ARGS=wrong_answers`).
"""
LIKELY: Final = 0.5
"""Ways are named where it is at least as probable that it was one of them as that it was none."""
SOLVED: Final = 60
"""The same where each has to be solved, some 0.2 ms each."""
TABLES: Final = 512
"""Tables that are kept, of the steps that were answered wrongly last; at some 30 kB each, 15 MB."""


NO_NUMBERS: Final[Line] = letter("x")


class Entry(msgspec.Struct, frozen=True, eq=False):
    """One way to a wrong answer: the place of the line in the solution, counted from 0, the line, and the rewrite."""

    place: int
    line: Line
    application: Application


class Table(msgspec.Struct, frozen=True, eq=False):
    """
    The wrong answers of one step.

    Attributes
    ----------
    entries
        By the mark of the answer that comes out, in the order of the solution.
    tried
        The weights of all rules, once for each way.
    made
        How many ways were worked out, also to the right answer and to none.
    """

    entries: Mapping[Mark, tuple[Entry, ...]]
    tried: float
    made: int


@lru_cache(maxsize=TABLES)
def table(step: ExerciseStep) -> Table:
    """
    Return the table of a step, made when it is first asked for.
    """
    if not isinstance(step.key, MathsKey):
        return Table({}, 0.0, 0)
    return table_of(step.key, step.key.maths.solution)


def table_of(key: MathsKey, solution: Sequence[Tree], rules: Rules | None = None) -> Table:
    """
    Work out the wrong answers of a solution.

    Parameters
    ----------
    key
        The answer made ready.
    solution
        The lines, the first being the task.
    rules
        Which rules to apply; those that come with Misstep, where none are given.

    Returns
    -------
    Table
        Without what gives the right answer. Bounded by counted work.
    """
    applied = shipped() if rules is None else rules
    right = _right(key)
    work = Work(WORK)
    entries: dict[Mark, list[Entry]] = {}
    tried, made = 0.0, 0
    most = ENTRIES if isinstance(key, NumberKey | ExpressionKey) else SOLVED
    for place, tree in enumerate(solution):
        line = line_of(tree)
        if line is None:
            continue
        for application in applications(line, applied, work):
            if made >= most:
                break
            made += 1
            tried += application.rule.weight
            found = mark(key, application.worth, application.write)
            if found is not None and found != right:
                entries.setdefault(found, []).append(Entry(place, line, application))
    return Table({found: tuple(ways) for found, ways in entries.items()}, tried, made)


def _right(key: MathsKey) -> Mark | None:
    """Return the mark of the right answer."""
    line = line_of(key.maths.tree)
    return None if line is None else mark(key, valued(line), lambda: line)


def explain_answer(step: ExerciseStep, answer: Tree, known: Known) -> tuple[Explanation, ...]:
    """
    Explain a wrong final answer by the ways that lead to it.

    Parameters
    ----------
    step
        The step that was answered.
    answer
        The response, as read.
    known
        What is known beside it.

    Returns
    -------
    tuple of Explanation
        The most probable first, each rule once; empty where no way leads there,
        or where it is more probable that it was none of those that do.
    """
    key, written = step.key, line_of(answer)
    if written is None or not isinstance(key, MathsKey):
        return ()
    known_ways = table(step)
    found = mark(key, valued(written), lambda: written)
    ways = () if found is None else known_ways.entries.get(found, ())
    if not ways:
        return ()
    hits = _hits(key, ways, key.same(answer))
    if not hits:
        return ()
    searched = Searched(
        {name: Hit(way.application, Agreement.PARTS) for name, (way, _) in hits.items()},
        known_ways.tried,
        known_ways.made,
    )
    # Who guesses takes the numbers of the task as readily as others: none is known beforehand.
    probable = probabilities(searched, NO_NUMBERS, written, known)
    whole = sum(probable.values())
    some = whole + GUESSES * (1 - whole)
    if whole / some < LIKELY:
        return ()
    ordered = sorted(hits, key=lambda name: -probable[name])
    return tuple(
        explanation(searched.hits[name], probable[name] / some, tree_of(way.line), reproduces=told is Confirmed.SAME)
        for name, (way, told) in ((name, hits[name]) for name in ordered)
    )


def _hits(key: MathsKey, ways: Sequence[Entry], wanted: Hashable | None) -> Mapping[RuleId, tuple[Entry, Confirmed]]:
    """Return, by rule, the first of the ways that lead to an answer, and whether they do so for sure."""
    hits: dict[RuleId, tuple[Entry, Confirmed]] = {}
    for way in ways:
        rule = way.application.rule.id
        if rule not in hits and (told := agrees(key, way.application.line, wanted)) is not Confirmed.DIFFERENT:
            hits[rule] = way, told
    return hits
