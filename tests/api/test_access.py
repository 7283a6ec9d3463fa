"""What `api.access` promises: who may do what."""

import pytest

from api.access import ALLOWED, Action, Principal, Role, Subject, may
from practice.ids import LearnerId, TenantId

SCHOOL, OTHER = TenantId("school"), TenantId("other")
OTTER, HERON = LearnerId("otter"), LearnerId("heron")


def principal(role: Role) -> Principal:
    """
    Make somebody of a role.
    """
    return Principal(tenant=SCHOOL, role=role, key="k", learner=OTTER if role is Role.LEARNER else None)


TABLE = {
    #                      learner teacher author admin operator
    Action.LOOK_AROUND: (1, 1, 1, 1, 1),
    Action.KNOW_SELF: (1, 1, 1, 1, 1),
    Action.SIGN_OUT: (1, 1, 1, 1, 1),
    Action.END_SESSIONS: (1, 1, 1, 1, 1),
    Action.SEE_BANK: (1, 1, 1, 1, 0),
    Action.PRACTISE: (1, 0, 0, 1, 0),
    Action.SEE_PRACTICE: (1, 1, 0, 1, 0),
    Action.SEE_MASTERY: (1, 1, 0, 1, 0),
    Action.SET_GOAL: (1, 1, 0, 1, 0),
    Action.CREATE_LEARNER: (0, 1, 0, 1, 0),
    Action.LIST_LEARNERS: (0, 1, 0, 1, 0),
    Action.ISSUE_TOKEN: (0, 1, 0, 1, 0),
    Action.MANAGE_CLASSES: (0, 1, 0, 1, 0),
    Action.SEE_CLASSES: (0, 1, 0, 1, 0),
    Action.SEE_UNDECIDED: (0, 0, 1, 1, 0),
    Action.SEE_RUNGS: (0, 1, 1, 1, 0),
    Action.MANAGE_KEYS: (0, 0, 0, 1, 0),
    Action.EXPORT_LEARNER: (0, 0, 0, 1, 0),
    Action.ERASE_LEARNER: (0, 0, 0, 1, 0),
    Action.SEE_METRICS: (0, 0, 0, 0, 1),
    Action.APPLY_MODEL: (0, 0, 0, 0, 1),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_the_table_says(role: Role) -> None:
    """
    The table is written out by hand, and complete.
    """
    table = {action: bool(TABLE[action][list(Role).index(role)]) for action in Action}

    assert table == {action: may(principal(role), action, None) for action in Action}
    own = Subject(tenant=SCHOOL, learner=OTTER)
    assert table == {action: may(principal(role), action, own) for action in Action}


@pytest.mark.parametrize("action", list(Action))
def test_nobody_unnamed_does_more_than_look_around(action: Action) -> None:
    """
    Without a principal every other action is refused.
    """
    assert (action is Action.LOOK_AROUND) == may(None, action, None)


INSIDE = [action for action in Action if action is not Action.LOOK_AROUND]


@pytest.mark.parametrize("role", Role)
def test_no_role_reaches_into_another_tenant(role: Role) -> None:
    """
    Whatever the role, another tenant's subjects do not exist.
    """
    theirs = Subject(tenant=OTHER, learner=OTTER)

    assert [] == [action for action in INSIDE if may(principal(role), action, theirs)]


@pytest.mark.parametrize("action", sorted(ALLOWED[Role.LEARNER]))
def test_a_learner_reaches_nobody_else(action: Action) -> None:
    """
    Learners see and answer for themselves alone.
    """
    assert not may(principal(Role.LEARNER), action, Subject(tenant=SCHOOL, learner=HERON))


def test_a_token_to_look_does_not_practise() -> None:
    """
    The narrower scope sees everything of its learner and answers nothing.
    """
    looking = Principal(tenant=SCHOOL, role=Role.LEARNER, key="k", learner=OTTER, scope="look")

    assert may(looking, Action.SEE_MASTERY, Subject(tenant=SCHOOL, learner=OTTER))
    assert not may(looking, Action.PRACTISE, Subject(tenant=SCHOOL, learner=OTTER))
    assert may(looking, Action.SIGN_OUT, None)
    assert not may(looking, Action.END_SESSIONS, None), "who only looks would end the learner's own work"
