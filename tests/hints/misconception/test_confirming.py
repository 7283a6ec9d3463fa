"""What confirming promises."""

import pytest

from hints.misconception.confirming import Confirmed, confirming
from hints.misconception.explain import explain
from hints.misconception.rewriting.flattening import line_of
from hints.misconception.rewriting.line import Line
from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import NumberAnswer, Round
from tests.hints.misconception.test_wrong_answers import made, rules


def tree(text: str) -> Tree:
    """Read a line."""
    found = read(text, Context())
    assert not isinstance(found, Unreadable), text
    return found


def line(text: str) -> Line:
    """Read a line as rules see it."""
    found = line_of(tree(text))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("2x + 6", "2(x + 3)", Confirmed.SAME),
        ("1000000000003", "1000000000004", Confirmed.DIFFERENT),
        ("x + 1000000000003", "x + 1000000000004", Confirmed.DIFFERENT),
        ("2x = 8", "8 = x + x", Confirmed.SAME),
        ("2x < 8", "8 > 2x", Confirmed.SAME),
        ("2x < 8", "8 < 2x", Confirmed.DIFFERENT),
        ("x = 2/3", "x = 0.67", Confirmed.SAME),
        ("x = 2/3", "x = 0.68", Confirmed.DIFFERENT),
        ("x = 1 or x = 2", "x = 2 or x = 1", Confirmed.SAME),
        ("x = 1 or x = 2", "x = 2 or x = 3", Confirmed.DIFFERENT),
        ("x = 1 or x = 2", "x = 2", Confirmed.UNKNOWN),
        ("sqrt(x^2)", "x", Confirmed.UNKNOWN),
        ("x = 3", "3", Confirmed.UNKNOWN),
        ("x < y < 3", "x < y", Confirmed.DIFFERENT),
    ],
)
def test_lines_are_held_against_each_other_exactly(one: str, other: str, said: Confirmed) -> None:
    """
    From either end, in any order, at the precision written; what floats cannot tell apart is told.
    """
    assert confirming(line(other))(line(one)) is said


def test_what_only_floats_take_for_the_same_explains_nothing() -> None:
    """
    A rule whose outcome differs in the thirteenth digit is not named; one that gives the line is, and reproduces it.
    """
    before = tree("1000000000000*3")

    assert [one for one in explain(before, tree("1000000000004")) if one.mal_rule.startswith("adds")] == []
    (first, *_) = explain(before, tree("1000000000003"))
    assert ("adds-instead-of-multiplying", True) == (first.mal_rule, first.reproduces)


def test_the_same_solutions_alone_reproduce_no_line() -> None:
    """
    Who goes on rightly after a wrong step is explained, and their line not reproduced.
    """
    (first, *_) = explain(tree("3(x + 2) = 21"), tree("3x = 19"))

    assert ("expands-one-term-only", False) == (first.mal_rule, first.reproduces)


def test_rounded_answers_are_confirmed_exactly() -> None:
    """
    A wrong answer is worked out and rounded as is asked before a way is said to lead there.
    """
    of = made(NumberAnswer(value="20/3", round=Round(places=2)), "3x = 20", "x = 20/3")

    assert "divides-coefficient-by-other-side" in rules(of, "0.15")
    assert [] == rules(of, "0.16")
