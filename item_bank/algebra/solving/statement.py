"""
Statements: for which real values of one unknown a statement is true.

Equations, inequalities and chains of them, joined by `and` and `or`, membership,
intervals, sets, lists of values, both signs at once. What cannot be decided
exactly is undecided, with the reason.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from item_bank.algebra.exact import value
from item_bank.algebra.setting import Setting
from item_bank.algebra.solving.algebraic import compared_with_roots
from item_bank.algebra.solving.point import Point
from item_bank.algebra.solving.quotient import quotient
from item_bank.algebra.solving.rational import compared
from item_bank.algebra.solving.real_set import ALL, EMPTY, RealSet, interval
from item_bank.algebra.solving.undecided import NOT_A_STATEMENT, NOT_ALGEBRAIC, OTHER_NAMES, Stop, Undecided
from item_bank.algebra.tree import (
    Add,
    Constant,
    EmptySet,
    Group,
    Junction,
    Listing,
    Name,
    Negate,
    Operator,
    PlusMinus,
    Posit,
    Reals,
    Relation,
    Setwise,
    Subtract,
    Tree,
    children,
    names,
    walk,
    with_children,
)

__all__ = ["Pairs", "both_signs", "truth"]

Pairs: TypeAlias = Literal["intervals", "values"]
"""What `(2, 3)` and `[2, 3]` are where numbers are listed: an interval, or two values."""
STANDARD: Final = Setting()
POSITIVE: Final = interval(Fraction(0), None, closed=(False, False))
MIRRORED: Final[dict[Operator, Operator]] = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}


def truth(tree: Tree, unknown: str, setting: Setting = STANDARD, pairs: Pairs = "intervals") -> RealSet | Undecided:
    """
    Say for which real values of an unknown a statement is true.

    Parameters
    ----------
    tree
        A relation or chain, `and`/`or` of statements, an interval, a set, a
        union, a list. A list is true where one of its parts is; a number in it
        is a value of the unknown, and so is a number by itself.
    unknown
        The only name in it. It need not occur.
    setting
        Where the domain is `positive`, other values do not count.
    pairs
        What two numbers in round or square brackets are.

    Returns
    -------
    RealSet | Undecided
        Exact. A relation is false where one of its sides has no real value.
    """
    if any(name != unknown for name in names(tree)):
        return OTHER_NAMES
    try:
        found = _truth(tree, unknown, pairs)
    except Stop as stop:
        return stop.undecided
    return found & POSITIVE if setting.domain == "positive" else found


def both_signs(tree: Tree) -> tuple[Tree, ...]:
    """
    Return a relation or value once with each upper sign, once with each lower one; alone where it has no such sign.
    """
    if not any(isinstance(node, PlusMinus) for node in walk(tree)):
        return (tree,)
    return _signed(tree, upper=True), _signed(tree, upper=False)


def _signed(tree: Tree, *, upper: bool) -> Tree:
    """Choose one sign throughout, in a sum as its operator."""
    match tree:
        case Add(left, PlusMinus(operand, inverted)):
            join = Add if upper != inverted else Subtract
            return join(_signed(left, upper=upper), _signed(operand, upper=upper))
        case PlusMinus(operand, inverted):
            signed = _signed(operand, upper=upper)
            return signed if upper != inverted else Negate(signed)
        case _:
            pass
    return with_children(tree, tuple([_signed(part, upper=upper) for part in children(tree)]))


def _truth(tree: Tree, unknown: str, pairs: Pairs) -> RealSet:
    """Return where a statement is true, or raise `Stop`."""
    match tree:
        case Relation():
            return _joined(RealSet.__or__, EMPTY, (_chain(one, unknown, pairs) for one in both_signs(tree)))
        case Junction("and", parts):
            return _joined(RealSet.__and__, ALL, (_truth(part, unknown, pairs) for part in parts))
        case Junction(_, parts):
            return _joined(RealSet.__or__, EMPTY, (_truth(part, unknown, pairs) for part in parts))
        case Group(inner) if not isinstance(inner, Name):
            return _truth(inner, unknown, pairs)
        case _:
            return _members(tree, unknown, pairs)


def _joined(join: Callable[[RealSet, RealSet], RealSet], start: RealSet, parts: Iterator[RealSet]) -> RealSet:
    """Join the truths of several statements; a single one stays as it is."""
    first = next(parts, start)
    return reduce(join, parts, first)


def _chain(tree: Tree, unknown: str, pairs: Pairs) -> RealSet:
    """Return where all neighbours in a chain stand in their relations."""
    if not isinstance(tree, Relation):
        raise Stop(NOT_A_STATEMENT)
    links = zip(tree.operators, pairwise(tree.operands), strict=True)
    return _joined(
        RealSet.__and__, ALL, (_link(left, right, operator, unknown, pairs) for operator, (left, right) in links)
    )


def _link(left: Tree, right: Tree, operator: Operator, unknown: str, pairs: Pairs) -> RealSet:
    """Return where two expressions stand in a relation."""
    if operator == "in":
        return _membership(left, right, unknown, pairs)
    for near, far, sign in ((left, right, operator), (right, left, MIRRORED[operator])):
        side = _infinite(far)
        if side:
            return (
                _link(near, near, "=", unknown, pairs)
                if sign in (("<", "<=", "!=") if side > 0 else (">", ">=", "!="))
                else EMPTY
            )
    try:
        return compared(quotient(left, unknown), quotient(right, unknown), operator)
    except Stop as stop:
        if stop.undecided is not NOT_ALGEBRAIC:
            raise
    return compared_with_roots(left, right, operator, unknown)


def _membership(element: Tree, numbers: Tree, unknown: str, pairs: Pairs) -> RealSet:
    """Return where an expression lies in a set; other expressions than the unknown only in finite sets."""
    if element == Name(unknown, start=element.start, end=element.end):
        return _members(numbers, unknown, pairs)
    match numbers:
        case Listing(items, "{", "}"):
            return _joined(RealSet.__or__, EMPTY, (_link(element, item, "=", unknown, pairs) for item in items))
        case EmptySet():
            return EMPTY
        case Reals():
            return _link(element, element, "=", unknown, pairs)
        case _:
            raise Stop(NOT_A_STATEMENT)


def _members(tree: Tree, unknown: str, pairs: Pairs) -> RealSet:
    """Return the values that a set, an interval, a list or a number stands for."""
    match tree:
        case EmptySet():
            return EMPTY
        case Reals():
            return ALL
        case Setwise(left, right, operation):
            one, other = _truth(left, unknown, pairs), _truth(right, unknown, pairs)
            if operation == "union":
                return one | other
            return one & other if operation == "intersection" else one - other
        case Listing(items=(low, high), opening="(" | "[" | "]" as opening, closing=closing) if pairs == "intervals":
            return _interval(low, high, closed=(opening == "[", closing == "]"))
        case Listing(items=items):
            return _joined(RealSet.__or__, EMPTY, (_truth(item, unknown, pairs) for item in items))
        case Junction() | Relation():
            return _truth(tree, unknown, pairs)
        case _:
            if names(tree):
                raise Stop(NOT_A_STATEMENT)
            signed = both_signs(tree)
            return _joined(RealSet.__or__, EMPTY, (_link(Name(unknown), one, "=", unknown, pairs) for one in signed))


def _interval(low: Tree, high: Tree, *, closed: tuple[bool, bool]) -> RealSet:
    """Return an interval between two numbers or infinities."""
    below, above = _infinite(low), _infinite(high)
    if below > 0 or above < 0:
        return EMPTY
    return interval(None if below else point_of(low), None if above else point_of(high), closed=closed)


def point_of(tree: Tree) -> Point:
    """
    Return the number that an expression without names is, or raise `Stop`.
    """
    exact = value(tree)
    if isinstance(exact, Fraction):
        return exact
    found = _link(Name("x"), tree, "=", "x", "values")
    if len(found.points) != 1 or names(tree):
        raise Stop(NOT_A_STATEMENT)
    return found.points[0]


def _infinite(tree: Tree) -> int:
    """Return 1 for infinity, -1 for minus infinity, 0 for anything else."""
    match tree:
        case Constant("oo"):
            return 1
        case Negate(operand):
            return -_infinite(operand)
        case Group(operand) | Posit(operand):
            return _infinite(operand)
        case _:
            return 0
