"""What rewriting a text as plain maths promises."""

import pytest

from hints.guards.number_words import DISGUISED, FROM_WORD
from hints.guards.options import names_option
from hints.guards.plain import MATHS_CLOSE, MATHS_OPEN, plain
from hints.guards.said import MAX_PIECES, pieces

MARKS = str.maketrans(dict.fromkeys((FROM_WORD, DISGUISED, MATHS_OPEN, MATHS_CLOSE)))


def squeezed(text: str) -> str:
    """Return the plain text without marks and spare spaces."""
    return " ".join(plain(text).translate(MARKS).split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three hundred and five apples", "305 apples"),
        ("two thousand three hundred", "2300"),
        ("one million and one", "1000001"),
        ("a dozen eggs, twenty-one hens", "a 12 eggs, 21 hens"),
        ("a third, two-fifths, three quarters", "(1/3), (2/5), (3/4)"),
        ("someone phoned Tenby", "someone phoned Tenby"),
        ("the third step", "the third step"),
        ("3.5 percent", "3.5%"),
        ("three point one four", "3.14"),
        ("one more than four", "(4+1)"),
        ("three squared", "(3^2)"),
        ("the square of three", "the (3^2)"),
        ("the product of two and three", "the (2*3)"),
        ("the quotient of 6 and 3", "the (6/3)"),
        ("the difference between 7 and 2", "the (7-2)"),
        ("the number before 6", "the (6-1)"),
        ("ten divided by two", "10 / 2"),
        ("six times seven minus one", "6 * 7 - 1"),
        (r"$\frac{1}{2}\times\left(3\right)$", "(1/2)* (3 )"),
        (r"$1\frac{1}{2}$ and $\frac12$", "1 1/2 and (1/2)"),
        (r"$\frac{x+1}{2}$", "((x+1)/(2))"),
        (r"$50\%$, $x \le 3$, $\text{so } x$", "50% , x <= 3 , so x"),
        (r"$1{,}000$ and 2,000", "1000 and 2000"),
        ("1½ and ¾", "1 1/2 and (3/4)"),
        ("costs $5", "costs 5"),
        ("**bold** and _it_", "bold and it"),
    ],
)
def test_numbers_are_written_in_digits(text: str, expected: str) -> None:
    """
    Words, LaTeX, marks of text and digits of other kinds come out as typed maths.
    """
    assert expected == squeezed(text)


def test_marks_in_a_text_cannot_be_forged() -> None:
    """
    Private characters of the text itself are dropped.
    """
    assert "5" == plain(f"{FROM_WORD}5{DISGUISED}")


def test_nested_fractions_are_opened_up_to_a_limit() -> None:
    """
    A text of nothing but fractions ends.
    """
    nested = "x"
    for _ in range(100):
        nested = rf"\frac{{{nested}}}{{2}}"

    assert "frac" in plain(f"${nested}$")


def test_pieces_know_what_stands_around_them() -> None:
    """
    The words before and after, the sides, and whether it is asked.
    """
    equation, alone = pieces("Is $3x + 5 = 11$ true? Then x is 2 here.")[0], pieces("Then it is 2 here.")[0]

    assert ("3x+5=11", 2, True) == (equation.text, len(equation.sides), equation.asked)
    assert ("Then it is ", " here.", False) == (alone.before, alone.after, alone.asked)
    assert pieces("Isn't it 5?")[0].asked is False


def test_articles_and_lone_words_are_no_maths() -> None:
    """
    "a" and "I" among words are not names.
    """
    assert [] == [piece.text for piece in pieces("I saw a cat and a dog.")]
    assert ["3x"] == [piece.text for piece in pieces("a 3x")]
    assert [] == [piece.text for piece in pieces("+ - ( = ) $$")]


def test_the_pieces_of_one_text_are_bounded() -> None:
    """
    A text of very many numbers is read to a limit.
    """
    assert MAX_PIECES == len(pieces("1, " * 1_000))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The answer is C.", True),
        ("Option c", True),
        ("choose (c)", True),
        ("go with C", True),
        ("C is the correct one", True),
        ('"C" fits', True),
        ("C", True),
        ("Vitamin C is good", False),
        ("choose c or d first", False),
        ("Choice D", False),
        ("see above", False),
    ],
)
def test_options_are_named_only_as_options(text: str, *, named: bool) -> None:
    """
    A letter has to be called an option, or said to be right.
    """
    assert named is names_option(text, "c")
