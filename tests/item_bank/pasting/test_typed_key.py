"""A typed key is judged as what it is: a quantity by its worth, a word as a word, letters side by side as a product."""

import pytest

from item_bank.answers.answer import Answer, ExpressionAnswer, NumberAnswer, TextAnswer, UnitsAnswer
from item_bank.pasting.problem import AnswerOnly, UnsolvedProblem
from item_bank.pasting.typed_key import typed_answer
from tests.item_bank.pasting.test_problem import pasted


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("3,5 km", UnitsAnswer(value="3.5 km")),
        ("1.250 €", UnitsAnswer(value="1250€")),
        ("12 cm²", UnitsAnswer(value="12 cm^2")),
        ("50 km/h", UnitsAnswer(value="50 km/h")),
        ("5 m", UnitsAnswer(value="5m")),
        ("3x", ExpressionAnswer(value="3x")),
        ("5a", ExpressionAnswer(value="5a")),
        ("ab", ExpressionAnswer(value="ab")),
        ("ja", TextAnswer(value="ja")),
        ("nein", TextAnswer(value="nein")),
        ("blau", TextAnswer(value="blau")),
        ("75 %", NumberAnswer(value="75%")),
    ],
)
def test_a_typed_key_is_what_it_says(text: str, answer: Answer) -> None:
    """No product of letters where a unit or a word was meant, and one where its letters stand in the problem."""
    assert typed_answer(text, "de", "Was kommt heraus, mit a und b?") == answer


def test_units_within_a_problem_are_no_letters() -> None:
    """What has units is its teacher's to solve, and a key that cannot be read is said to be that."""
    without, typed, unread = pasted(
        "1) Wie viel sind 3,5 km + 250 m?\n2) Wie viel sind 3,5 km + 250 m? -> 3,75 km\n3) Wie viele? -> 4 Hefte", "de"
    )
    assert isinstance(without, UnsolvedProblem)
    assert without.why == "words"
    assert isinstance(typed, AnswerOnly)
    assert typed.answer == UnitsAnswer(value="3.75 km")
    assert isinstance(unread, UnsolvedProblem)
    assert "cannot be read" in unread.sentence


@pytest.mark.parametrize(
    ("key", "problem", "strict"),
    [
        ("2500 m", "Rechne um in m: 2,5 km", True),
        ("2,5 m²", "Wie viele m² sind 25.000 cm²?", True),
        ("50 km/h", "Ein Auto fährt 100 km in 2 h. Wie schnell?", False),
        ("20 m/s", "Wie viel ist 72 km/h in m/s?", True),
    ],
)
def test_a_conversion_wants_the_unit_of_its_answer(key: str, problem: str, strict: bool) -> None:
    """Who copies the quantity of the problem has converted nothing."""
    answer = typed_answer(key, "de", problem)
    assert isinstance(answer, UnitsAnswer)
    assert answer.strict == strict
