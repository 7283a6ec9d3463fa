"""What `given` promises: which first lines of a working state a system, one equation below the other."""

import pytest

from item_bank.algebra.working.given import given_at_start, given_by
from tests.item_bank.algebra.working.reading import POINTS, tree_of


@pytest.mark.parametrize(
    ("chain", "count"),
    [
        ("x+y=7; x-y=1; 2x=8", 2),
        ("x+y=7; x-y=1; y=x-1; 2x=8", 2),
        ("x+y=7; x-y=1; x=4 and y=3", 2),
        ("x+y=7; x-y=1; (x=4 and y=3)", 2),
        ("x*y=12; x+y=7; x=3 and y=4 or x=4 and y=3", 2),
        ("x+y+z=6; x-y+z=2; x+y-z=0; 2z=6", 3),
        ("x+y+z=6; x-y+z=2; x+y-z=0; x=1 and y=2 and z=3", 3),
    ],
)
def test_equations_are_given_together_where_a_later_line_needs_them_all(chain: str, count: int) -> None:
    """
    It has fewer letters and follows from all, or says what each letter is; before it the last may be written anew.
    """
    assert count == given_at_start([tree_of(line) for line in chain.split(";")], POINTS)


@pytest.mark.parametrize(
    "chain",
    [
        "x+y=7; x-y=1",
        "x+y=7; 2x+2y=14; x=1",
        "x+y=7; y=7-x; x=3",
        "x+y=7; x-y=1; x=3",
        "x+y=7; x+y=8; 0=1",
        "x+y=7; x-y=1; 8=8",
        "x+y=7; x-y=1; x+y+z=2",
        "x+y=7; x-y=1; y=x-1",
        "x=4; x-y=1; y=3",
        "x+y=7; x-y=1; x, y",
    ],
)
def test_else_the_second_line_has_to_follow_from_the_first(chain: str) -> None:
    """
    One that is the first again, contradicts it, or is not used together with it, is no second equation.
    """
    assert 1 == given_at_start([tree_of(line) for line in chain.split(";")], POINTS)


def test_a_system_is_several_equations_in_several_letters() -> None:
    """
    Brackets and braces make no difference; a single equation and an inequality give nothing.
    """
    system = tree_of("x+y=7 and x-y=1")
    bracketed = tree_of("(x+y=7 and x-y=1)")

    assert ((system,), (bracketed,)) == (given_by(system), given_by(bracketed))
    assert () == given_by(tree_of("x+y=7")) == given_by(tree_of("x=2 and x=3")) == given_by(tree_of("x>y and y=1"))
