"""
Computing: what a formula comes to, as a function of the numbers of a draw.

Made once of a tree without unknowns, then called for every draw; all values are
exact and bounded. What a formula is, and which of its letters are parameters, is
`formula`'s to say.
"""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final, TypeAlias, assert_never

from item_bank.algebra.arithmetic import FUNCTIONS, NotExact, Outcome, factorial, power
from item_bank.algebra.arithmetic import Undefined as AlgebraUndefined
from item_bank.algebra.exact import value
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Degrees,
    Divide,
    EmptySet,
    Factorial,
    Group,
    Junction,
    Listing,
    Matrix,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    PlusMinus,
    Posit,
    Power,
    Reals,
    Relation,
    Repeating,
    Setwise,
    Subtract,
    Tree,
)
from item_bank.domain import Exact
from item_bank.finding import quoted

__all__ = ["MAX_BITS", "Compute", "Irrational", "Test", "Unsuitable", "Values", "bounded", "condition_of", "number_of"]

MAX_BITS: Final = 190
"""Bits of a computed numerator or denominator: a longer number has over 60 digits and could not be read back."""

Values: TypeAlias = Mapping[str, Exact]
"""The numbers of one draw by name, derived ones among them."""

Compute: TypeAlias = Callable[[Values], Exact]
Test: TypeAlias = Callable[[Values], bool]


class Irrational(ArithmeticError):
    """There is a value, and it is no fraction."""


class Unsuitable(Exception):
    """A construct that formulas have no use for, and the sentence that says so; never leaves `formula`."""

    def __init__(self, tree: Tree, sentence: str) -> None:
        super().__init__(sentence)
        self.tree = tree
        self.sentence = sentence


def number_of(tree: Tree) -> Compute:  # noqa: C901 - one case a construct
    """
    Make a function of the draw's values of a tree without unknowns.

    It raises `ArithmeticError` where a draw has no value, `Irrational` where that is no fraction.

    Raises
    ------
    Unsuitable
        Where a formula has no use for a construct.
    """
    match tree:
        case Number() | Mixed() | Repeating():
            compute = _literal(tree)
        case Name(name):
            compute = operator.itemgetter(name)
        case Negate(operand):
            compute = _two(operator.mul, lambda _: -1, number_of(operand))
        case Posit(operand) | Group(operand):
            compute = number_of(operand)
        case Percent(operand):
            compute = _two(_divide, number_of(operand), lambda _: 100)
        case Add() | Subtract() | Multiply() | Divide():
            compute = _two(_OPERATIONS[type(tree)], number_of(tree.left), number_of(tree.right))
        case Power(base, exponent):
            compute = _two(_power, number_of(base), number_of(exponent))
        case Call():
            compute = _call(tree)
        case Relation():
            raise Unsuitable(tree, "A comparison stands where a number is needed.")
        case Factorial(operand):
            inner = number_of(operand)
            compute = lambda values: _defined(factorial(inner(values)))  # noqa: E731 - as its neighbours
        case (
            Constant() | Degrees() | PlusMinus() | Junction() | Listing() | Matrix() | Setwise() | EmptySet() | Reals()
        ):
            raise Unsuitable(tree, "A formula makes one exact number, and this is none.")
        case _:
            assert_never(tree)
    return compute


def _literal(tree: Number | Mixed | Repeating) -> Compute:
    number = value(tree)
    if not isinstance(number, Fraction):
        raise Unsuitable(tree, "This number has no exact value here.")
    constant = number.numerator if number.denominator == 1 else number
    return lambda _: constant


def _two(function: Callable[[Exact, Exact], Exact], left: Compute, right: Compute) -> Compute:
    return lambda values: function(left(values), right(values))


def _call(tree: Call) -> Compute:
    function = FUNCTIONS.get((tree.function, len(tree.arguments)))
    if function is None:
        known = ", ".join(f"{name} of {count}" for name, count in FUNCTIONS)
        raise Unsuitable(
            tree, f"Formulas do not know {quoted(tree.function)} of {len(tree.arguments)}; they know {known}."
        )
    arguments = [number_of(argument) for argument in tree.arguments]
    return lambda values: _defined(function(*[argument(values) for argument in arguments]))


def condition_of(tree: Relation) -> Test:
    """
    Make a test of the draw's values of a comparison without unknowns.

    Raises
    ------
    Unsuitable
        Where a formula has no use for a construct.
    """
    operands = [number_of(operand) for operand in tree.operands]
    tests = [
        (left, _COMPARE[sign], right) for left, sign, right in zip(operands, tree.operators, operands[1:], strict=False)
    ]
    if len(tests) == 1:
        ((left, compare, right),) = tests
        return lambda values: compare(left(values), right(values))
    return lambda values: all(compare(left(values), right(values)) for left, compare, right in tests)


def _divide(left: Exact, right: Exact) -> Exact:
    if type(left) is int and type(right) is int and right and left % right == 0:
        return left // right
    quotient = Fraction(left, right)
    return quotient.numerator if quotient.denominator == 1 else quotient


def _power(base: Exact, exponent: Exact) -> Exact:
    return _defined(power(base, exponent))


def _defined(outcome: Outcome) -> Exact:
    if type(outcome) is int:
        return outcome
    match outcome:
        case AlgebraUndefined():
            message = "It has no value."
            raise ArithmeticError(message)
        case NotExact("irrational"):
            message = "Its value is no fraction."
            raise Irrational(message)
        case NotExact():
            message = "Its value is not an exact number, or too large."
            raise ArithmeticError(message)
        case exact:
            return _normal(exact)


def _normal(number: Exact) -> Exact:
    if type(number) is int:  # most are, and asking a `Fraction` for its class is ten times as slow
        return number
    return number.numerator if isinstance(number, Fraction) and number.denominator == 1 else number


def bounded(number: Exact) -> Exact:
    """
    Return a number that can be read back; `ArithmeticError` where it is longer.
    """
    if type(number) is int and number.bit_length() <= MAX_BITS:
        return number
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > MAX_BITS:
        message = "Its value has too many digits."
        raise ArithmeticError(message)
    return _normal(number)


_OPERATIONS: Final[Mapping[type[Add | Subtract | Multiply | Divide], Callable[[Exact, Exact], Exact]]] = {
    Add: operator.add,
    Subtract: operator.sub,
    Multiply: operator.mul,
    Divide: _divide,
}

_COMPARE: Final[Mapping[str, Callable[[Exact, Exact], bool]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
