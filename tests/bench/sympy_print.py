"""
Sympy's printed language, as answers of ours.

PrairieLearn's test cases give the expected expression as `str()` of a sympy
object. Its syntax tree, which is Python's, is laid out in our words; nothing is
evaluated.
"""

import ast
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from item_bank.answers.answer import Answer, Domain, ExpressionAnswer, IntervalAnswer, SetAnswer

__all__ = ["in_our_words"]

NAMES: Final = {"E": "e", "I": "i", "mu0": "μ0", "phi": "φ", "EmptySet": "{}"}
FUNCTIONS: Final = {"log": "ln", "Abs": "abs", "Max": "max", "Min": "min", "phi": "φ"}
OPERATORS: Final = MappingProxyType({ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^"})
BRACKETS: Final = {"open": "()", "Lopen": "(]", "Ropen": "[)", "": "[]"}


def in_our_words(printed: str, domain: Domain) -> Answer:
    """
    Return the answer of our kinds that a printed sympy object is; expressions are held to be equal in the domain.
    """
    tree = ast.parse(printed, mode="eval").body
    value = _text(tree)
    if isinstance(tree, ast.Set) or printed == "EmptySet" or printed.startswith("FiniteSet"):
        return SetAnswer(value=value)
    if isinstance(tree, ast.Call) and _function(tree).partition(".")[0] in {"Interval", "Union", "Intersection"}:
        return IntervalAnswer(value=value)
    return ExpressionAnswer(value=value, domain=domain)


def _function(call: ast.Call) -> str:
    return ast.unparse(call.func)


def _text(tree: ast.expr) -> str:
    """Write an expression of Python's with all its brackets."""
    match tree:
        case ast.Constant(value=value):
            return str(value)
        case ast.Name(id=name):
            return "oo" if name == "oo" else NAMES.get(name, name)
        case ast.UnaryOp(operand=operand):
            return f"-{_text(operand)}"
        case ast.BinOp(left=left, op=operator, right=right):
            return f"({_text(left)}{OPERATORS[type(operator)]}{_text(right)})"
        case ast.Set(elts=items):
            return f"{{{', '.join(map(_text, items))}}}"
        case ast.Call(args=arguments):
            return _call(_function(tree), [_text(argument) for argument in arguments])
        case _:
            return ast.unparse(tree)


def _interval(ends: list[str], brackets: str) -> str:
    """Write an interval; sympy's are open at infinity without saying so."""
    opening = "(" if ends[0] == "-oo" else brackets[0]
    closing = ")" if ends[1] == "oo" else brackets[1]
    return f"{opening}{ends[0]}, {ends[1]}{closing}"


def _call(function: str, arguments: list[str]) -> str:
    """Write a function, an interval or a set operation."""
    name, _, ends = function.partition(".")
    written: Mapping[str, Callable[[], str]] = {
        "Interval": lambda: _interval(arguments, BRACKETS[ends]),
        "FiniteSet": lambda: f"{{{', '.join(arguments)}}}",
        "Union": lambda: "(" + " \N{UNION} ".join(arguments) + ")",
        "Intersection": lambda: "(" + " \N{INTERSECTION} ".join(arguments) + ")",
        "factorial": lambda: f"({arguments[0]})!",
    }
    if name in written:
        return written[name]()
    return f"{FUNCTIONS.get(name, name)}({', '.join(arguments)})"
