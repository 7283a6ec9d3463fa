"""
Symbolic: trees as sympy's objects and back, node by node.

No string ever reaches sympy, which would evaluate it as code. For the worker
alone: whoever imports this imports sympy.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

import sympy
from sympy import Expr

from item_bank.algebra.exact import number, value
from item_bank.algebra.functions import FUNCTIONS as OURS
from item_bank.algebra.setting import Domain, Setting
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    ConstantName,
    Degrees,
    Divide,
    Factorial,
    Group,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    Posit,
    Power,
    Repeating,
    Subtract,
    Tree,
)

__all__ = ["Beyond", "from_sympy", "symbol", "to_sympy"]

CONSTANTS: Mapping[ConstantName, Expr] = MappingProxyType({"pi": sympy.pi, "e": sympy.E, "i": sympy.I, "oo": sympy.oo})
FUNCTIONS: Mapping[str, Callable[..., Expr]] = MappingProxyType(
    {
        "sqrt": sympy.sqrt,
        "abs": sympy.Abs,
        "exp": sympy.exp,
        "ln": sympy.log,
        "sin": sympy.sin,
        "cos": sympy.cos,
        "tan": sympy.tan,
        "cot": sympy.cot,
        "sec": sympy.sec,
        "csc": sympy.csc,
        "asin": sympy.asin,
        "acos": sympy.acos,
        "atan": sympy.atan,
        "atan2": sympy.atan2,
        "acot": lambda argument: sympy.pi / 2 - sympy.atan(argument),
        "asec": sympy.asec,
        "acsc": sympy.acsc,
        "sinh": sympy.sinh,
        "cosh": sympy.cosh,
        "tanh": sympy.tanh,
        "coth": sympy.coth,
        "sech": sympy.sech,
        "csch": sympy.csch,
        "asinh": sympy.asinh,
        "acosh": sympy.acosh,
        "atanh": sympy.atanh,
        "floor": sympy.floor,
        "ceil": sympy.ceiling,
        "sign": sympy.sign,
        "min": sympy.Min,
        "max": sympy.Max,
        "mod": sympy.Mod,
        "binomial": sympy.binomial,
        "re": sympy.re,
        "im": sympy.im,
        "conj": sympy.conjugate,
        "arg": sympy.arg,
    }
)
"""The functions whose meaning in sympy is ours."""
NAMES: Mapping[Callable[..., Expr], str] = MappingProxyType(
    {
        sympy.Abs: "abs",
        sympy.exp: "exp",
        sympy.log: "ln",
        **{FUNCTIONS[name]: name for name in ("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan")},
        **{FUNCTIONS[name]: name for name in ("sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "sign", "floor")},
    }
)
ASSUMED: Mapping[Domain, Mapping[str, bool]] = MappingProxyType(
    {"real": {"real": True}, "positive": {"positive": True}, "integer": {"integer": True}, "complex": {}}
)


class Beyond(Exception):
    """There is no such object on the other side."""


def symbol(name: str, setting: Setting) -> Expr:
    """
    Return the symbol of a name, with what the domain says of it.
    """
    return sympy.Symbol(name, **ASSUMED[setting.domain])


def to_sympy(tree: Tree, setting: Setting) -> Expr:  # noqa: C901, PLR0911, PLR0912 - one case a construct
    """
    Return an expression as sympy's; `Beyond` where it has none.
    """
    match tree:
        case Number() | Mixed() | Repeating():
            exact = value(tree)
            if not isinstance(exact, Fraction):
                raise Beyond
            return sympy.Rational(exact.numerator, exact.denominator)
        case Name(name):
            return symbol(name, setting)
        case Constant(name):
            return CONSTANTS[name]
        case Group(inner) | Posit(inner):
            return to_sympy(inner, setting)
        case Negate(operand):
            return -to_sympy(operand, setting)
        case Add(left, right):
            return to_sympy(left, setting) + to_sympy(right, setting)
        case Subtract(left, right):
            return to_sympy(left, setting) - to_sympy(right, setting)
        case Multiply(left, right):
            return to_sympy(left, setting) * to_sympy(right, setting)
        case Divide(left, right):
            return to_sympy(left, setting) / to_sympy(right, setting)
        case Percent(operand):
            return to_sympy(operand, setting) / 100
        case Degrees(operand):
            return to_sympy(operand, setting) * (1 if setting.angle == "degrees" else sympy.pi / 180)
        case Factorial(operand):
            return sympy.factorial(to_sympy(operand, setting))
        case Power(base, exponent):
            return _power(to_sympy(base, setting), to_sympy(exponent, setting), setting)
        case Call(function, arguments):
            return _call(function, [to_sympy(argument, setting) for argument in arguments], setting)
        case _:
            raise Beyond


def _power(base: Expr, exponent: Expr, setting: Setting) -> Expr:
    """Raise to a power: among real numbers an odd root is the real one."""
    if setting.domain == "real" and exponent.is_Rational and exponent.q % 2 and exponent.q > 1:
        return sympy.real_root(base, exponent.q) ** exponent.p
    return base**exponent


def _call(function: str, arguments: list[Expr], setting: Setting) -> Expr:
    """Apply a function, in the unit of angles."""
    unit = sympy.pi / 180 if setting.angle == "degrees" else 1
    known = OURS.get(function)
    if function == "log":
        return sympy.log(arguments[0]) / sympy.log(arguments[1] if len(arguments) > 1 else 10)
    if function == "root":
        return _power(arguments[0], 1 / arguments[1], setting)
    if function not in FUNCTIONS or known is None:
        raise Beyond
    if known.angle:
        arguments = [arguments[0] * unit]
    applied = FUNCTIONS[function](*arguments)
    return applied / unit if known.gives_angle else applied


def from_sympy(found: Expr) -> Tree:
    """
    Return what sympy found as a tree; `Beyond` where it has no place in one.
    """
    if found.is_Rational:
        return number(Fraction(int(found.p), int(found.q)))
    if found.is_Symbol:
        return Name(found.name)
    for constant, object_ in CONSTANTS.items():
        if found == object_:
            return Constant(constant)
    if found.is_Add:
        return _joined(Add, found.args)
    if found.is_Mul:
        return _joined(Multiply, found.args)
    if found.is_Pow:
        return _from_power(*found.args)
    name = NAMES.get(found.func)
    if name is None:
        raise Beyond
    return Call(name, tuple([from_sympy(argument) for argument in found.args]))


def _joined(join: type[Add | Multiply], parts: tuple[Expr, ...]) -> Tree:
    """Join parts from the left."""
    first, *rest = [from_sympy(part) for part in parts]
    for part in rest:
        first = join(first, part)
    return first


def _from_power(base: Expr, exponent: Expr) -> Tree:
    """Return a root, a quotient or a power."""
    if exponent == sympy.Rational(1, 2):
        return Call("sqrt", (from_sympy(base),))
    if exponent.is_Rational and exponent < 0:
        return Divide(Number("1"), from_sympy(base**-exponent))
    return Power(from_sympy(base), from_sympy(exponent))
