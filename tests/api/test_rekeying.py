"""What the API promises where a problem or its key was wrong: judged anew, and nobody loses by it."""

from practice.ids import AssignmentId, LearnerId, TenantId
from tests.api.sent.test_homework import CLASS, HW, WORK, School
from tests.api.service import SCHOOL

TENANT, HW1 = TenantId("school"), AssignmentId("hw1")
KEY = f"{HW}/problems/3/key"


def credit_of(school: School, learner: str) -> dict[str, int | None]:
    """Return a learner's final credit by problem."""
    row = next(row for row in school.ok("GET", HW)["learners"] if row["learner"] == learner)
    return {one["id"]: one["credit"]["final"] for one in row["problems"]}


def test_a_key_corrected_after_handing_in_counts_for_all_and_takes_nothing_away() -> None:
    """Who gave the answer that is right now is right; who was right by the old key stays so; what follows is new."""
    school = School("otter", "heron", "newt")
    school.publish()
    school.hand_in("otter", p1="3/4", p2="5", p3="1")
    school.hand_in("heron", p1="3/4", p2="5", p3="2")
    assert (100, 0) == (credit_of(school, "otter")["3"], credit_of(school, "heron")["3"])
    begun = school.ok("POST", f"{WORK.format('heron')}/problems/3/correction", {}, by="heron")

    review = school.ok("PUT", KEY, {"text": "Tom eats 2 of 4 apples. -> 2"})
    assert "2" == next(one for one in review["assignment"]["problems"] if one["id"] == "3")["answer"]
    assert (100, 100) == (credit_of(school, "otter")["3"], credit_of(school, "heron")["3"])
    heron = school.ok("GET", WORK.format("heron"), by="heron")
    assert [False] == [one["missed"] for one in heron["problems"] if one["id"] == "3"]
    assert (409, "nothing_to_correct") == school.refused(
        "POST", f"{WORK.format('heron')}/problems/3/correction", {}, by="heron"
    )
    late = school.hand_in("newt", p1="3/4", p2="5", p3="2")
    assert "right" == next(one for one in late["problems"] if one["id"] == "3")["outcome"]
    assert begun["opportunity"].startswith("hw1.3.")
    services = school.service.services
    otter, heron = (services.session.known(SCHOOL, LearnerId(name)) for name in ("otter", "heron"))
    assert otter is not None
    assert heron is not None
    assert otter.state.estimates == heron.state.estimates, "what was learned of them is the same by now"


def test_what_was_begun_on_the_old_problem_gives_way_to_the_new_one() -> None:
    """Who is in the middle of putting it right meets the problem as it is now, with the help that is left."""
    school = School("otter")
    school.publish()
    school.hand_in("otter", p1="3/4", p2="99", p3="1")
    path = f"{WORK.format('otter')}/problems/2/correction"
    old = school.ok("POST", path, {}, by="otter")
    school.ok("PUT", f"{HW}/problems/2/key", {"text": "2x + 1 = 15"})
    fresh = school.ok("POST", path, {}, by="otter")
    assert old["opportunity"] != fresh["opportunity"]
    assert "15" in fresh["shown"]["prompt"]["text"]
    assert "correct" == school.answer("otter", fresh, "7")["judged"]["verdict"]


def test_a_restart_serves_the_problem_as_it_was_and_as_it_is() -> None:
    """What is open on the old one can be answered, and the new one is there."""
    school = School("otter")
    school.publish()
    school.hand_in("otter", p1="3/4", p2="99", p3="1")
    old = school.ok("POST", f"{WORK.format('otter')}/problems/2/correction", {}, by="otter")
    school.ok("PUT", f"{HW}/problems/2/key", {"text": "2x + 1 = 15"})
    services = school.service.services
    releases = {old["release"], *(one.release for one in services.assignments.find(TENANT, HW1).assignment.problems)}
    for release in releases - {services.banks.active.release}:
        services.banks.withdraw(release)
    services.assignments.restore()
    assert all(services.banks.of(release) is not None for release in releases)


def test_what_cannot_be_put_right_is_said_to_be_so() -> None:
    """A bank's problem, one that cannot be solved, and one that is not there; nothing changes by any of them."""
    school = School("otter")
    before = school.publish()
    for problem, text, refusal in (
        ("4", "1 + 1", (409, "problem_of_bank")),
        ("2", "How old is Tom?", (422, "problem_unsolved")),
        ("9", "1 + 1", (404, "unknown_problem")),
    ):
        assert refusal == school.refused("PUT", f"{HW}/problems/{problem}/key", {"text": text})
    assert before == school.ok("GET", f"{CLASS}/assignments")["assignments"][0]
