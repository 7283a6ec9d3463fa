"""What `lines` promises about one line of working after another."""

from fractions import Fraction

import pytest
from hypothesis import assume, given

from item_bank.algebra.exact import holds, number
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import Setting
from item_bank.algebra.tree import Add, Group, Listing, Multiply, Name, Negate, Number, Relation, Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.algebra.working.lines import LineRelation, relation
from tests.strategies import ANY_NAME, polynomials, rationals

POINTS = Points(b"a secret of the server, kept away", "item")


def tree_of(text: str) -> Tree:
    """
    Read a text that can be read.
    """
    tree = read(text, ANY_NAME)
    assert not isinstance(tree, Unreadable), tree
    return tree


def related(before: str, after: str) -> LineRelation:
    """
    Read two lines, and relate them.
    """
    return relation(tree_of(before), tree_of(after), POINTS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2x+3=11", "2x=8"),
        ("x=4", "2x=8"),
        ("3(x+2)=21", "3x+6=21"),
        ("x/4=3/2", "x=6"),
        ("x(x+1)=x^2+5", "x=5"),
        ("3(x+2)=3x+6=21", "x=5"),
        ("x=x+1", "0=1"),
        ("2(x+1)=2x+2", "0=0"),
        ("3+4=7", "7=7"),
        ("1/0=x", "1=2"),
        ("y=2x+1", "2y-4x=2"),
        ("a=1/2*x*y", "2a=x*y"),
        ("x^2=4", "2x^2=8"),
        ("x<3", "2x<6"),
        ("-x<3", "x>-3"),
        ("-x<=3", "x>=-3"),
        ("-x!=3", "x!=-3"),
        ("sqrt(x)=2", "(sqrt(x)) = 2"),
        ("x<y<3", "x < y < 3"),
        ("x=2+y", "x-y=2=2+0x"),
        ("1/x=2", "x=1/2"),
        ("x^2=4", "(x-2)(x+2)=0"),
        ("a=p*x", "x=a/p"),
        ("x^2+y^2=25", "y^2=25-x^2"),
        ("x^2+y^2+1=0", "1=2"),
        ("y=sqrt(f(x))", "(y) = sqrt(f(x))"),
        ("2(x+3)", "2x+6"),
        ("3/4+1/4", "1"),
        ("sqrt(2)", "√2"),
    ],
)
def test_lines_that_are_true_together_are_the_same(before: str, after: str) -> None:
    """
    Equations with the same solutions, and identical expressions.
    """
    assert LineRelation("same") == related(before, after)


@pytest.mark.parametrize(
    ("before", "after", "expected", "counterexample"),
    [
        ("2x+3=11", "2x=14", "different", "x = 7"),
        ("2x=8", "x=-1/2", "different", "x = -1/2"),
        ("x=4", "0=0", "gained", "x = 2"),
        ("x=2", "0=0", "gained", "x = 3"),
        ("x=x+1", "x=3", "gained", "x = 3"),
        ("x=x+1", "x=x", "gained", "x = 2"),
        ("0=0", "x=4", "lost", None),
        ("x=4", "1=2", "lost", None),
        ("x=x", "x=x+1", "lost", None),
        ("3+4=7", "3+4=8", "lost", None),
        ("3+4=8", "8=8", "gained", None),
        ("y=2x+1", "y=2x-1", "different", "x = 3/2, y = 2"),
        ("y=2", "x=2", "different", "x = 2, y = 3"),
        ("x+y=x+y", "x=y", "lost", None),
        ("x=y", "x+y=x+y", "gained", "x = 2, y = 3"),
        ("x+y=x+y+1", "x=y", "gained", "x = 2, y = 2"),
        ("x=y", "x+y=x+y+1", "lost", None),
        ("x^2=4", "x=2", "lost", None),
        ("x^2=9", "x^2=4", "different", "x = 2"),
        ("x(x-3)=0", "x-3=0", "lost", None),
        ("sqrt(x)=x-2", "x=x^2-4x+4", "gained", "x = 1"),
        ("x<3", "x>3", "different", "x = 5"),
        ("-x<3", "x<-3", "different", "x = -4"),
        ("-2x<6", "x<-3", "different", "x = -4"),
        ("x<y<3", "y<3", "gained", "x = 2, y = 2"),
        ("x*y=1", "1=2", "lost", None),
        ("x*y=x", "y=1", "lost", None),
        ("y=1", "x*y=x", "gained", "x = 0, y = 2"),
        ("x^2=y^2", "x=y", "lost", None),
        ("x=y", "x^2=y^2", "gained", "x = -3, y = 3"),
        ("x^2=y", "x^3=y", "different", "x = 2, y = 8"),
        ("x*y<1", "x<1/y", "different", "x = -2, y = -1"),
        ("2(x+3)", "2x+3", "different", "x = 2"),
        ("3/4+1/4", "4/8", "different", None),
    ],
)
def test_wrong_lines_are_told_apart_and_shown_at_a_value(
    before: str, after: str, expected: str, counterexample: str | None
) -> None:
    """
    Gained, lost or other solutions; the value shown is never a solution of the line before.
    """
    assert (expected, counterexample) == (related(before, after).relation, related(before, after).counterexample)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x=2", "x+1"),
        ("x=2", "3"),
        ("x+1", "x=2"),
        ("f(x)=2", "x=3"),
        ("f(x)=y", "y=3"),
    ],
)
def test_what_is_beyond_is_undecided(before: str, after: str) -> None:
    """
    Functions that are not known, and lines of another kind.
    """
    assert LineRelation("undecided") == related(before, after)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("x*y=i", "y*x=i", "same"),
        ("x^2*y=x", "x*y=1", "lost"),
        ("x=y", "x^2=y^2", "gained"),
        ("x*y=x", "y^2=y", "different"),
        ("x^2=-1", "x=i", "lost"),
        ("x=y", "x=x", "undecided"),
        ("x*y=i", "x*y=2i", "undecided"),
    ],
)
def test_among_complex_numbers_roots_and_factors_are_compared(before: str, after: str, expected: str) -> None:
    """
    One unknown by its roots, several by their factors with rational coefficients; no value is shown.
    """
    complex_numbers = Setting(domain="complex")
    found = relation(tree_of(before), tree_of(after), POINTS, complex_numbers)

    assert (expected, None) == (found.relation, found.counterexample)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("3x=10", "x=3.33"),
        ("3x=10", "x=3.3"),
        ("x/3=2", "0.33x=2"),
        ("x/3+y=1", "0.33x+y=1"),
        ("8x=25", "x=3.1"),
        ("8x=25", "x=3.13"),
        ("1/3", "0.33"),
        ("2/3", "0.66"),
        ("3x=-2", "x=-0.66"),
        ("x/3", "0.333x"),
        ("2/3x+1/6", "0.67x+0.17"),
        ("3x=10+2/3", "x = 10.67/3"),
        ("3x>10", "x>3.33"),
        ("x^2=3", "x=1.73 or (x=-1.73)"),
    ],
)
def test_decimals_are_compared_at_the_precision_written(before: str, after: str) -> None:
    """
    A line that is right but for rounding is the same, and says that it was rounded.
    """
    assert LineRelation("same", cause="rounded") == related(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("3x=10", "x=3.4"),
        ("3x=10.2", "x=3.3"),
        ("3x=2", "x=0.65"),
        ("3x=10", "x=3"),
        ("0.5x=3", "x=6.1"),
        ("0.5x=3", "0.5x=3.1"),
        ("0.5x=3", "0.5x=4"),
        ("1/3", "0.34"),
        ("x/3", "0.4x"),
        ("x/3", "0.33y"),
        ("x=5", "0.0x=0"),
        ("x=5", "0.1x-0.14x=1"),
        ("x=5", "1/(0.5x)=2"),
        ("x=5", "0.5x-0.52x=1"),
        ("x=2=2", "x=2.1"),
        ("x=2", "x=2.1=2.1"),
        ("1/3", "0.1+0.2+0.4-0.5+0.6"),
        ("x^2=3", "x=1.7"),
        ("3x>10", "x>=3.33"),
        ("3x>10", "x>3.34"),
        ("f(x)=2", "x=3.3"),
        ("x^2=2x", "x=f(2.1)"),
        ("x*y=2.3", "x=2.2/y"),
        ("3x=10", "3.3<x"),
        ("x^2=2 or x>5", "x=1.4"),
        ("x^2=2", "x<1.41"),
    ],
)
def test_rounding_excuses_no_other_line(before: str, after: str) -> None:
    """
    A wrong place, a whole number, a decimal that stood there before, or a slope that may be zero is not rounding.
    """
    assert related(before, after).cause != "rounded"


@given(slope=rationals, root=rationals, left=polynomials(("x",)))
def test_both_sides_may_be_treated_alike(slope: Fraction, root: Fraction, left: Tree) -> None:
    """
    Scaling and adding the same on both sides keeps an equation, both ways.
    """
    assume(slope)
    solved = Relation((Name("x"), number(root)), ("=",))
    worked = Relation(
        (Add(Multiply(number(slope), Name("x")), left), Add(number(slope * root), left)),
        ("=",),
    )

    assert relation(solved, worked, POINTS).relation in ("same", "undecided")
    assert relation(worked, solved, POINTS).relation == relation(solved, worked, POINTS).relation


@given(root=rationals, other=rationals)
def test_a_counterexample_makes_the_later_line_true_and_the_earlier_false(root: Fraction, other: Fraction) -> None:
    """
    What is shown speaks against the line and gives no solution away.
    """
    assume(root != other)
    before, after = (Relation((Name("x"), number(exact)), ("=",)) for exact in (root, other))
    outcome = relation(before, after, POINTS)
    shown = tree_of(outcome.counterexample or "")

    assert "different" == outcome.relation
    assert holds(after, {"x": other})
    assert not holds(before, {"x": other})
    assert "same" == relation(after, shown, POINTS).relation


def test_lines_may_be_listed_or_bracketed() -> None:
    """
    Several statements hold together; values are what a statement in one letter is true for.
    """
    both = Listing((tree_of("x=1"), tree_of("y=2")))
    values = Listing((Number("2"), Negate(Number("2"))))

    assert "same" == relation(both, Listing((tree_of("x+y=3"), tree_of("x=1"))), POINTS).relation
    assert "same" == relation(Group(tree_of("x=1")), tree_of("2x=2"), POINTS).relation
    assert "same" == relation(tree_of("x^2=4"), values, POINTS).relation
    assert "undecided" == relation(tree_of("1/0"), tree_of("2/0"), POINTS).relation


def test_values_to_show_may_be_hard_to_find() -> None:
    """
    Where one letter cannot be solved for, another is; where no small numbers do, none are shown.
    """
    assert "x = 2, y = 1/2" == related("x^x*y=1", "x^x*y=2").counterexample
    assert LineRelation("gained") == related("y=x", "(y-x)(y^5-x^3-11)=0")
