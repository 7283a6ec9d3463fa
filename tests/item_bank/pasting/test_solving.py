"""Problems are solved by computation, and a key is given only where the judge takes it."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.context import Context
from item_bank.algebra.proving.prover import Prover
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import MathsAnswer, NumberAnswer
from item_bank.item import kind_of
from item_bank.pasting.solving import NotSolved, Solver, solved
from item_bank.pasting.wording import wording


@pytest.fixture(scope="module")
def prover() -> Iterator[Prover]:
    """Start the worker, once."""
    with Prover() as worker:
        yield worker


def key(text: str, solver: Solver | None = None) -> MathsAnswer | NotSolved:
    """
    Solve a problem as it is typed.
    """
    words = wording(text)
    tree = read(words.maths, Context(), "latex" if words.latex else "text")
    assert not isinstance(tree, Unreadable)
    found = solved(tree, words.asks, words.unknown, solver)
    assert isinstance(found, MathsAnswer | NotSolved)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "value", "form"),
    [
        ("1/2 + 1/4", "number", "3/4", "lowest_terms"),
        ("Simplify 6/8", "number", "3/4", "lowest_terms"),
        ("0.5 + 0.25", "number", "0.75", "any"),
        ("20% of 80", "number", "16", "any"),
        ("7/8 ÷ 1/4", "number", "7/2", "lowest_terms"),
        ("sqrt(8) + sqrt(2)", "number", "3*sqrt(2)", "simplified"),
        ("-3 - (-5)", "number", "2", "any"),
        ("2x + 1 = 11", "number", "5", "any"),
        ("x/2 + x/3 = 5", "number", "6", "any"),
        ("2^x = 8", "number", "3", "any"),
        ("x^2 - 5x + 6 = 0", "solutions", "x = 2 or x = 3", "any"),
        ("x^2 = 2", "solutions", "x = -sqrt(2) or x = sqrt(2)", "any"),
        ("|x| = 3", "solutions", "x = -3 or x = 3", "any"),
        ("x^2 = -1", "solutions", "∅", "any"),
        ("2(x + 1) = 2x + 2", "solutions", "ℝ", "any"),
        ("x + y = 3 and x - y = 1", "solutions", "x = 2 and y = 1", "any"),
        ("2x - 3 > 5", "inequality", "x > 4", "any"),
        ("-2x <= 4", "inequality", "x >= -2", "any"),
        ("-3 < 2x + 1 < 7", "inequality", "-2 < x < 3", "any"),
        ("x^2 > 4", "inequality", "x < -2 or x > 2", "any"),
        ("Expand (x+1)(x+2)", "expression", "x^2 + 3x + 2", "expanded"),
        ("Factor 6x^2 - 7x - 3", "expression", "(2x - 3)(3x + 1)", "factored"),
        ("3(x + 2) - x", "expression", "2x + 6", "simplified"),
        ("(x^2 - 9)/(x - 3)", "expression", "x + 3", "simplified"),
        ("P = 2l + 2w for w", "expression", "(P - 2l)/2", "any"),
        ("A = b*h/2 for h", "expression", "2A/b", "any"),
    ],
)
def test_a_problem_comes_to_its_key(text: str, kind: str, value: str, form: str) -> None:
    """Each kind of problem has the key that a teacher would write, as the kind of answer that a bank has for it."""
    found = key(text)
    assert not isinstance(found, NotSolved)
    assert (kind_of(found), found.value, found.form) == (kind, value, form)  # type: ignore[attr-defined, arg-type]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("5", "nothing_to_do"),
        ("x = 5", "nothing_to_do"),
        ("3/4", "nothing_to_do"),
        ("Factor x^2 + 1", "nothing_to_do"),
        ("1/0", "no_value"),
        ("y = 2x + 1", "which_letter"),
        ("x + y = 3 and 2x + 2y = 6", "many_letters"),
        ("x^5 - x - 1 = 0", "beyond"),
    ],
)
def test_why_there_is_no_key_is_said(text: str, why: str) -> None:
    """What is its own answer, has none, or is beyond the engine is told apart, each with a sentence."""
    found = key(text)
    assert isinstance(found, NotSolved)
    assert found.why == why
    assert found.sentence


@pytest.mark.slow
def test_computer_algebra_is_asked_where_sets_say_nothing(prover: Prover) -> None:
    """A formula that is not linear in the letter goes to the worker; two values are no single answer."""
    assert isinstance(key("x^3 = y for x", prover), NotSolved | MathsAnswer)
    assert isinstance(key("a^2 + b^2 = c^2 for c", prover), NotSolved)


@pytest.mark.slow
@given(a=st.integers(-9, 9).filter(bool), b=st.integers(-20, 20), x=st.fractions(-9, 9, max_denominator=6))
def test_linear_equations_give_back_what_they_were_made_of(a: int, b: int, x: object) -> None:
    """An equation made from its solution is solved to it."""
    right = a * x + b  # type: ignore[operator]
    found = key(f"({a})x + ({b}) = {right.numerator}/{right.denominator}")
    assert found == NumberAnswer(value=str(x), unknowns=("x",)) or isinstance(found, NotSolved)
    if isinstance(found, NotSolved):
        assert (a, b) == (1, 0)
