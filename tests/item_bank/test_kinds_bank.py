"""Every kind of answer can be used in a bank, from the file to the verdict."""

from pathlib import Path

import pytest

from hints.guards.leak import leaks
from item_bank.answers.answer import KINDS, OrderAnswer
from item_bank.answers.judge import judge
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank, read_bundle
from item_bank.build import build
from item_bank.bundle import encode_bundle
from item_bank.check.bank import check_bank
from item_bank.draw import SAMPLE
from item_bank.ids import ItemId
from item_bank.load import load_bank

FOLDER = Path(__file__).with_name("kinds_bank")
WRONG = {
    "number": "0",
    "expression": "x",
    "equation": "y = x",
    "solutions": "x = 1",
    "inequality": "x > 0",
    "interval": "(0, 1)",
    "set": "{0}",
    "list": "0, 0, 0",
    "tuple": "(0, 0)",
    "matrix": "[[0, 0], [0, 0]]",
    "system": "x = 0, y = 0",
    "units": "1 s",
    "antiderivative": "x + c",
    "choice": "b",
    "order": "c, b, a",
    "text": "circle",
}
"""A wrong response to each kind's item, in every draw."""


@pytest.fixture(scope="module")
def bank() -> Bank:
    """
    Return the bank with one item for each kind, ready to be opened.
    """
    _, data = encode_bundle(build(load_bank(FOLDER).source))
    return read_bundle(data, secret=b"a secret for the tests of a bank")


@pytest.mark.slow
def test_the_bank_has_no_findings() -> None:
    """
    Each key is judged right as authored and re-printed, each mistake told apart, each item's own tests hold.
    """
    assert list(check_bank(load_bank(FOLDER), leaks=leaks, compared=SAMPLE).findings) == []


def test_each_kind_has_its_item() -> None:
    """
    A new kind needs one too.
    """
    assert set(KINDS) == set(WRONG) == {path.stem for path in FOLDER.glob("items/*.yaml")}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_item_of_a_kind_is_judged(kind: str, bank: Bank) -> None:
    """
    Right where its model is typed in, wrong where something else is.
    """
    exercise = bank.open(ItemId(kind), 0)
    step = exercise.steps[0]

    assert step.step.answer.__struct_config__.tag == kind
    right = step.key.model() if isinstance(step.key, MathsKey) else step.step.answer.value
    assert judge(step.key, Final(text=right)).verdict is Verdict.CORRECT
    assert judge(step.key, Final(text=WRONG[kind])).verdict is Verdict.INCORRECT


def test_options_to_be_put_in_order_never_lie_there_already(bank: Bank) -> None:
    """
    A variant whose shuffle came out right would be its own answer.
    """
    item = ItemId("order")
    for index in range(bank.items[item].variants):
        answer = bank.open(item, index).variant.steps[0].answer
        assert isinstance(answer, OrderAnswer)

        assert answer.value != ", ".join(choice.id for choice in answer.choices)
