"""
Withholding: exercises that free practice does not open, since a learner's homework asks them now.

Practice tells right from wrong and helps; homework that was not handed in yet, and a proof,
are to be done without. What is over is practised like anything else. A shell: it reads what
the learner's classes were given, and their own work only where an exercise is part of it.
"""

from item_bank.ids import ItemId
from practice.correction.assigned import AssignedWork
from practice.correction.work import ProblemWork
from practice.homework import Homework
from practice.ids import LearnerId, ProblemId, TenantId
from practice.state import LearnerState

__all__ = ["is_withheld"]


def is_withheld(
    homework: Homework,
    tenant: TenantId,
    learner: LearnerId,
    state: LearnerState,
    item: ItemId,
    variant: int,
    *,
    now: int,
) -> bool:
    """
    Say whether an exercise is part of homework that the learner has still to do, to correct, or to prove.

    Parameters
    ----------
    homework
        What knows of it.
    tenant, learner, state
        Whose.
    item, variant
        The exercise; of whichever release, since its numbers hardly change with it.
    now
        Milliseconds since 1970.
    """
    if any((one.item, one.variant) == (item, variant) for one in state.opportunities.values() if one.assignment):
        return True
    for given, problem in homework.asking(tenant, state.classes, item, variant):
        found = homework.assigned(tenant, learner, given)
        if isinstance(found, AssignedWork) and found.shut(now) is None and _is_to_do(found, problem):
            return True
    return False


def _is_to_do(found: AssignedWork, problem: ProblemId) -> bool:
    stands: ProblemWork = found.work.problems[problem]
    if found.work.handed_in_at is None:
        return stands.left_out is None
    return stands.correction is not None and stands.correction.status == "open"
