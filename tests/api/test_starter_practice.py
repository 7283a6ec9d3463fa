"""The starter bank practised through the API: every item, wrong first and then right."""

import pytest

from api.access import Role
from hints.guards.leak import leaks
from item_bank.answers.answer import ChoiceAnswer
from item_bank.ids import ItemId
from item_bank.variant import VariantStep
from tests.api.service import Service, starter

SHARES = 4
FAR = "7717/3"
"""An answer to nothing in the bank."""


def wrong_answer(step: VariantStep) -> str:
    """
    Choose a wrong answer: another option, one of the step's mistakes, else something far off.
    """
    answer = step.answer
    if isinstance(answer, ChoiceAnswer):
        return next(choice.id for choice in answer.choices if choice.id != answer.value)
    return step.mistakes[0].value if step.mistakes else FAR


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_each_item_of_the_starter_bank_is_helped_with_when_wrong_and_solved_when_right(share: int) -> None:
    """
    Whatever the item: a wrong answer to each step is wrong and helped at once, without the key; the key solves it.
    """
    service = Service()
    teacher = service.key(Role.TEACHER)
    for item in sorted(starter().items)[share::SHARES]:
        learner = f"learner-{item}"[:60]
        token = service.learner(learner)
        address = f"/v1/learners/{learner}/opportunities"
        view = service.ok("POST", address, token, json={"item": item, "variant": 0})
        path, n = f"{address}/{view['opportunity']}", 1
        variant = starter().open(ItemId(item), 0).variant
        known = [variant.prompt]
        for step in variant.steps:
            known += [choice.text for choice in step.answer.choices] if isinstance(step.answer, ChoiceAnswer) else []
            for text, verdict in ((wrong_answer(step), "incorrect"), (step.answer.value, "correct")):
                body = {"step": step.id, "response": {"kind": "final", "text": text}}
                reply = service.ok("PUT", f"{path}/tries/{n}", token, json=body)
                n += 1

                assert reply["judged"]["verdict"] == verdict, (item, step.id, text, reply["judged"])
                assert (reply["hint"] is None) is (verdict == "correct"), (item, step.id, text)
                if reply["hint"] is not None:
                    said, given = reply["hint"]["text"]["text"], [*known, step.prompt, text]
                    assert not leaks(said, step.answer, given=given), (item, step.id, said)
            known += [step.prompt, step.answer.value]
        assert service.ok("GET", path, teacher)["ended"]["how"] == "solved", item
