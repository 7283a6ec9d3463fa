"""What counts as a slip."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.misconception.slips import SLIP_DIGIT, SLIP_SIGN, SLIP_SWAP, slip
from item_bank.answers.answer import NumberAnswer, TextAnswer
from item_bank.answers.key import Key, KeyFault, compile_key, fingerprint


def key(value: str) -> Key:
    """Compile a number."""
    compiled = compile_key(NumberAnswer(value=value), unknowns=(), solution=(), secret=b"s" * 32, subject="")
    assert not isinstance(compiled, KeyFault)
    return compiled


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("5", "-5", SLIP_SIGN),
        ("-3/4", "0.75", SLIP_SIGN),
        ("144", "154", SLIP_DIGIT),
        ("-144", "-134", SLIP_DIGIT),
        ("1234", "1324", SLIP_SWAP),
        ("144", "-154", None),
        ("54", "45", None),
        ("54", "55", None),
        ("144", "1440", None),
        ("144", "414", SLIP_SWAP),
        ("1234", "4231", None),
        ("123", "456", None),
        ("0", "0", None),
        ("144.5", "154.5", None),
        ("144", "154.5", None),
        ("144", "x", None),
        ("144", "2+", None),
    ],
)
def test_only_what_is_plain_to_see_is_a_slip(right: str, wrong: str, code: str | None) -> None:
    """
    The opposite sign; in three digits and more, one changed or two neighbours swapped.
    """
    found = slip(key(right), fingerprint(key(right), wrong))

    assert code == (found.code if found else None)
    assert found is None or found.reproduces


def test_only_numbers_slip() -> None:
    """
    Words and unread responses have no digits.
    """
    words = compile_key(TextAnswer(value="144"), unknowns=(), solution=(), secret=b"s" * 32, subject="")

    assert not isinstance(words, KeyFault)
    assert slip(words, fingerprint(words, "-144")) is None
    assert slip(key("144"), None) is None


@given(st.integers(-9_999, 9_999), st.integers(-9_999, 9_999))
def test_a_slip_is_never_certain(right: int, wrong: int) -> None:
    """
    Whatever the numbers, a slip leaves room for another explanation.
    """
    found = slip(key(str(right)), Fraction(wrong)) if right != wrong else None

    assert found is None or 0 < found.probability < 0.9
