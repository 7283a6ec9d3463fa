"""What explaining a wrong line promises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hints.misconception.explain import Explanation, explain, shipped
from hints.misconception.rewriting.agreement import target
from hints.misconception.rewriting.applying import indexed
from hints.misconception.rewriting.flat import numeral
from hints.misconception.rewriting.flattening import line_of, tree_of
from hints.misconception.rewriting.operation import Operation
from hints.misconception.rewriting.reading import shipped_rules
from hints.misconception.searching import CANDIDATES, search
from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable
from tests.strategies import polynomials

POINTS = Points(b"explain", "tests")


def tree(text: str) -> Tree:
    """Read a line."""
    found = read(text, Context())
    assert not isinstance(found, Unreadable), text
    return found


def found(before: str, after: str, operation: Operation | None = None) -> list[str]:
    """Return the rules that explain a line, the likeliest first."""
    return [one.mal_rule for one in explain(tree(before), tree(after), operation=operation)]


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("2x + 3 = 11", "2x = 14", "moves-term-without-changing-sign"),
        ("3(x + 2) = 21", "3x + 2 = 21", "expands-one-term-only"),
        ("3(x + 2) = 21", "3x = 19", "expands-one-term-only"),
        ("(x + 3)^2", "x^2 + 9", "squares-sum-term-by-term"),
        ("-2x < 6", "x < -3", "keeps-sign-when-dividing-by-negative"),
        ("x = -13/61", "x = 0.213", "quotient-with-wrong-sign"),
        ("5x = 20", "x = 100", "multiplies-by-coefficient"),
        ("11 = 2x + 3", "14 = 2x", "moves-term-without-changing-sign"),
    ],
)
def test_a_wrong_line_is_explained_by_the_rewrite_that_gives_it(before: str, after: str, rule: str) -> None:
    """
    The likeliest rule is the one that was applied, from either end, rounded, and after going on rightly.
    """
    assert found(before, after)[0] == rule


@pytest.mark.parametrize(
    ("before", "after", "idea", "slip"),
    [
        ("4^(-2)", "16", "negative-exponent-ignored", "drops-minus-sign"),
        ("(7/2 - 3)/4", "7/2 - 3", None, "loses-denominator"),
    ],
)
def test_a_rule_with_an_idea_behind_it_comes_before_a_slip_that_gives_the_same(
    before: str, after: str, idea: str | None, slip: str
) -> None:
    """
    What may happen anywhere is named first only where nothing that belongs to the place gives the line.
    """
    rules = found(before, after)

    assert rules[0] == (slip if idea is None else idea)
    assert slip in rules


def test_a_line_that_nothing_gives_is_not_explained() -> None:
    """
    No rule is named for a number from nowhere, and none for lists and sets.
    """
    assert found("2x + 3 = 11", "2x = 47.25") == []
    assert found("x^2 = 4", "no solution") == []


def test_probabilities_leave_room_for_none_of_these_and_fall() -> None:
    """
    They are below 1 together, and the first is the largest.
    """
    candidates = explain(tree("-5 - 3 = x"), tree("8 = x"))

    probabilities = [candidate.probability for candidate in candidates]
    assert len(probabilities) > 1
    assert sorted(probabilities, reverse=True) == probabilities
    assert sum(probabilities) < 1


def test_hints_show_what_stood_in_the_line_before() -> None:
    """
    Slots are filled with the parts that were matched.
    """
    (first, *_) = explain(tree("3(x + 4)"), tree("3x + 4"))

    assert isinstance(first, Explanation)
    assert first.hints["en"] == "Look at the bracket: which of its terms does $3$ have to multiply?"
    assert (first.step, first.reproduces, first.skill) == ("3(x + 4)", True, "expand-brackets")


def test_an_operation_that_was_declared_is_done_first() -> None:
    """
    Who divides one term only is found once it is known what was divided by.
    """
    assert found("4y + 8 = 5", "4y + 8/5 = 5/5") == []
    assert found("4y + 8 = 5", "4y + 8/5 = 5/5", Operation("divide", numeral("5")))[0] == "divides-one-term-only"


@pytest.mark.slow
@settings(max_examples=25)
@given(st.data())
def test_a_flat_line_is_worth_what_its_tree_is(data: st.DataObject) -> None:
    """
    Flattening an expression and back changes nothing of its value.
    """
    before = data.draw(polynomials(("x", "y")))
    line = line_of(before)
    assert line is not None

    assert compare(before, tree_of(line), POINTS).sameness is Sameness.SAME


def test_an_operation_that_may_have_been_done_is_done_rightly_before_one_side_goes_wrong() -> None:
    """
    Who multiplies both sides by 12 and then adds on one of them is found without saying so.
    """
    assert found("x/12 = 35", "x = 47") == ["adds-instead-of-multiplying"]


def test_two_wrong_rewrites_of_one_side_are_told_together() -> None:
    """
    Both are named where neither alone gives the line, and less is made of them than of one.
    """
    (first, *_) = explain(tree("x = 44/-17"), tree("x = 17/44"))

    assert {first.mal_rule, first.first} == {"divides-the-wrong-way-round", "quotient-with-wrong-sign"}
    assert first.description == "gave a quotient the wrong sign, and divided the wrong way round"
    assert explain(tree("x = 44/17"), tree("x = 17/44"))[0].probability > first.probability


def test_what_is_known_beside_the_lines_decides_between_rules_that_give_the_same() -> None:
    """
    A mistake that the item expects, or that the learner made before, comes first.
    """
    before, after = tree("-5 - 3 = x"), tree("8 = x")
    (*_, last) = explain(before, after)

    assert explain(before, after, expected=(last.mal_rule,))[0].mal_rule == last.mal_rule
    again = explain(before, after, earlier=(last.mal_rule,))
    assert next(one.probability for one in again if one.mal_rule == last.mal_rule) > last.probability


def test_a_short_number_says_less_than_a_long_one() -> None:
    """
    The same rule is surer where its outcome has more digits.
    """
    short, long = explain(tree("7 - 3"), tree("10"))[0], explain(tree("7436 - 3578"), tree("11014"))[0]

    assert short.mal_rule == long.mal_rule == "adds-instead-of-subtracting"
    assert short.probability < long.probability


@pytest.mark.slow
def test_lines_of_more_digits_than_a_float_has_are_explained_too() -> None:
    """
    A line may have a thousand characters, and how likely it comes by chance is still a number.
    """
    numbers = [str(number) for number in range(1000, 1100)]

    assert found("-".join(numbers), "-".join(numbers[:-1]))


def test_a_long_line_is_searched_within_its_budget() -> None:
    """
    However many places and rules there are, no more lines are made than are allowed.
    """
    before = " + ".join(f"{number}({number}x - {number})/{number + 1}" for number in range(2, 14))
    line = line_of(tree(f"{before} = 5"))
    after = line_of(tree("x = 123456789"))
    assert line is not None
    assert after is not None

    assert search(line, target(after, line), shipped(), None).made <= CANDIDATES


def test_what_a_rule_makes_that_is_right_by_chance_is_not_counted() -> None:
    """
    Where no habit would show, as where no column has a carry, it takes nothing from what else explains a line.
    """
    rules = indexed([rule for rule in shipped_rules() if rule.id == "column-sums-side-by-side"])
    made = {}
    for text in ("47 + 12", "47 + 38"):
        before, after = line_of(tree(text)), line_of(tree("58"))
        assert before is not None
        assert after is not None
        made[text] = search(before, target(after, before), rules, None).made > 0

    assert made == {"47 + 12": False, "47 + 38": True}


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("5 - (x - 2)", "5 - x - 2", "subtracts-first-term-only"),
        ("5 - (x - 2)", "3 - x", None),
        ("2 - 3(x - 1)", "2 - 3x - 3", "keeps-inner-sign"),
    ],
)
def test_a_rule_that_writes_the_very_terms_comes_before_those_that_come_to_the_same(
    before: str, after: str, rule: str | None
) -> None:
    """
    A bracket opened in part explains `5 - x - 2` better than another sign in the bracket; its result tells nothing.
    """
    explained = explain(tree(before), tree(after))

    probable = [one.probability for one in explained]
    assert probable == sorted(probable, reverse=True)
    assert (explained[0].mal_rule if explained[0].probability > 2 * explained[1].probability else None) == rule
