"""
Support: how probable an explanation of a wrong answer is, by all that its class wrote.

Stage 1 looks at one answer, and what it finds may fit by chance. The class says more:
an idea that explains other answers too is at work there; a rule that is rare, or has
no idea behind it, hardly is; and two learners seldom write the same by chance. The
odds of an explanation, against that nothing known was behind the answer, are

    odds(p)^CERTAIN * weight / (SLIP where it has no idea) * (1 + seen + equal)

with `p` of stage 1, the rule's `weight` there, `seen` the other answers that the same
idea explains, each by its own `p`, and `equal` the classmates who wrote the very same.
The last factor is the posterior mean of a rate of which little was expected (Gamma of
shape 1). `CERTAIN` and `SLIP` come from a logistic regression on simulated classes
other than those that `make bench ARGS=homework` reports.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from hints.misconception.diagnosis import RULE, Candidate, Diagnosis
from hints.misconception.rewriting.reading import shipped_rules

__all__ = ["idea_of", "seen_in", "support"]

CERTAIN: Final = 0.4
"""Power of stage 1's odds: beside what the class says, they tell answers apart too sharply."""
SLIP: Final = 2.5
"""How much less a rule counts that has no idea behind it: it gives many answers, and seldom comes twice."""
LEAST: Final = 0.001
"""What is left at least to what is not known."""


def seen_in(found: Iterable[Diagnosis | None]) -> Mapping[str, float]:
    """
    Count how many wrong answers of a class each idea explains, each answer by how probable that is.
    """
    seen: dict[str, float] = defaultdict(float)
    for diagnosis in found:
        for idea, probability in _by_idea(diagnosis).items():
            seen[idea] += probability
    return seen


def support(diagnosis: Diagnosis, seen: Mapping[str, float], equal: int) -> Mapping[str, float]:
    """
    Return how probable each idea is as the explanation of one wrong answer; what is missing to 1 is that of none.

    Parameters
    ----------
    diagnosis
        Stage 1's.
    seen
        What explains the wrong answers of the class, this one among them.
    equal
        Classmates who wrote the very same.
    """
    own = _by_idea(diagnosis)
    none = max(LEAST, 1 - sum(own.values()))
    odds: dict[str, float] = defaultdict(float)
    for one in diagnosis.candidates:
        idea = idea_of(one)
        others = max(0.0, seen.get(idea, 0.0) - own[idea]) + equal
        odds[idea] += (one.probability / none) ** CERTAIN * _common(one) * (1 + others)
    whole = 1 + sum(odds.values())
    return {idea: each / whole for idea, each in odds.items()}


def idea_of(candidate: Candidate) -> str:
    """
    Return what is behind an explanation: its misconception, or itself where it has none.
    """
    return candidate.misconception or candidate.code


def _by_idea(diagnosis: Diagnosis | None) -> Mapping[str, float]:
    found: dict[str, float] = defaultdict(float)
    for candidate in () if diagnosis is None else diagnosis.candidates:
        found[idea_of(candidate)] += candidate.probability
    return found


def _common(candidate: Candidate) -> float:
    """
    Return how common an explanation is beside others; what an author expects counts like a common rule.
    """
    weight = _weights().get(candidate.code, 1.0)
    return weight / SLIP if candidate.misconception is None and candidate.code.startswith(RULE) else weight


@functools.cache
def _weights() -> Mapping[str, float]:
    return {f"{RULE}{rule.id}": rule.weight for rule in shipped_rules()}
