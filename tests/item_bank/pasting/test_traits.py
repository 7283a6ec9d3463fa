"""What a problem asks and is built of has the same names, however it is written."""

import pytest

from item_bank.pasting.tasks import tasks
from item_bank.pasting.traits import TASK, traits, traits_of_prompt


@pytest.mark.parametrize(
    ("task", "texts"),
    [
        ("round", ["Round 3.45 to one decimal place", "Runde 3,45 auf Zehntel", "Redondea 3,45"]),
        ("factor", ["Factorise this", "Faktorisiere das", "Factoriza"]),
        ("expand", ["Multiply out", "Multipliziere die Klammern aus", "Desarrolla"]),
        ("slope", ["the gradient of", "die Steigung", "la pendiente"]),
        ("complete-the-square", ["Complete the square", "Quadratische Ergänzung", "Completa el cuadrado"]),
        ("percent-of", ["30% of 250", "30 % von 250", "30 % de 250"]),
        ("quadratic-formula", ["with the formula", "Mitternachtsformel", "fórmula general"]),
    ],
)
def test_a_task_has_one_name_in_all_languages(task: str, texts: list[str]) -> None:
    """A German problem finds English exercises by it."""
    assert all(task in tasks(text) for text in texts)


def test_a_task_is_no_part_of_a_word() -> None:
    """Neither does it begin in the middle of a word, nor go on where its end is said."""
    assert "round" not in tasks("The ground is wet.")
    assert "line" not in tasks("This is linear.")


def test_a_prompt_and_a_paste_are_built_alike() -> None:
    """Formulas between dollar signs and typed ones have the same traits."""
    assert traits_of_prompt(r"Solve $\frac{x}{3} = 6$.") == traits("Solve x/3 = 6.")
    assert traits_of_prompt(r"$6 + \square = 10$") == traits("6 + ? = 10")


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("-7 + 4", "plus of negative numbers in one step"),
        ("4 - 11", "negative result"),
        ("7 + 5", "plus of small numbers in one step"),
        ("1/2 + 1/4", "different denominators"),
        ("3/8 + 1/8", "equal denominators"),
        ("96/4", "divided of whole numbers in one step"),
        ("sqrt(50)", "irrational result"),
        ("2^(-3)", "to a power below one"),
        ("3x + 5x - 2x", "like terms"),
        ("3(x + 4)", "bracket times a factor"),
        ("(x + 4)(x - 4)", "sum times difference"),
        ("(x + 5)^2", "square of a bracket"),
        ("2x + 1 = 11", "linear equation of 2 steps"),
        ("5x - 3 = 2x + 9", "linear equation with letters on both sides"),
        ("3(x + 2) = 21", "linear equation with brackets"),
        ("x/2 + x/3 = 10", "linear equation with fractions"),
        ("3/4*x - 1/2 = 1/4", "linear equation with fractions"),
        ("x/4 = 15/20", "linear equation of equal quotients"),
        ("-g = 3", "linear equation of 1 steps"),
        ("x^2 - 5x + 6 = 0", "quadratic in three terms, with rational solutions"),
        ("x^2 + 3x - 1 = 0", "quadratic in three terms, with roots in its solutions"),
        ("x^2 + 3x = 0", "quadratic without a constant"),
        ("x^2 = 49", "quadratic without a linear term"),
        ("(x - 2)(x + 7) = 0", "quadratic with a product"),
        ("-3 < x + 1 < 5", "chain of inequalities"),
        ("6 + ? = 10", "box: linear equation of 1 steps"),
    ],
)
def test_what_the_maths_is_built_of(text: str, trait: str) -> None:
    """What tells exercises apart is named."""
    assert trait in traits(text)


@pytest.mark.parametrize(
    ("text", "task", "not_meant"),
    [
        ("Simplify sqrt(50)", "simplify roots", "simplify"),
        ("Simplify 12/18", "lowest-terms", "simplify"),
        ("Simplify 3x + 2x", "simplify terms", "simplify"),
        ("Multiply 5(x + 7)", "expand", "multiply"),
        ("Solve A = b*h", "isolate", "solve"),
        ("Factor the greatest common factor from 12x - 60", "common-factor", "greatest-common-factor"),
    ],
)
def test_a_general_word_means_what_it_is_about(text: str, task: str, not_meant: str) -> None:
    """Simplifying, solving and multiplying are several tasks, and the maths tells which."""
    found = traits(text)
    assert f"{TASK}{task}" in found
    assert f"{TASK}{not_meant}" not in found


def test_a_number_alone_is_multiplied_and_nothing_else() -> None:
    """Without letters in brackets there is nothing to expand."""
    assert f"{TASK}expand" not in traits("Multiply 3/5 by 10/9")


def test_a_part_of_something_is_no_product() -> None:
    """A percent or a fraction of a number is asked as such, though it is calculated as a product."""
    assert not any(trait.startswith("times") for trait in traits("15% of 80"))


def test_numbers_are_read_in_their_language() -> None:
    """A comma is a decimal mark in German and parts thousands in English; nothing is too long to be a number."""
    assert "has decimal" in traits("Runde 12,749", language="de")
    assert "has large" in traits("Round 12,749")
    assert "has large" in traits("9" * 5_000)
