"""What a good model would say of a generated case: its own path and the author's solution, as a claim."""

from hints.evaluation.cases import Case
from hints.misconception.claim import OTHER, Claim, PathLine
from item_bank.answers.judge import judge
from item_bank.answers.response import Working
from item_bank.answers.verdict import Relation
from item_bank.exercise import ExerciseStep

__all__ = ["claim_of"]

WRONG = (Relation.DIFFERENT, Relation.LOST, Relation.GAINED)


def claim_of(case: Case, step: ExerciseStep, confidence: int = 80) -> Claim:
    """
    Say how a case came about, every wrong line marked.
    """
    followed = judge(step.key, Working(lines=case.path)).lines
    return Claim(
        student_path=tuple(
            PathLine(line=text, mark="mistake" if line.relation in WRONG else "ok")
            for text, line in zip(case.path, followed, strict=True)
        ),
        first_error_line=case.error,
        idea=case.misconception or OTHER,
        why="",
        correct_path=tuple(step.step.solution),
        quote="",
        confidence=confidence,
    )
