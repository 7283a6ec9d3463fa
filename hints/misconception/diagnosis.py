"""
Diagnoses: which line or step went wrong, and by which idea.

The outcome of stage 1 for one wrong response. Candidates are ranked and kept,
because one wrong answer often has several explanations; `undiagnosed` is an
honest outcome, and none is ever invented.
"""

import enum
from typing import Final, Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from item_bank.ids import MistakeCode, SkillId

__all__ = ["MODEL", "RULE", "Candidate", "Checked", "Diagnosis", "DiagnosisKind"]


RULE: Final = "rule/"
"""Begins the code of a mal-rule among candidates."""
MODEL: Final = "model/"
"""Begins the code of an idea that a model named, and no rule makes here."""
Checked: TypeAlias = Literal["replayed", "unverified"]
"""
What a model's claim rests on: its path was replayed to the learner's answer, or it is the model's word alone.

The path that is replayed is computed; that the named idea is behind it is not, unless a rule made the line.
"""
LEADS: Final = 0.5
"""One explanation leads where no other is more than half as probable; else nobody is told what they did."""


class DiagnosisKind(enum.StrEnum):
    """What sort of error it was."""

    SLIP = "slip"
    MISCONCEPTION = "misconception"
    GUESS = "guess"
    UNDIAGNOSED = "undiagnosed"


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """
    One explanation.

    What only mal-rules have is left out where it is not known, so that earlier
    events keep their bytes.

    Attributes
    ----------
    code
        A mistake of the bank, or else `slip/…`, `rule/…` or `model/…`: an
        author's code has no slash in it.
    description
        What was done, for teachers.
    probability
        Among the candidates and "none of them", 0 to 1.
    reproduces
        Whether the mistake gives exactly what the learner wrote, checked by
        computation.
    misconception
        The idea behind it in the catalogue of misconceptions.
    step
        What was wrongly rewritten, as text.
    skill
        The skill to go back to where this is found again and again.
    hint
        The words about it in the exercise's language, where the rule has it.
    checked
        How far a model's claim was checked; left out for what was computed
        without one.
    """

    code: MistakeCode
    description: str
    probability: float
    reproduces: bool
    misconception: str | None = None
    step: str | UnsetType = UNSET
    skill: SkillId | UnsetType = UNSET
    hint: str | UnsetType = UNSET
    checked: Checked | UnsetType = UNSET


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True):
    """Stage 1's finding; `line` is the first wrong line of the working, where there was working."""

    kind: DiagnosisKind
    candidates: tuple[Candidate, ...] = ()
    line: int | None = None

    @property
    def leading(self) -> Candidate | None:
        """The one explanation that no other comes near; None where there are several, or none."""
        if not self.candidates:
            return None
        first, *others = sorted(self.candidates, key=lambda one: -one.probability)
        return None if any(other.probability > LEADS * first.probability for other in others) else first
