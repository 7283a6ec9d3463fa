"""Nothing in our packages can evaluate text: their syntax trees are walked."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("item_bank", "mastery", "practice", "hints", "api")
EVALUATORS = frozenset(
    {"eval", "exec", "compile", "__import__", "sympify", "parse_expr", "parse_latex", "parse_mathematica", "lambdify"}
)
"""Names that run text as code, or read it by something that does (seen on six peers)."""
BY_NAME = {"getattr": 1, "setattr": 1, "delattr": 1, "attrgetter": 0, "methodcaller": 0}
"""Reach an attribute by its name, the argument at this place, which therefore has to stand in the program."""
MODULES = frozenset({"pickle", "marshal", "shelve", "code", "codeop"})
"""Modules that turn data into code."""


def found(tree: ast.AST) -> Iterator[str]:  # noqa: C901 - one case a way of evaluating
    """
    Say what in a syntax tree could evaluate text, with its line.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, lineno=line) if name in EVALUATORS:
                yield f"{line}: {name}"
            case ast.Attribute(value=ast.Name(id="re"), attr="compile"):
                pass
            case ast.Attribute(attr=name, lineno=line) if name in EVALUATORS:
                yield f"{line}: .{name}"
            case ast.Import(names=names, lineno=line) | ast.ImportFrom(names=names, lineno=line):
                module = getattr(node, "module", None) or ""
                imported = [alias.name for alias in names]
                roots = [module.split(".")[0], *[name.split(".")[0] for name in imported if not module]]
                for name in [*imported, *roots]:
                    if name in EVALUATORS or name in MODULES or (module.startswith("sympy") and name == "S"):
                        yield f"{line}: import of {name}"
            case ast.Call(func=ast.Name(id="S") | ast.Attribute(attr="S"), lineno=line):
                yield f"{line}: S(...)"
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args, lineno=line) if name in BY_NAME:
                if not all(isinstance(argument, ast.Constant) for argument in args[BY_NAME[name] : BY_NAME[name] + 1]):
                    yield f"{line}: {name} by a name that is worked out"


@pytest.mark.slow
def test_our_packages_cannot_evaluate_text() -> None:
    """No module of the five packages names an evaluator, or reaches an attribute by a name that is worked out."""
    modules = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    faults = [
        f"{path.relative_to(ROOT)}:{fault}"
        for path in modules
        for fault in found(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert len(modules) > 100
    assert not faults


@pytest.mark.parametrize(
    "written",
    [
        "eval(x)",
        "exec(x)",
        "compile(x, '', 'eval')",
        "run = eval",
        "builtins.eval(x)",
        "__import__('os')",
        "from sympy import sympify",
        "import sympy\nsympy.sympify(x)",
        "sympy.S(x)",
        "from sympy import S",
        "from sympy.parsing.sympy_parser import parse_expr as read",
        "from sympy.parsing.latex import parse_latex",
        "import pickle",
        "from pickle import loads",
        "getattr(x, name)",
        "setattr(x, name, 1)",
        "operator.attrgetter(name)",
        "getattr(x, f'{name}')",
    ],
)
def test_an_evaluator_is_found(written: str) -> None:
    """Each way of evaluating text is found where it is written."""
    assert list(found(ast.parse(written)))


@pytest.mark.parametrize("written", ["re.compile('x')", "getattr(x, 'kind', None)", "attrgetter('kind')", "f.parse(x)"])
def test_what_evaluates_nothing_is_let_be(written: str) -> None:
    """Regular expressions and attributes by their written names are no evaluation."""
    assert not list(found(ast.parse(written)))
