"""What the table of wrong answers promises."""

import pytest

from hints.misconception.ranking import NOBODY, Known
from hints.misconception.rewriting.rule import RuleId
from hints.misconception.wrong_answers import explain_answer, place_of, ways
from item_bank.algebra.tree import Tree
from item_bank.answers.answer import Answer, EquationAnswer, ExpressionAnswer, NumberAnswer, Round, SolutionsAnswer
from item_bank.answers.maths import read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.verdict import Problem
from item_bank.exercise import ExerciseStep
from tests.hints.builders import exercise, step

SOLVE = ("3x + 50 = 110", "3x = 60", "x = 20")


def made(answer: Answer, *solution: str) -> ExerciseStep:
    """Compile a step with its solution."""
    return exercise(step(answer, solution=solution, unknowns=("x",))).steps[0]


def read(of: ExerciseStep, wrong: str) -> Tree:
    """Read a wrong answer as the step does."""
    assert isinstance(of.key, MathsKey)
    tree = read_in(of.key.maths, wrong, "en")
    assert not isinstance(tree, Problem)
    return tree


def rules(of: ExerciseStep, wrong: str, known: Known = NOBODY) -> list[str]:
    """Return the rules that explain a wrong answer, the most probable first."""
    return [one.mal_rule for one in explain_answer(of, read(of, wrong), known)]


@pytest.mark.parametrize(
    ("answer", "solution", "wrong", "rule"),
    [
        (NumberAnswer(value="20"), SOLVE, "160/3", "moves-term-without-changing-sign"),
        (NumberAnswer(value="20"), SOLVE, "x = 57", "subtracts-coefficient"),
        (NumberAnswer(value="-8"), ("-13 + 5", "-8"), "18", "passes-over-first-sign"),
        (ExpressionAnswer(value="6x + 30"), ("6(x + 5)", "6x + 30"), "6x + 5", "expands-one-term-only"),
        (EquationAnswer(value="3x = 60"), ("3x + 50 = 110", "3x = 60"), "3x = 160", "moves-term-without-changing-sign"),
        (
            SolutionsAnswer(value="x = 3 or x = -3", unknowns=("x",)),
            ("x^2 = 9", "x = 3 or x = -3"),
            "x = 9/2",
            "halves-instead-of-root-of-equation",
        ),
    ],
)
def test_an_answer_alone_tells_how_it_came_about(
    answer: Answer, solution: tuple[str, ...], wrong: str, rule: str
) -> None:
    """
    Where one line goes wrong by a rule and the rest is done rightly, whatever kind of answer is asked.
    """
    assert rule in rules(made(answer, *solution), wrong)


@pytest.mark.parametrize(
    ("wrong", "rule", "place"),
    [
        ("160/3", "moves-term-without-changing-sign", 0),
        ("57", "subtracts-coefficient", 1),
        ("57", "moves-term-without-changing-sign", None),
        ("x", "subtracts-coefficient", None),
    ],
)
def test_an_answer_alone_tells_the_line_that_went_wrong(wrong: str, rule: str, place: int | None) -> None:
    """
    The line that the rule rewrites, counted from the task; none for a rule that does not lead there.
    """
    of = made(NumberAnswer(value="20"), *SOLVE)

    assert place_of(of, read(of, wrong), RuleId(rule)) == place


def test_the_right_answer_is_in_no_table() -> None:
    """
    A rule that gives it explains nothing.
    """
    of = made(NumberAnswer(value="4"), "2 + 2", "4")

    assert [] == rules(of, "4")
    assert ways(of) is ways(of)


def test_what_is_known_of_the_item_and_the_learner_counts() -> None:
    """
    Of several ways to one answer the one comes first that the author expects or the learner was found to follow.
    """
    of = made(NumberAnswer(value="-8"), "-13 + 5", "-8")
    plain = rules(of, "18")

    assert len(plain) > 1
    assert plain[-1] == rules(of, "18", Known(earlier=(plain[-1],)))[0]


def test_rounded_answers_are_compared_as_they_are_asked() -> None:
    """
    What comes out wrongly is rounded like the right answer.
    """
    of = made(NumberAnswer(value="200/7", round=Round(places=1)), "200/7")

    assert ["quotient-with-point-misplaced"] == rules(of, "285.7")


def test_numbers_from_nowhere_stay_unexplained() -> None:
    """
    A short number that rare rules give may as well be a guess.
    """
    assert [] == rules(made(NumberAnswer(value="20"), *SOLVE), "23")


def test_a_wrong_answer_with_the_other_sign_is_explained_by_both_errors() -> None:
    """
    Where no single rewrite leads to a number and one leads to its opposite, that one is named, and the sign too.
    """
    of = made(NumberAnswer(value="48"), "2(x - 13) = 70", "2x - 26 = 70", "2x = 96", "x = 48")
    assert isinstance(of.key, MathsKey)
    tree = read_in(of.key.maths, "-83/2", "en")
    assert not isinstance(tree, Problem)

    (first, *_) = explain_answer(of, tree, NOBODY)

    assert ("expands-one-term-only", "adds-minus-sign") == (first.mal_rule, first.first)
    assert first.reproduces
    assert "expands-one-term-only" in rules(of, "83/2")
