"""What `cause` promises: the move that explains a wrong line."""

from typing import get_args

import pytest

from item_bank.algebra.working.cause import CAUSES, Cause
from tests.item_bank.algebra.working.reading import followed


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("x^2-5x+6=0", "x=2 and x=3", "lost:and_for_or"),
        ("abs(x)>2", "x>2 and x<-2", "lost:and_for_or"),
        ("-1<x<5", "x>-1 or x<5", "gained:or_for_and"),
        ("x^2=5", "x=sqrt(5)", "lost:root_without_sign"),
        ("sqrt(x^2)=3", "x=3", "lost:root_without_sign"),
        ("x^2>4", "x>2", "lost:root_without_sign"),
        ("x^2=x", "x=1", "lost:divided_by_unknown"),
        ("x(x-3)=0", "x-3=0", "lost:divided_by_unknown"),
        ("a*x=a*b", "x=b", "lost:divided_by_unknown"),
        ("(x-2)(x-3)=0", "x=2", "lost:dropped_solution"),
        ("x=2 or x=3", "x=2", "lost:dropped_solution"),
        ("ln(x^2)=2", "2ln(x)=2", "lost:domain_narrowed"),
        ("1/(x-1)=x/(x-1)", "1=x", "gained:denominator_dropped"),
        ("sqrt(x-1)<3", "x-1<9", "gained:domain_widened"),
        ("sqrt(x)=x-2", "x=x^2-4x+4", "gained:squared"),
        ("x-1=0", "x(x-1)=0", "gained:multiplied_by_unknown"),
        ("x=2", "x=2 or x=3", "gained:added_solution"),
        ("x=4", "0=0", "gained:always_true"),
        ("x=4", "no solution", "lost:never_true"),
        ("-2x<6", "x<-3", "different:inequality_not_reversed"),
        ("2x<6", "x<=3", "gained:strictness_changed"),
        ("-3<2x+1<=7", "-2<x<3", "lost:strictness_changed"),
        ("2x<6", "x=3", "different:equation_for_inequality"),
        ("1/x<1", "1<x", "lost:multiplied_by_unknown"),
        ("x+3=5", "x=5", "different:one_side_only"),
        ("1/x<2", "1>2x", "different:multiplied_by_unknown"),
        ("x+(1-2)=3", "x+1=3", "different:one_side_only"),
        ("x=2", "(x=2 or x=3)", "gained:added_solution"),
        ("2x+3=11", "2x=14", "different"),
        ("x<y", "x=4", "different"),
        ("x+1=3=3", "x+1=4", "different"),
        ("2(x+3)", "2x+3", "different"),
    ],
)
def test_each_move_is_named(before: str, after: str, expected: str) -> None:
    """
    A move is named where undoing it makes the line the same; an arithmetic slip has no cause here.
    """
    assert [expected] == followed(f"{before};{after}")


def test_every_cause_has_its_words() -> None:
    """
    The list is closed, and each entry says what happened.
    """
    assert set(get_args(Cause)) == CAUSES.keys()


def test_a_huge_line_has_no_cause() -> None:
    """
    Claims cost as much as the relation, so that long lines are only related.
    """
    assert ["lost"] == followed(f"x^2=4{'+0' * 100};x=2")
