"""
Sets: finite ones, element by element, whatever their order and however often.

Written in braces, or bare with separators between; one element may stand
alone, and `±2` is two. Round and square brackets mean points and intervals,
which is said, not marked. Intersections and differences of sets are worked out
where their elements are numbers.
"""

from collections.abc import Hashable
from typing import Literal

from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.printing import to_text
from item_bank.algebra.solving.statement import both_signs
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
from item_bank.answers.answer import SetAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.kinds.entries import MAX_ENTRIES, Entry, as_sets, doubtful, entries, fingerprints
from item_bank.answers.kinds.settled import settle
from item_bank.answers.maths import Maths, Source, prepare
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import invalid
from item_bank.answers.verdict import Judged
from item_bank.finding import quoted

__all__ = ["SetKey", "compile_set", "elements"]


class SetKey(MathsKey, frozen=True, kw_only=True):
    """A set made ready; `right` are its elements."""

    answer: SetAnswer
    right: tuple[Entry, ...]

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        said, read = elements(tree, self.maths), to_text(tree)
        if isinstance(said, str):
            return invalid(said, text, read=read)
        matched = as_sets(self.right, entries(said, self.maths))
        return settle(self.maths, self.answer.form, tree, read, matched)

    def same(self, tree: Tree) -> Hashable | None:
        """Return the elements of a response, by what each comes to."""
        said = elements(tree, self.maths)
        found = None if isinstance(said, str) else fingerprints(entries(said, self.maths))
        return None if found is None else frozenset(found)


def compile_set(answer: SetAnswer, source: Source) -> SetKey | KeyFault:
    """
    Make a set ready; each of its elements has to be found equal to itself.
    """
    maths = prepare(answer.value, source)
    if isinstance(maths, KeyFault):
        return maths
    said = elements(maths.tree, maths)
    if isinstance(said, str):
        return KeyFault(code=said, sentence=f"A finite set is needed as the answer, not {quoted(answer.value)!r}.")
    right = entries(said, maths, answer.tolerance)
    return doubtful(right, answer.value, answer.tolerance) or SetKey(answer=answer, maths=maths, right=right)


def elements(tree: Tree, maths: Maths) -> tuple[Tree, ...] | str:  # noqa: C901 - one case a shape
    """
    Return the elements written, or the code of a problem.

    A letter before (`A = {1, 2}`, `x in {1, 2}`) only names the set.
    """
    match tree:
        case EmptySet():
            return ()
        case Listing(items, opening, closing) if (opening, closing) in {("{", "}"), ("", "")}:
            return _spread(items)
        case Listing():
            return "set_brackets"
        case Group(inner, "{"):
            return _spread((inner,))
        case Group(Listing(opening="{") | Setwise() | EmptySet() as inner):
            return elements(inner, maths)
        case Relation((Name(), (Listing() | Group(bracket="{") | Setwise() | EmptySet()) as named), ("=" | "in",)):
            return elements(named, maths)
        case Junction(_, items) if not any(isinstance(item, Relation | Junction) for item in items):
            return _spread(items)
        case Relation() | Junction() | Reals() | Matrix():
            return "not_a_set"
        case Setwise(left, right, operation):
            one, other = elements(left, maths), elements(right, maths)
            if isinstance(one, str) or isinstance(other, str):
                return one if isinstance(one, str) else str(other)
            return one + other if operation == "union" else _kept(one, other, operation, maths)
        case _:
            return _spread((tree,))


def _kept(
    one: tuple[Tree, ...], other: tuple[Tree, ...], operation: Literal["intersection", "without"], maths: Maths
) -> tuple[Tree, ...] | str:
    """Return the elements of the first set that are, or are not, in the second; no answer where nobody can tell."""
    if any(map(names, (*one, *other))) or len(one) * len(other) > MAX_ENTRIES:
        return "not_a_set"  # whether a letter is in a set depends on its value
    kept = []
    for element in one:
        found = {compare(element, second, maths.points, maths.setting).sameness for second in other}
        if Sameness.SAME not in found and found - {Sameness.DIFFERENT}:
            return "not_a_set"
        if (Sameness.SAME in found) is (operation == "intersection"):
            kept.append(element)
    return tuple(kept)


def _spread(items: tuple[Tree, ...]) -> tuple[Tree, ...]:
    """Write out both signs of `±`."""
    return tuple([one for item in items for one in both_signs(item)])
