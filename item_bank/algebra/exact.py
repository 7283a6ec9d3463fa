"""
Exact values: what a tree is worth.

Rational arithmetic without rounding, bounded in bits before each step, so that
`9^9^9^9` ends as a value that says it is too large. What is not rational (roots
of no square, `pi`) is said to be so; telling such values apart is `residue`'s.
"""

import itertools
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias, assert_never

from item_bank.algebra.arithmetic import (
    FUNCTIONS,
    IRRATIONAL,
    UNDEFINED,
    NotExact,
    Outcome,
    Rational,
    Undefined,
    combine,
    divide,
    factorial,
    numeral,
    power,
    repeating,
)
from item_bank.algebra.rebuilding import with_children
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
    Operator,
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
    children,
    names,
)

__all__ = ["NOWHERE", "NotExact", "Undefined", "Value", "fill", "holds", "number", "value"]


Value: TypeAlias = Fraction | Undefined | NotExact
FOLDED_BITS = 190
"""A longer number would have more than `MAX_DIGITS` digits and could not be read back."""
NOWHERE: Mapping[str, Fraction] = MappingProxyType({})
COMPARISONS: Mapping[Operator, Callable[[Rational, Rational], bool]] = MappingProxyType(
    {"=": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}
)


ONE = Number("1")
FREE_NAME, NOT_REAL, NOT_ONE_NUMBER = NotExact("free_name"), NotExact("not_real"), NotExact("not_one_number")


def value(tree: Tree, assignment: Mapping[str, Fraction] = NOWHERE) -> Value:
    """
    Return the exact value of an expression.

    Parameters
    ----------
    tree
        Any tree.
    assignment
        The numbers that names stand for.

    Returns
    -------
    Fraction | Undefined | NotExact
        A fraction with at most `MAX_BITS` above and below the line. `Undefined`
        wins over `NotExact`: what has no value anywhere in it has none.
    """
    outcome = _value(tree, assignment)
    return Fraction(outcome) if isinstance(outcome, int) else outcome


def holds(relation: Relation, assignment: Mapping[str, Fraction] = NOWHERE) -> bool | Undefined | NotExact:
    """
    Say whether a relation is true for the numbers given.

    A chain is true where each neighbouring pair is. One operand without a value
    leaves the whole undefined.
    """
    values: list[Rational] = []
    unknown: NotExact | None = None
    for operand in relation.operands:
        match _value(operand, assignment):
            case Undefined():
                return UNDEFINED
            case NotExact() as reason:
                unknown = unknown or reason
            case number:
                values.append(number)
    if unknown is not None:
        return unknown
    return all(
        COMPARISONS[sign](left, right)
        for sign, (left, right) in zip(relation.operators, itertools.pairwise(values), strict=True)
    )


def _value(  # noqa: C901, PLR0911, PLR0912 - one case a construct
    tree: Tree, assignment: Mapping[str, Fraction]
) -> Outcome:
    """
    Return the value of a tree, as an integer where that is what comes out first.
    """
    # what most trees are made of is asked for by type, as in `residue`
    if type(tree) is Number:
        return int(tree.text) if tree.text.isdecimal() else numeral(tree.text)
    if type(tree) is Name:
        given = assignment.get(tree.name)
        if given is None:
            return FREE_NAME
        # whole numbers are worked out ten times as fast as fractions
        return given.numerator if given.denominator == 1 else given
    if type(tree) is Multiply:
        return combine(operator.mul, _value(tree.left, assignment), _value(tree.right, assignment))
    if type(tree) is Add:
        return combine(operator.add, _value(tree.left, assignment), _value(tree.right, assignment))
    if type(tree) is Subtract:
        return combine(operator.sub, _value(tree.left, assignment), _value(tree.right, assignment))
    if type(tree) is Power:
        return combine(power, _value(tree.base, assignment), _value(tree.exponent, assignment))
    if type(tree) is Group:
        return _value(tree.inner, assignment)
    match tree:
        case Divide(left, right):
            divisor = _value(right, assignment)
            return UNDEFINED if divisor == 0 else combine(divide, _value(left, assignment), divisor)
        case Negate(operand):
            return combine(operator.neg, _value(operand, assignment))
        case Posit(operand):
            return _value(operand, assignment)
        case Constant(name):
            return IRRATIONAL if name in {"pi", "e"} else NOT_REAL
        case Percent(operand):
            return combine(divide, _value(operand, assignment), 100)
        case Repeating(text, period):
            return repeating(text, period)
        case Factorial(operand):
            return combine(factorial, _value(operand, assignment))
        case Degrees(operand):
            turned = _value(operand, assignment)
            return IRRATIONAL if isinstance(turned, int | Fraction) and turned else turned
        case Mixed(whole, numerator, denominator):
            return combine(operator.add, int(whole), divide(int(numerator), int(denominator)))
        case Call(function, arguments):
            known = FUNCTIONS.get((function, len(arguments)))
            if known is None:
                return NotExact("unknown_function")
            return combine(known, *[_value(argument, assignment) for argument in arguments])
        case Relation() | Junction() | Listing() | Matrix() | Setwise() | EmptySet() | Reals() | PlusMinus():
            return NOT_ONE_NUMBER
        case _:
            assert_never(tree)


def number(exact: Fraction) -> Tree:
    """
    Return the shortest tree of a number: a whole one, or a fraction in lowest terms.

    The sign stands before the whole.
    """
    size = abs(exact)
    unsigned: Tree = Number(str(size.numerator))
    if size.denominator != 1:
        unsigned = Divide(unsigned, Number(str(size.denominator)))
    return Negate(unsigned) if exact < 0 else unsigned


def fill(tree: Tree, assignment: Mapping[str, Fraction]) -> Tree:
    """
    Put numbers in the place of names, and work out what then holds no name.

    Each largest part without names that held a replaced one becomes one number:
    with a = 3, b = -5, c = 7, `a*x = c - b` becomes `3*x = 12`. Signs move to
    the operator before (`x + b` becomes `x - 5`), and a factor 1 is left out.
    Parts without a replaced name stay as written, and so does a part without an
    exact value: filled, but not worked out, it stays undefined for whoever
    evaluates it.

    Parameters
    ----------
    tree
        The formula.
    assignment
        The numbers of the names to replace; other names stay.
    """
    filled, _ = _fill(tree, assignment)
    return filled


def _fill(tree: Tree, assignment: Mapping[str, Fraction]) -> tuple[Tree, bool]:  # noqa: C901, PLR0911, PLR0912 - one case a construct
    """
    Return the filled tree, and whether its root was computed here (and so may lend its sign).
    """
    if isinstance(tree, Number | Mixed):
        return tree, False
    occurring = names(tree)
    if assignment.keys().isdisjoint(occurring):
        return tree, False
    if assignment.keys() >= set(occurring):
        exact = value(tree, assignment)
        if isinstance(exact, Fraction) and max(exact.numerator, exact.denominator, key=abs).bit_length() <= FOLDED_BITS:
            return number(exact), True
    match tree:
        case Name(name):
            return number(assignment[name]), True
        case Negate(operand):
            inner, computed = _fill(operand, assignment)
            return (inner.operand, True) if computed and isinstance(inner, Negate) else (Negate(inner), computed)
        case Posit(operand):
            return Posit(fill(operand, assignment)), False
        case Percent(operand):
            return Percent(fill(operand, assignment)), False
        case Group(inner, bracket):
            inner, computed = _fill(inner, assignment)
            if computed and isinstance(inner, Negate):
                return Negate(Group(inner.operand, bracket)), True
            return Group(inner, bracket), False
        case Add(left, right) | Subtract(left, right):
            return _sum(tree, fill(left, assignment), _fill(right, assignment)), False
        case Multiply(left, right) | Divide(left, right):
            return _product(tree, _fill(left, assignment), fill(right, assignment))
        case Power(base, exponent):
            return Power(fill(base, assignment), fill(exponent, assignment)), False
        case Call(function, arguments):
            return Call(function, tuple([fill(argument, assignment) for argument in arguments])), False
        case _:
            return with_children(tree, tuple([fill(part, assignment) for part in children(tree)])), False


def _sum(tree: Add | Subtract, left: Tree, filled: tuple[Tree, bool]) -> Tree:
    """
    Join the filled parts of a sum, a computed sign moved into the operator.
    """
    right, computed = filled
    adding = isinstance(tree, Add)
    if computed and isinstance(right, Negate):
        adding, right = not adding, right.operand
    return Add(left, right) if adding else Subtract(left, right)


def _product(tree: Multiply | Divide, filled: tuple[Tree, bool], right: Tree) -> tuple[Tree, bool]:
    """
    Join the filled parts of a product or quotient, a computed sign before it and a computed factor 1 left out.
    """
    left, computed = filled
    negative = computed and isinstance(left, Negate)
    if negative and isinstance(left, Negate):
        left = left.operand
    joined: Tree
    if isinstance(tree, Divide):
        joined = Divide(left, right)
    elif computed and left == ONE:
        joined = right
    else:
        joined = Multiply(left, right, implied=tree.implied and not isinstance(right, Number | Negate))
    return (Negate(joined), True) if negative else (joined, False)
