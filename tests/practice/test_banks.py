"""What `practice.banks` promises."""

from practice.banks import Banks
from tests.practice.support.bank import bank, other_bank


def test_a_release_stays_until_it_is_withdrawn() -> None:
    """
    Activating another release keeps the former one for what is open under it.
    """
    banks = Banks(bank())
    banks.activate(other_bank())

    assert other_bank() is banks.active
    assert bank() is banks.of(bank().release)
    assert banks.withdraw(bank().release)
    assert banks.of(bank().release) is None
    assert not banks.withdraw(bank().release)


def test_the_active_release_cannot_be_withdrawn() -> None:
    """
    There is always a bank to practise from.
    """
    banks = Banks(bank())

    assert not banks.withdraw(bank().release)
    assert bank() is banks.of(bank().release)


def test_going_back_is_activating_the_older_one() -> None:
    """
    A release may be activated again, and none is listed twice.
    """
    banks = Banks(bank(), {other_bank().release: other_bank()})
    banks.activate(other_bank())
    banks.activate(bank())

    assert bank() is banks.active
    assert other_bank() is banks.of(other_bank().release)
