"""What `api.sent.exercises` promises of options and of answers to them."""

import pytest

from api.sent.exercises import options_sent, read_out
from item_bank.ids import StepId
from practice.shown import ChoiceShown, StepShown

TYPED = StepShown(id=StepId("typed"), prompt="How many?", kind="number")
PICKED = StepShown(
    id=StepId("picked"),
    prompt="Which?",
    kind="order",
    choices=(ChoiceShown(id="a", text=r"$\frac{1}{2}$"), ChoiceShown(id="b", text="a half")),
)
OPTIONS = options_sent((TYPED, PICKED), "en")


def test_steps_without_options_have_none() -> None:
    """
    Only those that are picked from are listed, in their order.
    """
    assert [("picked", ["a", "b"])] == [(one.step, [choice.id for choice in one.choices]) for one in OPTIONS]


@pytest.mark.parametrize(
    ("step", "text", "said"),
    [
        ("picked", "b", "a half"),
        ("picked", "b, a", "a half, 1 over 2"),
        ("picked", "b,a", "a half, 1 over 2"),
        ("picked", "c", "c"),
        ("picked", "", ""),
        ("typed", "a", "a"),
        ("gone", "a", "a"),
    ],
)
def test_an_answer_is_read_out_by_what_its_options_say(step: str, text: str, said: str) -> None:
    """
    Where it is no list of options of that step, as it was entered.
    """
    assert said == read_out(OPTIONS, StepId(step), text)
