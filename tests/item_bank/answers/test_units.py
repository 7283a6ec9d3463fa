"""What judging quantities with units promises."""

from decimal import Decimal

import pytest

from item_bank.algebra.context import Format
from item_bank.answers.answer import Round, Tolerance, UnitsAnswer
from item_bank.answers.judge import Reading, judge, reading
from item_bank.answers.key import Key, KeyFault, MathsKey, compile_key, fingerprint
from item_bank.answers.response import Final
from item_bank.answers.verdict import Problem, Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of


def units(value: str, *, strict: bool = False, asked: Round | None = None, tolerance: Tolerance | None = None) -> Key:
    """Compile a quantity."""
    return key_of(UnitsAnswer(value=value, strict=strict, round=asked, tolerance=tolerance))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("10 m^2", "10 m2"),
        ("10 m^2", "100000 cm2"),
        ("10 m^2", "10 sq m"),
        ("10 m^2", "10 sq. m"),
        ("10 m^2", "10 square metres"),
        ("10 m^2", "10 metres squared"),
        ("10 m^2", "10 sqm"),
        ("10 m^2", "10 qm"),
        ("5 cm^3", "5 cubic centimetres"),
        ("5 cm^3", "5 ccm"),
        ("9.81 m/s^2", "9.81 m/s2"),
        ("9.81 m/s^2", "9.81 m s-2"),
        ("9.81 m/s^2", "9.81 ms^-2"),
        ("9.81 m/s^2", "9.81 ms-2"),
        ("3 N/m", "3 Nm^-1"),
        ("90 min", "1h30min"),
        ("38 in", "3ft2in"),
        ("20 °C", "20 C"),
        ("20 °C", "20 degrees C"),
        ("20 °C", "20 degrees Celsius"),
        ("20 °C", "20 degrees celsius"),
        ("20 °C", "68 deg F"),
        ("20 °C", "20° C"),
        ("20 °C", "68 F"),
        ("5 €", "500 ct"),
        ("5 €", "500 cents"),
        ("4 ohm", "4 Ohm"),
        ("0.5 £", "50p"),
    ],
)
def test_units_are_read_as_learners_write_them(value: str, text: str) -> None:
    """
    Powers without a sign, squares and degrees in words, and symbols that only what is asked can tell.
    """
    assert Verdict.CORRECT == final(units(value), text).verdict


@pytest.mark.parametrize(
    ("value", "text", "verdict"),
    [
        ("20 m/s", "20 ms^-2", Verdict.INCORRECT),
        ("20 m/s", "20 ms", Verdict.INCORRECT),
        ("20 m/s", "21 ms^-1", Verdict.INCORRECT),
        ("20 °C", "21 C", Verdict.INCORRECT),
        ("20 C", "20 °C", Verdict.INCORRECT),
        ("20 C", "20 C", Verdict.CORRECT),
        ("5 ms", "5 ms", Verdict.CORRECT),
        ("10 m^2", "10 m3", Verdict.INCORRECT),
        ("3 m", "5 m-2 m", Verdict.CORRECT),
        ("3 m", "5 m10", Verdict.INVALID),
        ("3 m", "3 sq", Verdict.INVALID),
    ],
)
def test_what_is_asked_decides_between_readings_only(value: str, text: str, verdict: Verdict) -> None:
    """
    Another number, another power and another unit are as wrong as ever.
    """
    assert verdict == final(units(value), text).verdict


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2.5 m", "2.5m"),
        ("2.5 m", "250 cm"),
        ("2.5 m", "2.5 metres"),
        ("2.5 m", "2.5 Metres"),
        ("10 kΩ", "10 kohm"),
        ("2.5 m", "2 m 50 cm"),
        ("2.5 m", "5/2 m"),
        ("2.5 m", "2.5e3 mm"),
        ("38 in", "3 ft 2 in"),
        ("38 in", "3 ft + 2 in"),
        ("5 km/h", "5 km h^-1"),
        ("5 km/h", "25/18 m/s"),
        ("5 km/h", "5 kph"),
        ("9.81 m/s^2", "9.81 m s^-2"),
        ("9.81 m/s^2", "9.81 m/s/s"),
        ("9.81 m/s^2", "9.81 N/kg"),
        ("5 J", "5 N m"),
        ("2 kWh", "7.2 MJ"),
        ("20 °C", "293.15 K"),
        ("20 °C", "68 °F"),
        ("-40 °C", "-40 °F"),
        ("0.5 J/°C", "0.5 J/K"),
        ("30°", "pi/6 rad"),
        ("30°", "30 deg"),
        ("50 Hz", "50 s^-1"),
        ("50 Hz", "50/s"),
        ("5 m", "sqrt(25 m^2)"),
        ("5 m", "abs(-5 m)"),
        ("9 m^2", "(3 m)^2"),
        ("5 m", "(+5 m)"),
        ("5 €", "500%*1 €"),
        ("0.2 mol/L", "0.2 M"),
        ("1 pc", "648000/pi au"),
        ("3 m", "2^1 m + 0!*1 m"),
    ],
)
def test_a_quantity_is_right_in_any_unit_of_its_kind(value: str, text: str) -> None:
    """
    Converted exactly, sums and products of units included.
    """
    key = units(value)
    judged = final(key, text)

    assert Verdict.CORRECT == judged.verdict
    assert fingerprint(key, text) is not None
    assert Verdict.CORRECT == final(key, judged.read or "").verdict


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("2.5", Verdict.INVALID, "missing_unit"),
        ("m", Verdict.INVALID, "missing_number"),
        ("2 m + 0.5", Verdict.INVALID, "missing_unit"),
        ("2 m + 1 s", Verdict.INVALID, "units_differ"),
        ("2.5 xyzzy", Verdict.INVALID, "unknown_unit"),
        ("2.5 m = 2", Verdict.INVALID, "not_a_quantity"),
        ("2^(3 m)", Verdict.INVALID, "not_a_quantity"),
        ("(2 m)^(sqrt(2))", Verdict.INVALID, "not_a_quantity"),
        ("ln(3 m)", Verdict.INVALID, "not_a_quantity"),
        ("1 = 2", Verdict.INVALID, "not_a_quantity"),
        ("2.5/0 m", Verdict.INVALID, "no_value"),
        ("2.5 kg", Verdict.INCORRECT, "wrong_unit"),
        ("2.5 m^2", Verdict.INCORRECT, "wrong_unit"),
        ("2.5 cm", Verdict.INCORRECT, None),
        ("2.49 m", Verdict.INCORRECT, None),
        ("2 m + 50.2 cm", Verdict.INCORRECT, None),
        ("-2.5 m", Verdict.INCORRECT, None),
        ("9^9^9^9 m", Verdict.UNKNOWN, "undecided"),
        ("", Verdict.ASKED, None),
    ],
)
def test_what_is_not_the_quantity(text: str, verdict: Verdict, reason: str | None) -> None:
    """
    A missing or unknown unit is said, one of another kind is wrong.
    """
    judged = final(units("2.5 m"), text)

    assert (verdict, reason) == (judged.verdict, judged.reason)
    assert fingerprint(units("2.5 m"), text) is None or verdict is not Verdict.INVALID or reason == "no_value"


def test_an_unknown_unit_is_pointed_at_with_a_suggestion() -> None:
    """
    At its place in the text.
    """
    problem = final(units("2.5 m"), "2.5 METRE").problem

    assert problem is not None
    assert ("unknown_unit", 4, 9) == (problem.code, problem.start, problem.end)
    assert problem.sentence.startswith("Did you mean metre?")


@pytest.mark.parametrize(
    ("value", "text", "reason"),
    [
        ("0.5 m", "0.50 m", None),
        ("0.5 m", "0.5 metres", None),
        ("0.5 m", "50 cm", "other_unit"),
        ("5 km/h", "5 kmh", None),
        ("5 km/h", "5 km h^(-1)", None),
        ("5 J", "5 N m", "other_unit"),
        ("5 N m", "5 Nm", None),
        ("38 in", "3 ft 2 in", "other_unit"),
        ("5 m^2", "5 m*m", None),
        ("5 m", "5 m^2/m", None),
    ],
)
def test_strict_wants_the_unit_of_the_key(value: str, text: str, reason: str | None) -> None:
    """
    However it is spelled; the right quantity in another one is the wrong form.
    """
    judged = final(units(value, strict=True), text)

    assert (Verdict.WRONG_FORM if reason else Verdict.CORRECT, reason) == (judged.verdict, judged.reason)


@pytest.mark.parametrize(
    ("key", "text", "verdict", "reason"),
    [
        (units("1/3 m", asked=Round(places=2)), "0.33 m", Verdict.CORRECT, None),
        (units("1/3 m", asked=Round(places=2)), "33 cm", Verdict.CORRECT, None),
        (units("1/3 m", asked=Round(places=2)), "1/3 m", Verdict.WRONG_FORM, "not_rounded"),
        (units("1/3 m", asked=Round(places=2)), "0.333 m", Verdict.WRONG_FORM, "too_many_digits"),
        (units("1/3 m", asked=Round(places=2)), "0.3 m", Verdict.INCORRECT, "rounded_too_far"),
        (units("1/3 m", asked=Round(places=2)), "sqrt(2) m", Verdict.INCORRECT, None),
        (units("12.34 kg", asked=Round(significant=2)), "12000 g", Verdict.CORRECT, None),
        (units("12.34 kg", asked=Round(significant=2, strict=True)), "1.2*10^4 g", Verdict.CORRECT, None),
        (units("12.34 kg", asked=Round(significant=2)), "12.3 kg", Verdict.WRONG_FORM, "too_many_digits"),
        (units("100 g", tolerance=Tolerance(relative=Decimal("0.02"))), "0.102 kg", Verdict.CORRECT, None),
        (units("100 g", tolerance=Tolerance(absolute=Decimal(2))), "103 g", Verdict.INCORRECT, None),
        (units("20 °C", tolerance=Tolerance(absolute=Decimal(1))), "294 K", Verdict.CORRECT, None),
        (units("pi m"), "3.14 m", Verdict.INCORRECT, "not_exact"),
        (key_of(UnitsAnswer(value="1500 m", form="scientific")), "1.5*10^3 m", Verdict.CORRECT, None),
        (key_of(UnitsAnswer(value="1500 m", form="scientific")), "1500 m", Verdict.WRONG_FORM, "not_scientific"),
    ],
)
def test_rounding_tolerance_and_form_are_those_of_the_number(
    key: Key, text: str, verdict: Verdict, reason: str | None
) -> None:
    """
    In the key's unit; significant figures are counted as written.
    """
    judged = final(key, text)

    assert (verdict, reason) == (judged.verdict, judged.reason)


@pytest.mark.parametrize(
    "text",
    [
        r"9.81\,\mathrm{m}/\mathrm{s}^2",
        r"9.81\frac{\text{m}}{\text{s}^2}",
        r"9.81\,\mathrm{m\,s^{-2}}",
        r"9.81\,\mathrm{m\cdot s^{-2}}",
    ],
)
def test_units_are_read_in_latex(text: str) -> None:
    """
    As words or letters of a maths field.
    """
    written: Format = "latex"

    assert Verdict.CORRECT == judge(units("9.81 m/s^2"), Final(text=text, format=written)).verdict


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("5", "missing_unit"),
        ("m", "missing_number"),
        ("5 xyzzy", "unknown_unit"),
        ("3 ft + 2 in", "not_a_quantity"),
        ("5 m = 2 m", "not_a_quantity"),
        ("1/0 m", "undecidable_key"),
        ("5 +", "ends_with_operator"),
    ],
)
def test_a_key_that_is_no_quantity_is_a_fault(value: str, code: str) -> None:
    """
    One number with one unit.
    """
    fault = compile_key(UnitsAnswer(value=value), unknowns=(), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code


def test_options_that_contradict_each_other_are_a_fault() -> None:
    """
    As of numbers; and what is not known closely enough cannot be rounded.
    """
    for answer in (
        UnitsAnswer(value="5 m", round=Round()),
        UnitsAnswer(value="sqrt(2)*10^(-300) m + 0 m", round=Round(places=1)),
        UnitsAnswer(value="9^9^9^9 m", round=Round(places=1)),
    ):
        assert isinstance(compile_key(answer, unknowns=(), solution=(), secret=SECRET, subject=""), KeyFault)


@pytest.mark.parametrize(
    ("key", "model"),
    [
        (units("2.5 m"), "2.5 m"),
        (units("1/3 m", asked=Round(places=2)), "0.33 m"),
        (units("1999 m/s", asked=Round(significant=3, strict=True)), "2.00*10^3 m/s"),
    ],
)
def test_the_model_is_right_itself(key: Key, model: str) -> None:
    """
    The key as a learner has to write it.
    """
    assert isinstance(key, MathsKey)
    assert model == key.model()
    assert Verdict.CORRECT == final(key, model).verdict


def test_a_long_product_of_units_is_read_by_the_rules_alone() -> None:
    """Another reading is looked for in quantities as learners write them, since each is measured whole."""
    assert Verdict.CORRECT == final(units("5 m/s"), "5 ms^-1").verdict
    assert Verdict.INCORRECT == final(units("5 m/s"), "5 ms^-1" + "*1 m/m" * 20).verdict


def test_a_missing_unit_is_told_before_it_is_handed_in() -> None:
    """How a text is read says so; whether number and unit are the right ones it does not say."""
    missing = reading(units("3.5 km"), "3,5", locale="de", language="de")
    assert isinstance(missing, Problem)
    assert missing.code == "missing_unit"
    for other in ("3,5 km", "7 km", "3,5 kg"):
        assert isinstance(reading(units("3.5 km"), other, locale="de"), Reading)
