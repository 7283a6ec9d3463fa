"""What `speech` promises: formulas as words."""

import pytest

from item_bank.rendering.render import maths


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("3x+5=11", "3 x plus 5 equals 11"),
        ("-x", "negative x"),
        ("5-3", "5 minus 3"),
        ("-", "minus"),
        (r"x \implies -3", "x implies negative 3"),
        (r"x = {-3}", "x equals negative 3"),
        (r"2 \mp -3", "2 minus or plus negative 3"),
        (r"3\times -4", "3 times negative 4"),
        ("(-2,5)", "open parenthesis negative 2 comma 5 close parenthesis"),
        (r"\frac{3}{4}", "3 over 4"),
        (r"\frac{-3}{4}", "negative 3 over 4"),
        (r"\frac{x+1}{2}", "the fraction x plus 1 over 2, end fraction"),
        (r"2\frac{1}{3}", "2 and 1 over 3"),
        (r"a\frac{1}{3}", "a 1 over 3"),
        ("x^2", "x squared"),
        ("x^3", "x cubed"),
        ("x^{-2}", "x to the power negative 2"),
        ("x^{n+1}", "x to the power n plus 1, end power"),
        ("a_1", "a sub 1"),
        ("a_1^2", "a sub 1 squared"),
        ("f'(x)", "f prime open parenthesis x close parenthesis"),
        (r"30^{\circ}", "30 degrees"),
        (r"\sqrt{2}", "the square root of 2"),
        (r"\sqrt{x+1}", "the square root of x plus 1, end root"),
        (r"\sqrt[3]{x}", "the cube root of x, end root"),
        (r"\sqrt[5]{x}", "the root of order 5 of x, end root"),
        (r"\log_{2}\left(x\right)", "log base 2 of open parenthesis x close parenthesis"),
        (r"\sin\left(x\right)", "sine of open parenthesis x close parenthesis"),
        (r"\left|x\right|", "the absolute value of x"),
        ("|x+1|-|y|", "the absolute value of x plus 1, end absolute value minus the absolute value of y"),
        (r"y \leq -3", "y is less than or equal to negative 3"),
        ("a<b", "a is less than b"),
        (r"x \neq 0", "x is not equal to 0"),
        (r"\$6.30", "6.30 dollars"),
        ("7.5%", "7.5 percent"),
        ("17{,}200", "17,200"),
        (r"0.\overline{3}", "0 point 3 with a bar"),
        (r"\vec{v}", "vector v"),
        (r"\hat{x}", "x with ^ above"),
        (r"\underset{n}{x}", "x with n below"),
        (r"\binom{n}{2}", "open parenthesis n choose 2 close parenthesis"),
        (r"\cancel{3}", "crossed out 3"),
        (r"\sum_{i=1}^{n} i", "the sum from i equals 1 to n of i"),
        (r"\text{if } x>0", "if x is greater than 0"),
        (r"x \quad y", "x y"),
        ("\N{GREEK SMALL LETTER PI}r", "pi r"),
        (r"\mathbb{R}", "the real numbers"),
        (
            r"\begin{bmatrix}1&2\\3&4\end{bmatrix}",
            "open bracket table with 2 rows: row 1: 1, 2; row 2: 3, 4; close bracket",
        ),
    ],
)
def test_formulas_are_said_in_plain_words(latex: str, expected: str) -> None:
    """
    A formula reads aloud as a teacher would say it, with ends said where they could be misheard.
    """
    segment = maths(latex)

    assert segment is not None
    assert expected == segment.speech


def test_an_unknown_language_is_read_in_english() -> None:
    """
    Speech is never missing: where a language has no words yet, the English ones are used.
    """
    assert maths("1+1", "xx-Latn") == maths("1+1", "en-GB")
