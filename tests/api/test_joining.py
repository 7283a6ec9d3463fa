"""What the API promises of codes to join a class by."""

import asyncio
from typing import Any

import pytest

from api.keys import keys_of
from practice.ids import ClassId, class_stream
from tests.api.sent.test_homework import CLASS, WORK, School
from tests.api.service import SCHOOL
from tests.api.test_groups import wait

CODES = f"{CLASS}/codes"
JOIN = "/v1/joinings"
DEVICE = "d" * 32
NOTHING = (404, "code_opens_nothing")


def school_with_code(*learners: str, **asked: object) -> tuple[School, Any]:
    """Make a class and a code for it."""
    school = School(*learners)
    school.service.services.refusal_seconds = 0.0
    return school, school.ok("POST", CODES, asked)


def join(school: School, code: str, name: str, **more: object) -> Any:  # noqa: ANN401 - JSON
    """Come in, as nobody so far."""
    return school.service.ok("POST", JOIN, None, json={"code": code, "name": name, **more})


def refused(school: School, code: str, name: str = "Zoe", **more: object) -> tuple[int, str]:
    """Try to come in."""
    return school.service.refused("POST", JOIN, None, json={"code": code, "name": name, **more})


def test_code_and_name_give_a_learner_who_can_begin() -> None:
    """The token opens the homework; the teacher sees the name; the class's stream holds neither name nor code."""
    school, code = school_with_code()
    school.publish()
    joined = join(school, code["text"].lower().replace("-", " "), "Zoë")
    listed = school.service.ok("GET", f"/v1/learners/{joined['learner']}/assignments", joined["token"])
    assert ["hw1"] == [one["id"] for one in listed["assignments"]]
    assert [("Zoë", joined["learner"])] == [
        (one["name"], one["learner"]) for one in school.ok("GET", CLASS)["learners"]
    ]
    events = str([one.event for one in school.service.services.record.scan()])
    assert not [told for told in ("Zoë", code["text"], code["text"].replace("-", "")) if told in events]
    stream = str(school.service.services.record.read(class_stream(SCHOOL, ClassId("tigers"))))
    assert joined["learner"] not in stream
    assert 1 == school.ok("GET", CODES)["codes"][0]["used"]


def test_wrong_revoked_expired_and_used_up_are_refused_alike() -> None:
    """Byte for byte the same answer, so that it tells nobody whether there ever was such a code."""
    school, code = school_with_code(uses=1)
    over = school.ok("POST", CODES, {"hours": 1})
    taken_back = school.ok("POST", CODES, {"hours": 24})
    other = school.ok("POST", CODES, {"hours": 24})
    join(school, code["text"], "Ada")
    assert school.ok("DELETE", f"{CODES}/{taken_back['id']}")["opens"] is False
    wait(school, 3_600_000)
    answers = [
        school.service.call("POST", JOIN, None, json={"code": text, "name": "Zoe"})
        for text in ("0000-0000-0000", "nonsense", code["text"], over["text"], taken_back["text"])
    ]
    assert {404} == {one.status_code for one in answers}
    assert 1 == len({one.content for one in answers})
    assert [False, False, False, True] == [one["opens"] for one in school.ok("GET", CODES)["codes"]]
    assert 1 == len(school.ok("GET", CLASS)["learners"])
    join(school, other["text"], "Zoe")


def test_a_code_dies_with_the_key_of_who_made_it() -> None:
    """Whoever may no longer come in lets nobody else in."""
    school, code = school_with_code()
    (key,) = [one for one in keys_of(school.service.services.record, SCHOOL) if one.role == "teacher"]
    asyncio.run(school.service.services.keys.revoke(SCHOOL, key.id, now=school.service.now))
    assert NOTHING == refused(school, code["text"])


def test_the_same_device_is_the_same_learner_and_no_second_one() -> None:
    """With the same name; another name on a shared device, and the same name on another device, are others."""
    school, code = school_with_code(uses=3)
    first = join(school, code["text"], "Zoe", device=DEVICE)["learner"]
    assert first == join(school, code["text"], " ZOE ".strip(), device=DEVICE)["learner"]
    brother = join(school, code["text"], "Max", device=DEVICE)["learner"]
    namesake = join(school, code["text"], "Zoe", device="e" * 32)["learner"]
    assert 3 == len({first, brother, namesake})
    assert NOTHING == refused(school, code["text"], "Zoe", device="f" * 32), "used up"
    school.ok("DELETE", f"{CLASS}/learners/{first}")
    assert first == join(school, code["text"], "Zoe", device=DEVICE)["learner"]
    assert 3 == len(school.ok("GET", CLASS)["learners"])


def test_no_more_come_in_than_may_however_quick_they_are() -> None:
    """Of ten at once by a code for three, three are in."""
    school, code = school_with_code(uses=3)
    joining, now = school.service.services.joining, school.service.now

    async def together() -> list[str]:
        coming = (
            joining.come_in(code["text"], f"Zoe {n}", None, new_id=school.service.services.new_id, now=now)
            for n in range(10)
        )
        return [type(outcome).__name__ for outcome in await asyncio.gather(*coming)]

    outcomes = asyncio.run(together())
    assert {"CameIn": 3, "NotOpened": 7} == {name: outcomes.count(name) for name in set(outcomes)}


def test_guessing_is_slowed_down_for_an_address_and_for_all() -> None:
    """After a hundred and some codes an address waits, whatever it types, and is told how long."""
    school, code = school_with_code()
    outcomes = [refused(school, "0000-0000-0000") for _ in range(121)]
    assert NOTHING == outcomes[119]
    assert (429, "too_many_requests") == outcomes[120] == refused(school, code["text"])
    wait(school, 1_000)
    join(school, code["text"], "Zoe")


@pytest.mark.parametrize(
    "body",
    [
        {"code": "", "name": "Zoe"},
        {"code": "x" * 101, "name": "Zoe"},
        {"code": "x", "name": ""},
        {"code": "x", "name": "a\nb"},
        {"code": "x", "name": "Zoe", "device": "short"},
    ],
)
def test_what_is_no_code_or_name_is_said_at_its_place(body: dict[str, str]) -> None:
    """A body that cannot be meant is a 400, before any code is looked for."""
    school, _ = school_with_code()
    assert (400, "bad_body") == school.service.refused("POST", JOIN, None, json=body)


def test_a_class_has_so_many_codes_and_only_its_teacher_handles_them() -> None:
    """Twenty that open something; a learner sees none; another site's page cannot have somebody join."""
    school, code = school_with_code("otter")
    for _ in range(19):
        school.ok("POST", CODES, {})
    assert (409, "too_many_codes") == school.refused("POST", CODES, {})
    school.ok("DELETE", f"{CODES}/{code['id']}")
    school.ok("POST", CODES, {})
    assert (404, "unknown_code") == school.refused("DELETE", f"{CODES}/none")
    assert (403, "not_allowed") == school.refused("GET", CODES, by="otter")
    reply = school.service.call(
        "POST", JOIN, None, json={"code": code["text"], "name": "Z"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert 403 == reply.status_code


def test_a_late_one_who_joins_by_code_is_a_late_joiner() -> None:
    """What is still open is theirs."""
    school, code = school_with_code("otter")
    school.publish()
    wait(school, 1_000)
    joined = join(school, code["text"], "Zoe")
    assert "to_do" == school.service.ok("GET", WORK.format(joined["learner"]), joined["token"])["state"]
