"""What the routes for teachers, authors and admins promise."""

import pytest

from api.access import Role
from practice.keys import STUCK
from tests.api.service import SCHOOL, Service, problem_of, starter

CONTROL = "a\x07b"


def test_a_learner_is_made_once_with_a_pseudonym_or_without() -> None:
    """
    A given id is kept, a missing one is drawn, a second one of the same name is a conflict.
    """
    service = Service()
    teacher = service.key(Role.TEACHER)

    named = service.ok("POST", "/v1/learners", teacher, json={"learner": "otter", "name": "Otter"})
    drawn = service.ok("POST", "/v1/learners", teacher, json={})
    again = service.refused("POST", "/v1/learners", teacher, json={"learner": "otter", "name": "Weasel"})

    assert {"learner": "otter", "name": "Otter"} == named
    assert (32, None) == (len(drawn["learner"]), drawn["name"])
    assert (409, "learner_exists") == again
    assert named in service.ok("GET", "/v1/learners", teacher)["learners"]


@pytest.mark.parametrize("learner", ["", "a/b", "..", "-x", "é", "a" * 129, "a b", "a\n"])
def test_an_id_that_could_break_a_name_is_refused(learner: str) -> None:
    """
    Ids are made of safe signs only.
    """
    service = Service()

    assert (400, "bad_body") == service.refused(
        "POST", "/v1/learners", service.key(Role.TEACHER), json={"learner": learner}
    )


@pytest.mark.parametrize("name", ["", CONTROL, "x" * 101, "a\n", "a\x9b2J", "a\u202etxt.exe"])
def test_a_name_is_short_and_printable(name: str) -> None:
    """
    Names with controls, and endless ones, are refused wherever one is given.
    """
    service = Service()
    admin = service.key(Role.ADMIN)

    for path, body in (("learners", {}), ("classes", {}), ("keys", {"role": "author"})):
        assert (400, "bad_body") == service.refused("POST", f"/v1/{path}", admin, json={**body, "name": name})


def test_learners_are_listed_by_the_page() -> None:
    """
    Following `next` gives each once, in order.
    """
    service = Service()
    teacher = service.key(Role.TEACHER)
    for index in range(5):
        service.learner(f"l{index}")

    pages, after = [], ""
    while True:
        page = service.ok("GET", f"/v1/learners?limit=2&after={after}" if after else "/v1/learners?limit=2", teacher)
        pages.append([learner["learner"] for learner in page["learners"]])
        after = page["next"]
        if after is None:
            break

    assert [["l0", "l1"], ["l2", "l3"], ["l4"]] == pages


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=501", "limit=ten", "limit=1e2", "limit=", "after=%2F", "after=%00"]
)
def test_a_query_that_cannot_be_read_is_said_to_be_so(query: str) -> None:
    """
    Bounds are stated in the problem.
    """
    service = Service()

    assert (400, "bad_parameter") == service.refused("GET", f"/v1/learners?{query}", service.key(Role.TEACHER))


def test_a_teacher_makes_a_token_with_which_the_learner_practises() -> None:
    """
    The token works for its learner, until its time is over, and dies with the key that made it.
    """
    service = Service()
    teacher, admin = service.key(Role.TEACHER), service.key(Role.ADMIN)
    service.learner("otter")

    made = service.ok("POST", "/v1/learners/otter/tokens", teacher, json={"seconds": 60})
    whole = service.ok("GET", "/v1/self", made["token"])
    service.now += 60_000
    expired = service.refused("GET", "/v1/self", made["token"])
    fresh = service.ok("POST", "/v1/learners/otter/tokens", teacher, json={})
    key = next(key for key in service.ok("GET", "/v1/keys", admin)["keys"] if key["role"] == "teacher")
    service.ok("DELETE", f"/v1/keys/{key['id']}", admin)

    assert {"tenant": SCHOOL, "role": "learner", "learner": "otter", "scope": "practise"} == whole
    assert (401, "token_expired") == expired
    assert (401, "token_invalid") == service.refused("GET", "/v1/self", fresh["token"])
    assert (401, "key_unknown") == service.refused("GET", "/v1/self", teacher)


@pytest.mark.parametrize("seconds", [0, -1, 12 * 3_600 + 1, 10**30])
def test_no_token_is_made_for_longer_than_twelve_hours(seconds: int) -> None:
    """
    Nor for no time at all.
    """
    service = Service()
    service.learner("otter")

    assert (400, "bad_body") == service.refused(
        "POST",
        "/v1/learners/otter/tokens",
        service.key(Role.TEACHER),
        content=f'{{"seconds": {seconds}}}'.encode(),
    )


def test_no_token_is_made_for_nobody() -> None:
    """
    A token for a learner who is not there is refused.
    """
    service = Service()

    assert (404, "unknown_learner") == service.refused(
        "POST", "/v1/learners/nobody/tokens", service.key(Role.TEACHER), json={}
    )


def test_classes_hold_their_learners_and_forget_those_who_leave() -> None:
    """
    Joining and leaving may be repeated; strangers cannot join.
    """
    service = Service()
    teacher = service.key(Role.TEACHER)
    service.learner("otter")
    service.learner("heron")
    service.ok("POST", "/v1/classes", teacher, json={"id": "tigers", "name": "5b"})
    for learner in ("otter", "heron", "otter"):
        joined = service.ok("PUT", f"/v1/classes/tigers/learners/{learner}", teacher)
    left = service.ok("DELETE", "/v1/classes/tigers/learners/otter", teacher)
    again = service.ok("DELETE", "/v1/classes/tigers/learners/otter", teacher)

    assert ["otter", "heron"] == [learner["learner"] for learner in joined["learners"]]
    learners = [{"learner": "heron", "name": None}]
    assert {"id": "tigers", "name": "5b", "learners": learners, "groups": []} == left == again
    assert {"classes": [left]} == service.ok("GET", "/v1/classes", teacher)
    assert left == service.ok("GET", "/v1/classes/tigers", teacher)
    assert (404, "unknown_learner") == service.refused("PUT", "/v1/classes/tigers/learners/nobody", teacher)
    assert (404, "unknown_class") == service.refused("PUT", "/v1/classes/lions/learners/otter", teacher)
    assert (409, "class_exists") == service.refused("POST", "/v1/classes", teacher, json={"id": "tigers"})


def test_who_gets_stuck_stands_in_the_teachers_queue_until_it_is_repaired() -> None:
    """
    Nobody is trapped, and the teacher sees who needs them, and over what.
    """
    service = Service()
    teacher, token = service.key(Role.TEACHER), service.learner("otter")
    service.ok("POST", "/v1/classes", teacher, json={"id": "tigers"})
    service.ok("PUT", "/v1/classes/tigers/learners/otter", teacher)
    view = service.ok("POST", "/v1/learners/otter/opportunities", token, json={})
    path = f"/v1/learners/otter/opportunities/{view['opportunity']}"
    n, ended = 0, None
    while ended is None:
        n += 1
        step = service.ok("GET", path, token)["open"][-1]
        body = {"step": step, "response": {"kind": "stuck"}}
        ended = service.ok("PUT", f"{path}/tries/{n}", token, json=body)["ended"]

    queue = service.ok("GET", "/v1/classes/tigers/queue", teacher)["waiting"]

    assert ended["needs_teacher"]
    assert ended["worked"]
    assert [("otter", view["item"], view["opportunity"])] == [
        (entry["learner"], entry["item"], entry["opportunity"]) for entry in queue
    ]
    assert service.services.record.marked(STUCK, "learner/school/")


def test_the_bank_is_described_with_the_graph_of_its_skills() -> None:
    """
    Every skill comes with what it requires and how many items practise it.
    """
    service = Service()

    bank = service.ok("GET", "/v1/banks/active", service.key(Role.AUTHOR))

    assert (starter().release, starter().name) == (bank["release"], bank["name"])
    assert {skill["id"] for skill in bank["skills"]} == set(starter().skills)
    assert all(set(skill["requires"]) <= set(starter().skills) and skill["items"] for skill in bank["skills"])
    assert bank == service.ok("GET", f"/v1/banks/{bank['release']}", service.key(Role.TEACHER))
    assert (404, "not_found") == service.refused("GET", "/v1/banks/feed", service.key(Role.TEACHER))


@pytest.mark.parametrize("name", ["../secret", "%2e%2e/secret", "a.png", "bank.yaml", "%00", "x" * 2_000])
def test_a_picture_that_is_not_in_the_release_is_not_found(name: str) -> None:
    """
    Names reach the release's pictures and nothing else.
    """
    service = Service()

    status, _ = service.refused("GET", f"/v1/banks/{starter().release}/assets/{name}")

    assert status == 404


def test_keys_are_shown_once_and_listed_without_their_text() -> None:
    """
    The list never holds a key's secret.
    """
    service = Service()
    admin = service.key(Role.ADMIN)

    made = service.ok("POST", "/v1/keys", admin, json={"role": "author", "name": "importer", "days": 1})
    listed = service.call("GET", "/v1/keys", admin)

    assert made["key"] in listed.json()["keys"]
    assert made["text"][-43:] not in listed.text
    assert "author" == service.ok("GET", "/v1/self", made["text"])["role"]
    service.now += 86_400_000
    assert (401, "key_unknown") == service.refused("GET", "/v1/self", made["text"])


@pytest.mark.parametrize("role", ["learner", "operator", ""])
def test_no_key_is_made_for_a_role_that_has_none(role: str) -> None:
    """
    Learners come with tokens.
    """
    service = Service()

    assert (400, "bad_body") == service.refused(
        "POST", "/v1/keys", service.key(Role.ADMIN), json={"role": role, "name": "x"}
    )


def test_authors_see_what_could_not_be_decided_and_no_learner() -> None:
    """
    The list is there for authors, and holds nobody's id.
    """
    service = Service()
    service.learner("otter")

    assert {"undecided": []} == service.ok("GET", "/v1/items/undecided", service.key(Role.AUTHOR))
    assert (403, "not_allowed") == service.refused("GET", "/v1/learners", service.key(Role.AUTHOR))


def test_too_many_requests_are_told_when_to_come_back() -> None:
    """
    The limit is each learner's own, whatever their address.
    """
    from hints.shared.limiter import Rate  # noqa: PLC0415 - only here

    service = Service(rate=Rate(0.5, 3))
    otter, heron = service.learner("otter"), service.learner("heron")

    replies = [service.call("GET", "/v1/self", otter) for _ in range(5)]

    assert [200, 200, 200, 429, 429] == [reply.status_code for reply in replies]
    assert "2" == replies[-1].headers["retry-after"]
    assert "urn:misstep:problem:too_many_requests" == problem_of(replies[-1]).type
    assert 200 == service.call("GET", "/v1/self", heron).status_code
    service.now += 2_000
    assert 200 == service.call("GET", "/v1/self", otter).status_code


def test_a_learner_is_called_something_else_or_nothing() -> None:
    """
    The name changes wherever it is shown, and in no event; who is not there has none, and no learner names anybody.
    """
    service = Service()
    teacher, token = service.key(Role.TEACHER), service.learner("otter")
    before = service.services.record.scan()
    assert {"learner": "otter", "name": "Zoë"} == service.ok(
        "PUT", "/v1/learners/otter/name", teacher, json={"name": "Zoë"}
    )
    assert [{"learner": "otter", "name": "Zoë"}] == service.ok("GET", "/v1/learners", teacher)["learners"]
    assert before == service.services.record.scan()
    service.ok("PUT", "/v1/learners/otter/name", teacher, json={"name": None})
    assert {} == service.services.record.names("learner/")
    nobody = service.refused("PUT", "/v1/learners/heron/name", teacher, json={"name": "Max"})
    assert (404, "unknown_learner") == nobody
    assert (403, "not_allowed") == service.refused("PUT", "/v1/learners/otter/name", token, json={"name": "Max"})
