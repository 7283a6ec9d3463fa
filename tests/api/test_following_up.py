"""What the API promises of what follows on a class's mistakes: discussed, grouped, given again."""

from typing import Any

import pytest

from item_bank.ids import ItemId, StepId
from practice.choosing.catalogue import catalogue
from practice.correction.assignment import AssignedProblem, Assignment, Repair
from practice.correction.clusters import Cluster
from practice.correction.following_up import followed_up
from practice.ids import AssignmentId, ClassId, ProblemId
from tests.api.sent.test_homework import HW, School
from tests.api.service import starter


def wrong_twice() -> tuple[School, Any]:
    """Make a class of three, two of whom added tops and bottoms, and look it over."""
    school = School("otter", "heron", "newt")
    school.publish()
    for learner in ("otter", "heron"):
        school.hand_in(learner, p1="2/6", p2="5", p3="1")
    school.hand_in("newt", p1="3/4", p2="5", p3="1")
    review = school.ok("GET", HW)
    return school, review


def place(cluster: Any) -> dict[str, str]:  # noqa: ANN401 - JSON
    """Name a cluster."""
    return {"problem": cluster["problem"], "step": cluster["step"], "cluster": cluster["key"]}


def test_a_mistake_is_made_into_something_to_discuss_without_a_name() -> None:
    """The problem, what was entered, and a fresh one; nothing tells whose it is, and nothing is recorded."""
    school, review = wrong_twice()
    before = school.service.services.record.scan()
    found = school.ok("POST", f"{HW}/discussion", place(review["clusters"][0]))
    assert "1/2 + 1/4" in found["shown"]["prompt"]["text"] or "frac" in found["shown"]["prompt"]["text"]
    assert ["$\\frac{2}{6}$"] == [line["text"] for lines in found["entered"] for line in lines]
    assert found["fresh"]["prompt"]["text"]
    assert found["fresh"]["answer"]
    assert "otter" not in str(found)
    assert before == school.service.services.record.scan()


def test_a_mistake_is_given_again_to_exactly_those_who_made_it() -> None:
    """Fresh numbers, as an ordinary assignment that others do not find; every problem of it can be proven."""
    school, review = wrong_twice()
    first = review["clusters"][0]
    assert {"otter", "heron"} == set(first["learners"])
    body = {"kind": "fresh", "clusters": [place(first)], "count": 2, "id": "again"}
    given = school.ok("POST", f"{HW}/follow-ups", body)
    assert ("chosen", "Once more: Monday", 2) == (given["audience"], given["title"], len(given["problems"]))
    assert all(one["provable"] for one in given["problems"])
    assert "3/4" not in {one["answer"] for one in given["problems"]}
    for learner in ("otter", "heron"):
        assert "to_do" == school.ok("GET", f"/v1/learners/{learner}/assignments/again", by=learner)["state"]
    assert (404, "unknown_assignment") == school.refused("GET", "/v1/learners/newt/assignments/again", by="newt")
    assert (409, "assignment_exists") == school.refused("POST", f"{HW}/follow-ups", body)


def test_an_exit_ticket_has_one_fresh_problem_for_each_mistake_and_is_for_all() -> None:
    """Also for who was right, and due when the teacher says."""
    school, review = wrong_twice()
    due = school.service.services.now() + 3_600_000
    chosen = [place(one) for one in review["clusters"][:2]]
    body = {"kind": "exit_ticket", "clusters": chosen, "due": due, "id": "exit"}
    given = school.ok("POST", f"{HW}/follow-ups", body)
    assert ("class", len(chosen)) == (given["audience"], len(given["problems"]))
    assert due == school.ok("GET", "/v1/learners/newt/assignments/exit", by="newt")["due"]


def test_what_a_mistake_points_to_is_given_or_said_to_be_nothing() -> None:
    """Exercises of the skill that it points to; where it points to none, that is refused and nothing given."""
    school, review = wrong_twice()
    pointing = next((one for one in review["clusters"] if one["skill"]), None)
    other = next(one for one in review["clusters"] if not one["skill"]) if pointing is None else pointing
    body = {"kind": "prerequisite", "clusters": [place(other)], "id": "before"}
    if pointing is None:
        assert (409, "nothing_fresh") == school.refused("POST", f"{HW}/follow-ups", body)
    else:
        assert all(
            pointing["skill"] in one["skills"] for one in school.ok("POST", f"{HW}/follow-ups", body)["problems"]
        )
    gone = {**place(other), "cluster": "answer/nobody"}
    assert (404, "unknown_cluster") == school.refused("POST", f"{HW}/follow-ups", {"kind": "fresh", "clusters": [gone]})


def test_groups_are_suggested_by_what_went_wrong() -> None:
    """Those who share a mistake come together; who made none is in no group."""
    _, review = wrong_twice()
    assert ["heron", "otter"] in [sorted(group["learners"]) for group in review["groups"]]
    assert "newt" not in str(review["groups"])


@pytest.mark.parametrize("seed", range(5))
def test_what_is_given_again_is_none_of_the_problems_of_the_work_itself(seed: int) -> None:
    """Where several are variants of one item, none of them comes again, whatever anybody has had."""
    bank, item, count = starter(), ItemId("distance-across-zero"), 30
    variants = catalogue(bank).items[item].variants
    left = {variants - 1, variants - 2}
    repair = Repair(release=bank.release, item=item)
    problems = tuple(
        AssignedProblem(id=ProblemId(str(n)), release=bank.release, item=item, variant=n, repair=repair)
        for n in range(variants)
        if n not in left
    )
    work = Assignment(id=AssignmentId("hw"), class_id=ClassId("7b"), title="Monday", language="en", problems=problems)
    made = [
        Cluster(problem=ProblemId(n), step=StepId("distance"), key="answer/1", name="", learners=(), examples=())
        for n in ("1", "2")
    ]
    given = followed_up(work, made, "fresh", lambda _: bank, bank, {}, count=count, seed=seed)
    assert {one.variant for one in given if one.item == item} <= left
