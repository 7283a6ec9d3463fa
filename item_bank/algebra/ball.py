"""
Balls: a number as an interval that is proven to hold it, and the functions of such numbers.

What FLINT's `arb` computes encloses the true value, so that two balls apart are
two different numbers. A function whose value is not there says `UNDEFINED`; one
that cannot be told at this precision, or is beyond the limits, `UNCLEAR`. Here
are the functions of real numbers; `complex_ball` has those of complex ones.
Balls are never printed: a huge one takes the process down.
"""

import enum
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias, final

from flint import acb, arb, fmpq

from item_bank.algebra.limits import MAX_CHOSEN, MAX_EXPONENT, MAX_GAMMA, MAX_WHOLE

__all__ = [
    "REAL",
    "Ball",
    "NoValue",
    "Value",
    "divide_real",
    "exact_ball",
    "power_real",
    "root_degree",
    "whole",
]


@final
class NoValue(enum.Enum):
    """Why there is no ball: there is no value, or none that can be told at this precision."""

    UNDEFINED = "undefined"
    UNCLEAR = "unclear"


Ball: TypeAlias = arb | acb
Value: TypeAlias = arb | acb | NoValue
RealValue: TypeAlias = arb | NoValue

ZERO, ONE = arb(0), arb(1)
UNDEFINED, UNCLEAR = NoValue.UNDEFINED, NoValue.UNCLEAR


def exact_ball(exact: Fraction) -> arb:
    """
    Return the ball of a rational number at the working precision.
    """
    return arb(fmpq(exact.numerator, exact.denominator))


def whole(ball: arb) -> int | None:
    """
    Return the whole number that a ball is exactly; None for others and those beyond `MAX_WHOLE`.
    """
    if not ball.is_integer() or not abs(ball) <= MAX_WHOLE:
        return None
    found = ball.unique_fmpz()
    return None if found is None else int(found)


def root_degree(degree: arb) -> int | None:
    """
    Return the degree of a root, a whole number from 1; None for anything else.
    """
    count = whole(degree)
    return count if count is not None and 0 < count <= MAX_EXPONENT else None


def power_real(base: arb, exponent: Fraction | arb) -> RealValue:
    """
    Raise a real number to a power; an exponent with an odd denominator takes a negative base too.

    `x^(2/6)` is the cube root: what counts is the exponent's value.
    """
    if isinstance(exponent, arb):
        count = whole(exponent)
        if count is None:
            return _power_of_positive(base, exponent)
        exponent = Fraction(count)
    if abs(exponent.numerator) > MAX_EXPONENT or exponent.denominator > MAX_EXPONENT:
        return _power_of_positive(base, exact_ball(exponent))
    if ZERO in base:
        if exponent > 0 and exponent.denominator == 1:
            return base**exponent.numerator
        if base == 0:
            return ZERO if exponent > 0 else UNDEFINED
        return UNCLEAR
    if exponent.denominator == 1:
        return base**exponent.numerator
    if base > 0:
        return base.root(exponent.denominator) ** exponent.numerator
    if exponent.denominator % 2 == 0:
        return UNDEFINED
    size = (-base).root(exponent.denominator) ** exponent.numerator
    return -size if exponent.numerator % 2 else size


def _power_of_positive(base: arb, exponent: arb) -> RealValue:
    """Raise to a power that is no whole number: of negative numbers there is none among real ones."""
    if base > 0:
        return base**exponent
    if base < 0:
        return UNDEFINED
    if base == 0 and ZERO not in exponent:
        return ZERO if exponent > 0 else UNDEFINED
    return UNCLEAR


def divide_real(left: arb, right: arb) -> RealValue:
    """
    Divide, but not by zero.
    """
    if ZERO in right:
        return UNDEFINED if right == 0 else UNCLEAR
    return left / right


def _within(least: int | None, most: int | None, function: Callable[[arb], arb]) -> Callable[[arb], RealValue]:
    """Restrict a function to an interval, its ends in it."""

    def restricted(ball: arb) -> RealValue:
        if (least is not None and ball < least) or (most is not None and ball > most):
            return UNDEFINED
        if (least is None or ball >= least) and (most is None or ball <= most):
            return function(ball)
        return UNCLEAR

    return restricted


def _between(least: int, most: int | None, function: Callable[[arb], arb]) -> Callable[[arb], RealValue]:
    """Restrict a function to an interval without its ends."""

    def restricted(ball: arb) -> RealValue:
        if ball <= least or (most is not None and ball >= most):
            return UNDEFINED
        if ball > least and (most is None or ball < most):
            return function(ball)
        return UNCLEAR

    return restricted


def _root(radicand: arb, degree: arb) -> RealValue:
    """Take a root: of odd degree also of negative numbers, of a broken degree of positive ones only."""
    count = root_degree(degree)
    if count is not None:
        return power_real(radicand, Fraction(1, count))
    return UNDEFINED if whole(degree) is not None or ZERO in degree else _power_of_positive(radicand, 1 / degree)


def _logarithm(number: arb, base: arb) -> RealValue:
    """Take the logarithm to a base."""
    if base <= 0 or number <= 0 or base == 1:
        return UNDEFINED
    if base > 0 and number > 0 and ONE not in base:
        return number.log() / base.log()
    return UNCLEAR


def _common_logarithm(number: arb) -> RealValue:
    """Take the logarithm to the base 10."""
    return _logarithm(number, arb(10))


def _over(upper: Callable[[arb], arb], lower: Callable[[arb], arb]) -> Callable[[arb], RealValue]:
    """Divide one function by another."""
    return lambda ball: divide_real(upper(ball), lower(ball))


def _of_inverse(function: Callable[[arb], RealValue]) -> Callable[[arb], RealValue]:
    """Apply a function to one over its argument."""

    def applied(ball: arb) -> RealValue:
        inverse = divide_real(ONE, ball)
        return inverse if type(inverse) is NoValue else function(inverse)

    return applied


def _stepwise(step: Callable[[arb], arb]) -> Callable[[arb], RealValue]:
    """Apply a function with jumps where the ball lies on one side of them."""

    def applied(ball: arb) -> RealValue:
        stepped = step(ball)
        return stepped if stepped.is_exact() else UNCLEAR

    return applied


def _remainder(left: arb, right: arb) -> RealValue:
    """Return the remainder, with the sign of the divisor."""
    times = divide_real(left, right)
    if type(times) is NoValue:
        return times
    down = times.floor()
    return left - right * down if down.is_exact() else UNCLEAR


def _whole_numbers(join: Callable[[int, int], int]) -> Callable[..., RealValue]:
    """Join whole numbers by a function of two; others have no value."""

    def joined(*balls: arb) -> RealValue:
        numbers = [whole(ball) for ball in balls]
        result = numbers[0]
        for number in numbers[1:]:
            if result is None or number is None:
                break
            result = join(result, number)
        else:
            return arb(result)
        return UNCLEAR if all(ball.contains_integer() for ball in balls) else UNDEFINED

    return joined


def gcd(left: int, right: int) -> int:
    """
    Return the greatest common divisor, by Euclid's steps.
    """
    while right:
        left, right = right, left % right
    return abs(left)


def _lcm(left: int, right: int) -> int:
    """Return the least common multiple."""
    return abs(left * right) // (gcd(left, right) or 1)


def _choose(number: arb, chosen: arb) -> RealValue:
    """Return a binomial coefficient: a falling product, so that the upper number may be any."""
    count = whole(chosen)
    if count is None:
        return UNDEFINED
    if count < 0:
        return ZERO
    if count > MAX_CHOSEN:
        return UNCLEAR
    product = ONE
    for step in range(count):
        product = product * (number - step) / (step + 1)
    return product


def _factorial(number: arb) -> RealValue:
    """Return the factorial, by the gamma function between whole numbers; negative whole numbers have none."""
    if not abs(number) <= MAX_GAMMA:
        return UNCLEAR
    if number.contains_integer() and number < 0:
        return UNDEFINED if number.is_integer() else UNCLEAR
    return (number + 1).gamma()


def _argument(number: arb) -> RealValue:
    """Return the angle of a real number as a complex one: nought or half a turn."""
    if number > 0:
        return ZERO
    if number < 0:
        return arb.pi()
    return UNDEFINED if number == 0 else UNCLEAR


def _angle(up: arb, along: arb) -> RealValue:
    """Return the angle of a point, from minus half a turn, which is not in it, to half a turn; the origin has none."""
    if up == 0 and along == 0:
        return UNDEFINED
    on_the_cut = 0 in up and up != 0 and not along > 0
    return UNCLEAR if on_the_cut else arb.atan2(up, along)


def _nothing(_: arb) -> arb:
    """Return the imaginary part of a real number."""
    return ZERO


def _least(*balls: arb) -> arb:
    """Return the least."""
    least = balls[0]
    for ball in balls[1:]:
        least = least.min(ball)
    return least


def _greatest(*balls: arb) -> arb:
    """Return the greatest."""
    greatest = balls[0]
    for ball in balls[1:]:
        greatest = greatest.max(ball)
    return greatest


REAL: Mapping[str, Callable[..., RealValue]] = MappingProxyType(
    {
        "sqrt": _within(0, None, arb.sqrt),
        "root": _root,
        "abs": abs,
        "exp": arb.exp,
        "ln": _between(0, None, arb.log),
        "log": _common_logarithm,
        "log_to": _logarithm,
        "sin": arb.sin,
        "cos": arb.cos,
        "tan": _over(arb.sin, arb.cos),
        "cot": _over(arb.cos, arb.sin),
        "sec": _over(lambda _: ONE, arb.cos),
        "csc": _over(lambda _: ONE, arb.sin),
        "asin": _within(-1, 1, arb.asin),
        "acos": _within(-1, 1, arb.acos),
        "atan": arb.atan,
        "atan2": _angle,
        "acot": lambda ball: arb.pi() / 2 - ball.atan(),
        "asec": _of_inverse(_within(-1, 1, arb.acos)),
        "acsc": _of_inverse(_within(-1, 1, arb.asin)),
        "sinh": arb.sinh,
        "cosh": arb.cosh,
        "tanh": arb.tanh,
        "coth": _over(arb.cosh, arb.sinh),
        "sech": lambda ball: 1 / ball.cosh(),
        "csch": _over(lambda _: ONE, arb.sinh),
        "asinh": arb.asinh,
        "acosh": _within(1, None, arb.acosh),
        "atanh": _between(-1, 1, arb.atanh),
        "floor": _stepwise(arb.floor),
        "ceil": _stepwise(arb.ceil),
        "sign": _stepwise(arb.sgn),
        "gcd": _whole_numbers(gcd),
        "lcm": _whole_numbers(_lcm),
        "min": _least,
        "max": _greatest,
        "mod": _remainder,
        "binomial": _choose,
        "factorial": _factorial,
        "re": arb.__pos__,
        "im": _nothing,
        "conj": arb.__pos__,
        "arg": _argument,
    }
)
"""
By the name in a tree. `log_to` is `log` with a base, `factorial` the postfix. `acot` lies between 0 and pi, as in
ISO 80000-2.
"""
