"""What limits on money promise."""

import pytest

from api.hinting.paying import BadLimits, Limits, accounts, read_limits
from hints.shared.budgets import Account
from practice.ids import ClassId, LearnerId, TenantId

SCHOOL, OTTER = TenantId("school"), LearnerId("otter")
DAY = 86_400_000


def test_limits_are_written_in_dollars() -> None:
    """
    What is not named keeps its default, and nothing at all is a limit too.
    """
    assert Limits(learner=30_000, class_=1_000_000, day=0) == read_limits("learner=0.03, class=1,day=0")
    assert Limits() == read_limits("")


@pytest.mark.parametrize("text", ["learner", "learner=", "learner=lots", "learner=-1", "day=inf", "day=nan", "all=1"])
def test_limits_that_cannot_be_read_are_refused(text: str) -> None:
    """
    With the sentence that says how they are written.
    """
    said = read_limits(text)

    assert isinstance(said, BadLimits)
    assert "learner=0.02" in said.sentence


def test_an_answer_is_paid_from_all_accounts_of_its_day() -> None:
    """
    The learner's, the class's where there is one, the tenant's, and everybody's; the next day begins anew.
    """
    limits = Limits(learner=1, class_=2, tenant=3, day=4)

    assert (
        Account("learner/school/otter/7", 1),
        Account("class/school/7b/7", 2),
        Account("tenant/school/7", 3),
        Account("day/7", 4),
    ) == accounts(limits, SCHOOL, OTTER, (ClassId("7b"),), now=8 * DAY - 1)
    assert [1, 3, 4] == [one.limit for one in accounts(limits, SCHOOL, OTTER, (), now=8 * DAY)]
    names = {one.name for now in (0, DAY) for one in accounts(limits, SCHOOL, OTTER, (ClassId("7b"),), now=now)}
    assert 8 == len(names)
