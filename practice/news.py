"""
News: better words that a learner's tries got after their replies, in the order in which they came.

Read from the learner's stream after a version of it, a page at a time, so that
whoever lost the line goes on where they were.
"""

from typing import Final

import msgspec

from practice.ids import LearnerId, TenantId, learner_stream
from practice.outcomes import UnknownLearner
from practice.record.contract import Reads
from practice.refusals import unknown_learner
from practice.revised import HintRevised
from practice.wire import decode

__all__ = ["News", "news"]

PAGE: Final = 200
"""Events looked through at once."""


class News(msgspec.Struct, frozen=True, kw_only=True):
    """
    Revisions with the versions at which they stand.

    `version` is how far was read; `more` says that there is more to read after it.
    """

    version: int
    revisions: tuple[tuple[int, HintRevised], ...] = ()
    more: bool = False


def news(record: Reads, tenant: TenantId, learner: LearnerId, *, after: int | None) -> News | UnknownLearner:
    """
    Read on after a version.

    Parameters
    ----------
    record
        Where it stands.
    tenant, learner
        Whose.
    after
        How far was read; None, or a version that is not there yet, begins now.
    """
    stream = learner_stream(tenant, learner)
    version = record.load(stream).stream_version
    if version == 0:
        return unknown_learner(learner)
    if after is None or after >= version:
        return News(version=version)
    page = record.read(stream, after=after, limit=PAGE)
    found = [
        (recorded.stream_version, event)
        for recorded in page
        if recorded.event.kind == "hint_revised" and isinstance(event := decode(recorded.event), HintRevised)
    ]
    read = page[-1].stream_version if page else version
    return News(version=read, revisions=tuple(found), more=read < version)
