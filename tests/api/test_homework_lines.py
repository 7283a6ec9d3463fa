"""What homework promises those who write lines: judged one by one, and put right from where they went wrong."""

from typing import Any

from tests.api.sent.test_homework import HW, WORK, School

STAGED = {"is": "item", "label": "1", "item": "two-step-staged", "variant": 0}
PASTED = {"is": "pasted", "label": "1", "text": "2x + 1 = 11", "skill": "two-step-equations"}
LINES = ["2x + 1 = 11", "2x = 12", "x = 6"]


def entering(school: School, **entered: object) -> Any:  # noqa: ANN401 - JSON
    """Enter a response for each step of the first problem, and hand in."""
    path = WORK.format("otter")
    sent = [{"step": step, "response": response} for step, response in entered.items()]
    school.ok("PUT", f"{path}/problems/1", {"entered": sent}, by="otter")
    return school.ok("POST", f"{path}/hand-in", by="otter")["problems"][0]


def only_step(school: School) -> str:
    """Return the step of the first problem."""
    step: str = school.ok("GET", WORK.format("otter"), by="otter")["problems"][0]["steps"][0]["id"]
    return step


def test_which_line_is_wrong_is_told_once_the_correction_is_open() -> None:
    """Before, a learner sees their lines and the verdict; then the first wrong line as well."""
    school = School("otter")
    school.publish(problems=[PASTED], directive={"opens_after_review": True})
    done = entering(school, **{only_step(school): {"kind": "working", "lines": LINES}})["done"][0]

    assert ("incorrect", LINES) == (done["judged"]["verdict"], done["response"]["lines"])
    assert (None, []) == (done["judged"]["first_wrong"], done["judged"]["lines"])

    school.ok("POST", f"{HW}/corrections")

    opened = school.ok("GET", WORK.format("otter"), by="otter")["problems"][0]["done"][0]
    assert 2 == opened["judged"]["first_wrong"]


def test_no_line_is_called_wrong_that_the_teacher_counts_as_right() -> None:
    """A teacher's word over an answer takes the mark off its lines, too."""
    school = School("otter")
    school.publish(problems=[PASTED])
    step = only_step(school)
    assert 2 == entering(school, **{step: {"kind": "working", "lines": LINES}})["done"][0]["judged"]["first_wrong"]
    cluster = school.ok("GET", HW)["clusters"][0]["key"]

    school.ok("PUT", f"{HW}/verdicts", {"problem": "1", "step": step, "cluster": cluster, "right": True})

    done = school.ok("GET", WORK.format("otter"), by="otter")["problems"][0]["done"][0]
    assert None is done["judged"]["first_wrong"]


def test_a_correction_begins_at_the_step_of_the_error() -> None:
    """Steps that were right are not asked again; the one that was not is, and ends it."""
    school = School("otter")
    school.publish(problems=[STAGED])
    answers = {"undo-constant": "2x = -18", "divide": "9"}
    handed_in = entering(school, **{step: {"kind": "final", "text": text} for step, text in answers.items()})
    assert ["correct", "incorrect"] == [step["judged"]["verdict"] for step in handed_in["done"]]

    opened = school.ok("POST", f"{WORK.format('otter')}/problems/1/correction", {}, by="otter")

    assert ["divide"] == [step["id"] for step in opened["steps"]]
    assert ["divide"] == opened["open"]
    assert "incorrect" == school.answer("otter", opened, "9")["judged"]["verdict"]
    assert "solved" == school.answer("otter", opened, "-9")["ended"]["how"]


def test_a_correction_begins_where_the_teacher_says_that_it_went_wrong() -> None:
    """A first step that counts as wrong by the teacher's word is asked again."""
    school = School("otter")
    school.publish(problems=[STAGED])
    entering(
        school, **{"undo-constant": {"kind": "final", "text": "2x = -18"}, "divide": {"kind": "final", "text": "9"}}
    )
    read = school.ok("GET", WORK.format("otter"), by="otter")["problems"][0]["done"][0]["judged"]["read"]
    body = {"problem": "1", "step": "undo-constant", "cluster": f"answer/{read}", "right": False}
    school.ok("PUT", f"{HW}/verdicts", body)

    opened = school.ok("POST", f"{WORK.format('otter')}/problems/1/correction", {}, by="otter")

    assert ["undo-constant", "divide"] == [step["id"] for step in opened["steps"]]
