"""What the API promises of answers that could not be read or decided: no points by them, and no mistake either."""

from typing import Any

import pytest

from tests.api.sent.test_homework import HW, WORK, School

ONE = [{"is": "pasted", "label": "1", "text": "2x + 1 = 11", "skill": "two-step-equations"}]
UNDECIDED = "9^9^9^9^9"
"""A number that is too large to be worked out."""


def school_with(*learners: str, **directive: object) -> School:
    """Give a class one problem."""
    school = School(*learners)
    school.publish(problems=ONE, directive={"goal": "correct", **directive})
    return school


def first(work: Any) -> Any:  # noqa: ANN401 - JSON
    """Return the first problem."""
    return work["problems"][0]


def graded(school: School) -> list[str]:
    """Return what the gradebook says of each learner's problem."""
    reply = school.service.call("GET", f"{HW}/grades.csv", school.teacher)
    return [line.split(",")[3] for line in reply.text.splitlines()[2:]]


@pytest.mark.parametrize("text", ["(", "2+", "banana"])
def test_what_could_not_be_read_earns_nothing_until_it_is_typed_again(text: str) -> None:
    """It stands open like a missed one, the review lists it without a mistake's name; typed right, it counts whole."""
    school = school_with("otter", credit_back=50)
    work = school.hand_in("otter", p1=text)
    assert ("unclear", True, "open", "correcting") == (
        *(first(work)[name] for name in ("outcome", "missed", "status")),
        work["state"],
    )
    assert {"original": 0, "final": 0} == first(work)["credit"]
    assert ["0"] == graded(school)
    assert 0 == school.ok("GET", "/v1/learners/otter/rewards", by="otter")["points"]
    assert [("", 1)] == [(one["name"], one["count"]) for one in school.ok("GET", HW)["clusters"]]

    opened = school.ok("POST", f"{WORK.format('otter')}/problems/1/correction", {}, by="otter")
    school.answer("otter", opened, "5")
    again = first(school.ok("GET", WORK.format("otter"), by="otter"))
    assert ("repaired", {"original": 0, "final": 100}) == (again["status"], again["credit"])


def test_who_types_something_wrong_after_what_could_not_be_read_gets_back_what_the_directive_says() -> None:
    """Typed again, it is a first answer: a wrong one is a mistake like any other."""
    school = school_with("otter", credit_back=50)
    school.hand_in("otter", p1="(")
    opened = school.ok("POST", f"{WORK.format('otter')}/problems/1/correction", {}, by="otter")
    school.answer("otter", opened, "6")
    school.answer("otter", opened, "5")
    assert {"original": 0, "final": 50} == first(school.ok("GET", WORK.format("otter"), by="otter"))["credit"]


def test_what_cannot_be_read_is_said_while_it_can_still_be_changed() -> None:
    """Each time it is saved, in the learner's words; what can be read has nothing said of it, right or wrong."""
    school = school_with("otter")
    path = f"{WORK.format('otter')}/problems/1"
    for text, unread in (("(", 1), ("banana", 1), ("6", 0), ("5", 0), ("", 0)):
        entered = [{"step": "answer", "response": {"kind": "final", "text": text}}]
        said = school.ok("PUT", path, {"entered": entered}, by="otter")["unread"]
        assert unread == len(said)
        assert all(one["step"] == "answer" and one["problem"]["sentence"] for one in said)


@pytest.mark.parametrize(("right", "status", "worth"), [(True, None, 100), (False, "open", 0)])
def test_what_cannot_be_decided_counts_neither_way_until_the_teacher_says(
    right: bool, status: str | None, worth: int
) -> None:
    """Her list has it, her word holds for everybody who gave it, and then it is an answer like any other."""
    school = school_with("otter", "heron")
    for learner in ("otter", "heron"):
        work = school.hand_in(learner, p1=UNDECIDED)
        assert ("unclear", False, True) == tuple(first(work)[name] for name in ("outcome", "missed", "undecided"))
        assert {"original": None, "final": None} == first(work)["credit"]
    assert ["to decide", "to decide"] == graded(school)
    assert 0 == school.ok("GET", "/v1/learners/otter/rewards", by="otter")["right"]

    review = school.ok("GET", HW)
    assert [] == review["clusters"]
    (waits,) = review["undecided"]
    assert (UNDECIDED, 2) == (waits["text"], len(waits["learners"]))
    word = {"problem": "1", "step": waits["step"], "cluster": waits["key"], "right": right}
    assert [] == school.ok("PUT", f"{HW}/verdicts", word)["undecided"]
    for learner in ("otter", "heron"):
        stands = first(school.ok("GET", WORK.format(learner), by=learner))
        assert (status, worth, False) == (stands["status"], stands["credit"]["final"], stands["undecided"])


def test_what_cannot_be_decided_covers_nothing_that_was_left_blank() -> None:
    """A problem of several steps is missed by the step that was not answered."""
    school = School("otter")
    school.publish(problems=[{"is": "item", "label": "1", "item": "add-different-denominators"}])
    path = WORK.format("otter")
    steps = first(school.ok("GET", path, by="otter"))["steps"]
    assert len(steps) > 1
    entered = [{"step": steps[0]["id"], "response": {"kind": "final", "text": UNDECIDED}}]
    school.ok("PUT", f"{path}/problems/1", {"entered": entered}, by="otter")
    assert first(school.ok("POST", f"{path}/hand-in", by="otter"))["missed"]


def test_late_first_answers_and_repairs_follow_the_date_that_holds_now() -> None:
    """Whoever is given more time afterwards loses nothing by having been late before, right or repaired."""
    school = School("otter", "heron")
    now = school.service.services.now()
    late = {"due": now - 60_000, "late": [{"after_ms": 0, "percent": 40}]}
    school.publish(problems=ONE, directive={"goal": "correct", "credit_back": 100}, dates=late, even_past=True)
    school.hand_in("heron", p1="6")
    opened = school.ok("POST", f"{WORK.format('heron')}/problems/1/correction", {}, by="heron")
    school.answer("heron", opened, "5")
    worth = lambda learner: first(school.ok("GET", WORK.format(learner), by=learner))["credit"]["final"]  # noqa: E731
    assert (40, 40) == (first(school.hand_in("otter", p1="5"))["credit"]["final"], worth("heron"))
    for learner in ("otter", "heron"):
        school.ok("PUT", f"{HW}/learners/{learner}/due", {"due": now + 3_600_000})
    assert (100, 100) == (worth("otter"), worth("heron"))
