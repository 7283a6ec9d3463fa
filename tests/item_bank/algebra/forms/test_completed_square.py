"""What `completed_square` promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.item_bank.algebra.forms.asked import lack_of


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("(x-1)^2+4", "x^2-2x+5"),
        ("4+(x-1)^2", "(x-1)^2+4"),
        ("(1-x)^2+4", "(x-1)^2+4"),
        ("2(x+1)^2-3", "2x^2+4x-1"),
        ("-(x-1)^2", "-(x-1)^2"),
        ("(2x+1)^2", "4x^2+4x+1"),
        ("x^2+3", "x^2+3"),
        ("x^2*2", "2x^2"),
        ("(x-1)^2/4+1/2", "(x-1)^2/4+1/2"),
        ("((x-1)/2)^2+1", "(x-1)^2/4+1"),
        ("a(x-h)^2+k", "a(x-h)^2+k"),
        ("(x-b)^2+c-b^2", "x^2-2bx+c"),
        ("(x^2+1)^2+2", "x^4+2x^2+3"),
        ("(x-1)^4+2", "(x-1)^4+2"),
        ("y=(x-1)^2+4", "y=(x-1)^2+4"),
        ("y-4=(x-1)^2", "y=(x-1)^2+4"),
        ("(x-1)^2+(y+2)^2=9", "(x-1)^2+(y+2)^2=9"),
        ("(y+2)^2=9-(x-1)^2", "(x-1)^2+(y+2)^2=9"),
        ("y-4=(x-1)^2", "y=x^2-2x+5"),
        ("7", "7"),
    ],
)
def test_one_squared_bracket_is_a_completed_square(text: str, key: str) -> None:
    """
    With any numbers and parameters, in a function, an equation, a circle.
    """
    assert lack_of("completed_square", text, key) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("x^2-2x+5", "(x-1)^2+4"),
        ("x^2-2x+5", "x^2-2x+5"),
        ("2((x-1)^2+3)", "2(x-1)^2+6"),
        ("(x-1)(x-1)+4", "(x-1)^2+4"),
        ("(x+1)^2+x", "x^2+3x+1"),
        ("(x+1)^2+(x-1)^2", "2x^2+2"),
        ("x(x+2)", "(x+1)^2-1"),
        ("1/(x+1)^2", "1/(x+1)^2"),
        ("(x+1)^-2", "(x+1)^-2"),
        ("(x+1)^3", "(x+1)^3"),
        ("(x+1)^n", "(x+1)^n"),
        ("x(x+1)^2", "x(x+1)^2"),
        ("y=x^2-2x+5", "y=(x-1)^2+4"),
        ("(x-1)^2+y^2+4y=5", "(x-1)^2+(y+2)^2=9"),
    ],
)
def test_a_letter_outside_of_the_square_is_named(text: str, key: str) -> None:
    """
    Another term with the letter, two squares, a product of brackets, another power.
    """
    assert lack_of("completed_square", text, key) == "no_square"


@given(front=st.integers(-9, 9).filter(bool), shift=st.integers(-9, 9).filter(bool), rest=st.integers(-9, 9))
def test_a_completed_square_multiplied_out_is_none(front: int, shift: int, rest: int) -> None:
    """
    For all whole numbers, whether the key is the one or the other.
    """
    square = f"({front})(x+({shift}))^2+({rest})"
    expanded = f"({front})x^2+({2 * front * shift})x+({front * shift**2 + rest})"

    assert lack_of("completed_square", square, expanded) is None
    assert lack_of("completed_square", expanded, square) == "no_square"
