"""
Who may do what.

One table of roles and actions, and one function over it. Each route names its
action; a route that names none is open to nobody. Tenants never meet: a subject
of another tenant does not exist for a principal.
"""

import enum
from typing import Literal, TypeAlias

import msgspec

from practice.ids import LearnerId, TenantId

__all__ = ["ALLOWED", "Action", "Principal", "Role", "Scope", "Subject", "may"]


class Role(enum.StrEnum):
    """What sort of caller somebody is."""

    LEARNER = "learner"
    TEACHER = "teacher"
    AUTHOR = "author"
    ADMIN = "admin"
    OPERATOR = "operator"  # whoever runs the service: its counts, its learner model, and nobody's practice


class Action(enum.StrEnum):
    """What a route lets its caller do."""

    LOOK_AROUND = "look_around"  # pages, health, the description of the API: anybody
    KNOW_SELF = "know_self"  # who does the server think I am?
    SIGN_OUT = "sign_out"  # of this browser
    END_SESSIONS = "end_sessions"  # of whoever asks, in every browser: that ends others' work, too
    SEE_BANK = "see_bank"
    PRACTISE = "practise"
    SEE_PRACTICE = "see_practice"
    SEE_MASTERY = "see_mastery"
    SET_GOAL = "set_goal"
    CREATE_LEARNER = "create_learner"
    LIST_LEARNERS = "list_learners"
    EXPORT_LEARNER = "export_learner"
    ERASE_LEARNER = "erase_learner"
    ISSUE_TOKEN = "issue_token"  # noqa: S105 - the name of an action, not a secret
    MANAGE_CLASSES = "manage_classes"
    SEE_CLASSES = "see_classes"
    SEE_UNDECIDED = "see_undecided"
    SEE_RUNGS = "see_rungs"
    MANAGE_KEYS = "manage_keys"
    SEE_METRICS = "see_metrics"
    APPLY_MODEL = "apply_model"


Scope: TypeAlias = Literal["practise", "look"]
"""How far a learner's token reaches: to practise, or only to look at what was practised."""


class Principal(msgspec.Struct, frozen=True, kw_only=True):
    """
    Somebody who proved who they are.

    `key` is the id of the API key that was shown, or that the learner's token
    or the session was made with; `learner` and `scope` are set for learners only.
    """

    tenant: TenantId
    role: Role
    key: str
    learner: LearnerId | None = None
    scope: Scope = "practise"

    @property
    def meter(self) -> str:
        """Under which name requests are counted: never an address, for a school sits behind one."""
        return f"{self.tenant}/{self.key}/{self.learner or ''}"


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """Whom or what a request is about."""

    tenant: TenantId
    learner: LearnerId | None = None


_LEARNER_LOOKS = frozenset(
    {Action.KNOW_SELF, Action.SIGN_OUT, Action.SEE_BANK, Action.SEE_PRACTICE, Action.SEE_MASTERY}
)
_LEARNER = _LEARNER_LOOKS | {Action.PRACTISE, Action.SET_GOAL, Action.END_SESSIONS}
_TEACHER = _LEARNER_LOOKS | {
    Action.END_SESSIONS,
    Action.SET_GOAL,
    Action.CREATE_LEARNER,
    Action.LIST_LEARNERS,
    Action.ISSUE_TOKEN,
    Action.MANAGE_CLASSES,
    Action.SEE_CLASSES,
    Action.SEE_RUNGS,
}
_AUTHOR = frozenset(
    {Action.KNOW_SELF, Action.SIGN_OUT, Action.END_SESSIONS, Action.SEE_BANK, Action.SEE_UNDECIDED, Action.SEE_RUNGS}
)

ALLOWED: dict[Role, frozenset[Action]] = {
    Role.LEARNER: _LEARNER,
    Role.TEACHER: _TEACHER,
    Role.AUTHOR: _AUTHOR,
    Role.ADMIN: _TEACHER | _AUTHOR | {Action.PRACTISE, Action.MANAGE_KEYS, Action.EXPORT_LEARNER, Action.ERASE_LEARNER},
    Role.OPERATOR: frozenset(
        {Action.KNOW_SELF, Action.SIGN_OUT, Action.END_SESSIONS, Action.SEE_METRICS, Action.APPLY_MODEL}
    ),
}
"""Teachers see what learners did and never answer for them; authors see no learner at all."""


def may(principal: Principal | None, action: Action, subject: Subject | None) -> bool:
    """
    Say whether somebody may do something to somebody.

    Parameters
    ----------
    principal
        None for a caller who did not say who they are.
    action
        What the route declares.
    subject
        Whom the request names; None where it names nobody.
    """
    if action is Action.LOOK_AROUND:
        return True
    if principal is None or action not in ALLOWED[principal.role]:
        return False
    if principal.role is Role.LEARNER and principal.scope == "look" and action not in _LEARNER_LOOKS:
        return False
    if subject is None:
        return True
    if subject.tenant != principal.tenant:
        return False
    return principal.role is not Role.LEARNER or subject.learner in {None, principal.learner}
