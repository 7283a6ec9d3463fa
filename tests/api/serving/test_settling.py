"""What settling promises."""

import gc

import pytest

from api.serving.settling import settle
from hints.misconception.explain import shipped
from hints.misconception.rewriting.reading import shipped_rules


@pytest.mark.slow
def test_rules_are_at_hand_and_what_is_loaded_is_not_walked_again() -> None:
    """
    No answer waits for rule files to be read, nor for a collection that walks the banks.
    """
    shipped.cache_clear()
    shipped_rules.cache_clear()
    try:
        settle()

        assert shipped.cache_info().currsize == 1
        # The collector has been left only what was made since.
        assert len(gc.get_objects()) < gc.get_freeze_count() / 10
    finally:
        gc.unfreeze()
