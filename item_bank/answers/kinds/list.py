"""
Lists: expressions parted by separators, each as often as the key has it.

Order matters where the answer says `ordered`. Brackets are optional, as long
as they belong together; one expression is a list of one.
"""

from collections import Counter
from collections.abc import Hashable

from item_bank.algebra.printing import to_text
from item_bank.algebra.solving.statement import both_signs
from item_bank.algebra.tree import EmptySet, Group, Junction, Listing, Matrix, Reals, Relation, Setwise, Tree
from item_bank.answers.answer import ListAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.kinds.entries import Entry, doubtful, entries, fingerprints, in_any_order, in_order
from item_bank.answers.kinds.settled import settle
from item_bank.answers.maths import Source, prepare
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import invalid
from item_bank.answers.verdict import Judged
from item_bank.finding import quoted

__all__ = ["ListKey", "compile_list", "items_of"]

CLOSING = {"": "", "(": ")", "[": "]", "{": "}"}
"""Which bracket closes which; an interval's need not."""


class ListKey(MathsKey, frozen=True, kw_only=True):
    """A list made ready; `right` are its items."""

    answer: ListAnswer
    right: tuple[Entry, ...]

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        said, read = items_of(tree), to_text(tree)
        if said is None:
            return invalid("not_a_list", text, read=read)
        hold = in_order if self.answer.ordered else in_any_order
        return settle(self.maths, self.answer.form, tree, read, hold(self.right, entries(said, self.maths)))

    def same(self, tree: Tree) -> Hashable | None:
        """Return the items of a response by what each comes to, in order where that matters."""
        said = items_of(tree)
        found = None if said is None else fingerprints(entries(said, self.maths))
        if found is None or self.answer.ordered:
            return found
        return frozenset(Counter(found).items())


def compile_list(answer: ListAnswer, source: Source) -> ListKey | KeyFault:
    """
    Make a list ready; each of its items has to be found equal to itself.
    """
    maths = prepare(answer.value, source)
    if isinstance(maths, KeyFault):
        return maths
    said = items_of(maths.tree)
    if said is None:
        return KeyFault(code="not_a_list", sentence=f"A list is needed as the answer, not {quoted(answer.value)!r}.")
    right = entries(said, maths, answer.tolerance)
    return doubtful(right, answer.value, answer.tolerance) or ListKey(answer=answer, maths=maths, right=right)


def items_of(tree: Tree) -> tuple[Tree, ...] | None:
    """
    Return the items written; None for what is no list.
    """
    match tree:
        case Listing(items, opening, closing):
            return _spread(items) if CLOSING.get(opening) == closing else None
        case Group(inner):
            return _spread((inner,))
        case Junction("and", items) if not any(isinstance(item, Relation | Junction) for item in items):
            return _spread(items)
        case Relation() | Junction() | Setwise() | EmptySet() | Reals() | Matrix():
            return None
        case _:
            return _spread((tree,))


def _spread(items: tuple[Tree, ...]) -> tuple[Tree, ...]:
    """Write out both signs of `±`, plus first."""
    return tuple([one for item in items for one in both_signs(item)])
