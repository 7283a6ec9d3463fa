"""What `question` promises: keys that belong to their questions."""

import pytest

from item_bank.answers.answer import Answer, EquationAnswer, ExpressionAnswer, NumberAnswer, TextAnswer
from item_bank.importers.oatutor.letters import letters_in
from item_bank.importers.oatutor.question import disagreement


@pytest.mark.parametrize(
    ("answer", "prompt", "around"),
    [
        (ExpressionAnswer(value="(x - 15)(x - 3)"), "Factor $x^2+18x+45$", ("Factoring Trinomials",)),
        (ExpressionAnswer(value="3x^2 - 6x"), r"Find the quotient: $\frac{18x^3-36x^2}{6} x$", ()),
        (NumberAnswer(value="243"), r"${\left(-3\right)}^5$", ("Simplify the following expression",)),
        (NumberAnswer(value="-7"), "a) $15-3r+8=28$", ("Solve the equation",)),
    ],
)
def test_a_key_that_is_not_what_the_formula_comes_to_is_found(answer: Answer, prompt: str, around: tuple[str]) -> None:
    """
    Where only a formula's value or solution is asked for, another key is wrong.
    """
    assert "question_disagrees" == disagreement(answer, (), prompt, around)


@pytest.mark.parametrize(
    ("answer", "prompt", "around"),
    [
        (ExpressionAnswer(value="(x + 15)(x + 3)"), "Factor $x^2+18x+45$", ()),
        (NumberAnswer(value="4"), "Solve $2x=8$", ()),
        (NumberAnswer(value="-5"), "$5$", ("Simplify the opposite",)),
        (NumberAnswer(value="1/5"), r"$\frac{5}{1}$", ("Find the multiplicative inverse",)),
        (NumberAnswer(value="31"), "$x=5$", ("Simplify $7x-4$",)),
        (NumberAnswer(value="8"), "$y^2-8y+15=0$", ("Solve. Find the sum of the solutions",)),
        (NumberAnswer(value="7"), r"How far is $\frac{7}{3}$ of it?", ("Multiply",)),
        (NumberAnswer(value="-63"), r"$9$ times $(-7)$", ("Simplify",)),
        (ExpressionAnswer(value="(a + 5)^2"), "$a^2+10a$", ("Simplify by completing the square",)),
        (EquationAnswer(value="y = 2x", unknowns=("y", "x")), "Solve $x+y=3$", ()),
        (NumberAnswer(value="3"), "What comes next in $1+1$?", ()),
        (TextAnswer(value="none"), "Solve $2x=8$", ()),
    ],
)
def test_nothing_is_said_where_the_question_may_ask_for_something_else(
    answer: Answer, prompt: str, around: tuple[str]
) -> None:
    """
    A key is doubted only where its question leaves no room.
    """
    assert disagreement(answer, (), prompt, around) is None


def test_a_letter_that_the_question_does_not_have_is_found() -> None:
    """
    No learner can answer in a letter that was never shown.
    """
    key = ExpressionAnswer(value="40a")

    assert "letter_not_in_question" == disagreement(key, (), "$28x-(-12x)$", ("Add",))
    assert disagreement(key, (), "What is it?", ("Let a be the age",)) is None


def test_letters_are_seen_in_formulas_and_in_prose() -> None:
    """
    Commands and words have no letters in this sense; `7n`, `(x+1)` and a letter alone do.
    """
    expected = {"x", "n", "p", "q", "k"}

    assert expected == letters_in([r"Add $\frac{x}{2}$ \$5", "find 7n, (p+1)*q and k"])
