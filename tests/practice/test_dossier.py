"""What `practice.dossier` promises: every assignment that anything was recorded of with the learner is named."""

import asyncio

import pytest

from item_bank.ids import StepId
from practice.classroom.events import LearnerJoined
from practice.correction.events import (
    AnswerDisputed,
    AnswerRegraded,
    AnswerSaved,
    AssignmentPublished,
    LearnerHomeworkEvent,
    ProblemExcused,
    ProblemReopened,
    WorkAssigned,
    WorkShortened,
)
from practice.dossier import dossier_of
from practice.ids import LearnerId, ProblemId, TenantId, class_stream, learner_stream
from practice.record.memory import MemoryRecord
from practice.wire import encode
from tests.practice.support.homework import CLASS, HW, assignment

TENANT, ADA = TenantId("school"), LearnerId("ada")
P4, STEP = ProblemId("4"), StepId("s")


@pytest.mark.parametrize(
    "event",
    [
        AnswerSaved(at=2, assignment=HW, problem=P4, n=1, entered=()),
        WorkAssigned(at=2, assignment=HW),
        WorkShortened(at=2, assignment=HW, left_out=()),
        ProblemExcused(at=2, assignment=HW, problem=P4, n=1),
        ProblemReopened(at=2, assignment=HW, problem=P4, n=1),
        AnswerDisputed(at=2, assignment=HW, problem=P4, step=STEP),
        AnswerRegraded(at=2, assignment=HW, problem=P4, step=STEP, n=1, right=True, evidence=None),
    ],
    ids=lambda event: type(event).__name__,
)
def test_whatever_was_recorded_of_an_assignment_names_it(event: LearnerHomeworkEvent) -> None:
    """
    Also where nothing was entered: what the teacher or the service recorded of it belongs to the learner as well.
    """

    async def story() -> None:
        record = MemoryRecord()
        published = AssignmentPublished(at=1, assignment=assignment())
        await record.append(class_stream(TENANT, CLASS), expected=0, events=(encode(published),))
        joined = LearnerJoined(at=1, class_id=CLASS)
        await record.append(learner_stream(TENANT, ADA), expected=0, events=(encode(joined), encode(event)))
        dossier = dossier_of(record, TENANT, ADA)
        assert dossier is not None
        assert [(HW, CLASS)] == [(one.id, one.class_id) for one in dossier.assignments]

    asyncio.run(story())
