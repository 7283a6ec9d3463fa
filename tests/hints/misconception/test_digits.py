"""What telling a miswritten digit promises."""

import pytest

from hints.misconception.digits import miswritten
from hints.misconception.explain import explain
from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable


@pytest.mark.parametrize(
    ("right", "written", "slip"),
    [
        (13 / 9.4, "1.3298", "digit-left-out"),
        (28 / 37.1, ".547", "digit-left-out"),
        (609.12 / 10.2, "59.711764706", "digit-too-many"),
        (3702, "3072", "digits-swapped"),
        (3702, "3702", None),
        (3702, "3802", None),
        (37, "7", None),
        (1 / 3, "3333", None),
        (1e200, "123.4", None),
    ],
)
def test_one_digit_left_out_too_many_or_swapped_is_told(right: float, written: str, slip: str | None) -> None:
    """
    At the precision written, rounded or cut; another digit and short numbers say nothing.
    """
    found = miswritten(right, written)

    assert (None if found is None else found.id) == slip


def test_a_line_with_a_digit_too_few_is_explained_without_a_misconception() -> None:
    """
    The slip is a candidate like any other, with words in every language.
    """
    before, after = read("x = 13/9.4", Context()), read("x = 1.3298", Context())
    assert not isinstance(before, Unreadable)
    assert not isinstance(after, Unreadable)
    (only,) = explain(before, after)

    assert (only.mal_rule, only.misconception, only.step) == ("digit-left-out", None, "13/9.4")
    assert set(only.hints) == {"en", "de", "es"}
