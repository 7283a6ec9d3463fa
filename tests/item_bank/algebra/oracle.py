"""An independent judge: expressions worked out by mpmath, by its own complex functions, to 60 digits and more."""

from collections.abc import Callable, Mapping

import mpmath

from item_bank.algebra.exact import value
from item_bank.algebra.rebuilding import with_children
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Group,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    Posit,
    Power,
    Subtract,
    Tree,
    children,
)

__all__ = ["DIGITS", "real_worth", "worth"]

DIGITS = 300
"""So many that 60 are left where numbers of a hundred digits cancel, as in cosh(99)^2 - sinh(99)^2."""
FUNCTIONS: Mapping[str, Callable[..., mpmath.mpc]] = {
    "sqrt": mpmath.sqrt,
    "abs": mpmath.fabs,
    "exp": mpmath.exp,
    "ln": mpmath.log,
    "log": lambda number, base=10: mpmath.log(number) / mpmath.log(base),
    **{name: getattr(mpmath, name) for name in ("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan")},
    **{name: getattr(mpmath, name) for name in ("sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "floor")},
}


def real_worth(tree: Tree, at: Mapping[str, float]) -> mpmath.mpf | None:
    """
    Return the value by real numbers alone; None where a part of it has none.
    """
    try:
        with mpmath.workdps(DIGITS):
            found = _real(tree, at)
    except (ValueError, ZeroDivisionError, OverflowError, mpmath.libmp.ComplexResult):
        return None
    return found if mpmath.isfinite(found) else None


def _real(tree: Tree, at: Mapping[str, float]) -> mpmath.mpf:
    """Work out the parts first; each has to be real."""
    parts = {f"part {place}": _real(part, at) for place, part in enumerate(children(tree))}
    whole = with_children(tree, tuple(map(Name, parts))) if parts else tree
    found = worth(whole, parts or at)
    if mpmath.im(found) != 0:
        raise ValueError
    return mpmath.re(found)


def worth(tree: Tree, at: Mapping[str, float]) -> mpmath.mpc:  # noqa: C901, PLR0912 - one case a construct
    """
    Return the principal complex value; raises what mpmath raises where there is none.
    """
    match tree:
        case Number() | Mixed():
            exact = value(tree)
            return mpmath.mpf(exact.numerator) / exact.denominator
        case Name(name):
            return mpmath.mpmathify(at[name])
        case Constant(name):
            return {"pi": mpmath.pi, "e": mpmath.e, "i": mpmath.mpc(0, 1)}[name] + 0
        case Group(inner) | Posit(inner):
            return worth(inner, at)
        case Negate(operand):
            return -worth(operand, at)
        case Percent(operand):
            return worth(operand, at) / 100
        case Add(left, right):
            return worth(left, at) + worth(right, at)
        case Subtract(left, right):
            return worth(left, at) - worth(right, at)
        case Multiply(left, right):
            return worth(left, at) * worth(right, at)
        case Divide(left, right):
            return worth(left, at) / worth(right, at)
        case Power(base, exponent):
            return worth(base, at) ** worth(exponent, at)
        case Call(function, arguments):
            return FUNCTIONS[function](*[worth(argument, at) for argument in arguments])
        case _:
            raise NotImplementedError(type(tree))
