"""Functions of which nothing is known: what holds for any values of theirs is found, and nothing else."""

import pytest

from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.context import Context
from item_bank.algebra.limits import MAX_OPAQUE
from item_bank.algebra.opaque import is_opaque, without_calls
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.solving.scale import same_up_to
from item_bank.algebra.tree import Call, Name, Tree, names, walk
from item_bank.algebra.unreadable import Unreadable

POINTS = Points(secret=b"o" * 32, subject="opaque")
CONTEXT = Context(functions=("f", "g"))


def tree(text: str) -> Tree:
    """
    Read a text that can be read.
    """
    found = read(text, CONTEXT)
    assert not isinstance(found, Unreadable), text
    return found


@pytest.mark.parametrize(
    ("left", "right", "sameness"),
    [
        ("sin(f(3x-x))/cos(f(x+x))", "tan(f(2x))", Sameness.SAME),
        ("sqrt(f(x)^2)", "abs(f(x))", Sameness.SAME),
        ("sin(f(g(x)+x))", "sin(f(x+g(x)))", Sameness.SAME),
        ("sin(f(x))", "sin(g(x))", Sameness.DIFFERENT),
        ("sin(f(x))", "sin(f(x+1))", Sameness.DIFFERENT),
        ("sin(f(x))", "sin(f(x, x))", Sameness.DIFFERENT),
        ("sin(f(x))+f(x)", "f(x)", Sameness.DIFFERENT),
    ],
)
def test_what_holds_for_any_function_is_found(left: str, right: str, sameness: Sameness) -> None:
    """Calls of one function are the same value where their arguments are identical, and else are not."""
    found = compare(tree(left), tree(right), POINTS)
    assert found.sameness is sameness
    assert found.counterexample is None


def test_too_many_calls_are_not_compared() -> None:
    """Beyond so many calls nothing is decided."""
    long = "+".join(f"f(x+{number})" for number in range(MAX_OPAQUE))
    assert compare(tree(f"sin({long})"), tree(f"sin({long}+1)"), POINTS).sameness is Sameness.UNDECIDED
    equations = tree(f"sin({long})=y"), tree(f"y=sin({long}+1)")
    assert same_up_to("scale", *equations, POINTS) is Sameness.UNDECIDED


@pytest.mark.parametrize(
    ("left", "right", "sameness"),
    [
        ("f(2)=f(3)+4", "f(3)+4=f(2)", Sameness.SAME),
        ("f(2)=f(3)+4", "f(5)=f(7)+4", Sameness.DIFFERENT),
        ("f(x)=sin(x+2pi)", "f(x)=sin(x)", Sameness.SAME),
        ("f(x)-abs(x)=0", "f(x)=abs(x)", Sameness.SAME),
    ],
)
def test_equations_with_such_functions_are_compared(left: str, right: str, sameness: Sameness) -> None:
    """In an equation the value of a function is moved about like any other."""
    assert same_up_to("scale", tree(left), tree(right), POINTS) is sameness


def test_names_that_are_put_cannot_be_read() -> None:
    """No call is left, and no name that is put is one that somebody could have written."""
    put = without_calls(tree("f(x)+g(f(x))"), tree("f(x+0)"), lambda one, other: one == other)
    assert put is not None
    assert not any(map(is_opaque, (*walk(put[0]), *walk(put[1]))))
    assert all("(" in name for name in names(put[0]))
    assert is_opaque(Call("f", (Name("x"),)))
    assert not is_opaque(Call("sin", (Name("x"),)))
