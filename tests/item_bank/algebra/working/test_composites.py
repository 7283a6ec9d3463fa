"""What is promised of composites: entries are held against each other as their brackets say."""

import pytest

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.algebra.working.chain import Misfit, begin, follow
from item_bank.algebra.working.composites import MOST
from item_bank.algebra.working.lines import relation_with_cause

POINTS = Points(b"a secret of thirty-two bytes, ok", "composites")


def tree(text: str) -> Tree:
    """Read a line as one that may list."""
    found = read(text, Context(expects="several"))
    assert not isinstance(found, Unreadable), found.sentence
    return found


def related(before: str, after: str) -> str:
    """Say how a line stands to one before, and why."""
    found = relation_with_cause(tree(before), tree(after), POINTS)
    return found.relation if found.cause is None else f"{found.relation}:{found.cause}"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("(1+1, 3)", "(2, 6/2)", "same"),
        ("(2, 3)", "(3, 2)", "different:wrong_order"),
        ("(2, 3)", "(2, 4)", "different:some_entries"),
        ("(2, 3)", "(4, 5)", "different"),
        ("(2, 3)", "(2, 3, 0)", "different"),
        ("(x, 2x)", "(x, x+x)", "same"),
        ("(1/3, 2)", "(0.333, 2)", "same"),
        ("A=(2,3)", "A=(3,2)", "different:wrong_order"),
        ("[[1,2],[3,4]]", "[[1,2],[3,2+2]]", "same"),
        ("[[1,2],[3,4]]", "[[1,3],[2,4]]", "different:transposed"),
        ("[[1,2,3],[4,5,6]]", "[[1,4],[2,5],[3,6]]", "different:transposed"),
        ("[[1,2],[2,1]]", "[[1,2],[2,1]]", "same"),
        ("[[1,2],[3,4]]", "[[3,4],[1,2]]", "different:wrong_order"),
        ("[[1,2],[3,4]]", "[[1,2],[3,5]]", "different:some_entries"),
        ("[[1,2],[3,4]]", "[[1,5],[6,7]]", "different:some_entries"),
        ("[[1,2],[3,4]]", "(1, 2)", "different"),
        ("{1, 2, 3}", "{3, 1, 2, 2}", "same"),
        ("{1, 2, 3}", "{1, 2}", "lost"),
        ("{1}", "{1, 2}", "gained"),
        ("{1, 2}", "{1, 3}", "different:some_entries"),
        ("{1, 2}", "{3, 4}", "different"),
        ("{(1, 2); (3, 4)}", "{(3, 4); (1, 2)}", "same"),
        ("{(1, 2); (3, 4)}", "{(1, 2); (4, 3)}", "different:some_entries"),
        ("{1, 2}", "2, 1", "same"),
        ("1, 2, 3", "3, 2, 1", "same"),
        ("1, 2, 3", "1, 3", "lost"),
        ("2, 3", "(2, 3)", "same"),
        ("{1, 2}", "(1, 2)", "undecided"),
        ("(0, 1]", "(0, 1)", "lost"),
        ("[0, oo)", "(-1, oo)", "gained"),
        ("x^2=4", "{2}", "lost:dropped_solution"),
        ("x^2=4", "{-2, 2}", "same"),
    ],
)
def test_entries_are_related_as_their_brackets_say(before: str, after: str, expected: str) -> None:
    """In order in round and square brackets, in any order in braces and without brackets."""
    followed = follow(begin(tree(before)), tree(after), POINTS)

    assert not isinstance(followed, Misfit)
    assert expected == (followed.relation if followed.cause is None else f"{followed.relation}:{followed.cause}")


def test_two_points_are_related_without_a_chain() -> None:
    """What a chain says of points is what is said of the pair."""
    assert "different:wrong_order" == related("(2, 3)", "(3, 2)")


@pytest.mark.parametrize(("point", "expected"), [("(3, 2)", "same"), ("(2, 3)", "different")])
def test_a_point_says_what_the_unknowns_of_a_system_are(point: str, expected: str) -> None:
    """In the order of the alphabet."""
    found = follow(begin(tree("x+y=5; x-y=1")), tree(point), POINTS)

    assert not isinstance(found, Misfit)
    assert expected == found.relation


def test_many_entries_are_not_compared() -> None:
    """Each would be held against each: beyond the bound nothing is decided."""
    many = ", ".join(map(str, range(MOST + 1)))

    assert "undecided" == related(f"{{{many}}}", f"{{{many}}}")


def test_a_matrix_set_as_one_is_one_that_is_typed() -> None:
    """Rows in brackets, or as an editor writes them; brackets around a point say nothing."""
    found = read(r"\begin{pmatrix}1&2\\3&5\end{pmatrix}", Context(), "latex")
    assert not isinstance(found, Unreadable)

    assert "different" == relation_with_cause(tree("[[1, 2], [3, 4]]"), found, POINTS).relation
    assert "same" == relation_with_cause(tree("[[1, 2], [3, 5]]"), found, POINTS).relation
    assert "same" == related("((2, 3))", "(2, 3)")
    assert "different" == related("(2, 3)", "5")


def test_what_cannot_be_compared_is_not_decided() -> None:
    """A point and a set among the entries leave the whole open, unless another entry is wrong."""
    assert "undecided" == related("{(1, 2); 3}", "{{1, 2}; 3}")
    assert "undecided" == related("[(1, 2); 3]", "[{1, 2}; 3]")
    assert "different:some_entries" == related("[(1, 2); 3; 4]", "[{1, 2}; 3; 5]")
