"""
Balls of trees: what an expression is worth at many places at once.

One walk over the tree; each construct works on a column of values, one a place,
or one for all of them where no name is in it. Which numbers there are is the
field's to say. Work is counted and bounded; what is no number has no column.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias, assert_never

import msgspec
from flint import arb, ctx, fmpq

from item_bank.algebra.arithmetic import NotExact, Undefined, numeral
from item_bank.algebra.ball import Ball, NoValue, Value, exact_ball
from item_bank.algebra.exact import value
from item_bank.algebra.field import Field
from item_bank.algebra.functions import FUNCTIONS
from item_bank.algebra.limits import MAX_BALL_WORK, MAX_EXACT_OPERANDS, MAX_EXPONENT
from item_bank.algebra.setting import Angle
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
from item_bank.algebra.turns import turns

__all__ = ["NOWHERE", "Column", "Places", "evaluate"]

Column: TypeAlias = list[Value]
UNDEFINED, UNCLEAR = NoValue.UNDEFINED, NoValue.UNCLEAR
COST: Mapping[str, int] = {"factorial": 64, "binomial": 32, "root": 3}
"""Work of one value of a costly function; that of any other is 1, about half a microsecond at 256 bits."""
POWER_COST = 3
"""Work of one power, which may be a root or an exponential."""
HALF = Fraction(1, 2)


class Places(msgspec.Struct, frozen=True):
    """Values of names, as many for each as there are places; at least one place."""

    values: Mapping[str, tuple[Ball, ...]]
    count: int


NOWHERE = Places({}, 1)
"""The one place of an expression without names."""


def evaluate(tree: Tree, places: Places, field: Field, *, bits: int, angle: Angle = "radians") -> Column | None:
    """
    Return what an expression is worth at each place.

    Parameters
    ----------
    tree
        Any tree.
    places
        The values of its names; those of real numbers fit every field.
    field
        What is computed with.
    bits
        The working precision.
    angle
        What a bare number is measured in where an angle is meant.

    Returns
    -------
    list | None
        A ball that holds the value, or why there is none, for each place. None
        where the tree is no number anywhere: a statement, a set, a name without
        a value, an unknown function, infinity; and where working it out takes
        more than `MAX_BALL_WORK`.
    """
    # the precision is FLINT's for the whole process: only one thread may compare at a time
    with ctx.workprec(bits):
        try:
            column = _Walk(places, field, bits, angle).column(tree)
        except _NoNumber:
            return None
    return column if len(column) == places.count else column * places.count


class _NoNumber(Exception):
    """Ends the walk at what is no number, or too much work."""


class _Walk:
    """One walk over a tree, with the work that is left."""

    __slots__ = ("angle", "bits", "exacts", "field", "left", "places", "unit")

    def __init__(self, places: Places, field: Field, bits: int, angle: Angle) -> None:
        """Begin with all of the work; it weighs more the more bits there are."""
        self.places, self.field, self.bits, self.angle = places, field, bits, angle
        self.left = MAX_BALL_WORK
        self.unit = 1 + bits // 512
        self.exacts = MAX_EXACT_OPERANDS

    def column(self, tree: Tree) -> Column:  # noqa: C901, PLR0911, PLR0912 - one case a construct
        """Return the values of a tree."""
        field = self.field
        # what most trees are made of is asked for by type, as in `residue`
        if type(tree) is Number:
            return [
                field.lift(arb(int(tree.text)) if tree.text.isdecimal() else exact_ball(Fraction(numeral(tree.text))))
            ]
        if type(tree) is Name:
            return self.named(tree.name)
        if type(tree) is Multiply:
            return self.joined(_product, self.column(tree.left), self.column(tree.right))
        if type(tree) is Add:
            return self.joined(field.add, self.column(tree.left), self.column(tree.right))
        if type(tree) is Subtract:
            return self.joined(field.subtract, self.column(tree.left), self.column(tree.right))
        if type(tree) is Call:
            return self.applied(tree.function, tree.arguments)
        if type(tree) is Group:
            return self.column(tree.inner)
        if type(tree) is Divide:
            return self.joined(field.divide, self.column(tree.left), self.operand(tree.right))
        match tree:
            case Power(base, exponent):
                return self.powered(base, exponent)
            case Negate(operand):
                return [ball if type(ball) is NoValue else -ball for ball in self.column(operand)]
            case Posit(operand):
                return self.column(operand)
            case Mixed() | Repeating():
                return [self.exact(value(tree))]
            case Constant(name):
                return [self.constant(name)]
            case Percent(operand):
                return self.joined(field.divide, self.column(operand), [field.lift(arb(100))])
            case Degrees(operand):
                return self.degrees(self.column(operand))
            case Factorial(operand):
                return self.called("factorial", [self.operand(operand)])
            case PlusMinus() | Relation() | Junction() | Listing() | Matrix() | Setwise() | EmptySet() | Reals():
                raise _NoNumber
            case _:
                assert_never(tree)

    def degrees(self, column: Column) -> Column:
        """Return an angle written in degrees, in the unit of angles."""
        return column if self.angle == "degrees" else self.joined(_product, column, [self.field.lift(arb.pi() / 180)])

    def named(self, name: str) -> Column:
        """Return the values of a name."""
        values = self.places.values.get(name)
        if values is None:
            raise _NoNumber
        lift = self.field.lift
        return [lift(ball) if type(ball) is arb else ball for ball in values]

    def constant(self, name: str) -> Value:
        """Return the value of a constant; infinity is no number."""
        if name == "i":
            return self.field.imaginary
        if name == "oo":
            raise _NoNumber
        return self.field.lift(arb.pi() if name == "pi" else arb.const_e())

    def exact(self, exact: Fraction | Undefined | NotExact) -> Value:
        """Return the value of a rational number."""
        return self.field.lift(exact_ball(exact)) if isinstance(exact, Fraction) else UNDEFINED

    def operand(self, tree: Tree) -> Column:
        """Return the values of what a function is applied to, without rounding where it is one exact number."""
        column = self.column(tree)
        if len(column) == 1 and self.exacts and not isinstance(tree, Number | Name | Constant):
            self.exacts -= 1
            exact = value(tree)
            # a longer one could hold something that the rounding hides
            if isinstance(exact, Fraction) and (exact.numerator * exact.denominator).bit_length() < self.bits // 2:
                return [self.exact(exact)]
        return column

    def powered(self, base: Tree, exponent: Tree) -> Column:
        """Return the values of a power; e to something is the exponential function."""
        times = value(exponent)
        if isinstance(base, Constant) and base.name == "e":
            return self.called("exp", [self.column(exponent)])
        if isinstance(times, Fraction) and (self.field.watch is None or times.denominator <= MAX_EXPONENT):
            power = self.field.power
            column = self.operand(base)
            self.spend(len(column) * POWER_COST)
            count = times.numerator
            if times.denominator == 1 and 0 < count <= MAX_EXPONENT:  # as every field's power does
                return [ball if type(ball) is NoValue else ball**count for ball in column]
            return [ball if type(ball) is NoValue else power(ball, times) for ball in column]
        columns = self.operand(base), self.watched(self.operand(exponent))
        self.spend(self.places.count * POWER_COST)
        return self.joined(self.field.power, *columns)

    def applied(self, function: str, arguments: tuple[Tree, ...]) -> Column:
        """Return the values of a function: by exact turns where it is one of an angle, and in the unit of angles."""
        known = FUNCTIONS.get(function)
        if known is None or not known.least <= len(arguments) <= known.most:
            raise _NoNumber
        if known.angle and (half_turns := turns(arguments[0], self.angle)) is not None:
            return [self.turned(function, half_turns)]
        columns = [self.operand(argument) for argument in arguments]
        degrees = self.angle == "degrees"
        if known.angle and degrees:
            columns = [self.joined(_product, columns[0], [self.field.lift(arb.pi() / 180)])]
        column = self.called("log_to" if function == "log" and len(arguments) > 1 else function, columns)
        if known.gives_angle and degrees:
            return self.joined(_product, column, [self.field.lift(180 / arb.pi())])
        return column

    def turned(self, function: str, half_turns: Fraction) -> Value:
        """Return the value of a trigonometric function at a rational part of half a circle."""
        around = half_turns % 2
        sine, cosine = _cosine(around - HALF), _cosine(around)
        over = {"tan": (sine, cosine), "cot": (cosine, sine), "sec": (arb(1), cosine), "csc": (arb(1), sine)}
        if function in over:
            upper, lower = over[function]
            return UNDEFINED if lower == 0 else self.field.lift(upper / lower)
        return self.field.lift(sine if function == "sin" else cosine)

    def called(self, function: str, columns: list[Column]) -> Column:
        """Apply a function to columns."""
        apply = self.field.functions[function]
        self.spend(max(map(len, columns)) * COST.get(function, 1))
        if len(columns) == 1:
            return [ball if type(ball) is NoValue else apply(ball) for ball in self.watched(columns[0])]
        count = max(map(len, columns))
        rows = zip(*[column * (count // len(column)) for column in columns], strict=True)
        return [_worst(row) or apply(*row) for row in rows]

    def watched(self, column: Column) -> Column:
        """Look at what a function is applied to, where the field does."""
        watch = self.field.watch
        return column if watch is None else [ball if type(ball) is NoValue else watch(ball) for ball in column]

    def joined(self, join: Callable[..., Value], left: Column, right: Column) -> Column:
        """Join two columns by an operation, place by place."""
        if len(left) != len(right):
            left, right = (column * self.places.count if len(column) == 1 else column for column in (left, right))
        self.spend(len(left))
        return [
            join(one, other)
            if not (type(one) is NoValue or type(other) is NoValue)
            else UNDEFINED
            if one is UNDEFINED or other is UNDEFINED
            else UNCLEAR
            for one, other in zip(left, right, strict=True)
        ]

    def spend(self, work: int) -> None:
        """Count work, and stop where it is too much."""
        self.left -= work * self.unit
        if self.left < 0:
            raise _NoNumber


def _product(left: Ball, right: Ball) -> Value:
    """Multiply."""
    return left * right


def _cosine(half_turns: Fraction) -> arb:
    """Return the cosine of half turns, exact where it is 0, 1/2 or 1."""
    return arb.cos_pi_fmpq(fmpq(half_turns.numerator, half_turns.denominator))


def _worst(row: tuple[Value, ...]) -> NoValue | None:
    """Return why a row has no value; `UNDEFINED` wins."""
    lacking = [ball for ball in row if type(ball) is NoValue]
    if not lacking:
        return None
    return UNDEFINED if UNDEFINED in lacking else UNCLEAR
