"""What generated cases promise: wrong answers whose first error and idea are known exactly."""

import pytest

from hints.evaluation.cases import Errors, cases
from hints.misconception.claim_task import Unsayable, claim_task, said_lines
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import DiagnosisKind
from hints.misconception.replay import Replayed, replay
from item_bank.answers.judge import judge
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank, read_bundle
from tests.hints.evaluation.claimed import claim_of
from tests.starter import starter_bundle


@pytest.fixture(scope="module")
def bank() -> Bank:
    """Return the starter bank."""
    return read_bundle(starter_bundle(), secret=b"t" * 32)


@pytest.mark.slow
@pytest.mark.parametrize("errors", ["one", "two"])
def test_each_case_is_wrong_where_its_label_says(bank: Bank, errors: Errors) -> None:
    """
    Cases are wrong answers, all different, and their own account of them survives every check of a claim.
    """
    made = cases(bank, 60, seed=4, errors=errors)
    replayed = 0
    for case in made:
        exercise = bank.open(case.item, case.variant, case.language)
        step = exercise.step(case.step)
        assert step is not None
        verdict = judge(step.key, case.response)
        assert verdict.verdict is Verdict.INCORRECT
        told = said_lines(exercise, step, case.response, verdict)
        if isinstance(told, Unsayable):
            continue
        task = claim_task(exercise, step, told, verdict, None, 80)
        ideas = [one.id for one in task.ideas]
        assert case.misconception is None or case.misconception in ideas
        found = replay(exercise, step, verdict, claim_of(case, step), ideas=ideas, said=told)
        assert isinstance(found, Replayed), (case, found)
        assert found.error == case.error
        replayed += 1

    assert len({(one.item, one.variant, one.step, one.path) for one in made}) == len(made) == 60
    assert replayed > 55


@pytest.mark.slow
def test_the_same_seed_makes_the_same_cases_and_another_one_others(bank: Bank) -> None:
    """
    A case can be made again, and sets of cases can be drawn apart.
    """
    assert cases(bank, 10, seed=1) == cases(bank, 10, seed=1)
    assert not set(cases(bank, 10, seed=1)) & set(cases(bank, 10, seed=2))


@pytest.mark.slow
def test_two_errors_leave_room_for_a_model(bank: Bank) -> None:
    """
    Of answers after two errors computation alone cannot name many: these are what the first call is for.
    """
    undiagnosed = 0
    made = cases(bank, 60, seed=5, errors="two")
    for case in made:
        exercise = bank.open(case.item, case.variant, case.language)
        step = exercise.step(case.step)
        assert step is not None
        found = diagnose(step, case.response, judge(step.key, case.response), exercise.mistakes)
        undiagnosed += found is not None and found.kind is DiagnosisKind.UNDIAGNOSED

    assert undiagnosed > 15
