"""
Our trees in the languages of the peers: sympy's, and KAS's with every product written out.

Math-Verify is given the LaTeX that pages show. None where a peer's language has
no word for what stands in the tree.
"""

from typing import Final

from item_bank.algebra.printing import to_latex
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Factorial,
    Group,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    Posit,
    Power,
    Subtract,
    Tree,
)
from tests.bench.peers.client import PeerName

__all__ = ["printed"]

SYMPY_CALLS: Final = {"ln": "log", "abs": "Abs", "root": "real_root", "ceil": "ceiling", "min": "Min", "max": "Max"}
SAME_CALLS: Final = frozenset(
    {"sqrt", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "acot", "asec", "acsc"}
    | {"sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "exp"}
)
KAS_ARCS: Final = {name: "arc" + name[1:] for name in ("asin", "acos", "atan", "acot", "asec", "acsc")}
CONSTANTS: Final = {"sympy": {"pi": "pi", "e": "E", "i": "I", "oo": "oo"}, "KAS": {"pi": "pi", "e": "e"}}


def printed(tree: Tree, peer: PeerName) -> str | None:
    """
    Print an expression as a peer reads it.
    """
    if peer == "Math-Verify":
        return to_latex(tree)
    try:
        return _text(tree, peer)
    except LookupError:
        return None


def _text(tree: Tree, peer: PeerName) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a construct
    """Print with all brackets; `LookupError` for what the peer has no word for."""
    power = "**" if peer == "sympy" else "^"
    match tree:
        case Number(text):
            return f"Rational('{text}')" if peer == "sympy" and "." in text else text
        case Name(name):
            return f"Symbol('{name}')" if peer == "sympy" else name
        case Constant(name):
            return CONSTANTS[peer][name]
        case Group(inner) | Posit(inner):
            return _text(inner, peer)
        case Negate(operand):
            return f"(-{_text(operand, peer)})"
        case Percent(operand):
            return f"({_text(operand, peer)}/100)"
        case Add(left, right):
            return f"({_text(left, peer)}+{_text(right, peer)})"
        case Subtract(left, right):
            return f"({_text(left, peer)}-{_text(right, peer)})"
        case Multiply(left, right):
            return f"({_text(left, peer)}*{_text(right, peer)})"
        case Divide(left, right):
            return f"({_text(left, peer)}/{_text(right, peer)})"
        case Power(base, exponent):
            return f"({_text(base, peer)}{power}{_text(exponent, peer)})"
        case Factorial(operand) if peer == "sympy":
            return f"factorial({_text(operand, peer)})"
        case Call(function, arguments):
            return _call(function, [_text(argument, peer) for argument in arguments], peer)
        case _:
            raise LookupError(tree)


def _call(function: str, arguments: list[str], peer: PeerName) -> str:
    """Print a function."""
    if function == "root" and peer == "KAS":
        return f"({arguments[0]}^(1/{arguments[1]}))"
    if function == "exp" and peer == "KAS":
        return f"(e^({arguments[0]}))"
    if function == "log":
        base = arguments[1] if len(arguments) > 1 else "10"
        return f"log({arguments[0]},{base})" if peer == "sympy" else f"log_({base})({arguments[0]})"
    if peer == "KAS":
        words = KAS_ARCS | {"ln": "ln", "abs": "abs"}
        name = words[function] if function in words else _known(function)
        return f"{name}({', '.join(arguments)})"
    name = SYMPY_CALLS[function] if function in SYMPY_CALLS else _known(function)
    return f"{name}({', '.join(arguments)})"


def _known(function: str) -> str:
    """Return a function's name where both peers have it under ours."""
    if function not in SAME_CALLS:
        raise LookupError(function)
    return function
