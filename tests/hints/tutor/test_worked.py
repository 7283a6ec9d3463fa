"""What worked steps promise."""

import msgspec

from hints.hint import HintSource
from hints.tutor.worked import pictures, worked
from item_bank.answers.answer import (
    Answer,
    AntiderivativeAnswer,
    Choice,
    ChoiceAnswer,
    ExpressionAnswer,
    NumberAnswer,
    OrderAnswer,
    Round,
    SolutionsAnswer,
    TextAnswer,
    UnitsAnswer,
)
from item_bank.figures.figure import Counters, Group, Value
from item_bank.variant import Rung
from tests.hints.builders import choice, exercise, solve, step, two_steps


def test_each_step_shows_its_solution_lines_as_maths() -> None:
    """
    One hint a step, the prompt first, the lines under one another.
    """
    (hint,) = worked(solve(Rung(text="Not shown.")))

    assert ["What is $x$?", r"$3 \cdot x = 11 - 5$", r"$3 \cdot x = 6$", "$x = 2$"] == hint.text.split("\n\n")
    assert HintSource.WORKED == hint.source


def test_solutions_stand_with_their_word_between_them() -> None:
    """
    "or" is no product of o and r, and is said in the language of the exercise.
    """
    lines = ("x^2 = 9", "x = -3 or x = 3")
    asked = exercise(step(SolutionsAnswer(value="x = -3 or x = 3"), prompt="Which?", solution=lines))
    german = msgspec.structs.replace(asked, variant=msgspec.structs.replace(asked.variant, language="de"))
    (hint,), (gesagt,) = worked(asked), worked(german)

    assert hint.text.endswith(r"$x = -3 \text{ or } x = 3$")
    assert gesagt.text.endswith(r"$x = -3 \text{ oder } x = 3$")


def test_steps_come_in_order() -> None:
    """
    As many hints as steps.
    """
    assert 2 == len(worked(two_steps()))


def test_without_solution_lines_the_ladder_and_the_answer_are_shown() -> None:
    """
    Rungs that reveal are kept for this.
    """
    ladder = (Rung(text="Think."), Rung(text="It is half of one half.", reveals=True))
    (hint,) = worked(exercise(step(NumberAnswer(value="1/4"), prompt="How much?", ladder=ladder)))

    assert ["How much?", "Think.", "It is half of one half.", r"The answer: $\frac{1}{4}$"] == hint.text.split("\n\n")


def test_an_answer_alone_is_shown_with_the_way_to_it() -> None:
    """
    Where the only solution line is the answer, the ladder leads there; without a ladder it stands alone.
    """
    ladder = (Rung(text="List the numbers that divide $12$."),)
    (led,) = worked(exercise(step(NumberAnswer(value="4"), prompt="Which?", ladder=ladder, solution=("4",))))
    (alone,) = worked(exercise(step(NumberAnswer(value="4"), prompt="Which?", solution=("4",))))

    assert ["Which?", "List the numbers that divide $12$.", "The answer: $4$"] == led.text.split("\n\n")
    assert ["Which?", "$4$"] == alone.text.split("\n\n")


def test_an_answer_is_shown_as_its_author_wrote_it() -> None:
    """
    The line 6n - 11 stays as it is, whatever the formula of the key looks like.
    """
    written = step(ExpressionAnswer(value="6*n - 11"), ladder=(Rung(text="Think."),), solution=("6n - 11",))
    (hint,) = worked(exercise(written))

    assert hint.text.endswith("The answer: $6 n - 11$")


def answer_shown(answer: Answer) -> str:
    """Return the last line of a worked step without a ladder."""
    (hint,) = worked(exercise(step(answer)))
    return hint.text.split("\n\n")[-1]


def test_words_and_options_are_shown_as_they_are() -> None:
    """
    An option by its text, words as written.
    """
    assert "The answer: Paris" == answer_shown(TextAnswer(value="Paris"))
    assert worked(choice())[0].text.endswith("The answer: $2x + 6$")


def test_an_order_is_shown_by_what_its_options_say() -> None:
    """
    Their ids are the bank's alone.
    """
    options = (Choice(id="a", text="$1$ m"), Choice(id="b", text="$2$ cm"), Choice(id="c", text="$3$ mm"))

    assert "The answer: $3$ mm, $2$ cm, $1$ m" == answer_shown(OrderAnswer(value="c, b, a", choices=options))


def test_a_right_option_that_is_a_drawing_is_shown_as_one() -> None:
    """
    Of right options alone, and of those that have a drawing.
    """
    dots = [Counters(alt=f"{count} dots", groups=(Group(count=Value(str(count))),)) for count in (2, 3)]
    drawn = [Choice(id=name, text=one.alt, figure=one) for name, one in zip("ab", dots, strict=True)]
    asked = exercise(step(ChoiceAnswer(value="b", choices=tuple(drawn))))

    assert (dots[1],) == pictures(asked)
    assert () == pictures(choice())


def test_an_answer_is_shown_as_it_is_asked_for() -> None:
    """
    Rounded, with its unit, with its constant of integration.
    """
    rounded = NumberAnswer(value="1/3", round=Round(places=2))
    integral = AntiderivativeAnswer(value="x^2", variable="x")

    assert "$0.33$" in answer_shown(rounded)
    assert "+ C$" in answer_shown(integral)
    assert "33" in answer_shown(UnitsAnswer(value="1/3 m", round=Round(places=2)))
