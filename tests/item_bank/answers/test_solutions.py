"""What judging solutions promises."""

import pytest

from item_bank.answers.answer import Domain, SolutionsAnswer
from item_bank.answers.judge import judge
from item_bank.answers.key import Key, KeyFault, compile_key, fingerprint
from item_bank.answers.kinds.solutions import SolutionsKey
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of, working


def solutions(value: str, *solution: str, unknowns: tuple[str, ...] = ("x",), domain: Domain | None = None) -> Key:
    """
    Compile solutions.
    """
    return key_of(SolutionsAnswer(value=value, domain=domain), unknowns=unknowns, solution=solution)


@pytest.mark.parametrize(
    "text",
    [
        "x=2 or x=3",
        "x=3 or x=2",
        "2, 3",
        "{2,3}",
        "x=2, x=3",
        "x in {2,3}",
        "2 or 3",
        "2 and 3",
        "x=2 or 3",
        "x1=2, x2=3",
        "x_1 = 3, x_2 = 2",
        "x1 = 2 and x2 = 3",
        "x = {2, 3}",
        "3, 2, 2",
        "2 = x or (x = 6/2)",
        "{2} \u222a {3}",
    ],
)
def test_solutions_are_right_however_they_are_stated(text: str) -> None:
    """
    As statements, as a list or as a set, in any order and however often.
    """
    assert Verdict.CORRECT == final(solutions("x=2 or x=3"), text).verdict


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x=3 or x=-3", "x = ±3"),
        ("x=2+sqrt(3) or x=2-sqrt(3)", "x = 2 ± sqrt(3)"),
        ("x^2-4x+1=0", "x = 2 ± sqrt(3)"),
        ("x=4", "4"),
        ("x=4", "x=8/2=4"),
        ("4", "y=4"),
        ("no solution", "\u2205"),
        ("no solution", "{}"),
        ("no solution", "no solution"),
        ("all real numbers", "(-oo, oo)"),
        ("x>3", "(3, oo)"),
        ("x>3", "(x>3)"),
        ("x<1 or x>2", "(-oo,1) \u222a (2,oo)"),
        ("x=a+1 or x=a-1", "x=a-1, x=1+a"),
        ("x=pi/6", "x = 2pi/12"),
        ("x=ln(2)", "x = ln(4)/2"),
        ("x=sqrt(2)", "x = 2/sqrt(2)"),
    ],
)
def test_whatever_solutions_are_made_of_they_are_compared(value: str, text: str) -> None:
    """
    Both signs at once, roots, parameters, none, all, or an interval of them.
    """
    unknowns = () if text.startswith("y") else ("x",)

    assert Verdict.CORRECT == final(solutions(value, unknowns=unknowns), text).verdict


@pytest.mark.parametrize(
    ("value", "text", "reason"),
    [
        ("x=2 or x=3", "x=2", "lost"),
        ("x=2 or x=3", "no solution", "lost"),
        ("x=2 or x=3", "2, 3, 4", "gained"),
        ("x=2 or x=3", "2, 4", "different"),
        ("x=2 or x=3", "(2, 4)", "different"),
        ("x=2 or x=3", "x=1 and x=2", "lost"),
        ("x=2 or x=3", "all real numbers", "gained"),
        ("x=2 or x=3", "x^2-5x+5=0", "different"),
        ("no solution", "x=1", "gained"),
        ("x>3", "x>=3", "wrong_ends"),
        ("x>3", "x>4", "lost"),
        ("x=ln(2)", "x=0.69", "not_exact"),
        ("x=1/3 or x=2", "x=0.33, x=2", "not_exact"),
        ("x=1/3 or x=2/3", "0.33, 0.8", "different"),
        ("x=2 or x=3", "x={2,4}", "different"),
    ],
)
def test_what_is_missing_or_too_much_is_said(value: str, text: str, reason: str) -> None:
    """
    Solutions that are missing were lost, further ones gained.
    """
    judged = final(solutions(value), text)

    assert (Verdict.INCORRECT, reason) == (judged.verdict, judged.reason)


@pytest.mark.parametrize(
    ("value", "text"),
    [("x=2 or x=3", "x^2-5x+6=0"), ("x=2 or x=3", "(x-2)(x-3)=0"), ("x>3", "2x>6"), ("all real numbers", "x=x")],
)
def test_a_true_statement_that_is_still_to_be_solved_is_no_answer(value: str, text: str) -> None:
    """
    Nor is it wrong.
    """
    judged = final(solutions(value), text)

    assert (Verdict.NO_PROGRESS, "unfinished") == (judged.verdict, judged.reason)


@pytest.mark.parametrize("text", ["(x-2)(x-3) = 0", "0 = (x-3)*(x-2)", "(x - 5/2)^2 = 1/4"])
def test_an_equation_that_is_taken_apart_is_nearer_though_it_is_longer(text: str) -> None:
    """
    Who factored it, or completed the square, is not told to be "no nearer to the answer".
    """
    judged = final(solutions("x=2 or x=3", "x^2-5x+6=0", "x=2 or x=3"), text)

    assert (Verdict.NO_PROGRESS, "unfinished") == (judged.verdict, judged.reason)


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("x=2 and x=3", Verdict.WRONG_FORM, "and_for_or"),
        ("(2, 3)", Verdict.INVALID, "interval_or_values"),
        ("[2, 3]", Verdict.INVALID, "interval_or_values"),
        ("x+2", Verdict.INVALID, "not_solutions"),
        ("x+2 or 3", Verdict.INVALID, "not_solutions"),
        ("(x+2)", Verdict.INVALID, "not_solutions"),
        ("x = 2 x = 3", Verdict.INVALID, "not_solutions"),
        ("x = -2 x = 3", Verdict.INVALID, "not_solutions"),
        ("x=2 or x=9^9^9^9", Verdict.UNKNOWN, "undecided"),
        ("y=2", Verdict.INVALID, "unknown_name"),
    ],
)
def test_right_values_joined_wrongly_and_what_states_none_are_said(text: str, verdict: Verdict, reason: str) -> None:
    """
    No number has two values at once, and two numbers in brackets may be an interval.
    """
    judged = final(solutions("x=2 or x=3"), text)

    assert (verdict, reason) == (judged.verdict, judged.reason)


def test_a_matrix_is_no_list_of_solutions() -> None:
    """
    As a maths field writes it.
    """
    judged = judge(solutions("x=2 or x=3"), Final(text=r"\begin{pmatrix}2\\3\end{pmatrix}", format="latex"))

    assert (Verdict.INVALID, "not_solutions") == (judged.verdict, judged.reason)


def test_each_value_has_to_be_in_the_form_asked() -> None:
    """
    One that is not is right in value.
    """
    key = key_of(SolutionsAnswer(value="x=1/2 or x=2", form="lowest_terms"), unknowns=("x",))

    assert Verdict.CORRECT == final(key, "x=2, x=1/2").verdict
    assert "not_lowest_terms" == final(key, "x=2, x=2/4").reason


def test_complex_solutions_are_compared_by_their_values() -> None:
    """
    An equation among complex numbers is not solved here, and one typed back from the solution is only unfinished.
    """
    key = solutions("x=2i or x=-2i", "x^2=-4", "x=2i or x=-2i", domain="complex")

    assert Verdict.CORRECT == final(key, "x=±2i").verdict
    assert "lost" == final(key, "2i").reason
    assert Verdict.NO_PROGRESS == final(key, "x^2=-4").verdict
    assert Verdict.UNKNOWN == final(key, "x^2+4=0").verdict


def test_equal_solutions_have_one_fingerprint() -> None:
    """
    Also those of an equation that is not solved yet; what is not solved exactly by its values.
    """
    key, beyond = solutions("x=2 or x=3"), solutions("x=a+1 or x=a-1")

    assert fingerprint(key, "2, 3") == fingerprint(key, "x^2-5x+6=0") != fingerprint(key, "x=2")
    assert fingerprint(beyond, "x=a-1, x=1+a") == fingerprint(beyond, "a+1, a-1") is not None
    assert fingerprint(beyond, "x^2=a") is None


@pytest.mark.parametrize(
    ("value", "model"),
    [
        ("x=2 or x=3", "x=2 or x=3"),
        ("x^2-5x+6=0", "x = 2 or x = 3"),
        ("x^2=2", "x = -sqrt(2) or x = sqrt(2)"),
        ("x=x+1", "\u2205"),
        ("2x>6", "2x>6"),
        ("x^3=2", "x^3=2"),
    ],
)
def test_the_model_of_an_equation_is_solved(value: str, model: str) -> None:
    """
    Where its solutions can be written with one square root each.
    """
    key = solutions(value)

    assert isinstance(key, SolutionsKey)
    assert model == key.model()


def test_lines_of_working_lead_to_the_solutions() -> None:
    """
    The last line is judged, the lines before are followed.
    """
    key = solutions("x=2 or x=3", "x^2-5x+6=0", "(x-2)(x-3)=0", "x=2 or x=3")

    assert Verdict.CORRECT == working(key, "x^2-5x+6=0", "(x-2)(x-3)=0", "x=2 or x=3").verdict
    assert Verdict.NO_PROGRESS == working(key, "x^2-5x+6=0", "(x-2)(x-3)=0").verdict
    judged = working(key, "x^2-5x+6=0", "x=2")
    assert (Verdict.INCORRECT, "lost", 2) == (judged.verdict, judged.reason, judged.first_wrong)


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("(1,2)", Verdict.INCORRECT, "lost"),
        ("(1,2),(3,4)", Verdict.CORRECT, None),
        ("{(3,4),(1,2)}", Verdict.CORRECT, None),
        ("x=1, y=2 or x=3, y=4", Verdict.CORRECT, None),
        ("((1,2)) or (3,4)", Verdict.CORRECT, None),
        ("(1,2) and (3,4)", Verdict.CORRECT, None),
        ("{(1|2), (3|4)}", Verdict.CORRECT, None),
        ("(1,2) or (3,5)", Verdict.INCORRECT, "different"),
        ("(1,2) or x=3", Verdict.INVALID, "not_equations"),
        ("x = 1 y = 2", Verdict.INVALID, "not_equations"),
    ],
)
def test_solutions_in_several_unknowns_are_points(text: str, verdict: Verdict, reason: str | None) -> None:
    """
    In the order of the unknowns, or each coordinate by its letter.
    """
    judged = final(solutions("(1,2),(3,4)", unknowns=("x", "y")), text)

    assert (verdict, reason) == (judged.verdict, judged.reason)


def test_a_system_that_is_still_to_be_solved_is_unfinished() -> None:
    """
    Where its solutions are asked.
    """
    assert Verdict.NO_PROGRESS == final(solutions("x=1, y=2", unknowns=("x", "y")), "x+y=3, x-y=-1").verdict


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("x+2", "not_solutions"),
        ("2^x=x", "undecidable_key"),
        ("x=1/0, a", "undecidable_key"),
        ("x+", "ends_with_operator"),
    ],
)
def test_solutions_that_cannot_be_judged_by_are_a_fault(value: str, code: str) -> None:
    """
    The fault has a stable code.
    """
    fault = compile_key(SolutionsAnswer(value=value), unknowns=("x",), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code


@pytest.mark.parametrize("text", ["(2,2)", "(3,2)", "((5,4])"])
def test_an_interval_with_nothing_in_it_does_not_say_that_there_is_no_solution(text: str) -> None:
    """
    It is as likely a point, or its ends are in the wrong order.
    """
    judged = final(solutions("no solution"), text)

    assert (Verdict.INVALID, "empty_interval") == (judged.verdict, judged.reason)
    assert Verdict.CORRECT == final(solutions("no solution"), "{}").verdict
