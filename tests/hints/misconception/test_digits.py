"""What the procedures that work on digits as written promise."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hints.misconception.rewriting.procedures import PROCEDURES, Literal
from hints.misconception.rewriting.tasks import TASKS

SHOWN = (
    ("smaller_from_larger", "253 179", "126"),
    ("smaller_from_larger", "5.2 3.75", "2.55"),
    ("borrow_without_paying", "70 28", "52"),
    ("borrow_without_paying", "70.04 0.1", "70.94"),
    ("zero_where_too_small", "241 96", "200"),
    ("zero_minus_is_digit", "204 61", "263"),
    ("zero_minus_is_zero", "204 61", "203"),
    ("zero_minus_is_zero", "254 61", None),
    ("borrow_stops_at_zero", "602 327", "375"),
    ("borrow_skips_zero", "602 327", "225"),
    ("borrow_skips_zero", "612 327", None),
    ("always_borrow", "46 23", "113"),
    ("no_carry", "47 38", "75"),
    ("no_carry_between", "67 58", "115"),
    ("sums_side_by_side", "47 38", "715"),
    ("carry_reversed", "47 38", "121"),
    ("digit_total", "47 38", "22"),
    ("products_side_by_side", "23 12", "26"),
    ("carry_added_first", "27 4", "168"),
    ("carry_added_first", "21 4", None),
    ("products_not_shifted", "34 12", "102"),
    ("quotient_without_zeros", "612 6", "12"),
    ("quotient_without_zeros", "612 0", None),
    ("remainder_after_point", "13 4", "3.1"),
    ("digits_copied_down", "24.8 2.26", "22.66"),
    ("parts_added_apart", "6.7 8.5", "14.12"),
    ("point_counted_from_left", "6.7 3", "2.01"),
    ("joined_by_point", "3 4", "3.4"),
    ("without_shared_digit", "14 24", "1"),
    ("without_shared_digit", "13 24", None),
)
ASKED = (
    ("round_figures", "0.04567 2", "0.046"),
    ("round_figures", "5472 1", "5000"),
    ("round_figures", "0 2", "0"),
    ("smallest_factor", "91", "7"),
    ("smallest_factor", "13", "13"),
    ("count_on", "-14 3 5", "-2"),
    ("minutes_between", "2 50 4 15", "85"),
    ("whole_of", "1/3 12", "36"),
)


def literals(texts: str) -> tuple[Literal, ...]:
    """Read numbers as a rule finds them."""
    return tuple(Literal(Fraction(text), text) for text in texts.split())


def outcome(name: str, texts: str) -> Fraction | str | None:
    """Call a procedure as a rule does: what it cannot work with gives nothing."""
    try:
        return PROCEDURES[name](literals(texts))
    except ArithmeticError:
        return None


def test_each_digit_procedure_writes_what_its_habit_writes() -> None:
    """
    Digits come out as somebody with the habit writes them, and nothing where it does not show.
    """
    assert [(name, texts, outcome(name, texts)) for name, texts, _ in SHOWN] == [*SHOWN]


def test_each_task_has_its_right_value() -> None:
    """
    What is asked for in words is worked out exactly.
    """
    for name, texts, right in ASKED:
        assert TASKS[name](tuple(literal.number for literal in literals(texts))) == Fraction(right), name


@given(st.integers(0, 99_999), st.integers(0, 99_999))
def test_habits_in_columns_never_break_and_give_digits(one: int, other: int) -> None:
    """
    Whatever two whole numbers stand there, what is written is a numeral again.
    """
    for name in {name for name, texts, _ in SHOWN if len(texts.split()) > 1}:
        written = outcome(name, f"{one} {other}")
        assert written is None or Fraction(written) >= 0, name
