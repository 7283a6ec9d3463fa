"""
Working: the verdict on several lines.

Each line is related to the one before it, the first to the step's first
solution line or, where there is none, to the key. The verdict is the last
line's; the first wrong line is reported beside it, also beside `correct`. A
line that cannot be read stops everything: nothing after it is judged.
"""

from collections.abc import Sequence

import msgspec

from item_bank.algebra.context import Format
from item_bank.algebra.printing import to_text
from item_bank.algebra.residue import Points
from item_bank.algebra.tree import Name, Tree, names
from item_bank.algebra.tree import Relation as Statement
from item_bank.answers.chain import Followed, follow, relate
from item_bank.answers.kinds.equation import EquationKey
from item_bank.answers.kinds.expression import ExpressionKey
from item_bank.answers.kinds.number import NumberKey, stated
from item_bank.answers.maths import read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import problem_of
from item_bank.answers.products import products
from item_bank.answers.progress import reason_unfinished
from item_bank.answers.response import MAX_PRODUCTS, MAX_WORKING
from item_bank.answers.verdict import Judged, LineJudged, Problem, Relation, Verdict
from item_bank.answers.words import asks_for_help

__all__ = ["judge_lines"]

_WRONG = frozenset({Relation.DIFFERENT, Relation.LOST, Relation.GAINED})


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line read and followed; `before` is what it was held against."""

    number: int
    tree: Tree
    before: Tree
    followed: Followed


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
        work += products(tree)
        if work > MAX_PRODUCTS:
            stop = _stopped(number, problem_of("working_too_long", len(text)), to_text(tree))
            break
        trees.append((number, tree))
    lines, misfit = _follow(key, trees)
    stop = misfit or stop
    if stop is None:
        return _verdict(key, lines, entered[-1][1])
    wrong = _first_wrong(lines, key.maths.points)
    return msgspec.structs.replace(stop, lines=(*_reported(lines), *stop.lines), first_wrong=wrong)


def _stopped(number: int, problem: Problem, read: str | None = None) -> Judged:
    """Stop at a line that could not be read, or is of another kind than its chain."""
    line = LineJudged(line=number, read=read, problem=problem)
    return Judged(verdict=Verdict.INVALID, reason=problem.code, read=read, problem=problem, lines=(line,))


def _follow(key: MathsKey, trees: Sequence[tuple[int, Tree]]) -> tuple[list[_Line], Judged | None]:
    """Follow the lines; stop at one that does not belong in such a chain."""
    lines: list[_Line] = []
    before = _anchor(key, [tree for _, tree in trees])
    for number, tree in trees:
        followed = follow(before, _as_statement(before, tree, last=tree is trees[-1][1]), key.maths.points)
        if isinstance(followed, str):
            problem = problem_of(followed, tree.end)
            return lines, _stopped(number, problem, to_text(tree))
        lines.append(_Line(number=number, tree=tree, before=before, followed=followed))
        before = followed.stands or before
    return lines, None


def _verdict(key: MathsKey, lines: Sequence[_Line], text: str) -> Judged:
    """Judge the last line, and report the lines beside it."""
    last = lines[-1]
    judged = key.judge(last.tree, text)
    aside = last.followed.relation is None
    linked = any(line.followed.relation is not None for line in lines)
    if judged.verdict is Verdict.INCORRECT and aside and linked:
        judged = Judged(verdict=Verdict.NO_PROGRESS, read=judged.read)
    if judged.verdict is Verdict.NO_PROGRESS:
        reason = reason_unfinished(key.maths, last.tree, lines[0].tree if len(lines) > 1 else None)
        judged = msgspec.structs.replace(judged, reason=reason)
    wrong = _first_wrong(lines, key.maths.points)
    if judged.verdict is Verdict.INCORRECT and wrong is None:
        # what looked like an aside was a copying error: nothing else explains the wrong end
        lines = [_held_against_chain(line) for line in lines]
        wrong = _first_wrong(lines, key.maths.points)
    return msgspec.structs.replace(judged, lines=_reported(lines), first_wrong=wrong)


def _held_against_chain(line: _Line) -> _Line:
    """Take an aside for a line that should have followed, and does not."""
    if line.followed.relation is not None:
        return line
    return msgspec.structs.replace(line, followed=msgspec.structs.replace(line.followed, relation=Relation.DIFFERENT))


def _reported(lines: Sequence[_Line]) -> tuple[LineJudged, ...]:
    """Report each line as it was read and related."""
    return tuple(
        LineJudged(
            line=line.number,
            read=to_text(line.tree),
            relation=line.followed.relation,
            counterexample=line.followed.counterexample,
        )
        for line in lines
    )


def _first_wrong(lines: Sequence[_Line], points: Points) -> int | None:
    """
    Find the first wrong line: `different`, `lost` or `gained`.

    A `gained` line is excused once a later line says again what stood before
    it, and that later line with it: the extra roots were rejected.
    """
    excused: set[int] = set()
    for line in lines:
        how = line.followed.relation
        if how not in _WRONG or line.number in excused:
            continue
        rejecting = _rejecting(line, lines, points) if how is Relation.GAINED else None
        if rejecting is None:
            return line.number
        excused.add(rejecting)
    return None


def _rejecting(gained: _Line, lines: Sequence[_Line], points: Points) -> int | None:
    """Find the later line that says again what stood before `gained`."""
    for line in lines:
        stands = line.followed.stands
        if line.number > gained.number and stands and relate(gained.before, stands, points)[0] is Relation.SAME:
            return line.number
    return None


def _anchor(key: MathsKey, trees: Sequence[Tree]) -> Tree:
    """
    Return what the first line is held against: an equation begins a chain of equations, else it is one of values.
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


def _as_statement(before: Tree, tree: Tree, *, last: bool) -> Tree:
    """Take a bare number at the end of a chain of equations for what the letter is."""
    letters = names(before)
    if (
        last
        and isinstance(before, Statement)
        and len(letters) == 1
        and not isinstance(tree, Statement)
        and not names(tree)
    ):
        return Statement((Name(letters[0]), tree), ("=",))
    return tree
