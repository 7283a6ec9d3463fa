"""
Courses at hand: how the practice of many learners went, kept by stream version.

The shell around `course`: reads only what came since, and holds no truth, so
that forgetting any of it costs time only. What a teacher sees of a class is
made of these, again and again. Where nothing is at hand, the summary beside the
stream is gone on from, if there is one (`keeping`).
"""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Final, TypeVar

from practice.ids import LearnerId, StreamId, TenantId, learner_stream
from practice.observing.brief import Brief
from practice.observing.course import Course, course_of
from practice.observing.summary import NOTHING_KNOWN, Known, brief_in, course_in, in_brief
from practice.record.contract import Reads
from practice.wire import learner_events

__all__ = ["COURSES", "Courses", "carried_on"]

COURSES: Final = 4_096
"""Learners whose courses and briefs are kept, those asked for last: a large school."""
PAGE: Final = 1_000

T = TypeVar("T")


class Courses:
    """The courses of the learners looked at last."""

    def __init__(self, record: Reads, *, most: int = COURSES) -> None:
        """
        Stand before a record.
        """
        self._record = record
        self._most = most
        self._courses: OrderedDict[StreamId, Known[Course]] = OrderedDict()
        self._briefs: OrderedDict[StreamId, Known[Brief]] = OrderedDict()

    def of(self, tenant: TenantId, learner: LearnerId) -> Course:
        """
        Return the course of a learner's practice as it is recorded now; empty where there is no such learner.
        """
        stream = learner_stream(tenant, learner)
        summary = None if stream in self._courses else self._record.summary(stream)
        return self._course(stream, summary).made

    def brief(self, tenant: TenantId, learner: LearnerId) -> Brief:
        """
        Return that course in brief: less to read where neither is at hand.
        """
        stream = learner_stream(tenant, learner)
        kept = self._briefs.pop(stream, None)
        if kept is None or not self._is_newest(stream, kept):
            kept = self._brief(stream)
        self._keep(self._briefs, stream, kept)
        return kept.made

    def forget(self, tenant: TenantId, learner: LearnerId) -> None:
        """
        Drop what is at hand of a learner.
        """
        stream = learner_stream(tenant, learner)
        self._courses.pop(stream, None)
        self._briefs.pop(stream, None)

    def _brief(self, stream: StreamId) -> Known[Brief]:
        """Tell the course that is at hand, or what the summary holds, which is read once for both."""
        if stream in self._courses:
            return in_brief(self._course(stream, None))
        summary = self._record.summary(stream)
        found = brief_in(summary)
        return found if found and self._is_newest(stream, found) else in_brief(self._course(stream, summary))

    def _course(self, stream: StreamId, summary: bytes | None) -> Known[Course]:
        kept = self._courses.pop(stream, None) or course_in(summary)
        for after in carried_on(self._record, stream, kept, page=PAGE):
            kept = after
        self._keep(self._courses, stream, kept)
        return kept

    def _is_newest(self, stream: StreamId, kept: Known[Brief]) -> bool:
        page = self._record.read(stream, after=kept.version - 1, limit=2)
        return [kept.position] == [one.position for one in page]

    def _keep(self, shelf: OrderedDict[StreamId, Known[T]], stream: StreamId, kept: Known[T]) -> None:
        if kept.version:
            shelf[stream] = kept
            if len(shelf) > self._most:
                shelf.popitem(last=False)


def carried_on(record: Reads, stream: StreamId, kept: Known[Course], *, page: int) -> Iterator[Known[Course]]:
    """
    Add what was recorded since, and yield how it stands after so many events each time, at least once.
    """
    # With the last event that is known: where it is another one now, the stream was erased and begun anew.
    found = record.read(stream, after=max(0, kept.version - 1), limit=page)
    if kept.version and (not found or found[0].position != kept.position):
        kept, found = NOTHING_KNOWN, record.read(stream, limit=page)
    full = len(found) == page
    if kept.version:
        found = found[1:]
    yield kept
    while found:
        last = found[-1]
        kept = Known(last.stream_version, last.position, course_of(kept.made, learner_events(found)))
        yield kept
        # a page that is not full was the last: no other is asked for
        found = record.read(stream, after=kept.version, limit=page) if full else ()
        full = len(found) == page
