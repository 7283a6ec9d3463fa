"""What every route promises whatever comes: only what it declares, and a refusal changes nothing."""

import functools
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.access import Role
from api.app import operations
from api.openapi import PARAMETER
from api.operation import Operation
from tests.api.service import Service

TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["1/2", "x = 4", "3 +", "((", "2^2^2^2^2^2", "9" * 70, "1/0", "=", "a", "٣", "\x00", "½"]),
)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXTS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)
IDS = st.one_of(st.sampled_from(["otter", "heron", "tigers", "active"]), st.text(max_size=8))


@functools.cache
def service() -> tuple[Service, dict[str, str | None], str, str]:
    """
    Make one service with a learner in mid-exercise, and a credential of each kind.
    """
    made = Service()
    token = made.learner("otter")
    credentials: dict[str, str | None] = {role.value: made.key(role) for role in Role if role is not Role.LEARNER}
    credentials |= {"learner": token, "look": made.token("otter", scope="look"), "nobody": None, "junk": "mlt1.a.b"}
    made.ok("POST", "/v1/classes", credentials["admin"], json={"id": "tigers"})
    opened = made.ok("POST", "/v1/learners/otter/opportunities", token, json={})
    return made, credentials, opened["opportunity"], opened["open"][0]


def bodies(operation: Operation, step: str) -> st.SearchStrategy[Any]:
    """
    Draw bodies that are nearly right, and some that are not at all.
    """
    responses = st.one_of(
        st.builds(lambda text: {"kind": "final", "text": text}, TEXTS),
        st.builds(lambda lines: {"kind": "working", "lines": lines}, st.lists(TEXTS, max_size=6)),
        st.just({"kind": "stuck"}),
        JSON,
    )
    steps = st.one_of(st.just(step), TEXTS)
    near: dict[str, st.SearchStrategy[Any]] = {
        "submit_try": st.fixed_dictionaries({"step": steps, "response": responses}),
        "read_text": st.fixed_dictionaries({"step": steps, "text": TEXTS}),
        "open_opportunity": st.fixed_dictionaries(
            {}, optional={"skill": TEXTS, "item": TEXTS, "variant": st.integers()}
        ),
        "create_learner": st.fixed_dictionaries({}, optional={"learner": IDS, "name": TEXTS}),
        "create_class": st.fixed_dictionaries({}, optional={"id": IDS, "name": TEXTS}),
    }
    return st.one_of(near.get(operation.id, JSON), JSON)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_request_breaks_a_route(data: st.DataObject) -> None:
    """
    Any route, any credential, any ids, any body: a reply that the route declares.
    """
    made, credentials, opportunity, step = service()
    operation = data.draw(st.sampled_from(operations()))
    values = {"opportunity": st.one_of(st.just(opportunity), IDS), "n": st.integers(0, 60).map(str)}

    path = PARAMETER.sub(lambda found: _quoted(data.draw(values.get(found[1], IDS))), operation.path)
    body = None if operation.body is None else data.draw(bodies(operation, step))
    credential = credentials[data.draw(st.sampled_from(sorted(credentials)))]
    before = made.services.record.health().appends

    content = None if body is None else msgspec.json.encode(body)
    reply = made.call(operation.method, path, credential, content=content)

    if reply.status_code >= 400 or operation.method == "GET":
        assert before == made.services.record.health().appends


def _quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode()) or "%20"
