"""What the API promises a teacher who looks: snapshot, changes, replay, help, disputes, the queue."""

import asyncio
from typing import Any

import httpx
import msgspec

from api.access import Role
from practice.ids import TenantId
from tests.api.sent.test_homework import CLASS, HW, School
from tests.api.service import Service

OTTER = "/v1/learners/otter"
ITEM = "add-same-denominator"


def wrong(school: School, learner: str, *texts: str, item: str = ITEM, variant: int = 1) -> str:
    """Practise an exercise of one's own wrongly; return its address."""
    opened = school.ok("POST", f"/v1/learners/{learner}/opportunities", {"item": item, "variant": variant}, by=learner)
    for text in texts:
        school.answer(learner, opened, text)
    return f"/v1/learners/{learner}/opportunities/{opened['opportunity']}"


def stuck(school: School, learner: str) -> str:
    """Ask for help until there is none left; return the exercise's id."""
    opened = school.ok("POST", f"/v1/learners/{learner}/opportunities", {"item": ITEM}, by=learner)
    path = f"/v1/learners/{learner}/opportunities/{opened['opportunity']}"
    while (view := school.ok("GET", path, by=learner))["ended"] is None:
        body = {"step": view["open"][-1], "response": {"kind": "stuck"}}
        school.ok("PUT", f"{path}/tries/{view['next_n']}", body, by=learner)
    return str(opened["opportunity"])


def test_the_snapshot_puts_those_first_who_need_somebody() -> None:
    """
    Stuck before wrong before silent; own practice and assigned told apart; every assignment in figures.
    """
    school = School("ant", "bee", "otter")
    school.publish()
    school.hand_in("bee", p1="2/6", p2="5", p3="1")
    wrong(school, "bee", "1", "2", "3")
    name = stuck(school, "otter")
    seen = school.ok("GET", f"{CLASS}/snapshot")

    assert ["otter", "bee", "ant"] == [one["learner"] for one in seen["learners"]]
    otter, bee, ant = seen["learners"]
    assert [("waits", name)] == [(one["kind"], one["opportunity"]) for one in otter["needs"]]
    assert ["wrong_on"] == [one["kind"] for one in bee["needs"]]
    assert "3 wrong answers in a row" in bee["needs"][0]["sentence"]
    assert ([], 0) == (ant["needs"], ant["last_at"])  # a teacher who puts her in a class is not she at work
    assert (1, 3, 0) == (bee["free"]["exercises"], bee["free"]["wrong"], bee["assigned"]["exercises"])
    # practised and not reached: of how many skills a page says that some are reached
    assert ["practising"] == [one["level"] for one in otter["skills"]]
    assert (2, 2) == (bee["stands"][0]["right"], bee["stands"][0]["missed"])
    [given] = seen["assignments"]
    assert (1, 2, 0) == (given["handed_in"], given["missed"], given["repaired"])

    whole = school.ok("GET", "/v1/school")
    assert [("tigers", 3, 2)] == [(one["id"], one["members"], one["in_need"]) for one in whole["classes"]]
    assert "otter" == whole["classes"][0]["first"][0]["learner"]


def test_an_override_shows_in_the_next_snapshot() -> None:
    """
    What is kept of a learner's work gives way when the teacher's word changes it.
    """
    school = School("otter")
    school.publish()
    school.hand_in("otter", p1="2/6", p2="5", p3="1", p4="1/2")
    assert 1 == school.ok("GET", f"{CLASS}/snapshot")["learners"][0]["stands"][0]["missed"]
    cluster = next(one for one in school.ok("GET", HW)["clusters"] if one["problem"] == "1")
    body = {"problem": "1", "step": cluster["step"], "cluster": cluster["key"], "right": True}
    school.ok("PUT", f"{HW}/verdicts", body)

    assert 0 == school.ok("GET", f"{CLASS}/snapshot")["learners"][0]["stands"][0]["missed"]


def test_the_queue_is_settled_by_the_teacher() -> None:
    """
    Seen or answered takes an entry off, once and for all; another's is not found.
    """
    school = School("otter", "heron")
    name = stuck(school, "otter")
    body = {"learner": "otter", "opportunity": name, "how": "answered"}

    assert [name] == [one["opportunity"] for one in school.ok("GET", f"{CLASS}/queue")["waiting"]]
    assert (404, "unknown_opportunity") == school.refused("PUT", f"{CLASS}/queue", {**body, "learner": "heron"})
    assert (404, "unknown_learner") == school.refused("PUT", f"{CLASS}/queue", {**body, "learner": "wren"})
    assert [] == school.ok("PUT", f"{CLASS}/queue", body)["waiting"]
    assert [] == school.ok("PUT", f"{CLASS}/queue", body)["waiting"]
    assert [] == school.ok("GET", f"{CLASS}/snapshot")["learners"][0]["needs"]
    assert (403, "not_allowed") == school.refused("PUT", f"{CLASS}/queue", body, by="otter")


def test_an_exercise_is_told_again_to_the_teacher_alone() -> None:
    """
    As entered, with verdict, diagnosis, words and their source; its learner has another view.
    """
    school = School("otter")
    path = wrong(school, "otter", " 3 / 1000 ")
    told = school.ok("GET", f"{path}/replay")
    [tried] = told["tries"]

    assert {"kind": "final", "text": " 3 / 1000 ", "format": "text"} == tried["response"] | {"format": "text"}
    assert "incorrect" == tried["judged"]["verdict"]
    assert tried["help"][0]["hint"]["text"]["text"]
    assert tried["help"][0]["hint"]["source"]
    assert tried["right_after_ms"] is None
    assert told["exercise"]["prompt"]["segments"]
    assert (403, "not_allowed") == school.refused("GET", f"{path}/replay", by="otter")
    assert (404, "unknown_opportunity") == school.refused("GET", f"{OTTER}/opportunities/none/replay")


def test_words_are_withdrawn_for_all_and_restored_by_one_request_each() -> None:
    """
    The next learner with the same mistake gets the next best words; restored, the first ones again.
    """
    school = School("otter", "heron", "wren")
    answer = "1/1000"
    wrong(school, "otter", answer, answer)
    [row, *_] = school.ok("GET", f"{CLASS}/help")["help"]
    assert {int} == {type(row[name]) for name in ("shown", "solved", "failed")}
    shown = school.ok("GET", f"/v1/learners/{row['learner']}/opportunities/{row['opportunity']}/replay")
    asked = [shown["exercise"]["prompt"]["text"], shown["first"]["prompt"]["text"]]
    assert "\n\n".join(dict.fromkeys(filter(None, asked))) == row["prompt"]["text"]
    assert (1, 0, 1, None) == (row["shown"], row["solved"], row["failed"], row["withdrawn_at"])
    gone = school.ok("PUT", f"{CLASS}/help", {"words": row["words"], "withdrawn": True})["help"][0]
    assert gone["withdrawn_at"] == school.service.now

    def first(learner: str) -> Any:  # noqa: ANN401 - JSON
        """Return the words that a learner gets at their first wrong answer."""
        return school.ok("GET", wrong(school, learner, answer), by=learner)["tries"][0]["hint"]["text"]["text"]

    assert row["text"]["text"] != first("heron")
    school.ok("PUT", f"{CLASS}/help", {"words": row["words"], "withdrawn": False})
    assert row["text"]["text"] == first("wren")
    unknown = {"words": "rung/none/none/0", "withdrawn": True}
    assert (404, "unknown_words") == school.refused("PUT", f"{CLASS}/help", unknown)


def test_a_dispute_in_practice_regrades_the_same_answer_for_everybody() -> None:
    """
    The teacher sees answer and reading; overriding counts for who gave it before, who gives it next, and is told.
    """
    school = School("otter", "heron", "wren")
    path, other = wrong(school, "otter", "1/1000"), wrong(school, "heron", "1/1000")
    school.ok("POST", f"{path}/tries/1/dispute", by="otter")
    school.ok("POST", f"{path}/tries/1/dispute", by="otter")
    [waits] = school.ok("GET", f"{CLASS}/disputes")["disputes"]
    assert ("otter", "1/1000") == (waits["learner"], waits["entered"]["text"])
    assert waits["prompt"]["segments"]
    assert waits["read"]
    assert "disputes" in [one["kind"] for one in school.ok("GET", f"{CLASS}/snapshot")["learners"][0]["needs"]]

    before = school.ok("GET", f"{OTTER}/mastery", by="otter")["skills"]
    body = {"learner": "otter", "dispute": waits["dispute"], "right": True, "word": "You are right."}
    assert 2 == school.ok("PUT", f"{CLASS}/disputes", body)["regraded"]
    after = school.ok("GET", f"{OTTER}/mastery", by="otter")["skills"]
    assert any(one["accuracy"] > was["accuracy"] for one, was in zip(after, before, strict=True))
    assert [True, True] == [school.ok("GET", f"{one}/replay")["tries"][0]["regraded"] for one in (path, other)]
    [told] = school.ok("GET", f"{OTTER}/disputes", by="otter")["disputes"]
    assert (True, "You are right.") == (told["right"], told["word"])
    assert [] == school.ok("GET", f"{CLASS}/disputes")["disputes"]
    assert (404, "unknown_dispute") == school.refused("PUT", f"{CLASS}/disputes", body)
    later = school.ok("GET", f"{wrong(school, 'wren', '1/1000')}/replay")["tries"][0]["judged"]
    assert ("correct", "by_teacher") == (later["verdict"], later["reason"])


def test_a_dispute_of_homework_is_confirmed_or_overridden_with_a_word() -> None:
    """
    A right answer cannot be disputed; a verdict that stands is told; one that does not falls for all who answered so.
    """
    school = School("otter", "heron")
    school.publish()
    for learner in ("otter", "heron"):
        school.hand_in(learner, p1="2/6", p2="5", p3="7")
    problem = f"{OTTER}/assignments/hw1/problems"
    assert (409, "nothing_wrong") == school.refused("POST", f"{problem}/2/dispute", by="otter")
    assert (404, "unknown_problem") == school.refused("POST", f"{problem}/9/dispute", by="otter")
    school.ok("POST", f"{problem}/1/dispute", by="otter")
    school.ok("POST", f"{problem}/3/dispute", by="otter")
    first, third = school.ok("GET", f"{CLASS}/disputes")["disputes"]
    for found, right in ((first, True), (third, False)):
        body = {"learner": "otter", "dispute": found["dispute"], "right": right, "word": "Look."}
        school.ok("PUT", f"{CLASS}/disputes", body)

    for learner in ("otter", "heron"):
        shown = school.ok("GET", f"/v1/learners/{learner}/assignments/hw1", by=learner)["problems"]
        assert [False, True] == [one["missed"] for one in shown if one["id"] in {"1", "3"}]
    told = school.ok("GET", f"{OTTER}/disputes", by="otter")["disputes"]
    assert [(True, "Look."), (False, "Look.")] == [(one["right"], one["word"]) for one in told]


def test_of_two_who_decide_a_dispute_at_once_one_decides() -> None:
    """
    The second finds it closed, and what was said to the learner is what counts.
    """
    school = School("otter")
    path = wrong(school, "otter", "1/1000")
    school.ok("POST", f"{path}/tries/1/dispute", by="otter")
    [found] = school.ok("GET", f"{CLASS}/disputes")["disputes"]

    async def decide() -> list[int]:
        bodies = [{"learner": "otter", "dispute": found["dispute"], "right": right} for right in (True, False)]
        sent = [school.service.sent("PUT", f"{CLASS}/disputes", school.teacher, json=body) for body in bodies]
        return [reply.status_code for reply in await asyncio.gather(*sent)]

    assert [200, 404] == sorted(asyncio.run(decide()))
    [told] = school.ok("GET", f"{OTTER}/disputes", by="otter")["disputes"]
    assert told["right"] is school.ok("GET", f"{path}/replay")["tries"][0]["regraded"]


def test_a_class_s_stream_tells_of_changes_and_goes_on_where_it_was() -> None:
    """
    Whose change it was while listening; after a lost line that there was one, and nothing where there was none.
    """
    school = School("otter")
    school.service.services.beat_seconds = 0.0

    def told(headers: dict[str, str]) -> str:
        reply = school.service.call("GET", f"{CLASS}/events", school.teacher, headers=headers)
        assert reply.headers["content-type"].startswith("text/event-stream")
        return reply.text

    lost = told({"Last-Event-ID": "1"})
    assert "event: class_changed" in lost
    name = lost.partition("id: ")[2].partition("\n")[0]
    assert "event:" not in told({"Last-Event-ID": name})
    assert "event:" not in told({})
    wrong(school, "otter", "1/1000")
    assert "event: class_changed" in told({"Last-Event-ID": name})
    stranger = school.service.key(Role.TEACHER, TenantId("other"))
    assert (404, "unknown_class") == school.service.refused("GET", f"{CLASS}/events", stranger)


def test_whoever_listens_hears_whose_change_it_was() -> None:
    """
    An answer given while somebody listens is told of with its learner, and the stream ends with the service.
    """
    school = School("otter")
    service = school.service

    async def story() -> bytes:
        pieces: list[bytes] = []
        begun, over = asyncio.Event(), asyncio.Event()

        async def send(message: dict[str, Any]) -> None:
            pieces.append(message.get("body", b""))
            if b"retry" in pieces[-1]:
                begun.set()
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                over.set()

        async def receive() -> dict[str, Any]:
            await over.wait()
            return {"type": "http.disconnect"}

        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": f"{CLASS}/events", "raw_path": f"{CLASS}/events".encode(), "query_string": b"", "root_path": "",
            "headers": [(b"authorization", f"Bearer {school.teacher}".encode())],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000),
        }  # fmt: skip
        listening = asyncio.ensure_future(service.app(scope, receive, send))  # type: ignore[arg-type]
        await begun.wait()
        transport = httpx.ASGITransport(app=service.app)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            await asyncio.sleep(0.1)
            reply = await client.post(
                f"{OTTER}/opportunities",
                headers={"Authorization": f"Bearer {school.tokens['otter']}", "Content-Type": "application/json"},
                content=b"{}",
            )
            assert reply.status_code == 200, reply.text
        while not any(b"class_changed" in piece for piece in pieces):
            await asyncio.sleep(0.05)
        service.services.drain()
        await listening
        return b"".join(pieces)

    told = asyncio.run(story())
    data = told.partition(b"data: ")[2].partition(b"\n")[0]
    assert {"learners": ["otter"]} == msgspec.json.decode(data)
    assert not service.services.streams


def test_a_class_takes_so_many_listeners_and_no_more() -> None:
    """
    The seventeenth is asked to come later; one that the service drains is refused.
    """
    school = School("otter")
    service: Service = school.service
    service.services.streams["class/school/tigers"] = 16  # type: ignore[index]  # a stream's name
    assert (429, "too_many_requests") == school.refused("GET", f"{CLASS}/events")
    service.services.streams.clear()
    service.services.draining = True
    assert (503, "not_ready") == school.refused("GET", f"{CLASS}/events")


def test_facts_about_practice_are_the_same_for_teacher_and_learner() -> None:
    """
    Told from the standard numbers, then from the teacher's own; what was pasted only where the teacher wants it.
    """
    school = School("otter", "heron")
    opened = school.ok("POST", f"{OTTER}/opportunities", {"item": ITEM}, by="otter")
    path = f"{OTTER}/opportunities/{opened['opportunity']}"
    for n in range(1, 4):
        body = {"step": opened["open"][0], "response": {"kind": "final", "text": f"{n}/997"}, "pasted": True}
        school.ok("PUT", f"{path}/tries/{n}", body, by="otter")
    told = school.ok("GET", f"{OTTER}/facts", by="otter")["facts"]
    assert {"rapid_guesses"} <= {one["kind"] for one in told}
    assert "pasted" not in {one["kind"] for one in told}
    assert [{"learner": "otter", "facts": told}] == school.ok("GET", f"{CLASS}/facts")["learners"]

    set_ = school.ok("PUT", f"{CLASS}/thresholds", {"thresholds": {"rapid_guesses": 9, "pasted": 3}, "days": 30})
    assert (9, 3, 10, 30) == (
        *(set_["thresholds"][one] for one in ("rapid_guesses", "pasted", "spinning")),
        set_["days"],
    )
    told = school.ok("GET", f"{OTTER}/facts", by="otter")["facts"]
    assert ("pasted", 3) in {(one["kind"], one["count"]) for one in told}
    assert "rapid_guesses" not in {one["kind"] for one in told}
    assert (403, "not_allowed") == school.refused("PUT", f"{CLASS}/thresholds", {}, by="otter")
    assert (400, "bad_body") == school.refused("PUT", f"{CLASS}/thresholds", {"thresholds": {"guilt": 1}})
    school.service.now += 31 * 86_400_000
    assert [] == school.ok("GET", f"{CLASS}/facts")["learners"]


def test_charts_and_outcomes_tell_no_group_that_is_too_small() -> None:
    """
    Charts come with their tables; of three learners no breakdown is told.
    """
    school = School("ant", "bee", "otter")
    school.publish()
    for learner in ("ant", "bee", "otter"):
        school.hand_in(learner, p1="2/6", p2="5", p3="1", p4="1/2")
    progress, skills = school.ok("GET", f"{CLASS}/charts")["charts"]
    assert ["Monday", "0", "0", "3", "3 of 3"] == progress["rows"][0]
    assert "Skill" == skills["head"][0]
    assert school.ok("GET", f"{OTTER}/charts")["charts"][0]["drawing"]["svg"].startswith("<svg")
    found = school.ok("GET", f"{HW}/outcomes")
    assert 5 == found["least"]
    assert ["where they began", "language", "accommodation"] == [one["by"] for one in found["breakdowns"]]
    assert {None} == {cell["learners"] for one in found["breakdowns"] for cell in one["cells"]}
    assert "3 of 3" == found["charts"][0]["rows"][0][1]
