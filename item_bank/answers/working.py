"""
Working: the verdict on several lines.

Each line is related to the one before it, the first to the step's first
solution line or, where there is none, to the key. The verdict is the last
line's; the first wrong line is reported beside it, also beside `correct`. A
line that cannot be read stops everything: nothing after it is judged.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import UNSET

from item_bank.algebra.context import Format
from item_bank.algebra.printing import to_text
from item_bank.algebra.solving.relating import RelationKind
from item_bank.algebra.solving.scan import is_transcendental
from item_bank.algebra.tree import Name, Tree, names
from item_bank.algebra.tree import Relation as Statement
from item_bank.algebra.working.chain import begin
from item_bank.algebra.working.copying import as_copy
from item_bank.algebra.working.trail import WRONG, Line, first_wrong, follow_lines
from item_bank.answers.kinds.equation import EquationKey
from item_bank.answers.kinds.expression import ExpressionKey
from item_bank.answers.kinds.number import NumberKey, stated
from item_bank.answers.maths import Maths, read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import problem_of
from item_bank.answers.products import products
from item_bank.answers.progress import reason_unfinished
from item_bank.answers.response import MAX_PRODUCTS, MAX_WORKING
from item_bank.answers.verdict import Judged, LineJudged, Problem, Relation, Verdict
from item_bank.answers.words import asks_for_help

__all__ = ["anchor", "judge_lines"]


SCANNED: Final = 400
"""Products that take as long as scanning a line with an exponential, a logarithm or an angle in it: some ten ms."""


class _Line(msgspec.Struct, frozen=True):
    """One line with its number among the entered ones."""

    number: int
    line: Line

    @property
    def relation(self) -> RelationKind | None:
        """How it stands to the line before."""
        return self.line.followed.relation


def judge_lines(key: MathsKey, entered: Sequence[tuple[int, str]], locale: str, written: Format = "text") -> Judged:
    """
    Judge the non-blank lines of a working, each with its number among the entered lines.
    """
    trees: list[tuple[int, Tree]] = []
    stop: Judged | None = None
    size = work = 0
    for number, text in entered:
        size += len(text)
        if size > MAX_WORKING:
            stop = _stopped(number, problem_of("working_too_long", len(text)))
            break
        if asks_for_help(text):
            stop = Judged(verdict=Verdict.ASKED)
            break
        tree = read_in(key.maths, text, locale, written)
        if isinstance(tree, Problem):
            stop = _stopped(number, tree)
            break
        work += products(tree) + SCANNED * is_transcendental(tree)
        if work > MAX_PRODUCTS:
            stop = _stopped(number, problem_of("working_too_long", len(text)), to_text(tree))
            break
        trees.append((number, tree))
    read = [tree for _, tree in trees]
    trail = follow_lines(begin(anchor(key, read)), read, key.maths.points, key.maths.setting)
    lines = _numbered(key, [number for number, _ in trees], trail.lines)
    if trail.misfit is not None:
        number, tree = trees[len(lines)]
        stop = _stopped(number, problem_of(trail.misfit.code, tree.end), to_text(tree))
    if stop is None:
        return _verdict(key, lines, entered[-1][1])
    wrong = _first_wrong(lines, key.maths)
    return msgspec.structs.replace(stop, lines=(*_reported(lines), *stop.lines), first_wrong=wrong)


def _stopped(number: int, problem: Problem, read: str | None = None) -> Judged:
    """Stop at a line that could not be read, or is of another kind than its chain."""
    line = LineJudged(line=number, read=read, problem=problem)
    return Judged(verdict=Verdict.INVALID, reason=problem.code, read=read, problem=problem, lines=(line,))


def _numbered(key: MathsKey, numbers: Sequence[int], lines: Sequence[Line]) -> tuple[_Line, ...]:
    """Give the lines their entered numbers; where the task is known, a first line that differs is no copy of it."""
    return tuple(
        [
            _Line(number, _not_copied(line) if place == 0 and key.maths.solution else line)
            for place, (number, line) in enumerate(zip(numbers, lines, strict=False))
        ]
    )


def _not_copied(line: Line) -> Line:
    """Say of a wrong first line that it is not the statement, where no step is known that explains it."""
    if line.followed.relation not in WRONG:
        return line
    cause = as_copy(line.before, line.tree, line.followed.cause)
    return msgspec.structs.replace(line, followed=msgspec.structs.replace(line.followed, cause=cause))


def _verdict(key: MathsKey, lines: tuple[_Line, ...], text: str) -> Judged:
    """Judge the last line, and report the lines beside it."""
    last = lines[-1]
    judged = key.judge(last.line.tree, text)
    aside = last.relation is None
    linked = any(line.relation is not None for line in lines)
    if judged.verdict is Verdict.INCORRECT and aside and linked:
        judged = Judged(verdict=Verdict.NO_PROGRESS, read=judged.read)
    if judged.verdict is Verdict.NO_PROGRESS:
        reason = reason_unfinished(key.maths, last.line.tree, lines[0].line.tree if len(lines) > 1 else None)
        judged = msgspec.structs.replace(judged, reason=reason)
    wrong = _first_wrong(lines, key.maths)
    if judged.verdict is Verdict.INCORRECT and wrong is None:
        # what looked like an aside was a copying error: nothing else explains the wrong end
        lines = tuple(map(_held_against_chain, lines))
        wrong = _first_wrong(lines, key.maths)
    return msgspec.structs.replace(judged, lines=_reported(lines), first_wrong=wrong)


def _held_against_chain(one: _Line) -> _Line:
    """Take an aside for a line that should have followed, and does not."""
    if one.relation is not None:
        return one
    followed = msgspec.structs.replace(one.line.followed, relation="different")
    return _Line(one.number, msgspec.structs.replace(one.line, followed=followed))


def _reported(lines: Sequence[_Line]) -> tuple[LineJudged, ...]:
    """Report each line as it was read and related."""
    return tuple(
        LineJudged(
            line=one.number,
            read=to_text(one.line.tree),
            relation=None if one.relation is None else Relation(one.relation),
            counterexample=one.line.followed.counterexample,
            cause=one.line.followed.cause or UNSET,
        )
        for one in lines
    )


def _first_wrong(lines: Sequence[_Line], maths: Maths) -> int | None:
    """Find the number of the first wrong line."""
    place = first_wrong([one.line for one in lines], maths.points, maths.setting)
    return None if place is None else lines[place].number


def anchor(key: MathsKey, trees: Sequence[Tree]) -> Tree:
    """
    Return what the first line is held against: an equation begins a chain of equations, else it is one of values.

    Parameters
    ----------
    key
        The answer made ready; its solution's first line is the task.
    trees
        The learner's lines, which say what is meant where there is no solution.
    """
    first = key.maths.solution[0] if key.maths.solution else None
    match key:
        case EquationKey():
            return first if isinstance(first, Statement) else key.maths.tree
        case ExpressionKey():
            if isinstance(first, Statement):
                return first.operands[-1]
            return first or key.maths.tree
        case NumberKey():
            if first is not None:
                return first if _about_a_letter(first) else stated(first) or key.said
            letters = [letter for tree in trees if _about_a_letter(tree) for letter in names(tree)]
            if letters:
                return Statement((Name(letters[0]), key.said), ("=",))
            return key.said
        case _:
            return first or key.maths.tree


def _about_a_letter(tree: Tree) -> bool:
    """Say whether a line is an equation with a letter in it."""
    return isinstance(tree, Statement) and bool(names(tree))
