"""What the API promises of goals."""

from api.access import Role
from tests.api.service import Service

AHEAD = 3 * 86_400_000


def test_learners_and_teachers_set_goals_and_see_them() -> None:
    """
    A learner sets one and drops it, a teacher's stands against the learner, and mastery shows it.
    """
    service = Service()
    token, teacher = service.learner("otter"), service.key(Role.TEACHER)
    path = "/v1/learners/otter/goal"
    listed = service.ok("GET", "/v1/learners/otter/mastery", token)["skills"]
    skill = next(one["skill"] for one in listed if not one["requires"])
    body = {"skills": [skill], "by": service.services.now() + AHEAD}

    assert "learner" == service.ok("PUT", path, token, json=body)["goal"]["setter"]
    assert service.ok("DELETE", path, token) == {"goal": None}
    assert "teacher" == service.ok("PUT", path, teacher, json=body)["goal"]["setter"]
    assert (409, "goal_kept") == service.refused("DELETE", path, token)
    goal = service.ok("GET", "/v1/learners/otter/mastery", token)["goal"]
    assert ([skill], 0) == (goal["skills"], goal["met"])
    assert "days left: 3" in goal["sentence"]
    opened = service.ok("POST", "/v1/learners/otter/opportunities", token, json={})
    assert skill in opened["skills"]
    assert "goal" == opened["reason"]["code"]


def test_a_goal_that_cannot_be_is_said_to_be_so() -> None:
    """
    Unknown skills, dates that passed and empty goals are refused by name.
    """
    service = Service()
    token = service.learner("otter")
    path = "/v1/learners/otter/goal"
    [skill, *_] = [one["skill"] for one in service.ok("GET", "/v1/learners/otter/mastery", token)["skills"]]
    ahead = service.services.now() + AHEAD

    assert (404, "unknown_skill_or_item") == service.refused("PUT", path, token, json={"skills": ["x"], "by": ahead})
    assert (409, "goal_past") == service.refused("PUT", path, token, json={"skills": [skill], "by": 5})
    assert (400, "bad_body") == service.refused("PUT", path, token, json={"skills": [], "by": ahead})


def test_a_class_gets_its_goal_at_once() -> None:
    """
    Each learner of the class has it, and nobody else.
    """
    service = Service()
    teacher = service.key(Role.TEACHER)
    tokens = {name: service.learner(name) for name in ("otter", "heron", "stoat")}
    service.ok("POST", "/v1/classes", teacher, json={"id": "tigers"})
    for name in ("otter", "heron"):
        service.ok("PUT", f"/v1/classes/tigers/learners/{name}", teacher)
    skills = [one["skill"] for one in service.ok("GET", "/v1/learners/otter/mastery", teacher)["skills"]][:2]

    sent = service.ok(
        "PUT", "/v1/classes/tigers/goal", teacher, json={"skills": skills, "by": service.services.now() + AHEAD}
    )

    assert {"learners": ["otter", "heron"]} == sent
    goals = {name: service.ok("GET", f"/v1/learners/{name}/mastery", tokens[name])["goal"] for name in tokens}
    assert [True, True, False] == [goals[name] is not None for name in ("otter", "heron", "stoat")]
    assert (404, "unknown_class") == service.refused(
        "PUT", "/v1/classes/x/goal", teacher, json={"skills": skills, "by": service.services.now() + AHEAD}
    )
