"""What the doors promise to learners of different languages."""

from typing import Any

import pytest

from api.sent.opportunities import Read, send_reading
from item_bank.answers.judge import Reading
from practice.views import ReadingView
from tests.api.sent.test_homework import CLASS, School
from tests.api.service import Service

OPPORTUNITIES = "/v1/learners/otter/opportunities"


def opened(service: Service, token: str, accepted: str, **wish: object) -> dict[str, Any]:
    """Open the juice in an assignment of its own."""
    wished = {"item": "two-bottles", "assignment": f"a{len(accepted)}{len(wish)}", **wish}
    reply = service.call("POST", OPPORTUNITIES, token, json=wished, headers={"Accept-Language": accepted})
    assert reply.status_code == 200, reply.text
    view: dict[str, Any] = reply.json()
    return view


@pytest.mark.parametrize(
    ("accepted", "language", "wish"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "de", {}),
        ("en-US,en;q=0.9,de;q=0.2", "en", {}),
        ("fr;q=0.9, es-MX;q=0.3", "es", {}),
        ("fr", "en", {}),
        ("%%;q=x, *", "en", {}),
        ("de", "es", {"language": "es"}),
        ("de", "en", {"language": "nl"}),
    ],
)
def test_an_exercise_comes_in_the_best_language_that_there_is(
    accepted: str, language: str, wish: dict[str, str]
) -> None:
    """
    The wish decides, else what the browser accepts, else the bank; the page's maths and speech follow.
    """
    service = Service()
    view = opened(service, service.learner("otter"), accepted, **wish)

    assert language == view["shown"]["language"]


def test_a_german_exercise_has_commas_to_see_and_to_hear_and_takes_them() -> None:
    """
    The prompt shows 0,7 where it is drawn, and the preview reads what is typed with a comma.
    """
    service = Service()
    token = service.learner("otter")
    view = opened(service, token, "de", variant=6)
    prompt = view["shown"]["prompt"]
    asked = {"step": view["open"][0], "text": "0,75"}
    read = service.ok("POST", f"{OPPORTUNITIES}/{view['opportunity']}/reading", token, json=asked)
    body = {"step": view["open"][0], "response": {"kind": "final", "text": "1.234.5"}}
    told = service.ok("PUT", f"{OPPORTUNITIES}/{view['opportunity']}/tries/1", token, json=body)
    skills = service.call("GET", "/v1/learners/otter/mastery", token, headers={"Accept-Language": "de"}).json()[
        "skills"
    ]

    both = Reading(read="x = 2 or x = 3", latex=r"x = 2 \text{ or } x = 3")
    several = send_reading(ReadingView(reading=both, language="de"))

    assert isinstance(several, Read)
    assert "oder" in several.rendered.speech
    assert "{,}" in prompt["text"]
    assert any("<mn>0," in segment.get("mathml", "") for segment in prompt["segments"])
    assert " durch " in prompt["speech"]
    assert "0,75" == read["read"]
    assert told["judged"]["problem"]["sentence"].startswith("Die Zeichen in")
    assert told["hint"]["language"] == "de"
    assert "Brüche multiplizieren" in {skill["name"] for skill in skills}


@pytest.mark.parametrize(
    ("language", "taken"),
    [("de", True), ("es-MX", True), ("es_MX", True), ("zh-Hant-TW", True), ("d", False), ("de\n", False)]
    + [(odd, False) for odd in ("<b>", "1234", "de--AT", "-de", "de AT", "x" * 36)],
)
def test_a_language_is_a_tag_at_every_door(language: str, taken: bool) -> None:
    """
    What is none is refused wherever a language is asked for, and all doors agree what is one.
    """
    school = School("otter")
    problem = {"is": "pasted", "label": "1", "text": "1/2 + 1/4"}
    asked = {
        OPPORTUNITIES: {"item": "two-bottles"},
        f"{CLASS}/problems": {"text": "1/2 + 1/4"},
        f"{CLASS}/selection": {"skills": ["add-unlike-fractions"], "count": 1},
        f"{CLASS}/assignments": {"title": "T", "problems": [problem]},
    }
    for path, body in asked.items():
        by = "otter" if path == OPPORTUNITIES else None
        sent = {**body, "language": language}
        if taken:
            school.ok("POST", path, sent, by=by)
        else:
            assert (400, "bad_body") == school.refused("POST", path, sent, by=by), path
    allowed = {"accommodations": {"language": language}, "after": 0}
    path = "/v1/learners/otter/accommodations"
    if taken:
        school.ok("PUT", path, allowed)
    else:
        assert (400, "bad_body") == school.refused("PUT", path, allowed)
