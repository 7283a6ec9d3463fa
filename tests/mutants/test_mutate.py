"""A mutant is the module with one change, and every kind of change is made."""

import ast

import pytest

from tests.mutants.mutate import mutants

HEAD = "def f(a: int, b: int) -> int:\n    "


@pytest.mark.parametrize(
    ("body", "changed"),
    [
        ("x = a + b", "x = a - b"),
        ("x = a < b", "x = a <= b"),
        ("x = a and b", "x = a or b"),
        ("x = not a", "x = a"),
        ("x = True", "x = False"),
        ("x = 3", "x = 4"),
        ("if a:\n        pass", "if not a:\n        pass"),
        ("x = a if b else 2", "x = 2 if b else a"),
        ("return a", "return None"),
        ("a += b", "pass"),
        ("a.append(b)", "pass"),
    ],
)
def test_a_change_of_each_kind_is_made(body: str, changed: str) -> None:
    """Operators, comparisons, conditions, constants, returns and statements are changed, one at a time."""
    made = [mutant.source for mutant in mutants(HEAD + body)]
    assert ast.unparse(ast.parse(HEAD + changed)) in made
    assert ast.unparse(ast.parse(HEAD + body)) not in made


def test_annotations_and_docstrings_are_let_be() -> None:
    """What does not run when a function is called is not changed."""
    assert not list(mutants('X = 1 + 2\n\ndef f(a: int = 3) -> list[int]:\n    """Say 1 + 1."""\n    y: int\n'))
