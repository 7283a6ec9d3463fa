"""Grading hostile texts runs no code, imports nothing, opens nothing and calls nobody."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.texts import ANSWERS, TEXTS, VANISHING

ROOT = Path(__file__).parents[2]


def audited(*arguments: str) -> dict[str, object]:
    """
    Run the audited process to its end and return what it reports.
    """
    ran = subprocess.run(
        [sys.executable, "-m", "tests.hostile.audited", *arguments], cwd=ROOT, capture_output=True, check=True
    )
    report: dict[str, object] = json.loads(ran.stdout)
    return report


@pytest.mark.slow
def test_grading_raises_no_forbidden_event() -> None:
    """No text of the corpus makes the interpreter compile, execute, import, open a file or reach a socket."""
    report = audited()
    assert report == {"verdicts": 2 * (len(ANSWERS) * len(TEXTS) + len(VANISHING)), "events": []}


@pytest.mark.slow
def test_a_compiled_text_would_be_noticed() -> None:
    """The hook is at work: a compilation beside the grading is reported."""
    assert audited("control")["events"] == ["compile"]
