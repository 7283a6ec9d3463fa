"""The model before any fit: numbers for everybody, from data that is named."""

import math

import pytest

from mastery.cold_start import COLD_START
from mastery.model import DEFAULT_MODEL, NO_FIT


def test_the_shipped_numbers_name_the_data_that_they_came_from() -> None:
    """Each log is named with its terms and size, and the shipped intercept is the one that its share right gives."""
    assert [(one.responses, one.learners) for one in COLD_START.sources] == [(278_336, 3_114), (189_297, 282)]
    assert all("2020" in one.name and "research use" in one.terms for one in COLD_START.sources)
    right = COLD_START.sources[0].right
    assert COLD_START.settings.intercept == pytest.approx(math.log(right / (1 - right)), abs=0.01)


def test_the_shipped_model_is_about_nobody_and_nothing_in_particular() -> None:
    """Without a fit no item and no skill is treated unlike others, and wrong answers raise nothing."""
    assert DEFAULT_MODEL.intercept == COLD_START.settings.intercept
    assert DEFAULT_MODEL.fit == NO_FIT
    assert DEFAULT_MODEL.growth == 0.0
