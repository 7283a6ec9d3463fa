"""
Tuples: points and vectors, coordinate by coordinate.

Written in round or square brackets, bare, as a matrix of one column or row, or,
where the unknowns are declared, as `x = 2, y = 3`. Braces mean a set, which is
said, not marked.
"""

from collections.abc import Hashable

from item_bank.algebra.printing import to_text
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import Group, Listing, Matrix, Name, Relation, Tree
from item_bank.answers.answer import TupleAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.kinds.entries import Entry, doubtful, entries, fingerprints, in_order
from item_bank.answers.kinds.settled import settle
from item_bank.answers.maths import Source, prepare
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import invalid
from item_bank.answers.verdict import Judged
from item_bank.finding import quoted

__all__ = ["TupleKey", "compile_tuple", "coordinates"]


class TupleKey(MathsKey, frozen=True, kw_only=True):
    """A point or vector made ready; `right` are its coordinates."""

    answer: TupleAnswer
    right: tuple[Entry, ...]

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        said, read = coordinates(tree, self.maths.unknowns), to_text(tree)
        if isinstance(said, str):
            return invalid(said, text, read=read)
        return settle(self.maths, self.answer.form, tree, read, in_order(self.right, entries(said, self.maths)))

    def same(self, tree: Tree) -> Hashable | None:
        """Return the coordinates of a response, by what each comes to."""
        said = coordinates(tree, self.maths.unknowns)
        return None if isinstance(said, str) else fingerprints(entries(said, self.maths))


def compile_tuple(answer: TupleAnswer, source: Source) -> TupleKey | KeyFault:
    """
    Make a point or vector ready; each of its coordinates has to be found equal to itself.
    """
    maths = prepare(answer.value, source)
    if isinstance(maths, KeyFault):
        return maths
    said = coordinates(maths.tree, maths.unknowns)
    if isinstance(said, str):
        return KeyFault(code=said, sentence=f"A point or vector is needed as the answer, not {quoted(answer.value)!r}.")
    right = entries(said, maths, answer.tolerance)
    return doubtful(right, answer.value, answer.tolerance) or TupleKey(answer=answer, maths=maths, right=right)


def coordinates(tree: Tree, unknowns: tuple[str, ...]) -> tuple[Tree, ...] | str:
    """
    Return the coordinates written, or the code of a problem.

    A letter before (`P = (2, 3)`) only names the point.
    """
    match tree:
        case Relation((Name(name), named), ("=",)) if name not in unknowns:
            return coordinates(named, unknowns)
        case Listing(items, "" | "(", "" | ")") | Listing(items, "[", "]"):
            return _stated(items, unknowns)
        case Listing(_, opening, _):
            return "tuple_brackets" if opening == "{" else "not_a_tuple"
        case Group(inner) if isinstance(bare(inner), Listing | Matrix):
            # vectors in two pairs of brackets, `([1, 2])`, and rows typed as a matrix, `[[1, 2]]`
            return coordinates(inner, unknowns)
        case Matrix(rows) if len(rows) == 1 or len(rows[0]) == 1:
            return tuple([entry for row in rows for entry in row])
        case _:
            return "not_a_tuple"


def _stated(items: tuple[Tree, ...], unknowns: tuple[str, ...]) -> tuple[Tree, ...] | str:
    """Take off `x =` and `y =`, where each unknown has one; elsewhere a statement is no coordinate."""
    if not any(isinstance(item, Relation) for item in items):
        return tuple([item.inner if isinstance(item, Group) and item.bracket == "[" else item for item in items])
    said: dict[str, Tree] = {}
    for item in items:
        match item:
            case Relation((Name(name), worth), ("=",)):
                said[name] = worth
            case _:
                return "not_a_tuple"
    return tuple([said[name] for name in unknowns]) if said.keys() == set(unknowns) else "not_a_tuple"
