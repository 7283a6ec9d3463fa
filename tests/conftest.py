"""
What all tests share: how Hypothesis draws.

No deadline, since the machine may be busy; in CI the draws are the same each
time, so that a landing does not fail by bad luck. `make check` draws few, to be
done in about a minute. `--hypothesis-seed` looks further.
"""

import gc
import os
from collections.abc import Generator

import pytest
from hypothesis import settings

settings.register_profile("shared", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=20)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "shared")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """
    Keep what collecting makes out of the collector's sight: walking it again and again is a good part of a run.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()
