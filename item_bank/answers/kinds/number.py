"""
Numbers: one value, however it is written.

Exact, or as near or as rounded as the author says. A number may come as `x = 4`
where x is what is asked for, or at the end of a running equality. An equation
that still has to be solved is true or false about the unknown, but no answer
yet. Decimals are exact: 0.33 is not a third.
"""

from collections.abc import Hashable
from fractions import Fraction

import msgspec

from item_bank.algebra.compare import Comparison, Sameness, Side, compare_sides
from item_bank.algebra.enclosure import enclosure
from item_bank.algebra.evidence import Evidence
from item_bank.algebra.exact import Undefined, Value, holds, value
from item_bank.algebra.forms.form import lack
from item_bank.algebra.infinity import Infinite, infinite
from item_bank.algebra.linear import Always, Once, solve_linear
from item_bank.algebra.printing import to_text
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import Call, Divide, Name, Relation, Tree, names, walk
from item_bank.answers.answer import Form, NumberAnswer, Round, Tolerance
from item_bank.answers.fault import KeyFault
from item_bank.answers.kinds.expression import SEVERAL, is_expression, side_of, undecided
from item_bank.answers.maths import Source, prepare, unfinished
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.nearness import checked, near
from item_bank.answers.problems import invalid
from item_bank.answers.progress import reason_unfinished
from item_bank.answers.rounding import WRONG, Rounded, Rounding, as_asked, round_key, rounded_from, rounding_of
from item_bank.answers.verdict import Judged, Verdict
from item_bank.finding import quoted

__all__ = ["NumberKey", "compile_number", "judge_number", "options_fault", "stated"]

ROUNDED_FORMS: frozenset[Form] = frozenset({"any", "decimal", "scientific", "percent"})
"""What a rounded number may be asked in."""


class NumberKey(MathsKey, frozen=True, kw_only=True):
    """
    A number made ready.

    Attributes
    ----------
    said
        The part of the key that states the number.
    side
        That, ready for comparing.
    worth
        Its exact value where it is rational, else None.
    rounded
        The key rounded, where that is asked.
    infinite
        1 for infinity, -1 for its negative, else 0.
    """

    answer: NumberAnswer
    said: Tree
    side: Side
    worth: Fraction | None
    rounded: Rounded | None
    infinite: Infinite = 0

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        return judge_number(self, tree, text)

    def model(self) -> str:
        """Return the key, rounded where that is asked."""
        if self.rounded is None or self.answer.round is None:
            return self.answer.value
        return as_asked(self.rounded, self.answer.round, self.answer.form)

    def same(self, tree: Tree) -> Hashable | None:
        """
        Return the number that a response comes to, an equation in one unknown solved; None where there is none.

        A fraction where it is rational.
        """
        said = stated(tree)
        if said is None:
            letters = names(tree)
            return _solution(tree, letters[0]) if isinstance(tree, Relation) and len(letters) == 1 else None
        if infinite(said):
            return "infinite", infinite(said)
        worth = value(said)
        return worth if isinstance(worth, Fraction) else side_of(said, self.maths).fingerprint


def compile_number(answer: NumberAnswer, source: Source) -> NumberKey | KeyFault:
    """
    Make a number ready; its text may be any expression without letters that has a value.

    It is a fault if the options contradict each other: a rounded number is
    neither exact nor a fraction, and what is rounded needs no tolerance.
    """
    maths = prepare(answer.value, source)
    if isinstance(maths, KeyFault):
        return maths
    maths = msgspec.structs.replace(maths, unit=answer.unit)
    said = stated(maths.tree)
    if said is None:
        return KeyFault(
            code="not_a_number", sentence=f"A number is needed as the answer, not {quoted(answer.value)!r}."
        )
    fault = options_fault(answer.form, answer.tolerance, answer.round)
    if fault is not None:
        return fault
    side = side_of(said, maths)
    undecidable = KeyFault(
        code="undecidable_key", sentence=f"The value of {quoted(answer.value)!r} is not known exactly."
    )
    endless = infinite(said)
    known = isinstance(enclosure(Call("abs", (said,)), maths.setting), tuple)
    if not endless and (not known or compare_sides(side, side).sameness is not Sameness.SAME):
        return undecidable
    rounded = None
    if answer.round is not None:
        between = enclosure(said, maths.setting)
        rounded = round_key(*between, answer.round) if isinstance(between, tuple) else None
        if rounded is None:
            return undecidable
    worth = value(said)
    return NumberKey(
        answer=answer,
        maths=maths,
        said=said,
        side=side,
        worth=worth if isinstance(worth, Fraction) else None,
        rounded=rounded,
        infinite=endless,
    )


def options_fault(form: Form, tolerance: Tolerance | None, asked: Round | None) -> KeyFault | None:
    """
    Return why the options of a number cannot be asked together, or not at all; None where they can.
    """
    if tolerance is not None and (asked is not None or form == "exact"):
        return KeyFault(
            code="contradicting_options", sentence="A tolerance contradicts `round` and the form `exact`: keep one."
        )
    if asked is None:
        return checked(tolerance)
    if (asked.places is None) is (asked.significant is None):
        return KeyFault(code="bad_round", sentence="Round to decimal places or to significant figures: one of the two.")
    if form not in ROUNDED_FORMS:
        return KeyFault(code="contradicting_options", sentence=f"A rounded number cannot be asked in the form {form}.")
    return None


def judge_number(key: NumberKey, tree: Tree, text: str) -> Judged:
    """
    Judge a response that was read.
    """
    read = to_text(tree)
    said = stated(tree)
    if said is None:
        return _judge_unstated(key, tree, text, read)
    worth = value(said)
    if isinstance(worth, Undefined) and not _takes_root(key, said):
        return invalid("no_value", text, read=read)
    compared, rounding = _held_against(key, said, worth)
    if key.infinite or (compared.sameness is Sameness.UNDECIDED and infinite(said)):
        right = key.infinite == infinite(said)
        return Judged(verdict=Verdict.CORRECT if right else Verdict.INCORRECT, read=read, evidence=Evidence.EXACT)
    if compared.sameness is Sameness.UNDECIDED:
        return undecided(read) if is_expression(said) else invalid("not_a_number", text, read=read)
    if not _sides_agree(key, tree, said):
        return Judged(verdict=Verdict.INCORRECT, reason="unequal_sides", read=read, evidence=compared.evidence)
    if compared.sameness is not Sameness.SAME:
        reason: str | None = rounding if rounding == "rounded_too_far" else None
        if key.rounded is None and key.answer.tolerance is None:
            reason = rounded_from(key.said, said, key.maths.setting)
        return Judged(verdict=Verdict.INCORRECT, reason=reason, read=read, evidence=compared.evidence)
    if unfinished(key.maths, said):
        return Judged(verdict=Verdict.NO_PROGRESS, reason="unfinished", read=read)
    missing = lack(key.answer.form, said, key.said) if rounding == "right" else rounding
    if missing is not None:
        return Judged(verdict=Verdict.WRONG_FORM, reason=missing, read=read, evidence=compared.evidence)
    return Judged(verdict=Verdict.CORRECT, read=read, evidence=compared.evidence)


def _takes_root(key: NumberKey, said: Tree) -> bool:
    """Say whether a number has no real value for the roots in it alone, and complex numbers are asked."""
    divides = any(isinstance(node, Divide) and value(node.right) == 0 for node in walk(said))
    return key.maths.setting.domain == "complex" and not divides


def _held_against(key: NumberKey, said: Tree, worth: Value) -> tuple[Comparison, Rounding]:
    """Compare a number with the key, as nearly as is asked, and say what it is beside the key rounded."""
    if key.rounded is not None and key.answer.round is not None:
        if isinstance(worth, Fraction):
            rounding = rounding_of(said, worth, key.rounded, key.answer.round)
            return Comparison(Sameness.DIFFERENT if rounding in WRONG else Sameness.SAME, Evidence.EXACT), rounding
        return compare_sides(side_of(said, key.maths), key.side), "not_rounded"
    if key.answer.tolerance is not None:
        return near(key.said, said, key.answer.tolerance, key.maths.points, key.maths.setting), "right"
    if isinstance(worth, Fraction) and key.worth is not None:
        return Comparison(Sameness.SAME if worth == key.worth else Sameness.DIFFERENT, Evidence.EXACT), "right"
    return compare_sides(side_of(said, key.maths), key.side), "right"


def stated(tree: Tree) -> Tree | None:
    """
    Return the part of a response that states its number.

    All of an expression without letters; what stands beside the letter in
    `x = 4` and `4 = x`; the last side of a running equality. None where no
    number is stated: letters are left, or it is no equality.
    """
    if not isinstance(tree, Relation):
        return None if type(tree) in SEVERAL or names(tree) else tree
    if any(operator != "=" for operator in tree.operators):
        return None
    sides = list(tree.operands)
    if isinstance(bare(sides[0]), Name):
        sides = sides[1:]
    elif isinstance(bare(sides[-1]), Name):
        sides = sides[:-1]
    return None if any(type(side) in SEVERAL or names(side) for side in sides) else sides[-1]


def _judge_unstated(key: NumberKey, tree: Tree, text: str, read: str) -> Judged:
    """Judge a response that states no number: an equation still to be solved, or not an answer of this kind."""
    if type(tree) not in SEVERAL:
        return invalid("letters_left", text, read=read)
    letters = names(tree)
    if not isinstance(tree, Relation) or len(letters) != 1 or any(operator != "=" for operator in tree.operators):
        return invalid("not_a_number", text, read=read)
    if key.worth is None:
        return undecided(read)
    true = holds(tree, {letters[0]: key.worth})
    if true is False:
        return Judged(verdict=Verdict.INCORRECT, read=read)
    if isinstance(solve_linear(tree, letters[0]), Always):
        return Judged(verdict=Verdict.NO_PROGRESS, read=read)
    if true is True:  # it may be undefined there, or not exact
        return Judged(verdict=Verdict.NO_PROGRESS, reason=reason_unfinished(key.maths, tree), read=read)
    return undecided(read)


def _solution(tree: Relation, letter: str) -> Fraction | None:
    """Return the one solution of an equation in a letter; None where it has none, many, or is not linear."""
    solved = solve_linear(tree, letter)
    return solved.root if isinstance(solved, Once) else None


def _sides_agree(key: NumberKey, tree: Tree, said: Tree) -> bool:
    """Say whether no side without letters of a running equality has another value than the number stated."""
    if not isinstance(tree, Relation):
        return True
    last = side_of(said, key.maths)
    others = [side for side in tree.operands if side is not said and not names(side)]
    return all(compare_sides(side_of(side, key.maths), last).sameness is Sameness.SAME for side in others)
