"""What applying mal-rules promises, beside the examples of the rules."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hints.misconception.explain import shipped
from hints.misconception.rewriting.applying import applications
from hints.misconception.rewriting.flattening import line_of, term_of
from hints.misconception.rewriting.line import Joined, Stated, valued
from hints.misconception.rewriting.places import places
from hints.misconception.rewriting.shape import TERMS
from hints.misconception.rewriting.work import Work
from tests.strategies import polynomials

STEPS = 10_000


@pytest.mark.slow
@settings(max_examples=8)
@given(st.data())
def test_a_made_line_is_worth_what_was_worked_out_for_it_unwritten(data: st.DataObject) -> None:
    """
    Lines that are compared by value alone have that value once they are written.
    """
    sides = (term_of(data.draw(polynomials(("x",)))), term_of(data.draw(polynomials(("x",)))))

    for made in applications(Stated(sides, ("=",)), shipped()):
        for (_, worth), (_, written) in zip(made.worth.parts, valued(made.line).parts, strict=True):
            for one, other in zip(worth, written, strict=True):
                assert all(
                    math.isclose(*pair, rel_tol=1e-6, abs_tol=1e-6) or math.isnan(pair[0])
                    for pair in zip(one, other, strict=True)
                ), (made.rule.id, made.line)


@pytest.mark.slow
@settings(max_examples=8)
@given(st.data())
def test_what_is_passed_over_by_its_shape_would_not_have_matched(data: st.DataObject) -> None:
    """
    No pattern fits a term that is not made of what the pattern needs, or cannot begin with it.
    """
    line = line_of(data.draw(polynomials(("x", "y"))))
    assert line is not None
    assert not isinstance(line, Stated | Joined)
    rules = shipped()

    every = {id(sought): sought for kind in TERMS for sought in rules.anywhere[kind]}
    for place in places(line):
        tried = {id(sought) for sought in rules.anywhere[type(place.term)] if not sought.needs & ~place.bits}
        for name, sought in every.items():
            assert name in tried or not sought.match(place.term, Work(STEPS)), sought.find
