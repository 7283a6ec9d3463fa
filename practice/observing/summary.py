"""
Summaries: courses as they are kept beside the streams that they were made of.

A summary says up to which event it was made, and holds the brief apart from the
course, so that either is read without the other. One of another form than today's
is as good as none: the course is folded anew.
"""

from typing import Final, Generic, TypeAlias, TypeVar

import msgspec

from practice.observing.brief import Brief, brief_of
from practice.observing.course import NOTHING_YET, Course

__all__ = ["FORM", "NOTHING_KNOWN", "Known", "brief_in", "course_in", "in_brief", "written"]

FORM: Final = 4
"""The form of courses and briefs. Raised whenever the same events come to another course, or one is told otherwise."""

T = TypeVar("T")
Skipped: TypeAlias = msgspec.Raw


class Known(msgspec.Struct, Generic[T], frozen=True):
    """What was made of a stream up to an event: its version in the stream, its position in the record."""

    version: int
    position: int
    made: T


NOTHING_KNOWN: Final = Known(0, 0, NOTHING_YET)

_encoder = msgspec.msgpack.Encoder()
_briefs = msgspec.msgpack.Decoder(tuple[int, int, int, Brief, Skipped])
_courses = msgspec.msgpack.Decoder(tuple[int, int, int, Skipped, Course])


def in_brief(known: Known[Course]) -> Known[Brief]:
    """
    Tell what is known in brief.
    """
    return Known(known.version, known.position, brief_of(known.made))


def written(known: Known[Course]) -> bytes:
    """
    Write a summary; the same course gives the same bytes.
    """
    return _encoder.encode((FORM, known.version, known.position, brief_of(known.made), known.made))


def brief_in(summary: bytes | None) -> Known[Brief] | None:
    """
    Read the brief of a summary; None where there is none of today's form.
    """
    try:
        form, version, position, brief, _ = _briefs.decode(summary or b"")
    except msgspec.MsgspecError:
        return None
    return Known(version, position, brief) if form == FORM else None


def course_in(summary: bytes | None) -> Known[Course]:
    """
    Read the course of a summary; `NOTHING_KNOWN` where there is none of today's form.
    """
    try:
        form, version, position, _, course = _courses.decode(summary or b"")
    except msgspec.MsgspecError:
        return NOTHING_KNOWN
    return Known(version, position, course) if form == FORM else NOTHING_KNOWN
