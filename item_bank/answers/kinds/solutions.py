"""
Solutions: all values that solve something, as they are stated.

`x = 2 or x = 3`, `2, 3`, `x = ±3`, "no solution", an interval where there are
infinitely many. Values are held against the key's one by one, whatever they are
made of; other statements as exact sets. An equation with the right solutions
still has to be solved. For several unknowns these are points, and `system`'s.
"""

from collections.abc import Hashable

import msgspec

from item_bank.algebra.compare import Sameness
from item_bank.algebra.printing import to_text
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.solving.point_text import point_tree
from item_bank.algebra.solving.real_set import EMPTY, RealSet, same
from item_bank.algebra.solving.solution import Solutions, solution_set
from item_bank.algebra.solving.undecided import NOT_ALGEBRAIC
from item_bank.algebra.tree import (
    EmptySet,
    Group,
    Junction,
    Listing,
    Matrix,
    Name,
    Reals,
    Relation,
    Setwise,
    Tree,
    names,
)
from item_bank.answers.answer import SolutionsAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.kinds.entries import Entry, as_sets, doubtful, entries, fingerprints
from item_bank.answers.kinds.settled import settle
from item_bank.answers.kinds.solved import accepted, refused, unsolved
from item_bank.answers.kinds.stated import is_solved, numbered, runs_on, stated_values
from item_bank.answers.kinds.system import SystemKey, compile_system
from item_bank.answers.maths import Maths, Source, prepare
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import invalid
from item_bank.answers.verdict import Judged, Verdict
from item_bank.finding import quoted

__all__ = ["SolutionsKey", "compile_solutions"]

ANY_LETTER = "x"
"""Is solved for where no letter is declared, and none written."""


class SolutionsKey(MathsKey, frozen=True, kw_only=True):
    """
    Solutions in one unknown made ready.

    Attributes
    ----------
    unknown
        What is solved for; None where neither the answer nor its value says.
    right
        The values that the key states; None where it states none.
    solved
        Its real values; undecided beyond what is solved exactly.
    """

    answer: SolutionsAnswer
    unknown: str | None
    right: tuple[Entry, ...] | None
    solved: Solutions

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        unknown, read = self._unknown(tree), to_text(tree)
        values = stated_values(tree, unknown)
        if values is None and (problem := _problem(tree, unknown)) is not None:
            return invalid(problem, text, read=read)
        if values is not None and self.right is not None:
            matched = as_sets(self.right, entries(values, self.maths))
            if matched.sameness is not Sameness.UNDECIDED:
                return settle(self.maths, self.answer.form, tree, read, matched)
        wrong = refused(self.maths, tree, read, self.solved, self._solved(tree, unknown), (unknown,))
        if wrong is not None and runs_on(tree, text):
            return invalid("not_solutions", text, read=read)
        if wrong is not None:
            return self._meant(tree, text, unknown) or wrong
        if isinstance(bare(tree), Listing) and isinstance(self.solved, RealSet) and same(self.solved, EMPTY):
            return invalid("empty_interval", text, read=read)
        if not is_solved(tree, unknown):
            return unsolved(self.maths, tree, read)
        return accepted(self.maths, self.answer.form, tree, read)

    def model(self) -> str:
        """Return the key, solved where it is an equation whose solutions can be written with one root each."""
        if self.right is not None or not isinstance(self.solved, RealSet) or any(self.solved.on):
            return self.answer.value
        values = [point_tree(point) for point in self.solved.points]
        stated = [Relation((Name(self.unknown or ANY_LETTER), worth), ("=",)) for worth in values if worth is not None]
        if len(stated) < len(values):
            return self.answer.value
        return " or ".join(map(to_text, stated)) or to_text(EmptySet())

    def same(self, tree: Tree) -> Hashable | None:
        """Return the real values of a response, or what each of those that it states comes to."""
        unknown = self._unknown(tree)
        solved = self._solved(tree, unknown)
        if isinstance(solved, RealSet):
            return solved.key()
        values = stated_values(tree, unknown)
        found = None if values is None else fingerprints(entries(values, self.maths))
        return None if found is None else frozenset(found)

    def _unknown(self, tree: Tree) -> str:
        """Return the letter that is solved for in a response."""
        return self.unknown or next(iter(names(tree)), ANY_LETTER)

    def _solved(self, tree: Tree, unknown: str) -> Solutions:
        """Return the real values for which a response is true."""
        return _real(tree, unknown, self.maths)

    def _meant(self, tree: Tree, text: str, unknown: str) -> Judged | None:
        """
        Judge right values that were joined or bracketed so that they say something else; None for other statements.

        No number has two values at once, and two numbers in brackets are an interval.
        """
        match tree:
            case Junction("and", parts):
                values = stated_values(Junction("or", parts), unknown)
            case Listing(items, "(" | "["):
                values = stated_values(Listing(items), unknown)
            case _:
                values = None
        if values is None or self.right is None:
            return None
        if as_sets(self.right, entries(values, self.maths)).sameness is not Sameness.SAME:
            return None
        if isinstance(tree, Junction):
            return Judged(verdict=Verdict.WRONG_FORM, reason="and_for_or", read=to_text(tree))
        return invalid("interval_or_values", text, read=to_text(tree))


def compile_solutions(answer: SolutionsAnswer, source: Source) -> SolutionsKey | SystemKey | KeyFault:
    """
    Make solutions ready: values, or something that can be solved exactly.
    """
    maths = prepare(answer.value, source)
    if isinstance(maths, KeyFault):
        return maths
    letters = maths.unknowns or names(maths.tree)
    if len(letters) > 1:
        return compile_system(answer, source)
    unknown = letters[0] if letters else None
    if unknown is not None:
        context = msgspec.structs.replace(maths.context, names=(*maths.context.names, *numbered(unknown)))
        maths = msgspec.structs.replace(maths, context=context)
    values = stated_values(maths.tree, unknown or ANY_LETTER)
    if values is None and (problem := _problem(maths.tree, unknown or ANY_LETTER)) is not None:
        return KeyFault(code=problem, sentence=f"Solutions are needed as the answer, not {quoted(answer.value)!r}.")
    solved = _real(maths.tree, unknown or ANY_LETTER, maths)
    right = None if values is None else entries(values, maths)
    if not isinstance(solved, RealSet):
        if right is None:
            return KeyFault(code="undecidable_key", sentence=f"{quoted(answer.value)!r} cannot be solved here exactly.")
        if (fault := doubtful(right, answer.value)) is not None:
            return fault
    return SolutionsKey(answer=answer, maths=maths, unknown=unknown, right=right, solved=solved)


def _real(tree: Tree, unknown: str, maths: Maths) -> Solutions:
    """Return the real values for which a statement is true; among complex numbers there may be others."""
    return NOT_ALGEBRAIC if maths.setting.domain == "complex" else solution_set(tree, (unknown,), maths.setting)


def _problem(tree: Tree, unknown: str) -> str | None:
    """Return the code of what keeps a statement from being about the unknown; None where nothing does."""
    match tree:
        case Group(inner):
            return _problem(inner, unknown)
        case Relation() | EmptySet() | Reals() | Setwise() | Listing((_, _), "(" | "[" | "]"):
            return None
        case Junction(_, parts) | Listing(parts):
            return next((problem for problem in (_problem(part, unknown) for part in parts) if problem), None)
        case Matrix():
            return "not_solutions"
        case _:
            return "not_solutions" if unknown in names(tree) else None
