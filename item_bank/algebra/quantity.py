"""
Quantities: what a tree whose names are units is worth, in SI base units.

A quantity is an expression without names (each unit replaced by its factor) and
a dimension. Degrees Celsius and Fahrenheit are places on their scale where one
stands alone behind a number, and differences anywhere else (`J/°C`). Which unit
was asked for is not known here.
"""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, NoReturn, TypeAlias, assert_never

import msgspec

from item_bank.algebra.exact import number, value
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
    walk,
)
from item_bank.algebra.units import DIMENSIONLESS, Dimension, Unit, raised, together, unit

__all__ = ["Parts", "Quantity", "Unmeasured", "apart", "in_unit", "measure", "parts", "unit_powers"]


class Quantity(msgspec.Struct, frozen=True):
    """A number of SI base units, as an expression without names, and which."""

    worth: Tree
    dimension: Dimension


class Unmeasured(msgspec.Struct, frozen=True):
    """
    Why there is no quantity, and the node that shows it.

    `unknown_unit`: a name that is none. `missing_unit`, `missing_number`: one of
    the two is not there. `units_differ`: a sum of different kinds. `not_a_quantity`:
    a statement, a list, or units where numbers are needed.
    """

    code: Literal["unknown_unit", "missing_unit", "missing_number", "units_differ", "not_a_quantity"]
    node: Tree


class Parts(msgspec.Struct, frozen=True):
    """A quantity parted into its number and its unit, as written; the unit stands for one of it."""

    amount: Tree
    measure: Tree


class _Unmeasurable(Exception):
    """Ends the recursion with the reason; never leaves this file."""

    def __init__(self, reason: Unmeasured) -> None:
        super().__init__(reason.code)
        self.reason = reason


PI = Constant("pi")
ONE = Number("1")
_Code: TypeAlias = Literal["unknown_unit", "missing_unit", "missing_number", "units_differ", "not_a_quantity"]


def measure(tree: Tree) -> Quantity | Unmeasured:
    """
    Return the quantity that a tree is, its names being units.

    Parameters
    ----------
    tree
        As read with `Context(units=True)`.
    """
    tree = _with_units_only(tree)
    if not names(tree):
        plain = not any(isinstance(node, Relation | Listing | Junction | Matrix) for node in walk(tree))
        return Unmeasured("missing_unit" if plain else "not_a_quantity", tree)
    try:
        dimension = _dimension(tree)
    except _Unmeasurable as unmeasurable:
        return unmeasurable.reason
    if not any(isinstance(node, Number | Mixed | Repeating | Constant) for node in _amounts(tree)):
        return Unmeasured("missing_number", tree)
    alone = parts(tree)
    if alone is not None and isinstance(alone.measure, Name):
        found = _unit(alone.measure)
        if found.zero:
            return Quantity(Add(Multiply(alone.amount, number(found.factor)), number(found.zero)), dimension)
    return Quantity(_in_base_units(tree), dimension)


def parts(tree: Tree) -> Parts | None:
    """
    Part a quantity into number and unit; None for a sum, like `3 ft 2 in`, and wherever they are not apart.
    """
    amount, symbol = _parted(_with_units_only(tree))
    if symbol is None or amount is None or names(amount) or not _only_units(symbol):
        return None
    return Parts(amount, symbol)


def apart(tree: Tree) -> Tree:
    """
    Return a quantity with a sign between each two units, so that what is printed reads back: `m*s`, never `ms`.
    """
    return _set_apart(tree)[0]


def _set_apart(tree: Tree) -> tuple[Tree, bool]:
    """Return a tree with its units apart, and whether there are any in it."""
    if isinstance(tree, Name):
        return tree, True
    operands = [_set_apart(part) for part in children(tree)]
    holding = [holds for _, holds in operands]
    parted = with_children(tree, tuple([part for part, _ in operands]))
    if isinstance(parted, Multiply) and all(holding):
        parted = Multiply(parted.left, parted.right)
    return parted, any(holding)


def _with_units_only(tree: Tree) -> Tree:
    """Take a sign of degrees for the unit that it is, and leave the rest as it is."""
    if not any(isinstance(node, Degrees) for node in walk(tree)):
        return tree
    parted = with_children(tree, tuple(map(_with_units_only, children(tree))))
    return Multiply(parted.operand, Name("°"), implied=True) if isinstance(parted, Degrees) else parted


def in_unit(quantity: Quantity, symbol: Tree) -> Tree:
    """
    Return how many of a unit a quantity of its dimension is, as an expression without names.

    Parameters
    ----------
    quantity
        The quantity.
    symbol
        The unit: the `measure` of some `parts`.
    """
    worth = quantity.worth
    if isinstance(symbol, Name) and _unit(symbol).zero:
        worth = Subtract(worth, number(_unit(symbol).zero))
    return Divide(Group(worth), _in_base_units(symbol))


def unit_powers(tree: Tree) -> Mapping[str, Fraction]:
    """
    Return the symbols in a unit with their powers: the same for `km/h`, `km h^-1` and `kmh`.

    Parameters
    ----------
    tree
        The `measure` of some `parts`.
    """
    powers: dict[str, Fraction] = {}
    _add_powers(tree, Fraction(1), powers)
    return {symbol: power for symbol, power in powers.items() if power}


SPELLED: Mapping[str, tuple[tuple[str, int], ...]] = MappingProxyType(
    {
        "kmh": (("km", 1), ("h", -1)),
        "mph": (("mi", 1), ("h", -1)),
        "Nm": (("N", 1), ("m", 1)),
        "Ns": (("N", 1), ("s", 1)),
        "cc": (("cm", 3),),
        "qm": (("m", 2),),
        "sqft": (("ft", 2),),
        "cbm": (("m", 3),),
        "l": (("L", 1),),
        "ml": (("mL", 1),),
        "sec": (("s", 1),),
        "b": (("bit", 1),),
    }
)
"""Units that are another spelling of others."""


def _add_powers(tree: Tree, times: Fraction, powers: dict[str, Fraction]) -> None:
    """Add the powers in a part of a unit."""
    match tree:
        case Name():
            symbol = _unit(tree).symbol
            for one, power in SPELLED.get(symbol, ((symbol, 1),)):
                powers[one] = powers.get(one, Fraction(0)) + times * power
        case Divide(left, right):
            _add_powers(left, times, powers)
            _add_powers(right, -times, powers)
        case Power(base, exponent):
            by = value(exponent)
            _add_powers(base, times * by if isinstance(by, Fraction) else times, powers)
        case _:
            for part in children(tree):
                _add_powers(part, times, powers)


def _unit(name: Name) -> Unit:
    """Return the unit of a name."""
    found = unit(name.name)
    if found is None:
        _refuse("unknown_unit", name)
    return found


def _refuse(code: _Code, node: Tree) -> NoReturn:
    """End the recursion."""
    raise _Unmeasurable(Unmeasured(code, node))


def _dimension(tree: Tree) -> Dimension:  # noqa: C901, PLR0912 - one case a construct
    """Return the dimension of a tree."""
    match tree:
        case Number() | Mixed() | Repeating() | Constant():
            return DIMENSIONLESS
        case Name():
            return _unit(tree).dimension
        case Multiply(left, right):
            return together(_dimension(left), _dimension(right))
        case Divide(left, right):
            return together(_dimension(left), raised(_dimension(right), Fraction(-1)))
        case Power(base, exponent):
            by = value(exponent)
            if names(exponent) or (not isinstance(by, Fraction) and names(base)):
                _refuse("not_a_quantity", tree)
            return raised(_dimension(base), by) if isinstance(by, Fraction) else DIMENSIONLESS
        case Add(left, right) | Subtract(left, right):
            first, second = _dimension(left), _dimension(right)
            if first != second:
                _refuse("units_differ" if names(left) and names(right) else "missing_unit", tree)
            return first
        case Negate(operand) | Posit(operand) | Group(operand) | Percent(operand):
            return _dimension(operand)
        case Call("abs", (argument,)):
            return _dimension(argument)
        case Call("sqrt", (argument,)):
            return raised(_dimension(argument), Fraction(1, 2))
        case Call() | Factorial():
            if names(tree):
                _refuse("not_a_quantity", tree)
            return DIMENSIONLESS
        case (
            Relation() | Junction() | Listing() | Matrix() | Setwise() | EmptySet() | Reals() | PlusMinus() | Degrees()
        ):
            _refuse("not_a_quantity", tree)
        case _:
            assert_never(tree)


def _in_base_units(tree: Tree) -> Tree:
    """Put its factor in the place of each unit."""
    if isinstance(tree, Name):
        found = _unit(tree)
        factor = number(found.factor)
        if found.pi:
            factor = Multiply(factor, PI) if found.pi > 0 else Divide(factor, PI)
        return Group(factor)
    return with_children(tree, tuple(map(_in_base_units, children(tree))))


def _amounts(tree: Tree) -> list[Tree]:
    """List the nodes of a tree that are not in exponents."""
    found = [tree]
    for node in found:
        found.extend((node.base,) if isinstance(node, Power) else children(node))
    return found


def _only_units(tree: Tree) -> bool:
    """Say whether nothing but units and their powers is in a tree."""
    return all(isinstance(node, Name | Multiply | Divide | Power | Group) or node == ONE for node in _amounts(tree))


def _parted(tree: Tree) -> tuple[Tree | None, Tree | None]:
    """Part a tree into what is number and what is unit; either may be missing."""
    match tree:
        case Name():
            return None, tree
        case Multiply(left, right, implied):
            (amount, symbol), (more, other) = _parted(left), _parted(right)
            if symbol is None and other is None:
                return tree, None
            both = Multiply(amount, more) if amount is not None and more is not None else amount or more
            if symbol is not None and other is not None:
                symbol = Multiply(symbol, other, implied)
            return both, symbol or other
        case Divide(left, right):
            (amount, symbol), (more, other) = _parted(left), _parted(right)
            if symbol is None and other is None:
                return tree, None
            upper = amount if more is None else Divide(amount or ONE, more)
            return upper, symbol if other is None else Divide(symbol or ONE, other)
        case Negate(operand) | Posit(operand):
            amount, symbol = _parted(operand)
            return None if amount is None else with_children(tree, (amount,)), symbol
        case Group(inner):
            amount, symbol = _parted(inner)
            return (tree, None) if symbol is None else (amount, symbol)
        case _:
            plain = all(_parted(part)[1] is None for part in children(tree))
            return (tree, None) if plain else (None, tree)
