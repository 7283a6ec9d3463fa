"""What judging lines of working promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.answers.judge import judge
from item_bank.answers.response import MAX_WORKING, Working
from item_bank.answers.verdict import Judged, Relation, Verdict
from tests.item_bank.answers.keys import equation, expression, number, working

SAME, DIFFERENT, GAINED, LOST = Relation.SAME, Relation.DIFFERENT, Relation.GAINED, Relation.LOST
SOLVE = number("2", "3*x = 11 - 5", "3*x = 6", "x = 2", unknowns=("x",))
"""3x + 5 = 11."""
PLAIN = number("4", unknowns=("x",))
"""A number without solution lines."""
SUM = number("11", "3 + 8", "11")
"""3 + 4*2."""


def relations(judged: Judged) -> list[Relation | None]:
    """Return the relation of each line."""
    return [line.relation for line in judged.lines]


def test_true_lines_to_the_answer_are_correct() -> None:
    """
    Every line is the same as the one before, and none is wrong.
    """
    judged = working(SOLVE, "3x + 5 = 11", "3x + 5 - 5 = 11 - 5", "3x = 6", "x = 2")

    assert Verdict.CORRECT == judged.verdict
    assert [SAME] * 4 == relations(judged)
    assert judged.first_wrong is None


def test_the_first_wrong_line_is_named() -> None:
    """
    Later lines are judged against their own predecessor, so that one slip is one slip.
    """
    judged = working(SOLVE, "3x + 5 = 11", "3x = 16", "x = 16/3")

    assert (Verdict.INCORRECT, 2) == (judged.verdict, judged.first_wrong)
    assert [SAME, DIFFERENT, SAME] == relations(judged)


def test_blank_lines_are_passed_over_and_counted() -> None:
    """
    Lines keep the numbers of the entered lines.
    """
    judged = working(SOLVE, "3x + 5 = 11", "", "3x = 16", " ")

    assert [1, 3] == [line.line for line in judged.lines]
    assert 3 == judged.first_wrong


def test_a_wrong_line_is_reported_beside_a_right_answer() -> None:
    """
    Two errors that cancel end right, and are seen.
    """
    judged = working(SOLVE, "3x + 5 = 11", "3x = 16", "x = 2")

    assert (Verdict.CORRECT, 2) == (judged.verdict, judged.first_wrong)


def test_a_copying_error_is_the_first_line() -> None:
    """
    The first line is held against the solution's first.
    """
    judged = working(SOLVE, "3x + 5 = 12", "3x = 7")

    assert (Verdict.INCORRECT, 1) == (judged.verdict, judged.first_wrong)


def test_without_a_solution_the_first_line_is_held_against_the_key() -> None:
    """
    The key says what the letter is.
    """
    assert (Verdict.CORRECT, None) == (working(PLAIN, "2x = 8", "x = 4").verdict, working(PLAIN, "2x = 8").first_wrong)
    assert 1 == working(PLAIN, "2x = 9", "x = 4.5").first_wrong


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("3x + 5 - 5 = 11 - 5",), "unfinished"),
        (("3x + 5 = 11", "3x = 6"), "unfinished"),
        (("3x + 5 = 11",), None),
        (("6x + 10 = 22",), None),
    ],
)
def test_a_true_last_line_is_no_progress_with_a_reason_where_it_helped(
    lines: tuple[str, ...], reason: str | None
) -> None:
    """
    The task copied or made longer did not help; a line on the way is unfinished.
    """
    judged = working(SOLVE, *lines)

    assert (Verdict.NO_PROGRESS, reason, None) == (judged.verdict, judged.reason, judged.first_wrong)


def test_without_a_solution_a_line_helped_where_it_is_nearer_than_the_first() -> None:
    """
    The learner's own first line is the measure; a single line is taken for a beginning.
    """
    assert "unfinished" == working(PLAIN, "3(x + 2) = 18", "3x + 6 = 18").reason
    assert "unfinished" == working(PLAIN, "3x + 6 = 18").reason
    assert working(PLAIN, "3x + 6 = 18", "3x + 7 = 19").reason is None


def test_a_bare_number_at_the_end_is_what_the_letter_is() -> None:
    """
    `2` after `3x = 6` states x.
    """
    judged = working(SOLVE, "3x = 6", "2")

    assert Verdict.CORRECT == judged.verdict
    assert [SAME, SAME] == relations(judged)
    assert 2 == working(SOLVE, "3x = 6", "3").first_wrong


def test_a_true_aside_has_no_relation() -> None:
    """
    Arithmetic at the margin of an equation neither follows nor has to.
    """
    judged = working(SOLVE, "3x = 11 - 5", "11 - 5 = 6", "8 + 2", "3x = 6", "x = 2")

    assert Verdict.CORRECT == judged.verdict
    assert [SAME, None, None, SAME, SAME] == relations(judged)


def test_an_aside_at_the_end_is_not_the_answer_yet() -> None:
    """
    The last line that belongs to the chain stands.
    """
    assert Verdict.NO_PROGRESS == working(SOLVE, "3x = 11 - 5", "11 - 5 = 6").verdict


def test_a_false_aside_is_wrong() -> None:
    """
    11 - 5 = 7 is wrong where it stands.
    """
    judged = working(SOLVE, "3x = 11 - 5", "11 - 5 = 7", "3x = 7")

    assert (Verdict.INCORRECT, 2) == (judged.verdict, judged.first_wrong)


def test_what_looks_like_an_aside_is_a_copying_error_where_the_end_is_wrong() -> None:
    """
    True arithmetic about other numbers than the task's explains a wrong end.
    """
    judged = working(SUM, "3 + 4*3 = 15")

    assert (Verdict.INCORRECT, 1) == (judged.verdict, judged.first_wrong)
    assert [DIFFERENT] == relations(judged)


def test_dividing_by_the_unknown_loses_and_multiplying_gains() -> None:
    """
    A contradiction loses the solution, an identity gains all others.
    """
    assert [SAME, LOST] == relations(working(PLAIN, "2x = 8", "0 = 2x - 2x + 8"))
    assert [SAME, GAINED] == relations(working(PLAIN, "2x = 8", "0*x = 0"))
    assert 2 == working(PLAIN, "2x = 8", "0*x = 0").first_wrong


def test_a_contradiction_may_be_where_a_contradiction_ends() -> None:
    """
    `0 = 5` follows from `x = x + 5`; the lines before lost the solution.
    """
    assert [SAME, LOST, SAME] == relations(working(PLAIN, "2x = 8", "x = x + 5", "0 = 5"))


def test_what_is_beyond_linear_is_measured_by_its_operations() -> None:
    """
    A shorter line helped, whatever its kind.
    """
    key = number("2", "x^2 + x - x = 4", "x^2 = 4", "x = 2", unknowns=("x",))

    assert [SAME] == relations(working(key, "x^2 + x - x = 4"))
    assert Verdict.NO_PROGRESS == working(key, "x^2 = 4").verdict
    assert "unfinished" == working(key, "x(x - x) + x = 2").reason


def test_values_without_a_solution_are_held_against_the_key() -> None:
    """
    A number's own value begins the chain.
    """
    assert [SAME, SAME] == relations(working(number("11"), "3 + 8", "11"))
    assert 1 == working(number("11"), "3 + 9", "12").first_wrong


def test_a_gain_is_excused_once_it_is_rejected() -> None:
    """
    Who says again what stood before has rejected the extra values; then both lines stand.
    """
    judged = working(PLAIN, "2x = 8", "0*x = 0", "x = 4")

    assert [SAME, GAINED, LOST] == relations(judged)
    assert (Verdict.CORRECT, None) == (judged.verdict, judged.first_wrong)


def test_a_running_equality_is_followed_side_by_side() -> None:
    """
    `a = b = c` holds where each part equals the one before.
    """
    assert (Verdict.CORRECT, None) == (
        working(SUM, "3 + 4*2 = 3 + 8 = 11").verdict,
        working(SUM, "3 + 4*2 = 3 + 8 = 11").first_wrong,
    )
    assert 1 == working(SUM, "3 + 4*2 = 7*2 = 14").first_wrong
    assert Verdict.CORRECT == working(SUM, "3 + 4*2", "= 3 + 8", "= 11").verdict
    assert Verdict.CORRECT == working(SUM, "3 + 4*2", "4*2 = 8", "3 + 8 = 11").verdict


def test_a_running_equation_is_one_equation() -> None:
    """
    `x = 6/3 = 2` says x = 2; where its numbers disagree it is false.
    """
    assert (Verdict.CORRECT, None) == (
        working(SOLVE, "3x = 6", "x = 6/3 = 2").verdict,
        working(SOLVE, "3x = 6", "x = 6/3 = 2").first_wrong,
    )
    assert 2 == working(SOLVE, "3x = 6", "x = 6/3 = 3").first_wrong
    assert [SAME, Relation.UNDECIDED] == relations(working(SOLVE, "3x = 6", "x = 2x - 2 = 2"))


def test_a_label_only_names_the_value() -> None:
    """
    `y = 3*4 + 2` follows from `3*4 + 2`.
    """
    key = number("14", "3*4 + 2", "14", unknowns=("y", "x"))

    assert (Verdict.CORRECT, [SAME, SAME]) == (
        working(key, "y = 3*4 + 2", "y = 14").verdict,
        relations(working(key, "y = 3*4 + 2", "y = 14")),
    )
    assert [None, SAME] == relations(working(key, "y = x", "14"))


def test_decimals_are_compared_at_the_precision_written() -> None:
    """
    A rounded line is no wrong line; the final answer is exact all the same.
    """
    key = number("1/3", "3*x = 1", "x = 1/3", unknowns=("x",))
    judged = working(key, "3x = 1", "x = 0.33")

    assert [SAME, SAME] == relations(judged)
    assert (Verdict.INCORRECT, "not_exact", None) == (judged.verdict, judged.reason, judged.first_wrong)


def test_a_line_that_cannot_be_read_stops_the_rest() -> None:
    """
    What stands before it is judged, its problem is reported at its place, nothing after it is looked at.
    """
    judged = working(SOLVE, "3x + 5 = 11", "3x = 16 +", "x = 2")

    assert (Verdict.INVALID, "ends_with_operator") == (judged.verdict, judged.reason)
    assert [1, 2] == [line.line for line in judged.lines]
    assert judged.problem == judged.lines[1].problem
    assert judged.first_wrong is None


def test_an_expression_among_equations_is_invalid() -> None:
    """
    It says nothing about the unknown.
    """
    judged = working(SOLVE, "3x + 5 = 11", "3x + 5", "3x = 6")

    assert (Verdict.INVALID, "missing_equals") == (judged.verdict, judged.reason)


def test_an_inequality_among_values_is_invalid() -> None:
    """
    A chain of values holds no inequalities.
    """
    assert (Verdict.INVALID, "not_an_expression") == (
        working(SUM, "3 + 8 > 2").verdict,
        working(SUM, "3 + 8 > 2").reason,
    )


def test_asking_for_help_after_some_lines_keeps_what_was_found() -> None:
    """
    The verdict is `asked`, and the first wrong line is known.
    """
    judged = working(SOLVE, "3x + 5 = 11", "3x = 16", "idk")

    assert (Verdict.ASKED, 2) == (judged.verdict, judged.first_wrong)
    assert Verdict.ASKED == working(SOLVE, "", "  ").verdict


def test_expressions_are_followed_by_value() -> None:
    """
    Opening a bracket wrongly is found, with a number that shows it.
    """
    key = expression("2x+6", "2*x + 2*3", "2*x + 6")
    judged = working(key, "2(x+3)", "2x + 3")

    assert (Verdict.INCORRECT, 2) == (judged.verdict, judged.first_wrong)
    assert "x = 2" == judged.lines[1].counterexample
    assert Verdict.CORRECT == working(key, "2(x+3) = 2x + 6").verdict


def test_equations_are_followed_to_an_equation() -> None:
    """
    A chain towards an equation is judged by its last line.
    """
    key = equation("3x = 6", "3*x + 5 - 5 = 11 - 5", "3*x = 6")

    assert Verdict.CORRECT == working(key, "3x + 5 - 5 = 11 - 5", "3x = 6").verdict
    assert Verdict.NO_PROGRESS == working(key, "3x + 5 - 5 = 11 - 5").verdict
    assert 2 == working(key, "3x + 5 = 11", "3x = 16").first_wrong


@pytest.mark.parametrize("solution", ["y = 2x + 6", "2x + 6"])
def test_the_anchor_of_an_expression_is_a_value(solution: str) -> None:
    """
    A first solution line that names the value gives the value.
    """
    key = expression("2x+6", solution, "2x+6", unknowns=("y",))

    assert [SAME] == relations(working(key, "2x + 6"))


@given(
    st.lists(
        st.sampled_from(["3x+5=11", "3x=6", "x=2", "x=3", "2", "6/3=2", "idk", "3x+", "", "x>1", "x^2=4", "0=0"]),
        max_size=5,
    )
)
def test_any_working_has_a_verdict(lines: list[str]) -> None:
    """
    Lines in any order end in one verdict; only lines that were entered are reported.
    """
    judged = judge(SOLVE, Working(lines=tuple(lines)))

    assert {line.line for line in judged.lines} <= set(range(1, len(lines) + 1))
    assert judged.first_wrong is None or judged.first_wrong in {line.line for line in judged.lines}


def test_a_working_that_is_too_long_is_read_as_far_as_it_goes() -> None:
    """
    All lines together are bounded, since each takes time; no line is judged after that, and none is wrong by it.
    """
    line = "11" + " + 0" * 150

    judged = working(SUM, *[line] * 15)

    assert (Verdict.INVALID, "working_too_long") == (judged.verdict, judged.reason)
    assert MAX_WORKING // len(line) + 1 == len(judged.lines)
    assert judged.first_wrong is None


def test_a_working_that_takes_too_much_is_stopped_by_a_count() -> None:
    """
    Short lines of huge products cost more than long ones; they are counted before any is multiplied out.
    """
    line = "x = (x+1)^9" + " + (x+1)^9" * 10

    judged = working(SOLVE, *[line, line + " + 0"] * 6)

    assert (Verdict.INVALID, "working_too_long") == (judged.verdict, judged.reason)
    assert 2 >= len(judged.lines)


def test_lines_that_have_to_be_scanned_count_more() -> None:
    """
    A working of school with exponentials is followed; thirty such lines are more than any has.
    """
    lines = ["e^x + x = x + 2", "e^x = 2"] * 15

    assert "working_too_long" == working(PLAIN, *lines).reason
    assert "working_too_long" != working(PLAIN, *lines[:10]).reason


def test_long_honest_working_is_read_to_its_end() -> None:
    """
    Thirty lines with brackets and fractions, one operation at a time, are within all limits.
    """
    lines = ["2/3(x + 6) - 1/3(x - 3) = 17/3"] * 8 + ["(x + 15)/3 = 17/3"] * 12 + ["x + 15 = 17"] * 9 + ["x = 2"]

    assert Verdict.CORRECT == working(SOLVE, *lines).verdict


@pytest.mark.parametrize(
    "lines",
    [
        ("2x + 3 = 11 | -3", "2x = 8 | :2", "x = 4"),
        ("2x + 3 = 11", "⇔ 2x = 8", "⇔ x = 4"),
        ("2x + 3 = 11", "<=> 2x = 8", "=> x = 4"),
    ],
)
def test_arrows_before_a_line_and_operations_behind_it_are_no_part_of_it(lines: tuple[str, ...]) -> None:
    """
    They say how a line follows, and what is done next.
    """
    assert Verdict.CORRECT == working(PLAIN, *lines).verdict
