"""
Upcasting: old shapes of events brought to the shape after them.

One function for each step of a kind from one version to the next, over plain
decoded JSON; which belongs to which is `wire`'s table. Never changed once
written: what an old event meant does not change either.
"""

from typing import Final, TypeAlias

__all__ = [
    "Payload",
    "bound_by_nothing",
    "built_on_nothing",
    "credited_and_evidenced",
    "expected_nothing",
    "for_all_and_whole",
    "placed",
    "read_as_it_is",
    "read_plainly",
    "told_its_end",
    "worth_what_dates_say",
]

Payload: TypeAlias = dict[str, object]

SENTENCES_OF_FIRST_ENDS: Final = {
    "solved": "Solved.",
    "ungraded": "Done. One of your answers could not be checked; that costs you nothing, and the authors will see it.",
    "out_of_tries": "That was the last try here. Look at how one like it is worked out; your teacher will see it too.",
    "out_of_help": "All the help here has been given. Look at how one like it is worked out; your teacher will see it.",
    "too_many": "That was the last entry here. Look at how one like it is worked out; your teacher will see it too.",
    "skipped": "Skipped.",
    "withdrawn": "This exercise is no longer offered. It costs you nothing; go on with the next one.",
}
"""What learners were told of an end while the words stood in the program and not in the event."""


def told_its_end(payload: Payload) -> Payload:
    """
    Bring `opportunity_ended` from version 1 to 2: the sentence that its learner was told.
    """
    return {**payload, "sentence": SENTENCES_OF_FIRST_ENDS[str(payload["how"])]}


def credited_and_evidenced(payload: Payload) -> Payload:
    """
    Bring `try_recorded` from version 1 to 2: no credit for parts yet, and nothing kept of how answers were compared.
    """
    judged = payload["judged"]
    if not isinstance(judged, dict):
        return payload
    return {**payload, "judged": {**judged, "credit": None, "evidence": None}}


def built_on_nothing(payload: Payload) -> Payload:
    """
    Bring `try_recorded` from version 2 to 3: what the evidence's skills build on was not kept.
    """
    evidence = payload.get("evidence")
    if not isinstance(evidence, dict):
        return payload
    return {**payload, "evidence": {**evidence, "builds_on": []}}


def expected_nothing(payload: Payload) -> Payload:
    """
    Bring `opportunity_opened` from version 1 to 2: no chance was noted, and there were no probes and no arms.
    """
    return {**payload, "expected": None, "probe": False, "arm": None}


def bound_by_nothing(payload: Payload) -> Payload:
    """
    Bring `opportunity_opened` from version 2 to 3: what a teacher settled about help was kept and not followed.
    """
    return {**payload, "bounds": None}


def read_as_it_is(payload: Payload) -> Payload:
    """
    Bring `opportunity_opened` from version 3 to 4: a grade band for its words was kept and not followed.
    """
    bounds = payload["bounds"]
    return payload if not isinstance(bounds, dict) else {**payload, "bounds": {**bounds, "reading": None}}


def for_all_and_whole(payload: Payload) -> Payload:
    """
    Bring `assignment_published` from version 1 to 2: every assignment was for all of its class, and left nothing out.
    """
    assignment = payload["assignment"]
    if not isinstance(assignment, dict):
        return payload
    directive = assignment.get("directive", {})
    whole = {**directive, "shorten": None} if isinstance(directive, dict) else directive
    return {**payload, "assignment": {**assignment, "audience": "class", "directive": whole}}


def placed(payload: Payload) -> Payload:
    """
    Bring `work_handed_in` from version 1 to 2: of which answer each piece of evidence is, was not kept.
    """
    learned = payload["learned"]
    return payload if not isinstance(learned, dict) else {**payload, "learned": {**learned, "places": []}}


def worth_what_dates_say(payload: Payload) -> Payload:
    """
    Bring `work_handed_in` from version 2 to 3: what it was worth when it came was noted, and is told from the dates.
    """
    return {name: value for name, value in payload.items() if name != "share"}


def read_plainly(payload: Payload) -> Payload:
    """
    Bring what a teacher says of an answer from version 1 to 2: there it stands as entered, and is sealed when read.
    """
    return payload
