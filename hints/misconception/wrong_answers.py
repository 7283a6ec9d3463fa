"""
The table of wrong answers: what comes out where one line of the solution goes wrong by a mal-rule.

Each line, each rule, each place, worked on rightly to its end. So the answer
alone, without any working, tells where it may have gone wrong and how; several
ways to one answer are all kept. Made once for each step that somebody answered
wrongly; of each way only its number is kept, and it is gone again when somebody
answers so. How probable each way is, is `ranking`'s.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import Final

import msgspec

from hints.misconception.confirming import Confirmed
from hints.misconception.endings import Mark, agrees, mark, mark_of
from hints.misconception.explain import Explanation, explanation, shipped
from hints.misconception.ranking import Known, probabilities
from hints.misconception.rewriting.agreement import Agreement
from hints.misconception.rewriting.applying import WORK, Application, Rules, applications
from hints.misconception.rewriting.flat import Term, letter, negated
from hints.misconception.rewriting.flattening import line_of, tree_of
from hints.misconception.rewriting.line import Joined, Line, Stated, valued
from hints.misconception.rewriting.reading import shipped_rules
from hints.misconception.rewriting.rule import RuleId
from hints.misconception.rewriting.work import Work
from hints.misconception.searching import Hit, Searched
from hints.misconception.topical import rules_for
from item_bank.algebra.tree import Tree
from item_bank.answers.kinds.expression import ExpressionKey
from item_bank.answers.kinds.number import NumberKey
from item_bank.answers.maths_key import MathsKey
from item_bank.exercise import ExerciseStep

__all__ = ["ENTRIES", "SOLVED", "Entry", "Table", "explain_answer", "place_of", "table", "table_of"]

ENTRIES: Final = 600
"""Wrong lines that a table holds at most; the longest solutions of the starter bank have some 200."""
GUESSES: Final = 6.0
"""
How much more often a bare wrong answer comes from nowhere than a wrong line.

So that of random wrong numbers of the right's size at most one in twenty is
blamed on a rule (`make bench ARGS=wrong_answers`).
"""
DERIVED: Final = 10.0
"""The same where the lines are no author's but worked out from the question: learners may have gone another way."""
LIKELY: Final = 0.5
"""Ways are named where it is at least as probable that it was one of them as that it was none."""
SOLVED: Final = 60
"""The same where each has to be solved, some 0.2 ms each."""
TABLES: Final = 512
"""Tables of which the numbers are kept, of the steps that were answered wrongly last; at some 5 kB each, 3 MB."""

WHOLE: Final = 8
"""Tables that are kept whole."""
DROPPED, ADDED = RuleId("drops-minus-sign"), RuleId("adds-minus-sign")
"""The rules for a sign that is another one."""
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


class Ways(msgspec.Struct, frozen=True, eq=False):
    """
    What is kept of a table: by the mark of an answer, the numbers of the ways to it; and how much was tried, as there.
    """

    numbers: Mapping[Mark, tuple[int, ...]]
    tried: float
    made: int


@lru_cache(maxsize=TABLES)
def ways(step: ExerciseStep) -> Ways:
    """
    Return what is kept of the table of a step, made when it is first asked for.
    """
    numbers: dict[Mark, list[int]] = {}
    tried, made = 0.0, 0
    if isinstance(step.key, MathsKey):
        for entry, found in _worked_out(step.key, step.key.maths.solution, rules_for(step.step)):
            if found is not None:
                numbers.setdefault(found, []).append(made)
            made += 1
            tried += entry.application.rule.weight
    return Ways({found: tuple(some) for found, some in numbers.items()}, tried, made)


@lru_cache(maxsize=WHOLE)
def table(step: ExerciseStep) -> Table:
    """
    Return the table of a step, with all that its ways write: for whoever makes wrong answers.
    """
    if not isinstance(step.key, MathsKey):
        return Table({}, 0.0, 0)
    return table_of(step.key, step.key.maths.solution, rules_for(step.step))


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
    entries: dict[Mark, list[Entry]] = {}
    tried, made = 0.0, 0
    for entry, found in _worked_out(key, solution, shipped() if rules is None else rules):
        made += 1
        tried += entry.application.rule.weight
        if found is not None:
            entries.setdefault(found, []).append(entry)
    return Table({found: tuple(some) for found, some in entries.items()}, tried, made)


def _worked_out(key: MathsKey, solution: Sequence[Tree], rules: Rules) -> Iterator[tuple[Entry, Mark | None]]:
    """Yield each way with the mark of the wrong answer; None where it leads to the right one or to none."""
    right = mark_of(key, key.maths.tree)
    for entry in _rewritten(key, solution, rules):
        found = mark(key, entry.application.worth, entry.application.write)
        yield entry, None if found == right else found


def _rewritten(key: MathsKey, solution: Sequence[Tree], rules: Rules) -> Iterator[Entry]:
    """Yield each wrong rewrite of each line, as many as are worth their time."""
    work = Work(WORK)
    left = ENTRIES if isinstance(key, NumberKey | ExpressionKey) else SOLVED
    for place, tree in enumerate(solution):
        line = line_of(tree)
        if line is None:
            continue
        for application in applications(line, rules, work):
            if not left:
                return
            left -= 1
            yield Entry(place, line, application)


def _again(key: MathsKey, numbers: Sequence[int], rules: Rules) -> Iterator[Entry]:
    """Go some ways again, in the order of their numbers."""
    wanted = frozenset(numbers)
    all_ways = _rewritten(key, key.maths.solution, rules)
    return (entry for number, entry in enumerate(islice(all_ways, max(wanted) + 1)) if number in wanted)


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
    known_ways = ways(step)
    wanted = key.same(answer)
    rules = rules_for(step.step)
    hits = _hits(key, known_ways, written, wanted, rules)
    slipped: Application | None = None
    if (
        not hits
        and isinstance(key, NumberKey)
        and isinstance(wanted, Fraction)
        and not isinstance(written, Stated | Joined)
    ):
        # two errors at once, where the second is seen without trying: the sign of the result
        hits = _hits(key, known_ways, negated(written), -wanted, rules)
        slipped = _sign(written)
    if not hits:
        return ()
    searched = Searched(
        {name: Hit(way.application, Agreement.PARTS, slipped) for name, (way, _) in hits.items()},
        known_ways.tried,
        known_ways.made,
    )
    # Who guesses takes the numbers of the task as readily as others: none is known beforehand.
    probable = probabilities(searched, NO_NUMBERS, written, known)
    whole = sum(probable.values())
    some = whole + (GUESSES if step.step.solution else DERIVED) * (1 - whole)
    if whole / some < LIKELY:
        return ()
    ordered = sorted(hits, key=lambda name: -probable[name])
    return tuple(
        explanation(searched.hits[name], probable[name] / some, tree_of(way.line), reproduces=told is Confirmed.SAME)
        for name, (way, told) in ((name, hits[name]) for name in ordered)
    )


def place_of(step: ExerciseStep, answer: Tree, rule: RuleId) -> int | None:
    """
    Return the line of the solution, counted from 0, that a rule rewrites on its way to an answer; None for no such way.
    """
    key, written = step.key, line_of(answer)
    if written is None or not isinstance(key, MathsKey):
        return None
    way = _hits(key, ways(step), written, key.same(answer), rules_for(step.step)).get(rule)
    return None if way is None else way[0].place


def _hits(
    key: MathsKey, known_ways: Ways, written: Line, wanted: Hashable | None, rules: Rules
) -> Mapping[RuleId, tuple[Entry, Confirmed]]:
    """Return, by rule, the first of the ways that lead to an answer, and whether they do so for sure."""
    found = mark(key, valued(written), lambda: written)
    numbers = () if found is None else known_ways.numbers.get(found, ())
    hits: dict[RuleId, tuple[Entry, Confirmed]] = {}
    for way in _again(key, numbers, rules) if numbers else ():
        rule = way.application.rule.id
        if rule not in hits and (told := agrees(key, way.application.line, wanted)) is not Confirmed.DIFFERENT:
            hits[rule] = way, told
    return hits


def _sign(written: Term) -> Application:
    """Return the slip that gave a number its other sign."""
    rule = next(rule for rule in shipped_rules() if rule.id == (ADDED if written.at[0] < 0 else DROPPED))
    return Application(rule=rule, found={}, worth=valued(written), write=lambda: written, part=lambda: negated(written))
