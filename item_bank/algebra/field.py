"""
Fields: the operations on real and on complex balls, plain and watched.

The watched ones say `UNCLEAR` where something that is not zero leaves no trace
at the working precision: a summand lost in the rounding of the other, a sine or
cosine next to where it turns, an arc or hyperbolic tangent of very much. So
nothing can hide there.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec
from flint import acb, arb

from item_bank.algebra.ball import REAL, Ball, NoValue, Value, divide_real, power_real
from item_bank.algebra.complex_ball import COMPLEX, divide_complex, power_complex
from item_bank.algebra.limits import NOTICED_BITS, SATURATED, TINY_BITS

__all__ = ["COMPLEX_NUMBERS", "REAL_NUMBERS", "WATCHED_COMPLEX", "WATCHED_REAL", "Field", "watched"]

UNDEFINED, UNCLEAR = NoValue.UNDEFINED, NoValue.UNCLEAR
NOTICED = arb(1 << NOTICED_BITS)


class Field(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """
    The operations on one kind of number.

    `lift` makes a number of a real one, `imaginary` is the root of -1, and
    `watch` looks at whatever a function or an exponent is applied to.
    """

    lift: Callable[[arb], Ball]
    imaginary: Value
    add: Callable[[Ball, Ball], Value]
    subtract: Callable[[Ball, Ball], Value]
    divide: Callable[..., Value]
    power: Callable[..., Value]
    watch: Callable[[Ball], Value] | None
    functions: Mapping[str, Callable[..., Value]]


def _itself(ball: arb) -> Ball:
    """Return a ball as it is."""
    return ball


def _sum(left: Ball, right: Ball) -> Value:
    """Add."""
    return left + right


def _difference(left: Ball, right: Ball) -> Value:
    """Subtract."""
    return left - right


def _watched_sum(left: Ball, right: Ball) -> Value:
    """Add, unless the smaller part is lost in the rounding."""
    total = left + right
    if 0 in left or 0 in right:
        return total
    unnoticed = total.rad() * NOTICED
    return total if unnoticed < abs(left) and unnoticed < abs(right) else UNCLEAR


def _watched_difference(left: Ball, right: Ball) -> Value:
    """Subtract with the same care."""
    return _watched_sum(left, -right)


def _noticed(tiny: arb) -> Callable[[Ball], Value]:
    """Pass on what is zero, or so far from it that its square and fourth power leave a trace."""

    def watch(ball: Ball) -> Value:
        size = abs(ball)
        return ball if size > tiny or 0 in size else UNCLEAR

    return watch


def _unsaturated(function: Callable[..., Value], most: arb) -> Callable[[Ball], Value]:
    """Restrict a function that comes nearer to a number than any precision."""

    def restricted(ball: Ball) -> Value:
        return function(ball) if abs(ball) < most else UNCLEAR

    return restricted


def _off_turns(function: Callable[..., Value], tiny: arb) -> Callable[[Ball], Value]:
    """Restrict a sine or cosine to what is a quarter turn, as far as can be told, or away from all of them."""

    def restricted(ball: Ball) -> Value:
        quarters = ball * 2 / arb.pi()
        away = abs(quarters - (quarters.real.mid() + arb(0.5)).floor())
        return function(ball) if away > tiny or 0 in away else UNCLEAR

    return restricted


def _not_flat(function: Callable[..., Value], tiny: arb) -> Callable[[Ball], Value]:
    """Restrict the absolute value to numbers of which the smaller part leaves a trace in it."""

    def restricted(ball: Ball) -> Value:
        across, up = abs(ball.real), abs(ball.imag)
        clear = 0 in across or 0 in up or (up > across * tiny and across > up * tiny)
        return function(ball) if clear else UNCLEAR

    return restricted


REAL_NUMBERS = Field(
    lift=_itself,
    imaginary=UNDEFINED,
    add=_sum,
    subtract=_difference,
    divide=divide_real,
    power=power_real,
    watch=None,
    functions=REAL,
)
COMPLEX_NUMBERS = Field(
    lift=acb,
    imaginary=acb(0, 1),
    add=_sum,
    subtract=_difference,
    divide=divide_complex,
    power=power_complex,
    watch=None,
    functions=COMPLEX,
)


def watched(field: Field, tiny: arb, most: int) -> Field:
    """
    Return a field in which nothing that is not zero hides.

    Parameters
    ----------
    field
        One that is not watched.
    tiny
        What is smaller is too small: its fourth power would leave no trace.
    most
        Where hyperbolic tangents are as good as 1.
    """
    known, far, endless = field.functions, 1 / tiny, arb(most)
    functions = MappingProxyType(
        {
            **known,
            **{name: _off_turns(known[name], tiny) for name in ("sin", "cos", "sec", "csc")},
            **{name: _unsaturated(known[name], endless) for name in ("tanh", "coth")},
            **{name: _unsaturated(known[name], far) for name in ("atan", "asec")},
            "abs": _not_flat(known["abs"], tiny),
        }
    )
    return msgspec.structs.replace(
        field, add=_watched_sum, subtract=_watched_difference, watch=_noticed(tiny), functions=functions
    )


TINY = arb(1) / (1 << TINY_BITS)
WATCHED_REAL, WATCHED_COMPLEX = watched(REAL_NUMBERS, TINY, SATURATED), watched(COMPLEX_NUMBERS, TINY, SATURATED)
