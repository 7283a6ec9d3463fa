"""A missed problem ends well only when it was put right, and the good ends are final."""

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from item_bank.ids import SkillId
from practice.correction.credit import credit_of
from practice.correction.directive import Directive, Goal
from practice.correction.machine import (
    FINAL,
    MAX_INSERTED,
    PROOFS,
    Correction,
    Excused,
    Expired,
    Happening,
    HelpUsedUp,
    PrerequisiteDone,
    PrerequisiteInserted,
    ProofLeft,
    ProofTried,
    Reopened,
    Reworked,
    advance_correction,
    missed,
    phase_of,
)

HAPPENINGS = st.one_of(
    st.builds(Reworked, correct=st.booleans(), helped=st.booleans()),
    st.builds(ProofTried, solved=st.booleans(), unaided=st.booleans()),
    st.sampled_from([HelpUsedUp(), ProofLeft(), PrerequisiteDone(), Excused(), Expired(), Reopened()]),
    st.builds(PrerequisiteInserted, skill=st.sampled_from([SkillId("a"), SkillId("b"), SkillId("c")])),
)
DIRECTIVES = st.builds(Directive, goal=st.sampled_from(get_args(Goal)), credit_back=st.integers(0, 100))
TO_PROVE = Directive(goal="correct_and_parallel")


def after(*happenings: Happening, directive: Directive = TO_PROVE) -> Correction:
    """
    Move a missed problem on.
    """
    correction = missed()
    for happening in happenings:
        correction = advance_correction(correction, happening, directive)
    return correction


def test_a_repair_is_proven_on_a_fresh_variant() -> None:
    """Putting the problem right is not the end; a fresh one solved without help is."""
    reworked = after(Reworked(correct=True))
    assert (reworked.status, phase_of(reworked)) == ("open", "proof")
    assert after(Reworked(correct=True), ProofTried(solved=True, unaided=True)).status == "repaired"


def test_copying_cannot_pass() -> None:
    """The corrected answer given again and again proves nothing."""
    again = after(*[Reworked(correct=True)] * 5)
    assert again.status == "open"
    assert phase_of(again) == "proof"


def test_a_proof_needs_nobody_s_help() -> None:
    """A fresh variant solved with help counts as failed, and after three a person is needed."""
    helped = ProofTried(solved=True, unaided=False)
    assert after(Reworked(correct=True), helped).status == "open"
    assert after(Reworked(correct=True), *[helped] * PROOFS).status == "stuck"
    late = after(Reworked(correct=True), helped, ProofTried(solved=True, unaided=True))
    assert late.status == "repaired_with_help"


def test_help_on_the_way_is_said_in_the_end() -> None:
    """A rung on the way makes the repair one with help."""
    done = after(Reworked(correct=False, helped=True), Reworked(correct=True), ProofTried(solved=True, unaided=True))
    assert (done.status, done.wrong) == ("repaired_with_help", 1)


def test_correcting_alone_ends_where_that_is_the_goal() -> None:
    """Where no proof is asked for, putting it right is the end."""
    assert after(Reworked(correct=True), directive=Directive(goal="correct")).status == "repaired"


def test_used_up_help_needs_a_person_who_may_open_it_again() -> None:
    """A stuck problem waits; opened again, it goes on where it was."""
    stuck = after(HelpUsedUp())
    assert stuck.status == "stuck"
    assert phase_of(advance_correction(stuck, Reopened(), TO_PROVE)) == "rework"


def test_a_prerequisite_comes_in_between_and_goes() -> None:
    """While it is to do, the problem itself waits; each skill comes once, and not more than two do."""
    waiting = after(PrerequisiteInserted(skill=SkillId("a")))
    assert phase_of(waiting) == "prerequisite"
    assert advance_correction(waiting, Reworked(correct=True), TO_PROVE) == waiting
    back = advance_correction(waiting, PrerequisiteDone(), TO_PROVE)
    assert phase_of(back) == "rework"
    assert advance_correction(back, PrerequisiteInserted(skill=SkillId("a")), TO_PROVE) == back


@given(st.lists(HAPPENINGS, max_size=40), DIRECTIVES)
def test_whatever_happens_good_ends_are_final_and_credit_never_falls(
    happenings: list[Happening], directive: Directive
) -> None:
    """No happening leaves a good end, a good end was put right before, and a moment's credit is the least to come."""
    correction, credit = missed(), 0
    for happening in happenings:
        before = correction
        correction = advance_correction(correction, happening, directive)
        if before.status in FINAL:
            assert correction == before
        if correction.status in FINAL:
            assert correction.reworked
        assert len(correction.inserted) <= MAX_INSERTED
        assert correction.wrong >= before.wrong
        assert correction.helped or not before.helped
        worth = credit_of(
            right=False, handed_in_share=100, correction=correction, repaired_share=100, back=directive.credit_back
        ).final
        if worth is not None:
            assert worth >= credit
            credit = worth


@given(st.lists(HAPPENINGS, max_size=40), DIRECTIVES)
def test_no_proof_no_repair(happenings: list[Happening], directive: Directive) -> None:
    """Where a proof is asked for, nothing but one solved without help ends it well."""
    proven = any(isinstance(one, ProofTried) and one.solved and one.unaided for one in happenings)
    if directive.goal == "correct_and_parallel" and not proven:
        assert after(*happenings, directive=directive).status not in FINAL
