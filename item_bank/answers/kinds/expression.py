"""
Expressions: right when identical to the key wherever both are defined.

Or as near as a tolerance allows. A response may name what it is (`y = 2x + 6`,
where y is no letter of the key) or come as a running equality that begins at an
equal expression; other equations are no expressions, and that is said, not
marked. What equals the key for positive values only is wrong, unless these are
all that is meant.
"""

from collections.abc import Hashable

from item_bank.algebra.compare import Comparison, Sameness, Side, compare_sides, prepare_side
from item_bank.algebra.evidence import Evidence
from item_bank.algebra.forms.form import lack
from item_bank.algebra.infinity import Infinite, infinite
from item_bank.algebra.printing import to_text
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import (
    EmptySet,
    Junction,
    Listing,
    Matrix,
    Name,
    PlusMinus,
    Reals,
    Relation,
    Setwise,
    Tree,
    names,
    walk,
)
from item_bank.answers.answer import ExpressionAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.maths import Maths, Source, prepare, unfinished
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.nearness import checked, near
from item_bank.answers.problems import invalid
from item_bank.answers.rounding import rounded_from
from item_bank.answers.verdict import Judged, Verdict
from item_bank.finding import quoted

__all__ = [
    "SEVERAL",
    "ExpressionKey",
    "compile_expression",
    "is_expression",
    "judge_expression",
    "side_of",
    "undecided",
]

SEVERAL = frozenset({Relation, Junction, Listing, Matrix, Setwise, EmptySet, Reals, PlusMinus})
"""What is no one expression. Inside of one it cannot be compared, and is looked for only then."""


class ExpressionKey(MathsKey, frozen=True, kw_only=True):
    """An expression made ready; `infinite` is the sign of an infinite one."""

    answer: ExpressionAnswer
    side: Side
    infinite: Infinite = 0

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        return judge_expression(self, tree, text)

    def same(self, tree: Tree) -> Hashable | None:
        """Return what is equal for two identical expressions at the key's secret points."""
        sides = _sides(self, tree)
        return None if sides is None else side_of(sides[-1], self.maths).fingerprint


def compile_expression(answer: ExpressionAnswer, source: Source) -> ExpressionKey | KeyFault:
    """
    Make an expression ready; it is a fault if it cannot be found equal to itself.
    """
    maths = prepare(answer.value, source)
    if isinstance(maths, KeyFault):
        return maths
    if not is_expression(maths.tree):
        return KeyFault(
            code="not_an_expression", sentence=f"An expression is needed as the answer, not {quoted(answer.value)!r}."
        )
    fault = checked(answer.tolerance)
    if fault is None and answer.tolerance is not None and answer.form == "exact":
        fault = KeyFault(
            code="contradicting_options", sentence="A tolerance contradicts the form `exact`: keep one of them."
        )
    if fault is not None:
        return fault
    side = side_of(maths.tree, maths)
    if not infinite(maths.tree) and (side.has_no_value or compare_sides(side, side).sameness is not Sameness.SAME):
        return KeyFault(code="undecidable_key", sentence=f"{quoted(answer.value)!r} cannot be compared with itself.")
    return ExpressionKey(answer=answer, maths=maths, side=side, infinite=infinite(maths.tree))


def judge_expression(key: ExpressionKey, tree: Tree, text: str) -> Judged:
    """
    Judge a response that was read.
    """
    read = to_text(tree)
    sides = _sides(key, tree)
    if sides is None:
        return invalid("not_an_expression", text, read=read)
    *others, said = sides
    compared = _with_key(key, said)
    if compared.sameness is Sameness.UNDECIDED:
        return undecided(read) if is_expression(said) else invalid("not_an_expression", text, read=read)
    if compared.sameness is not Sameness.SAME:
        return Judged(
            verdict=Verdict.INCORRECT,
            reason=_wrong(key, said, compared),
            read=read,
            counterexample=compared.counterexample,
            evidence=compared.evidence,
        )
    if any(_with_key(key, side).sameness is Sameness.DIFFERENT for side in others):
        return Judged(verdict=Verdict.INCORRECT, reason="unequal_sides", read=read, evidence=compared.evidence)
    if unfinished(key.maths, said):
        return Judged(verdict=Verdict.NO_PROGRESS, reason="unfinished", read=read)
    if (reason := lack(key.answer.form, said, key.maths.tree)) is not None:
        return Judged(verdict=Verdict.WRONG_FORM, reason=reason, read=read, evidence=compared.evidence)
    return Judged(verdict=Verdict.CORRECT, read=read, evidence=compared.evidence)


def _wrong(key: ExpressionKey, said: Tree, compared: Comparison) -> str | None:
    """Say in which way a response is wrong: right for positive values, or a rounded number."""
    if compared.sameness is Sameness.POSITIVE:
        return "only_positive"
    plain = not key.side.names and not names(said) and key.answer.tolerance is None
    return rounded_from(key.maths.tree, said, key.maths.setting) if plain else None


def is_expression(tree: Tree) -> bool:
    """
    Say whether a tree is one expression, and neither a statement nor several things at once.
    """
    return not any(type(node) in SEVERAL for node in walk(tree))


def side_of(tree: Tree, maths: Maths) -> Side:
    """
    Make an expression ready for comparing under a key's points and setting.
    """
    return prepare_side(tree, maths.points, maths.setting)


def undecided(read: str) -> Judged:
    """
    Say that a response is beyond what is decided.
    """
    return Judged(verdict=Verdict.UNKNOWN, reason="undecided", read=read)


def _sides(key: ExpressionKey, tree: Tree) -> tuple[Tree, ...] | None:
    """Return the sides that are to equal the key, the answer last; None for what is no such thing."""
    if type(tree) is not Relation:
        return None if type(tree) in SEVERAL else (tree,)
    if any(operator != "=" for operator in tree.operators):
        return None
    first, *rest = tree.operands
    label = bare(first)
    # a letter of the question that is not asked for makes an equation, and names nothing
    letters = {*key.side.names, *key.maths.context.names} - {*key.maths.unknowns}
    if isinstance(label, Name) and label.name not in letters:
        return tuple(rest)
    return tree.operands if _with_key(key, first).sameness is Sameness.SAME else None


def _with_key(key: ExpressionKey, tree: Tree) -> Comparison:
    """Compare an expression with the key, as nearly as is asked; infinities are the same or not."""
    if key.infinite:
        same = key.infinite == infinite(tree)
        return Comparison(Sameness.SAME if same else Sameness.DIFFERENT, Evidence.EXACT)
    if key.answer.tolerance is not None:
        found = near(key.maths.tree, tree, key.answer.tolerance, key.maths.points, key.maths.setting)
    else:
        found = compare_sides(side_of(tree, key.maths), key.side)
    endless = found.sameness is Sameness.UNDECIDED and infinite(tree)
    return Comparison(Sameness.DIFFERENT, Evidence.EXACT) if endless else found
