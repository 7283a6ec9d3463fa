"""
Antiderivatives: right when their derivative is that of the key.

The value is one antiderivative, with or without a constant of integration. Such
a constant is a letter that the key's derivative does not hold, added once, also
as `- c`, `2c` or `ln|c|`: it has to reach every value, which `c^2` and a number
do not. `ln x` and `ln|x|` are both right for 1/x: they agree where the school
first meets them, and their derivatives everywhere.
"""

from collections.abc import Hashable
from typing import Literal, TypeAlias

import msgspec

from item_bank.algebra.calculus import derivative
from item_bank.algebra.compare import Comparison, Sameness, Side, compare_sides
from item_bank.algebra.forms.form import lack
from item_bank.algebra.printing import to_text
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.solving.scale import with_names
from item_bank.algebra.tree import Add, Multiply, Name, Number, Relation, Subtract, Tree, names
from item_bank.answers.answer import AntiderivativeAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.kinds.expression import is_expression, side_of, undecided
from item_bank.answers.maths import Source, prepare, unfinished
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import invalid
from item_bank.answers.verdict import Judged, Verdict
from item_bank.finding import quoted

__all__ = ["AntiderivativeKey", "compile_antiderivative", "judge_antiderivative"]

CONSTANTS = "CcKkDdAaBbHhMmNnPpQqUuVvWw"
"""Letters for a constant, the usual ones first. Others would spell names of functions: `ln`, `tan`, `csc`, `arg`."""
ONE = Number("1")
LABEL = "y"
"""What an antiderivative may be called, as in `y = ...`; never a constant."""


class AntiderivativeKey(MathsKey, frozen=True, kw_only=True):
    """
    An antiderivative made ready.

    Attributes
    ----------
    integrand, slope
        Its derivative, and the derivative of that where it has one.
    letters
        The names that stand for no constant of integration.
    """

    answer: AntiderivativeAnswer
    integrand: Side
    slope: Side | None
    letters: frozenset[str]

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        return judge_antiderivative(self, tree, text)

    def model(self) -> str:
        """Return the key, with a constant where that is required and it has none."""
        if self.answer.constant == "optional" or _constant(self, self.maths.tree) != "missing":
            return self.answer.value
        free = next(letter for letter in CONSTANTS if letter in self.maths.context.names and letter not in self.letters)
        return f"{self.answer.value} + {free}"

    def same(self, tree: Tree) -> Hashable | None:
        """Return what is equal for the derivatives of two responses, with the presence of a constant."""
        said = _said(self, tree)
        found = None if said is None else _derived(self, said)
        return None if said is None or found is None else (found.fingerprint, _constant(self, said))


def compile_antiderivative(answer: AntiderivativeAnswer, source: Source) -> AntiderivativeKey | KeyFault:
    """
    Make an antiderivative ready.

    It is a fault if it cannot be differentiated, or its derivative is not found
    equal to itself.
    """
    declared = tuple(dict.fromkeys((*source.names, answer.variable)))
    maths = prepare(answer.value, msgspec.structs.replace(source, names=declared))
    if isinstance(maths, KeyFault):
        return maths
    slope = derivative(maths.tree, answer.variable, maths.setting.angle)
    if slope is None:
        return KeyFault(
            code="no_derivative", sentence=f"{quoted(answer.value)!r} is no expression that can be differentiated."
        )
    integrand = side_of(slope, maths)
    own = side_of(maths.tree, maths)
    if own.has_no_value or any(compare_sides(side, side).sameness is not Sameness.SAME for side in (own, integrand)):
        return KeyFault(code="undecidable_key", sentence=f"{quoted(answer.value)!r} cannot be compared with itself.")
    bent = derivative(slope, answer.variable, maths.setting.angle)
    letters = frozenset({*names(slope), answer.variable, *source.unknowns, LABEL})
    taken = {case for name in (*maths.context.names, *maths.unknowns) for case in (name, name.swapcase())}
    free = tuple(letter for letter in CONSTANTS if letter not in taken)
    label = () if {LABEL, LABEL.upper()} & taken else (LABEL,)
    context = msgspec.structs.replace(maths.context, names=(*maths.context.names, *free, *label))
    return AntiderivativeKey(
        answer=answer,
        maths=msgspec.structs.replace(maths, context=context),
        integrand=integrand,
        slope=None if bent is None else side_of(bent, maths),
        letters=letters,
    )


def judge_antiderivative(key: AntiderivativeKey, tree: Tree, text: str) -> Judged:
    """
    Judge a response that was read.

    Returns
    -------
    Judged
        `incorrect` with reason `not_integrated` for the integrand itself and
        `differentiated` for its derivative; `wrong_form` with `missing_constant`
        or `strange_constant` where all but the constant is right.
    """
    read = to_text(tree)
    said = _said(key, tree)
    if said is None:
        return invalid("not_an_expression", text, read=read)
    found = _derived(key, said)
    if found is None:
        return undecided(read)
    compared = compare_sides(found, key.integrand)
    if compared.sameness is Sameness.UNDECIDED:
        return undecided(read)
    if compared.sameness is not Sameness.SAME:
        return _wrong(key, said, compared, read)
    if side_of(said, key.maths).has_no_value:
        # what is no number falls away with the constants where it is differentiated
        return invalid("no_value", text, read=read)
    if unfinished(key.maths, said):
        return Judged(verdict=Verdict.NO_PROGRESS, reason="unfinished", read=read)
    constant = _constant(key, said)
    reason = f"{constant}_constant" if constant == "strange" else None
    if constant == "missing" and key.answer.constant == "required":
        reason = "missing_constant"
    reason = reason or lack(key.answer.form, _without_constant(key, said), _without_constant(key, key.maths.tree))
    if reason is not None:
        return Judged(verdict=Verdict.WRONG_FORM, reason=reason, read=read)
    return Judged(verdict=Verdict.CORRECT, read=read, evidence=compared.evidence)


def _said(key: AntiderivativeKey, tree: Tree) -> Tree | None:
    """Return the expression that is stated, also as what a name is (`y = ...`); None for another equation."""
    if not isinstance(tree, Relation):
        return tree if is_expression(tree) else None
    label = bare(tree.operands[0])
    held = {*names(key.integrand.tree), key.answer.variable}
    named = tree.operators == ("=",) and isinstance(label, Name) and label.name not in held
    return tree.operands[1] if named and is_expression(tree.operands[1]) else None


def _derived(key: AntiderivativeKey, said: Tree) -> Side | None:
    """Differentiate a response."""
    found = derivative(said, key.answer.variable, key.maths.setting.angle)
    return None if found is None else side_of(found, key.maths)


def _wrong(key: AntiderivativeKey, said: Tree, compared: Comparison, read: str) -> Judged:
    """Say in which way an antiderivative is wrong."""
    reason = "only_positive" if compared.sameness is Sameness.POSITIVE else None
    here = side_of(said, key.maths)
    if compare_sides(here, key.integrand).sameness is Sameness.SAME:
        reason = "not_integrated"
    elif key.slope is not None and compare_sides(here, key.slope).sameness is Sameness.SAME:
        reason = "differentiated"
    return Judged(verdict=Verdict.INCORRECT, reason=reason, read=read, evidence=compared.evidence)


Constant: TypeAlias = Literal["added", "missing", "strange"]
"""What stands for the constant of integration; `strange` is one that does not reach every value, like `c^2`."""


def _constant(key: AntiderivativeKey, said: Tree) -> Constant:
    """Look for a constant of integration in a response whose derivative is right."""
    free = [letter for letter in names(said) if letter not in key.letters]
    if not free:
        return "missing"
    return "added" if any(_reaches_all(key, said, letter) for letter in free) else "strange"


def _reaches_all(key: AntiderivativeKey, said: Tree, letter: str) -> bool:
    """Say whether a letter, alone or in a logarithm, adds every number: its derivative is a number, or one over it."""
    growth = derivative(said, letter, key.maths.setting.angle)
    return growth is not None and any(_is_number(key, one) for one in (growth, Multiply(growth, Name(letter))))


def _is_number(key: AntiderivativeKey, tree: Tree) -> bool:
    """Say whether an expression is the same number whatever its names are, and not 0."""
    nothing = side_of(Number("0"), key.maths)
    if compare_sides(side_of(tree, key.maths), nothing).sameness is not Sameness.DIFFERENT:
        return False
    # |c| grows by 1 or by -1, and so reaches half of the numbers: its growth is held against that where all is 1
    there = with_names(tree, dict.fromkeys(names(tree), ONE))
    return compare_sides(side_of(tree, key.maths), side_of(there, key.maths)).sameness is Sameness.SAME


def _without_constant(key: AntiderivativeKey, tree: Tree) -> Tree:
    """Leave out the terms at either end of a sum that do not hold the variable: they are not what a form is about."""
    while isinstance(tree, Add | Subtract):
        if key.answer.variable not in names(tree.right):
            tree = tree.left
        elif isinstance(tree, Add) and key.answer.variable not in names(tree.left):
            tree = tree.right
        else:
            break
    return tree
