"""
Scoring: whether clusters of a class's mistakes say what the simulation knows to have happened.

An error by a rule is in the right cluster where that is named by the rule or its
idea, by an explanation that gives the very same answer and so cannot be told from
it, or, without a name, where others who answered alike are with it. What came
from outside the rules should stay without a name, unless a classmate came to
that very answer by a rule.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from api.demo_class.errors import Error
from api.demo_class.pupil import Made
from hints.misconception.rewriting.reading import shipped_rules

__all__ = ["Score", "Told", "score"]

NONE: Final[Mapping[str, str]] = {}
SIGN: Final = "The answer has the opposite sign."
"""What is told of a slip that every rule about signs comes to as well."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A cluster as the teacher is told it."""

    problem: str
    key: str
    name: str
    learners: tuple[str, ...]


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """
    Counts of errors.

    Attributes
    ----------
    own, equal, together
        By a rule, in the right cluster: under its own name, under one that gives the same answer, or with its
        like and without a name.
    alone, other
        By a rule, without a name and alone; under another's name.
    outside, named, shared
        From outside the rules; of these under a name; of these again with an answer that a classmate came to by a rule.
    """

    own: int = 0
    equal: int = 0
    together: int = 0
    alone: int = 0
    other: int = 0
    outside: int = 0
    named: int = 0
    shared: int = 0

    @property
    def by_rule(self) -> int:
        """Errors by a rule."""
        return self.own + self.equal + self.together + self.alone + self.other

    @property
    def right(self) -> int:
        """Of these in the right cluster."""
        return self.own + self.equal + self.together

    def __add__(self, other: "Score") -> "Score":
        """Add counts up."""
        mine, theirs = msgspec.structs.asdict(self), msgspec.structs.asdict(other)
        return Score(**{name: count + theirs[name] for name, count in mine.items()})


def score(made: Sequence[Made], clusters: Iterable[Told], ideas: Mapping[str, str] = NONE) -> Score:
    """
    Hold a class's errors against what the teacher is told of them.

    Parameters
    ----------
    made
        Every error at hand-in with its label.
    clusters
        All of the class's.
    ideas
        By the codes of the bank's own mistakes, the ideas behind them.
    """
    where = {(learner, cluster.problem): cluster for cluster in clusters for learner in cluster.learners}
    by_rule = {(one.problem, one.error.text) for one in made if one.error.rule is not None}
    did = {str(rule.id): rule.did for rule in shipped_rules()}
    counts: dict[str, int] = {}
    for one in made:
        cluster = where.get((one.learner, one.problem))
        if cluster is None:
            continue
        found = (
            _outside(one, cluster, by_rule) if one.error.rule is None else [_by_rule(one.error, cluster, did, ideas)]
        )
        for name in found:
            counts[name] = counts.get(name, 0) + 1
    return Score(**counts)


def _outside(made: Made, cluster: Told, by_rule: set[tuple[str, str]]) -> list[str]:
    if not cluster.name:
        return ["outside"]
    return ["outside", "named", *(["shared"] if (made.problem, made.error.text) in by_rule else [])]


def _by_rule(error: Error, cluster: Told, did: Mapping[str, str], ideas: Mapping[str, str]) -> str:
    if not cluster.name:
        return "together" if len(cluster.learners) > 1 else "alone"
    idea = cluster.key.removeprefix("idea/")
    if idea in {error.idea, f"rule/{error.rule}"} or did.get(str(error.rule), "?") in cluster.name:
        return "own"
    also = {*error.also, *(ideas.get(name, name) for name in error.also)}
    equal = idea.removeprefix("rule/") in also or idea in also or cluster.name == SIGN
    return "equal" if equal or any(did.get(name, "?") in cluster.name for name in also) else "other"
