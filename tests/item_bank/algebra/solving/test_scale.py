"""What `scale` promises about equations that are the same up to a factor."""

import pytest
from hypothesis import given

from item_bank.algebra.compare import Sameness
from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import Setting
from item_bank.algebra.solving.equation_form import EquationForm, equation_form
from item_bank.algebra.solving.scale import same_up_to, secret_values
from item_bank.algebra.solving.undecided import Undecided
from item_bank.algebra.tree import Group, Multiply, Name, Number, Relation, Tree
from item_bank.algebra.unreadable import Unreadable
from tests.strategies import polynomials

CONTEXT = Context(functions=("f", "abs"))
POINTS = Points(b"a secret of the server, kept away", "item")


def tree_of(text: str) -> Tree:
    """
    Read a text that can be read.
    """
    tree = read(text, CONTEXT)
    assert not isinstance(tree, Unreadable), tree
    return tree


@pytest.mark.parametrize(
    ("left", "right", "scale", "roots"),
    [
        ("y-2x=1", "y=2x+1", True, True),
        ("y=2x+1", "2y=4x+2", True, True),
        ("y=2x+1", "2x+1=y", True, True),
        ("y=2x+1", "y=2x-1", False, False),
        ("y=2x+1", "(x^2+1)*y=(2x+1)(x^2+1)", True, True),
        ("y=2x+1", "x*y=x(2x+1)", False, False),
        ("y=2x+1", "(y-2x-1)^2=0", False, True),
        ("(x-2)^2=0", "x=2", False, True),
        ("x^2=x", "x=1", False, False),
        ("1/x=2", "x=1/2", True, True),
        ("(x^2-1)/(x-1)=0", "x=-1", True, True),
        ("x^2/x=0", "x=0", False, False),
        ("V=I*R", "R=V/I", True, True),
        ("V=I*R", "R=I/V", False, False),
        ("y/x=2", "y=2x", True, True),
        ("x=x", "2x=x+x", True, True),
        ("x=x", "x=x+1", False, False),
        ("x=x+1", "1=2", True, True),
        ("(x^2+y^2+1)*x=0", "x=0", True, True),
        ("A=pi*r^2", "A/pi=r*r", True, True),
        ("A=pi*r^2", "A=2pi*r^2", False, False),
        ("pi*x=0", "x=0", True, True),
        ("(pi-3)x=0", "x=0", True, True),
        ("y=50%*x", "2y=x", True, True),
        ("y=x^3-2", "y+2=x*x*x", True, True),
    ],
)
def test_equations_are_the_same_up_to_a_factor_that_is_never_zero(
    left: str, right: str, scale: bool, roots: bool
) -> None:
    """
    Both ways round; `roots` leaves multiplicities out.
    """
    one, other = tree_of(left), tree_of(right)
    for first, second in ((one, other), (other, one)):
        assert same_up_to("scale", first, second, POINTS) is (Sameness.SAME if scale else Sameness.DIFFERENT)
        assert same_up_to("roots", first, second, POINTS) is (Sameness.SAME if roots else Sameness.DIFFERENT)


def test_the_domain_says_which_factors_are_never_zero() -> None:
    """
    `x + 1` has no positive zero, and `x^2 + 1` has complex ones.
    """
    real = equation_form(tree_of("y=2"))

    assert real == equation_form(tree_of("(x+1)*y=2(x+1)"), Setting(domain="positive"))
    assert real != equation_form(tree_of("(x+1)*y=2(x+1)"))
    assert real == equation_form(tree_of("(x^2+1)*y=2(x^2+1)"))
    assert real != equation_form(tree_of("(x^2+1)*y=2(x^2+1)"), Setting(domain="complex"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x+1", "not_a_statement"),
        ("x<1", "not_a_statement"),
        ("x=y=1", "not_a_statement"),
        ("y=sqrt(x)", "not_algebraic"),
        ("y=f(x)", "not_algebraic"),
        ("y=1/(x-x)", "not_algebraic"),
        ("y=(x+1)^49", "out_of_bounds"),
    ],
)
def test_what_has_no_such_form_has_a_reason(text: str, reason: str) -> None:
    """
    Roots, other functions, and what is no equation.
    """
    assert Undecided(reason) == equation_form(tree_of(text))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("y=sqrt(x)", "2y=2*sqrt(x)", Sameness.SAME),
        ("y=(x+1)^49", "2y=2(x+1)^49", Sameness.SAME),
        ("y=(x+1)^49", "y=(x+2)^49", Sameness.DIFFERENT),
        ("y=(x+1)^49", "y*x=x(x+1)^49", Sameness.UNDECIDED),
        ("(x+1)^49-(x+1)^49=0", "y=(x+1)^49", Sameness.UNDECIDED),
        ("y=(x+1)^49", "y<2", Sameness.UNDECIDED),
        ("y=(x+1)^49", "y+1", Sameness.UNDECIDED),
        ("x+y", "y=2", Sameness.UNDECIDED),
    ],
)
def test_other_equations_are_compared_at_secret_points(left: str, right: str, expected: Sameness) -> None:
    """
    Proportional differences are the same; a solved one that does not solve the other is different.
    """
    assert expected is same_up_to("scale", tree_of(left), tree_of(right), POINTS)


def test_secret_values_are_short_and_change_with_the_turn() -> None:
    """
    Every name has its own, positive, and the next turn others.
    """
    first, second = (secret_values(("a", "b"), POINTS, turn) for turn in (0, 1))

    assert first != second
    assert all(0 < number < 1000 for number in (*first.values(), *second.values()))


@given(left=polynomials(("x", "y")), right=polynomials(("x", "y")))
def test_a_factor_that_may_vanish_is_seen(left: Tree, right: Tree) -> None:
    """
    Multiplying both sides by a number keeps the form, by the other letter does not.
    """
    form = equation_form(Relation((left, right), ("=",)))
    for factor, kept in ((Number("3"), True), (Group(Name("z")), False)):
        scaled = equation_form(Relation((Multiply(factor, Group(left)), Multiply(factor, Group(right))), ("=",)))
        if isinstance(form, EquationForm) and isinstance(scaled, EquationForm) and not form.always:
            assert (form == scaled) is kept
