"""What `substitution` promises: a new letter may stand for a part of a line."""

import pytest

from tests.item_bank.algebra.working.reading import followed


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ("9^x-4*3^x+3=0; u^2-4u+3=0; u=1 or u=3; 3^x=1 or 3^x=3; x=0 or x=1",
         ["same:substituted", "same", "same:substituted", "same"]),
        ("x^4-5x^2+4=0; u^2-5u+4=0; u=1 or u=4; x^2=1 or x^2=4", ["same:substituted", "same", "same:substituted"]),
        ("x^4-5x^2+4=0; u=x^2 and u^2-5u+4=0", ["same"]),
        ("x^4-5x^2+4=0; u=x^2, u^2-5u+4=0", ["same"]),
        ("sin(x)^2+sin(x)=0; s^2+s=0", ["same:substituted"]),
        ("x^4-5x^2+4=0; u^2-5u+3=0", ["different"]),
        ("y=2; x=2", ["different"]),
    ],
)  # fmt: skip
def test_a_new_letter_stands_for_a_part(chain: str, expected: list[str]) -> None:
    """
    Put in and taken out again; what no part makes the same is judged as it stands.
    """
    assert expected == followed(chain)
