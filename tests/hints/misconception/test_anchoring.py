"""
What is promised of anchoring: where a question shows what its answer follows from, rules explain wrong answers by it.
"""

import pytest

from hints.misconception.anchoring import anchored, asked, formula_of, formulas
from hints.misconception.background import Background
from hints.misconception.diagnose import diagnose
from item_bank.algebra.printing import to_text
from item_bank.answers.answer import Answer, Choice, ChoiceAnswer, ExpressionAnswer, NumberAnswer, Round
from item_bank.exercise import ExerciseStep, compile_step
from item_bank.ids import MistakeCode
from item_bank.mistake import Mistake
from tests.hints.builders import SECRET, judged, step

NAMED = {MistakeCode("named"): Mistake(code=MistakeCode("named"), name="Named", did="did what its author says")}


def made(answer: Answer, prompt: str = "", solution: tuple[str, ...] = ()) -> ExerciseStep:
    """Compile a step."""
    unknowns = ("x",) if "x" in prompt else ()
    written = step(answer, prompt=prompt, solution=solution, unknowns=unknowns)
    return compile_step(written, secret=SECRET, subject="test")


def codes(of: ExerciseStep, response: str, prompt: str = "") -> list[str]:
    """Diagnose a wrong answer; return the codes of what explains it."""
    entered, verdict = judged(of, response)
    found = diagnose(of, entered, verdict, NAMED, Background(prompt=prompt))
    assert found is not None
    return [one.code for one in found.candidates]


@pytest.mark.parametrize(
    ("answer", "prompt", "wrong", "rule"),
    [
        (NumberAnswer(value="11"), "What is $3 + 4 \\cdot 2$?", "14", "rule/addition-before"),
        (NumberAnswer(value="19/6"), "Solve $2x + 3 = 11$ for $x$.", "7", ""),
        (ExpressionAnswer(value="3x + 36"), "Expand $3(x + 12)$.", "3x + 12", "rule/expands-one-term-only"),
    ],
)
def test_wrong_answers_are_explained_by_the_formula_of_the_question(
    answer: Answer, prompt: str, wrong: str, rule: str
) -> None:
    """
    In the step's own words or above them; where the answer does not follow from the formula, nothing is.
    """
    inside, above = made(answer, prompt), made(answer)
    for found in (codes(inside, wrong), codes(above, wrong, prompt) if "x" not in prompt else codes(inside, wrong)):
        assert (not rule and not found) or (found and found[0].startswith(rule))


def test_lines_are_worked_out_from_an_equation() -> None:
    """
    So that what went wrong at the second line is found too.
    """
    of = made(NumberAnswer(value="13"), "Solve $2x + 35 = 61$.")

    assert "rule/moves-term-without-changing-sign" in codes(of, "48")


def test_a_step_with_lines_of_its_own_keeps_them() -> None:
    """
    Nor is anything put in their place for a rounded answer, or where two formulas come to it.
    """
    own = made(NumberAnswer(value="11"), "What is $3 + 8$?", ("3 + 4*2", "11"))
    rounded = made(NumberAnswer(value="0.33", round=Round(places=2)), "What is $1/3$?")
    two = made(NumberAnswer(value="11"), "What is $3 + 8$, or $5 + 6$?")
    named = made(NumberAnswer(value="11"), "The answer is $11$. Why?")

    assert all(asked(one, "") is one for one in (own, rounded, two, named))
    plain = made(NumberAnswer(value="11"), "What is $3 + 8$?")
    assert asked(plain, "") is not plain


def choice(code: str | None = None) -> ExerciseStep:
    """Compile a choice whose wrong option is what a rule gives."""
    options = (
        Choice(id="a", text="$3x + 36$"),
        Choice(id="b", text="$3x + 12$", code=code),
        Choice(id="c", text="none of these"),
    )
    return made(ChoiceAnswer(value="a", choices=options), "Which is the same as $3(x + 12)$?")


def test_an_option_that_its_author_says_nothing_of_is_explained_by_rules() -> None:
    """
    What its author says of it comes first, and an option in words is not guessed at.
    """
    assert "rule/expands-one-term-only" == codes(choice(), "b")[0]
    assert ["named"] == codes(choice("named"), "b")
    assert [] == codes(choice(), "c")


def test_formulas_of_texts_are_read_where_they_can_be() -> None:
    """
    Between dollar signs, each once; an option may be a bare number.
    """
    assert ["2*x + 3", "5"] == [
        to_text(one).replace("2x", "2*x") for one in formulas(["Add $2x + 3$ and $5$.", "$5$ $)($"])
    ]
    assert [True, True, False] == [formula_of(text) is not None for text in ("$2x$", "12", "twelve of them")]
    (right,) = formulas(["$4$"])
    assert anchored(["Look at $2 + 2$ and at $7$."], right) is not None
    assert anchored(["Look at $x + y = 4$."], right) is None
