"""Judging agrees with the examples of its meaning, where these are at hand."""

import json

import msgspec

from item_bank.answers.answer import Answer
from item_bank.answers.judge import judge
from item_bank.answers.key import KeyFault, compile_key
from item_bank.answers.response import Final
from tests.item_bank.answers.keys import SECRET
from tests.parts import evaluation_data

NOT_DECIDED_YET = {"g042", "g044", "g048"}
"""Roots and functions: said to be unknown until they are compared by value."""


def test_the_examples_of_the_kinds_there_are_agree() -> None:
    """
    Every example of a kind, form and format that exists has the verdict it names.
    """
    path = evaluation_data("..", "contract", "grade.jsonl")
    differing, seen = [], 0
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        try:
            answer = msgspec.convert(case["answer"], Answer)
        except msgspec.ValidationError:
            continue
        if case["format"] != "text":
            continue
        unknowns = tuple(case.get("context", {}).get("unknowns", ()))
        key = compile_key(answer, unknowns=unknowns, solution=(), secret=SECRET, subject=case["id"])
        assert not isinstance(key, KeyFault), key.sentence
        verdict = judge(key, Final(text=case["response"]), locale=case["locale"]).verdict
        seen += 1
        if verdict not in case["expect"] and case["id"] not in NOT_DECIDED_YET:
            differing.append((case["id"], verdict))

    assert [] == differing
    assert seen > 25
