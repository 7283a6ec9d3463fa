"""What the API promises of groups, accommodations, and those who come late or go early."""

import asyncio
import re
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

import api
from item_bank.template import Grades
from practice.allowances import ChangedMeanwhile
from practice.allowances import allow as allow_now
from practice.classroom.accommodations import Accommodations
from practice.correction.dates import DueDates
from practice.ids import AssignmentId, LearnerId
from tests.api.sent.test_homework import CLASS, HW, WORK, School
from tests.api.service import SCHOOL

DAY = 86_400_000
OTHER = "/v1/classes/lions"
FORM = Path(api.__file__).with_name("web") / "teach/classes_support.js"


def due(school: School, learner: str) -> Any:  # noqa: ANN401 - JSON
    """Return when the homework is due for a learner, as they are told."""
    return school.ok("GET", WORK.format(learner), by=learner)["due"]


def group(school: School, name: str, *learners: str) -> str:
    """Make a group of some learners; return its id."""
    made = school.ok("POST", f"{CLASS}/groups", {"name": name})["groups"][-1]
    for learner in learners:
        school.ok("PUT", f"{CLASS}/groups/{made['id']}/learners/{learner}")
    return str(made["id"])


def wait(school: School, milliseconds: int) -> None:
    """Let time go by, and give everybody a new token."""
    school.service.now += milliseconds
    school.tokens = {name: school.service.token(name) for name in school.tokens}


def allow(school: School, learner: str, after: int = 0, **allowed: object) -> Any:  # noqa: ANN401 - JSON
    """Allow a learner something."""
    body = {"accommodations": allowed, "after": after}
    return school.ok("PUT", f"/v1/learners/{learner}/accommodations", body)


def test_a_group_s_date_holds_for_its_learners_wherever_a_date_is_asked_for() -> None:
    """The learner's page, what is taken, what it is worth, the teacher's table: the latest of the learner's groups."""
    school = School("otter", "heron", "stoat")
    now = school.service.now
    early, later = group(school, "Early", "otter"), group(school, "Later", "otter", "heron")
    dates = {"due": now + DAY, "groups": {early: now + 2 * DAY, later: now + 3 * DAY}, "closes_after_ms": 0}
    school.publish(dates=dates)
    assert [now + 3 * DAY, now + 3 * DAY, now + DAY] == [due(school, one) for one in ("otter", "heron", "stoat")]
    rows = {row["learner"]: row for row in school.ok("GET", HW)["learners"]}
    assert [now + 3 * DAY, [early, later]] == [rows["otter"]["due"], rows["otter"]["groups"]]
    wait(school, 2 * DAY)
    assert (409, "assignment_closed") == school.refused("POST", f"{WORK.format('stoat')}/hand-in", by="stoat")
    done = school.hand_in("heron", p1="3/4", p2="5", p3="1")
    assert 100 == done["problems"][0]["credit"]["final"]
    school.ok("DELETE", f"{CLASS}/groups/{later}/learners/otter")
    assert now + 2 * DAY == due(school, "otter")
    school.ok("DELETE", f"{CLASS}/groups/{early}")
    assert now + DAY == due(school, "otter")


def test_groups_are_named_and_refuse_what_is_not_there() -> None:
    """A group has a name and learners of the class; a date of a group that is not there is refused."""
    school = School("otter")
    school.service.learner("stranger")
    early = group(school, "Early", "otter")
    assert [{"id": early, "name": "Early", "learners": ["otter"]}] == school.ok("GET", CLASS)["groups"]
    assert "First" == school.ok("PUT", f"{CLASS}/groups/{early}", {"name": "First"})["groups"][0]["name"]
    assert (404, "unknown_group") == school.refused("PUT", f"{CLASS}/groups/none", {"name": "x"})
    assert (404, "unknown_group") == school.refused("PUT", f"{CLASS}/groups/none/learners/otter")
    assert (404, "unknown_learner") == school.refused("PUT", f"{CLASS}/groups/{early}/learners/stranger")
    body = {"title": "T", "problems": [{"is": "item", "label": "1", "item": "add-same-denominator"}]}
    dates = {"due": school.service.now + DAY, "groups": {"none": school.service.now + DAY}}
    assert (422, "bad_dates") == school.refused("POST", f"{CLASS}/assignments", {**body, "dates": dates})
    for _ in range(49):
        group(school, "Another")
    assert (409, "too_many_groups") == school.refused("POST", f"{CLASS}/groups", {"name": "Too many"})


def test_more_time_moves_a_learner_s_date_and_an_own_date_outranks_it() -> None:
    """Days and shares are added to the class's date; a date of their own stands as it was set."""
    school = School("otter", "heron")
    now = school.service.now
    allow(school, "otter", days=2)
    allow(school, "heron", percent=50)
    school.publish(dates={"due": now + 2 * DAY})
    assert [now + 4 * DAY, now + 3 * DAY] == [due(school, "otter"), due(school, "heron")]
    school.ok("PUT", f"{HW}/learners/otter/due", {"due": now + DAY})
    assert now + DAY == due(school, "otter")


def test_more_help_and_more_tries_hold_in_a_correction() -> None:
    """With one rung by directive the second wrong answer ends it; who is allowed more goes on."""
    school = School("otter", "heron")
    allow(school, "otter", rungs=1, tries=2)
    school.publish(directive={"rungs": 1})
    tried = {}
    for learner in ("otter", "heron"):
        school.hand_in(learner, p1="2/6", p2="5", p3="1")
        opened = school.ok("POST", f"{WORK.format(learner)}/problems/1/correction", {}, by=learner)
        first = school.answer(learner, opened, "2/6")
        tried[learner] = (first["tries_left"], school.answer(learner, opened, "1/6")["ended"])
    assert tried["heron"][0] + 2 == tried["otter"][0]
    assert tried["heron"][1]["how"] == "out_of_help"
    assert tried["otter"][1] is None


def test_a_learner_s_reading_band_holds_in_place_of_the_directive_s() -> None:
    """What binds a correction has the learner's band where there is one, and else the directive's."""
    school = School("otter", "heron")
    allow(school, "otter", reading="1-2")
    school.publish(directive={"reading": "6-8"})
    bands = {}
    for learner in ("otter", "heron"):
        school.hand_in(learner, p1="2/6")
        school.ok("POST", f"{WORK.format(learner)}/problems/1/correction", {}, by=learner)
        known = school.service.services.session.known(SCHOOL, LearnerId(learner))
        assert known is not None
        (opened,) = known.state.opportunities.values()
        assert opened.bounds is not None
        bands[learner] = opened.bounds.reading
    assert {"otter": "1-2", "heron": "6-8"} == bands


def test_a_learner_s_language_holds_where_the_page_asks_for_no_other() -> None:
    """Exercises that have it come in it, corrections too; what the page asks for still comes first."""
    school = School("otter")
    allow(school, "otter", language="de")
    school.publish()
    work = school.ok("GET", WORK.format("otter"), by="otter")
    assert ["de", "de"] == [work["language"], work["own_language"]]
    assert "de" == work["problems"][3]["exercise"]["language"]
    school.hand_in("otter", p4="1/1000")
    correct = f"{WORK.format('otter')}/problems/4/correction"
    assert "de" == school.ok("POST", correct, {}, by="otter")["shown"]["language"]


def test_of_two_who_change_the_same_the_later_one_is_told() -> None:
    """What a learner is allowed, and dates: nothing is undone unseen, and the refusal says what to do."""
    school = School("otter")
    assert 1 == allow(school, "otter", days=1)["n"]
    path = "/v1/learners/otter/accommodations"
    assert (409, "changed_meanwhile") == school.refused("PUT", path, {"accommodations": {"days": 9}, "after": 0})
    assert {"n": 1, "accommodations": {"days": 1}} == school.ok("GET", path)
    school.publish()
    dates = {"due": school.service.now + DAY}
    assert 1 == school.ok("PUT", f"{HW}/dates", {"dates": dates, "after": 0})["revision"]
    assert (409, "changed_meanwhile") == school.refused("PUT", f"{HW}/dates", {"dates": {}, "after": 0})
    assert dates["due"] == school.ok("GET", HW)["assignment"]["dates"]["due"]


def test_of_two_at_the_very_same_moment_one_is_told() -> None:
    """Sent together with the same number, one change is kept and the other refused, of dates and of allowances."""
    school = School("otter")
    school.publish()
    services, now = school.service.services, school.service.now
    given = services.assignments.find(SCHOOL, AssignmentId("hw1"))
    assert given is not None

    async def together() -> tuple[list[object], list[object]]:
        dates = (
            services.assignments.change_dates(SCHOOL, given, DueDates(due=now + n), after=0, now=now) for n in (1, 2)
        )
        told = await asyncio.gather(*dates)
        allowed = (
            allow_now(services.record, SCHOOL, LearnerId("otter"), Accommodations(days=n), after=0, now=now)
            for n in (1, 2)
        )
        return list(told), list(await asyncio.gather(*allowed))

    told, allowed = asyncio.run(together())
    assert [False, True] == sorted(isinstance(one, ChangedMeanwhile) for one in told)
    assert [False, True] == sorted(isinstance(one, ChangedMeanwhile) for one in allowed)


def test_what_a_learner_is_allowed_is_the_teacher_s_to_see() -> None:
    """The learner may not read it, and neither their page nor the class's table says that it is so."""
    school = School("otter")
    allow(school, "otter", days=3, rungs=1)
    school.publish(dates={"due": school.service.now + DAY})
    assert (403, "not_allowed") == school.refused("GET", "/v1/learners/otter/accommodations", by="otter")
    for page in (school.ok("GET", WORK.format("otter"), by="otter"), school.ok("GET", HW)):
        assert "accommodat" not in str(page)
        assert "allowed" not in str(page)


@pytest.mark.parametrize(("days", "asked"), [(0, True), (2, False)])
def test_who_joins_late_is_asked_what_is_still_open(days: int, asked: bool) -> None:
    """What was due before they came is neither asked of them nor held against them, unless the teacher gives it."""
    school = School("otter")
    school.publish(dates={"due": school.service.now + DAY})
    wait(school, days * DAY)
    school.tokens["heron"] = school.service.learner("heron")
    school.ok("PUT", f"{CLASS}/learners/heron")
    listed = school.ok("GET", "/v1/learners/heron/assignments", by="heron")["assignments"]
    assert asked == (len(listed) == 1)
    assert (2 if asked else 1) == school.ok("GET", HW)["members"]
    school.ok("PUT", f"{HW}/learners/heron/due", {"due": school.service.now + DAY})
    assert "to_do" == school.ok("GET", WORK.format("heron"), by="heron")["state"]


def test_who_is_taken_out_in_mid_correction_is_told_and_loses_nothing() -> None:
    """What they did stays to be looked at, takes nothing, and goes on where it was when they are back."""
    school = School("otter", "heron")
    school.publish()
    school.hand_in("otter", p1="2/6", p2="5", p3="1")
    opened = school.ok("POST", f"{WORK.format('otter')}/problems/1/correction", {}, by="otter")
    school.answer("otter", opened, "2/6")
    school.ok("DELETE", f"{CLASS}/learners/otter")
    school.ok("DELETE", f"{CLASS}/learners/heron")
    work = school.ok("GET", WORK.format("otter"), by="otter")
    assert ["left", "wrong"] == [work["state"], work["problems"][0]["outcome"]]
    correct = f"{WORK.format('otter')}/problems/1/correction"
    assert (409, "not_in_class") == school.refused("POST", correct, {}, by="otter")
    assert (409, "not_in_class") == school.refused("POST", f"{WORK.format('otter')}/hand-in", by="otter")
    assert (404, "unknown_assignment") == school.refused("GET", WORK.format("heron"), by="heron"), "nothing was done"
    assert 0 == school.ok("GET", HW)["members"]
    school.ok("PUT", f"{CLASS}/learners/otter")
    again = school.ok("POST", correct, {}, by="otter")
    assert opened["opportunity"] == again["opportunity"]
    assert 2 == again["next_n"]


def test_a_learner_in_two_classes_has_the_work_of_each() -> None:
    """Leaving one class takes nothing of the other's."""
    school = School("otter")
    school.publish()
    school.ok("POST", "/v1/classes", {"id": "lions"})
    school.ok("PUT", f"{OTHER}/learners/otter")
    item = {"is": "item", "label": "1", "item": "add-same-denominator"}
    wait(school, 1)
    school.ok("POST", f"{OTHER}/assignments", {"id": "hw2", "title": "Tuesday", "problems": [item]})
    listed = school.ok("GET", "/v1/learners/otter/assignments", by="otter")["assignments"]
    assert ["hw1", "hw2"] == [one["id"] for one in listed]
    school.ok("DELETE", f"{CLASS}/learners/otter")
    listed = school.ok("GET", "/v1/learners/otter/assignments", by="otter")["assignments"]
    assert ["hw2"] == [one["id"] for one in listed]


def test_what_was_taken_back_in_mid_work_says_so_and_stays() -> None:
    """The learner's page says that it was withdrawn, before handing in and in a correction alike."""
    school = School("otter", "heron")
    school.publish()
    school.hand_in("otter", p1="2/6")
    school.ok("DELETE", HW)
    states = [school.ok("GET", WORK.format(one), by=one)["state"] for one in ("otter", "heron")]
    assert ["withdrawn", "withdrawn"] == states
    assert "wrong" == school.ok("GET", WORK.format("otter"), by="otter")["problems"][0]["outcome"]


def test_a_due_date_in_the_past_wants_to_be_meant() -> None:
    """It is refused with a sentence, and taken once it is confirmed; late work then counts by the steps."""
    school = School("otter")
    item = {"is": "item", "label": "1", "item": "add-same-denominator"}
    body = {"id": "hw1", "title": "T", "problems": [item], "dates": {"due": school.service.now - DAY}}
    assert (422, "bad_dates") == school.refused("POST", f"{CLASS}/assignments", body)
    school.ok("POST", f"{CLASS}/assignments", {**body, "even_past": True})
    assert "to_do" == school.ok("GET", WORK.format("otter"), by="otter")["state"]


def test_the_page_offers_what_the_server_takes() -> None:
    """The teacher's form has each number as far as it may go, and each grade band."""
    page = FORM.read_text()
    offered = {name: int(most) for name, most in re.findall(r'number\("(\w+)", before\.\1, (\d+)\)', page)}
    schema = msgspec.json.schema(Accommodations)["$defs"]["Accommodations"]["properties"]

    assert offered == {name: one["maximum"] for name, one in schema.items() if one.get("type") == "integer"}
    (bands,) = re.findall(r"const BANDS = (\[.*\]);", page)
    assert tuple(msgspec.json.decode(bands)) == get_args(Grades)
    assert all(re.search(rf"accommodations = {{.*\b{name}:", page) for name in Accommodations.__struct_fields__)
