"""
Units: a number with its unit.

Any unit of the same dimension is converted, unless `strict` wants the key's own.
Rounding, tolerance and form are those of the number in the key's unit. A unit
that is missing or not known is said, not marked; one of another kind is wrong.
"""

from collections.abc import Hashable
from fractions import Fraction

from item_bank.algebra.compare import Comparison, Sameness, Side, compare_sides
from item_bank.algebra.enclosure import enclosure
from item_bank.algebra.evidence import Evidence
from item_bank.algebra.exact import Undefined, value
from item_bank.algebra.forms.form import lack
from item_bank.algebra.printing import to_text
from item_bank.algebra.quantity import Parts, Quantity, Unmeasured, apart, in_unit, measure, parts, unit_powers
from item_bank.algebra.squeezed import meant
from item_bank.algebra.tree import Name, Tree
from item_bank.algebra.units import Dimension, nearest
from item_bank.answers.answer import UnitsAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.kinds.expression import side_of, undecided
from item_bank.answers.kinds.number import options_fault
from item_bank.answers.maths import Source, prepare
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.nearness import near
from item_bank.answers.problems import invalid
from item_bank.answers.rounding import WRONG, Rounded, Rounding, as_asked, round_key, rounded_from, rounding_of
from item_bank.answers.verdict import Judged, Verdict
from item_bank.answers.wording import Reported
from item_bank.finding import quoted

__all__ = ["UnitsKey", "compile_units", "judge_units"]


class UnitsKey(MathsKey, frozen=True, kw_only=True):
    """
    A quantity made ready.

    Attributes
    ----------
    quantity, side
        What it is worth in base units, and that ready for comparing.
    parts
        Its number and unit as written.
    rounded
        Its number rounded, where that is asked.
    """

    answer: UnitsAnswer
    quantity: Quantity
    side: Side
    parts: Parts
    rounded: Rounded | None

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        return judge_units(self, tree, text)

    def model(self) -> str:
        """Return the key, its number rounded where that is asked."""
        if self.rounded is None or self.answer.round is None:
            return self.answer.value
        amount = as_asked(self.rounded, self.answer.round, self.answer.form)
        return f"{amount} {to_text(apart(self.parts.measure))}"

    def same(self, tree: Tree) -> Hashable | None:
        """Return the dimension of a response, and what it is worth in base units."""
        found = measure(tree)
        if isinstance(found, Unmeasured):
            return None
        worth = side_of(found.worth, self.maths).fingerprint
        return None if worth is None else (found.dimension, worth)


def compile_units(answer: UnitsAnswer, source: Source) -> UnitsKey | KeyFault:
    """
    Make a quantity ready: one number with one unit, which may be made up of several (`km/h`).
    """
    maths = prepare(answer.value, source)
    if isinstance(maths, KeyFault):
        return maths
    found, parted = measure(maths.tree), parts(maths.tree)
    if isinstance(found, Unmeasured):
        return KeyFault(code=found.code, sentence=f"{quoted(answer.value)!r} is no number with a unit ({found.code}).")
    if parted is None:
        return KeyFault(code="not_a_quantity", sentence=f"Write one number and its unit, not {quoted(answer.value)!r}.")
    fault = options_fault(answer.form, answer.tolerance, answer.round)
    if fault is not None:
        return fault
    side = side_of(found.worth, maths)
    between = enclosure(parted.amount, maths.setting)
    rounded = None
    if answer.round is not None and isinstance(between, tuple):
        rounded = round_key(*between, answer.round)
    if (
        isinstance(value(found.worth), Undefined)
        or compare_sides(side, side).sameness is not Sameness.SAME
        or (answer.round is not None and rounded is None)
    ):
        return KeyFault(code="undecidable_key", sentence=f"The value of {quoted(answer.value)!r} is not known exactly.")
    return UnitsKey(answer=answer, maths=maths, quantity=found, side=side, parts=parted, rounded=rounded)


def judge_units(key: UnitsKey, tree: Tree, text: str) -> Judged:
    """
    Judge a response that was read.
    """
    tree, found = _measured(tree, key.quantity.dimension)
    read = to_text(apart(tree))
    if isinstance(found, Unmeasured):
        return _unmeasured(found, text, read)
    if isinstance(value(found.worth), Undefined):
        return invalid("no_value", text, read=read)
    if found.dimension != key.quantity.dimension:
        return Judged(verdict=Verdict.INCORRECT, reason="wrong_unit", read=read, evidence=Evidence.EXACT)
    here = parts(tree)
    own = here is not None and unit_powers(here.measure) == unit_powers(key.parts.measure)
    amount = here.amount if here is not None and own else in_unit(found, key.parts.measure)
    compared, rounding = _held_against(key, found, amount, None if here is None else here.amount)
    if compared.sameness is Sameness.UNDECIDED:
        return undecided(read)
    if compared.sameness is not Sameness.SAME:
        reason: str | None = rounding if rounding == "rounded_too_far" else None
        if own and key.answer.tolerance is None and key.rounded is None:
            reason = rounded_from(key.parts.amount, amount, key.maths.setting)
        return Judged(verdict=Verdict.INCORRECT, reason=reason, read=read, evidence=compared.evidence)
    if key.answer.strict and not own:
        return Judged(verdict=Verdict.WRONG_FORM, reason="other_unit", read=read, evidence=compared.evidence)
    written = tree if here is None else here.amount
    missing = rounding if rounding != "right" else lack(key.answer.form, written, key.parts.amount)
    if missing is not None:
        return Judged(verdict=Verdict.WRONG_FORM, reason=missing, read=read, evidence=compared.evidence)
    return Judged(verdict=Verdict.CORRECT, read=read, evidence=compared.evidence)


def _measured(tree: Tree, asked: Dimension) -> tuple[Tree, Quantity | Unmeasured]:
    """Measure a response by the rules, or else in the reading that has the dimension asked."""
    found = measure(tree)
    if isinstance(found, Quantity) and found.dimension == asked:
        return tree, found
    other = meant(tree, asked)
    return (tree, found) if other is None else (other, measure(other))


def _held_against(key: UnitsKey, found: Quantity, amount: Tree, written: Tree | None) -> tuple[Comparison, Rounding]:
    """
    Compare a quantity with the key, as nearly as is asked.

    `amount` is its number in the key's unit. Significant figures are those of
    the number as written, in whatever unit.
    """
    if key.rounded is not None and key.answer.round is not None:
        worth = value(amount)
        if isinstance(worth, Fraction):
            literal = amount if written is None or key.answer.round.significant is None else written
            rounding = rounding_of(literal, worth, key.rounded, key.answer.round)
            return Comparison(Sameness.DIFFERENT if rounding in WRONG else Sameness.SAME, Evidence.EXACT), rounding
        return compare_sides(side_of(found.worth, key.maths), key.side), "not_rounded"
    if key.answer.tolerance is not None:
        points, setting = key.maths.points, key.maths.setting
        return near(key.parts.amount, amount, key.answer.tolerance, points, setting), "right"
    return compare_sides(side_of(found.worth, key.maths), key.side), "right"


def _unmeasured(found: Unmeasured, text: str, read: str) -> Judged:
    """Say why a response is no quantity, and for a unit that is not known which may have been meant."""
    node = found.node
    if found.code != "unknown_unit" or not isinstance(node, Name):
        return invalid(found.code, text, read=read)
    meant = nearest(node.name)
    sentence = f"{node.name} is no unit that is known here."
    if meant is not None:
        sentence = f"Did you mean {meant}? {sentence}"
    said = (("what", node.name), *(() if meant is None else (("meant", meant),)))
    problem = Reported(code=found.code, start=node.start, end=node.end, sentence=sentence, parts=said)
    return Judged(verdict=Verdict.INVALID, reason=found.code, read=read, problem=problem)
