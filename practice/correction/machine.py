"""
The way of one missed problem: from open to repaired, stuck, excused or expired.

The learner puts the problem right where it went wrong; each wrong try brings one
rung. Where the directive asks for it, a fresh variant solved without help proves
the repair: copying the corrected answer cannot. A failed proof sends nobody back:
another fresh one follows, until the tries for it are used up. Ends that are good
are final; a teacher may open the others again.
"""

from typing import Final, Literal, TypeAlias, assert_never

import msgspec

from item_bank.ids import SkillId
from practice.correction.directive import Directive

__all__ = [
    "FINAL",
    "LEFT",
    "MAX_INSERTED",
    "PROOFS",
    "Correction",
    "Excused",
    "Expired",
    "Happening",
    "HelpUsedUp",
    "Phase",
    "PrerequisiteDone",
    "PrerequisiteInserted",
    "ProofLeft",
    "ProofTried",
    "Reopened",
    "Reworked",
    "Status",
    "advance_correction",
    "missed",
    "phase_of",
]

Status: TypeAlias = Literal["open", "repaired", "repaired_with_help", "stuck", "excused", "expired"]
Phase: TypeAlias = Literal["rework", "prerequisite", "proof", "over"]
"""What the learner does next: put the problem right, an item of a missing prerequisite, the proof, or nothing."""

FINAL: Final[frozenset[Status]] = frozenset({"repaired", "repaired_with_help"})
"""Ends that nothing leaves."""
PROOFS: Final = 3
"""Fresh variants that a learner may fail before a person is needed."""
LEFT: Final = 5
"""
Fresh variants that a learner may leave without a wrong answer, for another problem too; each further one counts as
failed. Else whoever leaves often enough chooses what to prove it on.
"""
MAX_INSERTED: Final = 2
"""Items of missing prerequisites that come in between, at most."""


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """
    Where one missed problem stands.

    Attributes
    ----------
    status
        Open, or how it ended.
    wrong
        Wrong tries while it was put right.
    helped
        Whether a rung was shown on the way, in the rework or a proof.
    reworked
        Whether the problem itself has been put right.
    failed_proofs
        Fresh variants that were not solved without help.
    left_proofs
        Those that were left before anything was wrong.
    inserted, pending
        Prerequisites that came in between, and the one that is still to do.
    """

    status: Status = "open"
    wrong: int = 0
    helped: bool = False
    reworked: bool = False
    failed_proofs: int = 0
    left_proofs: int = 0
    inserted: tuple[SkillId, ...] = ()
    pending: SkillId | None = None


class Reworked(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The learner answered the missed problem again; `helped` says that a rung had been shown before."""

    correct: bool
    helped: bool = False


class ProofTried(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A fresh variant ended; only one that was solved `unaided` at the first go proves anything."""

    solved: bool
    unaided: bool


class ProofLeft(msgspec.Struct, frozen=True, tag=True):
    """A fresh variant was left before anything was wrong: skipped, or with answers that nobody can decide."""


class HelpUsedUp(msgspec.Struct, frozen=True, tag=True):
    """The rungs of the directive are used up, and the problem is not put right."""


class PrerequisiteInserted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """An item of a missing prerequisite comes first."""

    skill: SkillId


class PrerequisiteDone(msgspec.Struct, frozen=True, tag=True):
    """That item has ended, well or not."""


class Excused(msgspec.Struct, frozen=True, tag=True):
    """The teacher lets it go."""


class Expired(msgspec.Struct, frozen=True, tag=True):
    """The assignment takes nothing more."""


class Reopened(msgspec.Struct, frozen=True, tag=True):
    """The teacher gives it another chance; what was done so far stays counted, failed and left proofs do not."""


Happening: TypeAlias = (
    Reworked
    | ProofTried
    | ProofLeft
    | HelpUsedUp
    | PrerequisiteInserted
    | PrerequisiteDone
    | Excused
    | Expired
    | Reopened
)


def missed() -> Correction:
    """
    Begin: a problem was answered wrongly, or not at all.
    """
    return Correction()


def phase_of(correction: Correction) -> Phase:
    """
    Say what comes next.
    """
    if correction.status != "open":
        return "over"
    if correction.pending is not None:
        return "prerequisite"
    return "proof" if correction.reworked else "rework"


def advance_correction(correction: Correction, happening: Happening, directive: Directive) -> Correction:  # noqa: C901, PLR0911, PLR0912 - one case a happening
    """
    Move a correction on; what does not fit its phase changes nothing.

    Parameters
    ----------
    correction
        Where it stands.
    happening
        What happened.
    directive
        The teacher's rules.
    """
    if correction.status in FINAL:
        return correction
    replace = msgspec.structs.replace
    phase = phase_of(correction)
    match happening:
        case Reworked(correct=False, helped=helped) if phase == "rework":
            return replace(correction, wrong=correction.wrong + 1, helped=correction.helped or helped)
        case Reworked(correct=True, helped=helped) if phase == "rework":
            done = replace(correction, reworked=True, helped=correction.helped or helped)
            return done if directive.goal == "correct_and_parallel" else _ended_well(done)
        case ProofTried(solved=True, unaided=True) if phase == "proof":
            return _ended_well(correction)
        case ProofLeft() if phase == "proof" and correction.left_proofs < LEFT:
            return replace(correction, left_proofs=correction.left_proofs + 1)
        case ProofTried() | ProofLeft() if phase == "proof":
            failed = replace(correction, failed_proofs=correction.failed_proofs + 1, helped=True)
            return replace(failed, status="stuck") if failed.failed_proofs >= PROOFS else failed
        case HelpUsedUp() if phase == "rework":
            return replace(correction, status="stuck", helped=True)
        case PrerequisiteInserted(skill=skill) if phase == "rework" and _may_insert(correction, skill):
            return replace(correction, inserted=(*correction.inserted, skill), pending=skill)
        case PrerequisiteDone() if phase == "prerequisite":
            return replace(correction, pending=None)
        case Excused() if correction.status != "excused":
            return replace(correction, status="excused", pending=None)
        case Expired() if correction.status == "open":
            return replace(correction, status="expired", pending=None)
        case Reopened() if correction.status != "open":
            return replace(correction, status="open", failed_proofs=0, left_proofs=0)
        case (
            Reworked()
            | ProofTried()
            | ProofLeft()
            | HelpUsedUp()
            | PrerequisiteInserted()
            | PrerequisiteDone()
            | Excused()
            | Expired()
            | Reopened()
        ):
            return correction
        case _:
            assert_never(happening)


def _ended_well(correction: Correction) -> Correction:
    return msgspec.structs.replace(correction, status="repaired_with_help" if correction.helped else "repaired")


def _may_insert(correction: Correction, skill: SkillId) -> bool:
    return skill not in correction.inserted and len(correction.inserted) < MAX_INSERTED
