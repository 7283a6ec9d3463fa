"""
Diagnoses: which line or step went wrong, and by which idea.

The outcome of stage 1 for one wrong response. Candidates are ranked and kept,
because one wrong answer often has several explanations; `undiagnosed` is an
honest outcome, and none is ever invented.
"""

import enum

import msgspec

from item_bank.ids import MistakeCode

__all__ = ["Candidate", "Diagnosis", "DiagnosisKind"]


class DiagnosisKind(enum.StrEnum):
    """What sort of error it was."""

    SLIP = "slip"
    MISCONCEPTION = "misconception"
    GUESS = "guess"
    UNDIAGNOSED = "undiagnosed"


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """
    One explanation.

    `probability` is among the candidates and "none of them", 0 to 1;
    `reproduces` says that applying the mistake gives exactly what the learner
    wrote, checked by computation.
    """

    code: MistakeCode
    description: str
    probability: float
    reproduces: bool
    misconception: str | None = None


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True):
    """Stage 1's finding; `line` is the first wrong line of the working, where there was working."""

    kind: DiagnosisKind
    candidates: tuple[Candidate, ...] = ()
    line: int | None = None
