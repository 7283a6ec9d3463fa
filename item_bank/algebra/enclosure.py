"""
Enclosures: two rational numbers between which the value of an expression lies.

Exact where the value is rational, else the ends of a ball: what is compared with
a tolerance, or rounded, needs no more than that. Equality is `compare`'s.
"""

from fractions import Fraction
from typing import TypeAlias

from flint import acb, arb, ctx

from item_bank.algebra.ball import NoValue
from item_bank.algebra.balls import NOWHERE, Places, evaluate
from item_bank.algebra.exact import Undefined, value
from item_bank.algebra.field import COMPLEX_NUMBERS, REAL_NUMBERS
from item_bank.algebra.limits import BALL_BITS, MAX_BITS
from item_bank.algebra.setting import Setting
from item_bank.algebra.tree import Constant, Tree, walk

__all__ = ["Enclosure", "enclosure", "enclosures"]

Enclosure: TypeAlias = tuple[Fraction, Fraction]


def enclosure(tree: Tree, setting: Setting) -> Enclosure | Undefined | None:
    """
    Enclose the value of an expression.

    Parameters
    ----------
    tree
        An expression without names.
    setting
        Whether numbers may be complex, and how angles are measured.

    Returns
    -------
    tuple of Fraction | Undefined | None
        The two ends, equal where the value is rational; for irrational numbers
        some 75 digits apart. `Undefined` where there is no value, or none that
        is real; None where it is not known, or too large to write down.
    """
    exact = value(tree)
    if isinstance(exact, Fraction):
        return exact, exact
    if isinstance(exact, Undefined):
        return exact
    complexes = setting.domain == "complex" or any(
        isinstance(node, Constant) and node.name == "i" for node in walk(tree)
    )
    field = COMPLEX_NUMBERS if complexes else REAL_NUMBERS
    column = evaluate(tree, NOWHERE, field, bits=BALL_BITS, angle=setting.angle)
    return None if column is None else _ends(column[0])


def enclosures(tree: Tree, places: Places, setting: Setting) -> list[Enclosure | Undefined | None]:
    """
    Enclose the value of an expression at each of several places, as `enclosure` does without names.

    Parameters
    ----------
    tree
        An expression.
    places
        The values of its names, real ones.
    setting
        Whether numbers may be complex, and how angles are measured.
    """
    field = COMPLEX_NUMBERS if setting.domain == "complex" else REAL_NUMBERS
    column = evaluate(tree, places, field, bits=BALL_BITS, angle=setting.angle)
    return [None] * places.count if column is None else [_ends(ball) for ball in column]


def _ends(ball: arb | acb | NoValue) -> Enclosure | Undefined | None:
    """Return the ends of a ball."""
    if type(ball) is NoValue:
        return Undefined() if ball is NoValue.UNDEFINED else None
    if isinstance(ball, acb):
        if 0 not in ball.imag:
            return Undefined()
        ball = ball.real
    if not ball.is_finite():
        return None
    with ctx.workprec(BALL_BITS):
        low, high = _fraction(ball.lower()), _fraction(ball.upper())
    return None if low is None or high is None else (low, high)


def _fraction(end: arb) -> Fraction | None:
    """Return the rational number that the end of a ball is; None where it has too many digits."""
    mantissa, exponent = (int(part) for part in end.man_exp())
    return None if abs(exponent) > MAX_BITS else mantissa * Fraction(2) ** exponent
