"""What the API promises of an answer whose learner is erased: its text is gone, and what a teacher said of it holds."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.access import Role
from api.commands.export import lines
from hints.identity import bare
from practice.record.memory import MemoryRecord
from practice.record.sqlite import FILE_NAME, open_sqlite
from tests.api.sent.test_homework import CLASS, HW, WORK, School
from tests.api.service import Service
from tests.api.test_dossiers import CANARY, holds
from tests.api.test_teacher_sees import ITEM, wrong

HANDED_IN, PRACTISED, ANNOTATED = "271/828", "314/159", "577/215"
TEXTS = (HANDED_IN, PRACTISED, ANNOTATED, "271", "828", "314", "577", "215")


def said_of_all(school: School, *, practised: str) -> None:
    """Let the teacher say a word over an answer handed in, one about another, and one over a third in practice."""
    review = school.ok("GET", HW)
    clusters = {one["problem"]: one for one in review["clusters"]}
    places = {name: {"problem": name, "step": one["step"], "cluster": one["key"]} for name, one in clusters.items()}
    school.ok("PUT", f"{HW}/verdicts", {**places["1"], "right": True})
    school.ok("PUT", f"{HW}/words", {**places["4"], "text": "Look at the bottoms.", "name": "Ms Okafor"})
    school.ok("POST", f"{practised}/tries/1/dispute", by=CANARY)
    [waits] = school.ok("GET", f"{CLASS}/disputes")["disputes"]
    school.ok("PUT", f"{CLASS}/disputes", {"learner": CANARY, "dispute": waits["dispute"], "right": True})
    for row in school.ok("GET", f"{CLASS}/help")["help"]:
        school.ok("PUT", f"{CLASS}/help", {"words": row["words"], "withdrawn": True})


def school_with(record: Any, *others: str) -> School:  # noqa: ANN401 - any record
    """Give a canary answers that nobody else gave, in homework and practice, and let the teacher speak of each."""
    school = School(CANARY, *others, record=record)
    school.publish()
    school.hand_in(CANARY, p1=HANDED_IN, p2="5", p3="1", p4=ANNOTATED)
    said_of_all(school, practised=wrong(school, CANARY, PRACTISED))
    return school


def answers_about(school: School, learner: str) -> Iterator[object]:
    """Give the same three answers, and return what is said of each."""
    school.hand_in(learner, p1=HANDED_IN, p2="5", p3="1", p4=ANNOTATED)
    [row] = [row for row in school.ok("GET", HW)["learners"] if row["learner"] == learner]
    yield {one["id"]: one["missed"] for one in row["problems"]}["1"]
    rework = school.ok("POST", f"{WORK.format(learner)}/problems/4/correction", {}, by=learner)
    yield school.answer(learner, rework, ANNOTATED)["hint"]["source"]
    yield school.ok("GET", f"{wrong(school, learner, PRACTISED)}/replay")["tries"][0]["judged"]["reason"]


def sheets(school: School) -> str:
    """Return the grades, and what they rest on."""
    paths = (f"{HW}/grades.csv", f"{HW}/ledger.csv")
    return "".join(school.service.call("GET", path, school.teacher).text for path in paths)


@pytest.mark.slow
def test_no_byte_of_an_erased_learner_s_answers_is_left_and_what_the_teacher_said_of_them_holds(tmp_path: Path) -> None:
    """In no file, export, table or list; who gives the same answer afterwards is judged as the teacher said."""
    school = school_with(open_sqlite(tmp_path / FILE_NAME), "heron")
    record = school.service.services.record
    assert {HANDED_IN, PRACTISED, ANNOTATED} <= holds(tmp_path, *TEXTS)
    assert HANDED_IN in sheets(school)

    school.service.ok("DELETE", f"/v1/learners/{CANARY}", school.service.key(Role.ADMIN))

    assert set() == holds(tmp_path, CANARY, HANDED_IN, PRACTISED, ANNOTATED)
    exported = b"".join(lines(record, after=0, prefix="")).decode()
    grades = sheets(school)
    shown = [school.ok("GET", path) for path in (HW, f"{CLASS}/help", f"{CLASS}/snapshot", f"{CLASS}/disputes")]
    assert [] == [text for text in (CANARY, *TEXTS[:3]) for told in (exported, grades, str(shown)) if text in told]
    assert "an answer that nobody here has counts as right" in grades
    assert [False, "teacher", "by_teacher"] == list(answers_about(school, "heron"))
    asyncio.run(record.close())


def test_a_restart_recognises_the_answers_that_a_teacher_spoke_of() -> None:
    """Under the same secret, from the record alone."""
    record = MemoryRecord()
    school = school_with(record, "wren")
    school.service = Service(record)

    assert [False, "teacher", "by_teacher"] == list(answers_about(school, "wren"))


@pytest.mark.slow
def test_who_gave_the_same_answer_keeps_it(tmp_path: Path) -> None:
    """An erase takes one learner's copy: what another entered stands in their own stream, and nowhere else."""
    school = school_with(open_sqlite(tmp_path / FILE_NAME), "heron")
    wrong(school, "heron", PRACTISED)
    record = school.service.services.record

    school.service.ok("DELETE", f"/v1/learners/{CANARY}", school.service.key(Role.ADMIN))

    kept = [one.stream for one in record.scan() if PRACTISED.encode() in one.event.payload]
    assert {"learner/school/heron"} == set(kept)
    assert {PRACTISED} == holds(tmp_path, HANDED_IN, PRACTISED, ANNOTATED)
    asyncio.run(record.close())


@pytest.mark.parametrize(
    ("words", "text", "shown"),
    [
        ("template/root-of-top-only", "What becomes of $\\frac{4}{9}$? Try 12,5.", "What becomes of …? Try …"),
        ("model/halves/sum/0123", "You took 3 from $x$.", "You took … from …."),
        (f"rung/{ITEM}/sum/0", "Add $3$ first.", "Add $3$ first."),
    ],
)
def test_what_is_kept_of_withdrawn_words_names_no_one_s_numbers(words: str, text: str, shown: str) -> None:
    """An author's stand as they are; what was filled in from an answer does not."""
    assert shown == bare(words, text)
