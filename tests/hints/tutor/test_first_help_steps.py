"""What first help promises of a step that no author has words for: they are computed from what is to be done."""

import pytest

from hints.hint import mark
from hints.tutor.first_help import Seen
from item_bank.answers.answer import Answer, EquationAnswer, ExpressionAnswer, NumberAnswer, TextAnswer
from item_bank.answers.response import Stuck
from tests.hints.builders import exercise, solve, step
from tests.hints.tutor.helping import helped


def test_a_check_that_the_learner_can_do_gives_nothing_away() -> None:
    """
    Their own value is put back into the task's equation.
    """
    assert helped(solve(), "17").text.startswith("Put your $17$ in for $x$ in $3 x + 5 = 11$")


@pytest.mark.parametrize(
    ("answer", "prompt", "said"),
    [
        (
            NumberAnswer(value="3/4"),
            r"Add $\frac{1}{2}$ and $\frac{1}{4}$: $\frac{1}{2} + \frac{1}{4}$.",
            "denominator",
        ),
        (NumberAnswer(value="3/5"), r"What is $\frac{1}{5} + \frac{2}{5}$?", "one size"),
        (NumberAnswer(value="1/8"), r"What is $\frac{1}{2} \cdot \frac{1}{4}$?", "multiply fractions"),
        (NumberAnswer(value="2"), r"What is $\frac{1}{2} \div \frac{1}{4}$?", "reciprocal"),
        (NumberAnswer(value="3/4"), r"Simplify $\frac{6}{8}$.", "divides both"),
        (NumberAnswer(value="-3"), "What is $5 - 8$?", "number line"),
        (NumberAnswer(value="3"), "What is $-5 + 8$?", "number line"),
        (NumberAnswer(value="-40"), r"What is $-5 \cdot 8$?", "sign first"),
        (NumberAnswer(value="-4"), r"What is $-8 \div 2$?", "sign first"),
        (NumberAnswer(value="11"), r"What is $3 + 4 \cdot 2$?", "comes first"),
        (NumberAnswer(value="13"), "What is $5 + 8$?", "Estimate"),
        (NumberAnswer(value="14"), "What is $3x + 2$ for $x = 4$?", "in place of every $x$"),
        (ExpressionAnswer(value="2x+6"), "Expand $2(x + 3)$.", "Try $x"),
        (ExpressionAnswer(value="5x"), "Collect $2x + 3x$.", "Try $x"),
        (EquationAnswer(value="2x + 6 = 14"), "Write $2(x + 3) = 14$ without brackets.", "look at the brackets"),
        (EquationAnswer(value="x + 3 = 7"), "Divide both sides of $2(x + 3) = 14$ by 2.", "one side"),
        (EquationAnswer(value="x = 4"), "Solve $2(x + 3) = 14$.", "one side"),
        (EquationAnswer(value="3x = 6"), "Take 5 from both sides of $3x + 5 = 11$.", "one side"),
        (EquationAnswer(value="3x = 6"), "Three times a number is what?", "two things are equal"),
        (TextAnswer(value="Paris"), "Which city?", "which word"),
    ],
)
def test_words_about_the_step_go_by_what_is_to_be_done(answer: Answer, prompt: str, said: str) -> None:
    """
    Computed from the prompt, where no author has words.
    """
    hint = helped(
        exercise(step(answer, prompt=prompt)), "77x + 1 = 1000" if isinstance(answer, EquationAnswer) else "7770/7"
    )

    assert said.casefold() in hint.text.casefold()


@pytest.mark.parametrize(
    ("answer", "prompt", "expected", "never"),
    [
        (NumberAnswer(value="13"), "What is $5 + 8$?", "drawing", "Which part"),
        (NumberAnswer(value="3"), r"What is $12 \div 4$?", "drawing", "Which part"),
        (NumberAnswer(value="3/4"), r"Write $0.75$ as a fraction.", "worth just as much", "Which part"),
        (NumberAnswer(value="11"), r"What is $3 + 4 \cdot 2$?", "Which part", "drawing"),
        (
            EquationAnswer(value="2x + 6 = 14"),
            "Write $2(x + 3) = 14$ without brackets.",
            "terms in the brackets",
            "undo",
        ),
    ],
)
def test_later_words_fit_what_is_to_be_done_too(answer: Answer, prompt: str, expected: str, never: str) -> None:
    """
    One operation has no parts to begin with, and brackets are opened, not undone.
    """
    of, said = exercise(step(answer, prompt=prompt)), list[str]()
    for _ in range(4):
        said.append(helped(of, Stuck(), Seen(said=tuple(map(mark, said)))).text)

    assert any(expected in text for text in said)
    assert not any(never in text for text in said)


def test_words_about_the_step_go_by_the_solution_where_the_prompt_has_none() -> None:
    """
    The operation is asked about, its numbers are not shown.
    """
    of = exercise(step(NumberAnswer(value="1/4"), prompt="How much is red?", solution=("1/8 + 1/8", "2/8", "1/4")))

    assert "one size" in helped(of, "7").text
