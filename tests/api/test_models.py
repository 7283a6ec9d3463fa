"""What bringing a learner model into force promises, while the service is at work."""

from pathlib import Path

import msgspec
import pytest

from api.access import Role
from api.fits import PATH, fit_at, keep_fit
from api.serving.server import services_on
from mastery.model import DEFAULT_MODEL, Fit, Model
from practice.banks import Banks
from practice.events import ModelFitted
from practice.models import STREAM, fitted_in_force
from practice.replay import replay
from tests.api.service import Service, starter

REFIT = msgspec.structs.replace(
    DEFAULT_MODEL,
    intercept=0.2,
    skill_variance=0.3,
    fit=Fit(skills={"add-subtract-integers": 0.5}, head=(0.0, 0.9, 0.0, 0.0, 0.0, 0.0, 0.0)),
)


ASKED = {"item": "subtract-a-negative", "variant": 0}


def fitted(model: Model = REFIT) -> ModelFitted:
    """Make a refit as the command brings it."""
    return ModelFitted(at=1, file="f" * 64, log="e" * 64, rows=90, learners=3, model=model)


def at_work(folder: Path) -> tuple[Service, str]:
    """Start a service over a data folder, with a learner who practised; return it with their token."""
    service = Service()
    service.services.settings = msgspec.structs.replace(service.services.settings, data=folder)
    token = service.learner()
    opened = service.ok("POST", "/v1/learners/otter/opportunities", token, json=ASKED)
    address = f"/v1/learners/otter/opportunities/{opened['opportunity']}/tries/1"
    service.ok("PUT", address, token, json={"step": opened["open"][0], "response": {"kind": "final", "text": "17"}})
    return service, token


def test_a_model_comes_into_force_while_the_service_runs(tmp_path: Path) -> None:
    """
    From the reply on, mastery is that of the new model, as a service would give it that was started with it.
    """
    service, token = at_work(tmp_path)
    before = service.ok("GET", "/v1/learners/otter/mastery", token)
    name = keep_fit(tmp_path, fitted())
    applied = service.ok("PUT", PATH, service.key(Role.OPERATOR), json={"fit": name})
    after = service.ok("GET", "/v1/learners/otter/mastery", token)

    assert {"model": REFIT.id, "items": 0, "skills": 1} == applied
    assert (DEFAULT_MODEL.id, REFIT.id) == (before["model"], after["model"])
    assert [one["accuracy"] for one in before["skills"]] != [one["accuracy"] for one in after["skills"]]
    event = fitted_in_force(service.services.record)
    assert event is not None
    assert (event.model.id, event.at) == (REFIT.id, service.now)
    again = services_on(service.services.settings, service.services.record, Banks(starter()), secret=b"s" * 32)
    service.services.session = again.session
    assert after == service.ok("GET", "/v1/learners/otter/mastery", token)


def test_practice_goes_on_under_the_new_model_and_replays(tmp_path: Path) -> None:
    """
    What was open stays open, the next snapshot is of the new model, and a replay finds it to be the fold.
    """
    service, token = at_work(tmp_path)
    opened = service.ok("POST", "/v1/learners/otter/opportunities", token, json=ASKED)
    service.ok("PUT", PATH, service.key(Role.OPERATOR), json={"fit": keep_fit(tmp_path, fitted())})
    again = service.ok("POST", "/v1/learners/otter/opportunities", token, json=ASKED)
    assert opened["opportunity"] == again["opportunity"]
    assert (0, 1) == _compared(service)
    address = f"/v1/learners/otter/opportunities/{opened['opportunity']}/tries/{opened['next_n']}"
    service.ok("PUT", address, token, json={"step": again["open"][0], "response": {"kind": "final", "text": "18"}})
    assert (1, 0) == _compared(service)


def _compared(service: Service) -> tuple[int, int]:
    """Replay under the model in force: learners whose snapshot is the fold, and those of another model."""
    found = replay(service.services.record, model=service.services.session.model)
    assert () == found.differences
    return found.agree, found.other_model


def test_asking_again_changes_nothing(tmp_path: Path) -> None:
    """
    The model in force is recorded once, however often it is brought.
    """
    service, _ = at_work(tmp_path)
    key, name = service.key(Role.OPERATOR), keep_fit(tmp_path, fitted())
    replies = [service.ok("PUT", PATH, key, json={"fit": name}) for _ in range(2)]

    assert replies[0] == replies[1]
    assert service.services.record.load(STREAM).stream_version == 1


@pytest.mark.parametrize("role", [Role.TEACHER, Role.AUTHOR, Role.ADMIN])
def test_no_tenants_key_changes_what_serves_all_tenants(tmp_path: Path, role: Role) -> None:
    """
    One model serves everybody, so only who runs the service may change it.
    """
    service, _ = at_work(tmp_path)
    name = keep_fit(tmp_path, fitted())

    assert (403, "not_allowed") == service.refused("PUT", PATH, service.key(role), json={"fit": name})
    assert DEFAULT_MODEL.id == service.services.session.model.id


def test_only_what_lies_there_whole_is_applied(tmp_path: Path) -> None:
    """
    A fit that is not there, one whose bytes are not those of its name, and a name that is a path are refused.
    """
    service, _ = at_work(tmp_path)
    key, name = service.key(Role.OPERATOR), keep_fit(tmp_path, fitted())
    place = fit_at(tmp_path, name)
    place.write_bytes(place.read_bytes().replace(b'"rows":90', b'"rows":91'))

    for wanted in (name, "0" * 64):
        assert (404, "unknown_fit") == service.refused("PUT", PATH, key, json={"fit": wanted})
    assert (400, "bad_body") == service.refused("PUT", PATH, key, json={"fit": "../model"})
    assert fitted_in_force(service.services.record) is None
