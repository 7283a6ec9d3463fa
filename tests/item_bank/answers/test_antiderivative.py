"""What judging antiderivatives promises."""

from typing import Literal

import pytest

from item_bank.algebra.functions import ALIASES, FUNCTIONS
from item_bank.answers.answer import AntiderivativeAnswer, Domain, Form
from item_bank.answers.key import Key, KeyFault, MathsKey, compile_key, fingerprint
from item_bank.answers.kinds.antiderivative import CONSTANTS
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of


def antiderivative(
    value: str,
    constant: Literal["required", "optional"] = "required",
    form: Form = "any",
    domain: Domain | None = None,
    *solution: str,
) -> Key:
    """Compile an antiderivative in x."""
    answer = AntiderivativeAnswer(value=value, variable="x", constant=constant, form=form, domain=domain)
    return key_of(answer, solution=solution)


CUBE = antiderivative("x^3/3")


@pytest.mark.parametrize(
    "text",
    [
        "x^3/3 + c",
        "C + x^3/3",
        "x^3/3 - k",
        "x^3/3 + 2c",
        "x^3/3 + c + 1",
        "x^3/3 + c + k",
        "(x^3 + c)/3",
        "x^3/3 + ln(c)",
        "y = x^3/3 + c",
        "(x^3 - 1)/3 + c",
    ],
)
def test_a_constant_may_be_any_letter_that_reaches_every_number(text: str) -> None:
    """
    Added, taken away, with a factor, or in a logarithm.
    """
    assert Verdict.CORRECT == final(CUBE, text).verdict


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("x^3/3", Verdict.WRONG_FORM, "missing_constant"),
        ("x^3/3 + 5", Verdict.WRONG_FORM, "missing_constant"),
        ("x^3/3 + y", Verdict.WRONG_FORM, "missing_constant"),
        ("x^3/3 + c - c", Verdict.WRONG_FORM, "strange_constant"),
        ("x^3/3 + c^2", Verdict.WRONG_FORM, "strange_constant"),
        ("x^3/3 + e^c", Verdict.WRONG_FORM, "strange_constant"),
        ("x^3/3 + c!", Verdict.WRONG_FORM, "strange_constant"),
        ("x^3/3 + a*b", Verdict.WRONG_FORM, "strange_constant"),
        ("c*x^3/3", Verdict.INCORRECT, None),
        ("x^3/3 + c*x", Verdict.INCORRECT, None),
        ("x^2 + c", Verdict.INCORRECT, None),
        ("x^2", Verdict.INCORRECT, "not_integrated"),
        ("2x", Verdict.INCORRECT, "differentiated"),
        ("X^3/3 + c", Verdict.INVALID, "wrong_case"),
        ("t^3/3 + c", Verdict.INVALID, "unknown_name"),
        ("x^3/3 + c = 3", Verdict.INVALID, "not_an_expression"),
        ("x = x^3/3 + c", Verdict.INVALID, "not_an_expression"),
        ("y = ±x + c", Verdict.INVALID, "not_an_expression"),
        ("x > 3", Verdict.INVALID, "not_an_expression"),
        ("±x", Verdict.INVALID, "not_an_expression"),
        ("floor(x) + c", Verdict.UNKNOWN, "undecided"),
        ("9^9^9^9*x + c", Verdict.UNKNOWN, "undecided"),
        ("", Verdict.ASKED, None),
    ],
)
def test_what_is_not_the_antiderivative(text: str, verdict: Verdict, reason: str | None) -> None:
    """
    A missing or strange constant is the wrong form; the integrand and its derivative are told apart from other errors.
    """
    judged = final(CUBE, text)

    assert (verdict, reason) == (judged.verdict, judged.reason)


@pytest.mark.parametrize("text", ["x^3/3", "x^3/3 + c", "x^3/3 + 7"])
def test_a_constant_may_be_optional(text: str) -> None:
    """
    Then all of them are right.
    """
    assert Verdict.CORRECT == final(antiderivative("x^3/3", "optional"), text).verdict


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("ln(x)", "ln|x| + c"),
        ("ln|x|", "ln(x) + c"),
        ("ln(x)", "ln(cx)"),
        ("ln(x)", "ln|cx|"),
        ("ln(x)", "ln(2x) + c"),
        ("sin(x)^2", "-cos(2x)/2 + c"),
        ("atan(x)", "-arccot(x) + c"),
        ("asin(x)", "-arccos(x) + c"),
        ("e^x*sin(x)", "c + sin(x) e^x"),
        ("a*x^2/2", "a/2*x^2 + c"),
        ("x^3/3 + C", "x^3/3 + k"),
        ("2^x/ln(2)", "2^x/ln(2) + c"),
    ],
)
def test_what_counts_is_the_derivative(value: str, text: str) -> None:
    """
    However far apart two antiderivatives look.
    """
    key = antiderivative(value)

    assert Verdict.CORRECT == final(key, text).verdict
    assert fingerprint(key, text) is not None


def test_a_parameter_is_no_constant() -> None:
    """
    Letters that the integrand holds mean something already.
    """
    judged = final(antiderivative("a*x^2/2"), "a*x^2/2 + a")

    assert (Verdict.WRONG_FORM, "missing_constant") == (judged.verdict, judged.reason)


def test_what_holds_for_positive_values_only_is_wrong() -> None:
    """
    Unless these are all that is meant.
    """
    judged = final(antiderivative("x*sqrt(x^2)/2"), "x^2/2 + c")

    assert (Verdict.INCORRECT, "only_positive") == (judged.verdict, judged.reason)
    assert Verdict.CORRECT == final(antiderivative("x*sqrt(x^2)/2", domain="positive"), "x^2/2 + c").verdict


@pytest.mark.parametrize(
    ("form", "text", "reason"),
    [
        ("factored", "(x+1)^2/2 + c", None),
        ("factored", "c + (x+1)^2/2", None),
        ("expanded", "x^2/2 + x + c", None),
        ("expanded", "c + (x+1)^2/2", "not_expanded"),
        ("same", "c + (x+1)^2/2", None),
        ("same", "(x+1)*(x+1)/2 - c", "not_same"),
    ],
)
def test_a_form_is_that_of_the_rest(form: Form, text: str, reason: str | None) -> None:
    """
    The constant is no part of it.
    """
    judged = final(antiderivative("(x+1)^2/2", form=form), text)

    assert (Verdict.WRONG_FORM if reason else Verdict.CORRECT, reason) == (judged.verdict, judged.reason)


def test_the_task_typed_back_is_unfinished() -> None:
    """
    Where the solution works towards the key.
    """
    key = antiderivative("2x", "required", "any", None, "(1+1)*x + 0*x", "2x")

    assert (Verdict.NO_PROGRESS, "unfinished") == (final(key, "(1+1)*x + c").verdict, final(key, "(1+1)*x + c").reason)


@pytest.mark.parametrize(
    ("text", "known"), [("x^3/3 + c", True), ("x^3/3", True), ("x = 3", False), ("floor(x)", False)]
)
def test_a_fingerprint_says_whether_there_is_a_constant(text: str, known: bool) -> None:
    """
    None where nothing can be differentiated.
    """
    assert known is (fingerprint(CUBE, text) is not None)
    assert fingerprint(CUBE, "x^3/3 + c") == fingerprint(CUBE, "k + x^3/3") != fingerprint(CUBE, "x^3/3")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("floor(x)", "no_derivative"),
        ("x = 2", "no_derivative"),
        ("x^3/3 +", "ends_with_operator"),
        ("1/0 + x", "undecidable_key"),
    ],
)
def test_a_key_that_cannot_be_judged_by_is_a_fault(value: str, code: str) -> None:
    """
    What cannot be differentiated, or compared with itself.
    """
    answer = AntiderivativeAnswer(value=value, variable="x")
    fault = compile_key(answer, unknowns=(), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code


@pytest.mark.parametrize(
    ("key", "model"),
    [
        (CUBE, "x^3/3 + C"),
        (antiderivative("x^3/3 + c"), "x^3/3 + c"),
        (antiderivative("C*x"), "C*x + K"),
        (antiderivative("x^3/3", "optional"), "x^3/3"),
    ],
)
def test_the_model_is_right_itself(key: Key, model: str) -> None:
    """
    With a constant of its own where one is required.
    """
    assert isinstance(key, MathsKey)
    assert model == key.model()
    assert Verdict.CORRECT == final(key, model).verdict


def test_no_function_is_spelled_by_letters_for_constants() -> None:
    """
    Else a function would be read as a product of them.
    """
    assert not [name for name in (*FUNCTIONS, *ALIASES) if set(name) <= set(CONSTANTS)]


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("x^3/3 + c/0", Verdict.INVALID, "no_value"),
        ("x^3/3 + c + ln(0)", Verdict.INVALID, "no_value"),
        ("x^3/3 + c*0^0", Verdict.INVALID, "no_value"),
        ("x^3/3 + |c|", Verdict.WRONG_FORM, "strange_constant"),
        ("x^3/3 + ln|c|", Verdict.CORRECT, None),
        ("x^3/3 + ln(c)", Verdict.CORRECT, None),
    ],
)
def test_what_is_no_number_and_half_of_the_numbers_are_no_constant(
    text: str, verdict: Verdict, reason: str | None
) -> None:
    """
    Both would fall away where the response is differentiated.
    """
    judged = final(antiderivative("x^3/3"), text)

    assert (verdict, reason) == (judged.verdict, judged.reason)
