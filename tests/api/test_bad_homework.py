"""What the API promises of homework that is not as it should be: each said in words, and nothing lost."""

import asyncio
from typing import Any

import pytest

from tests.api.sent.test_homework import CLASS, HW, WORK, School


@pytest.mark.parametrize(
    ("text", "states", "notes"),
    [
        ("1) 1 + 1\n3) 2 + 2", ["solved", "solved"], {"jump"}),
        ("1) 1 + 1\n1) 2 + 2", ["solved", "solved"], {"repeated"}),
        ("1) 3 + * 4\n2) 2 + 2", ["unsolved", "solved"], set()),
        ("1) 1/0\n2) 2 + 2", ["unsolved", "solved"], set()),
        ("1) 1 + 1 -> {}\n2) 2 + 2", ["solved", "solved"], set()),
    ],
)
def test_what_is_typed_badly_is_said_line_by_line(text: str, states: list[str], notes: set[str]) -> None:
    """Odd numbers are noted, what cannot be read or has no solution says why, and the other lines stand."""
    school = School()
    found = [one["proposal"]["problem"] for one in school.ok("POST", f"{CLASS}/problems", {"text": text})["proposals"]]
    assert states == [one["is"] for one in found]
    assert notes <= {note for one in found for note in one.get("notes", [])}
    assert all(one["sentence"] for one in found if one["is"] == "unsolved")


def test_a_problem_that_contradicts_itself_has_no_solution_and_says_so() -> None:
    """The key is that there is none: the teacher sees it before anybody is asked."""
    school = School()
    (one,) = school.ok("POST", f"{CLASS}/problems", {"text": "x + 1 = x + 2"})["proposals"]
    assert "∅" == one["proposal"]["problem"]["answer"]


def test_a_key_that_contradicts_its_problem_is_given_to_nobody() -> None:
    """It is shown to be another one, and refused with its number; one that cannot be read is replaced."""
    school = School()
    sent = school.ok("POST", f"{CLASS}/problems", {"text": "1) 1 + 1 -> 3\n2) 2 + 2 -> (("})["proposals"]
    assert ["contradicts", "unreadable"] == [one["proposal"]["problem"]["typed"] for one in sent]
    body = {"title": "x", "problems": [{"is": "pasted", "label": "7", "text": "1 + 1 -> 3"}]}
    reply = school.service.call("POST", f"{CLASS}/assignments", school.teacher, json=body)
    assert 422 == reply.status_code
    assert "Problem 7" in reply.json()["detail"]
    assert {"assignments": []} == school.ok("GET", f"{CLASS}/assignments")


def outcomes(work: Any) -> list[str]:  # noqa: ANN401 - JSON
    """Return what came of each problem."""
    return [one["outcome"] for one in work["problems"]]


def test_blank_all_right_and_all_wrong_work_each_have_their_end() -> None:
    """Blank is to be corrected and is no mistake that clusters; all right is done at once; all wrong is one cluster."""
    school = School("otter", "heron", "newt")
    school.publish(problems=[{"is": "pasted", "label": "1", "text": "1/2 + 1/4", "skill": "add-unlike-fractions"}])
    blank = school.ok("POST", f"{WORK.format('otter')}/hand-in", by="otter")
    assert (["blank"], "correcting") == (outcomes(blank), blank["state"])
    assert [] == school.ok("GET", HW)["clusters"]
    right = school.hand_in("heron", p1="3/4")
    assert (["right"], "done") == (outcomes(right), right["state"])
    wrong = school.hand_in("newt", p1="2/6")
    assert (["wrong"], "correcting") == (outcomes(wrong), wrong["state"])
    review = school.ok("GET", HW)
    assert (1, 3) == (len(review["clusters"]), review["handed_in"])
    first = school.ok("POST", f"{WORK.format('otter')}/problems/1/correction", {}, by="otter")
    assert first["shown"]["prompt"]["text"]


def test_two_tabs_keep_what_was_entered_last_and_hand_in_once() -> None:
    """Whichever saves last holds; of two who hand in at once one does, and the other is told; what holds is judged."""
    school = School("otter")
    school.publish(problems=[{"is": "pasted", "label": "1", "text": "1/2 + 1/4", "skill": "add-unlike-fractions"}])
    path = WORK.format("otter")
    for text in ("1/3", "3/4"):
        entered = [{"step": "answer", "response": {"kind": "final", "text": text}}]
        school.ok("PUT", f"{path}/problems/1", {"entered": entered}, by="otter")

    async def hand_in_twice() -> list[int]:
        sent = [school.service.sent("POST", f"{path}/hand-in", school.tokens["otter"]) for _ in range(2)]
        return [reply.status_code for reply in await asyncio.gather(*sent)]

    assert [200, 409] == sorted(asyncio.run(hand_in_twice()))
    assert ["right"] == outcomes(school.ok("GET", path, by="otter"))
