"""What `mastery.scale` promises."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mastery.scale import REACH, hardest, orderly, rising, to_scale

ASSIST09 = (-0.0295, 1.1822, -0.0946, -0.1565, -0.0378, 0.0446, 0.1014)
"""What a fit of ASSISTments 2009 found."""
logits = st.floats(-6, 6)
weights = st.tuples(*[st.floats(-2, 2)] * 7)


@given(logit=logits, offset=logits, ability=logits)
def test_without_a_head_a_logit_stays_as_it_is(logit: float, offset: float, ability: float) -> None:
    """
    No head, and the head that bends nothing, give back the logit.
    """
    plain = to_scale((0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0), logit, offset, ability)

    assert logit == to_scale((), logit, offset, ability)
    assert plain == pytest.approx(logit)


def test_a_head_is_the_sum_that_a_fit_weighs() -> None:
    """
    Within reach the scaled logit is the weighed sum of 1, the logit, the offset, the ability, and their products.
    """
    columns = (1.0, 0.8, -0.5, 1.2, 0.64, 0.25, -0.6)

    assert to_scale(ASSIST09, 0.8, -0.5, 1.2) == pytest.approx(
        sum(weight * column for weight, column in zip(ASSIST09, columns, strict=True))
    )


@given(logit=st.floats(REACH, 20), further=st.floats(0, 20), side=st.sampled_from([-1, 1]))
def test_beyond_reach_a_logit_goes_on_as_it_is(logit: float, further: float, side: int) -> None:
    """
    Where a fit has seen hardly anything, differences are the filter's own.
    """
    apart = to_scale(ASSIST09, side * (logit + further), 0.0, 0.0) - to_scale(ASSIST09, side * logit, 0.0, 0.0)

    assert apart == pytest.approx(side * further)


@pytest.mark.slow
@settings(max_examples=200)
@given(head=weights)
def test_whatever_a_fit_finds_the_abler_are_likelier(head: tuple[float, ...]) -> None:
    """
    A head that would turn the order of things round is drawn towards bending nothing until it does not.
    """
    assert rising(orderly(head))
    if rising(head):
        assert orderly(head) == pytest.approx(head)


def test_a_head_that_turns_round_is_seen() -> None:
    """
    Falling with the logit, or with ability, or rising with difficulty: each is no order.
    """
    assert rising(ASSIST09)
    assert not rising((0.0, -1.0, 0.0, 0.0, 0.0, 0.0, 0.0))
    assert not rising((0.0, 1.0, 0.0, -1.5, 0.0, 0.0, 0.0))
    assert not rising((0.0, 1.0, -1.5, 0.0, 0.0, 0.0, 0.0))
    assert not rising((0.0, 1.0, 0.0, 0.0, -0.3, 0.0, 0.0))


@given(
    wanted=st.floats(-3, 4),
    mean=st.floats(-3, 4),
    spread=st.floats(1, 1.5),
    ability=st.floats(-2, 2),
)
def test_the_difficulty_of_a_chance_has_that_chance(wanted: float, mean: float, spread: float, ability: float) -> None:
    """
    An item of the difficulty that is found for a logit has that logit, to a thousandth.
    """
    found = hardest(ASSIST09, wanted, mean=mean, spread=spread, intercept=1.0, ability=ability)
    again = to_scale(ASSIST09, (mean - found) / spread, 1.0 - found, ability)

    assert again == pytest.approx(wanted, abs=1e-3)
    assert hardest((), wanted, mean=mean, spread=spread, intercept=1.0, ability=ability) == mean - wanted * spread


def test_no_item_has_an_infinite_chance() -> None:
    """
    A band without an end on one side has none there.
    """
    assert hardest(ASSIST09, math.inf, mean=1.0, spread=1.2, intercept=1.0, ability=0.0) == -math.inf
