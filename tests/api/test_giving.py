"""What the API promises of giving homework: for some of a class, shortened, and with one line to the teacher."""

import msgspec

from api.access import Role
from api.hinting.making import made_job
from hints.recipes.reading import shipped_recipes
from item_bank.ids import SkillId
from mastery.model import DEFAULT_MODEL
from tests.api.sent.test_homework import CLASS, HW, WORK, School

LINE = "I took the bottoms together, zebra fashion"


def test_an_assignment_for_some_is_nobody_else_s_and_names_nobody_in_the_class_s_stream() -> None:
    """Those it is for find it, for others it does not exist, the teacher sees theirs, and strangers are refused."""
    school = School("otter", "heron")
    assert (404, "unknown_learner") == school.refused(
        "POST", f"{CLASS}/assignments", {"title": "x", "problems": [ITEM], "learners": ["nobody"]}
    )
    given = school.publish(problems=[ITEM], learners=["otter"])
    assert "chosen" == given["audience"]
    assert "to_do" == school.ok("GET", WORK.format("otter"), by="otter")["state"]
    assert (404, "unknown_assignment") == school.refused("GET", WORK.format("heron"), by="heron")
    review = school.ok("GET", HW)
    assert (1, ["otter"]) == (review["members"], [row["learner"] for row in review["learners"]])
    seen = {row["learner"]: len(row["stands"]) for row in school.ok("GET", f"{CLASS}/snapshot")["learners"]}
    assert {"otter": 1, "heron": 0} == seen
    record = school.service.services.record
    of_class = [bytes(one.event.payload) for one in record.scan() if one.stream.startswith("class/")]
    assert not any(b"otter" in payload for payload in of_class)


ITEM = {"is": "item", "label": "1", "item": "add-same-denominator"}


def test_an_assignment_shortens_for_who_can_do_it_and_costs_them_nothing() -> None:
    """What is left out, and why, is settled once, at the opening; it counts as right, and the teacher sees it."""
    school = School("otter", "heron")
    skill = "add-like-fractions"
    problems = [
        {**ITEM, "label": "1"},
        {**ITEM, "label": "2", "variant": 1},
        {"is": "pasted", "label": "3", "text": "2x + 1 = 11", "skill": "two-step-equations"},
    ]
    given = school.publish(problems=problems, directive={"shorten": 2})
    assert skill in given["problems"][0]["skills"]
    made_proficient(school, "otter", SkillId(skill))

    before = school.ok("GET", WORK.format("otter"), by="otter")
    assert before["unopened"]
    assert [None, None, None] == [one["left_out"] for one in before["problems"]]
    opened = school.ok("POST", f"{WORK.format('otter')}/beginning", by="otter")
    assert not opened["unopened"]
    out = [one["id"] for one in opened["problems"] if one["left_out"]]
    assert 1 == len(out)
    assert opened == school.ok("POST", f"{WORK.format('otter')}/beginning", by="otter")
    others = school.ok("POST", f"{WORK.format('heron')}/beginning", by="heron")
    assert [None, None, None] == [one["left_out"] for one in others["problems"]]

    done = school.ok("POST", f"{WORK.format('otter')}/hand-in", by="otter")
    by_id = {one["id"]: one for one in done["problems"]}
    assert {"original": 100, "final": 100} == by_id[out[0]]["credit"]
    assert by_id[out[0]]["outcome"] is None
    row = next(row for row in school.ok("GET", HW)["learners"] if row["learner"] == "otter")
    assert next(one for one in row["problems"] if one["id"] == out[0])["left_out"]


def made_proficient(school: School, learner: str, skill: SkillId) -> None:
    """Let a learner answer rightly until they are proficient in a skill."""
    path = f"/v1/learners/{learner}"
    for _ in range(30):
        levels = {one["skill"]: one["level"] for one in school.ok("GET", f"{path}/mastery", by=learner)["skills"]}
        if levels[skill] in {"proficient", "retained"}:
            return
        opened = school.ok("POST", f"{path}/opportunities", {"skill": skill}, by=learner)
        bank = school.service.services.banks.active
        exercise = bank.open(opened["item"], opened["variant"])
        for step in exercise.steps:
            tried = school.answer(learner, opened, str(step.step.answer.value))
            assert "correct" == tried["judged"]["verdict"]
    message = f"{learner} is not proficient in {skill}"
    raise AssertionError(message)


def test_a_learner_s_line_is_kept_shown_to_the_teacher_and_goes_with_the_learner() -> None:
    """The latest holds, flagged ones come first, an empty one takes it back, and erasing leaves no byte."""
    school = School("otter", "heron")
    school.publish(problems=[ITEM], directive={"explain": "one_line"})
    path = WORK.format("otter") + "/problems/1/line"
    kept = school.ok("PUT", path, {"text": "first\nthought"}, by="otter")
    assert "first thought" == kept["text"]
    school.ok("PUT", path, {"text": LINE}, by="otter")
    assert LINE == school.ok("GET", WORK.format("otter"), by="otter")["problems"][0]["line"]
    school.ok("PUT", WORK.format("heron") + "/problems/1/line", {"text": "my dad hits me"}, by="heron")

    review = school.ok("GET", HW)
    assert [("heron", ["violence"])] == [(one["learner"], one["line"]["flags"]) for one in review["flagged"]]
    lines = {row["learner"]: row["problems"][0]["line"] for row in review["learners"]}
    assert (LINE, []) == (lines["otter"]["text"], lines["otter"]["flags"])

    school.ok("PUT", path, {"text": ""}, by="otter")
    assert school.ok("GET", WORK.format("otter"), by="otter")["problems"][0]["line"] is None
    assert (404, "unknown_problem") == school.refused(
        "PUT", WORK.format("otter") + "/problems/9/line", {"text": "x"}, by="otter"
    )


def test_no_line_is_taken_where_none_is_asked_for() -> None:
    """Without the directive's word there is no place for one."""
    school = School("otter")
    school.publish(problems=[ITEM])
    refused = school.refused("PUT", WORK.format("otter") + "/problems/1/line", {"text": "x"}, by="otter")
    assert (409, "line_not_asked") == refused


def test_no_model_reads_a_learner_s_line() -> None:
    """What would go to a model holds nothing of a line that was written before, and the band that words are for."""
    school = School("otter")
    school.publish(problems=[ITEM], directive={"explain": "one_line", "model": "diagnose", "reading": "1-2"})
    school.ok("PUT", WORK.format("otter") + "/problems/1/line", {"text": LINE}, by="otter")
    school.hand_in("otter", p1="1/1000")
    jobs = []

    class Watching:
        """Sees what would be looked for."""

        def wants(self, sought, /):  # noqa: ANN001, ANN202
            jobs.append(sought)
            return "quietly"

        def seek(self, sought, /):  # noqa: ANN001, ANN202
            jobs.append(sought)

    school.service.services.session.seeker = Watching()
    opened = school.ok("POST", f"{WORK.format('otter')}/problems/1/correction", {}, by="otter")
    school.answer("otter", opened, "1/1000")
    assert jobs
    recipe = next(iter(shipped_recipes().values()))
    for one in jobs:
        shown = one.answered.attempt.hint
        assert shown is not None
        job = made_job(one, shown, recipe, name="j", model=DEFAULT_MODEL, most=1_000)
        assert b"zebra" not in msgspec.json.encode(job)
        assert "1-2" == job.band
        assert b"zebra" not in msgspec.json.encode(one.state)
    kept = [bytes(one.event.payload) for one in school.service.services.record.scan()]
    assert any(b"zebra" in payload for payload in kept)


def test_erasing_a_learner_leaves_nothing_of_what_was_given_to_them_alone() -> None:
    """Their line, what was left out, and that homework was theirs go with them; the class's stream never had any."""
    school = School("otter", "heron")
    school.publish(problems=[ITEM], learners=["otter"], directive={"explain": "one_line", "shorten": 1})
    school.ok("POST", f"{WORK.format('otter')}/beginning", by="otter")
    school.ok("PUT", WORK.format("otter") + "/problems/1/line", {"text": LINE}, by="otter")
    record = school.service.services.record
    assert any(b"zebra" in bytes(one.event.payload) for one in record.scan())
    admin = school.service.key(Role.ADMIN)
    assert school.service.call("DELETE", "/v1/learners/otter", admin).status_code == 200
    kept = b"".join(bytes(one.event.payload) for one in record.scan())
    assert b"zebra" not in kept
    assert b"otter" not in kept
    assert [] == school.ok("GET", HW)["learners"]
