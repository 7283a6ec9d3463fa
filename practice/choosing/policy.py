"""
The policy's values: what makes one exercise a better next one than another.

Apart from the code that reads them, so that policies can be compared in
simulated worlds by changing values alone (`misstep mastery simulate --values`).
Where no source is named, they are our own judgement. Logits are of a softmax:
one more makes a thing e times as likely as another.
"""

import functools
import hashlib
from typing import Annotated, Final

import msgspec

__all__ = ["DEFAULT_POLICY", "POLICY", "Policy"]

POLICY: Final = "frontier-5"
"""The name and version of what chooses; raised whenever the same values choose otherwise. A policy's id adds these."""

Share = Annotated[float, msgspec.Meta(gt=0, lt=1)]
Weight = Annotated[float, msgspec.Meta(ge=0)]
Count = Annotated[int, msgspec.Meta(ge=1)]


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    One set of values; hashable, so that tables can be kept for each.

    Attributes
    ----------
    ready
        Expected accuracy on a prerequisite from which the skill above it is
        offered: a little below the band, since the estimate lags behind who learns.
    attempts
        Tries on a prerequisite that is not in place after which what builds on it is
        offered all the same, for what its unreadiness takes: no skill waits for ever.
    skipped
        Of the latest exercises, those of one skill without an answer after which what builds on it
        is offered likewise.
    skills
        Skills that are drawn from at most, the best ones.
    gain
        What a doubling of the expected gain per minute counts, in logits. The gain is
        the geometric mean of what theories of growth say, p(1-p), and of what those of
        a step from not knowing to knowing do, 1-p; it falls with the tries, since
        learning curves flatten (a power of practice: Newell and Rosenbloom, 1981).
    flattening
        Tries after which the gain of another is halved.
    unlock
        What each skill that builds directly on one adds to its gain, as a share of it.
    begun, depth, readiness, stuck
        Logits: what having begun a skill adds, what each level of depth takes, what
        unready prerequisites take in proportion, what being stuck takes.
    enough, tired
        Tries on a skill below proficiency from which on others come first, and what it
        loses then: what so many tries did not bring, more of them rarely do.
    kept
        Logits that being proficient takes from a skill of which no review is due: where
        nothing else promises much, a little of what is known beats more of what does not move.
    just_given
        Logits that having been given it last takes: interleaved practice is
        remembered better (Rohrer and others, 2015: .42 sd at once, .79 after a month).
    due
        Logits that a due review adds.
    low, target, high
        The band of success, as chances, and what an item is chosen near to: 65 to 90
        % is tutoring's convention, on thin support; .75 is Maths Garden's.
    sharpness
        Logits that a chance of success loses for each unit of distance to the target.
    window
        Items that are drawn from, those nearest to the target. Drawing among several
        instead of taking the best is how adaptive tests keep items from wearing out
        (randomesque, Kingsbury and Zara, 1989).
    even
        The share of an item's chance that is the same for all in the window, so that
        none is hardly ever given and the log can judge another policy.
    repetition
        Logits that each earlier time takes from an item.
    streak, relief
        Exercises in a row not solved at the first go after which the next has to be
        one with at least the chance `relief`.
    eased
        Of those in a row, after which so many come as usual where none went well either: who asks for help
        first each time solves nothing at the first go, however easy, and gets neither goal nor review from it.
    probe, spacing
        A probe may come at each tenth exercise since the last, with the chance
        `probe`: one in twenty, Khan Academy's rate, and never two within ten.
    """

    ready: Share = 0.60
    attempts: Count = 8
    skipped: Count = 3
    skills: Count = 12
    gain: Weight = 2.0
    flattening: Annotated[float, msgspec.Meta(gt=0)] = 8.0
    unlock: Weight = 0.3
    begun: Weight = 1.5
    depth: Weight = 0.1
    readiness: Weight = 4.0
    stuck: Weight = 2.0
    enough: Count = 14
    tired: Weight = 4.0
    kept: Weight = 1.0
    just_given: Weight = 0.5
    due: Weight = 1.0
    low: Share = 0.65
    target: Share = 0.75
    high: Share = 0.90
    sharpness: Weight = 6.0
    window: Count = 8
    even: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.1
    repetition: Weight = 0.5
    streak: Count = 3
    relief: Share = 0.80
    eased: Count = 3
    probe: Annotated[float, msgspec.Meta(ge=0, lt=1)] = 0.5
    spacing: Count = 10

    def __post_init__(self) -> None:
        """
        Hold the band of success to its order.

        Raises
        ------
        ValueError
            If `target` does not lie between `low` and `high`.
        """
        if not self.low < self.target < self.high:
            msg = f"low < target < high does not hold of {self.low}, {self.target}, {self.high}"
            raise ValueError(msg)

    @property
    def id(self) -> str:
        """
        Name the policy by what chooses and by its values: chances in a log belong to one id.
        """
        return _id(self)


@functools.lru_cache(maxsize=16)
def _id(policy: Policy) -> str:
    content = msgspec.json.encode(policy, order="sorted")
    return f"{POLICY}-{hashlib.sha256(content).hexdigest()[:8]}"


DEFAULT_POLICY: Final = Policy()
