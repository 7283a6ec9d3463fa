"""What docs/choosing.md promises of simulations."""

import re
from pathlib import Path

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
