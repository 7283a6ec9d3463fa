"""What the API promises of homework: pasted, given, handed in, corrected, looked over and graded."""

import asyncio
import functools
from typing import Any

import pytest

from api.access import Role
from api.pasting import Asked, Foresight, Nothing, Paster, Proposals, Unseen
from api.pasting_helper import foresee_all, propose_all
from item_bank.bank import Bank
from item_bank.ids import ItemId
from item_bank.pasting.drafted import Draft
from item_bank.pasting.matching import Index, index_of
from item_bank.pasting.problem import SolvedProblem
from practice.correction.assignment import AssignedProblem, Assignment
from practice.ids import AssignmentId, ClassId, ProblemId
from practice.record.contract import Record
from tests.api.service import Service, starter

CLASS = "/v1/classes/tigers"
HW = f"{CLASS}/assignments/hw1"
WORK = "/v1/learners/{}/assignments/hw1"


@functools.cache
def index() -> Index:
    """Look through the starter bank, once."""
    return index_of(starter())


@functools.cache
def proposed(text: str, name: str, language: str) -> Proposals:
    """Solve a paste, once."""
    draft = Draft(id=ItemId(name), language=language, license="For this class", attribution="Your teacher")
    return propose_all(Asked(text=text, draft=draft), index(), None)


class Here:
    """Solves pastes in this process, as the helper does in its own."""

    async def ask(self, bank: Bank, asked: Asked) -> Proposals | Nothing:
        """Solve a paste."""
        assert bank is starter()
        return proposed(asked.text, asked.draft.id, asked.draft.language)

    async def foresee(self, bank: Bank, unseen: Unseen) -> Foresight | Nothing:
        """Look ahead."""
        return foresee_all(unseen, bank)

    async def close(self) -> None:
        """Hold nothing."""


class School:
    """A service with a class, a teacher and learners."""

    def __init__(self, *learners: str, record: Record | None = None) -> None:
        self.service = Service(record)
        self.service.services.paster = Here()
        self.teacher = self.service.key(Role.TEACHER)
        self.tokens = {name: self.service.learner(name) for name in learners}
        self.service.ok("POST", "/v1/classes", self.teacher, json={"id": "tigers", "name": "Tigers"})
        for name in learners:
            self.service.ok("PUT", f"{CLASS}/learners/{name}", self.teacher)

    def ok(self, method: str, path: str, body: object = None, *, by: str | None = None) -> Any:  # noqa: ANN401 - JSON
        """Ask as the teacher, or as a learner."""
        return self.service.ok(method, path, self.tokens[by] if by else self.teacher, json=body)

    def refused(self, method: str, path: str, body: object = None, *, by: str | None = None) -> tuple[int, str]:
        """Ask for what is refused."""
        return self.service.refused(method, path, self.tokens[by] if by else self.teacher, json=body)

    def publish(self, **changed: object) -> Any:  # noqa: ANN401 - JSON
        """Give the class its homework."""
        body = {
            "id": "hw1",
            "title": "Monday",
            "problems": [
                {"is": "pasted", "label": "1", "text": "1/2 + 1/4", "skill": "add-unlike-fractions"},
                {"is": "pasted", "label": "2", "text": "2x + 1 = 11", "skill": "two-step-equations"},
                {"is": "pasted", "label": "3", "text": "Tom eats 2 of 3 apples. -> 1", "skill": "add-whole-numbers"},
                {"is": "item", "label": "4", "item": "add-same-denominator"},
            ],
            **changed,
        }
        return self.ok("POST", f"{CLASS}/assignments", body)

    def hand_in(self, learner: str, **answers: str) -> Any:  # noqa: ANN401 - JSON
        """Enter answers and hand them in."""
        path = WORK.format(learner)
        shown = {one["id"]: one for one in self.ok("GET", path, by=learner)["problems"]}
        for name, text in answers.items():
            problem = name.removeprefix("p")
            step = shown[problem]["steps"][0]["id"]
            entered = [{"step": step, "response": {"kind": "final", "text": text}}]
            self.ok("PUT", f"{path}/problems/{problem}", {"entered": entered}, by=learner)
        return self.ok("POST", f"{path}/hand-in", by=learner)

    def answer(self, learner: str, opened: Any, text: str) -> Any:  # noqa: ANN401 - JSON
        """Answer an opportunity's open step."""
        path = f"/v1/learners/{learner}/opportunities/{opened['opportunity']}"
        view = self.ok("GET", path, by=learner)
        body = {"step": view["open"][0], "response": {"kind": "final", "text": text}}
        return self.ok("PUT", f"{path}/tries/{view['next_n']}", body, by=learner)


@pytest.mark.slow
def test_a_paste_is_read_line_by_line_and_records_nothing() -> None:
    """Each problem comes with its key, its like in the bank, or why there is none."""
    school = School()
    text = "1) 1/2 + 1/4\n2) 2x + 1 = 11 -> 6\n3) How old is Tom?\n4) 3 + * 4"
    sent = school.ok("POST", f"{CLASS}/problems", {"text": text})["proposals"]
    found = [one["proposal"] for one in sent]
    assert "math" in {segment["kind"] for segment in sent[0]["shown"]["segments"]}

    assert ["solved", "solved", "unsolved", "unsolved"] == [one["problem"]["is"] for one in found]
    assert "3/4" == found[0]["problem"]["answer"]
    assert "add-unlike-fractions" == found[0]["skills"][0]["skill"]
    assert "contradicts" == found[1]["problem"]["typed"]
    assert "words" == found[2]["problem"]["why"]
    assert {"assignments": []} == school.ok("GET", f"{CLASS}/assignments")


PROBLEMS = [
    {"is": "pasted", "label": "1", "text": "1/2 + 1/4", "skill": "add-unlike-fractions"},
    {"is": "pasted", "label": "2", "text": "2x + 1 = 11", "skill": "two-step-equations"},
    {"is": "item", "label": "3", "item": "add-same-denominator"},
]


def test_a_teacher_sees_what_learners_would_see_before_anything_is_given() -> None:
    """The likeliest wrong answers come with what was done, and what is told try by try under the directive."""
    school = School()
    body = {"title": "Monday", "problems": PROBLEMS, "directive": {"rungs": 1}}
    sent = school.ok("POST", f"{CLASS}/assignments/preview", body)["problems"]

    assert ["1", "2", "3"] == [one["id"] for one in sent]
    assert "3/4" == sent[0]["answer"]
    first = sent[0]["wrong"][0]
    assert ("1/3", "added") == (first["text"], first["mistake"].split()[0])
    assert ["incorrect", "incorrect"] == [told["verdict"] for told in first["told"]]
    assert first["told"][0]["hint"]["specificity"] == "mistake"
    assert first["told"][0]["ended"] is None
    assert first["told"][1]["ended"]
    assert {"assignments": []} == school.ok("GET", f"{CLASS}/assignments")


def test_problems_are_chosen_by_skills_and_given_like_any_others() -> None:
    """As many as asked for, of each skill, with prompt and key; what somebody of the class has had comes last."""
    school = School("otter")
    asked = {"skills": ["add-unlike-fractions", "two-step-equations"], "count": 5}
    found = school.ok("POST", f"{CLASS}/selection", asked)["problems"]
    assert [0, 1, 0, 1, 0] == [asked["skills"].index(one["skill"]) for one in found]
    assert all(one["shown"]["text"] and one["answer"] for one in found)
    chosen = [
        {"is": "item", "label": str(place), "item": one["item"], "variant": one["variant"]}
        for place, one in enumerate(found, 1)
    ]
    given = school.publish(problems=chosen)
    assert [one["answer"] for one in found] == [one["answer"] for one in given["problems"]]
    school.ok("POST", f"{WORK.format('otter')}/hand-in", by="otter")
    again = school.ok("POST", f"{CLASS}/selection", asked)["problems"]
    assert not {(one["item"], one["variant"]) for one in found} & {(one["item"], one["variant"]) for one in again}
    assert (404, "unknown_skill_or_item") == school.refused(
        "POST", f"{CLASS}/selection", {"skills": ["juggling"], "count": 1}
    )


def test_what_is_foreseen_is_what_comes() -> None:
    """The first help that a preview shows is that which the learner gets for the same answer."""
    school = School("otter")
    ahead = school.ok("POST", f"{CLASS}/assignments/preview", {"title": "Monday", "problems": PROBLEMS})["problems"]
    school.publish(problems=PROBLEMS)
    foreseen = {one["id"]: one["wrong"][0] for one in ahead}
    school.hand_in("otter", **{f"p{name}": one["text"] for name, one in foreseen.items()})
    for name, one in foreseen.items():
        opened = school.ok("POST", f"{WORK.format('otter')}/problems/{name}/correction", {}, by="otter")
        tried = school.answer("otter", opened, one["text"])
        assert one["told"][0]["hint"]["text"]["text"] == tried["hint"]["text"]["text"]


def of_bank(bank: Bank) -> Assignment:
    """Make an assignment of one item of a bank."""
    problem = AssignedProblem(id=ProblemId("1"), release=bank.release, item=ItemId("add-same-denominator"))
    return Assignment(
        id=AssignmentId("hw"), class_id=ClassId("tigers"), title="Monday", language="de", problems=(problem,)
    )


def test_the_whole_way_from_teacher_to_learner_to_teacher() -> None:
    """Given, handed in, clustered, annotated, corrected with the teacher's words, proven, graded."""
    school = School("otter", "heron")
    given = school.publish()
    assert [True, True, True, True] == [one["provable"] for one in given["problems"]]
    assert ["3/4", "5", "1"] == [one["answer"] for one in given["problems"]][:3]

    done = school.hand_in("otter", p1="2/6", p2="5", p3="1")
    assert ["wrong", "right", "right", "blank"] == [one["outcome"] for one in done["problems"]]
    school.hand_in("heron", p1="2/6", p2="5", p3="1", p4="1/1000")

    review = school.ok("GET", HW)
    assert (2, 2) == (review["handed_in"], review["members"])
    cluster = review["clusters"][0]
    assert ("1", 2, 1.0) == (cluster["problem"], cluster["count"], cluster["share"])
    assert ["2/6"] == cluster["examples"]
    words = {name: cluster[name] for name in ("problem", "step")} | {"cluster": cluster["key"]}
    leaking = {**words, "text": "It is 3/4."}
    assert (422, "words_leak") == school.refused("PUT", f"{HW}/words", leaking)
    made_up = {**words, "cluster": "answer/7/9", "text": "What do halves and quarters share?"}
    assert (404, "unknown_cluster") == school.refused("PUT", f"{HW}/words", made_up)
    school.ok("PUT", f"{HW}/words", {**words, "text": "What do halves and quarters share?", "name": "Ms Okafor"})

    opened = school.ok("POST", f"{WORK.format('otter')}/problems/1/correction", {}, by="otter")
    assert "correction" == opened["reason"]["code"]
    tried = school.answer("otter", opened, "2/6")
    assert "teacher" == tried["hint"]["source"]
    assert "Ms Okafor: What do halves and quarters share?" == tried["hint"]["text"]["text"]
    assert "teacher" != school.answer("otter", opened, "2/6")["hint"]["source"]
    assert "correct" == school.answer("otter", opened, "3/4")["judged"]["verdict"]
    proof = school.ok("POST", f"{WORK.format('otter')}/problems/1/correction", {}, by="otter")
    assert "proof" == proof["reason"]["code"]
    bank = school.service.services.banks.of(proof["release"])
    assert bank is not None
    key = bank.open(ItemId(proof["item"]), proof["variant"]).steps[0].step.answer.value
    school.answer("otter", proof, str(key))

    work = school.ok("GET", WORK.format("otter"), by="otter")
    assert "repaired_with_help" == work["problems"][0]["status"]
    assert {"original": 0, "final": 100} == work["problems"][0]["credit"]
    assert "correcting" == work["state"]
    rows = {row["learner"]: row for row in school.ok("GET", HW)["learners"]}
    assert "repaired_with_help" == rows["otter"]["problems"][0]["status"]


def test_a_verdict_is_overridden_for_everybody_and_taken_back() -> None:
    """What the teacher calls right is right for each who gave it."""
    school = School("otter", "heron")
    school.publish()
    for learner in ("otter", "heron"):
        school.hand_in(learner, p1="3/4", p2="77", p3="1", p4="x")
    cluster = next(one for one in school.ok("GET", HW)["clusters"] if one["problem"] == "2")
    body = {"problem": "2", "step": cluster["step"], "cluster": cluster["key"], "right": True}
    review = school.ok("PUT", f"{HW}/verdicts", body)
    assert [False, False] == [row["problems"][1]["missed"] for row in review["learners"]]
    review = school.ok("PUT", f"{HW}/verdicts", {**body, "right": False})
    assert [True, True] == [row["problems"][1]["missed"] for row in review["learners"]]
    for odd in ({"cluster": "answer/78"}, {"cluster": ""}, {"step": "nowhere"}, {"problem": "3"}):
        assert (404, "unknown_cluster") == school.refused("PUT", f"{HW}/verdicts", {**body, **odd})


@pytest.mark.parametrize(("answer", "other"), [("77", "78"), ("x", "y x"), ("10/2 + 1 = 6", "7")])
def test_who_comes_to_an_answer_while_correcting_that_counts_as_right_has_it(answer: str, other: str) -> None:
    """Whether it was wrong or could not be read, and also where the exercise was open before the teacher said so."""
    school = School("otter", "heron")
    school.publish()
    school.hand_in("otter", p1="3/4", p2=answer, p3="1", p4="1/2")
    school.hand_in("heron", p1="3/4", p2=other, p3="1", p4="1/2")
    before = school.ok("POST", f"{WORK.format('heron')}/problems/2/correction", {}, by="heron")
    assert "correct" != school.answer("heron", before, answer)["judged"]["verdict"]
    cluster = next(one for one in school.ok("GET", HW)["clusters"] if one["examples"] == [answer])
    body = {"problem": "2", "step": cluster["step"], "cluster": cluster["key"]}
    school.ok("PUT", f"{HW}/verdicts", {**body, "right": True})
    judged = school.answer("heron", before, answer)["judged"]
    assert ("correct", "by_teacher") == (judged["verdict"], judged["reason"])
    work = school.ok("GET", WORK.format("heron"), by="heron")
    assert "proof" == work["problems"][1]["phase"]
    proof = school.ok("POST", f"{WORK.format('heron')}/problems/2/correction", {}, by="heron")
    assert "by_teacher" != school.answer("heron", proof, answer)["judged"]["reason"]


def test_a_mistake_with_a_name_that_counts_as_right_does_so_while_correcting() -> None:
    """Any answer that shows it, until the teacher takes that back."""
    school = School("otter", "heron", "wren")
    school.publish()
    for learner, first in (("otter", "2/6"), ("heron", "7"), ("wren", "7")):
        school.hand_in(learner, p1=first, p2="5", p3="1", p4="1/2")
    opened = {
        name: school.ok("POST", f"{WORK.format(name)}/problems/1/correction", {}, by=name) for name in ("heron", "wren")
    }
    cluster = next(one for one in school.ok("GET", HW)["clusters"] if one["examples"] == ["2/6"])
    body = {"problem": "1", "step": cluster["step"], "cluster": cluster["key"]}
    assert body["cluster"].startswith("idea/")
    school.ok("PUT", f"{HW}/verdicts", {**body, "right": True})
    assert "correct" == school.answer("heron", opened["heron"], "2/6")["judged"]["verdict"]
    school.ok("PUT", f"{HW}/verdicts", {**body, "right": False})
    assert "incorrect" == school.answer("wren", opened["wren"], "2/6")["judged"]["verdict"]


def test_the_teacher_excuses_reopens_and_moves_due_dates() -> None:
    """One learner's exceptions are theirs alone."""
    school = School("otter", "heron")
    now = school.service.now
    school.publish(dates={"due": now + 1_000, "closes_after_ms": 0})
    school.hand_in("otter", p1="2/6", p2="5", p3="1", p4="x")
    row = f"{HW}/learners/otter"
    excused = school.ok("POST", f"{row}/problems/1", {"act": "excuse"})["learners"]
    by_name = {one["learner"]: one for one in excused}
    assert "excused" == by_name["otter"]["problems"][0]["status"]
    assert {"original": 0, "final": None} == by_name["otter"]["problems"][0]["credit"]
    again = school.ok("POST", f"{row}/problems/1", {"act": "reopen"})["learners"]
    assert "open" == {one["learner"]: one for one in again}["otter"]["problems"][0]["status"]
    school.service.now += 2_000
    assert (409, "assignment_closed") == school.refused("POST", f"{WORK.format('heron')}/hand-in", by="heron")
    school.ok("PUT", f"{HW}/learners/heron/due", {"due": now + 9_000})
    school.hand_in("heron", p1="3/4")
    assert (404, "unknown_learner") == school.refused("PUT", f"{HW}/learners/nobody/due", {"due": None})


@pytest.mark.parametrize("decided", [True, False])
def test_nobody_waits_over_an_answer_that_counts_as_right_by_now(decided: bool) -> None:
    """Whether the teacher said so of a dispute or at the mistake: the word goes to its learner, others are settled."""
    school = School("otter", "heron", "wren")
    school.publish(directive={"rungs": 1})
    for learner in school.tokens:
        school.hand_in(learner, p1="2/6", p2="77", p3="1", p4="1/2")
    for learner in ("otter", "heron"):
        school.ok("POST", f"{WORK.format(learner)}/problems/2/dispute", by=learner)
    school.ok("POST", f"{WORK.format('heron')}/problems/1/dispute", by="heron")
    opened = school.ok("POST", f"{WORK.format('wren')}/problems/2/correction", {}, by="wren")
    for text in ("9", "8"):
        school.answer("wren", opened, text)
    assert ["wren"] == [one["learner"] for one in school.ok("GET", f"{CLASS}/queue")["waiting"]]
    first = school.ok("GET", f"{CLASS}/disputes")["disputes"][0]
    if decided:
        body = {"learner": "otter", "dispute": first["dispute"], "right": True, "word": "Well seen."}
        school.ok("PUT", f"{CLASS}/disputes", body)
    else:
        cluster = next(one for one in school.ok("GET", HW)["clusters"] if one["problem"] == "2")
        body = {"problem": "2", "step": cluster["step"], "cluster": cluster["key"], "right": True}
        school.ok("PUT", f"{HW}/verdicts", body)
    assert [("heron", "1")] == [
        (one["learner"], one["problem"]) for one in school.ok("GET", f"{CLASS}/disputes")["disputes"]
    ]
    assert [] == school.ok("GET", f"{CLASS}/queue")["waiting"]
    told = school.ok("GET", "/v1/learners/otter/disputes", by="otter")["disputes"]
    assert [(True, "Well seen." if decided else "")] == [(one["right"], one["word"]) for one in told]


@pytest.mark.parametrize("act", ["excuse", "reopen"])
def test_who_is_let_go_or_begins_anew_waits_for_the_teacher_no_more(act: str) -> None:
    """What is done about the problem takes it off the list of who waits, and nothing else that waits."""
    school = School("otter")
    school.publish(directive={"rungs": 1})
    school.hand_in("otter", p1="2/6", p2="77", p3="1", p4="1/2")
    for problem in ("1", "2"):
        opened = school.ok("POST", f"{WORK.format('otter')}/problems/{problem}/correction", {}, by="otter")
        for text in ("9", "8"):
            school.answer("otter", opened, text)
    waiting = school.ok("GET", f"{CLASS}/queue")["waiting"]
    assert ["hw1.1.rework1", "hw1.2.rework1"] == [one["opportunity"] for one in waiting]
    school.ok("POST", f"{HW}/learners/otter/problems/1", {"act": act})
    waiting = school.ok("GET", f"{CLASS}/queue")["waiting"]
    assert ["hw1.2.rework1"] == [one["opportunity"] for one in waiting]


def test_a_correction_that_time_ended_is_said_so_to_both_and_more_time_opens_it() -> None:
    """The learner, the review and the class's page all tell it; a moved date brings it back where it was."""
    school = School("otter")
    now = school.service.now
    school.publish(dates={"due": now + 1_000, "closes_after_ms": 0})
    school.hand_in("otter", p1="2/6", p2="5", p3="1", p4="x")

    def seen() -> list[object]:
        work = school.ok("GET", WORK.format("otter"), by="otter")
        (row,) = school.ok("GET", HW)["learners"]
        (stands,) = school.ok("GET", f"{CLASS}/snapshot")["learners"][0]["stands"]
        return [work["state"], work["problems"][0]["status"], row["problems"][0]["status"], stands["open"]]

    assert ["correcting", "open", "open"] == seen()[:3]
    still = seen()[3]
    assert still
    school.service.now += 1_001
    assert ["closed", "expired", "expired", 0] == seen()
    school.ok("PUT", f"{HW}/learners/otter/due", {"due": now + 9_000})
    assert ["correcting", "open", "open", still] == seen()


def test_a_date_beyond_the_calendar_is_refused() -> None:
    """A year of five digits is a slip of the keyboard."""
    school = School("otter")
    school.publish()
    far = 10**17
    sent = {"dates": {"due": far}, "even_past": True}
    assert (422, "bad_dates") == school.refused("PUT", f"{HW}/dates", sent)
    assert (400, "bad_body") == school.refused("PUT", f"{HW}/learners/otter/due", {"due": far})


def test_what_cannot_be_given_is_refused_by_its_number() -> None:
    """A problem without a key, a contradiction, a label twice, what the bank has not, dates that make no sense."""
    school = School()
    path = f"{CLASS}/assignments"

    def body(*problems: object, **more: object) -> dict[str, object]:
        return {"title": "T", "problems": list(problems), **more}

    unsolved = (422, "problem_unsolved")
    words = {"is": "pasted", "label": "1", "text": "How old is Tom?"}
    assert unsolved == school.refused("POST", path, body(words))
    assert unsolved == school.refused("POST", path, body({**words, "text": "2x + 1 = 11 -> 6"}))
    assert unsolved == school.refused("POST", path, body({**words, "text": "1) 1+1 2) 2+2"}))
    fine = {**words, "text": "2x + 1 = 11"}
    assert unsolved == school.refused("POST", path, body(fine, fine))
    unknown = (404, "unknown_skill_or_item")
    assert unknown == school.refused("POST", path, body({**fine, "skill": "flying"}))
    assert unknown == school.refused("POST", path, body({"is": "item", "label": "1", "item": "nothing"}))
    late = (422, "bad_dates")
    assert late == school.refused("POST", path, body(fine, dates={"due": 5}))
    assert (400, "bad_body") == school.refused("POST", path, body())
    assert (400, "bad_body") == school.refused("POST", path, body({**fine, "label": "1.2"}))
    assert (404, "unknown_class") == school.refused("POST", "/v1/classes/lions/assignments", body(fine))
    school.publish()
    assert (409, "assignment_exists") == school.refused("POST", path, body(fine, id="hw1"))


def test_nobody_reaches_another_s_homework() -> None:
    """A learner sees their own alone, and no teacher's route; another class's assignment does not exist."""
    school = School("otter", "heron")
    school.publish()
    stranger = school.service.learner("stoat")
    for method, path in (("GET", WORK.format("otter")), ("POST", f"{WORK.format('otter')}/hand-in")):
        assert (403, "not_allowed") == school.refused(method, path, by="heron") or (404, "not_found") == school.refused(
            method, path, by="heron"
        )
    assert (404, "unknown_assignment") == school.service.refused("GET", WORK.format("stoat"), stranger)
    assert (403, "not_allowed") == school.refused("GET", HW, by="otter")
    assert (404, "unknown_assignment") == school.refused("GET", f"{CLASS}/assignments/other")


def test_a_withdrawn_assignment_takes_nothing_and_keeps_what_was_done() -> None:
    """What was handed in stays to be looked at."""
    school = School("otter", "heron")
    school.publish()
    school.hand_in("otter", p1="2/6")
    assert school.ok("DELETE", HW)["withdrawn"] is True
    assert (409, "assignment_withdrawn") == school.refused("POST", f"{WORK.format('heron')}/hand-in", by="heron")
    correcting = f"{WORK.format('otter')}/problems/1/correction"
    assert (409, "assignment_withdrawn") == school.refused("POST", correcting, {}, by="otter")
    assert 1 == school.ok("GET", HW)["handed_in"]


def test_the_review_comes_first_where_the_teacher_says_so() -> None:
    """No correction opens until the class's mistakes were gone over."""
    school = School("otter")
    school.publish(directive={"opens_after_review": True})
    school.hand_in("otter", p1="2/6")
    correcting = f"{WORK.format('otter')}/problems/1/correction"
    assert (409, "not_open_yet") == school.refused("POST", correcting, {}, by="otter")
    assert school.ok("POST", f"{HW}/corrections")["corrections_open"] is True
    assert "1" == school.ok("POST", correcting, {}, by="otter")["assignment"].removeprefix("hw")


@pytest.mark.slow
def test_the_helper_solves_in_a_process_of_its_own_and_is_started_again() -> None:
    """A paste is answered by another process, and so is the next after that one was lost."""

    async def story() -> None:
        paster, bank = Paster(), starter()
        draft = Draft(id=ItemId("hw"), language="en", license="For this class", attribution="Your teacher")
        try:
            for _ in range(2):
                found = await paster.ask(bank, Asked(text="2x + 1 = 11", draft=draft))
                assert isinstance(found, Proposals)
                (one,) = found.proposals
                assert isinstance(one.problem, SolvedProblem)
                assert one.problem.answer == "5"
                ahead = await paster.foresee(bank, Unseen(assignment=of_bank(bank), at=1_700_000_000_000))
                assert isinstance(ahead, Foresight)
                assert len(ahead.problems[0].wrong) == 3
                await paster.close()
        finally:
            await paster.close()

    asyncio.run(story())
