"""What `simplified` promises."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.context import Context
from item_bank.algebra.forms.form import lack
from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.reading import read
from item_bank.algebra.tree import (
    Call,
    Factorial,
    Junction,
    Listing,
    Multiply,
    Name,
    Number,
    Percent,
    PlusMinus,
    Relation,
    Repeating,
)
from item_bank.algebra.unreadable import Unreadable
from tests.item_bank.algebra.forms.asked import lack_of, tree_of
from tests.parts import evaluation_data

X = Name("x")


@pytest.mark.parametrize(
    "text",
    [
        "a+b+c", "a-b-c", "x", "-x", "5", "-5", "0", "1/2", "1 1/2", "0.5x", "50%", "12 1/2%", "2.5*10^3", "10^3",
        "2^100",
        "3/4*x", "3/(4x)", "3/4*1/x", "-1*x", "-x*3*y", "xy/z", "1/x", "x^-1", "(x+1)/(x+2)", "(2a+2b)/(3c+3d)",
        "2(x+1)", "(x+1)(x+2)", "(x-1)^2+4", "2(x+1)^2-3", "-(x-1)", "(x+1)/2", "2sqrt(2)", "1/sqrt(2)", "sqrt(1/2)",
        "sqrt(x)*sqrt(y)", "sqrt(x^2)", "root(x^2, 3)", "sqrt(x)^-1", "2^(1/2)", "x/sqrt(2)", "2*2^x", "e^x*2^x",
        "root(2, 3)", "root(x, n)",
        "x/2+1/3", "ln(x)+ln(y)", "ln(x)-ln(y)", "ln(x/y)+log(y)", "sin(x)^2", "f(2x)", "x=10", "y=x^2+1", "xy=0",
        "y/(x+1)=1/(x+2)", "x<2", "1<x<3", "f(x)=x", "x^n*y^n", "x=3 1/2", "x^(a/b)", "x(y+1)+z", "(x+1)(y+1)+xyz",
        "(x^n)^m", "(2x)^n", "2^(-3000)x+1", "x^5000(x+1)+x", "x^5000=x", "3/4x/y", "2pi*r", "2±sqrt(3)", "±x",
        "x!", "sin(30°)", "root(8, -3)",
        "x*(-2)", "2/(-x)",
    ],
)  # fmt: skip
def test_nothing_is_left_to_tidy(text: str) -> None:
    """
    Sums, products, fractions, powers, roots and statements; factored or expanded, rationalised or not.
    """
    assert lack_of("simplified", text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a+b+c+c", "like_terms"), ("2x+3y-x", "like_terms"), ("xy+2yx", "like_terms"), ("x/2+x/3", "like_terms"),
        ("1/x+2/x", "like_terms"), ("2pi+pi", "like_terms"), ("sqrt(2)+sqrt(2)", "like_terms"),
        ("f(x+x)", "like_terms"),
        ("(x+x)^2", "like_terms"), ("3(x+x)", "like_terms"), ("1/(x+x)", "like_terms"),
        ("ln(x/y)+ln(y)", "like_terms"), ("ln(x^2)-ln(x)", "like_terms"), ("x+1=3", "like_terms"),
        ("2x=x+1", "like_terms"), ("3(x+1)-(x+1)", "like_terms"), ("e^(x+x)", "like_terms"),
        ("x+0", "needless_part"), ("1x", "needless_part"), ("x*1", "needless_part"), ("x^1", "needless_part"),
        ("x^0", "needless_part"), ("x^(1/2+1/2)", "needless_part"), ("1*1/x", "needless_part"),
        ("2*3", "not_worked_out"), ("2*3x", "not_worked_out"), ("2x*3", "not_worked_out"), ("0x", "not_worked_out"),
        ("1/2+1/3", "not_worked_out"), ("2±3", "not_worked_out"), ("3!x", "not_worked_out"),
        ("1+x+2", "not_worked_out"), ("2^3", "not_worked_out"),
        ("0.5/2", "not_worked_out"),
        ("x/0.5", "not_worked_out"), ("x/(2*3)", "not_worked_out"), ("(2x)^2", "not_worked_out"),
        ("0/x", "not_worked_out"), ("(-x)^2", "not_worked_out"), ("(x^2/y)^2", "not_worked_out"),
        ("(x/y)^2", "not_worked_out"),
        ("4^(1/2)", "not_worked_out"),
        ("abs(-3)", "not_worked_out"), ("(1+2)%", "not_worked_out"), ("3*10^2x/7", "not_worked_out"),
        ("2^3x", "not_worked_out"),
        ("x*x", "like_powers"), ("x^2*y*x", "like_powers"), ("(x+1)(x+1)", "like_powers"), ("(x^2)^3", "like_powers"),
        ("e^x*e^y", "like_powers"), ("sqrt(2)*sqrt(3)", "like_powers"), ("sqrt(x)*sqrt(x)", "like_powers"),
        ("sqrt(6)/sqrt(2)", "like_powers"), ("root(2, 3)*root(5, 3)", "like_powers"), ("y=x*x", "like_powers"),
        ("6/8", "not_lowest_terms"), ("x/1", "not_lowest_terms"), ("(2x)/(5x)", "not_lowest_terms"),
        ("(x+1)/(2(x+1))", "not_lowest_terms"), ("1 2/4", "not_lowest_terms"), ("1 3/2x", "mixed_improper"),
        ("--x", "double_sign"), ("x-(-3)", "double_sign"), ("x+(-3)", "double_sign"), ("x+y+(-2)z", "double_sign"),
        ("(-x)(-y)", "double_sign"), ("-(-2)x", "double_sign"),
        ("(x/2)/3", "nested_fraction"), ("x/(y/2)", "nested_fraction"), ("1/(1+1/x)", "nested_fraction"),
        ("(1/x+1)/2", "nested_fraction"), ("1/x^-1", "nested_fraction"), ("x^-1/y", "nested_fraction"),
        ("(x/2*y)/z", "nested_fraction"),
        ("2(x+1)+3x", "brackets_left"), ("x(x+1)+x", "brackets_left"), ("3-(x+1)", "brackets_left"),
        ("(x+1)/2+x", "brackets_left"), ("(x+1)(x+2)+x", "brackets_left"),
        ("sqrt(x)^2", "like_powers"), ("sqrt(2)^3", "like_powers"), ("(x^(1/2))^2", "like_powers"),
        ("sqrt(x^3)", "root_reducible"), ("root(x^3y, 3)", "root_reducible"), ("sqrt(8)", "root_reducible"),
        ("sqrt(12x)", "root_reducible"), ("sqrt(3/4)", "root_reducible"),
        ("root(16, 3)", "root_reducible"), ("root(-16, 3)", "root_reducible"), ("sqrt(0)", "root_reducible"),
        ("sqrt(2*1000003^2)", "root_reducible"), ("sqrt(x+0)", "needless_part"),
        ("2x=4", "common_factor"), ("xy=x^2", "common_factor"), ("2xy<0", "common_factor"), ("2<4x<6", "common_factor"),
    ],
)  # fmt: skip
def test_what_is_left_to_tidy_is_named(text: str, expected: Lack) -> None:
    """
    The first thing that one would still do has its code.
    """
    assert lack_of("simplified", text) == expected


def test_what_is_not_typed_yet_is_looked_into_too() -> None:
    """
    Both signs, factorials, repeating decimals, lists and joined equations, part by part.
    """
    untidy = tree_of("x+x")

    assert lack("simplified", PlusMinus(untidy), X) == "like_terms"
    assert lack("simplified", Multiply(Factorial(Number("3")), X), X) == "not_worked_out"
    assert lack("simplified", Factorial(Factorial(untidy)), X) == "like_terms"
    assert lack("simplified", Listing((X, untidy)), X) == "like_terms"
    assert lack("simplified", Junction("or", (Relation((X, X), ("=",)),)), X) == "like_terms"
    assert lack("simplified", Repeating("0.", "3"), X) is None
    assert lack("simplified", Percent(Repeating("0.", "3")), X) is None
    assert lack("simplified", Call("root", (X, Number("0"))), X) is None


def test_deep_nesting_has_the_benefit_of_the_doubt() -> None:
    """
    Of functions within functions only so many are looked into.
    """
    assert lack_of("simplified", "f(" * 10 + "x+x" + ")" * 10) == "like_terms"
    assert lack_of("simplified", "f(" * 40 + "x+x" + ")" * 40) is None


@given(coefficients=st.lists(st.integers(2, 99), min_size=2, max_size=6), doubled=st.integers(0, 5))
def test_a_collected_polynomial_is_simplified_until_a_term_is_written_twice(
    coefficients: list[int], doubled: int
) -> None:
    """
    Whatever the coefficients.
    """
    parts = [f"{coefficient}x^{power + 2}" for power, coefficient in enumerate(coefficients)]

    assert lack_of("simplified", "-".join(parts)) is None
    assert lack_of("simplified", "-".join([*parts, parts[doubled % len(parts)]])) == "like_terms"


def test_khan_academy_agrees_about_what_is_simplified() -> None:
    """
    All that can be read of their engine's own cases is judged as there.
    """
    lines = evaluation_data("peer_vectors", "kas_is_simplified.jsonl").read_text().splitlines()
    context = Context(functions=("f", "g", "h", "ln"))
    for row in map(json.loads, lines):
        tree = read(row["student"], context)
        if not isinstance(tree, Unreadable):
            assert (lack("simplified", tree, tree) is None) == (row["expected"] == "1"), row
