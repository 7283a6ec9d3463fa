"""What the API promises of exercises that homework asks: free practice neither tells nor proves them beforehand."""

from typing import Any

from tests.api.sent.test_homework import CLASS, WORK, School

ITEM = "distance-across-zero"
FREE = "/v1/learners/{}/opportunities"


def school_with(*learners: str, variant: int = 3) -> School:
    """Give a class one exercise of the bank."""
    school = School(*learners)
    school.publish(problems=[{"is": "item", "label": "1", "item": ITEM, "variant": variant}])
    return school


def opens(school: School, variant: int, item: str = ITEM) -> int:
    """Ask for a variant in free practice; return the status."""
    path, body = FREE.format("otter"), {"item": item, "variant": variant}
    reply = school.service.call("POST", path, school.tokens["otter"], json=body)
    assert reply.status_code == 200 or reply.json()["type"].endswith(":in_homework")
    if reply.status_code == 200:
        skipped = f"{path}/{reply.json()['opportunity']}/ending"
        school.ok("PUT", skipped, {"how": "skipped"}, by="otter")
    return reply.status_code


def key_of(school: School, opened: Any) -> str:  # noqa: ANN401 - JSON
    """Give the answer to an opportunity."""
    bank = school.service.services.banks.of(opened["release"])
    assert bank is not None
    return str(getattr(bank.open(opened["item"], opened["variant"]).steps[-1].step.answer, "value", ""))


def test_free_practice_opens_no_homework_that_is_still_to_do() -> None:
    """Not before it is handed in, not while it is corrected; other variants always, and it again when it is over."""
    school = school_with("otter")
    assert (409, 200) == (opens(school, 3), opens(school, 4))
    school.hand_in("otter", p1="1")
    assert 409 == opens(school, 3)
    correction = f"{WORK.format('otter')}/problems/1/correction"
    first = school.ok("POST", correction, {}, by="otter")
    school.answer("otter", first, key_of(school, first))
    proof = school.ok("POST", correction, {}, by="otter")
    assert proof["variant"] not in {3, 4}
    assert (409, 409) == (opens(school, proof["variant"]), opens(school, 3))
    assert "proof" in proof["opportunity"]
    school.answer("otter", proof, key_of(school, proof))
    assert "repaired" == school.ok("GET", WORK.format("otter"), by="otter")["problems"][0]["status"]
    assert (200, 200) == (opens(school, proof["variant"]), opens(school, 3))


def test_other_classes_homework_and_what_was_taken_back_withhold_nothing() -> None:
    """Only what is the learner's to do."""
    school = school_with("heron")
    school.tokens["otter"] = school.service.learner("otter")
    assert 200 == opens(school, 3)
    school.ok("PUT", f"{CLASS}/learners/otter")
    assert 409 == opens(school, 3)
    school.ok("DELETE", f"{CLASS}/assignments/hw1")
    assert 200 == opens(school, 3)


def test_what_is_drawn_is_no_homework_either() -> None:
    """Another variant is, for as long as there is one."""
    school = School("otter")
    school.publish(problems=[{"is": "item", "label": str(n), "item": ITEM, "variant": n} for n in range(1, 40)])
    for _ in range(20):
        opened = school.ok("POST", FREE.format("otter"), {"item": ITEM}, by="otter")
        assert opened["variant"] not in range(1, 40)
        school.ok("PUT", f"{FREE.format('otter')}/{opened['opportunity']}/ending", {"how": "skipped"}, by="otter")


def test_an_exercise_that_calls_itself_homework_is_free_practice() -> None:
    """Opened under a homework's name, it stands in no correction's place; nor does one from before there was any."""
    school = School("otter")
    early = school.ok("POST", FREE.format("otter"), {"item": "two-bottles", "assignment": "hw1"}, by="otter")
    school.publish(problems=[{"is": "item", "label": "1", "item": ITEM, "variant": 3}])
    late = school.ok("POST", FREE.format("otter"), {"item": "two-bottles", "assignment": "hw1"}, by="otter")
    assert early["opportunity"] != late["opportunity"]
    school.hand_in("otter", p1="1")
    opened = school.ok("POST", f"{WORK.format('otter')}/problems/1/correction", {}, by="otter")
    assert (ITEM, 3) == (opened["item"], opened["variant"])
