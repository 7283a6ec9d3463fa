"""
Equations: right when they are the key's up to what the answer allows.

Up to `scale`, a factor that is never zero, whatever is in them: sides swapped,
terms moved. Up to `roots`, multiplicities do not count either; up to
`solutions`, equations with the same real solutions are the same; either takes
these solutions themselves, `x = 2 or x = -2`. What cannot be
decided is never called wrong, unless the key's solutions show it to be false.
"""

from collections.abc import Hashable
from typing import Literal

from item_bank.algebra.compare import Sameness, Side, compare_sides, prepare_side
from item_bank.algebra.printing import to_text
from item_bank.algebra.solving.equation_form import EquationForm, equation_form
from item_bank.algebra.solving.real_set import RealSet
from item_bank.algebra.solving.scale import same_up_to
from item_bank.algebra.solving.solution import Solutions, solution_set
from item_bank.algebra.solving.undecided import OTHER_NAMES, Undecided
from item_bank.algebra.tree import Junction, Number, Relation, Subtract, Tree, children, names
from item_bank.answers.answer import EquationAnswer, UpTo
from item_bank.answers.fault import KeyFault
from item_bank.answers.kinds.solved import accepted, refused, undecided
from item_bank.answers.maths import Maths, Source, prepare
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import invalid
from item_bank.answers.verdict import Evidence, Judged, Verdict
from item_bank.finding import quoted

__all__ = ["EquationKey", "compile_equation"]


ZERO = Number("0")


class EquationKey(MathsKey, frozen=True, kw_only=True):
    """
    An equation made ready.

    Attributes
    ----------
    right
        What is equal for all equations that are the same to this key; None
        where there is no such thing, and each is compared.
    solved
        Its real solutions, where it holds one name; else undecided.
    side
        The difference of its sides.
    """

    answer: EquationAnswer
    right: Hashable | None
    solved: Solutions
    side: Side

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        read = to_text(tree)
        if isinstance(tree, Junction) and self.answer.up_to != "scale" and not isinstance(self.solved, Undecided):
            return self._refused(tree, read)
        if not isinstance(tree, Relation):
            return invalid("missing_equals", text, read=read)
        if tree.operators != ("=",):
            return invalid("one_equals", text, read=read)
        said = self.same(tree)
        if self.right is not None and said is not None:
            if said == self.right:
                return accepted(self.maths, self.answer.form, tree, read)
            return self._refused(tree, read) if self.answer.up_to == "solutions" else self._differs(tree, read)
        match self._compared(tree):
            case Sameness.SAME:
                return accepted(self.maths, self.answer.form, tree, read, Evidence.NUMERIC)
            case Sameness.DIFFERENT if self.answer.up_to != "solutions":
                return Judged(verdict=Verdict.INCORRECT, read=read, evidence=Evidence.EXACT)
            case _:
                return self._refused(tree, read)

    def same(self, tree: Tree) -> Hashable | None:
        """Return the form of a response up to what the answer allows."""
        return _form(tree, self.answer.up_to, self.maths)

    def _compared(self, tree: Tree) -> Sameness:
        """Compare a response with the key where one has no form; with the same roots they have the same solutions."""
        left, right = children(tree)
        for turned in (Subtract(left, right), Subtract(right, left)):
            # most right responses only move terms or swap sides, which costs a tenth of looking for a factor
            side = prepare_side(turned, self.maths.points, self.maths.setting)
            if compare_sides(side, self.side).sameness is Sameness.SAME:
                return Sameness.SAME
        what: Literal["scale", "roots"] = "scale" if self.answer.up_to == "scale" else "roots"
        return same_up_to(what, self.maths.tree, tree, self.maths.points, self.maths.setting)

    def _differs(self, tree: Tree, read: str) -> Judged:
        """Say that a response is another equation than the key, perhaps in multiplicities alone."""
        found = same_up_to("roots", self.maths.tree, tree, self.maths.points, self.maths.setting)
        reason = "multiplicity" if found is Sameness.SAME else None
        return Judged(verdict=Verdict.INCORRECT, reason=reason, read=read, evidence=Evidence.EXACT)

    def _refused(self, tree: Tree, read: str) -> Judged:
        """Hold a response against the key by their solutions alone: up to `scale` that only shows a wrong one."""
        said = _solved(tree, self.maths)
        wrong = refused(self.maths, tree, read, self.solved, said, names(self.maths.tree))
        if wrong is None and self.answer.up_to != "scale":
            return accepted(self.maths, self.answer.form, tree, read)
        return wrong or undecided(self.maths, tree, read)


def compile_equation(answer: EquationAnswer, source: Source) -> EquationKey | KeyFault:
    """
    Make an equation ready; it has to be found the same as itself, and be neither always nor never true.
    """
    maths = prepare(answer.value, source)
    if isinstance(maths, KeyFault):
        return maths
    if not isinstance(maths.tree, Relation) or maths.tree.operators != ("=",):
        return KeyFault(
            code="not_an_equation", sentence=f"One equation is needed as the answer, not {quoted(answer.value)!r}."
        )
    form = equation_form(maths.tree, maths.setting)
    side, nothing = (prepare_side(tree, maths.points, maths.setting) for tree in (Subtract(*maths.tree.operands), ZERO))
    always = compare_sides(side, nothing).sameness is Sameness.SAME
    if always or (isinstance(form, EquationForm) and not form.factors):
        return KeyFault(code="degenerate_key", sentence=f"{quoted(answer.value)!r} is true always, or never.")
    key = EquationKey(
        answer=answer,
        maths=maths,
        right=_form(maths.tree, answer.up_to, maths),
        solved=_solved(maths.tree, maths),
        side=side,
    )
    if key.judge(maths.tree, answer.value).verdict is Verdict.UNKNOWN:
        return KeyFault(code="undecidable_key", sentence=f"{quoted(answer.value)!r} cannot be compared with itself.")
    return key


def _form(tree: Tree, up_to: UpTo, maths: Maths) -> Hashable | None:
    """Return what is equal for equations that are the same up to so much; None where that is not known."""
    if up_to == "solutions":
        solved = _solved(tree, maths)
        return solved.key() if isinstance(solved, RealSet) else None
    form = equation_form(tree, maths.setting)
    if not isinstance(form, EquationForm) or not form.factors:
        return None
    return form if up_to == "scale" else (form.roots(), form.always)


def _solved(tree: Tree, maths: Maths) -> Solutions:
    """Return the real solutions of an equation, in the one name that the key holds."""
    letters = names(maths.tree)
    return solution_set(tree, letters, maths.setting) if len(letters) == 1 else OTHER_NAMES
