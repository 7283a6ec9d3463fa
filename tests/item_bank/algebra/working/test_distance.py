"""What `distance` promises: true lines that help are told from those that do not."""

import pytest

from item_bank.algebra.working.distance import distance, helps
from tests.item_bank.algebra.working.reading import tree_of


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x+3=5", "x+3-3=5-3"),
        ("x+3-3=5-3", "x=2"),
        ("2x+3x=10", "5x=10"),
        ("3(x+2)=18", "3x+6=18"),
        ("x/2+1/3=5", "3x+2=30"),
        ("3x=12", "x=4"),
        ("3x=12", "3x/3=12/3"),
        ("5=8+4y", "5-8=8+4y-8"),
        ("x^2-5x+6=0", "(x-2)(x-3)=0"),
        ("(x-2)(x-3)=0", "x-2=0 or x-3=0"),
        ("x-2=0 or x-3=0", "x=2 or x=3"),
        ("x^2+2x=3", "x^2+2x-3=0"),
        ("x^2-2x-1=0", "(x-1)^2=2"),
        ("sqrt(x+3)=3", "x+3=9"),
        ("2x+y=1", "y=1-2x"),
        ("(x^2=4)", "(x=2 or x=-2)"),
        ("(x-1)^2*(x+2)=0", "x=1 or x=-2"),
        ("x^2+1=0", "no solution"),
        ("x^2=4", "x in {-2, 2}"),
        ("1/2+1/3", "3/6+2/6"),
        ("(x+1)^2", "x^2+2x+1"),
        ("x^2+2x+1", "(x+1)^2"),
    ],
)
def test_a_line_helps_where_something_became_less(before: str, after: str) -> None:
    """
    Terms, brackets, denominators, the degree, how often the unknown occurs; of expressions nothing is known.
    """
    assert helps(tree_of(before), tree_of(after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x+3=5", "x+3+1=5+1"),
        ("x+3=5", "5=x+3"),
        ("x+3=5", "3+x=5"),
        ("x+3=5", "(x+3)/2=5/2"),
        ("-77.1=-10.8y", "-77.1/10.8=-10.8y/10.8"),
        ("2x=8", "2x*3=8*3"),
        ("x^2=4", "x^2+x=4+x"),
        ("y=1-2x", "2y=2-4x"),
        ("2(x+3)", "(x+3)*2"),
    ],
)
def test_a_line_does_not_help_where_nothing_became_less(before: str, after: str) -> None:
    """
    Written again, or the same done to both sides without anything going away.
    """
    assert not helps(tree_of(before), tree_of(after))


def test_collected_terms_weigh_more_than_brackets() -> None:
    """
    What a linear equation still has in it, in the order of its weight.
    """
    texts = ["x=2", "3x=6", "3x+5-5=11-5", "3x+6=18", "3(x+2)=18"]
    measured = [distance(tree_of(text)) for text in texts]

    assert measured == sorted(measured)
