"""
Wrong ways by hand: what known misconceptions make of a task, written out as plain arithmetic.

Shares nothing with the mal-rules or the table of wrong answers: the task's text
is matched, the wrong number worked out here. Each way says by which rules it may
be named.
"""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final, TypeAlias

__all__ = ["Way", "two_edits", "ways"]

Way: TypeAlias = tuple[Fraction, frozenset[str]]
"""A wrong answer, and the rules that may be named for it."""
_Made: TypeAlias = Callable[..., Fraction | int | None]

N: Final = r"\(?(-?\d+)\)?"
A: Final = r"(\d+)"


def _digits(one: int, other: int) -> int | None:
    """Take the smaller digit from the larger in each column."""
    if not 0 <= other <= one or other < 10:
        return None
    above, below = str(one), str(other).rjust(len(str(one)), "0")
    return int("".join(str(abs(int(up) - int(down))) for up, down in zip(above, below, strict=True)))


def _over(top: int, bottom: int) -> Fraction | None:
    return Fraction(top, bottom) if bottom else None


WAYS: Final[tuple[tuple[str, _Made, str], ...]] = (
    (rf"{N}\*{N}", lambda a, b: a + b, "adds-instead-of-multiplying"),
    (
        rf"{N}\*{N}",
        lambda a, b: -a * b if a < 0 or b < 0 else None,
        "product-with-wrong-sign product-of-negatives-negative drops-minus-sign",
    ),
    (rf"{A}\+{A}", lambda a, b: abs(a - b), "subtracts-instead-of-adding"),
    (rf"{N}-{A}", lambda a, b: a + b, "adds-instead-of-subtracting negative-minus-positive-sizes-subtracted"),
    (rf"{A}-{A}", lambda a, b: b - a, "subtraction-swapped small-minus-large-reversed sum-with-wrong-sign slip/sign"),
    (rf"{A}-{A}", _digits, "smaller-digit-from-larger"),
    (rf"{A}-\(-{A}\)", lambda a, b: a - b, "subtracting-negative-as-subtracting drops-minus-sign"),
    (rf"-{A}\+{A}", lambda a, b: -(a + b), "passes-over-first-sign subtracts-instead-of-adding"),
    (rf"-{A}\+{A}", lambda a, b: a + b, "passes-over-first-sign drops-minus-sign"),
    (rf"{A}/{A}", lambda a, b: a * b, "multiplies-instead-of-dividing converts-the-wrong-way-up"),
    (rf"{A}/{A}", lambda a, b: _over(b, a), "divides-the-wrong-way-round inverts-dividend"),
    (rf"{A}/{A}\+{A}/{A}", lambda a, b, c, d: _over(a + c, b + d), "adds-tops-and-bottoms"),
    (
        rf"{A}/{A}\+{A}/{A}",
        lambda a, b, c, d: _over(a + c, b * d),
        "adds-tops-over-product-of-bottoms keeps-tops-over-common-bottom",
    ),
    (rf"{A}/{A}-{A}/{A}", lambda a, b, c, d: _over(a - c, b - d), "subtracts-tops-and-bottoms"),
    (rf"{A}/{A}\*{A}/{A}", lambda a, b, c, d: _over(a * d, b * c), "cross-multiplies-in-product"),
    (rf"\(?{A}/{A}\)?/\({A}/{A}\)", lambda a, b, c, d: _over(a * c, b * d), "divides-without-inverting"),
    (rf"\(?{A}/{A}\)?/\({A}/{A}\)", lambda a, b, c, d: _over(b * c, a * d), "inverts-dividend"),
    (rf"{A}\+{A}\*{A}", lambda a, b, c: (a + b) * c, "left-to-right-into-product addition-before-multiplication"),
    (rf"{A}-{A}\*{A}", lambda a, b, c: (a - b) * c, "left-to-right-into-product addition-before-multiplication"),
    (rf"{N}\^{A}", lambda a, b: a * b, "base-times-exponent cube-as-three-times"),
    (rf"sqrt\({A}\)", lambda a: Fraction(a, 2), "root-as-halving"),
    (
        rf"{A}/100\*{A}",
        lambda a, b: Fraction(a * b, 10),
        "hundred-as-ten percent-as-tenths percent-moves-point-once quotient-with-point-misplaced",
    ),
    (
        rf"{A}x\+{A}={N}",
        lambda a, b, c: Fraction(c + b, a),
        "moves-term-without-changing-sign same-operation-not-inverse",
    ),
    (
        rf"{A}x-{A}={N}",
        lambda a, b, c: Fraction(c - b, a),
        "moves-term-without-changing-sign same-operation-not-inverse",
    ),
    (rf"{A}x\+{A}={N}", lambda a, b, c: c - b - a, "subtracts-coefficient"),
    (rf"{A}x-{A}={N}", lambda a, b, c: c + b - a, "subtracts-coefficient"),
    (rf"{A}x\+{A}={N}", lambda a, b, c: (c - b) * a, "multiplies-by-coefficient"),
    (rf"{A}x\+{A}={N}", lambda a, b, c: _over(a, c - b), "divides-coefficient-by-other-side"),
    (rf"{A}x={N}", lambda a, b: b - a, "subtracts-coefficient"),
    (rf"{A}x={N}", lambda a, b: b * a, "multiplies-by-coefficient"),
    (rf"x\+{A}={N}", lambda a, b: b + a, "moves-term-without-changing-sign same-operation-not-inverse"),
    (rf"x-{A}={N}", lambda a, b: b - a, "moves-term-without-changing-sign same-operation-not-inverse"),
    (rf"x/{A}={N}", lambda a, b: Fraction(b, a), "divides-to-clear-denominator same-operation-not-inverse"),
    (rf"{A}\*\(x\+{A}\)={N}", lambda a, b, c: Fraction(c - b, a), "expands-one-term-only"),
    (rf"{A}\*\(x-{A}\)={N}", lambda a, b, c: Fraction(c + b, a), "expands-one-term-only"),
    (rf"{A}x\+{A}={A}x\+{A}", lambda a, b, c, d: _over(d - b, a + c), "moves-term-without-changing-sign"),
    (rf"{A}x\+{A}={A}x\+{A}", lambda a, b, c, d: _over(d + b, a - c), "moves-term-without-changing-sign"),
)
"""The task's shape, what is made of its numbers, and by which rules that may be named."""


def ways(task: str) -> Iterator[Way]:
    """
    Yield the wrong answers of a task, a line of typed maths in the letter x.
    """
    plain = re.sub(r"\s+", "", task)
    for shape, made, rules in WAYS:
        found = re.fullmatch(shape, plain)
        wrong = None if found is None else made(*map(int, found.groups()))
        if wrong is not None:
            yield Fraction(wrong), frozenset(rules.split())


def two_edits(task: str) -> Iterator[Way]:
    """
    Yield wrong answers that are off by a sign or by one besides.
    """
    for wrong, rules in ways(task):
        yield -wrong, rules
        yield wrong + 1, rules
