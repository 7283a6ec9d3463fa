"""What `linear` promises."""

from fractions import Fraction

import pytest
from hypothesis import assume, given

from item_bank.algebra.exact import holds, number
from item_bank.algebra.linear import (
    Always,
    LinearForm,
    Never,
    NotLinear,
    Once,
    Solutions,
    linear_form,
    solve_linear,
)
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Add, Multiply, Name, Number, Relation, Tree
from tests.strategies import ANY_NAME, polynomials, rationals


def relation_of(text: str) -> Relation:
    """
    Read a text that is a statement.
    """
    tree = read(text, ANY_NAME)
    assert isinstance(tree, Relation), tree
    return tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2x+3=11", Once(Fraction(4))),
        ("3(x-2)=x", Once(Fraction(3))),
        ("x/3=2/7", Once(Fraction(6, 7))),
        ("0.5x=3", Once(Fraction(6))),
        ("x=x", Always()),
        ("2(x+1)=2x+2", Always()),
        ("3+4=7", Always()),
        ("x=x+1", Never()),
        ("3+4=8", Never()),
        ("x=1/0", Never()),
        ("x(x+1)=x^2+5", Once(Fraction(5))),
        ("x=2=2", Once(Fraction(2))),
        ("2=x=3", Never()),
        ("x=x=4", Once(Fraction(4))),
        ("x=4=x", Once(Fraction(4))),
        ("3x+6=3(x+2)=21", Once(Fraction(5))),
    ],
)
def test_equations_in_one_unknown_are_solved(text: str, expected: Solutions) -> None:
    """
    One value, every value or none; a chain holds where all its equations do.
    """
    assert expected == solve_linear(relation_of(text), "x")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x<3", "inequality"),
        ("x=3<4", "inequality"),
        ("x+y=3", "other_names"),
        ("x=pi", "other_names"),
        ("x^2=4", "not_linear"),
        ("1/x=2", "not_linear"),
        ("sqrt(x)=2", "not_linear"),
        ("x=2=x^2", "not_linear"),
    ],
)
def test_what_is_not_linear_says_why(text: str, reason: str) -> None:
    """
    Nothing is solved by halves.
    """
    outcome = solve_linear(relation_of(text), "x")

    assert isinstance(outcome, NotLinear)
    assert reason == outcome.reason


@given(slope=rationals, root=rationals, offset=rationals, left=polynomials(("x",)))
def test_a_root_makes_its_equation_true(slope: Fraction, root: Fraction, offset: Fraction, left: Tree) -> None:
    """
    Whatever is added to both sides, the root is found, and holds.
    """
    assume(slope)
    line = Add(Multiply(number(slope), Name("x")), number(offset))
    equation = Relation((Add(line, left), Add(number(slope * root + offset), left)), ("=",))
    outcome = solve_linear(equation, "x")

    if not isinstance(outcome, NotLinear):
        assert Once(root) == outcome
        assert holds(equation, {"x": root})


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("y=2x+1", "2y=4x+2"),
        ("y-2x=1", "x=(y-1)/2"),
        ("x+y=0", "-3x=3y"),
        ("x+y+a=1", "50%(x+y+a)=1/2"),
    ],
)
def test_multiples_of_an_equation_have_one_form(text: str, same: str) -> None:
    """
    However an equation in several unknowns is arranged, its form is the same.
    """
    form = linear_form(relation_of(text))

    assert isinstance(form, LinearForm)
    assert 1 == form.coefficients[0][1]
    assert form == linear_form(relation_of(same))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x+y=y+x", Always()),
        ("x+y=y+x+1", Never()),
        ("x+y=1/0", Never()),
        ("x*y=1", NotLinear("not_linear")),
        ("1/y=x", NotLinear("not_linear")),
        ("x<y", NotLinear("inequality")),
        ("x=y=a", NotLinear("inequality")),
        ("2x=y", LinearForm((("x", Fraction(1)), ("y", Fraction(-1, 2))), Fraction(0))),
    ],
)
def test_forms_of_other_statements(text: str, expected: LinearForm | Always | Never | NotLinear) -> None:
    """
    Identities and contradictions have no form, and only one `=` has.
    """
    assert expected == linear_form(relation_of(text))


def test_an_unknown_that_does_not_occur_is_free() -> None:
    """
    A true statement about numbers holds for every value of any unknown.
    """
    assert Always() == solve_linear(Relation((Number("2"), Number("2")), ("=",)), "")
