"""
Numbers: one exact value, however it is written.

A number may come as `x = 4` where x is what is asked for, or at the end of a
running equality. An equation that still has to be solved is true or false
about the unknown, but no answer yet. Decimals are exact: 0.33 is not a third.
"""

from fractions import Fraction

from item_bank.algebra.exact import Undefined, holds, value
from item_bank.algebra.forms.form import lack
from item_bank.algebra.linear import Always, Once, solve_linear
from item_bank.algebra.printing import to_text
from item_bank.algebra.tree import Name, Number, Relation, Tree, bare, names, walk
from item_bank.answers.answer import NumberAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.maths import Source, prepare, unfinished
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import invalid
from item_bank.answers.progress import reason_unfinished
from item_bank.answers.verdict import Judged, Verdict
from item_bank.finding import quoted

__all__ = ["NumberKey", "compile_number", "judge_number", "same_number", "stated"]

TRUNCATED_PLACES = 2
"""Fewest decimals at which a number cut off, not rounded, is seen as one: 0.6 for 2/3 is as likely a slip."""


class NumberKey(MathsKey, frozen=True, kw_only=True):
    """A number made ready; `worth` is its exact value."""

    answer: NumberAnswer
    worth: Fraction

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        return judge_number(self, tree, text)

    def same(self, tree: Tree) -> Fraction | None:
        """Return the number that a response comes to."""
        return same_number(tree)


def compile_number(answer: NumberAnswer, source: Source) -> NumberKey | KeyFault:
    """
    Make a number ready; its text may be any expression without letters that has an exact value.
    """
    maths = prepare(answer.value, source)
    if isinstance(maths, KeyFault):
        return maths
    said = stated(maths.tree)
    if said is None:
        return KeyFault(
            code="not_a_number", sentence=f"A number is needed as the answer, not {quoted(answer.value)!r}."
        )
    worth = value(said)
    if not isinstance(worth, Fraction):
        return KeyFault(code="undecidable_key", sentence=f"The value of {quoted(answer.value)!r} is not known exactly.")
    return NumberKey(answer=answer, maths=maths, worth=worth)


def judge_number(key: NumberKey, tree: Tree, text: str) -> Judged:
    """
    Judge a response that was read.
    """
    read = to_text(tree)
    said = stated(tree)
    if said is None:
        return _judge_unstated(key, tree, text, read)
    worth = value(said)
    if isinstance(worth, Undefined):
        return invalid("no_value", text, read=read)
    if not isinstance(worth, Fraction):
        return _undecided(read)
    if not _sides_agree(tree, worth):
        return Judged(verdict=Verdict.INCORRECT, reason="unequal_sides", read=read)
    if worth != key.worth:
        return Judged(verdict=Verdict.INCORRECT, reason=_rounded(key.worth, worth, said), read=read)
    if unfinished(key.maths, said):
        return Judged(verdict=Verdict.NO_PROGRESS, reason="unfinished", read=read)
    if (reason := lack(key.answer.form, said, key.maths.tree)) is not None:
        return Judged(verdict=Verdict.WRONG_FORM, reason=reason, read=read)
    return Judged(verdict=Verdict.CORRECT, read=read)


def stated(tree: Tree) -> Tree | None:
    """
    Return the part of a response that states its number.

    All of an expression without letters; what stands beside the letter in
    `x = 4` and `4 = x`; the last side of a running equality. None where no
    number is stated: letters are left, or it is no equality.
    """
    if not isinstance(tree, Relation):
        return None if names(tree) else tree
    if any(operator != "=" for operator in tree.operators):
        return None
    sides = list(tree.operands)
    if isinstance(bare(sides[0]), Name):
        sides = sides[1:]
    elif isinstance(bare(sides[-1]), Name):
        sides = sides[:-1]
    return None if any(names(side) for side in sides) else sides[-1]


def same_number(tree: Tree) -> Fraction | None:
    """
    Return the number that a response comes to, an equation in one unknown solved; None where there is none.
    """
    said = stated(tree)
    if said is not None:
        worth = value(said)
        return worth if isinstance(worth, Fraction) else None
    letters = names(tree)
    return _solution(tree, letters[0]) if isinstance(tree, Relation) and len(letters) == 1 else None


def _judge_unstated(key: NumberKey, tree: Tree, text: str, read: str) -> Judged:
    """Judge a response that states no number: an equation still to be solved, or not an answer of this kind."""
    if not isinstance(tree, Relation):
        return invalid("letters_left", text, read=read)
    letters = names(tree)
    if len(letters) != 1 or any(operator != "=" for operator in tree.operators):
        return invalid("not_a_number", text, read=read)
    if holds(tree, {letters[0]: key.worth}) is False:
        return Judged(verdict=Verdict.INCORRECT, read=read)
    match solve_linear(tree, letters[0]):
        case Once():
            return Judged(verdict=Verdict.NO_PROGRESS, reason=reason_unfinished(key.maths, tree), read=read)
        case Always():
            return Judged(verdict=Verdict.NO_PROGRESS, read=read)
        case _:
            return _undecided(read)


def _solution(tree: Relation, letter: str) -> Fraction | None:
    """Return the one solution of an equation in a letter; None where it has none, many, or is not linear."""
    solved = solve_linear(tree, letter)
    return solved.root if isinstance(solved, Once) else None


def _undecided(read: str) -> Judged:
    """Say that the value is beyond what is decided exactly."""
    return Judged(verdict=Verdict.UNKNOWN, reason="undecided", read=read)


def _sides_agree(tree: Tree, worth: Fraction) -> bool:
    """Say whether all sides without letters of a running equality have one value."""
    if not isinstance(tree, Relation):
        return True
    return all(value(side) == worth for side in tree.operands if not names(side))


def _rounded(right: Fraction, worth: Fraction, said: Tree) -> str | None:
    """Say `not_exact` where a decimal is the key rounded, or cut off, to the places written."""
    decimals = [len(node.text.partition(".")[2]) for node in walk(said) if isinstance(node, Number)]
    places = max(decimals, default=0)
    if not places or worth == 0 or (right * 10**places).denominator == 1:
        return None
    unit = Fraction(1, 10**places)
    away = abs(right - worth)
    cut_off = places >= TRUNCATED_PLACES and away < unit and abs(worth) < abs(right)
    return "not_exact" if away <= unit / 2 or cut_off else None
