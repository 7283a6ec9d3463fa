"""
Systems: equations that hold together, right when they have the key's solutions.

Linear ones are compared exactly, whether solved or not. Points that are stated
are held against the key's one by one, or put into its equations, which shows a
wrong one whatever the equations are; what that leaves open is not decided.
"""

from collections.abc import Hashable

from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.printing import to_text
from item_bank.algebra.solving.affine import Affine
from item_bank.algebra.solving.scale import with_name
from item_bank.algebra.solving.solution import Solutions, solution_set
from item_bank.algebra.solving.system import Equation, alternatives
from item_bank.algebra.solving.undecided import NOT_A_STATEMENT, Stop
from item_bank.algebra.tree import EmptySet, Group, Junction, Listing, Reals, Relation, Tree, names
from item_bank.answers.answer import SolutionsAnswer, SystemAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.kinds.entries import Entry, as_sets, doubtful, entries, fingerprints
from item_bank.answers.kinds.settled import settle
from item_bank.answers.kinds.solved import accepted, refused, unsolved
from item_bank.answers.kinds.stated import Point, runs_on, stated_points
from item_bank.answers.maths import Source, prepare
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import invalid
from item_bank.answers.verdict import Evidence, Judged, Verdict
from item_bank.finding import quoted

__all__ = ["SystemKey", "compile_system"]


class SystemKey(MathsKey, frozen=True, kw_only=True):
    """
    A system made ready, or solutions in several unknowns.

    Attributes
    ----------
    unknowns
        The names that are solved for, in the order of a point's coordinates.
    points
        The points that the key states; None where it states none.
    right
        These points as entries.
    solved
        Its solutions; undecided where it is not linear.
    """

    answer: SystemAnswer | SolutionsAnswer
    unknowns: tuple[str, ...]
    points: tuple[Point, ...] | None
    right: tuple[Entry, ...]
    solved: Solutions

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        read, points = to_text(tree), stated_points(tree, self.unknowns)
        if points is None and (problem := _problem(tree)) is not None:
            return invalid(problem, text, read=read)
        form = self.answer.form if isinstance(self.answer, SolutionsAnswer) else "any"
        if points is not None and self.points is not None:
            matched = as_sets(self.right, entries(map(_entry, points), self.maths))
            return settle(self.maths, form, tree, read, matched)
        wrong = refused(self.maths, tree, read, self.solved, self._solved(tree, points), self.unknowns)
        if wrong is not None and runs_on(tree, text):
            return invalid("not_equations", text, read=read)
        if wrong is not None:
            return (self._refuted(tree, points, read) if wrong.verdict is Verdict.UNKNOWN else None) or wrong
        if points is None and isinstance(self.answer, SolutionsAnswer):
            # of a system any equations with its solutions will do; where solutions are asked, they have to be stated
            return unsolved(self.maths, tree, read)
        return accepted(self.maths, form, tree, read)

    def same(self, tree: Tree) -> Hashable | None:
        """Return the solutions of a response, or what the points that it states come to."""
        points = stated_points(tree, self.unknowns)
        if points is None and _problem(tree) is not None:
            return None
        solved = self._solved(tree, points)
        if isinstance(solved, Affine):
            return solved.flats
        found = None if points is None else fingerprints(entries(map(_entry, points), self.maths))
        return None if found is None else frozenset(found)

    def _solved(self, tree: Tree, points: tuple[Point, ...] | None) -> Solutions:
        """Return the solutions of a response, those that it states where it does."""
        said = tree if points is None else Listing(tuple(map(_entry, points)), "{", "}")
        return solution_set(said, self.unknowns, self.maths.setting)

    def _refuted(self, tree: Tree, points: tuple[Point, ...] | None, read: str) -> Judged | None:
        """Judge by putting the points of one side into the equations of the other; None where that shows nothing."""
        if points is not None and any(_holds(self.maths.tree, point, self) is False for point in points):
            reason = "gained"
        elif self.points is not None and any(_holds(tree, point, self) is False for point in self.points):
            reason = "lost"
        else:
            return None
        return Judged(verdict=Verdict.INCORRECT, reason=reason, read=read, evidence=Evidence.EXACT)


def compile_system(answer: SystemAnswer | SolutionsAnswer, source: Source) -> SystemKey | KeyFault:
    """
    Make a system ready: linear equations, points, or equations that are at least found true of themselves.
    """
    maths = prepare(answer.value, source)
    if isinstance(maths, KeyFault):
        return maths
    unknowns = maths.unknowns or names(maths.tree)
    points = stated_points(maths.tree, unknowns)
    if points is None and _problem(maths.tree) is not None:
        return KeyFault(
            code="not_equations",
            sentence=f"Equations or points are needed as the answer, not {quoted(answer.value)!r}.",
        )
    solved = solution_set(maths.tree, unknowns, maths.setting) if len(unknowns) > 1 else NOT_A_STATEMENT
    right = entries(map(_entry, points or ()), maths)
    if (fault := doubtful(right, answer.value)) is not None:
        return fault
    return SystemKey(answer=answer, maths=maths, unknowns=unknowns, points=points, right=right, solved=solved)


def _entry(point: Point) -> Tree:
    """Return a point as one entry."""
    return Listing(point, "(", ")")


def _problem(tree: Tree) -> str | None:
    """Return the code of what keeps a response from being a system; None where nothing does."""
    match tree:
        case EmptySet() | Reals():
            return None
        case Relation(operators=operators):
            return None if set(operators) <= {"=", "in"} else "not_equations"
        case Group(inner):
            return _problem(inner)
        case Junction(_, parts) | Listing(parts):
            return next((problem for problem in map(_problem, parts) if problem is not None), None)
        case _:
            return "not_equations"


def _holds(tree: Tree, point: Point, key: SystemKey) -> bool | None:
    """Say whether a point solves a system; None where that is not known."""
    try:
        cases = alternatives(tree, key.unknowns)
    except Stop:
        return None
    truths = [_all_hold(equations, point, key) for equations in cases]
    if any(truths):
        return True
    return None if None in truths else False


def _all_hold(equations: tuple[Equation, ...], point: Point, key: SystemKey) -> bool | None:
    """Say whether a point solves all equations."""
    found = {_equal(equation, point, key) for equation in equations}
    if False in found:
        return False
    return None if None in found else True


def _equal(equation: Equation, point: Point, key: SystemKey) -> bool | None:
    """Say whether both sides of an equation are the same at a point."""
    left, right = equation
    for name, worth in zip(key.unknowns, point, strict=True):
        left, right = with_name(left, name, worth), with_name(right, name, worth)
    match compare(left, right, key.maths.points, key.maths.setting).sameness:
        case Sameness.SAME:
            return True
        case Sameness.DIFFERENT:
            return False
        case _:
            return None
