"""
Diagnosing lines that belong to no item: relations, the first wrong line, and what it was.

What `misstep diagnose` says of one case. Everything is computed from the lines;
nothing is recorded. Cases about an item's variant go the way of an answer.
"""

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

import msgspec

from api.diagnosis.entered_lines import Declared, LineProblem, at_line, read_line, with_numbered
from api.diagnosis.explaining import Candidate, explained
from hints.misconception.entries import SOME_RIGHT
from item_bank.algebra.context import Context, Format
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import Setting
from item_bank.algebra.solving.relating import RelationKind
from item_bank.algebra.tree import Junction, Relation, Tree, names
from item_bank.algebra.working.cause import Cause
from item_bank.algebra.working.chain import Misfit, begin, follow
from item_bank.algebra.working.copying import as_copy
from item_bank.algebra.working.distance import helps
from item_bank.algebra.working.given import given_at_start
from item_bank.algebra.working.lines import LineRelation, is_statement, relation_with_cause
from item_bank.algebra.working.operation import Action, with_brackets
from item_bank.algebra.working.running import parts_follow
from item_bank.algebra.working.trail import WRONG, Line, first_wrong, follow_lines
from item_bank.answers.problems import problem_of
from item_bank.answers.verdict import Problem

__all__ = ["Diagnosed", "Kind", "PairRelation", "of_lines", "of_pair"]

Word: TypeAlias = RelationKind | Literal["invalid"]
Kind: TypeAlias = Literal["slip", "misconception", "guess", "undiagnosed", "no_progress", "unknown", "invalid"]
"""What sort of case it is; none where the lines are right and help."""


class PairRelation(msgspec.Struct, frozen=True):
    """How a line stands to the one before, where there is more to say than the word."""

    relation: Word
    cause: Cause | Literal["aside", "given"]


class Diagnosed(msgspec.Struct, frozen=True, kw_only=True):
    """
    What was found.

    Attributes
    ----------
    relations
        One for each adjacent pair.
    first_wrong
        The first wrong line, counted from 1; None where there is none.
    kind
        What sort of case it is.
    candidates
        Explanations, the likeliest first.
    counterexample
        Values that show the first wrong line, like `x = 7`.
    problem
        Why the lines were not followed to their end, or what was passed over in one.
    statement
        How the first line stands to the declared statement; without one, to
        itself, where it calls numbers equal.
    """

    relations: tuple[Word | PairRelation, ...]
    first_wrong: int | None = None
    kind: Kind | None = None
    candidates: tuple[Candidate, ...] = ()
    counterexample: str | None = None
    problem: LineProblem | None = None
    statement: Word | PairRelation | None = None


ASIDE: Final = PairRelation("same", "aside")
GIVEN: Final[Word | PairRelation] = PairRelation("same", "given")
"""A further equation of a system, stated below the one before."""
UNREAD: Final[Word] = "invalid"
SECOND: Final = 2


def of_lines(
    lines: Sequence[str], declared: Declared, points: Points, locale: str = "en", written: Format = "text"
) -> Diagnosed:
    """
    Diagnose a working.

    Parameters
    ----------
    lines
        As entered, at least one, at most `MAX_LINES`; blank ones are passed over.
    declared
        What holds for all of them.
    points
        Where expressions are compared.
    locale, written
        How they are written.
    """
    setting = _setting(declared)
    declared = with_numbered(lines, declared)
    entered = [(number, text) for number, text in enumerate(lines, 1) if text.strip()]
    trees: list[tuple[int, Tree]] = []
    problem: LineProblem | None = None
    passed_over: LineProblem | None = None
    for number, text in entered:
        one = read_line(text, declared, locale, written)
        if isinstance(one, Problem):
            problem = at_line(number, one)
            break
        passed_over = passed_over or (None if one.passed_over is None else at_line(number, one.passed_over))
        trees.append((number, one.tree))
    pairs = max(len(entered) - 1, 0)
    if not trees:
        return Diagnosed(relations=(UNREAD,) * pairs, kind="invalid" if problem else None, problem=problem)
    anchor = _anchored(trees[0][1], declared, points, locale, written) or _alone(trees[0][1], points, setting)
    read = [tree for _, tree in trees]
    stated = 1 if declared.statement is not None else given_at_start(read, points, setting)
    start = read[0] if stated == 1 else Junction("and", tuple(read[:stated]))
    trail = follow_lines(begin(start), read[stated:], points, setting)
    if trail.misfit is not None:
        number, tree = trees[len(trail.lines) + stated]
        problem = at_line(number, problem_of(trail.misfit.code, tree.end))
    relations = [GIVEN] * (stated - 1) + [_said(line.followed.relation, line.followed.cause) for line in trail.lines]
    found = Diagnosed(
        relations=(*relations, *[UNREAD] * (pairs - len(relations))),
        kind="invalid" if problem else _kind_of_right(read, trail.lines),
        problem=problem or passed_over,
        statement=None if anchor is None else _said(anchor.relation, anchor.cause),
    )
    if anchor is not None and anchor.relation in WRONG:
        return _wrong(found, trees[0][0], anchor.counterexample)
    place = first_wrong(trail.lines, points, setting)
    if place is None:
        return found
    line = trail.lines[place]
    candidates = explained(line.before, line.tree, None, Context())
    return _wrong(found, trees[place + stated][0], line.followed.counterexample, candidates)


def of_pair(
    before: str,
    after: str,
    action: Action | None,
    declared: Declared,
    points: Points,
    locale: str = "en",
    written: Format = "text",
) -> Diagnosed:
    """
    Diagnose one step: a line before, a line after, and what was declared to be done, if anything was.
    """
    setting = _setting(declared)
    declared = with_numbered((before, after), declared)
    trees: list[Tree] = []
    passed_over: LineProblem | None = None
    for number, text in enumerate((before, after), 1):
        one = read_line(text, declared, locale, written)
        if isinstance(one, Problem):
            return Diagnosed(relations=("invalid",), kind="invalid", problem=at_line(number, one))
        passed_over = passed_over or (None if one.passed_over is None else at_line(number, one.passed_over))
        trees.append(one.tree)
    first, second = trees
    free = Context(locale=locale, functions=declared.functions)
    found = _step(first, second, points, setting)
    if isinstance(found, Misfit):
        problem = at_line(SECOND, problem_of(found.code, second.end))
        return Diagnosed(relations=("invalid",), kind="invalid", problem=problem)
    if found.relation != "same" and action is not None:
        meant = with_brackets(before, after, action, free)
        if meant is not None and _is_operation(_step(first, meant, points, setting), first):
            found, second = LineRelation("same", cause="brackets_understood"), meant
    said = Diagnosed(relations=(_said(found.relation, found.cause),), problem=passed_over)
    if found.relation in WRONG:
        candidates = explained(first, second, action, free)
        return _wrong(said, SECOND, found.counterexample, candidates)
    if found.relation == "undecided":
        return msgspec.structs.replace(said, kind="unknown")
    return said if helps(first, second) else msgspec.structs.replace(said, kind="no_progress")


def _step(before: Tree, after: Tree, points: Points, setting: Setting) -> LineRelation | Misfit:
    """Relate two lines alone, where nothing is an aside."""
    if is_statement(before) and is_statement(after):
        return relation_with_cause(before, after, points, setting)
    found = follow(begin(before), after, points, setting)
    if isinstance(found, Misfit):
        return found
    if found.relation is None:
        return relation_with_cause(before, after, points, setting)
    return LineRelation(found.relation, found.counterexample, found.cause)


def _is_operation(found: LineRelation | Misfit, before: Tree) -> bool:
    """
    Say whether a declared operation on whole sides is right.

    Who multiplies both sides of a formula by one of its letters takes it not to be zero.
    """
    if found == LineRelation("same"):
        return True
    formula = is_statement(before) and len(names(before)) > 1
    return isinstance(found, LineRelation) and formula and found.cause == "multiplied_by_unknown"


def _setting(declared: Declared) -> Setting:
    """Return what names stand for."""
    return Setting(domain=declared.domain or "real", angle=declared.angle)


def _said(relation: RelationKind | None, cause: Cause | None) -> Word | PairRelation:
    """Write a relation: the word where there is nothing more to say."""
    if relation is None:
        return ASIDE
    return relation if cause is None or relation == "undecided" else PairRelation(relation, cause)


def _wrong(
    found: Diagnosed, line: int, counterexample: str | None, candidates: tuple[Candidate, ...] = ()
) -> Diagnosed:
    """Name the first wrong line, and what explains it."""
    # A wrong rewrite without an idea behind it is a slip, as on an answer's way.
    known = any(one.mal_rule != SOME_RIGHT for one in candidates)
    kind: Kind = "undiagnosed" if not known else "misconception" if candidates[0].misconception else "slip"
    return msgspec.structs.replace(
        found,
        first_wrong=line,
        kind="invalid" if found.kind == "invalid" else kind,
        counterexample=counterexample,
        candidates=candidates,
    )


def _anchored(first: Tree, declared: Declared, points: Points, locale: str, written: Format) -> LineRelation | None:
    """Hold the first line against the exercise's statement; None where none is declared, or none that can be read."""
    if declared.statement is None:
        return None
    read = read_line(declared.statement, declared, locale, written)
    if isinstance(read, Problem):
        return None
    statement = read.tree
    found = _step(statement, first, points, _setting(declared))
    if isinstance(found, Misfit) or found.relation not in WRONG:
        return None if isinstance(found, Misfit) else found
    return msgspec.structs.replace(found, cause=as_copy(statement, first, found.cause))


def _alone(first: Tree, points: Points, setting: Setting) -> LineRelation | None:
    """Look at a first line that says something by itself: numbers that are called equal one after another."""
    if not isinstance(first, Relation) or set(first.operators) != {"="}:
        return None
    numbers = [side for side in first.operands if not names(side)]
    return parts_follow(numbers, points, setting) if len(numbers) > 1 else None


def _kind_of_right(trees: Sequence[Tree], lines: Sequence[Line]) -> Kind | None:
    """Say what sort of case lines are in which nothing is wrong."""
    if any(line.followed.relation == "undecided" for line in lines):
        return "unknown"
    last = (lines[-1].followed.stands if lines else None) or trees[-1]
    return None if len(trees) <= 1 or helps(trees[0], last) else "no_progress"
