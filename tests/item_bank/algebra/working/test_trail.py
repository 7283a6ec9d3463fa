"""What `trail` promises of a whole working: each line against its own predecessor, and the first wrong one."""

import pytest

from item_bank.algebra.working.chain import Misfit
from item_bank.algebra.working.trail import first_wrong
from tests.item_bank.algebra.working.reading import POINTS, followed, trail


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ("x+y=5 and x-y=1; 2x=6; x=3; y=2", ["same:implied", "same", "same:implied"]),
        ("x+y=5 and x-y=1; 2x=6 and x-y=1; x=3 and y=2", ["same", "same"]),
        ("3x+2y=12, x-y=-1; 5x=10; x=2; 2-y=-1; y=3", ["same:implied", "same", "same:implied", "same"]),
        ("x+y+z=6 and x-y=0 and z=2; 2x+z=6; 2x=4; x=2; y=2", ["same:implied"] * 2 + ["same", "same:implied"]),
        ("y=x^2 and y=x+2; x^2=x+2; x=2 or x=-1", ["same:implied", "same"]),
        ("x^2+y^2=25 and y=x+1; x^2+(x+1)^2=25; x=3 or x=-4", ["same:implied", "same"]),
        ("x*y=6 and x+y=5; x=2 and y=3", ["lost:dropped_solution"]),
        ("x+y=3 and 2x+2y=6; 0=0", ["same:implied"]),
    ],
)
def test_lines_may_be_drawn_from_a_system(chain: str, expected: list[str]) -> None:
    """
    An equation that the system implies is the same, and says so; a solution that is left out is lost.
    """
    assert expected == followed(chain)


def test_one_slip_in_a_system_is_one_slip() -> None:
    """
    What follows from a wrong line and one of the equations is no second error.
    """
    assert ["same:implied", "different", "same:implied"] == followed("x+y=5 and x-y=1; 2x=6; x=4; y=1")
    assert ["different", "same", "same:implied"] == followed("x+y=5 and x-y=1; 2x=8; x=4; y=1")


def test_nothing_follows_from_a_contradiction_that_a_slip_made() -> None:
    """
    A wrong line that contradicts an equation does not excuse whatever comes next.
    """
    assert ["different", "different"] == followed("x+y=5 and x+y+z=6 and z=1; z=2; y=77")[:2]


def test_a_running_equality_that_goes_on_from_a_result_is_its_own_finding() -> None:
    """
    `3 + 4 = 7*2 = 14` misuses the sign; a wrong sum does not.
    """
    assert ["different:running_equality"] == followed("(3+4)*2; 3+4=7*2=14")
    assert ["different"] == followed("3+4*2; 3+4*2=3+9=12")
    assert ["different:running_equality"] == followed("x=14; x=3+4=7*2=14")
    assert ["different:running_equality"] == followed("x=6; 2+3=5+1=6")
    assert ["different:running_equality"] == followed("x=14; 3+4=((3+4)*2)=14")
    assert ["different"] == followed("x=3; 3+4=7=8")


def test_extra_roots_are_excused_once_they_are_rejected() -> None:
    """
    Squaring is no error of who looks at both candidates.
    """
    rejected = trail("sqrt(x+3)=x+1", "x+3=x^2+2x+1", "x^2+x-2=0", "x=1 or x=-2", "x=1")
    kept = trail("sqrt(x+3)=x+1", "x+3=x^2+2x+1", "x^2+x-2=0", "x=1 or x=-2")

    assert first_wrong(rejected.lines, POINTS) is None
    assert 0 == first_wrong(kept.lines, POINTS)


def test_values_may_be_listed_without_the_unknown() -> None:
    """
    `2, -2`, `±2` and empty braces are what the statement before is true for.
    """
    assert ["same"] == followed("x^2=4; 2, -2")
    assert ["same", "lost:dropped_solution"] == followed("x^2=4; ±2; {2}")
    assert ["same"] == followed("x^2=-1; {}")
    assert ["same"] == followed("x^2=9; x=3, -3")
    assert ["same"] == followed("x^2=9; L={3, -3}")


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ("e^x=e^y; x=y", ["same"]),
        ("2^x=2^(y+1); x=y+1", ["same"]),
        ("N=A*e^(k*t); N/A=e^(k*t); ln(N/A)=k*t; t=ln(N/A)/k", ["same", "same", "same"]),
        ("y=10^(2x); log(y)=2x", ["same"]),
        ("e^x=e^y; x=2y", ["different"]),
        ("x^2+y^2=1; y=sqrt(1-x^2)", ["lost:root_without_sign"]),
    ],
)
def test_formulas_with_exponentials_are_told_at_small_numbers(chain: str, expected: list[str]) -> None:
    """
    Large ones overflow, and whole ones miss a circle.
    """
    assert expected == followed(chain)


def test_a_system_that_is_too_hard_is_no_reason_to_believe_a_line() -> None:
    """
    Points that no straight line along a letter crosses are looked for at small numbers, or nothing is said.
    """
    assert followed("x^2+y^2+z^2=1 and x+y+z=1 and x*y=z; x=1") in (["gained:added_solution"], ["undecided"])
    assert ["undecided"] == followed("x^4+y^4=1 and x^3*y=1; x=1 and y=1")
    assert ["same"] == followed("a^2+b^2=0; a=0 and b=0")
    assert ["different"] == followed("a^2+b^2=0; a=0 and b=1")
    assert ["different"] == followed("sin(x)+cos(y)=1; x=y")


def test_conditions_together_are_no_system() -> None:
    """
    A condition that is dropped lets values in.
    """
    assert ["gained:added_solution"] == followed("x>y and y>0; x>0")


def test_more_letters_than_are_tried_are_undecided() -> None:
    """
    Eight take turns as the unknown.
    """
    assert ["undecided"] == followed("a*b+c*d=m*n+p*q*r; a=b*c*d*m*n*p*q*r")
    assert ["different"] == followed("a*b+c*d=m*n+p*q; a=b*c*d*m*n*p*q")


def test_a_line_of_another_kind_ends_the_trail() -> None:
    """
    What stands before it is followed, and the reason is kept.
    """
    found = trail("2x=8", "x=4", "x+1", "x=4")

    assert (1, Misfit("missing_equals")) == (len(found.lines), found.misfit)
