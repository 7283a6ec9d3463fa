"""
Fields: the operations on real and on complex balls, plain and watched.

The watched ones say `UNCLEAR` where something that is not zero leaves no trace
at the working precision: a summand lost in the rounding of the other, a cosine
of almost nothing, a hyperbolic tangent of very much. So nothing can hide there.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec
from flint import acb, arb

from item_bank.algebra.ball import REAL, Ball, NoValue, Value, divide_real, power_real
from item_bank.algebra.complex_ball import COMPLEX, divide_complex, power_complex
from item_bank.algebra.limits import NOTICED_BITS, SATURATED, TINY_BITS

__all__ = ["COMPLEX_NUMBERS", "REAL_NUMBERS", "WATCHED_COMPLEX", "WATCHED_REAL", "Field"]

UNDEFINED, UNCLEAR = NoValue.UNDEFINED, NoValue.UNCLEAR
NOTICED, TINY = arb(1 << NOTICED_BITS), arb(1) / (1 << TINY_BITS)


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


def _noticed(ball: Ball) -> Value:
    """Pass on what is zero, or so far from it that its square and fourth power leave a trace."""
    size = abs(ball)
    return ball if size > TINY or 0 in size else UNCLEAR


def _unsaturated(function: Callable[..., Value]) -> Callable[[Ball], Value]:
    """Restrict a function that comes nearer to 1 than any precision."""

    def restricted(ball: Ball) -> Value:
        return function(ball) if abs(ball) < SATURATED else UNCLEAR

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


def _watched(field: Field) -> Field:
    """Return a field whose operations are watched."""
    functions = MappingProxyType({**field.functions, "tanh": _unsaturated(field.functions["tanh"])})
    return msgspec.structs.replace(
        field, add=_watched_sum, subtract=_watched_difference, watch=_noticed, functions=functions
    )


WATCHED_REAL, WATCHED_COMPLEX = _watched(REAL_NUMBERS), _watched(COMPLEX_NUMBERS)
