"""What `copying` promises: a miscopied statement is told from a wrong first step."""

import pytest

from item_bank.algebra.working.copying import as_copy, miscopied
from tests.item_bank.algebra.working.reading import tree_of


@pytest.mark.parametrize("line", ["2x+3=12", "2y+3=11", "-2x+3=11", "(2x)+5=12", "2*x+3=-11", "2x-3=11", "2x+3<11"])
def test_a_line_of_the_same_build_is_a_copy_gone_wrong(line: str) -> None:
    """
    Another number, letter or sign at one place or two.
    """
    assert miscopied(tree_of("2x+3=11"), tree_of(line))
    assert "not_the_statement" == as_copy(tree_of("2x+3=11"), tree_of(line), "one_side_only")


@pytest.mark.parametrize("line", ["2x+3=11", "2x=14", "3y+4=12", "2x^2+3=11", "2x+3=11+0"])
def test_any_other_line_is_a_step(line: str) -> None:
    """
    The statement itself, another build, or too much that differs.
    """
    assert not miscopied(tree_of("2x+3=11"), tree_of(line))
    assert "squared" == as_copy(tree_of("2x+3=11"), tree_of(line), "squared")
    assert "not_the_statement" == as_copy(tree_of("2x+3=11"), tree_of(line), None)
