"""What the likeliest wrong answers promise."""

import csv

import msgspec
import pytest

from hints.misconception.likely import likely_wrong
from hints.misconception.wrong_answers import table
from item_bank.answers.answer import (
    Answer,
    Choice,
    ChoiceAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    NumberAnswer,
    TextAnswer,
)
from item_bank.answers.judge import judge
from item_bank.answers.key import fingerprint
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.exercise import BrokenKey, ExerciseStep
from item_bank.ids import MistakeCode
from item_bank.variant import ExpectedMistake
from tests.hints.builders import exercise, step
from tests.parts import evaluation_data

HALF_AND_QUARTER = step(NumberAnswer(value="3/4"), solution=("1/2 + 1/4", "2/4 + 1/4", "3/4"))


def test_the_commonest_error_of_a_solution_comes_first() -> None:
    """Tops and bottoms added are what half and a quarter are most often said to be; all of them are wrong."""
    of = exercise(HALF_AND_QUARTER).steps[0]
    found = likely_wrong(of, 3)
    assert found[0] in {"1/3", "2/6"}
    assert len(found) == 3
    assert all(judge(of.key, Final(text=one)).verdict is Verdict.INCORRECT for one in found)


def test_what_an_author_expects_outweighs_what_rules_make() -> None:
    """An author's own mistake comes first, once, even where ways lead to it as well."""
    listed = ExpectedMistake(code=MistakeCode("mine"), value="5/8", hint=None)
    of = exercise(msgspec.structs.replace(HALF_AND_QUARTER, mistakes=(listed,))).steps[0]
    found = likely_wrong(of, 3)
    assert found[0] == "5/8"
    assert len(set(found)) == 3


def test_a_choice_is_answered_by_its_wrong_options() -> None:
    """Those come first of which the author says what leads to them; the key is none of them."""
    choices = (Choice(id="a", text="2"), Choice(id="b", text="3"), Choice(id="c", text="4", code=MistakeCode("mine")))
    of = exercise(step(ChoiceAnswer(value="a", choices=choices))).steps[0]
    assert list(likely_wrong(of, 3)) == ["c", "b"]


@pytest.mark.parametrize(
    ("key", "lines", "first"),
    [
        (ExpressionAnswer(value="2x - 3", form="simplified"), ("3(2x - 1) - 4x", "2x - 3"), "2x - 1"),
        (
            ExpressionAnswer(value="(x + 2)(x + 3)", form="factored"),
            ("x^2 + 5x + 6", "(x + 2)(x + 3)"),
            "(x - 2)(x - 3)",
        ),
        (NumberAnswer(value="0.75"), ("0.3 + 0.45", "0.75"), "0.48"),
        (InequalityAnswer(value="x < 3"), ("3x - 2 < 7", "x < 3"), "x < 5/3"),
    ],
)
def test_what_is_likely_is_written_as_it_is_asked_for(key: Answer, lines: tuple[str, ...], first: str) -> None:
    """A sum in order, factors, a decimal, a solved statement: nobody hands in `2x + (-3) + 2`."""
    assert likely_wrong(exercise(step(key, solution=lines)).steps[0], 3)[0] == first


def test_a_product_of_positive_numbers_is_not_said_to_be_negative() -> None:
    """Signs go wrong where there is a minus sign."""
    of = exercise(step(NumberAnswer(value="12"), solution=("15% * 80", "3/20*80", "12"))).steps[0]
    assert not any(one.startswith("-") for one in likely_wrong(of, 5))


def test_nothing_is_made_up_where_nothing_is_known() -> None:
    """A word has no likely wrong answers but those that its author lists."""
    assert likely_wrong(exercise(step(TextAnswer(value="rhombus"))).steps[0], 3) == ()


@pytest.mark.slow
def test_documented_wrong_answers_are_among_the_likeliest() -> None:
    """Of those that can be read with their worked example, at least six in ten are among the first three."""
    first = whole = 0
    for row in csv.DictReader(evaluation_data("misconceptions.csv").read_text(encoding="utf-8").splitlines()):
        of = made(row["example_problem"], row["correct_answer"])
        wanted = None if of is None else fingerprint(of.key, row["wrong_answer"])
        if (
            of is None
            or wanted is None
            or not table(of).entries
            or wanted == fingerprint(of.key, row["correct_answer"])
        ):
            continue
        whole += 1
        first += wanted in {fingerprint(of.key, one) for one in likely_wrong(of, 3)}
    assert whole > 80
    assert first / whole >= 0.6, (first, whole)


def made(problem: str, answer: str) -> ExerciseStep | None:
    """Make a step of a worked example, where it is maths in our grammar."""
    unknowns = ("x",) if "x" in problem else ()
    for key in (NumberAnswer(value=answer), ExpressionAnswer(value=answer)):
        try:
            return exercise(step(key, solution=(problem, answer), unknowns=unknowns)).steps[0]
        except BrokenKey:
            continue
    return None
