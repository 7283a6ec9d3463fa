"""
Equations: right when they have the same solutions as the key.

Linear ones. In one unknown the solution decides; in several, the equation up
to a factor. What is not linear cannot be decided here, and is never called
wrong unless the key's solution shows it to be false.
"""

import msgspec

from item_bank.algebra.exact import holds
from item_bank.algebra.linear import Always, LinearForm, Never, NotLinear, Once, linear_form, solve_linear
from item_bank.algebra.printing import to_text
from item_bank.algebra.tree import Relation, Tree, names
from item_bank.answers.answer import EquationAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.maths import Source, prepare, unfinished
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import invalid
from item_bank.answers.progress import reason_unfinished
from item_bank.answers.verdict import Judged, Verdict
from item_bank.finding import quoted

__all__ = ["EquationKey", "compile_equation", "judge_equation", "same_equation"]


class EquationKey(MathsKey, frozen=True, kw_only=True):
    """An equation made ready; `right` is equal for all equations with the same solutions."""

    answer: EquationAnswer
    right: LinearForm

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        return judge_equation(self, tree, text)

    def same(self, tree: Tree) -> LinearForm | None:
        """Return the form up to scale of a response."""
        return same_equation(tree)


def compile_equation(answer: EquationAnswer, source: Source) -> EquationKey | KeyFault:
    """
    Make an equation ready; it has to be linear, and neither always nor never true.
    """
    unknowns = tuple(dict.fromkeys((*answer.unknowns, *source.unknowns)))
    maths = prepare(answer.value, msgspec.structs.replace(source, unknowns=unknowns))
    if isinstance(maths, KeyFault):
        return maths
    if not isinstance(maths.tree, Relation) or maths.tree.operators != ("=",):
        return KeyFault(
            code="not_an_equation", sentence=f"One equation is needed as the answer, not {quoted(answer.value)!r}."
        )
    match linear_form(maths.tree):
        case LinearForm() as right:
            return EquationKey(answer=answer, maths=maths, right=right)
        case NotLinear():
            return KeyFault(
                code="undecidable_key", sentence=f"{quoted(answer.value)!r} is not linear: it cannot be judged by."
            )
        case Always() | Never():
            return KeyFault(code="degenerate_key", sentence=f"{quoted(answer.value)!r} is true always, or never.")


def judge_equation(key: EquationKey, tree: Tree, text: str) -> Judged:
    """
    Judge a response that was read.
    """
    read = to_text(tree)
    if not isinstance(tree, Relation):
        return invalid("missing_equals", text, read=read)
    if tree.operators != ("=",):
        return invalid("one_equals", text, read=read)
    form = linear_form(tree)
    if form == key.right:
        if unfinished(key.maths, tree):
            return Judged(verdict=Verdict.NO_PROGRESS, reason=reason_unfinished(key.maths, tree), read=read)
        return Judged(verdict=Verdict.CORRECT, read=read)
    if isinstance(form, NotLinear) and not _refuted(key, tree):
        return Judged(verdict=Verdict.UNKNOWN, reason="undecided", read=read)
    return Judged(verdict=Verdict.INCORRECT, read=read)


def same_equation(tree: Tree) -> LinearForm | None:
    """
    Return what is equal for two equations with the same solutions; None where that is not known.
    """
    form = linear_form(tree) if isinstance(tree, Relation) else None
    return form if isinstance(form, LinearForm) else None


def _refuted(key: EquationKey, tree: Relation) -> bool:
    """Say whether the key's one solution makes an equation false that is beyond linear."""
    letters = names(key.maths.tree)
    if not isinstance(key.maths.tree, Relation) or len(letters) != 1 or names(tree) != letters:
        return False
    solved = solve_linear(key.maths.tree, letters[0])
    return isinstance(solved, Once) and holds(tree, {letters[0]: solved.root}) is False
