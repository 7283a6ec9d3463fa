"""
Mutants: our own modules with one small change each.

Walks a module's syntax tree and lists every place for a change: an operator, a
comparison, a constant, a condition, a returned value, a dropped statement. A
mutant is the module's text with one of them made.
"""

import ast
import copy
from collections.abc import Iterator
from typing import Final

import msgspec

__all__ = ["Mutant", "mutants"]

OPERATORS: Final = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
COMPARISONS: Final = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


class Mutant(msgspec.Struct, frozen=True):
    """One change: the line, what was changed into what, and the module's text with it."""

    line: int
    change: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """
    Yield every mutant of a module, in the order of its text.
    """
    tree = ast.parse(source)
    for place in range(len(list(_places(tree)))):
        changed = copy.deepcopy(tree)
        node, new = list(_places(changed))[place]
        before = ast.unparse(node)
        _become(node, new)
        yield Mutant(node.lineno, f"{_short(before)} -> {_short(ast.unparse(node))}", ast.unparse(changed))


def _places(tree: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, ast.expr | ast.stmt]]:  # noqa: C901 - one case a change
    """Yield each node that can be changed, with what it becomes; annotations and docstrings are let be."""
    for node in _code(tree):
        match node:
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in OPERATORS:
                yield node, ast.BinOp(left, OPERATORS[type(operator)](), right)
            case ast.Compare(left=left, ops=[operator, *others], comparators=comparators):
                yield node, ast.Compare(left, [COMPARISONS[type(operator)](), *others], comparators)
            case ast.BoolOp(op=operator, values=values):
                yield node, ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
            case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
                yield node, operand
            case ast.Constant(value=bool(value)):
                yield node, ast.Constant(not value)
            case ast.Constant(value=int(value)):
                yield node, ast.Constant(value + 1)
            case ast.If(test=test, body=body, orelse=orelse):
                yield node, ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                yield node, ast.IfExp(test, orelse, body)
            case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
                yield node, ast.Return(ast.Constant(None))
            case ast.Continue():
                yield node, ast.Break()
            case ast.Expr(value=ast.Call()) | ast.AugAssign():
                yield node, ast.Pass()


def _code(tree: ast.AST) -> Iterator[ast.AST]:
    """Walk what runs when functions are called: their bodies, without annotations."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            waiting: list[ast.AST] = list(function.body)
            while waiting:
                node = waiting.pop(0)
                if isinstance(node, ast.FunctionDef):
                    continue
                yield node
                for name, value in ast.iter_fields(node):
                    if name not in {"annotation", "returns", "pattern"}:
                        waiting.extend(
                            part
                            for part in ([value] if not isinstance(value, list) else value)
                            if isinstance(part, ast.AST)
                        )


def _become(node: ast.AST, new: ast.AST) -> None:
    """Make a node another one, in its place."""
    line = node.lineno  # type: ignore[attr-defined]
    node.__class__ = new.__class__
    node.__dict__.clear()
    node.__dict__.update(new.__dict__)
    node.lineno, node.col_offset = line, 0  # type: ignore[attr-defined]
    ast.fix_missing_locations(node)


def _short(text: str) -> str:
    return " ".join(text.split())[:70]
