"""Where wrong answers point twice to a skill below the problem's, an item of it comes first, and the problem waits."""

import asyncio
import functools
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.misconception.diagnosis import Candidate, Diagnosis, DiagnosisKind
from item_bank.bank import Bank, read_bundle
from item_bank.build import build
from item_bank.bundle import encode_bundle
from item_bank.ids import MistakeCode, SkillId
from item_bank.load import load_bank
from practice.correction.assigned import AssignedWork
from practice.correction.assignment import Assignment
from practice.correction.composing import Confirmed, Plan, compose
from practice.correction.dates import DueDates
from practice.correction.directive import STANDARD
from practice.correction.machine import (
    MAX_INSERTED,
    Correction,
    PrerequisiteDone,
    PrerequisiteInserted,
    advance_correction,
    missed,
    phase_of,
)
from practice.correction.prerequisites import POINTS, missing, pointed_to
from practice.ids import ProblemId
from tests.practice.support.bank import FILES, SECRET, write_bank
from tests.practice.support.desk import TENANT
from tests.practice.support.homework import ADA, CLASS, HW, School, pasted

BELOW = SkillId("add-unlike-fractions")
SUMS = SkillId("sums")
SKILLS = st.sampled_from([SkillId(name) for name in "abc"])

ITEM = """
    format: 1
    id: unlike
    title: Add two fractions
    skills: [add-unlike-fractions]
    params: {n: {int: [2, 9]}}
    prompt: Work out $\\\\frac{1}{@{n}} + 1$.
    steps:
      - id: sum
        prompt: What is it?
        answer: {kind: number, value: 1/n + 1}
        hints: ["How many of these parts make one whole?"]
"""


@functools.cache
def with_sums() -> Bank:
    """Read the small bank with a skill that builds on another, and an item of each."""
    skills = f"{FILES['skills.yaml'].rstrip()}\n            - {{id: {BELOW}, name: Unlike fractions}}\n"
    skills += f"            - {{id: {SUMS}, name: Sums, requires: [{BELOW}]}}\n"
    of_sums = ITEM.replace("id: unlike", "id: summed").replace(f"[{BELOW}]", f"[{SUMS}]")
    files = {**FILES, "skills.yaml": skills, "items/unlike.yaml": ITEM, "items/summed.yaml": of_sums}
    with TemporaryDirectory() as directory:
        loaded = load_bank(write_bank(Path(directory), files))
        assert () == loaded.findings
        return read_bundle(encode_bundle(build(loaded.source))[1], secret=SECRET)


def of_sums() -> Assignment:
    """Give a pasted sum of fractions that practises sums."""
    plan = Plan(id=HW, class_id=CLASS, title="Monday", language="en", directive=STANDARD, dates=DueDates())
    return compose(plan, [Confirmed(problem=pasted(HW)[0], skills=(SUMS,))], ())


def diagnosed(*probabilities: float) -> Diagnosis:
    """Find explanations that point to a skill."""
    found = tuple(
        Candidate(code=MistakeCode("rule/x"), description="", probability=one, reproduces=True, skill=BELOW)
        for one in probabilities
    )
    return Diagnosis(kind=DiagnosisKind.MISCONCEPTION, candidates=found)


@pytest.mark.parametrize(
    ("found", "skills", "points"),
    [
        (diagnosed(0.9), (SUMS,), BELOW),
        (diagnosed(0.9), (BELOW,), None),
        (diagnosed(0.5, 0.4), (SUMS,), None),
        (diagnosed(), (SUMS,), None),
        (None, (SUMS,), None),
    ],
)
def test_only_what_leads_points_and_never_to_what_is_practised(
    found: Diagnosis | None, skills: tuple[SkillId, ...], points: SkillId | None
) -> None:
    """
    Of several explanations none points anywhere, and the problem's own skill is no prerequisite.
    """
    assert points == pointed_to(found, skills)


@given(st.lists(SKILLS, max_size=20), st.frozensets(SKILLS))
def test_each_comes_once_after_two_answers_and_no_more_than_two_do(
    pointed: list[SkillId], offered: frozenset[SkillId]
) -> None:
    """
    However often answers point, a skill is asked for once, only where there are items of it, and the problem is next.
    """
    correction = missed()
    while (skill := missing(correction, pointed, offered)) is not None:
        assert skill in offered
        assert Counter(pointed)[skill] >= POINTS
        waiting = advance_correction(correction, PrerequisiteInserted(skill=skill), STANDARD)
        assert phase_of(waiting) == "prerequisite"
        assert missing(waiting, pointed, offered) is None
        correction = advance_correction(waiting, PrerequisiteDone(), STANDARD)
        assert skill in correction.inserted
    due = [skill for skill, times in Counter(pointed).items() if times >= POINTS and skill in offered]

    assert phase_of(correction) == "rework"
    assert len(correction.inserted) == min(MAX_INSERTED, len(due)) == len(set(correction.inserted))


@given(st.lists(SKILLS, min_size=4, max_size=9))
def test_nothing_comes_in_between_where_the_problem_is_not_being_put_right(pointed: list[SkillId]) -> None:
    """
    A proof is not interrupted, and what is over stays over.
    """
    for stands in (None, Correction(reworked=True), Correction(status="stuck"), Correction(status="repaired")):
        assert missing(stands, pointed, frozenset(pointed)) is None


def test_the_problem_waits_for_what_it_builds_on_and_comes_again_where_it_stood() -> None:
    """
    After two answers that add tops and bottoms comes an item of unlike fractions, then the problem with the help left.
    """

    async def story() -> None:
        school = School()
        school.banks.activate(with_sums())
        await school.start(of_sums())
        await school.enter(ADA, p1="2/6")
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        rework = await school.go_on(ADA, "1")
        await school.answer(ADA, rework, "2/6")
        assert (await school.go_on(ADA, "1")).opportunity == rework.opportunity
        await school.answer(ADA, rework, "2/6")
        first = await school.go_on(ADA, "1")
        assert (first.reason.code, first.skills) == ("missing", (BELOW,))
        assert "Unlike fractions" in first.reason.sentence
        assert (await school.go_on(ADA, "1")).opportunity == first.opportunity
        await school.session.skip(TENANT, ADA, first.opportunity, now=school.now)
        again = await school.go_on(ADA, "1")
        assert (again.reason.code, again.item, again.variant) == ("correction", rework.item, rework.variant)
        found = school.homework.assigned(TENANT, ADA, HW)
        assert isinstance(found, AssignedWork)
        correction = found.work.problems[ProblemId("1")].correction
        assert correction is not None
        assert (correction.inserted, correction.pending, correction.wrong) == ((BELOW,), None, 2)
        await school.answer(ADA, again, "3/4")
        assert (await school.go_on(ADA, "1")).reason.code == "proof"

    asyncio.run(story())
