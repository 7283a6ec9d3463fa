"""What all routes promise together: a declared scope, a role, a tenant."""

from collections.abc import Callable
from typing import get_args, get_type_hints

import pytest
from litestar import get
from litestar.routes import HTTPRoute

from api.access import ALLOWED, Action, Role
from api.app import ROUTES, build, framework_app, operations
from api.openapi import PARAMETER
from api.operation import Operation
from api.outcomes import CODES
from practice.history import history
from practice.ids import TenantId
from practice.session import Session
from practice.showing import Showing
from tests.api.service import SCHOOL, Service, problem_of

CLOSED = [operation for operation in operations() if operation.action is not Action.LOOK_AROUND]
OTHER = TenantId("other")


def address(operation: Operation, **values: str) -> str:
    """
    Fill an operation's address.
    """
    return PARAMETER.sub(lambda found: values.get(found[1], "1" if found[1] == "n" else "x"), operation.path)


def body_for(operation: Operation) -> bytes | None:
    """
    Give a body that is JSON at least.
    """
    return None if operation.body is None else b"{}"


def test_every_route_of_the_app_declares_who_may_use_it() -> None:
    """
    All routes that the framework knows are walked; each handler has an operation.
    """
    app = framework_app()
    undeclared = [
        (route.path, handler.http_methods)
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if not isinstance(handler.opt.get("operation"), Operation)
    ]

    assert all(isinstance(route, HTTPRoute) for route in app.routes)
    assert [] == undeclared


def test_a_route_that_declares_nothing_is_open_to_nobody() -> None:
    """
    Forgetting the declaration closes a route instead of opening it.
    """

    @get("/forgotten")
    async def forgotten() -> str:
        return "open"

    service = Service()
    app = framework_app()
    app.register(forgotten)
    service.app = build(service.services, app)

    for credential in (None, service.key(Role.ADMIN), service.learner()):
        reply = service.call("GET", "/forgotten", credential)
        assert reply.status_code == 403
        assert problem_of(reply).type == "urn:misstep:problem:not_allowed"


@pytest.mark.parametrize(
    ("operation_id", "asked"),
    [
        ("create_learner", Session.create),
        ("open_opportunity", Session.open),
        ("list_opportunities", history),
        ("get_opportunity", Showing.view),
        ("read_text", Showing.reading),
        ("end_opportunity", Session.skip),
        ("submit_try", Session.submit),
        ("get_try", Showing.try_reply),
        ("get_hint", Showing.tried),
        ("get_mastery", Showing.mastery),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_route_declares_what_the_session_may_answer(operation_id: str, asked: Callable[..., object]) -> None:
    """
    Its problems are those of the outcomes that the session's signature names, none missing and none made up.
    """
    operation = next(one for one in operations() if one.id == operation_id)
    outcomes = get_args(get_type_hints(asked)["return"])
    possible = {CODES[outcome] for outcome in outcomes if outcome in CODES}

    assert possible <= set(operation.problems)
    assert set(operation.codes) <= possible


def test_operation_ids_and_addresses_are_unique() -> None:
    """
    A generated client has one function per route.
    """
    ids = [operation.id for operation in operations()]
    addresses = [(operation.method, operation.path) for operation in operations()]

    assert len(ROUTES) == len(set(ids)) == len(set(addresses))


@pytest.mark.parametrize("operation", CLOSED, ids=lambda operation: operation.id)
def test_nobody_unnamed_gets_in(operation: Operation) -> None:
    """
    Without a credential, and with a wrong one, every closed route answers 401 and how to do better.
    """
    service = Service()
    path, body = address(operation), body_for(operation)
    wrong = (f"msk_{'0' * 16}_{'a' * 43}", "mlt1.e30.e30", "Basic")

    outcomes = {service.refused(operation.method, path, credential, content=body) for credential in wrong}
    unnamed = service.call(operation.method, path, content=body)

    assert {(401, "key_unknown"), (401, "token_invalid")} == outcomes
    assert (401, "no_credentials") == (unnamed.status_code, problem_of(unnamed).type.rpartition(":")[2])
    assert unnamed.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("operation", CLOSED, ids=lambda operation: operation.id)
def test_each_role_gets_in_where_its_table_says(operation: Operation) -> None:
    """
    Every route is tried by every role: 403 exactly where the role may not.
    """
    path, body = address(operation, learner="otter"), body_for(operation)
    for role in Role:
        service = Service()
        token = service.learner("otter")
        credential = token if role is Role.LEARNER else service.key(role)

        reply = service.call(operation.method, path, credential, content=body)

        assert (operation.action in ALLOWED[role]) == (reply.status_code != 403), role


@pytest.mark.parametrize(
    "operation", [one for one in CLOSED if "{learner}" in one.path], ids=lambda operation: operation.id
)
def test_a_learner_finds_nobody_else(operation: Operation) -> None:
    """
    Another learner's address is a 404 for a learner, as if nobody were there.
    """
    service = Service()
    service.learner("heron")

    status, _ = service.refused(
        operation.method, address(operation, learner="heron"), service.learner("otter"), content=body_for(operation)
    )

    assert status == (404 if operation.action in ALLOWED[Role.LEARNER] else 403)


@pytest.mark.parametrize(
    "operation",
    [one for one in CLOSED if PARAMETER.search(one.path) and "{release}" not in one.path],
    ids=lambda operation: operation.id,
)
def test_one_tenants_things_do_not_exist_for_another(operation: Operation) -> None:
    """
    Every address with another tenant's real ids answers 404, and changes nothing.
    """
    service = Service()
    admin, stranger, token = service.key(Role.ADMIN), service.key(Role.ADMIN, OTHER), service.learner("otter")
    opened = service.ok("POST", "/v1/learners/otter/opportunities", token, json={})
    opportunity, step = opened["opportunity"], opened["open"][0]
    stuck = {"step": step, "response": {"kind": "stuck"}}
    service.ok("PUT", f"/v1/learners/otter/opportunities/{opportunity}/tries/1", token, json=stuck)
    service.ok("POST", "/v1/classes", admin, json={"id": "tigers"})
    service.ok("PUT", "/v1/classes/tigers/learners/otter", admin)
    key = service.ok("GET", "/v1/keys", admin)["keys"][0]["id"]
    path = address(operation, learner="otter", opportunity=opportunity, key=key, **{"class": "tigers"})
    bodies = {
        "submit_try": stuck,
        "read_text": {"step": step, "text": "1"},
        "end_opportunity": {"how": "skipped"},
        "set_goal": {"skills": ["numbers"], "by": 2**50},
        "set_class_goal": {"skills": ["numbers"], "by": 2**50},
        "read_problems": {"text": "1 + 1"},
        "publish_assignment": {"title": "T", "problems": [{"is": "item", "label": "1", "item": "x"}]},
        "foresee_assignment": {"title": "T", "problems": [{"is": "item", "label": "1", "item": "x"}]},
        "select_problems": {"skills": ["numbers"], "count": 1},
        "change_dates": {"dates": {}},
        "annotate_mistake": {"problem": "1", "step": "answer", "cluster": "x", "text": "Look."},
        "override_verdict": {"problem": "1", "step": "answer", "cluster": "x", "right": True},
        "act_on_problem": {"act": "excuse"},
        "move_due": {"due": None},
        "save_answer": {"entered": []},
        "write_rung": {"problem": "1", "step": "answer", "cluster": "x", "text": "Look."},
        "correct_key": {"text": "1 + 1"},
        "discuss_mistake": {"problem": "1", "step": "answer", "cluster": "x"},
        "follow_up": {"kind": "fresh", "clusters": [{"problem": "1", "step": "answer", "cluster": "x"}]},
        "write_line": {"text": "I forgot the sign."},
        "create_group": {"name": "Early"},
        "make_code": {},
        "name_learner": {"name": "Zoe"},
        "look_at_roster": {"file": "TmFtZQpBZGEK", "name": "list.csv"},
        "put_roster": {"file": "TmFtZQpBZGEK", "name": "list.csv"},
        "rename_group": {"name": "Early"},
        "set_accommodations": {"accommodations": {}, "after": 0},
        "decide_dispute": {"learner": "otter", "dispute": "x", "right": True},
        "settle_waiting": {"learner": "otter", "opportunity": "x", "how": "seen"},
        "withdraw_help": {"words": "x", "withdrawn": True},
    }
    body = bodies.get(operation.id, {})
    before = service.services.record.scan()

    status, _ = service.refused(operation.method, path, stranger, json=body if operation.body is not None else None)

    assert status == 404
    assert before == service.services.record.scan()


@pytest.mark.parametrize("path", ["/v1/learners", "/v1/classes", "/v1/keys", "/v1/items/undecided"])
def test_lists_hold_the_own_tenants_things_alone(path: str) -> None:
    """
    What a list holds of one tenant, it does not hold of another.
    """
    service = Service()
    service.key(Role.ADMIN)
    service.learner("otter")
    service.ok("POST", "/v1/classes", service.key(Role.ADMIN, SCHOOL), json={"id": "tigers"})
    stranger = service.key(Role.ADMIN, OTHER)

    listed = service.call("GET", path, stranger).text

    assert "otter" not in listed
    assert "tigers" not in listed
    assert listed.count('"id"') <= 1, "the stranger's own key"


@pytest.mark.parametrize(
    "operation", [one for one in CLOSED if PARAMETER.search(one.path)], ids=lambda operation: operation.id
)
def test_an_id_that_no_id_can_be_names_nothing(operation: Operation) -> None:
    """
    Odd ids in any place of an address are not found, and reach nothing behind the door.
    """
    service = Service()
    admin = service.key(Role.ADMIN)

    outcomes = {
        bad: service.refused(operation.method, PARAMETER.sub(bad, operation.path), admin, content=body_for(operation))
        for bad in ("%2e%2e", "a%2Fb", "a%00b", "%E2%80%8B", "a" * 129, "a%20b", "-a", "%ff", "'--", "a%0A")
    }

    assert {404} == {status for status, _ in outcomes.values()} - {405}, outcomes
