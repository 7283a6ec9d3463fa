"""
Intervals: unions of them, held against the key as sets of real numbers.

Round and turned square brackets are open, `(a, b)` as `]a, b[`; a single number
stands in braces. An inequality in one letter says the same and is accepted.
A square bracket at infinity includes no number more; it is a matter of form.
Ends in the wrong order, which no interval has, are said, not marked.
"""

from collections.abc import Hashable

from item_bank.algebra.compare import Sameness
from item_bank.algebra.printing import to_text
from item_bank.algebra.solving.real_set import EMPTY, RealSet, same
from item_bank.algebra.solving.solution import Solutions, solution_set
from item_bank.algebra.tree import (
    Constant,
    EmptySet,
    Group,
    Junction,
    Listing,
    Negate,
    Number,
    Posit,
    Reals,
    Relation,
    Setwise,
    Tree,
    names,
    walk,
)
from item_bank.answers.answer import IntervalAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.kinds.entries import Entry, as_sets, doubtful, entries
from item_bank.answers.kinds.settled import settle
from item_bank.answers.kinds.solved import accepted, refused
from item_bank.answers.maths import Maths, Source, prepare
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import invalid
from item_bank.answers.verdict import Judged, Verdict
from item_bank.finding import quoted

__all__ = ["IntervalKey", "compile_interval"]

ANY_LETTER = "x"
"""Stands for the numbers of an interval where no letter is declared for them."""


MAX_JOINED = 8
"""Sets joined whose ends have letters; each level of brackets tries both orders."""
OPEN, CLOSED, INFINITE = Number("0"), Number("1"), Number("2")
"""What an end is, as an entry beside it."""


class IntervalKey(MathsKey, frozen=True, kw_only=True):
    """
    An interval made ready.

    Attributes
    ----------
    solved
        Its numbers; undecided where an end has letters in it.
    right
        Its parts, each by its ends and whether they belong to it, for ends with
        letters in them; none where it is no union.
    """

    answer: IntervalAnswer
    solved: Solutions
    right: tuple[Entry, ...]

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        read, problem = to_text(tree), _problem(tree)
        if problem is not None:
            return invalid(problem, text, read=read)
        said, parts = _numbers(tree, self.maths), _parts(tree)
        if parts is not None and not (isinstance(self.solved, RealSet) and isinstance(said, RealSet)):
            matched = as_sets(self.right, entries(parts, self.maths))
            # unions may be the same in other parts, single intervals may not
            if matched.sameness is Sameness.SAME or len(parts) == len(self.right) == 1:
                return settle(self.maths, self.answer.form, tree, read, matched)
        elif not isinstance(self.solved, RealSet) and _is_short(tree) and _alike(self.maths.tree, tree, self.maths):
            return accepted(self.maths, self.answer.form, tree, read)
        wrong = refused(self.maths, tree, read, self.solved, said, (ANY_LETTER,))
        if wrong is None and self.answer.form != "any" and _closes_infinity(tree):
            return Judged(verdict=Verdict.WRONG_FORM, reason="closed_infinity", read=read)
        return wrong or accepted(self.maths, self.answer.form, tree, read)

    def same(self, tree: Tree) -> Hashable | None:
        """Return the numbers of a response."""
        if _problem(tree) is not None:
            return None
        said = _numbers(tree, self.maths)
        return said.key() if isinstance(said, RealSet) else None


def compile_interval(answer: IntervalAnswer, source: Source) -> IntervalKey | KeyFault:
    """
    Make an interval or a union of intervals ready.
    """
    maths = prepare(answer.value, source)
    if isinstance(maths, KeyFault):
        return maths
    problem = "closed_infinity" if _closes_infinity(maths.tree) else _problem(maths.tree)
    if problem is not None:
        return KeyFault(code=problem, sentence=f"An interval is needed as the answer, not {quoted(answer.value)!r}.")
    solved, parts = _numbers(maths.tree, maths), _parts(maths.tree)
    right = entries(parts or (), maths)
    if not isinstance(solved, RealSet):
        if parts is None and not (_is_short(maths.tree) and _alike(maths.tree, maths.tree, maths)):
            return KeyFault(code="undecidable_key", sentence=f"The ends of {quoted(answer.value)!r} are not known.")
        if (fault := doubtful(right, answer.value)) is not None:
            return fault
    return IntervalKey(answer=answer, maths=maths, solved=solved, right=right)


def _numbers(tree: Tree, maths: Maths) -> Solutions:
    """Return the numbers that a response stands for; a letter in an inequality stands for them."""
    letters = names(tree)
    stands = any(isinstance(node, Relation) for node in walk(tree)) and len(letters) == 1
    return solution_set(tree, letters if stands else (ANY_LETTER,), maths.setting)


def _problem(tree: Tree) -> str | None:
    """Return the code of what keeps a response from being an interval; None where nothing does."""
    match tree:
        case EmptySet() | Reals():
            return None
        case Listing(items, "{"):
            return "not_an_interval" if any(isinstance(item, Listing | Relation) for item in items) else None
        case Group(inner, "{"):
            return "not_an_interval" if isinstance(inner, Listing | Relation) else None
        case Listing((_, _), "(" | "[" | "]"):
            found = solution_set(tree, (ANY_LETTER,))
            return "empty_interval" if isinstance(found, RealSet) and same(found, EMPTY) else None
        case Group(inner, "("):
            return _problem(inner)
        case Setwise(left, right):
            return _problem(left) or _problem(right)
        case Junction(_, parts):
            return next((problem for problem in map(_problem, parts) if problem is not None), None)
        case Relation(operands, ("in",)):
            return _problem(operands[-1])
        case Relation(operators=operators) if "=" not in operators:
            return None
        case _:
            return "not_an_interval"


def _parts(tree: Tree) -> tuple[Tree, ...] | None:
    """Return the parts of a union as tuples of ends and what they are; None where it is no union of intervals."""
    match tree:
        case EmptySet():
            return ()
        case Group(inner, "("):
            return _parts(inner)
        case Setwise(left, right, "union"):
            one, other = _parts(left), _parts(right)
            return None if one is None or other is None else one + other
        case Listing((low, high), "(" | "[" | "]" as opening, closing):
            ends = (*_end(low, CLOSED if opening == "[" else OPEN), *_end(high, CLOSED if closing == "]" else OPEN))
            return (Listing(ends, "(", ")"),)
        case Listing(items, "{"):
            return tuple([Listing((CLOSED, item, CLOSED, item), "(", ")") for item in items])
        case Group(inner, "{"):
            return (Listing((CLOSED, inner, CLOSED, inner), "(", ")"),)
        case _:
            return None


def _alike(one: Tree, other: Tree, maths: Maths) -> bool:
    """Say whether two ways of joining intervals are the same, whatever the letters in their ends stand for."""
    first, second = _parts(one), _parts(other)
    if first is not None and second is not None:
        return as_sets(entries(first, maths), entries(second, maths)).sameness is Sameness.SAME
    match one, other:
        case (Group(inner, "("), _):
            return _alike(inner, other, maths)
        case (_, Group(inner, "(")):
            return _alike(one, inner, maths)
        case (Setwise(low, high, operation), Setwise(left, right, also)) if operation == also:
            straight = _alike(low, left, maths) and _alike(high, right, maths)
            turned = operation != "without" and not straight
            return straight or (turned and _alike(low, right, maths) and _alike(high, left, maths))
        case _:
            return False


def _is_short(tree: Tree) -> bool:
    """Say whether few enough sets are joined to be held against others in either order."""
    return sum(isinstance(node, Setwise) for node in walk(tree)) <= MAX_JOINED


def _closes_infinity(tree: Tree) -> bool:
    """Say whether a square bracket includes infinity."""
    return any(
        (node.opening == "[" and _is_infinite(node.items[0])) or (node.closing == "]" and _is_infinite(node.items[-1]))
        for node in walk(tree)
        if isinstance(node, Listing)
    )


def _end(tree: Tree, kept: Tree) -> tuple[Tree, Tree]:
    """Return whether an end belongs to its interval, and the end; infinity has no value to compare."""
    return (INFINITE, CLOSED) if _is_infinite(tree) else (kept, tree)


def _is_infinite(tree: Tree) -> bool:
    """Say whether an end is infinity, of either sign."""
    match tree:
        case Constant("oo"):
            return True
        case Negate(operand) | Posit(operand) | Group(operand):
            return _is_infinite(operand)
        case _:
            return False
