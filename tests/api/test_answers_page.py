"""The page about answers says what the engine does."""

import io
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from api.commands.grade import grade
from item_bank.answers.answer import KINDS, Form
from item_bank.answers.verdict import Verdict

PAGE = (Path(__file__).parents[2] / "docs" / "answers.md").read_text(encoding="utf-8")
EXAMPLES: list[dict[str, Any]] = [
    json.loads(line) for block in re.findall(r"```jsonl\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()
]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["id"] for example in EXAMPLES])
def test_an_example_gets_the_verdict_that_stands_beside_it(example: dict[str, Any]) -> None:
    """
    Verdict and reason, and the credit where it is named.
    """
    replies = io.BytesIO()

    assert grade(io.BytesIO(json.dumps(example).encode()), replies) == 0

    reply = json.loads(replies.getvalue())
    assert (example["expect"], example.get("because")) == (reply["verdict"], reply["reason"])
    assert reply["credit"] == example.get("credit", reply["credit"])


def test_every_kind_form_and_verdict_is_on_the_page() -> None:
    """
    Each kind with a right and another response, each form but `any`; of the verdicts only `unknown` cannot be promised.
    """
    seen = {(example["answer"]["kind"], example["expect"] == "correct") for example in EXAMPLES}

    assert {(kind, right) for kind in KINDS for right in (True, False)} <= seen
    assert set(get_args(Form)) - {"any"} <= {example["answer"].get("form") for example in EXAMPLES}
    assert {verdict.value for verdict in Verdict} - {"unknown"} <= {example["expect"] for example in EXAMPLES}
