"""Judging agrees with the examples of its meaning, where these are at hand."""

import json

import msgspec

from item_bank.answers.answer import Answer
from item_bank.answers.judge import judge
from item_bank.answers.key import Declared, KeyFault, compile_key
from item_bank.answers.response import Final
from tests.item_bank.answers.keys import SECRET
from tests.parts import evaluation_data


def test_every_example_has_the_verdict_it_names() -> None:
    """
    Of all kinds, in both formats, with what stands in its context.
    """
    path = evaluation_data("..", "contract", "grade.jsonl")
    differing = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        key = compile_key(
            msgspec.convert(case["answer"], Answer),
            unknowns=(),
            solution=(),
            secret=SECRET,
            subject=case["id"],
            declared=msgspec.convert(case.get("context", {}), Declared),
        )
        assert not isinstance(key, KeyFault), case["id"]
        judged = judge(key, Final(text=case["response"], format=case["format"]), locale=case["locale"])
        if judged.verdict not in (case["expect"] if isinstance(case["expect"], list) else [case["expect"]]):
            differing.append((case["id"], judged.verdict, judged.reason))

    assert [] == differing
