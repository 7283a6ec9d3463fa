"""What judging numbers promises."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.evidence import Evidence
from item_bank.answers.answer import NumberAnswer
from item_bank.answers.key import KeyFault, compile_key, fingerprint
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of, number

X = ("x",)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("3/4", "0.75"),
        ("3/4", "6/8"),
        ("3/2", "1 1/2"),
        ("0.75", "75%"),
        ("-3^2", "-9"),
        ("2500", "2.5*10^3"),
        ("2", "\uff12"),
        ("-4", "\u2212 4"),
        ("1000", "1,000"),
        ("4", "=4"),
        ("7", "3+4 = 7"),
    ],
)
def test_a_number_is_right_however_it_is_written(value: str, text: str) -> None:
    """
    Any writing of the exact value is right where no form is asked.
    """
    assert Verdict.CORRECT == final(number(value), text).verdict


@pytest.mark.parametrize("text", ["x=4", "4 = x", "x = 8/2", "x = 8/2 = 4", "4", " x=4."])
def test_a_number_may_be_given_as_what_the_unknown_is(text: str) -> None:
    """
    Where x is asked for, `x = 4` states 4.
    """
    assert Verdict.CORRECT == final(number("4", unknowns=X), text).verdict


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("75", Verdict.INCORRECT, None),
        ("x = 5", Verdict.INCORRECT, None),
        ("2x = 10", Verdict.INCORRECT, None),
        ("2x = 8", Verdict.NO_PROGRESS, "unfinished"),
        ("x + 1 = 5", Verdict.NO_PROGRESS, "unfinished"),
        ("x = x", Verdict.NO_PROGRESS, None),
        ("x = x + 1", Verdict.INCORRECT, None),
        ("x^2 = 16", Verdict.NO_PROGRESS, "unfinished"),
        ("x^2 = 15", Verdict.INCORRECT, None),
        ("x^2 = 25", Verdict.INCORRECT, None),
        ("4x", Verdict.INVALID, "letters_left"),
        ("x > 3", Verdict.INVALID, "not_a_number"),
        ("4 < 5", Verdict.INVALID, "not_a_number"),
        ("4/0", Verdict.INVALID, "no_value"),
        ("y = 4", Verdict.INVALID, "unknown_name"),
        ("2+", Verdict.INVALID, "ends_with_operator"),
        ("3+1 = 5", Verdict.INCORRECT, "unequal_sides"),
        ("3+2 = 4", Verdict.INCORRECT, "unequal_sides"),
        ("sqrt(2)", Verdict.INCORRECT, None),
        ("oo", Verdict.INCORRECT, None),
        ("2 ± 2", Verdict.INVALID, "not_a_number"),
        ("±4", Verdict.INVALID, "not_a_number"),
        ("no solution", Verdict.INVALID, "not_a_number"),
        ("2 + 2 = 9^9^9^9", Verdict.UNKNOWN, "undecided"),
        ("9^9^9^9 = 4", Verdict.INCORRECT, "unequal_sides"),
        ("9^9^9^9", Verdict.UNKNOWN, "undecided"),
        ("2^x = 5*pi", Verdict.UNKNOWN, "undecided"),
        ("", Verdict.ASKED, None),
        ("idk", Verdict.ASKED, None),
    ],
)
def test_the_verdict_on_what_is_not_the_number(text: str, verdict: Verdict, reason: str | None) -> None:
    """
    Wrong, unfinished, unreadable and undecided are told apart, with a stable reason.
    """
    judged = final(number("4", unknowns=X), text)

    assert (verdict, reason) == (judged.verdict, judged.reason)


@pytest.mark.parametrize(
    ("value", "text", "reason"),
    [
        ("1/3", "0.33", "not_exact"),
        ("1/3", "0.3", "not_exact"),
        ("2/3", "0.66", "not_exact"),
        ("2/3", "0.67", "not_exact"),
        ("2/3", "0.6", None),
        ("1/3", "0.34", None),
        ("1.5", "1.6", None),
        ("1/3", "0", None),
        ("7/2", "4", None),
        ("-1/3", "-0.33", "not_exact"),
        ("-2/3", "-0.66", "not_exact"),
        ("2/3", "0.65", None),
        ("0.995", "1.00", "not_exact"),
    ],
)
def test_a_rounded_number_is_wrong_and_said_to_be_rounded(value: str, text: str, reason: str | None) -> None:
    """
    The key rounded, or cut off, to the places written is `not_exact`; any other decimal is just wrong.
    """
    judged = final(number(value), text)

    assert (Verdict.INCORRECT, reason) == (judged.verdict, judged.reason)


def test_a_form_is_asked_of_right_values_only() -> None:
    """
    Right in another form is `wrong_form` with the form's reason; wrong is wrong.
    """
    key = number("3/4", form="lowest_terms")

    assert Verdict.CORRECT == final(key, "3/4").verdict
    assert (Verdict.WRONG_FORM, "not_lowest_terms") == (final(key, "6/8").verdict, final(key, "6/8").reason)
    assert (Verdict.WRONG_FORM, "decimal") == (final(key, "0.75").verdict, final(key, "0.75").reason)
    assert Verdict.INCORRECT == final(key, "4/6").verdict


@pytest.mark.parametrize("text", ["-3 + 8", "8 - 3", "10 - 5", "2 + 3"])
def test_the_question_typed_back_is_no_answer(text: str) -> None:
    """
    Where the solution works towards the key, a value with as much work in it is unfinished.
    """
    judged = final(number("5", "8 - 3", "5"), text)

    assert (Verdict.NO_PROGRESS, "unfinished") == (judged.verdict, judged.reason)


def test_a_way_of_writing_is_no_work() -> None:
    """
    Fractions, mixed numbers and powers of ten are finished, also where a solution works towards the key.
    """
    assert Verdict.CORRECT == final(number("5/2", "1 + 1.5", "5/2"), "2 1/2").verdict
    assert Verdict.CORRECT == final(number("2500", "2000 + 500", "2500"), "2.5*10^3").verdict


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2+", "ends_with_operator"),
        ("x", "not_a_number"),
        ("2x = 8", "not_a_number"),
        ("1/0", "undecidable_key"),
        ("9^9^9^9", "undecidable_key"),
        ("2 ± 2", "undecidable_key"),
        ("", "empty"),
    ],
)
def test_a_key_that_cannot_be_judged_by_is_a_fault(value: str, code: str) -> None:
    """
    Unreadable keys, letters, and values that are not known exactly are found when compiling.
    """
    fault = compile_key(NumberAnswer(value=value), unknowns=(), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code


def test_a_solution_line_that_cannot_be_read_is_a_fault() -> None:
    """
    The fault names the line.
    """
    fault = compile_key(NumberAnswer(value="5"), unknowns=(), solution=("8 -", "5"), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert fault.sentence.startswith("Solution line 1 ")


@pytest.mark.parametrize(
    ("value", "text", "verdict"),
    [
        ("sqrt(2)/2", "1/sqrt(2)", Verdict.CORRECT),
        ("sqrt(2)/2", "sin(pi/4)", Verdict.CORRECT),
        ("sqrt(2)/2", "x = cos(45°)", Verdict.CORRECT),
        ("sqrt(2)/2", "sqrt(2)", Verdict.INCORRECT),
        ("sqrt(2)/2", "0.5", Verdict.INCORRECT),
        ("sqrt(2)", "x^2 = 2", Verdict.UNKNOWN),
        ("1/2", "sin(30°)", Verdict.CORRECT),
        ("log(2)", "ln(2)/ln(10)", Verdict.CORRECT),
        ("100!/98!", "9900", Verdict.CORRECT),
        ("oo", "oo", Verdict.CORRECT),
        ("-oo", "-(+oo)", Verdict.CORRECT),
        ("-oo", "oo", Verdict.INCORRECT),
        ("oo", "10^100", Verdict.INCORRECT),
    ],
)
def test_a_number_need_not_be_rational(value: str, text: str, verdict: Verdict) -> None:
    """
    Roots, values of functions, and infinity by itself.
    """
    assert verdict == final(number(value, unknowns=X), text).verdict


def test_an_irrational_number_that_is_rounded_is_said_to_be() -> None:
    """
    To however many digits.
    """
    for text in ("1.4142", "1.41421356237309504880168872420969807857"):
        judged = final(number("sqrt(2)"), text)
        assert (Verdict.INCORRECT, "not_exact") == (judged.verdict, judged.reason)
    assert final(number("sqrt(2)"), "sqrt(8)/2").evidence is Evidence.EXACT


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("3 + 4i", Verdict.CORRECT),
        ("(1+2i)^2 + 6", Verdict.CORRECT),
        ("3 - 4i", Verdict.INCORRECT),
        ("5", Verdict.INCORRECT),
    ],
)
def test_a_number_may_be_complex(text: str, verdict: Verdict) -> None:
    """
    Where the domain says so.
    """
    assert verdict == final(key_of(NumberAnswer(value="4i + 3", domain="complex")), text).verdict


def test_infinity_has_a_fingerprint_of_its_own() -> None:
    """
    One for each sign.
    """
    key = number("oo")

    assert fingerprint(key, "oo") == fingerprint(key, "+oo") != fingerprint(key, "-oo")


def test_the_locale_decides_the_decimal_mark() -> None:
    """
    3,5 is three and a half where a comma is the decimal mark, and asked about where it is not.
    """
    key = number("3.5")

    assert Verdict.CORRECT == final(key, "3,5", "de").verdict
    assert Verdict.INVALID == final(key, "3,5", "en").verdict


@given(st.fractions(max_denominator=99), st.integers(1, 9))
def test_a_number_grades_itself_right_in_every_writing(value: Fraction, factor: int) -> None:
    """
    A key, its fraction widened, and `x = key` are right; the next number is wrong.
    """
    key = number(f"{value.numerator}/{value.denominator}", unknowns=X)

    assert Verdict.CORRECT == final(key, str(value)).verdict
    assert Verdict.CORRECT == final(key, f"{factor * value.numerator}/{factor * value.denominator}").verdict
    assert Verdict.CORRECT == final(key, f"x = {value}").verdict
    assert Verdict.INCORRECT == final(key, str(value + 1)).verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("sqrt(-1)", Verdict.CORRECT),
        ("sqrt(-4)/2", Verdict.CORRECT),
        ("sqrt(-2)", Verdict.INCORRECT),
        ("1/0", Verdict.INVALID),
    ],
)
def test_negative_numbers_have_roots_among_complex_ones(text: str, verdict: Verdict) -> None:
    """
    Where the domain is complex, that is no reason to refuse a number; where nothing has a value, it is.
    """
    assert verdict == final(key_of(NumberAnswer(value="i", domain="complex")), text).verdict
