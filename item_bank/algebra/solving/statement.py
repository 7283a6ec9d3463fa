"""
Statements: for which real values of one unknown a statement is true.

Equations, inequalities and chains of them, joined by `and` and `or`, membership,
intervals, sets, lists of values, both signs at once. What cannot be decided
exactly is undecided, with the reason.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from item_bank.algebra.exact import value
from item_bank.algebra.rebuilding import bare, with_children
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.solving.algebraic import compared_with_roots
from item_bank.algebra.solving.constant import constant_point, infinite
from item_bank.algebra.solving.inverse import compared_by_inverse, defined_by_inverse
from item_bank.algebra.solving.quotient import quotient
from item_bank.algebra.solving.rational import compared
from item_bank.algebra.solving.real_set import ALL, EMPTY, RealSet, finite, interval
from item_bank.algebra.solving.scan import Window, compared_by_scan
from item_bank.algebra.solving.undecided import NOT_A_STATEMENT, NOT_ALGEBRAIC, Stop, Undecided
from item_bank.algebra.tree import (
    MIRRORED,
    Add,
    EmptySet,
    Group,
    Junction,
    Listing,
    Name,
    Negate,
    Number,
    Operator,
    PlusMinus,
    Power,
    Reals,
    Relation,
    Setwise,
    Subtract,
    Tree,
    children,
    names,
    walk,
)

__all__ = ["Pairs", "both_signs", "truth", "truth_within"]

Pairs: TypeAlias = Literal["intervals", "values"]
"""What `(2, 3)` and `[2, 3]` are where numbers are listed: an interval, or two values."""
ZERO: Final = Number("0")
POSITIVE: Final = interval(Fraction(0), None, closed=(False, False))
BEYOND: Final[dict[int, frozenset[Operator]]] = {
    1: frozenset({"<", "<=", "!="}),
    -1: frozenset({">", ">=", "!="}),
}
"""How every number stands to infinity, and to minus infinity."""


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
        Exact where only arithmetic, roots and absolute values are taken of the
        unknown; ends that are no algebraic numbers are known by their digits. A
        relation is false where one of its sides has no real value.
    """
    return _solved(_Truth(unknown, setting, pairs), tree, setting)


def truth_within(tree: Tree, unknown: str, setting: Setting, window: Window) -> RealSet | Undecided:
    """
    Say for which real values within a window a statement is true, as `truth` does, or else by scanning.

    Returns
    -------
    RealSet | Undecided
        What is found by scanning is evidence: a zero is seen by its digits.
    """
    found = _solved(_Truth(unknown, setting, "intervals", window), tree, setting)
    return found & interval(*window, closed=(True, True)) if isinstance(found, RealSet) else found


def _solved(truths: "_Truth", tree: Tree, setting: Setting) -> RealSet | Undecided:
    """Solve a statement; where the domain is `positive`, other values do not count."""
    try:
        found = truths.of(tree)
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


class _Truth:
    """What an unknown, a setting and a reading of brackets make of statements; every method may raise `Stop`."""

    __slots__ = ("angle", "pairs", "unknown", "window")

    def __init__(self, unknown: str, setting: Setting, pairs: Pairs, window: Window | None = None) -> None:
        """Keep what is the same for all parts of a statement; without a window nothing is scanned."""
        self.unknown, self.angle, self.pairs = unknown, setting.angle, pairs
        self.window = window

    def of(self, tree: Tree) -> RealSet:  # noqa: C901 - one case a form
        """Return where a statement is true, or the values that a set, an interval, a list or a number stands for."""
        match tree:
            case Relation():
                return self._relation(tree)
            case Junction("and", parts):
                return _joined(RealSet.__and__, ALL, map(self.of, parts))
            case Junction(_, parts):
                return _joined(RealSet.__or__, EMPTY, map(self.of, parts))
            case Group(inner):
                return self.of(inner)
            case EmptySet():
                return EMPTY
            case Reals():
                return ALL
            case Setwise(left, right, operation):
                one, other = self.of(left), self.of(right)
                if operation == "union":
                    return one | other
                return one & other if operation == "intersection" else one - other
            case Listing((low, high), "(" | "[" | "]" as opening, closing) if self.pairs == "intervals":
                return self._interval(low, high, closed=(opening == "[", closing == "]"))
            case Listing(items):
                return _joined(RealSet.__or__, EMPTY, map(self.of, items))
            case _:
                if self.unknown in names(tree):
                    raise Stop(NOT_A_STATEMENT)
                points = [constant_point(one, self.angle) for one in both_signs(tree)]
                return finite([point for point in points if point is not None])

    def _relation(self, relation: Relation) -> RealSet:
        """Return where a chain is true, with either sign where both are written."""
        try:
            return self._chain(relation)
        except Stop:
            # few statements hold both signs at once, and looking for them takes as long as solving most
            signed = both_signs(relation)
            if len(signed) == 1:
                raise
        return _joined(RealSet.__or__, EMPTY, map(self._chain, signed))

    def _chain(self, relation: Tree) -> RealSet:
        """Return where all neighbours in a chain stand in their relations."""
        operators = relation.operators if isinstance(relation, Relation) else ()
        links = zip(operators, pairwise(children(relation)), strict=True)
        return _joined(RealSet.__and__, ALL, (self._link(left, right, sign) for sign, (left, right) in links))

    def _link(self, left: Tree, right: Tree, operator: Operator) -> RealSet:
        """Return where two expressions stand in a relation, by the first method that covers them."""
        if operator == "in":
            return self._membership(left, right)
        for near, far, sign in ((left, right, operator), (right, left, MIRRORED[operator])):
            if side := infinite(far):
                return self._link(near, near, "=") if sign in BEYOND[side] else EMPTY
        for method in (_by_quotients, _by_inverse, _by_elimination):
            try:
                return method(left, right, operator, self)
            except Stop as stop:
                if stop.undecided is not NOT_ALGEBRAIC:
                    raise
        if self.window is None:
            raise Stop(NOT_ALGEBRAIC)
        while operator == "=" and bare(right) == ZERO and isinstance(left, Power | Group):
            left = _root_of_power(left)
        return compared_by_scan(left, right, operator, self.unknown, self.angle, self.window)

    def _membership(self, element: Tree, numbers: Tree) -> RealSet:
        """Return where an expression lies in a set; other expressions than the unknown only in finite sets."""
        if isinstance(element, Name) and element.name == self.unknown:
            return self.of(numbers)
        match numbers:
            case Listing(items, "{", "}"):
                return _joined(RealSet.__or__, EMPTY, (self._link(element, item, "=") for item in items))
            case EmptySet():
                return EMPTY
            case Reals():
                return self._link(element, element, "=")
            case _:
                raise Stop(NOT_A_STATEMENT)

    def _interval(self, low: Tree, high: Tree, *, closed: tuple[bool, bool]) -> RealSet:
        """Return an interval between two numbers or infinities; empty where an end has no value."""
        below, above = infinite(low), infinite(high)
        if below > 0 or above < 0:
            return EMPTY
        ends = [constant_point(end, self.angle) for end, side in ((low, below), (high, above)) if not side]
        if None in ends:
            return EMPTY
        start = None if below else ends[0]
        return interval(start, None if above else ends[-1], closed=closed)


def _by_quotients(left: Tree, right: Tree, operator: Operator, work: _Truth) -> RealSet:
    """Compare quotients of polynomials."""
    return compared(quotient(left, work.unknown), quotient(right, work.unknown), operator)


def _by_inverse(left: Tree, right: Tree, operator: Operator, work: _Truth) -> RealSet:
    """Set free an unknown that occurs once; an expression equals itself where it has a value."""
    if operator == "=" and bare(left) == bare(right):
        return defined_by_inverse(left, work.unknown, work.angle)
    return compared_by_inverse(left, right, operator, work.unknown, work.angle)


def _by_elimination(left: Tree, right: Tree, operator: Operator, work: _Truth) -> RealSet:
    """Eliminate roots and absolute values."""
    return compared_with_roots(left, right, operator, work.unknown)


def _root_of_power(power: Power | Group) -> Tree:
    """Return what is zero where a power is, or what stands in brackets; other powers may lack a value."""
    if isinstance(power, Group):
        return power.inner
    if not isinstance(times := value(power.exponent), Fraction) or times.denominator > 1 or times <= 0:
        raise Stop(NOT_ALGEBRAIC)
    return power.base


def _joined(join: Callable[[RealSet, RealSet], RealSet], start: RealSet, parts: Iterator[RealSet]) -> RealSet:
    """Join the truths of several statements two by two, so that of many none is looked through again and again."""
    found = list(parts) or [start]
    while len(found) > 1:
        pairs = [join(one, other) for one, other in zip(found[::2], found[1::2], strict=False)]
        found = pairs + found[2 * len(pairs) :]
    return found[0]
