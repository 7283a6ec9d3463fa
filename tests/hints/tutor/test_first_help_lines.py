"""What first help promises of lines of working: the wrong one is pointed at, with a value that shows it."""

from hints.hint import HintSource, Specificity
from hints.tutor.first_help import Seen
from item_bank.answers.answer import ExpressionAnswer, NumberAnswer
from tests.hints.builders import exercise, solve, step
from tests.hints.tutor.helping import UNDO, helped


def test_the_wrong_line_is_pointed_at_first() -> None:
    """
    Once; who comes back wrong gets the next rung.
    """
    of, lines = solve(UNDO, mistakes=()), ("3x + 5 = 11", "3x = 17", "x = 17/3")

    first = helped(of, lines)
    assert (HintSource.LINE, Specificity.STEP) == (first.source, first.specificity)
    assert "line 2" in first.text
    assert HintSource.RUNG == helped(of, lines, Seen(tries=1)).source


def test_a_copying_error_is_sent_back_to_the_task() -> None:
    """
    A wrong first line is compared with the task, not with a line before it.
    """
    assert "first line" in helped(solve(mistakes=()), ("3x + 5 = 12", "x = 7/3")).text


def test_a_wrong_line_comes_with_a_value_that_shows_it() -> None:
    """
    Where there is one that gives nothing away.
    """
    of = exercise(step(ExpressionAnswer(value="2x+6"), prompt="Expand $2(x+3)$.", solution=("2*x + 2*3", "2*x + 6")))

    assert "$x = 2$" in helped(of, ("2(x+3)", "2x + 35")).text


def test_a_wrong_line_beside_a_right_answer_is_pointed_at() -> None:
    """
    Two errors that cancel are worth a look.
    """
    assert HintSource.LINE == helped(solve(), ("3x + 5 = 11", "3x = 17", "x = 2")).source


def test_a_wrong_line_without_a_telling_value_is_pointed_at_plainly() -> None:
    """
    Numbers have no letters to try.
    """
    of = exercise(step(NumberAnswer(value="11"), prompt="What is $3 + 4 \\cdot 2$?", solution=("3 + 8", "11")))
    hint = helped(of, ("3 + 8", "12"))

    assert "Does it follow from the line before it?" in hint.text


def test_a_true_line_that_does_not_help_gets_a_way_on() -> None:
    """
    From the task where it has one, else in general.
    """
    task = step(NumberAnswer(value="2"), solution=("3*x = 6", "x = 2"), unknowns=("x",))

    assert "no nearer" in helped(exercise(task), ("6x + 3x + 10 = 28",)).text
