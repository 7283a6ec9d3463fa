"""
Endings: what a line of working comes to, as the answer of one key, quickly and then surely.

Quickly: a mark made of the line's values at two places, the same for all lines
that come to one answer. Surely: the key's own fingerprint of the line. A mark
finds what may be the same among many, the fingerprint says whether it is.
"""

import math
from collections.abc import Callable, Hashable
from fractions import Fraction
from typing import Final, TypeAlias

from hints.misconception.confirming import Confirmed
from hints.misconception.rewriting.flat import At, letter
from hints.misconception.rewriting.flattening import line_of, tree_of
from hints.misconception.rewriting.line import Line, Stated, Valued, valued
from item_bank.algebra.exact import number
from item_bank.algebra.tree import Tree, names
from item_bank.answers.answer import Round
from item_bank.answers.kinds.equation import EquationKey
from item_bank.answers.kinds.expression import ExpressionKey
from item_bank.answers.kinds.number import NumberKey
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.rounding import round_key

__all__ = ["Mark", "agrees", "answer_of", "mark", "mark_of"]

Mark: TypeAlias = Hashable
"""Equal for lines that come to the same answer, nearly always only for these."""
DIGITS: Final = 9
"""Digits of a value that tell it from others."""
NOTHING: Final = 1e-12
"""Below it a difference of floats is none."""
PAIR: Final = 2


def mark(key: MathsKey, worth: Valued, line: Callable[[], Line]) -> Mark | None:
    """
    Return the mark of a line for a key; None where it comes to no answer of the key's kind.

    Parameters
    ----------
    key
        The answer made ready.
    worth
        What the line is worth.
    line
        The line, made only where its values do not say enough.
    """
    match key:
        case NumberKey() | ExpressionKey():
            if worth.word is not None or len(worth.parts) != 1:
                return None
            return _of_values(key, worth)
        case EquationKey():
            return _of_equation(worth)
        case _:
            return key.same(tree_of(line()))


def mark_of(key: MathsKey, answer: Tree) -> Mark | None:
    """
    Return the mark of an answer.
    """
    line = line_of(answer)
    return None if line is None else mark(key, valued(line), lambda: line)


def answer_of(key: MathsKey, line: Tree) -> Tree | None:
    """
    Return what a wrong line comes to as an answer of the key's kind; None where it is none yet.
    """
    same: Hashable | None = key.same(line)
    if same is None:
        return None
    if isinstance(key, NumberKey):
        return number(same) if isinstance(same, Fraction) and key.rounded is None else None
    return line


def agrees(key: MathsKey, line: Line, wanted: Hashable | None) -> Confirmed:
    """
    Say whether a line whose mark fits is the same answer as one with a fingerprint.

    What is rounded is worked out exactly and rounded as is asked; where it has no
    rational value, the mark is all that is known, and so it is without a fingerprint.
    """
    if wanted is None:
        return Confirmed.UNKNOWN
    tree = tree_of(line)
    if isinstance(key, ExpressionKey) and isinstance(line, Stated):
        tree = tree_of(line.sides[-1])
    found = key.same(tree)
    if isinstance(key, NumberKey) and key.rounded is not None and key.answer.round is not None and found != wanted:
        rounded = round_key(found, found, key.answer.round) if isinstance(found, Fraction) else None
        return Confirmed.UNKNOWN if rounded is None else _told(wanted in rounded.targets)
    return _told(found == wanted)


def _told(same: bool) -> Confirmed:  # noqa: FBT001 -- what it says is the outcome
    return Confirmed.SAME if same else Confirmed.DIFFERENT


def _of_values(key: NumberKey | ExpressionKey, worth: Valued) -> Mark | None:
    """Mark an expression by its values, an equation in one unknown by its solution."""
    signs, sides = worth.parts[0]
    if isinstance(key, ExpressionKey):
        return _written(sides[-1], None)
    asked = key.answer.round
    if len(sides) == 1:
        return _written(sides[0], asked)
    if len(sides) != PAIR or signs != ("=",):
        return None
    solution = _solution(sides, _unknown(key))
    return None if solution is None else _written((solution, solution), asked)


def _unknown(key: NumberKey) -> At:
    """Return what the unknown of a step stands for at the two places."""
    letters = key.maths.unknowns or tuple(name for line in key.maths.solution for name in names(line)) or ("x",)
    return letter(letters[0]).at


def _solution(sides: tuple[At, ...], unknown: At) -> float | None:
    """Return where a straight line through two places is 0; for other equations that is no solution, and disagrees."""
    one, other = sides[0][0] - sides[1][0], sides[0][1] - sides[1][1]
    if not abs(other - one) > NOTHING:
        return None
    return unknown[0] - one * (unknown[1] - unknown[0]) / (other - one)


def _of_equation(worth: Valued) -> Mark | None:
    """Mark an equation by the ratio of its differences at two places, which no factor changes."""
    if worth.word is not None or len(worth.parts) != 1:
        return None
    signs, sides = worth.parts[0]
    if len(sides) != PAIR:
        return None
    one, other = sides[0][0] - sides[1][0], sides[0][1] - sides[1][1]
    if not abs(other) > NOTHING or not math.isfinite(one / other):
        return None
    return signs, f"{one / other:.{DIGITS}g}"


def _written(at: At, asked: Round | None) -> Mark | None:
    """Write values with as many digits as are asked, or as tell them apart."""
    if not (math.isfinite(at[0]) and math.isfinite(at[1])):
        return None
    if asked is not None and asked.places is not None:
        return tuple(f"{value + math.copysign(NOTHING, value):.{asked.places}f}" for value in at)
    digits = DIGITS if asked is None or asked.significant is None else asked.significant
    return tuple(f"{value + 0.0:.{digits}g}" for value in at)
