"""What the API promises of teachers' rungs: said to who makes the mistake, guarded, and taken back by one click."""

from typing import Any

import pytest

from item_bank.variant import Rung
from tests.api.sent.test_homework import HW, WORK, School

WORDS = "Which pieces fit into both?"
RUNGS = f"{HW}/rungs"


def told(school: School, learner: str, problem: str, text: str) -> Any:  # noqa: ANN401 - JSON
    """Open what comes next for a problem, answer it, and return the hint."""
    opened = school.ok("POST", f"{WORK.format(learner)}/problems/{problem}/correction", {}, by=learner)
    return school.answer(learner, opened, text)["hint"]


def test_a_hint_becomes_a_rung_and_is_taken_back() -> None:
    """Whoever makes the mistake hears it first, in the teacher's name; withdrawn, nobody does."""
    school = School("otter", "heron")
    school.publish()
    for learner in ("otter", "heron"):
        school.hand_in(learner, p1="2/6", p2="5", p3="1")
    cluster = school.ok("GET", HW)["clusters"][0]
    place = {"problem": cluster["problem"], "step": cluster["step"], "cluster": cluster["key"]}
    kept = school.ok("PUT", RUNGS, {**place, "text": WORDS, "name": "Ms Okafor"})["rungs"]
    assert {WORDS} == {one["text"] for one in kept}
    hint = told(school, "otter", "1", "2/6")
    assert ("teacher", f"Ms Okafor: {WORDS}") == (hint["source"], hint["text"]["text"])

    assert [] == school.ok("PUT", RUNGS, {**place, "text": ""})["rungs"]
    assert "teacher" != told(school, "heron", "1", "2/6")["source"]
    assert [] == school.ok("GET", "/v1/rungs")["rungs"]


def test_a_rung_of_the_bank_s_item_is_said_in_free_practice_too() -> None:
    """A tenant's rung holds wherever the item comes up; about an unnamed mistake it is said of any."""
    school = School("otter")
    school.publish()
    step = school.service.services.banks.active.open("add-same-denominator", 1).steps[0].step.id
    place = {"problem": "4", "step": step, "cluster": "answer/nothing"}
    school.ok("PUT", RUNGS, {**place, "text": WORDS})
    path = "/v1/learners/otter/opportunities"
    opened = school.ok("POST", path, {"item": "add-same-denominator", "variant": 3}, by="otter")
    hint = school.answer("otter", opened, "1/1000")["hint"]
    assert ("teacher", WORDS) == (hint["source"], hint["text"]["text"])


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("It is 3/4.", "words_leak"), ("Remember that $1 + 1 = 3$.", "words_false"), ("You are stupid.", "words_false")],
)
def test_a_rung_is_guarded_as_an_author_s_is(text: str, refusal: str) -> None:
    """What gives the answer away, says what is false, or is unkind, is refused."""
    school = School("otter")
    school.publish()
    body = {"problem": "1", "step": "answer", "cluster": "answer/1/3", "text": text}
    assert (422, refusal) == school.refused("PUT", RUNGS, body)
    assert [] == school.ok("GET", "/v1/rungs")["rungs"]


def test_words_with_numbers_of_their_own_are_not_said_of_other_numbers() -> None:
    """A rung that names a number which the exercise at hand does not have gives way to the usual help."""
    school = School("otter")
    school.publish()
    step = school.service.services.banks.active.open("add-same-denominator", 1).steps[0].step.id
    place = {"problem": "4", "step": step, "cluster": "answer/nothing"}
    school.ok("PUT", RUNGS, {**place, "text": "Think of 977 pieces."})
    opened = school.ok(
        "POST", "/v1/learners/otter/opportunities", {"item": "add-same-denominator", "variant": 3}, by="otter"
    )
    assert "teacher" != school.answer("otter", opened, "1/1000")["hint"]["source"]


def test_a_rung_that_the_item_has_by_now_is_the_item_s() -> None:
    """Once an author took it into the bank, it is said once: as the item's own."""
    school = School("otter")
    school.publish()
    exercise = school.service.services.banks.active.open("add-same-denominator", 1)
    step = exercise.steps[0].step
    own = next(one.text for one in step.help if isinstance(one, Rung))
    place = {"problem": "4", "step": step.id, "cluster": "answer/nothing"}
    path = "/v1/learners/otter/opportunities"
    asked = {"item": "add-same-denominator", "variant": 1}
    for words, is_said in ((WORDS, True), (own, False)):
        school.ok("PUT", RUNGS, {**place, "text": words, "name": "Ms Okafor"})
        opened = school.ok("POST", path, asked, by="otter")
        said = school.answer("otter", opened, "1/1000")["hint"]
        assert is_said == (said["source"] == "teacher")
        school.ok("PUT", f"{path}/{opened['opportunity']}/ending", {"how": "skipped"}, by="otter")
