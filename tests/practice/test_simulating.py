"""What docs/choosing.md promises of simulations, and of the values that it names."""

import re
from pathlib import Path

import msgspec
import pytest

from practice.choosing.policy import DEFAULT_POLICY, Policy
from practice.state import LearnerState

DOCS = Path(__file__).parents[2] / "docs" / "choosing.md"


def test_the_example_of_the_docs_runs() -> None:
    """
    A simulated course is practised as the page shows it.
    """
    [example] = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), flags=re.DOTALL)
    names: dict[str, object] = {}

    exec(compile(example, str(DOCS), "exec"), names)  # noqa: S102 - our own page

    state = names["state"]
    assert isinstance(state, LearnerState)
    assert {"add"} <= set(state.estimates.skills)
    assert len(state.items) > 3


@pytest.mark.parametrize(
    "said",
    [
        "at {0.ready:.0%} expected accuracy",
        "tried {0.attempts} times",
        "from {0.enough} tries of a skill on",
        "band of success ({0.low:.0%} to {0.high:.0%})",
        "the {0.window} nearest to {0.target:.0%}, with {0.even:.0%} of the chance",
        "After {0.streak} exercises in a row",
        "a chance of {0.relief:.0%} or more",
        "Where {0.eased} of those did not go well either, {0.eased} come as usual",
        "At each {0.spacing}th exercise since the last, with a chance of {0.probe:.0%}",
    ],
)
def test_values_that_the_page_names_are_the_policys(said: str) -> None:
    """
    A value that is changed is changed on the page.
    """
    page = re.sub(r"\s+", " ", DOCS.read_text("utf-8"))

    assert re.sub(r"(\d)%", r"\1 %", said.format(DEFAULT_POLICY)) in page


def test_the_values_of_the_page_are_a_policy() -> None:
    """
    The file that the page shows for a simulation can be read.
    """
    [values] = re.findall(r"```json\n(.*?)```", DOCS.read_text("utf-8"), flags=re.DOTALL)

    assert msgspec.json.decode(values, type=Policy) != DEFAULT_POLICY
