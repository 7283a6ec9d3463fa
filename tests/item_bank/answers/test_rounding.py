"""What judging rounded numbers promises."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import Form, NumberAnswer, Round, Tolerance
from item_bank.answers.key import Key, KeyFault, MathsKey, compile_key
from item_bank.answers.rounding import Written, round_key, rounding_of, written
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of


def tree(text: str) -> Tree:
    """Read a number."""
    found = read(text, Context())
    assert not isinstance(found, Unreadable)
    return found


def places(value: str, count: int, *, strict: bool = False, form: Form = "any") -> Key:
    """Ask for decimal places."""
    return key_of(NumberAnswer(value=value, round=Round(places=count, strict=strict), form=form))


def figures(value: str, count: int, *, strict: bool = False) -> Key:
    """Ask for significant figures."""
    return key_of(NumberAnswer(value=value, round=Round(significant=count, strict=strict)))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1200", Written(0, 2, 4)),
        ("1200.0", Written(1, 5, 5)),
        ("0.0210", Written(4, 3, 3)),
        (".5", Written(1, 1, 1)),
        ("007", Written(0, 1, 1)),
        ("0", Written(0, 1, 1)),
        ("0.00", Written(2, 1, 1)),
        ("-2.50", Written(2, 3, 3)),
        ("+(2.5)", Written(1, 2, 2)),
        ("2.50*10^3", Written(-1, 3, 3)),
        ("2.5*10^-3", Written(4, 2, 2)),
        ("2.5/10^3", Written(4, 2, 2)),
        ("33%", Written(2, 2, 2)),
        ("1/3", None),
        ("2*10^(1/2)", None),
        ("2*10^(1/0)", None),
        ("1/10^(1/0)", None),
        ("(1+2)*10^3", None),
        ("sqrt(2)", None),
    ],
)
def test_digits_are_those_of_the_literal_as_written(text: str, digits: Written | None) -> None:
    """
    Trailing zeros count, those of a whole number perhaps; a power of ten and a percent sign shift the places.
    """
    assert digits == written(tree(text))


@pytest.mark.parametrize(
    ("value", "count", "text", "verdict", "reason"),
    [
        ("1/3", 2, "0.33", Verdict.CORRECT, None),
        ("1/3", 2, ".33", Verdict.CORRECT, None),
        ("-1.235", 2, "-1.24", Verdict.CORRECT, None),
        ("-1.235", 2, "-1.23", Verdict.INCORRECT, None),
        ("1/3", 2, "33%", Verdict.CORRECT, None),
        ("1/3", 2, "3.3*10^-1", Verdict.CORRECT, None),
        ("1/3", 2, "33/100", Verdict.CORRECT, None),
        ("1/3", 2, "0.34", Verdict.INCORRECT, None),
        ("1/3", 2, "0.3", Verdict.INCORRECT, "rounded_too_far"),
        ("1/3", 2, "0.333", Verdict.WRONG_FORM, "too_many_digits"),
        ("1/3", 2, "0.330", Verdict.WRONG_FORM, "too_many_digits"),
        ("1/3", 2, "1/3", Verdict.WRONG_FORM, "not_rounded"),
        ("1/3", 2, "0.4", Verdict.INCORRECT, None),
        ("2/3", 0, "1", Verdict.CORRECT, None),
        ("2.5", 2, "2.5", Verdict.CORRECT, None),
        ("pi", 2, "3.14", Verdict.CORRECT, None),
        ("pi", 2, "3.142", Verdict.WRONG_FORM, "too_many_digits"),
        ("pi", 2, "pi", Verdict.WRONG_FORM, "not_rounded"),
        ("pi", 2, "sqrt(2)", Verdict.INCORRECT, None),
        ("pi", 4, "22/7", Verdict.INCORRECT, None),
        ("-0.125", 2, "-0.13", Verdict.CORRECT, None),
        ("-0.125", 2, "-0.12", Verdict.CORRECT, None),
        ("0.125", 2, "0.13", Verdict.CORRECT, None),
        ("0.125", 2, "0.12", Verdict.CORRECT, None),
        ("0.135", 2, "0.13", Verdict.INCORRECT, None),
        ("1234.5", 0, "1235", Verdict.CORRECT, None),
    ],
)
def test_places(value: str, count: int, text: str, verdict: Verdict, reason: str | None) -> None:
    """
    The key rounded is right; more digits are the wrong form of it, fewer another value.
    """
    judged = final(places(value, count), text)

    assert (verdict, reason) == (judged.verdict, judged.reason)


@pytest.mark.parametrize(
    ("value", "count", "text", "verdict", "reason"),
    [
        ("1234", 2, "1200", Verdict.CORRECT, None),
        ("1234", 2, "1.2*10^3", Verdict.CORRECT, None),
        ("1234", 3, "1230", Verdict.CORRECT, None),
        ("1234", 2, "1200.0", Verdict.WRONG_FORM, "too_many_digits"),
        ("1200", 3, "1200", Verdict.CORRECT, None),
        ("0.5", 2, "0.5", Verdict.CORRECT, None),
        ("1234", 2, "1234", Verdict.WRONG_FORM, "too_many_digits"),
        ("1234", 2, "1000", Verdict.INCORRECT, "rounded_too_far"),
        ("9.996", 3, "10.0", Verdict.CORRECT, None),
        ("9.996", 3, "10", Verdict.CORRECT, None),
        ("0.0214", 2, "0.021", Verdict.CORRECT, None),
        ("0.0214", 2, "0.0214", Verdict.WRONG_FORM, "too_many_digits"),
        ("0.0214", 2, "0.02", Verdict.INCORRECT, "rounded_too_far"),
        ("0", 2, "0", Verdict.CORRECT, None),
        ("0", 2, "0.1", Verdict.INCORRECT, None),
        ("5", 2, "0", Verdict.INCORRECT, None),
        ("sqrt(2)", 3, "1.41", Verdict.CORRECT, None),
        ("99.5", 2, "100", Verdict.CORRECT, None),
    ],
)
def test_significant_figures(value: str, count: int, text: str, verdict: Verdict, reason: str | None) -> None:
    """
    Counted from the first digit that is not 0, of the key as it is before rounding.
    """
    judged = final(figures(value, count), text)

    assert (verdict, reason) == (judged.verdict, judged.reason)


@pytest.mark.parametrize(
    ("key", "text", "reason"),
    [
        (figures("0.021", 3, strict=True), "0.0210", None),
        (figures("0.021", 3, strict=True), "0.021", "too_few_digits"),
        (figures("0.021", 3, strict=True), "0.02100", "too_many_digits"),
        (figures("0.021", 3, strict=True), "2.10*10^-2", None),
        (figures("1200", 2, strict=True), "1200", None),
        (figures("1200", 3, strict=True), "1200", "too_few_digits"),
        (figures("1200", 3, strict=True), "1.20*10^3", None),
        (places("2.5", 2, strict=True), "2.50", None),
        (places("2.5", 2, strict=True), "2.5", "too_few_digits"),
        (places("2.5", 2, strict=True), "2.500", "too_many_digits"),
        (places("2.5", 2, strict=True), "5/2", "not_rounded"),
        (places("3", 0, strict=True), "3", None),
        (places("3", 0, strict=True), "3.0", "too_many_digits"),
        (places("1/3", 2, form="percent"), "33%", None),
        (places("1/3", 2, form="percent"), "0.33", "not_percent"),
    ],
)
def test_strict_wants_the_digits_written(key: Key, text: str, reason: str | None) -> None:
    """
    As many as asked, no more and no fewer; and the form, where one is asked, after that.
    """
    judged = final(key, text)

    assert (Verdict.WRONG_FORM if reason else Verdict.CORRECT, reason) == (judged.verdict, judged.reason)


@pytest.mark.parametrize(
    ("key", "model"),
    [
        (places("1/3", 2), "0.33"),
        (places("-2/3", 0), "-1"),
        (places("2.5", 2), "2.50"),
        (places("0.004", 2), "0.00"),
        (places("1/3", 2, form="percent"), "33%"),
        (places("1/3", 3, form="percent"), "33.3%"),
        (places("1234.5", 1, form="scientific"), "1.2345*10^3"),
        (figures("1200", 2), "1200"),
        (figures("1200", 3, strict=True), "1.20*10^3"),
        (figures("120", 3, strict=True), "1.20*10^2"),
        (figures("9.996", 3, strict=True), "10.0"),
        (figures("0", 2), "0"),
        (figures("sqrt(2)", 4), "1.414"),
        (key_of(NumberAnswer(value="3/4")), "3/4"),
    ],
)
def test_the_model_is_right_itself(key: Key, model: str) -> None:
    """
    The key as a learner has to write it.
    """
    assert isinstance(key, MathsKey)
    assert model == key.model()
    assert Verdict.CORRECT == final(key, model).verdict


def test_an_enclosure_that_is_too_wide_is_not_rounded() -> None:
    """
    Where its ends are rounded differently, or lie on both sides of a power of ten.
    """
    low, high = Fraction("0.24"), Fraction("0.26")

    assert round_key(low, high, Round(places=1)) is None
    assert round_key(Fraction("0.99"), Fraction("1.01"), Round(significant=1)) is None
    assert round_key(low, high, Round(places=0)) is not None


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (NumberAnswer(value="1/3", round=Round()), "bad_round"),
        (NumberAnswer(value="1/3", round=Round(places=2, significant=2)), "bad_round"),
        (NumberAnswer(value="1/3", round=Round(places=2), form="lowest_terms"), "contradicting_options"),
        (NumberAnswer(value="1/3", round=Round(places=2), tolerance=Tolerance()), "contradicting_options"),
        (NumberAnswer(value="i", round=Round(places=2)), "undecidable_key"),
        (NumberAnswer(value="10^(-300)*sqrt(2) + 1/2", round=Round(places=0)), "undecidable_key"),
    ],
)
def test_options_that_contradict_each_other_are_a_fault(answer: NumberAnswer, code: str) -> None:
    """
    And so is a key that is not known closely enough to be rounded.
    """
    fault = compile_key(answer, unknowns=(), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code


@given(st.decimals(min_value=-1_000, max_value=1_000, places=6), st.integers(0, 4))
def test_what_python_rounds_to_is_right(number: object, count: int) -> None:
    """
    Rounding to the even digit is one of the two that are taught.
    """
    exact = Fraction(str(number))
    rounded = round_key(exact, exact, Round(places=count))
    said = round(exact, count)

    assert rounded is not None
    assert "right" == rounding_of(tree("1/3"), Fraction(said), rounded, Round(places=count))
