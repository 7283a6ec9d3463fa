"""What `complex_roots` promises: finite sets of complex solutions, related."""

import pytest

from item_bank.algebra.solving.complex_roots import has_imaginary, relate_complex
from tests.item_bank.algebra.working.reading import tree_of


@pytest.mark.parametrize(
    ("before", "after", "relation"),
    [
        ("x^3=8", "x=2", "lost"),
        ("x^3=8", "(x-2)(x^2+2x+4)=0", "same"),
        ("x^3=8", "x=2 or x=-1±sqrt(3)i", "same"),
        ("x^2=-4", "x=2i or x=-2i", "same"),
        ("x^2=-4", "x=3i", "different"),
        ("x^2=-4", "(x-2i)(x+2i)=0", "same"),
        ("x=2i", "x^2=-4", "gained"),
        ("x^2-2i*x-1=0", "(x-i)^2=0", "same"),
        ("x^2-2i*x-1=0", "x=i", "same"),
        ("x^2=2i", "{1+i, -1-i}", "same"),
        ("x^2=2i", "x in {1+i, -1-i}", "same"),
        ("x/(x-i)=i/(x-i)", "x=i", "undecided"),
        ("(x^2+1)/(x^2+1)=x", "x=1", "same"),
        ("x^2+1=0 and x=i", "(x=i)", "same"),
        ("i*x/2=-(+x)+1", "x=1/(1+i/2)", "same"),
        ("x+i=x+1", "no solution", "same"),
        ("x+i=x+i", "x=i", "undecided"),
        ("0*i*x=0", "x=1", "undecided"),
        ("x^2=-1", "x=i or x in {-i}", "same"),
        ("x=2i=4-2", "x=2i", "gained"),
        ("x=x", "x=i", "undecided"),
        ("x^2+i>0", "x=i", "undecided"),
        ("i<x and x=i", "x=i", "undecided"),
        ("(x^2+1)^33=0", "x=i", "undecided"),
        ("x+i", "x=i", "undecided"),
        ("x^3+i*x+1=0", "x=1", "undecided"),
        ("(x+i)^30=0", "x=-i", "same"),
        ("(x+i)^25=1", "x=-i", "undecided"),
        ("(x^20+i)(x^9+1)x=1", "x=-i", "undecided"),
        ("x^99=1", "x=1", "undecided"),
        ("x^40=1", "x=1", "undecided"),
        ("x/0=i", "x=i", "undecided"),
        ("x=sin(f(2)i)", "x=i", "undecided"),
    ],
)
def test_complex_solutions_are_related(before: str, after: str, relation: str) -> None:
    """
    Rational coefficients of any kind, others up to degree two or in factors; else undecided.
    """
    assert relation == relate_complex(tree_of(before), tree_of(after), "x").relation


def test_the_imaginary_unit_is_seen() -> None:
    """
    It says that complex numbers are meant.
    """
    assert has_imaginary(tree_of("x=2i"))
    assert not has_imaginary(tree_of("x=2"))
