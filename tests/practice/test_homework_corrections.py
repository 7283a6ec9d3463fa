"""What `practice.homework` promises of corrections: put right, proven on a fresh one, and nothing skipped."""

import asyncio

from item_bank.answers.verdict import Verdict
from practice.correction.assigned import AssignedWork
from practice.correction.outcomes import NothingToCorrect
from practice.ids import ProblemId
from tests.practice.support.desk import TENANT
from tests.practice.support.homework import ADA, HW, WRONG, School, told


def test_from_handing_in_to_a_proven_repair() -> None:
    """The missed problem comes back, is put right with a rung, and a fresh one solved unaided ends it."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        done = await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        assert isinstance(done, AssignedWork)
        outcomes = {name: one.handed_in.outcome for name, one in done.work.problems.items() if one.handed_in}
        assert outcomes["1"] == outcomes["2"] == "wrong"
        assert outcomes["3"] == "right"
        assert school.status(ADA, "3") is None
        rework = await school.go_on(ADA, "1")
        assert rework.reason.code == "correction"
        again = await school.answer(ADA, rework, "2/6")
        assert again.judged.verdict is Verdict.INCORRECT
        assert again.hint is not None
        assert school.status(ADA, "1") == "open"
        await school.answer(ADA, rework, "3/4")
        proof = await school.go_on(ADA, "1")
        assert proof.reason.code == "proof"
        assert (proof.item, proof.variant) != (rework.item, rework.variant)
        await school.answer(ADA, proof, school.key(proof))
        assert school.status(ADA, "1") == "repaired_with_help"
        after = await school.homework.go_on(TENANT, ADA, HW, ProblemId("1"), now=school.now, seed=1)
        assert after == NothingToCorrect(id=ProblemId("1"))

    told(story)


def test_a_wrong_proof_sends_nobody_back_and_three_call_the_teacher() -> None:
    """Each failed fresh one is followed by another, with other numbers, until a person is needed."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        await school.answer(ADA, await school.go_on(ADA, "2"), "5")
        variants = set()
        for _ in range(3):
            proof = await school.go_on(ADA, "2")
            variants.add(proof.variant)
            await school.answer(ADA, proof, "1000")
            await school.answer(ADA, proof, school.key(proof))
        assert len(variants) == 3
        assert school.status(ADA, "2") == "stuck"

    told(story)


def test_copying_the_corrected_answer_cannot_pass() -> None:
    """The same right answer given to the fresh variant is wrong there."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        await school.answer(ADA, await school.go_on(ADA, "1"), "3/4")
        proof = await school.go_on(ADA, "1")
        if school.key(proof) != "3/4":
            copied = await school.answer(ADA, proof, "3/4")
            assert copied.judged.verdict is Verdict.INCORRECT

    told(story)


def test_each_problem_is_corrected_where_it_is_asked_for() -> None:
    """Going to another problem leaves the first where it stands, and a proof that was tried in vain stays tried."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        await school.answer(ADA, await school.go_on(ADA, "1"), "2/6")
        second = await school.go_on(ADA, "2")
        assert second.opportunity.startswith("hw1.2.")
        await school.answer(ADA, second, "5")
        proof = await school.go_on(ADA, "2")
        await school.answer(ADA, proof, "1000")
        first = await school.go_on(ADA, "1")
        assert first.opportunity.startswith("hw1.1.")
        found = school.homework.assigned(TENANT, ADA, HW)
        assert isinstance(found, AssignedWork)
        stands = {name: one.correction for name, one in found.work.problems.items()}
        one, two = stands[ProblemId("1")], stands[ProblemId("2")]
        assert one is not None
        assert two is not None
        assert (one.wrong, one.reworked) == (1, False)
        assert (two.failed_proofs, two.reworked) == (1, True)

    told(story)


def test_two_tabs_open_one_correction() -> None:
    """Asked twice, the same opportunity is there; no rung can be skipped by a second tab."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        first, second = await asyncio.gather(school.go_on(ADA, "1"), school.go_on(ADA, "1"))
        assert first.opportunity == second.opportunity

    told(story)
