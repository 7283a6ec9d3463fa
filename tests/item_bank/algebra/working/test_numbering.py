"""What `numbering` promises: numbered solutions are alternatives of one unknown."""

import pytest

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.algebra.working.chain import Followed, begin, follow
from item_bank.algebra.working.numbering import as_alternatives, numbered_letters
from tests.item_bank.algebra.working.reading import POINTS, tree_of


def numbered(text: str) -> Tree:
    """
    Read a text with numbered letters in it.
    """
    tree = read(text, Context(unknowns=("x",), names=("y", *numbered_letters(text)), expects="several"))
    assert not isinstance(tree, Unreadable), tree
    return tree


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("x1=2, x2=3", "same"),
        ("x1=2 and x2=3", "same"),
        ("(x1=3) or x2=2", "same"),
        ("x1=2", "lost"),
        ("x1=2, x2=4", "different"),
    ],
)
def test_numbered_solutions_are_alternatives(text: str, relation: str) -> None:
    """
    Whatever joins them, x is one of them.
    """
    found = follow(begin(tree_of("x^2-5x+6=0")), numbered(text), POINTS)

    assert isinstance(found, Followed)
    assert relation == found.relation


@pytest.mark.parametrize("text", ["x=2", "y=2", "x1=x2", "x1+1=3, x2=3", "5"])
def test_any_other_line_stays_as_it_is(text: str) -> None:
    """
    No number, another letter, or no value.
    """
    tree = numbered(text)

    assert tree is as_alternatives(tree, ("x",))
    assert tree is as_alternatives(tree, ("x", "y"))
