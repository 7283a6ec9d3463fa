"""What `operation` promises: a declared operation is one on the whole of both sides."""

import pytest

from item_bank.algebra.context import Context
from item_bank.algebra.working.lines import relation
from item_bank.algebra.working.operation import Action, with_brackets
from tests.item_bank.algebra.working.reading import POINTS, tree_of

FREE = Context()


@pytest.mark.parametrize(
    ("before", "after", "action", "meant"),
    [
        ("6=x/8+(-5)", "6/8=x/8+(-5)/8", Action("DIV_SIDE", "8"), "6/8=(x/8+(-5))/8"),
        ("7y=-4", "7y/7y=-4/7y", Action("DIV_SIDE", "7y"), "(7y)/(7y)=-4/(7y)"),
        ("x+3=5", "x+3 * 2 = 5 * 2", Action("MUL_SIDE", "2"), "(x+3)*2=5*2"),
        ("x=4-1", "x-(4-1)=4-1-(4-1)", Action("SUB_SIDE", "4-1"), "x-(4-1)=4-1-(4-1)"),
        ("x=4", "x+-3=4+-3", Action("ADD_SIDE", "-3"), "x-3=4-3"),
    ],
)
def test_brackets_are_understood_round_both_sides(before: str, after: str, action: Action, meant: str) -> None:
    """
    The text has the operation behind each side, as it was declared.
    """
    found = with_brackets(before, after, action, FREE)

    assert found is not None
    assert "same" == relation(tree_of(meant), found, POINTS).relation


@pytest.mark.parametrize(
    ("before", "after", "action"),
    [
        ("2x+6=10", "2x+6/2=5", Action("DIV_SIDE", "2")),
        ("2x+6=10", "x+3=10/2", Action("DIV_SIDE", "2")),
        ("2x+6=10", "2x+6/2=10/2", Action("MUL_SIDE", "2")),
        ("2x+6=10", "2x+6/2=10/2", Action("COMBINE_MUL", "2")),
        ("2x+6=10", "2x+6/)=10/)", Action("DIV_SIDE", ")")),
        ("2x+6=", "2x+6/2=/2", Action("DIV_SIDE", "2")),
        ("2x+6", "2x+6/2", Action("DIV_SIDE", "2")),
    ],
)
def test_any_other_text_says_what_it_says(before: str, after: str, action: Action) -> None:
    """
    One side alone, another operation, no equation, or what cannot be read.
    """
    assert with_brackets(before, after, action, FREE) is None
