"""
What a session answers when it is not a view, as problems.

The one place where outcomes of practice get HTTP numbers.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from api.problems import Code, Refused, problem, refused
from practice.allowances import ChangedMeanwhile
from practice.correction.outcomes import (
    AlreadyHandedIn,
    AssignmentExists,
    LineNotAsked,
    NothingToCorrect,
    NotInClass,
    NotOpenYet,
    NotServed,
    NowClosed,
    TakenBack,
    UnknownAssignment,
    UnknownCluster,
    UnknownProblem,
)
from practice.groups import TooManyGroups, UnknownGroup
from practice.joining import NotOpened, TooManyCodes, UnknownCode
from practice.outcomes import (
    Busy,
    Conflict,
    Ended,
    Exists,
    GoalKept,
    GoalPast,
    InHomework,
    NothingToPractise,
    OutOfOrder,
    StepNotOpen,
    TooManyOpen,
    UnknownLearner,
    UnknownOpportunity,
    UnknownTry,
    UnknownWish,
    Withdrawn,
)
from practice.settling import NothingWrong, UnknownDispute

__all__ = ["CODES", "Refusal", "refused_outcome"]

Refusal: TypeAlias = (
    Busy
    | Conflict
    | Ended
    | Exists
    | GoalKept
    | GoalPast
    | InHomework
    | NothingToPractise
    | OutOfOrder
    | StepNotOpen
    | TooManyOpen
    | UnknownLearner
    | UnknownOpportunity
    | UnknownTry
    | UnknownWish
    | Withdrawn
    | AlreadyHandedIn
    | AssignmentExists
    | LineNotAsked
    | NotInClass
    | NotOpenYet
    | NotServed
    | ChangedMeanwhile
    | NotOpened
    | TooManyCodes
    | TooManyGroups
    | UnknownCode
    | UnknownGroup
    | NothingToCorrect
    | NowClosed
    | TakenBack
    | UnknownAssignment
    | UnknownCluster
    | UnknownProblem
    | NothingWrong
    | UnknownDispute
)


CODES: Mapping[type[Refusal], Code] = MappingProxyType(
    {
        Busy: Code.BUSY,
        Conflict: Code.TRY_CONFLICT,
        Ended: Code.OPPORTUNITY_ENDED,
        Exists: Code.LEARNER_EXISTS,
        GoalKept: Code.GOAL_KEPT,
        GoalPast: Code.GOAL_PAST,
        InHomework: Code.IN_HOMEWORK,
        NothingToPractise: Code.NOTHING_TO_PRACTISE,
        OutOfOrder: Code.OUT_OF_ORDER,
        StepNotOpen: Code.STEP_NOT_OPEN,
        TooManyOpen: Code.TOO_MANY_OPEN,
        UnknownLearner: Code.UNKNOWN_LEARNER,
        UnknownOpportunity: Code.UNKNOWN_OPPORTUNITY,
        UnknownTry: Code.UNKNOWN_TRY,
        UnknownWish: Code.UNKNOWN_SKILL_OR_ITEM,
        Withdrawn: Code.RELEASE_WITHDRAWN,
        AlreadyHandedIn: Code.ALREADY_HANDED_IN,
        AssignmentExists: Code.ASSIGNMENT_EXISTS,
        LineNotAsked: Code.LINE_NOT_ASKED,
        NotInClass: Code.NOT_IN_CLASS,
        NotOpenYet: Code.NOT_OPEN_YET,
        NotServed: Code.RELEASE_WITHDRAWN,
        ChangedMeanwhile: Code.CHANGED_MEANWHILE,
        NotOpened: Code.CODE_OPENS_NOTHING,
        TooManyCodes: Code.TOO_MANY_CODES,
        UnknownCode: Code.UNKNOWN_CODE,
        TooManyGroups: Code.TOO_MANY_GROUPS,
        UnknownGroup: Code.UNKNOWN_GROUP,
        NothingToCorrect: Code.NOTHING_TO_CORRECT,
        NowClosed: Code.ASSIGNMENT_CLOSED,
        TakenBack: Code.ASSIGNMENT_WITHDRAWN,
        UnknownCluster: Code.UNKNOWN_CLUSTER,
        UnknownAssignment: Code.UNKNOWN_ASSIGNMENT,
        UnknownProblem: Code.UNKNOWN_PROBLEM,
        NothingWrong: Code.NOTHING_WRONG,
        UnknownDispute: Code.UNKNOWN_DISPUTE,
    }
)
"""The problem that each outcome is."""


def refused_outcome(outcome: Refusal) -> Refused:
    """
    Make the exception that answers the request with the problem that an outcome is.
    """
    code = CODES[type(outcome)]
    match outcome:
        case OutOfOrder(expected=expected):
            return Refused(problem(code, outcome.sentence, expected_n=expected))
        case StepNotOpen(open=steps):
            return Refused(problem(code, outcome.sentence, step=next(iter(steps), None)))
        case Busy():
            return refused(code, outcome.sentence, retry_after=1)
        case _:
            return refused(code, outcome.sentence)
