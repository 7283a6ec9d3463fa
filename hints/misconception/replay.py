"""
Replaying: what of a model's claim holds when computation runs it.

The student path has to lead to the learner's own answer, with the lines before the
error following from the task, and the correct path to the key. What holds is
diagnosed once more, as if the learner had written the path: so rules name the
error where they make it, and the model's word counts only where none does. Words
and options cannot be run: there the exercise has to be quoted, and the claim stays
unverified.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final, Literal, TypeAlias, assert_never

import msgspec
from msgspec import UNSET

from hints.misconception.background import Background
from hints.misconception.by_rule import skills
from hints.misconception.catalogue import idea_named
from hints.misconception.claim import GUESS, OTHER, SLIP, SORTS, UNREADABLE, Claim
from hints.misconception.claim_task import options
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import MODEL, Candidate, Checked, Diagnosis, DiagnosisKind
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import Tree
from item_bank.answers.judge import judge
from item_bank.answers.kinds.choice import ChoiceKey
from item_bank.answers.kinds.order import OrderKey
from item_bank.answers.kinds.text import TextKey
from item_bank.answers.maths import read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Working
from item_bank.answers.verdict import Judged, LineJudged, Problem, Relation, Verdict
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.ids import MistakeCode

__all__ = ["CHECKS", "FailedCheck", "Replayed", "replay"]

CheckCode: TypeAlias = Literal[
    "unknown_idea",
    "student_unreadable",
    "student_elsewhere",
    "student_not_theirs",
    "not_wrong_there",
    "not_followed",
    "correct_unreadable",
    "correct_not_followed",
    "correct_elsewhere",
    "no_quote",
]
CHECKS: Final[Mapping[CheckCode, str]] = {
    "unknown_idea": "The idea is none of those that were offered.",
    "student_unreadable": "The student path has a line that is no maths of the step's kind.",
    "student_elsewhere": "The student path does not come to what the learner answered.",
    "student_not_theirs": "The student path leaves out a line that the learner wrote, or turns their order.",
    "not_wrong_there": "The student path does not go wrong first where it is said to.",
    "not_followed": "A line of the student path does not follow, and is not said to.",
    "correct_unreadable": "The correct path has a line that is no maths of the step's kind.",
    "correct_not_followed": "A line of the correct path does not follow.",
    "correct_elsewhere": "The correct path does not come to the key.",
    "no_quote": "Neither the exercise is quoted nor the option named.",
}
"""Every check of a claim, in words."""
REPLAYED: Final = 0.75
"""
How probable an idea is at most that a model named among those of the topic, on a path that was replayed.

Published for the MaE benchmark: precision .753 where the topic was given (notes on tutoring, section 1).
"""
UNVERIFIED: Final = 0.5
"""The same where nothing could be replayed: .526 there without more to go by."""
QUOTED: Final = 12
"""Characters that a quotation has at least: shorter ones stand in any text."""
WRONG: Final = frozenset({Relation.DIFFERENT, Relation.LOST, Relation.GAINED})


class FailedCheck(msgspec.Struct, frozen=True, kw_only=True):
    """What of a claim does not hold: the first check that failed."""

    code: CheckCode

    @property
    def sentence(self) -> str:
        """The check in words."""
        return CHECKS[self.code]


class Replayed(msgspec.Struct, frozen=True, kw_only=True):
    """
    A claim that holds.

    Attributes
    ----------
    path, error
        The student path, judged, and its first wrong line from 1; empty and None
        where nothing was to be replayed.
    correct
        The correct path.
    diagnosis
        What is now known of the error; None where that is no more than before.
    about
        The named idea in words, for whoever writes the hint; empty for none.
    """

    path: tuple[LineJudged, ...] = ()
    error: int | None = None
    correct: tuple[str, ...] = ()
    diagnosis: Diagnosis | None = None
    about: str = ""


def replay(
    exercise: Exercise,
    step: ExerciseStep,
    judged: Judged,
    claim: Claim,
    *,
    ideas: Collection[str],
    said: Sequence[str],
) -> Replayed | FailedCheck:
    """
    Run a claim.

    Parameters
    ----------
    exercise, step, judged
        What was asked, and the verdict on what was answered.
    claim
        What the model said.
    ideas
        The ids that it had to choose from, beside `SORTS`.
    said
        What it was told of the response: for a choice the id that was picked.

    Returns
    -------
    Replayed | FailedCheck
        Bounded by what judging two workings is bounded by.
    """
    if claim.idea not in ideas and claim.idea not in SORTS:
        return FailedCheck(code="unknown_idea")
    if claim.idea in (GUESS, UNREADABLE) and not claim.student_path:
        return Replayed(diagnosis=_named(exercise, judged, claim, "unverified"))
    match step.key:
        case ChoiceKey() | OrderKey() | TextKey():
            return _quoted(exercise, step, judged, claim, said)
        case MathsKey():
            return _run(exercise, step, step.key, judged, claim)
        case _:
            assert_never(step.key)


def _quoted(
    exercise: Exercise, step: ExerciseStep, judged: Judged, claim: Claim, said: Sequence[str]
) -> Replayed | FailedCheck:
    """Take a claim about words or options, which has to stand on the exercise's own words or name what was picked."""
    wanted = _spaced(claim.quote)
    picked = [one.about for one in options(step) if one.id in said]
    if not wanted or wanted not in {_spaced(one) for one in (*said, *picked)}:
        texts = [exercise.variant.prompt, step.step.prompt]
        if len(wanted) < QUOTED or not any(wanted in _spaced(text) for text in texts):
            return FailedCheck(code="no_quote")
    return Replayed(diagnosis=_named(exercise, judged, claim, "unverified"), about=_about(exercise, claim.idea))


def _spaced(text: str) -> str:
    return " ".join(text.split()).casefold()


def _run(exercise: Exercise, step: ExerciseStep, key: MathsKey, judged: Judged, claim: Claim) -> Replayed | FailedCheck:
    """Run both paths of a claim."""
    lines = tuple(one.line for one in claim.student_path)
    followed = judge(key, Working(lines=lines))
    failed = _student(key, judged, followed, claim) or _correct(key, claim.correct_path)
    if failed is not None:
        return failed
    again = diagnose(
        step, Working(lines=lines), followed, exercise.mistakes, Background(language=exercise.variant.language)
    )
    return Replayed(
        path=followed.lines,
        error=claim.first_error_line,
        correct=claim.correct_path,
        diagnosis=_rested(again, judged) or _named(exercise, judged, claim, "replayed"),
        about=_about(exercise, claim.idea),
    )


def _student(key: MathsKey, judged: Judged, followed: Judged, claim: Claim) -> FailedCheck | None:
    """Check the student path."""
    marks = [one.mark for one in claim.student_path]
    if (
        followed.read is None
        or followed.verdict in (Verdict.INVALID, Verdict.ASKED)
        or len(followed.lines) != len(marks)
    ):
        return FailedCheck(code="student_unreadable")
    if not _same_answer(key, judged.read, followed.read):
        return FailedCheck(code="student_elsewhere")
    error = claim.first_error_line
    if followed.first_wrong != error:
        return FailedCheck(code="not_wrong_there")
    relations = [line.relation for line in followed.lines]
    if Relation.UNDECIDED in relations[:error]:
        return FailedCheck(code="not_followed")
    for mark, relation in zip(marks[error:], relations[error:], strict=True):
        if relation is Relation.UNDECIDED or (relation in WRONG and mark == "ok"):
            return FailedCheck(code="not_followed")
    if not _is_theirs(judged, followed, error):
        return FailedCheck(code="student_not_theirs")
    return None


def _same_answer(key: MathsKey, theirs: str | None, claimed: str) -> bool:
    """Say whether a path ends with what the learner answered."""
    one, other = _tree(key, theirs), _tree(key, claimed)
    if one is None or other is None:
        return False
    same = key.same(one)
    return same == key.same(other) if same is not None else bare(one) == bare(other)


def _tree(key: MathsKey, text: str | None) -> Tree | None:
    tree = None if text is None else read_in(key.maths, text, "en")
    return None if isinstance(tree, Problem) else tree


def _is_theirs(judged: Judged, followed: Judged, error: int) -> bool:
    """
    Say whether a path has all lines that the learner wrote, in their order, and goes wrong where these do.

    Between two of their lines it may have others that were left out.
    """
    written = [line for line in judged.lines if line.read is not None]
    if len(written) <= 1:
        return True
    path = [line.read for line in followed.lines]
    places: list[int] = []
    for line in written:
        start = places[-1] if places else 0
        if line.read not in path[start:]:
            return False
        places.append(path.index(line.read, start) + 1)
    wrong = next((at for at, line in enumerate(written) if line.line == judged.first_wrong), None)
    if wrong is None:
        return True
    return (places[wrong - 1] if wrong else 0) < error <= places[wrong]


def _correct(key: MathsKey, lines: Sequence[str]) -> FailedCheck | None:
    """Check the correct path."""
    followed = judge(key, Working(lines=tuple(lines)))
    if followed.verdict in (Verdict.INVALID, Verdict.ASKED):
        return FailedCheck(code="correct_unreadable")
    if followed.first_wrong is not None or any(line.relation is Relation.UNDECIDED for line in followed.lines):
        return FailedCheck(code="correct_not_followed")
    return None if followed.verdict is Verdict.CORRECT else FailedCheck(code="correct_elsewhere")


def _rested(found: Diagnosis | None, judged: Judged) -> Diagnosis | None:
    """Say of what computation found on a claimed path that it rests on that path; None where it found nothing."""
    if found is None or not found.candidates:
        return None
    rested = tuple(msgspec.structs.replace(one, checked="replayed") for one in found.candidates)
    return Diagnosis(kind=found.kind, candidates=rested, line=judged.first_wrong)


def _named(exercise: Exercise, judged: Judged, claim: Claim, checked: Checked) -> Diagnosis | None:
    """Make a diagnosis of the idea that a model named; None where that says no more than is known."""
    most = REPLAYED if checked == "replayed" else UNVERIFIED
    probability = round(most * claim.sure, 4)
    if claim.idea in (UNREADABLE, OTHER) or not probability:
        return None
    kind = {SLIP: DiagnosisKind.SLIP, GUESS: DiagnosisKind.GUESS}.get(claim.idea, DiagnosisKind.MISCONCEPTION)
    own = exercise.mistakes.get(MistakeCode(claim.idea))
    idea = None if idea_named(claim.idea) is None else claim.idea
    candidate = Candidate(
        code=MistakeCode(f"{MODEL}{claim.idea}") if own is None else own.code,
        description=_about(exercise, claim.idea),
        probability=probability,
        reproduces=False,  # the path was run, the idea was not: no rule of it makes the line
        misconception=idea if own is None else own.misconception,
        skill=UNSET if idea is None or checked == "unverified" else skills().get(idea, UNSET),
        checked=checked,
    )
    return Diagnosis(kind=kind, candidates=(candidate,), line=judged.first_wrong)


def _about(exercise: Exercise, name: str) -> str:
    """Say an idea in the catalogue's or the bank's words; nothing for what is none."""
    own = exercise.mistakes.get(MistakeCode(name))
    if own is not None:
        return own.did
    idea = idea_named(name)
    return "" if idea is None else idea.idea
