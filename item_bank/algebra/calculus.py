"""
Calculus: the derivative of an expression, by the rules of any textbook.

For functions of `functions` that have one wherever they are smooth; what is
constant is left out on the way, so that a name that only an added constant holds
is gone. A derivative is built, not simplified: telling two of them apart is
`compare`'s. Of what has none by these rules (steps, remainders, an author's own
functions) None is returned.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import assert_never

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
    children,
    names,
)

__all__ = ["MAX_NODES", "derivative"]

MAX_NODES = 600
"""Of a derivative. Each rule repeats what it is applied to, so that a long product or a tower of functions would grow
with its square; school answers stay below 200."""

ZERO, ONE, TWO = Number("0"), Number("1"), Number("2")
PI = Constant("pi")


def derivative(tree: Tree, variable: str, angle: Angle = "radians") -> Tree | None:
    """
    Return the derivative of an expression with respect to a name.

    Parameters
    ----------
    tree
        An expression; other names in it are constants.
    variable
        The name.
    angle
        What bare arguments of `sin` and the others are measured in: in degrees
        their derivative has a factor pi/180.

    Returns
    -------
    Tree | None
        A tree without spans, `0` where the name does not occur. It holds where
        the expression is smooth: of `ln|x|` it is that of `ln x`. None for a
        statement or list, for functions without a rule, for names below a sign
        of degrees where angles are in degrees anyway, and where it would have
        more than `MAX_NODES` nodes.
    """
    try:
        found = _Differentiation(variable, angle).of(tree)
    except _NoDerivativeError:
        return None
    return found if _size(found) <= MAX_NODES else None


class _NoDerivativeError(Exception):
    """Carries out of the recursion that there is no derivative here; never leaves this file."""


class _Differentiation:
    """One differentiation: by what, and how many nodes there may still be."""

    def __init__(self, variable: str, angle: Angle) -> None:
        self.variable = variable
        self.angle = angle
        self.left = MAX_NODES

    def of(self, tree: Tree) -> Tree:  # noqa: C901, PLR0911, PLR0912 - one case a construct
        """Return the derivative."""
        match tree:
            case Name(name):
                return ONE if name == self.variable else ZERO
            case Number() | Mixed() | Repeating() | Constant():
                return ZERO
            case Add(left, right):
                return _plus(self.of(left), self.of(right))
            case Subtract(left, right):
                return _minus(self.of(left), self.of(right))
            case Negate(operand):
                return _minus(ZERO, self.of(operand))
            case Posit(operand) | Group(operand):
                return self.of(operand)
            case Percent(operand):
                return self.within(operand, Percent)
            case Degrees(operand):
                if self.angle == "degrees":
                    self.refuse_in(operand)
                return self.within(operand, Degrees)
            case Multiply(left, right):
                return _plus(self.times(self.of(left), right), self.times(self.of(right), left))
            case Divide(left, right):
                return self.quotient(left, right)
            case Power(base, exponent):
                return self.power(base, exponent)
            case Call(function, arguments):
                return self.call(function, arguments)
            case Factorial() | PlusMinus():
                return self.refuse_in(tree)
            case Relation() | Junction() | Listing() | Matrix() | Setwise() | EmptySet() | Reals():
                raise _NoDerivativeError
            case _:
                assert_never(tree)

    def within(self, operand: Tree, sign: Callable[[Tree], Tree]) -> Tree:
        """Keep a sign that is a constant factor."""
        inner = self.of(operand)
        return ZERO if inner == ZERO else sign(inner)

    def times(self, inner: Tree, factor: Tree) -> Tree:
        """Multiply a derivative by a part that is repeated, whose nodes count."""
        if inner == ZERO:
            return ZERO
        self.left -= _size(factor)
        if self.left < 0:
            raise _NoDerivativeError
        return factor if inner == ONE else Multiply(inner, factor)

    def refuse_in(self, tree: Tree) -> Tree:
        """Return 0 for what is constant, and refuse anything else: it has no rule."""
        if self.variable in names(tree):
            raise _NoDerivativeError
        return ZERO

    def quotient(self, upper: Tree, lower: Tree) -> Tree:
        """Divide: `(u/v)' = u'/v - u v'/v^2`."""
        first, second = self.of(upper), self.of(lower)
        plain = ZERO if first == ZERO else Divide(first, lower)
        return _minus(plain, self.times(second, Divide(upper, Power(lower, TWO))))

    def power(self, base: Tree, exponent: Tree) -> Tree:
        """Raise: `(u^v)' = v u^(v-1) u' + u^v ln(u) v'`."""
        first, second = self.of(base), self.of(exponent)
        lowered = Multiply(exponent, Power(base, Subtract(exponent, ONE)))
        grown: Tree = Power(base, exponent)
        if not isinstance(base, Constant) or base.name != "e":
            grown = Multiply(grown, Call("ln", (base,)))
        return _plus(self.times(first, lowered), self.times(second, grown))

    def call(self, function: str, arguments: tuple[Tree, ...]) -> Tree:
        """Apply the chain rule."""
        inner = self.of(arguments[0])
        match function, arguments:
            case "root", (radicand, degree):
                self.refuse_in(degree)
                return self.times(inner, Divide(Call(function, arguments), Multiply(degree, radicand)))
            case "log", (number, base):
                return self.quotient(Call("ln", (number,)), Call("ln", (base,)))
            case (("ln" | "log"), (Call("abs", (number,)),)):
                return self.call(function, (number,))
            case _, (argument,) if function in RULES:
                outer = RULES[function](argument)
            case _:
                return self.refuse_in(Call(function, arguments))
        if self.angle == "degrees" and function in IN_ANGLES:
            outer = Multiply(outer, Divide(PI, Number("180")))
        elif self.angle == "degrees" and function in TO_ANGLES:
            outer = Multiply(outer, Divide(Number("180"), PI))
        return self.times(inner, outer)


def _plus(left: Tree, right: Tree) -> Tree:
    """Add, leaving zeros out."""
    if left == ZERO:
        return right
    return left if right == ZERO else Add(left, right)


def _minus(left: Tree, right: Tree) -> Tree:
    """Subtract, leaving zeros out."""
    if right == ZERO:
        return left
    return Negate(right) if left == ZERO else Subtract(left, right)


def _size(tree: Tree) -> int:
    """Count the nodes of a tree; above `MAX_NODES` it does not matter how many there are."""
    found = [tree]
    for node in found:
        if len(found) > MAX_NODES:
            break
        found.extend(children(node))
    return len(found)


def _call(function: str, argument: Tree) -> Tree:
    """Apply a function to one argument."""
    return Call(function, (argument,))


def _square(tree: Tree) -> Tree:
    """Square."""
    return Power(tree, TWO)


def _over(lower: Tree) -> Tree:
    """Return one over something."""
    return Divide(ONE, lower)


RULES: Mapping[str, Callable[[Tree], Tree]] = MappingProxyType(
    {
        "sqrt": lambda u: _over(Multiply(TWO, _call("sqrt", u))),
        "abs": lambda u: Divide(u, _call("abs", u)),
        "exp": lambda u: _call("exp", u),
        "ln": _over,
        "log": lambda u: _over(Multiply(u, _call("ln", Number("10")))),
        "sin": lambda u: _call("cos", u),
        "cos": lambda u: Negate(_call("sin", u)),
        "tan": lambda u: _over(_square(_call("cos", u))),
        "cot": lambda u: Negate(_over(_square(_call("sin", u)))),
        "sec": lambda u: Divide(_call("sin", u), _square(_call("cos", u))),
        "csc": lambda u: Negate(Divide(_call("cos", u), _square(_call("sin", u)))),
        "asin": lambda u: _over(_call("sqrt", Subtract(ONE, _square(u)))),
        "acos": lambda u: Negate(_over(_call("sqrt", Subtract(ONE, _square(u))))),
        "atan": lambda u: _over(Add(ONE, _square(u))),
        "acot": lambda u: Negate(_over(Add(ONE, _square(u)))),
        "asec": lambda u: _over(Multiply(_call("abs", u), _call("sqrt", Subtract(_square(u), ONE)))),
        "acsc": lambda u: Negate(_over(Multiply(_call("abs", u), _call("sqrt", Subtract(_square(u), ONE))))),
        "sinh": lambda u: _call("cosh", u),
        "cosh": lambda u: _call("sinh", u),
        "tanh": lambda u: _over(_square(_call("cosh", u))),
        "coth": lambda u: Negate(_over(_square(_call("sinh", u)))),
        "sech": lambda u: Negate(Divide(_call("sinh", u), _square(_call("cosh", u)))),
        "csch": lambda u: Negate(Divide(_call("cosh", u), _square(_call("sinh", u)))),
        "asinh": lambda u: _over(_call("sqrt", Add(_square(u), ONE))),
        "acosh": lambda u: _over(_call("sqrt", Subtract(_square(u), ONE))),
        "atanh": lambda u: _over(Subtract(ONE, _square(u))),
    }
)
"""Of each function of one argument the derivative at it (Abramowitz and Stegun 1964, 3.3, 4.1, 4.3 to 4.6)."""
IN_ANGLES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
TO_ANGLES = frozenset({"asin", "acos", "atan", "acot", "asec", "acsc"})
