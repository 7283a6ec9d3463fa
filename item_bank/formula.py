"""
Formulas: what authors compute with.

An answer, a wrong answer, a derived value or a condition, written in the same
grammar as a learner's maths over the names of an item's parameters, plus a few
functions of whole numbers. Read once, then computed with for every draw; all
values are exact. Which names an item has is `draw`'s and `fill`'s to say.
"""

import functools
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final, TypeAlias, assert_never

import msgspec

from item_bank.algebra.arithmetic import FUNCTIONS, NotExact, Outcome, factorial, power
from item_bank.algebra.arithmetic import Undefined as AlgebraUndefined
from item_bank.algebra.context import Context
from item_bank.algebra.exact import fill, value
from item_bank.algebra.printing import to_latex, to_text
from item_bank.algebra.reading import read
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
    walk,
)
from item_bank.algebra.tree import (
    names as names_in,
)
from item_bank.algebra.unreadable import Unreadable
from item_bank.domain import Exact, printed
from item_bank.finding import quoted

__all__ = ["MAX_BITS", "Formula", "Undefined", "Values", "read_formula"]

MAX_BITS: Final = 190
"""Bits of a computed numerator or denominator: a longer number has over 60 digits and could not be read back."""

Values: TypeAlias = Mapping[str, Exact]
"""The numbers of one draw by name, derived ones among them."""

_FUNCTION_NAMES: Final = tuple(sorted({name for name, _ in FUNCTIONS}))
_COMPUTED: Final = frozenset({name for name, _ in FUNCTIONS} - {"sqrt", "abs"})
"""Functions that are worked out in each draw and mean nothing to a learner; roots and absolute values may stay."""

_Compute: TypeAlias = Callable[[Values], Exact]
_Test: TypeAlias = Callable[[Values], bool]


class Undefined(msgspec.Struct, frozen=True):
    """A formula has no value in a draw; `sentence` says why, `irrational` that it has one, which is no fraction."""

    sentence: str
    irrational: bool = False


class Formula(msgspec.Struct, frozen=True, eq=False):
    """
    One formula, ready to compute with.

    `names` are the parameters that occur, `unknowns` the other letters; `value`
    is for formulas that are one number, `holds` for conditions. Anything else
    (an equation, a set, an interval, `2pi`) can be filled, and stays as written.
    """

    text: str
    tree: Tree
    names: frozenset[str]
    unknowns: frozenset[str]
    _compute: _Compute | None
    _test: _Test | None

    @property
    def is_condition(self) -> bool:
        """Whether the formula compares, and so is true or false of a draw."""
        return self._test is not None

    @property
    def is_number(self) -> bool:
        """Whether the formula has a number for a value in each draw."""
        return self._compute is not None

    @property
    def may_fail(self) -> bool:
        """Whether there can be draws without a value: only sums, differences and products always have one."""
        return any(isinstance(node, Divide | Power | Call | Mixed) for node in walk(self.tree))

    def value(self, values: Values) -> Exact | Undefined:
        """
        Compute the formula's number in one draw.

        Raises
        ------
        TypeError
            If the formula is a condition or has unknowns.
        """
        if self._compute is None:
            message = f"{self.text!r} is not a number"
            raise TypeError(message)
        try:
            return _bounded(self._compute(values))
        except ZeroDivisionError:
            return Undefined("It divides by zero.")
        except _Irrational as problem:
            return Undefined(str(problem), irrational=True)
        except (ArithmeticError, ValueError) as problem:
            return Undefined(str(problem))

    def holds(self, values: Values) -> bool | Undefined:
        """
        Say whether the condition is true of one draw.

        Raises
        ------
        TypeError
            If the formula is no condition, or one with unknowns.
        """
        if self._test is None:
            message = f"{self.text!r} is not a condition"
            raise TypeError(message)
        try:
            return self._test(values)
        except ZeroDivisionError:
            return Undefined("It divides by zero.")
        except (ArithmeticError, ValueError) as problem:
            return Undefined(str(problem))

    def filled(self, values: Values) -> str | Undefined:
        """
        Write the formula with the draw's numbers in place of its names, as typed maths.

        A formula in which no parameter occurs is returned as it was written; a
        root that is no fraction stays a root.
        """
        if not self.names:
            return self.text
        if self._compute is not None:
            number = self.value(values)
            if not isinstance(number, Undefined):
                return printed(number)
            if not number.irrational:
                return number
        return to_text(self._substituted(values))

    def latex(self, values: Values) -> str | Undefined:
        """
        Write the formula with the draw's numbers in place of its names, as LaTeX.
        """
        return to_latex(self._substituted(values))

    def _substituted(self, values: Values) -> Tree:
        return fill(self.tree, {name: Fraction(values[name]) for name in self.names})


@functools.lru_cache(maxsize=16_384)
def read_formula(text: str, names: tuple[str, ...], unknowns: tuple[str, ...]) -> Formula | Unreadable:
    """
    Read a formula over the given parameter names and unknowns.

    With neither, any single letter is an unknown: that is how items without
    parameters are written. Cached, because the texts of an item are read again
    for each variant that is opened.
    """
    tree = read(
        text, Context(unknowns=unknowns, names=names, functions=_FUNCTION_NAMES if names else (), expects="several")
    )
    if isinstance(tree, Unreadable):
        return tree
    occurring = frozenset(names_in(tree))
    drawn = occurring & frozenset(names)
    free = occurring - drawn
    try:
        compute = None if free or _is_kept(tree) else _number(tree)
        test = _condition(tree) if isinstance(tree, Relation) and not free else None
        if free and any(isinstance(node, Call) and node.function in _COMPUTED for node in walk(tree)):
            return _unreadable(tree, "A function can only be used where no unknown is: give it a name under derive.")
    except _Unsuitable as problem:
        return _unreadable(problem.tree, problem.sentence)
    return Formula(text, tree, drawn, free, compute, test)


def _is_kept(tree: Tree) -> bool:
    """
    Say whether a formula is not one fraction, and so is filled and stays as written.
    """
    if isinstance(tree, Relation | Junction | Listing | Matrix | Setwise | EmptySet | Reals):
        return True
    computed = {name for name, _ in FUNCTIONS}
    return any(
        isinstance(node, Constant | PlusMinus | Degrees) or (isinstance(node, Call) and node.function not in computed)
        for node in walk(tree)
    )


class _Irrational(ArithmeticError):
    """There is a value, and it is no fraction."""


class _Unsuitable(Exception):
    """A construct that formulas have no use for; never leaves this module."""

    def __init__(self, tree: Tree, sentence: str) -> None:
        super().__init__(sentence)
        self.tree = tree
        self.sentence = sentence


def _unreadable(tree: Tree, sentence: str) -> Unreadable:
    return Unreadable(code="not_a_formula", start=tree.start, end=tree.end, sentence=sentence)


def _number(tree: Tree) -> _Compute:  # noqa: C901 - one case a construct
    """
    Make a function of the draw's values of a tree without unknowns.
    """
    match tree:
        case Number() | Mixed() | Repeating():
            compute = _literal(tree)
        case Name(name):
            compute = operator.itemgetter(name)
        case Negate(operand):
            compute = _two(operator.mul, lambda _: -1, _number(operand))
        case Posit(operand) | Group(operand):
            compute = _number(operand)
        case Percent(operand):
            compute = _two(_divide, _number(operand), lambda _: 100)
        case Add() | Subtract() | Multiply() | Divide():
            compute = _two(_OPERATIONS[type(tree)], _number(tree.left), _number(tree.right))
        case Power(base, exponent):
            compute = _two(_power, _number(base), _number(exponent))
        case Call():
            compute = _call(tree)
        case Relation():
            raise _Unsuitable(tree, "A comparison stands where a number is needed.")
        case Factorial(operand):
            inner = _number(operand)
            compute = lambda values: _defined(factorial(inner(values)))  # noqa: E731 - as its neighbours
        case (
            Constant() | Degrees() | PlusMinus() | Junction() | Listing() | Matrix() | Setwise() | EmptySet() | Reals()
        ):
            raise _Unsuitable(tree, "A formula makes one exact number, and this is none.")
        case _:
            assert_never(tree)
    return compute


def _literal(tree: Number | Mixed | Repeating) -> _Compute:
    number = value(tree)
    if not isinstance(number, Fraction):
        raise _Unsuitable(tree, "This number has no exact value here.")
    constant = number.numerator if number.denominator == 1 else number
    return lambda _: constant


def _two(function: Callable[[Exact, Exact], Exact], left: _Compute, right: _Compute) -> _Compute:
    return lambda values: function(left(values), right(values))


def _call(tree: Call) -> _Compute:
    function = FUNCTIONS.get((tree.function, len(tree.arguments)))
    if function is None:
        known = ", ".join(f"{name} of {count}" for name, count in FUNCTIONS)
        raise _Unsuitable(
            tree, f"Formulas do not know {quoted(tree.function)} of {len(tree.arguments)}; they know {known}."
        )
    arguments = [_number(argument) for argument in tree.arguments]
    return lambda values: _defined(function(*[argument(values) for argument in arguments]))


def _condition(tree: Relation) -> _Test:
    operands = [_number(operand) for operand in tree.operands]
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
            raise _Irrational(message)
        case NotExact():
            message = "Its value is not an exact number, or too large."
            raise ArithmeticError(message)
        case exact:
            return _normal(exact)


def _normal(number: Exact) -> Exact:
    if type(number) is int:  # most are, and asking a `Fraction` for its class is ten times as slow
        return number
    return number.numerator if isinstance(number, Fraction) and number.denominator == 1 else number


def _bounded(number: Exact) -> Exact:
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
