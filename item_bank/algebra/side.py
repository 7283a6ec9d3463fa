"""
Sides: one side of a comparison, made ready once for any number of others.

Exact values are worked out at once, residues and balls when they are first
needed; a compiled key keeps them for all of its responses.
"""

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import Literal

import msgspec
from flint import acb, arb

from item_bank.algebra.arithmetic import Undefined, numeral
from item_bank.algebra.ball import NoValue, Value
from item_bank.algebra.balls import Column, Places, evaluate
from item_bank.algebra.bends import bends
from item_bank.algebra.exact import Value as Exact
from item_bank.algebra.exact import value
from item_bank.algebra.field import COMPLEX_NUMBERS, REAL_NUMBERS, Field
from item_bank.algebra.limits import BALL_BITS, FINGERPRINT_BITS, LOW_BITS, MAX_BENT, MAX_COLUMNS, MIN_GOOD
from item_bank.algebra.opaque import is_opaque
from item_bank.algebra.rebuilding import bare, with_children
from item_bank.algebra.residue import Points, residues
from item_bank.algebra.sampling import usual
from item_bank.algebra.setting import Setting
from item_bank.algebra.tree import Call, Constant, Degrees, Group, Number, Power, Tree, children, names, walk

__all__ = ["Side"]

UNKNOWN: Literal["?"] = "?"
BENDING = frozenset(
    {"abs", "sqrt", "root", "ln", "log", "floor", "ceil", "sign", "min", "max", "mod", "re", "im", "conj", "arg"}
    | {"asin", "acos", "atan", "atan2", "acot", "asec", "acsc", "acosh"}
)
"""Functions by which two expressions can be equal on one interval and different on the next."""


JUMPING = frozenset({"floor", "ceil", "mod"})
"""Functions by which two expressions can be equal between whole numbers, and different at them."""


class Traits(msgspec.Struct, frozen=True):
    """
    What decides where an expression is looked at.

    `imaginary`: `i` is in it. `bending`: a function of `BENDING`, or a broken
    exponent. `jumping`: a function of `JUMPING`. `opaque`: a function of which nothing is known. `arccot`: the
    function with two ranges in use.
    """

    imaginary: bool
    bending: bool
    jumping: bool
    opaque: bool
    arccot: bool


class Side:
    """
    One side of a comparison, made ready.

    Attributes
    ----------
    tree, points, setting
        What it was made of.
    names
        The names that occur, in the order written.
    exact
        Its exact value; None where there are names.
    """

    __slots__ = (
        "_at",
        "_bare",
        "_columns",
        "_numbers",
        "_residues",
        "_traits",
        "exact",
        "names",
        "points",
        "setting",
        "tree",
    )

    def __init__(self, tree: Tree, points: Points, setting: Setting) -> None:
        """
        Work out the names; without any the exact value.
        """
        self.tree = tree if setting.angle == "radians" else _plain_degrees(tree)
        self.points, self.setting = points, setting
        self.names = names(tree)
        self.exact: Exact | None = None if self.names else value(self.tree)
        self._residues: tuple[int, int] | Undefined | Literal["?"] | None = UNKNOWN
        self._bare: Tree | None = None
        self._traits: Traits | None = None
        self._numbers: tuple[Fraction, ...] | None = None
        self._columns: dict[tuple[int, int, int], tuple[Places, Column | None]] = {}
        self._at: dict[int, tuple[Mapping[str, Fraction], Exact]] = {}

    @property
    def residues(self) -> tuple[int, int] | Undefined | None:
        """
        Its residues, as `residue.residues`; None where it is no rational function.
        """
        if self._residues == UNKNOWN:
            self._residues = residues(self.tree, self.points)
        return self._residues

    def at(self, assignment: Mapping[str, Fraction]) -> Exact:
        """
        Return its exact value where the names stand for numbers.

        The first ones are kept with their assignments, as columns are.
        """
        kept = self._at.get(id(assignment))
        if kept is not None:
            return kept[1]
        found = value(self.tree, assignment)
        if len(self._at) < MAX_COLUMNS:
            self._at[id(assignment)] = assignment, found
        return found

    @property
    def bare(self) -> Tree:
        """
        The tree without brackets and spans.
        """
        if self._bare is None:
            self._bare = bare(self.tree)
        return self._bare

    @property
    def traits(self) -> Traits:
        """
        What decides where it is looked at.
        """
        if self._traits is None:
            self._traits = _traits(self.tree)
        return self._traits

    @property
    def numbers(self) -> tuple[Fraction, ...]:
        """
        Where something may change its course: bends, then the literals in it and their powers, each once.
        """
        if self._numbers is None:
            self._numbers = _numbers(self.tree)
        return self._numbers

    def column(self, places: Places, field: Field, bits: int) -> Column | None:
        """
        Return its values at some places, as `balls.evaluate` does.

        The first ones are kept with their places, since a key meets these again
        and again.
        """
        key = id(places), id(field), bits
        kept = self._columns.get(key)
        if kept is not None:
            return kept[1]
        column = evaluate(self.tree, places, field, bits=bits, angle=self.setting.angle)
        if len(self._columns) < MAX_COLUMNS:
            self._columns[key] = places, column
        return column

    @property
    def has_no_value(self) -> bool:
        """
        Whether it has no value at any usual place, not even a complex one: it is divided by zero, say, or holds ln 0.
        """
        if isinstance(self.residues, Undefined):
            return True
        places = usual(self.points, tuple(sorted(self.names)), self.setting.domain).places
        column = self.column(places, COMPLEX_NUMBERS, LOW_BITS)
        return column is not None and all(ball is NoValue.UNDEFINED for ball in column)

    @property
    def fingerprint(self) -> Hashable | None:
        """
        What is equal for two sides that are the same, under the same points and setting.

        Exact values without names, residues of rational functions, else 100 bits
        of the value at each place. Sides of different kinds have different ones
        even where they are the same (1/2 and cos(pi/3)); different sides never
        have equal ones. None where sameness is not decided.
        """
        if isinstance(self.exact, Fraction):
            return self.exact
        if isinstance(self.residues, tuple):
            return self.residues
        places = usual(self.points, tuple(sorted(self.names)), self.setting.domain).places
        field = COMPLEX_NUMBERS if self.traits.imaginary or self.setting.domain == "complex" else REAL_NUMBERS
        rounded = tuple(map(_rounded, self.column(places, field, BALL_BITS) or ()))
        good = sum(ball is not None for ball in rounded)
        return (tuple(sorted(self.names)), rounded) if good >= (MIN_GOOD if self.names else 1) else None


def _rounded(ball: Value) -> Hashable:
    """
    Return the first bits of a value; None where there is none.
    """
    if type(ball) is NoValue or not ball.is_finite():
        return None
    parts = (ball.real, ball.imag) if isinstance(ball, acb) else (ball,)
    return tuple([0 if 0 in part else _first_bits(part) for part in parts])


def _first_bits(ball: arb) -> tuple[int, int]:
    """
    Return the middle of a ball as an integer of `FINGERPRINT_BITS` bits and an exponent of two.
    """
    mantissa, exponent = (int(part) for part in ball.mid().man_exp())
    surplus = mantissa.bit_length() - FINGERPRINT_BITS
    if surplus <= 0:
        return mantissa << -surplus, exponent + surplus
    return (mantissa + (1 << (surplus - 1))) >> surplus, exponent + surplus


def _traits(tree: Tree) -> Traits:
    """
    Look through a tree for what decides where it is looked at first.
    """
    imaginary = bending = jumping = opaque = arccot = False
    for node in walk(tree):
        if type(node) is Call:
            opaque = opaque or is_opaque(node)
            bending = bending or node.function in BENDING
            jumping = jumping or node.function in JUMPING
            arccot = arccot or node.function == "acot"
        elif type(node) is Power:
            bending = bending or _broken(node.exponent)
        elif type(node) is Constant:
            imaginary = imaginary or node.name == "i"
    return Traits(imaginary, bending, jumping, opaque, arccot)


def _broken(exponent: Tree) -> bool:
    """
    Say whether an exponent is not seen to be a whole number.
    """
    return type(exponent) is not Number or "." in exponent.text


def _numbers(tree: Tree) -> tuple[Fraction, ...]:
    """
    Collect the bends of a few functions, then the literals and their powers.
    """
    numbers: dict[Fraction, None] = {}
    bent: list[Call | Power] = []
    for node in walk(tree):
        match node:
            case Number(text):
                numbers[Fraction(numeral(text))] = None
            case Call(function) if function in BENDING:
                bent.append(node)
            case Power(base, exponent):
                if isinstance(base, Number) and isinstance(exponent, Number):
                    power = value(node)  # a bend may be at 10^6 as well as at 1000000
                    if isinstance(power, Fraction):
                        numbers[power] = None
                if _broken(exponent):
                    bent.append(node)
            case _:
                pass
    turning = [place for node in bent[:MAX_BENT] for place in bends(node)]
    return tuple(dict.fromkeys((*turning, *numbers)))


def _plain_degrees(tree: Tree) -> Tree:
    """
    Return a tree in which degrees are what angles are measured in, so that their sign says nothing.
    """
    if isinstance(tree, Degrees):
        return Group(_plain_degrees(tree.operand))
    return with_children(tree, tuple(map(_plain_degrees, children(tree))))
