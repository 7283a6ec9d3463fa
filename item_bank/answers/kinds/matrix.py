"""
Matrices: entry by entry, where both have as many rows and columns.

Typed as rows in brackets, `[[1, 2], [3, 4]]`, or set as a matrix. A list
without rows is taken for the one row, or the one column, that the key has.
"""

from collections.abc import Hashable, Sequence
from typing import TypeAlias

from item_bank.algebra.printing import to_text
from item_bank.algebra.tree import Group, Listing, Matrix, Name, Relation, Tree
from item_bank.answers.answer import MatrixAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.kinds.entries import Entry, doubtful, entries, fingerprints, in_order
from item_bank.answers.kinds.list import CLOSING
from item_bank.answers.kinds.settled import settle
from item_bank.answers.maths import Source, prepare
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import invalid
from item_bank.answers.verdict import Judged, Verdict
from item_bank.finding import quoted

__all__ = ["MatrixKey", "compile_matrix", "rows_of"]

Rows: TypeAlias = tuple[tuple[Tree, ...], ...]


class MatrixKey(MathsKey, frozen=True, kw_only=True):
    """
    A matrix made ready.

    Attributes
    ----------
    size
        Its numbers of rows and columns.
    right
        Its entries, row by row.
    """

    answer: MatrixAnswer
    size: tuple[int, int]
    right: tuple[Entry, ...]

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        said, read = _as_asked(tree, self.size), to_text(tree)
        if isinstance(said, str):
            return invalid(said, text, read=read)
        if _size(said) != self.size:
            return Judged(verdict=Verdict.INCORRECT, reason="wrong_size", credit=0.0, read=read)
        matched = in_order(self.right, entries(_flat(said), self.maths))
        return settle(self.maths, self.answer.form, tree, read, matched)

    def same(self, tree: Tree) -> Hashable | None:
        """Return the size of a response, and its entries by what each comes to."""
        said = _as_asked(tree, self.size)
        if isinstance(said, str):
            return None
        found = fingerprints(entries(_flat(said), self.maths))
        return None if found is None else (_size(said), found)


def compile_matrix(answer: MatrixAnswer, source: Source) -> MatrixKey | KeyFault:
    """
    Make a matrix ready; each of its entries has to be found equal to itself.
    """
    maths = prepare(answer.value, source)
    if isinstance(maths, KeyFault):
        return maths
    said = rows_of(maths.tree)
    if isinstance(said, str):
        return KeyFault(code=said, sentence=f"A matrix is needed as the answer, not {quoted(answer.value)!r}.")
    right = entries(_flat(said), maths, answer.tolerance)
    return doubtful(right, answer.value, answer.tolerance) or MatrixKey(
        answer=answer, maths=maths, size=_size(said), right=right
    )


def rows_of(tree: Tree) -> Rows | str:
    """
    Return the rows written, all of one length, or the code of a problem.

    A letter before (`A = [[1, 2], [3, 4]]`) only names the matrix.
    """
    match tree:
        case Relation((Name(), named), ("=",)):
            return rows_of(named)
        case Matrix(rows):
            return rows
        case Group(Matrix() as inner):
            return inner.rows
        case Group(inner):
            return _of_rows((inner,))
        case Listing(items, opening, closing) if CLOSING.get(opening) == closing:
            return _of_rows(items)
        case _:
            return "not_a_matrix"


def _of_rows(items: Sequence[Tree]) -> Rows | str:
    """Return the rows that are listed; without any, all items are one row."""
    rows = [_row(item) for item in items]
    listed = [row for row in rows if row is not None]
    if not listed:
        return (tuple(items),)
    if len(listed) < len(rows):
        return "not_a_matrix"
    return tuple(listed) if len({len(row) for row in listed}) == 1 else "ragged_matrix"


def _row(item: Tree) -> tuple[Tree, ...] | None:
    """Return the entries of a row; None for one expression."""
    match item:
        case Listing(items, opening, closing) if CLOSING.get(opening) == closing:
            return items
        case Group(inner, "["):
            return (inner,)
        case _:
            return None


def _as_asked(tree: Tree, size: tuple[int, int]) -> Rows | str:
    """Return the rows written; a list without rows is upright where the key is one column."""
    said = rows_of(tree)
    if isinstance(tree, Listing) and len(said) == 1 and size[1] == 1 and not isinstance(said, str):
        return tuple([(entry,) for entry in said[0]])
    return said


def _flat(rows: Rows) -> tuple[Tree, ...]:
    """Return all entries, row by row."""
    return tuple([entry for row in rows for entry in row])


def _size(rows: Rows) -> tuple[int, int]:
    """Return the numbers of rows and columns."""
    return len(rows), len(rows[0])
