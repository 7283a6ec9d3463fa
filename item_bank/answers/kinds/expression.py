"""
Expressions: right when identical to the key wherever both are defined.

A response may name what it is (`y = 2x + 6`, where y is no letter of the key)
or come as a running equality that begins at an equal expression; other
equations are no expressions, and that is said, not marked.
"""

from collections.abc import Hashable

from item_bank.algebra.compare import Comparison, Sameness, compare
from item_bank.algebra.forms.form import lack
from item_bank.algebra.printing import to_text
from item_bank.algebra.residue import Points, residues
from item_bank.algebra.tree import Name, Relation, Tree, bare, names
from item_bank.answers.answer import ExpressionAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.maths import Source, prepare, unfinished
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import invalid
from item_bank.answers.verdict import Judged, Verdict
from item_bank.finding import quoted

__all__ = ["ExpressionKey", "compile_expression", "judge_expression", "same_expression"]


class ExpressionKey(MathsKey, frozen=True, kw_only=True):
    """An expression made ready; `right` are its residues, None where it is no rational function."""

    answer: ExpressionAnswer
    right: tuple[int, ...] | None

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        return judge_expression(self, tree, text)

    def same(self, tree: Tree) -> Hashable | None:
        """Return the residues of a response."""
        return same_expression(self, tree)


def compile_expression(answer: ExpressionAnswer, source: Source) -> ExpressionKey | KeyFault:
    """
    Make an expression ready; it is a fault if it cannot be found equal to itself.
    """
    maths = prepare(answer.value, source)
    if isinstance(maths, KeyFault):
        return maths
    if isinstance(maths.tree, Relation):
        return KeyFault(
            code="not_an_expression", sentence=f"An expression is needed as the answer, not {quoted(answer.value)!r}."
        )
    if compare(maths.tree, maths.tree, maths.points).sameness is not Sameness.SAME:
        return KeyFault(code="undecidable_key", sentence=f"{quoted(answer.value)!r} cannot be compared with itself.")
    return ExpressionKey(answer=answer, maths=maths, right=_residues(maths.tree, maths.points))


def judge_expression(key: ExpressionKey, tree: Tree, text: str) -> Judged:
    """
    Judge a response that was read.
    """
    read = to_text(tree)
    sides = _sides(key, tree)
    if sides is None:
        return invalid("not_an_expression", text, read=read)
    said = sides[-1]
    compared = _with_key(key, said)
    match compared.sameness:
        case Sameness.UNDECIDED:
            return Judged(verdict=Verdict.UNKNOWN, reason="undecided", read=read)
        case Sameness.DIFFERENT:
            return Judged(verdict=Verdict.INCORRECT, read=read, counterexample=compared.counterexample)
        case Sameness.POSITIVE:
            shown = compared.counterexample
            return Judged(verdict=Verdict.INCORRECT, reason="only_positive", read=read, counterexample=shown)
        case Sameness.SAME:
            pass
    if any(_with_key(key, side).sameness is Sameness.DIFFERENT for side in sides[:-1]):
        return Judged(verdict=Verdict.INCORRECT, reason="unequal_sides", read=read)
    if unfinished(key.maths, said):
        return Judged(verdict=Verdict.NO_PROGRESS, reason="unfinished", read=read)
    if (reason := lack(key.answer.form, said, key.maths.tree)) is not None:
        return Judged(verdict=Verdict.WRONG_FORM, reason=reason, read=read)
    return Judged(verdict=Verdict.CORRECT, read=read)


def same_expression(key: ExpressionKey, tree: Tree) -> Hashable | None:
    """
    Return what is equal for two identical expressions: residues at the key's secret points; None where there are none.
    """
    sides = _sides(key, tree)
    return None if sides is None else _residues(sides[-1], key.maths.points)


def _sides(key: ExpressionKey, tree: Tree) -> tuple[Tree, ...] | None:
    """Return the sides that are to equal the key, the answer last; None for an equation that is no such thing."""
    if not isinstance(tree, Relation):
        return (tree,)
    if any(operator != "=" for operator in tree.operators):
        return None
    first, *rest = tree.operands
    label = bare(first)
    if isinstance(label, Name) and label.name not in names(key.maths.tree):
        return tuple(rest)
    return tree.operands if _with_key(key, first).sameness is Sameness.SAME else None


def _with_key(key: ExpressionKey, tree: Tree) -> Comparison:
    """Compare an expression with the key; the key's own residues are there already."""
    if key.right is not None and names(tree) and _residues(tree, key.maths.points) == key.right:
        return Comparison(Sameness.SAME)
    return compare(tree, key.maths.tree, key.maths.points)


def _residues(tree: Tree, points: Points) -> tuple[int, ...] | None:
    """Return the residues of an expression; None where it has none."""
    found = residues(tree, points)
    return found if isinstance(found, tuple) else None
