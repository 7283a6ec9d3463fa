"""
Courses at hand: how the practice of many learners went, kept by stream version.

The shell around `course`: reads only what came since, and holds no truth, so
that forgetting any of it costs time only. What a teacher sees of a class is
made of these, again and again.
"""

from collections import OrderedDict
from typing import Final

import msgspec

from practice.ids import LearnerId, StreamId, TenantId, learner_stream
from practice.observing.course import NOTHING_YET, Course, course_of
from practice.record.contract import Reads
from practice.wire import learner_events

__all__ = ["COURSES", "Courses"]

COURSES: Final = 4_096
"""Learners whose courses are kept, those asked for last: a large school."""
PAGE: Final = 1_000


class Kept(msgspec.Struct, frozen=True):
    """A course, and the last event in it: its version in the stream, and its position in the record."""

    version: int
    position: int
    course: Course


BEFORE: Final = Kept(0, 0, NOTHING_YET)


class Courses:
    """The courses of the learners looked at last."""

    def __init__(self, record: Reads, *, most: int = COURSES) -> None:
        """
        Stand before a record.
        """
        self._record = record
        self._most = most
        self._kept: OrderedDict[StreamId, Kept] = OrderedDict()

    def of(self, tenant: TenantId, learner: LearnerId) -> Course:
        """
        Return the course of a learner's practice as it is recorded now; empty where there is no such learner.
        """
        stream = learner_stream(tenant, learner)
        kept = self._kept.pop(stream, BEFORE)
        # With the last event that is known: where it is another one now, the stream was erased and begun anew.
        page = self._record.read(stream, after=max(0, kept.version - 1), limit=PAGE)
        if kept.version and (not page or page[0].position != kept.position):
            kept, page = BEFORE, self._record.read(stream, limit=PAGE)
        page = page[1:] if kept.version else page
        while page:
            last = page[-1]
            kept = Kept(last.stream_version, last.position, course_of(kept.course, learner_events(page)))
            page = self._record.read(stream, after=kept.version, limit=PAGE)
        if kept.version:
            self._kept[stream] = kept
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return kept.course

    def forget(self, tenant: TenantId, learner: LearnerId) -> None:
        """
        Drop what is at hand of a learner.
        """
        self._kept.pop(learner_stream(tenant, learner), None)
