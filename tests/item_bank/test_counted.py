"""What counting in sentences promises."""

import pytest

from item_bank.counted import counted


@pytest.mark.parametrize(("count", "expected"), [(0, "0 draws"), (1, "1 draw"), (2, "2 draws"), (1200, "1,200 draws")])
def test_one_is_one_and_all_else_is_several(count: int, expected: str) -> None:
    """
    Only one takes the singular; thousands are parted.
    """
    assert expected == counted(count, "draw")


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    """
    Not every noun takes an s.
    """
    assert "1 entry and 3 entries" == f"{counted(1, 'entry', 'entries')} and {counted(3, 'entry', 'entries')}"
