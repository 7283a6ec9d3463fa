"""What the API promises of an exercise that is open when something is taken away: the homework, the class, the help."""

from typing import Any

import pytest

from tests.api.sent.test_homework import CLASS, HW, WORK, School
from tests.api.test_teacher_sees import wrong


def rework(school: School, learner: str = "otter", language: str | None = None) -> Any:  # noqa: ANN401 - JSON
    """Hand a problem in wrongly and begin to put it right, with one wrong answer."""
    school.hand_in(learner, p1="2/6")
    body = {} if language is None else {"language": language}
    opened = school.ok("POST", f"{WORK.format(learner)}/problems/1/correction", body, by=learner)
    school.answer(learner, opened, "2/6")
    return opened


def tried(school: School, learner: str, opened: Any, text: str) -> tuple[int, str]:  # noqa: ANN401 - JSON
    """Answer again, and be refused."""
    path = f"/v1/learners/{learner}/opportunities/{opened['opportunity']}"
    view = school.ok("GET", path, by=learner)
    body = {"step": view["open"][0], "response": {"kind": "final", "text": text}}
    return school.refused("PUT", f"{path}/tries/{view['next_n']}", body, by=learner)


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [(HW, "assignment_withdrawn", "took this homework back"), (f"{CLASS}/learners/otter", "not_in_class", "no longer")],
    ids=["taken back", "left"],
)
def test_homework_that_is_lost_in_mid_exercise_ends_with_a_word_and_loses_nothing(
    path: str, code: str, words: str
) -> None:
    """The next answer is told why; what was done stays as it was, retries too, and own practice goes on."""
    school = School("otter")
    school.publish()
    opened = rework(school)
    practice = school.ok("POST", "/v1/learners/otter/opportunities", {}, by="otter")
    own = f"/v1/learners/otter/opportunities/{opened['opportunity']}"
    first = school.ok("GET", f"{own}/tries/1", by="otter")
    school.ok("DELETE", path)

    assert (409, code) == tried(school, "otter", opened, "3/4")

    view = school.ok("GET", own, by="otter")
    assert (1, "withdrawn", True) == (len(view["tries"]), view["ended"]["how"], words in view["ended"]["sentence"])
    assert first == school.ok("GET", f"{own}/tries/1", by="otter")
    assert school.answer("otter", practice, "1/1000")["judged"]["verdict"]
    another = school.ok("POST", "/v1/learners/otter/opportunities", {"item": "add-same-denominator"}, by="otter")
    assert another["ended"] is None


def test_who_is_back_in_the_class_goes_on_with_the_help_that_is_left() -> None:
    """An exercise that nobody touched meanwhile is still open; one that ended costs nothing and comes again."""
    school = School("otter", "heron")
    school.publish()
    opened = {name: rework(school, name) for name in ("otter", "heron")}
    for name in opened:
        school.ok("DELETE", f"{CLASS}/learners/{name}")
    assert (409, "not_in_class") == tried(school, "heron", opened["heron"], "3/4")
    for name in opened:
        school.ok("PUT", f"{CLASS}/learners/{name}")

    assert "correct" == school.answer("otter", opened["otter"], "3/4")["judged"]["verdict"]
    again = school.ok("POST", f"{WORK.format('heron')}/problems/1/correction", {}, by="heron")
    assert again["opportunity"] != opened["heron"]["opportunity"]
    assert "correct" == school.answer("heron", again, "3/4")["judged"]["verdict"]


@pytest.mark.parametrize(("language", "words"), [("de", "zurückgenommen"), ("es", "retiró")])
def test_it_is_told_in_the_exercise_s_language(language: str, words: str) -> None:
    """As every end is."""
    school = School("otter")
    item = {"is": "item", "label": "1", "item": "add-same-denominator"}
    school.publish(problems=[item])
    opened = rework(school, language=language)
    school.ok("DELETE", HW)
    tried(school, "otter", opened, "1/1000")

    view = school.ok("GET", f"/v1/learners/otter/opportunities/{opened['opportunity']}", by="otter")
    assert words in view["ended"]["sentence"]


def test_words_that_are_withdrawn_go_from_exercises_that_are_open_and_these_go_on() -> None:
    """Whoever looks again is told that they were taken back; a retry's reply, and the teacher's replay, stay."""
    school = School("otter")
    path = wrong(school, "otter", "1/1000")
    [row, *_] = school.ok("GET", f"{CLASS}/help")["help"]
    reply = school.ok("GET", f"{path}/tries/1", by="otter")
    [shown] = school.ok("GET", path, by="otter")["tries"]
    assert row["text"]["text"] == shown["hint"]["text"]["text"]

    listed = school.ok("PUT", f"{CLASS}/help", {"words": row["words"], "withdrawn": True})["help"]

    [gone] = school.ok("GET", path, by="otter")["tries"]
    assert "has taken the words that stood here back" in gone["hint"]["text"]["text"]
    assert "taken" in school.ok("GET", f"{path}/tries/1/hint", by="otter")["hint"]["text"]["text"]
    assert reply == school.ok("GET", f"{path}/tries/1", by="otter")
    assert shown["hint"]["text"] == school.ok("GET", f"{path}/replay")["tries"][0]["help"][0]["hint"]["text"]
    assert row["text"]["text"] in [one["text"]["text"] for one in listed]
    assert school.ok("GET", path, by="otter")["ended"] is None
    school.ok("PUT", f"{CLASS}/help", {"words": row["words"], "withdrawn": False})
    assert [shown] == school.ok("GET", path, by="otter")["tries"]


def test_nothing_is_taken_after_the_close_of_what_was_opened_before() -> None:
    """The exercise ends with a word and costs nothing; with more time it comes again from where it stood."""
    school = School("otter")
    now = school.service.services.now()
    school.publish(dates={"due": now + 60_000, "closes_after_ms": 60_000})
    opened = rework(school)
    school.service.now += 3 * 60_000
    assert (409, "assignment_closed") == tried(school, "otter", opened, "3/4")
    own = f"/v1/learners/otter/opportunities/{opened['opportunity']}"
    ended = school.ok("GET", own, by="otter")["ended"]
    assert ("withdrawn", True) == (ended["how"], "time" in ended["sentence"])
    assert "expired" == school.ok("GET", WORK.format("otter"), by="otter")["problems"][0]["status"]
    school.ok("PUT", f"{HW}/learners/otter/due", {"due": school.service.services.now() + 60_000})
    again = school.ok("POST", f"{WORK.format('otter')}/problems/1/correction", {}, by="otter")
    assert "correct" == school.answer("otter", again, "3/4")["judged"]["verdict"]
